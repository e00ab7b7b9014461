import { Button } from '@mantine/core';
import {
  Columns2,
  Copy,
  Download,
  FolderSearch,
  Maximize2,
  Star,
  Trash2,
  Workflow,
} from 'lucide-react';
import { t } from '../../../text/text';
import { IconButton } from '../../IconButton';
import { saveResult } from '../save-result';
import { enlarge } from './enlarge';
import { copyPicture, restoreGraph, showFile } from './entry-actions';
import classes from './Gallery.module.css';
import { useGallery } from './gallery-store';
import type { HistoryItem } from './use-history-item';

export function EntryActions({ item: { entry, content } }: { readonly item: HistoryItem }) {
  const { id, file, seed, graph } = entry;
  const starred = useGallery(
    ({ entries }) => entries.find((one) => one.id === id)?.starred ?? entry.starred,
  );
  const picking = useGallery((state) => state.picking);
  const pick = useGallery((state) => state.pick);
  const star = useGallery((state) => state.star);
  const remove = useGallery((state) => state.remove);
  const image = content?.kind === 'image' ? content : null;
  return (
    <>
      <div className={classes.actions}>
        <Button
          size="compact-sm"
          leftSection={<Workflow size={14} aria-hidden />}
          onClick={() => void restoreGraph(id)}
          data-testid="gallery-restore"
        >
          {t.results.openGraph}
        </Button>
        <Button
          size="compact-sm"
          variant={picking ? 'light' : 'default'}
          aria-pressed={picking}
          leftSection={<Columns2 size={14} aria-hidden />}
          onClick={() => pick(!picking)}
          data-testid="gallery-compare"
        >
          {t.results.compare}
        </Button>
        <span className={classes.icons}>
          <IconButton
            icon={Star}
            label={t.results.star}
            active={starred}
            onClick={() => void star(id)}
          />
          {content && (
            <IconButton
              icon={Maximize2}
              label={t.results.openLarge}
              onClick={() => void enlarge(id)}
            />
          )}
          {image && (
            <>
              <IconButton
                icon={Copy}
                label={t.results.copyImage}
                onClick={() => void copyPicture(image.png)}
              />
              <IconButton
                icon={Download}
                label={t.results.saveAs}
                onClick={() => void saveResult(image.png, seed, graph)}
              />
            </>
          )}
          {file !== null && (
            <IconButton
              icon={FolderSearch}
              label={t.results.showFile}
              onClick={() => void showFile(id)}
            />
          )}
          <IconButton icon={Trash2} label={t.results.remove} onClick={() => void remove(id)} />
        </span>
      </div>
      <div role="status">{picking && <p className={classes.pick}>{t.results.pick}</p>}</div>
    </>
  );
}
