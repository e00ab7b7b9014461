import { parseDocument } from '@core/graph/parse';
import { catalog } from '@nodes';
import { useMemo } from 'react';
import classes from './Dialog.module.css';
import { schematicLayout } from './schematic-layout';

/** A small drawing of a graph file. */
export function Schematic({ text }: { readonly text: string }) {
  const layout = useMemo(() => {
    const parsed = parseDocument(text);
    return parsed.ok ? schematicLayout(parsed.value.doc, catalog) : null;
  }, [text]);
  return (
    <svg className={classes.schematic} viewBox={layout?.viewBox} aria-hidden="true">
      {layout?.wires.map((wire) => (
        <path key={wire} d={wire} />
      ))}
      {layout?.boxes.map(({ id, category, ...box }) => (
        <rect key={id} {...box} rx={24} fill={`var(--category-${category})`} />
      ))}
    </svg>
  );
}
