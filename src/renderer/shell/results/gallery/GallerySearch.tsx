import { Select, TextInput } from '@mantine/core';
import { Search, Star } from 'lucide-react';
import { t } from '../../../text/text';
import { IconButton } from '../../IconButton';
import { filters } from './filters';
import classes from './Gallery.module.css';
import { useGallery } from './gallery-store';

export function GallerySearch() {
  const words = useGallery((state) => state.words);
  const filter = useGallery((state) => state.filter);
  const starred = useGallery((state) => state.starred);
  const search = useGallery((state) => state.search);
  return (
    <div className={classes.search}>
      <TextInput
        className={classes.words}
        aria-label={t.results.search}
        placeholder={t.results.searchPlaceholder}
        leftSection={<Search size={14} aria-hidden />}
        value={words}
        onChange={(event) => search({ words: event.currentTarget.value })}
        data-testid="gallery-search"
        data-autofocus
      />
      <Select
        w={190}
        aria-label={t.results.kind}
        data={filters.map((value) => ({ value, label: t.results.kinds[value] }))}
        value={filter}
        allowDeselect={false}
        onChange={(value) => {
          const chosen = filters.find((one) => one === value);
          if (chosen) search({ filter: chosen });
        }}
      />
      <IconButton
        icon={Star}
        label={t.results.onlyStarred}
        active={starred}
        onClick={() => search({ starred: !starred })}
      />
    </div>
  );
}
