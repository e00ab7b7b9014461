import { own } from '@core/graph/own';
import { memo } from 'react';
import { useLibrary } from '../../stores/library';
import { useResults } from '../../stores/results';
import { useRun } from '../../stores/run';
import type { NodePreview as Preview } from '../../stores/types';
import classes from './node.module.css';

type TokensPreview = Extract<Preview, { kind: 'tokens' }>;

const tokenTitle = {
  known: '',
  unknown: 'not in the vocabulary',
  padding: 'padding',
  special: 'special token',
};

/** Tokens as chips; padding, which says nothing, as a count. */
const Tokens = memo(function Tokens({ tokens, cut }: TokensPreview) {
  const padding = tokens.filter((token) => token.state === 'padding').length;
  const shown = tokens.filter((token) => token.state !== 'padding');
  return (
    <ul className={`${classes.tokens} nowheel`} aria-label="Tokens">
      {shown.map((token, i) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
          key={i}
          className={classes.token}
          data-state={token.state}
          title={`id ${token.id}${tokenTitle[token.state] && `, ${tokenTitle[token.state]}`}`}
        >
          {token.text}
        </li>
      ))}
      {padding > 0 && <li className={classes.padding}>+ {padding} padding</li>}
      {cut.length > 0 && (
        <li className={classes.problem} data-severity="warning">
          Cut off at the end: {cut.join(' ')}
        </li>
      )}
    </ul>
  );
});

/** What the node showed in this run, or the picture it gave as a result. */
function usePreview(id: string): Preview | undefined {
  const preview = useRun((run) => own(run.nodes, id)?.preview);
  // Results outlive their document; run states do not.
  const ran = useRun((run) => own(run.nodes, id) !== undefined);
  const result = useResults((results) => results.items.find((item) => item.node === id));
  if (preview || !ran || !result) return preview;
  return { kind: 'image', url: result.url, width: result.width, height: result.height };
}

/** What the node made, in the node. */
export function NodePreview({ id, title }: { readonly id: string; readonly title: string }) {
  const preview = usePreview(id);
  const state = useRun((run) => own(run.nodes, id)?.state ?? 'idle');
  const smooth = useLibrary((library) => library.settings.smoothPreviews);
  if (!preview) return null;
  switch (preview.kind) {
    case 'image':
      return (
        <img
          className={classes.preview}
          data-smooth={smooth}
          data-stale={state === 'idle'}
          src={preview.url}
          style={{ aspectRatio: `${preview.width} / ${preview.height}` }}
          alt={`Preview of ${title}, ${preview.width} by ${preview.height} pixels`}
          draggable={false}
        />
      );
    case 'tokens':
      return <Tokens {...preview} />;
    case 'text':
      return <div className={classes.text}>{preview.text}</div>;
  }
}
