import { useLayoutEffect, useState } from 'react';

/** An object URL of PNG bytes for as long as the component shows them. */
export function usePictureUrl(png: Uint8Array): string | undefined {
  const [url, setUrl] = useState<string>();
  // Before the frame is painted: a slider over frames must not flash.
  useLayoutEffect(() => {
    const made = pictureUrl(png);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [png]);
  return url;
}

/** A copy: the bytes may be a view into a larger buffer that an event came in. */
export const pictureBlob = (png: Uint8Array): Blob =>
  new Blob([new Uint8Array(png)], { type: 'image/png' });

/** To be revoked by who asks for it. */
const pictureUrl = (png: Uint8Array): string => URL.createObjectURL(pictureBlob(png));
