import { parseEmbedded } from '@core/images/embedded-image';
import type { FileParam } from '@core/node-params';
import { FolderOpen, Image } from 'lucide-react';
import { type DragEvent, memo, useEffect, useState } from 'react';
import { api } from '../stores/api';
import { useNodeRun } from '../stores/run';
import { OptionButton } from './OptionButton';
import type { WidgetProps } from './types';
import { useThumbnail } from './use-thumbnail';
import classes from './widgets.module.css';

const bundledPrefix = 'bundled:';
const chooseFile = 'choose';
/** CSS pixels of the longest side; twice what is shown, for dense screens. */
const thumbnailSize = 256;

const shortName = (file: string) =>
  parseEmbedded(file)?.name ??
  (file.startsWith(bundledPrefix)
    ? file.slice(bundledPrefix.length)
    : (file.split(/[\\/]/).at(-1) ?? file));

/** A bundled image, one of this machine, or one dropped on the field. */
export const FileWidget = memo(function FileWidget({
  node,
  name,
  spec,
  value,
  commit,
}: WidgetProps<FileParam, string>) {
  const [bundled, setBundled] = useState<readonly string[]>([]);
  const [over, setOver] = useState(false);
  const thumbnail = useThumbnail(value, thumbnailSize);
  // The failed node says what is wrong with its file: once is enough.
  const failed = useNodeRun(node).state === 'failed';
  useEffect(() => {
    void api()['images.bundled']().then(setBundled);
  }, []);

  const pick = async (choice: string) => {
    if (choice !== chooseFile) return commit(choice);
    const path = await api()['images.choose']();
    if (path !== null) commit(path);
  };
  const options = () => [
    { value: chooseFile, label: 'Choose a file…', group: 'This machine' },
    ...bundled.map((file) => {
      const bare = shortName(file);
      return { value: `${bundledPrefix}${bare}`, label: bare, group: 'Comes with the app' };
    }),
  ];
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    setOver(true);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target beside a button that does the same by keyboard
    <div
      className={classes.file}
      data-over={over}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      // The window sets the picture of the node under the pointer (open-dropped.ts).
      onDrop={() => setOver(false)}
    >
      <OptionButton
        id={`param-${node}-${name}`}
        label={spec.label}
        text={value === '' ? 'Choose an image…' : shortName(value)}
        value={value}
        icon={
          value === '' ? (
            <FolderOpen size={14} className={classes.chevron} />
          ) : (
            <Image size={14} className={classes.chevron} />
          )
        }
        options={options}
        onPick={pick}
      />
      {thumbnail.state === 'ready' && (
        <img
          className={classes.thumbnail}
          src={thumbnail.url}
          alt={`Thumbnail of ${shortName(value)}`}
          draggable={false}
        />
      )}
      {thumbnail.state === 'failed' && !failed && (
        <div className={classes.offer} data-missing>
          {thumbnail.error.message} {thumbnail.error.hint}
        </div>
      )}
      {thumbnail.state === 'none' && <div className={classes.dropHint}>or drop one here</div>}
    </div>
  );
});
