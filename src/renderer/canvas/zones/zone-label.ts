import type { Analysis } from '@core/graph/analysis';
import type { GraphDocument } from '@core/graph/document';
import { own } from '@core/graph/own';
import type { Catalog } from '@core/node-definition';

/** `Denoise · 25 steps`: the begin node's name and the length of the schedule wired to it. */
export function zoneLabel(
  doc: GraphDocument,
  analysis: Analysis,
  catalog: Catalog,
  begin: string,
): string {
  const node = own(doc.nodes, begin);
  const title = node?.title ?? catalog.get(node?.type ?? '')?.title ?? 'Loop';
  const name = title.replace(/\s+begin$/i, '');
  const types = Object.values(own(analysis.nodes, begin)?.inputs ?? {}).flat();
  const schedule = types.find((type) => type.kind === 'schedule');
  const steps = schedule?.kind === 'schedule' ? schedule.steps : undefined;
  return steps === undefined ? name : `${name} · ${steps} ${steps === 1 ? 'step' : 'steps'}`;
}
