import { type RefObject, useEffect, useState } from 'react';
import { api } from '../../../stores/api';
import { pictureBlob } from '../../../views/use-picture-url';

/** How far outside of what is seen a thumbnail is fetched already. */
const margin = '300px';

/** The picture's object URL while the element is near the screen; undefined until it is here. */
export function useThumbnail(
  id: string,
  has: boolean,
  element: RefObject<Element | null>,
): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const target = element.current;
    if (!has || !target) return;
    let made: string | undefined;
    let gone = false;
    const fetchIt = async () => {
      const png = await api()['history.thumbnail'](id);
      if (png === null || gone) return;
      made = URL.createObjectURL(pictureBlob(png));
      setUrl(made);
    };
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (!seen?.isIntersecting) return;
        observer.disconnect();
        void fetchIt();
      },
      { rootMargin: margin },
    );
    observer.observe(target);
    return () => {
      gone = true;
      observer.disconnect();
      if (made) URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [id, has, element]);
  return url;
}
