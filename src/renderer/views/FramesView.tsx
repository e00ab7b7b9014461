import type { PreviewContent } from '@core/node-context';
import { Pause, Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '../shell/IconButton';
import { Panels } from './Panels';
import type { ViewSize } from './view-size';
import classes from './views.module.css';

/** Of each frame while it plays. */
const frameMs = 400;

interface FramesViewProps {
  readonly content: Extract<PreviewContent, { kind: 'frames' }>;
  readonly size: ViewSize;
}

/** Labelled pictures side by side; several frames under a slider. */
export function FramesView({ content: { frames }, size }: FramesViewProps) {
  const [chosen, setChosen] = useState(0);
  const [playing, setPlaying] = useState(false);
  const at = Math.min(chosen, frames.length - 1);
  const frame = frames[at];
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setChosen((now) => (now + 1) % frames.length), frameMs);
    return () => clearInterval(timer);
  }, [playing, frames.length]);
  if (!frame) return null;
  return (
    <div className={classes.frames} data-size={size}>
      <Panels panels={frame.panels} of={frame.label} />
      {frames.length > 1 ? (
        <div className={`${classes.player} nodrag`}>
          <IconButton
            icon={playing ? Pause : Play}
            label={playing ? 'Pause' : 'Play'}
            onClick={() => setPlaying(!playing)}
          />
          <input
            type="range"
            className={classes.range}
            min={0}
            max={frames.length - 1}
            value={at}
            aria-label="Frame"
            aria-valuetext={frame.label}
            onChange={(event) => {
              setPlaying(false);
              setChosen(event.currentTarget.valueAsNumber);
            }}
          />
          <span className={classes.frameLabel}>{frame.label}</span>
        </div>
      ) : (
        <p className={classes.caption}>{frame.label}</p>
      )}
    </div>
  );
}
