import type { PreviewContent } from '@core/node-context';
import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import { PanelPicture } from './PanelPicture';
import { Panels } from './Panels';
import type { ViewSize } from './view-size';
import classes from './views.module.css';

type Compare = Extract<PreviewContent, { kind: 'compare' }>;

const modes = [
  { value: 'slider', label: 'Slider' },
  { value: 'sides', label: 'Side by side' },
  { value: 'flicker', label: 'Flicker' },
  { value: 'difference', label: 'Difference' },
] as const;
type Mode = (typeof modes)[number]['value'];

interface CompareViewProps {
  readonly content: Compare;
  readonly size: ViewSize;
}

/** Two pictures of one size, looked at in four ways. */
export function CompareView({ content, size }: CompareViewProps) {
  const [mode, setMode] = useState<Mode>('slider');
  return (
    <div className={classes.compare} data-size={size}>
      {size !== 'node' && (
        <SegmentedControl
          size="xs"
          aria-label="How to compare"
          data={[...modes]}
          value={mode}
          onChange={setMode}
        />
      )}
      {mode === 'slider' && <Slider {...content} />}
      {mode === 'sides' && <Sides {...content} />}
      {mode === 'flicker' && <Flicker {...content} />}
      {mode === 'difference' && <Difference {...content} />}
    </div>
  );
}

function Slider({ before, after }: Compare) {
  const [share, setShare] = useState(50);
  return (
    <div className={`${classes.slider} nodrag`}>
      <div className={classes.overlay}>
        <PanelPicture panel={after} alt={after.label} />
        <div className={classes.upper} style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}>
          <PanelPicture panel={before} alt={before.label} />
        </div>
        <span className={classes.divider} style={{ left: `${share}%` }} aria-hidden />
        <input
          type="range"
          className={classes.cover}
          min={0}
          max={100}
          value={share}
          aria-label={`How much of ${before.label} is seen`}
          aria-valuetext={`${share} % ${before.label}, ${100 - share} % ${after.label}`}
          onChange={(event) => setShare(event.currentTarget.valueAsNumber)}
        />
      </div>
      <div className={classes.sideLabels}>
        <span>{before.label}</span>
        <span>{after.label}</span>
      </div>
    </div>
  );
}

const Sides = ({ before, after }: Compare) => <Panels panels={[before, after]} />;

/** Each picture's turn. */
const turnMs = 600;

function Flicker({ before, after }: Compare) {
  const [turn, setTurn] = useState(false);
  useEffect(() => {
    const timer = setInterval(() => setTurn((now) => !now), turnMs);
    return () => clearInterval(timer);
  }, []);
  const panel = turn ? after : before;
  return (
    <figure className={classes.panel}>
      <div className={classes.overlay}>
        <PanelPicture panel={before} alt={before.label} />
        <div className={classes.upper} style={{ visibility: turn ? 'visible' : 'hidden' }}>
          <PanelPicture panel={after} alt={after.label} />
        </div>
      </div>
      <figcaption>{panel.label}</figcaption>
    </figure>
  );
}

const gains = ['1', '4', '16'] as const;
type Gain = (typeof gains)[number];

/** |a - b| a channel, made brighter. */
function Difference({ before, after }: Compare) {
  const [gain, setGain] = useState<Gain>('4');
  return (
    <figure className={classes.panel}>
      <div className={classes.difference} style={{ filter: `brightness(${gain})` }}>
        <PanelPicture panel={before} alt={`Difference of ${before.label} and ${after.label}`} />
        <div className={classes.upper} style={{ mixBlendMode: 'difference' }}>
          <PanelPicture panel={after} alt="" />
        </div>
      </div>
      <figcaption className={classes.gain}>
        Difference, brightened
        <SegmentedControl
          size="xs"
          aria-label="How much the difference is brightened"
          data={gains.map((value) => ({ value, label: `${value}×` }))}
          value={gain}
          onChange={setGain}
        />
      </figcaption>
    </figure>
  );
}
