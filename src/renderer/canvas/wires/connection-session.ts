import { type AppError, err, type Result } from '@core/errors';
import { applyEdit } from '@core/graph/apply-edit';
import { type Connection as Checked, checkConnection } from '@core/graph/check-connection';
import type { Endpoint, GraphDocument } from '@core/graph/document';
import { own } from '@core/graph/own';
import { catalog } from '@nodes';
import type { Connection } from '@xyflow/react';
import { create } from 'zustand';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';

/** A wire being dragged: a new one from a port, or an old one by one of its ends. */
export interface ConnectionSession {
  /** The end that stays. */
  readonly from: Endpoint;
  readonly direction: 'from-output' | 'from-input';
  /** The document without the wire that was taken off. */
  readonly base: GraphDocument;
  readonly detached: string | null;
  /** Shift is held: on inputs that take several, the wire is added beside the others. */
  readonly adding: boolean;
}

export const useConnectionSession = create<{ readonly session: ConnectionSession | null }>()(
  () => ({ session: null }),
);

/** Answers are asked for at every pointer move; each is worked out once in a session. */
let answers = new Map<string, Result<Checked, AppError>>();
let stopListening: (() => void) | null = null;

export function beginConnection(
  from: Endpoint,
  direction: ConnectionSession['direction'],
  detached: string | null,
): void {
  const { doc } = useDocument.getState();
  const base = detached === null ? doc : applyEdit(doc, { kind: 'disconnect', id: detached }).doc;
  answers = new Map();
  useConnectionSession.setState({ session: { from, direction, base, detached, adding: false } });
  const follow = (event: KeyboardEvent | PointerEvent) => {
    const { session } = useConnectionSession.getState();
    if (session && session.adding !== event.shiftKey)
      useConnectionSession.setState({ session: { ...session, adding: event.shiftKey } });
  };
  const events = ['keydown', 'keyup', 'pointermove'] as const;
  for (const name of events) window.addEventListener(name, follow, true);
  stopListening = () => {
    for (const name of events) window.removeEventListener(name, follow, true);
  };
}

export function endConnection(): void {
  stopListening?.();
  stopListening = null;
  useConnectionSession.setState({ session: null });
}

const endpoints = ({ source, sourceHandle, target, targetHandle }: Connection) => ({
  from: { node: source, port: sourceHandle ?? '' },
  to: { node: target, port: targetHandle ?? '' },
});

/** Whether the dragged wire may end there, what it would replace, or why not and what would mend it. */
export function checkDrop(connection: Connection): Result<Checked, AppError> {
  const { session } = useConnectionSession.getState();
  if (!session) return err({ code: 'no-wire', message: 'No wire is being dragged.' });
  // A wire whose output end is moved leaves the other wires on its input alone.
  const movesOutputEnd = session.detached !== null && session.direction === 'from-input';
  const mode = session.adding || movesOutputEnd ? 'add' : 'replace';
  const { from, to } = endpoints(connection);
  const key = JSON.stringify([mode, from, to]);
  const known = answers.get(key);
  if (known) return known;
  const answer = checkConnection({
    doc: session.base,
    catalog,
    models: useLibrary.getState().models,
    from,
    to,
    mode,
  });
  answers.set(key, answer);
  return answer;
}

/** Makes the wire, if it may be made. */
export function applyDrop(connection: Connection): void {
  const { session } = useConnectionSession.getState();
  if (!session) return;
  const { doc, apply } = useDocument.getState();
  const { from, to } = endpoints(connection);
  const old = session.detached === null ? undefined : own(doc.edges, session.detached);
  const putBack =
    old &&
    old.from.node === from.node &&
    old.from.port === from.port &&
    old.to.node === to.node &&
    old.to.port === to.port;
  if (putBack) return;
  const answer = checkDrop(connection);
  if (!answer.ok) return;
  const { edit } = answer.value;
  if (session.detached === null) apply(edit);
  else {
    const edits = [{ kind: 'disconnect', id: session.detached } as const, edit.edit];
    apply({ ...edit, edit: { kind: 'batch', edits } });
  }
}
