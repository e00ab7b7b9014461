import type { Analysis } from '@core/graph/analysis';
import type { GraphDocument } from '@core/graph/document';
import type { Catalog } from '@core/node-definition';

/**
 * Nodes that will iterate and how often, as far as the schedules tell before anything runs: a
 * progress bar that counted a denoising of 25 steps as one node among ten would stand at the end.
 */
export function loopWeights(
  doc: GraphDocument,
  analysis: Analysis,
  catalog: Catalog,
): Readonly<Record<string, number>> {
  const weights: Record<string, number> = {};
  for (const [id, { inputs }] of Object.entries(analysis.nodes)) {
    const types = Object.values(inputs).flat();
    const steps = types.find((type) => type.kind === 'schedule')?.steps;
    const definition = catalog.get(doc.nodes[id]?.type ?? '');
    const closedLoop = types.some((type) => type.kind === 'model' && type.role === 'unet');
    if (steps === undefined || !definition) continue;
    if (closedLoop) weights[id] = steps;
    if (definition.zone?.role !== 'begin') continue;
    const zone = Object.values(analysis.zones).find(({ begin }) => begin === id);
    // The engine counts iterations on the zone's two ends and on each node between them.
    for (const part of [id, ...(zone?.body ?? []), ...(zone ? [zone.end] : [])])
      weights[part] = steps;
  }
  return weights;
}
