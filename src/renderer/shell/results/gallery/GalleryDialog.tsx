import { Button, Modal } from '@mantine/core';
import { useLibrary } from '../../../stores/library';
import { t } from '../../../text/text';
import { useLargeView } from '../../../views/large-view';
import { ComparePane } from './ComparePane';
import { EntryPane } from './EntryPane';
import classes from './Gallery.module.css';
import { GalleryGrid } from './GalleryGrid';
import { GallerySearch } from './GallerySearch';
import { useGallery } from './gallery-store';

/** All results that were kept, those of earlier sessions too. */
export function GalleryDialog() {
  const open = useGallery((state) => state.open);
  const close = useGallery((state) => state.close);
  const largeView = useLargeView((state) => state.shown !== null);
  return (
    <Modal
      opened={open}
      onClose={close}
      title={t.results.gallery}
      size="min(1320px, 95vw)"
      radius="md"
      padding="md"
      // Escape closes the larger view on top first.
      closeOnEscape={!largeView}
      classNames={{ title: classes.dialogTitle }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes.gallery} data-testid="gallery">
        <GallerySearch />
        <div className={classes.columns}>
          <div className={classes.left}>
            <GalleryGrid />
            <Removed />
            <Usage />
          </div>
          <Pane />
        </div>
      </div>
    </Modal>
  );
}

function Pane() {
  const current = useGallery((state) => state.current);
  const other = useGallery((state) => state.other);
  if (current === null) {
    return <aside className={`${classes.pane} ${classes.muted}`}>{t.results.selectOne}</aside>;
  }
  if (other !== null) return <ComparePane first={current} second={other} />;
  return <EntryPane id={current} />;
}

/** Inside the dialog, where the keyboard reaches it: the dialog keeps the focus. */
function Removed() {
  const removed = useGallery((state) => state.removed.length);
  const undo = useGallery((state) => state.undoRemove);
  return (
    <div role="status">
      {removed > 0 && (
        <div className={classes.removed} data-testid="gallery-removed">
          {t.results.removed(removed)}
          <Button size="compact-xs" variant="subtle" onClick={() => void undo()}>
            {t.results.undo}
          </Button>
        </div>
      )}
    </div>
  );
}

function Usage() {
  const { entries, bytes } = useGallery((state) => state.usage);
  const limit = useLibrary((state) => state.settings.historyMegabytes) * 1024 * 1024;
  return (
    <div className={classes.foot}>
      <span>{t.results.keys}</span>
      <span data-testid="gallery-usage">{t.results.usage(entries, bytes, limit)}</span>
    </div>
  );
}
