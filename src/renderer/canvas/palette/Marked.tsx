import type { Marks } from './fuzzy-match';
import classes from './palette.module.css';

/** A text with the letters that were searched for marked. */
export function Marked({ text, marks }: { readonly text: string; readonly marks: Marks }) {
  let from = 0;
  const parts = marks.flatMap(([start, end]) => {
    const plain = text.slice(from, start);
    from = end;
    return [
      plain,
      <mark key={start} className={classes.mark}>
        {text.slice(start, end)}
      </mark>,
    ];
  });
  return (
    <span>
      {parts}
      {text.slice(from)}
    </span>
  );
}
