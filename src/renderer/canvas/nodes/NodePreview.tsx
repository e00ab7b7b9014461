import { own } from '@core/graph/own';
import { Maximize2 } from 'lucide-react';
import { IconButton } from '../../shell/IconButton';
import { useLibrary } from '../../stores/library';
import { useResults } from '../../stores/results';
import { useRun } from '../../stores/run';
import type { NodePreview as Preview } from '../../stores/types';
import { ContentView } from '../../views/ContentView';
import { useLargeView } from '../../views/large-view';
import viewClasses from '../../views/views.module.css';
import classes from './node.module.css';

/** What the node showed in this run, or what it gave as a result. */
function usePreview(id: string): Preview | undefined {
  const preview = useRun((run) => own(run.nodes, id)?.preview);
  // Results outlive their document; run states do not.
  const ran = useRun((run) => own(run.nodes, id) !== undefined);
  const result = useResults((results) => results.items.find((item) => item.node === id));
  if (preview || !ran || !result) return preview;
  const { content, url } = result;
  if (content.kind !== 'image') return content;
  const { width, height } = content;
  return url === null ? undefined : { kind: 'image', url, width, height };
}

/** CSS pixels. Hard pixels suit pictures that are enlarged; shrunk ones lose lines and letters. */
const nodeWidth = 248;

/** What the node made, in the node. */
export function NodePreview({ id, title }: { readonly id: string; readonly title: string }) {
  const preview = usePreview(id);
  const state = useRun((run) => own(run.nodes, id)?.state ?? 'idle');
  const smooth = useLibrary((library) => library.settings.smoothPreviews);
  if (!preview) return null;
  if (preview.kind === 'image') {
    return (
      <img
        className={classes.preview}
        data-smooth={smooth || preview.width > nodeWidth}
        data-stale={state === 'idle'}
        src={preview.url}
        style={{ aspectRatio: `${preview.width} / ${preview.height}` }}
        alt={`Preview of ${title}, ${preview.width} by ${preview.height} pixels`}
        draggable={false}
      />
    );
  }
  if (preview.kind === 'tokens' || preview.kind === 'text') {
    return <ContentView content={preview} size="node" name={title} />;
  }
  return <InsideView content={preview} title={title} stale={state === 'idle'} />;
}

interface InsideViewProps {
  readonly content: Exclude<Preview, { kind: 'image' }>;
  readonly title: string;
  readonly stale: boolean;
}

/** Small, with a way to see it large. */
function InsideView({ content, title, stale }: InsideViewProps) {
  const show = useLargeView((view) => view.show);
  return (
    <div className={`${viewClasses.inNode} nowheel`} data-stale={stale}>
      <ContentView content={content} size="node" name={title} />
      <div className={`${viewClasses.enlarge} nodrag`}>
        <IconButton
          icon={Maximize2}
          label={`Show ${title} large`}
          onClick={() => show(content, title)}
        />
      </div>
    </div>
  );
}
