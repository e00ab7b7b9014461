import type { Panel } from '@core/node-context';
import type { CSSProperties } from 'react';
import { PanelPicture } from './PanelPicture';
import classes from './views.module.css';

interface PanelsProps {
  readonly panels: readonly Panel[];
  /** What they are pictures of, for who does not see them. */
  readonly of?: string;
}

/** Labelled pictures side by side, as large as their number allows. */
export function Panels({ panels, of }: PanelsProps) {
  const style: CSSProperties & Record<'--count', number> = { '--count': panels.length };
  return (
    <div className={classes.panels} style={style} data-testid="panels">
      {panels.map((panel, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a panel is its place in every frame
        <figure key={i} className={classes.panel}>
          <PanelPicture panel={panel} alt={of ? `${panel.label}, ${of}` : panel.label} />
          <figcaption>{panel.label}</figcaption>
        </figure>
      ))}
    </div>
  );
}
