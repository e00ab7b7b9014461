import { setParam } from '@core/graph/commands';
import type { GraphNode } from '@core/graph/document';
import { own } from '@core/graph/own';
import type { NodeDefinition } from '@core/node-definition';
import { catalog } from '@nodes';
import { Pencil, StickyNote } from 'lucide-react';
import { useState } from 'react';
import { useDocument } from '../../stores/document';
import { t } from '../../text/text';
import { useGesture } from '../../widgets/use-gesture';
import pinClasses from './collapsed.module.css';
import { NodeTitle } from './NodeTitle';
import { NodeWidth } from './NodeWidth';
import { NoteText } from './NoteText';
import classes from './node.module.css';
import noteClasses from './note.module.css';
import { PinMark } from './PinMark';

interface Props {
  readonly id: string;
  readonly node: GraphNode;
  readonly definition: NodeDefinition;
}

/** A sheet of paper: its text as Markdown; a double click or the pencil makes it a field. */
export function NoteView({ id, node, definition }: Props) {
  const gesture = useGesture();
  const [editing, setEditing] = useState(false);
  const spec = own(definition.params, 'text');
  const given = own(node.params, 'text');
  const text = typeof given === 'string' ? given : '';
  const title = node.title ?? definition.title;
  const write = (value: string) => {
    const { doc, apply } = useDocument.getState();
    const edit = setParam({ doc, catalog, id, param: 'text', value });
    if (edit) apply({ ...edit, gesture: gesture.name() });
  };
  return (
    <div className={classes.note} data-testid={`node-${id}`} data-state="idle">
      <header className={classes.noteHeader}>
        <StickyNote size={13} aria-hidden />
        <NodeTitle id={id} title={title} />
        <PinMark id={id} title={title} />
        {!editing && (
          <button
            type="button"
            className={`${pinClasses.pin} nodrag nokey`}
            aria-label={t.arrange.editNote}
            title={t.arrange.editNote}
            data-testid={`edit-${id}`}
            onClick={() => setEditing(true)}
          >
            <Pencil size={12} aria-hidden />
          </button>
        )}
      </header>
      {editing ? (
        <div className="nodrag nopan nokey" data-testid={`param-${id}-text`}>
          <textarea
            className={`${classes.noteText} nowheel`}
            aria-label={t.arrange.noteText}
            placeholder={spec?.kind === 'text' ? spec.placeholder : undefined}
            maxLength={spec?.kind === 'text' ? spec.maxLength : undefined}
            spellCheck={false}
            dir="auto"
            // biome-ignore lint/a11y/noAutofocus: the user has just asked to write here
            autoFocus
            value={text}
            onFocus={gesture.begin}
            onBlur={() => setEditing(false)}
            onChange={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
          />
        </div>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: the pencil does the same by keyboard
        <div
          className={noteClasses.body}
          data-testid={`note-text-${id}`}
          dir="auto"
          onDoubleClick={() => setEditing(true)}
        >
          {text.trim() === '' ? (
            <p className={noteClasses.hint}>{t.arrange.emptyNote}</p>
          ) : (
            <NoteText text={text} />
          )}
        </div>
      )}
      <NodeWidth id={id} />
    </div>
  );
}
