import { memo } from 'react';
import Markdown, { type Components } from 'react-markdown';
import { t } from '../../text/text';
import classes from './note.module.css';

/**
 * Links say where they lead and lead nowhere, pictures are named: a graph that somebody sent opens no
 * connection and no browser.
 */
const components: Components = {
  a: ({ href, children }) => (
    <span className={classes.link} title={href}>
      {children}
    </span>
  ),
  img: ({ alt, src }) => (
    <span className={classes.link} title={typeof src === 'string' ? src : undefined}>
      {t.arrange.image(alt ?? '')}
    </span>
  ),
};

/** Markdown without HTML: a tag is shown as it was written. */
export const NoteText = memo(function NoteText({ text }: { readonly text: string }) {
  return <Markdown components={components}>{text}</Markdown>;
});
