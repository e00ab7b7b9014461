import { acceptedTypes } from '@core/graph/arriving-types';
import type { GraphDocument, GraphNode } from '@core/graph/document';
import { own } from '@core/graph/own';
import { inputPort, portsOf } from '@core/graph/ports-of';
import type { Catalog } from '@core/node-definition';
import { assignable } from '@core/ports/assignable';
import type { PortType } from '@core/ports/port-type';
import type { ConnectionSession } from './connection-session';

/** Types an input or parameter accepts, or the type an output declares; empty for placeholders. */
export function declaredTypes(
  catalog: Catalog,
  node: GraphNode | undefined,
  port: string,
  side: 'input' | 'output',
): readonly PortType[] {
  const definition = catalog.get(node?.type ?? '');
  if (!node || !definition) return [];
  if (side === 'output') {
    const output = own(portsOf(definition, node.params).outputs, port);
    return output ? [output.type] : [];
  }
  const input = inputPort(definition, node.params, port);
  return input ? acceptedTypes(input) : [];
}

/**
 * Whether a port can be the other end of a dragged wire, by declared types alone: cheap enough for
 * every port of a large graph. The port under the pointer gets the full check with its reasons.
 */
export function createPortFit(
  catalog: Catalog,
  doc: GraphDocument,
  session: Pick<ConnectionSession, 'from' | 'direction'> & {
    /** What the port it starts from is known to give: more than a node that passes anything declares. */
    readonly type?: PortType;
  },
) {
  const { from, direction } = session;
  const fromOutput = direction === 'from-output';
  const mine = session.type
    ? [session.type]
    : declaredTypes(catalog, own(doc.nodes, from.node), from.port, fromOutput ? 'output' : 'input');
  const byType = new Map<string, boolean>();
  return (node: string, port: string, side: 'input' | 'output'): boolean => {
    if (node === from.node || (side === 'output') === fromOutput) return false;
    const other = own(doc.nodes, node);
    // Ports that parameters make are a node's own.
    const kind = catalog.get(other?.type ?? '')?.ports ? node : other?.type;
    const key = `${kind}/${port}`;
    let fits = byType.get(key);
    if (fits === undefined) {
      const theirs = declaredTypes(catalog, other, port, side);
      const [sources, targets] = fromOutput ? [mine, theirs] : [theirs, mine];
      fits = sources.some((source) => targets.some((target) => assignable(source, target).ok));
      byType.set(key, fits);
    }
    return fits;
  };
}

/**
 * Marks every port on screen with `data-fit`, by hand and not by React: a drag that starts in a
 * graph of 500 nodes would else render thousands of ports twice. Returns what takes the marks off.
 */
export function markPorts(root: HTMLElement, fits: ReturnType<typeof createPortFit>): () => void {
  const ports = root.querySelectorAll<HTMLElement>('.react-flow__handle');
  for (const port of ports) {
    const { nodeid = '', handleid = '' } = port.dataset;
    port.dataset.fit = fits(
      nodeid,
      handleid,
      port.classList.contains('source') ? 'output' : 'input',
    )
      ? 'yes'
      : 'no';
  }
  return () => {
    for (const port of ports) delete port.dataset.fit;
  };
}
