export type Zoom = 'fit' | 1 | 2 | 4 | 8;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Screen pixels per picture pixel. Fitting with hard pixels takes whole factors where the picture is
 * smaller than the room, so that all its pixels come out the same size.
 */
export function pictureScale(picture: Size, room: Size, zoom: Zoom, smooth: boolean): number {
  if (zoom !== 'fit') return zoom;
  if (room.width === 0 || room.height === 0) return 1;
  const fit = Math.min(room.width / picture.width, room.height / picture.height);
  return smooth || fit < 1 ? fit : Math.floor(fit);
}
