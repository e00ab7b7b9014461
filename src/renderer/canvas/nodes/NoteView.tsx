import { setParam } from '@core/graph/commands';
import type { GraphNode } from '@core/graph/document';
import { own } from '@core/graph/own';
import type { NodeDefinition } from '@core/node-definition';
import { catalog } from '@nodes';
import { StickyNote } from 'lucide-react';
import { useDocument } from '../../stores/document';
import { useGesture } from '../../widgets/use-gesture';
import { NodeTitle } from './NodeTitle';
import { NodeWidth } from './NodeWidth';
import classes from './node.module.css';

interface Props {
  readonly id: string;
  readonly node: GraphNode;
  readonly definition: NodeDefinition;
}

/** A sheet of paper: text, and nothing that looks like a machine. */
export function NoteView({ id, node, definition }: Props) {
  const gesture = useGesture();
  const spec = own(definition.params, 'text');
  const text = own(node.params, 'text');
  const write = (value: string) => {
    const { doc, apply } = useDocument.getState();
    const edit = setParam({ doc, catalog, id, param: 'text', value });
    if (edit) apply({ ...edit, gesture: gesture.name() });
  };
  return (
    <div className={classes.note} data-testid={`node-${id}`} data-state="idle">
      <header className={classes.noteHeader}>
        <StickyNote size={13} aria-hidden />
        <NodeTitle id={id} title={node.title ?? definition.title} />
      </header>
      <div className="nodrag nopan nokey" data-testid={`param-${id}-text`}>
        <textarea
          className={`${classes.noteText} nowheel`}
          aria-label="Text of the note"
          placeholder={spec?.kind === 'text' ? spec.placeholder : undefined}
          maxLength={spec?.kind === 'text' ? spec.maxLength : undefined}
          spellCheck={false}
          value={typeof text === 'string' ? text : ''}
          onFocus={gesture.begin}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
      </div>
      <NodeWidth id={id} />
    </div>
  );
}
