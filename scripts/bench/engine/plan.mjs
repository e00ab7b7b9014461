// Validate and plan a graph of 1,000 nodes, and read it anew as the engine gets it.
import { createHash } from 'node:crypto';
import { loadEngine } from '../load-engine.mjs';
import { median, report } from '../report.mjs';

const engine = await loadEngine();
const { analyse } = await engine.import('/src/core/graph/analyse.ts');
const { makePlan } = await engine.import('/src/core/plan/plan.ts');
const { catalog } = await engine.import('/nodes/index.ts');
const { textToImage } = await engine.import('/tests/engine/helpers/graphs.ts');

/** Copies of the default graph, each with a seed of its own: nothing is shared between them. */
function manyPictures(nodes) {
  const doc = { ...textToImage(), nodes: {}, edges: {} };
  for (let copy = 0; Object.keys(doc.nodes).length < nodes; copy++) {
    const one = textToImage({ seed: copy, prompt: `picture ${copy}` });
    for (const [id, node] of Object.entries(one.nodes)) doc.nodes[`${id}-${copy}`] = node;
    for (const [id, { from, to }] of Object.entries(one.edges)) {
      doc.edges[`${id}-${copy}`] = {
        from: { ...from, node: `${from.node}-${copy}` },
        to: { ...to, node: `${to.node}-${copy}` },
      };
    }
  }
  return doc;
}

const { scanLibrary } = await engine.import('/src/main/models/scan-library.ts');
const { models } = await scanLibrary({
  folders: [],
  bundledFolder: 'assets/models',
  cacheFile: '/dev/null/none',
});
const hash = (text) => createHash('sha256').update(text).digest('base64url').slice(0, 22);
const text = JSON.stringify(manyPictures(1000));
const analysing = [];
const planning = [];
for (let repeat = 0; repeat < 21; repeat++) {
  // Parsed anew: nothing that is remembered for a document may help.
  const doc = JSON.parse(text);
  const start = performance.now();
  const analysis = analyse(doc, catalog, models);
  const between = performance.now();
  const plan = makePlan({ doc, catalog, analysis, hash, fingerprints: {} });
  if (!plan.ok) throw new Error(plan.error[0].message);
  analysing.push(between - start);
  planning.push(performance.now() - between);
}
report('validate-1000-nodes', median(analysing), 'ms');
report('plan-1000-nodes', median(planning), 'ms');
report('validate-and-plan-1000-nodes', median(analysing) + median(planning), 'ms', 30);
await engine.close();
