import { catalog } from '@nodes';
import { useConnection } from '@xyflow/react';
import { Check, TriangleAlert, X } from 'lucide-react';
import { checkDrop, useConnectionSession } from './connection-session';
import { hintText } from './hint-text';
import classes from './wires.module.css';

const icons = { good: Check, warning: TriangleAlert, bad: X };
/** Pixels between the pointer and the hint; hints nearer to the right edge than `room` open to the left. */
const offset = 16;
const room = 300;

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
  const { tone, text, detail } = hintText({
    doc: session.base,
    catalog,
    to,
    answer,
    adding: session.adding,
  });
  const Icon = icons[tone];
  const flip = hovered.x > window.innerWidth - room ? 'translateX(calc(-100% - 32px))' : '';
  return (
    <div
      className={classes.hint}
      data-testid="connection-hint"
      data-tone={tone}
      role="status"
      style={{ transform: `translate(${hovered.x + offset}px, ${hovered.y + offset}px) ${flip}` }}
    >
      <Icon size={15} className={classes.hintIcon} />
      <div>
        <div>{text}</div>
        {detail && <div className={classes.hintDetail}>{detail}</div>}
      </div>
    </div>
  );
}
