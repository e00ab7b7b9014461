import { Button } from '@mantine/core';
import { Images } from 'lucide-react';
import { t } from '../../../text/text';
import classes from './Gallery.module.css';
import { useGallery } from './gallery-store';

/** Why there is nothing to see, and what to do about it. */
export function NoEntries() {
  const read = useGallery((state) => state.read);
  const search = useGallery((state) => state.search);
  const searched = useGallery(
    ({ words, filter, starred }) => words !== '' || filter !== 'results' || starred,
  );
  return (
    <div className={classes.none} role="status">
      <Images size={32} strokeWidth={1.25} aria-hidden />
      {!read && <p>{t.results.reading}</p>}
      {read && <p>{searched ? t.results.noneFound : t.results.noneYet}</p>}
      {read && !searched && <p>{t.results.noneYetHint}</p>}
      {read && searched && (
        <Button
          variant="default"
          onClick={() => search({ words: '', filter: 'results', starred: false })}
        >
          {t.results.showAll}
        </Button>
      )}
    </div>
  );
}
