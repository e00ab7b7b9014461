import type { PreviewContent } from '@core/node-context';
import { memo } from 'react';
import classes from '../canvas/nodes/node.module.css';

type Tokens = Extract<PreviewContent, { kind: 'tokens' }>;

const tokenTitle = {
  known: '',
  unknown: 'not in the vocabulary',
  padding: 'padding',
  special: 'special token',
};

/** Tokens as chips; padding, which says nothing, as a count. */
export const TokensView = memo(function TokensView({ tokens, cut }: Tokens) {
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
