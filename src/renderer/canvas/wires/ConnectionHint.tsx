import { catalog } from '@nodes';
import { useConnection } from '@xyflow/react';
import { checkDrop, useConnectionSession } from './connection-session';
import { HintBox } from './HintBox';
import { hintText } from './hint-text';

/** Before a wire is let go: what it will do there, or why it cannot and what would mend it. */
export function ConnectionHint() {
  const hovered = useConnection((connection) =>
    connection.inProgress &&
    connection.toHandle &&
    connection.toHandle.type !== connection.fromHandle.type
      ? {
          x: connection.pointer.x,
          y: connection.pointer.y,
          node: connection.toHandle.nodeId,
          port: connection.toHandle.id ?? '',
        }
      : null,
  );
  const session = useConnectionSession((state) => state.session);
  if (!hovered || !session) return null;
  const other = { node: hovered.node, port: hovered.port };
  const [from, to] =
    session.direction === 'from-output' ? [session.from, other] : [other, session.from];
  const answer = checkDrop({
    source: from.node,
    sourceHandle: from.port,
    target: to.node,
    targetHandle: to.port,
  });
  const hint = hintText({
    doc: session.base,
    catalog,
    to,
    answer,
    adding: session.adding,
  });
  return <HintBox at={hovered} hint={hint} />;
}
