import type { AppError } from '@core/errors';
import { useEffect, useState } from 'react';
import { api } from '../stores/api';

export type Thumbnail =
  | { readonly state: 'none' }
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly url: string }
  | { readonly state: 'failed'; readonly error: AppError };

/** A small picture of the image a parameter names, longest side `size` px. Revoked when replaced. */
export function useThumbnail(file: string, size: number): Thumbnail {
  const [thumbnail, setThumbnail] = useState<Thumbnail>({ state: 'none' });
  useEffect(() => {
    if (file === '') return setThumbnail({ state: 'none' });
    let url: string | null = null;
    let live = true;
    setThumbnail({ state: 'loading' });
    void api()
      ['images.thumbnail'](file, size)
      .then((answer) => {
        if (!live) return;
        if (!answer.ok) return setThumbnail({ state: 'failed', error: answer.error });
        url = URL.createObjectURL(new Blob([new Uint8Array(answer.value)], { type: 'image/png' }));
        setThumbnail({ state: 'ready', url });
      });
    return () => {
      live = false;
      if (url) URL.revokeObjectURL(url);
    };
  }, [file, size]);
  return thumbnail;
}
