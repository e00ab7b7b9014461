import { Cancelled, NodeFailure } from '@core/errors';
import { outOfMemory } from '../sessions/open-session';

/** Runs a node's code so that whatever it throws is a failure at that node, or a cancellation. */
export async function atNode<T>(node: string, title: string, code: () => Promise<T>): Promise<T> {
  try {
    return await code();
  } catch (cause) {
    if (cause instanceof Cancelled) throw cause;
    if (cause instanceof NodeFailure) throw new NodeFailure({ node, ...cause.error });
    throw new NodeFailure({ node, ...unexpected(title, cause) });
  }
}

function unexpected(title: string, cause: unknown) {
  const detail = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  // What V8 throws when it cannot have an ArrayBuffer.
  if (cause instanceof RangeError && /allocation|array (buffer )?length/i.test(cause.message)) {
    return outOfMemory(`the node ${title}`, detail);
  }
  return {
    code: 'internal',
    message: `${title} failed by a fault of the app: ${cause instanceof Error ? cause.message : detail}`,
    hint: 'Please report it with the graph and the details below.',
    cause: detail,
  };
}
