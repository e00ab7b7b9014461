import type { GraphDocument } from '@core/graph/document';
import { own } from '@core/graph/own';
import type { Catalog } from '@core/node-definition';
import { assignable } from '@core/ports/assignable';
import type { PortType } from '@core/ports/port-type';
import type { ConnectionSession } from './connection-session';

/** Types an input accepts, or the type an output declares; empty for ports of placeholders. */
export function declaredTypes(
  catalog: Catalog,
  nodeType: string,
  port: string,
  side: 'input' | 'output',
): readonly PortType[] {
  const definition = catalog.get(nodeType);
  const declared =
    side === 'input' ? own(definition?.inputs ?? {}, port) : own(definition?.outputs ?? {}, port);
  if (!declared) return [];
  return 'kind' in declared.type ? [declared.type] : declared.type;
}

/**
 * Whether a port can be the other end of a dragged wire, by declared types alone: cheap enough for
 * every port of a large graph. The port under the pointer gets the full check with its reasons.
 */
export function createPortFit(
  catalog: Catalog,
  doc: GraphDocument,
  session: Pick<ConnectionSession, 'from' | 'direction'>,
) {
  const { from, direction } = session;
  const fromOutput = direction === 'from-output';
  const fromType = own(doc.nodes, from.node)?.type ?? '';
  const mine = declaredTypes(catalog, fromType, from.port, fromOutput ? 'output' : 'input');
  const byType = new Map<string, boolean>();
  return (node: string, port: string, side: 'input' | 'output'): boolean => {
    if (node === from.node || (side === 'output') === fromOutput) return false;
    const type = own(doc.nodes, node)?.type ?? '';
    const key = `${type}/${port}`;
    let fits = byType.get(key);
    if (fits === undefined) {
      const theirs = declaredTypes(catalog, type, port, side);
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
