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
    <div className={classes.room} data-fit={zoom === 'fit'} ref={room.ref}>
      <img
        className={classes.picture}
        // Shrunk with hard pixels, labels lose their letters.
        data-smooth={smooth || scale < 1 || undefined}
        data-testid={testId}
        src={url}
        alt={alt}
        // Rounded down: half a pixel more than the room would bring a scroll bar.
        width={Math.floor(width * scale)}
        height={Math.floor(height * scale)}
        draggable={false}
      />
    </div>
  );
}
