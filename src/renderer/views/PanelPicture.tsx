import type { Panel } from '@core/node-context';
import { useLibrary } from '../stores/library';
import { usePictureUrl } from './use-picture-url';
import classes from './views.module.css';

interface PanelPictureProps {
  readonly panel: Omit<Panel, 'label'>;
  readonly alt: string;
}

/** A picture in the width its place gives it. */
export function PanelPicture({ panel, alt }: PanelPictureProps) {
  const url = usePictureUrl(panel.png);
  const smooth = useLibrary((library) => library.settings.smoothPreviews);
  return (
    <img
      className={classes.picture}
      data-smooth={smooth || undefined}
      src={url}
      alt={alt}
      decoding="sync"
      draggable={false}
      style={{ aspectRatio: `${panel.width} / ${panel.height}` }}
    />
  );
}
