import { useElementSize } from '@mantine/hooks';
import { pictureScale, type Zoom } from './fit-scale';
import classes from './Results.module.css';

interface PictureProps {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly zoom: Zoom;
  readonly smooth: boolean;
  readonly testId: string;
}

/** A picture in as much room as the panel gives; larger than that, it scrolls. */
export function Picture({ url, width, height, alt, zoom, smooth, testId }: PictureProps) {
  const room = useElementSize();
  const scale = pictureScale({ width, height }, room, zoom, smooth);
  return (
    <div className={classes.room} ref={room.ref}>
      <img
        className={classes.picture}
        data-smooth={smooth || undefined}
        data-testid={testId}
        src={url}
        alt={alt}
        width={Math.round(width * scale)}
        height={Math.round(height * scale)}
        draggable={false}
      />
    </div>
  );
}
