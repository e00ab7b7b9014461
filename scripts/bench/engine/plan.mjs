// Validate and plan graphs of 1,000 nodes as a run does: each document is new to the process.
import { hash } from 'node:crypto';
import { loadEngine } from '../load-engine.mjs';
import { median, report } from '../report.mjs';

const engine = await loadEngine();
const { analyse } = await engine.part('analyse');
const { makePlan } = await engine.part('plan');
const { catalog } = await engine.part('catalog');
const { textToImage, unfoldedTextToImage } = await engine.part('graphs');

/** Copies of a graph, each with a prompt and a seed of its own: nothing is shared between them. */
function manyPictures(make, nodes, salt) {
  const doc = { ...make(), nodes: {}, edges: {}, zones: {} };
  for (let copy = 0; Object.keys(doc.nodes).length < nodes; copy++) {
    const one = make({ seed: salt + copy, prompt: `picture ${salt + copy}` });
    const named = (id) => `${id}-${copy}`;
    for (const [id, node] of Object.entries(one.nodes)) doc.nodes[named(id)] = node;
    for (const [id, { from, to }] of Object.entries(one.edges)) {
      doc.edges[named(id)] = {
        from: { ...from, node: named(from.node) },
        to: { ...to, node: named(to.node) },
      };
    }
    for (const [id, { begin, end }] of Object.entries(one.zones ?? {})) {
      doc.zones[named(id)] = { begin: named(begin), end: named(end) };
    }
  }
  // As it arrives in the engine: parsed anew, so that nothing remembered of a document can help.
  return JSON.parse(JSON.stringify(doc));
}

const key = (text) => hash('sha256', text, 'base64url').slice(0, 22);
function measure(doc) {
  const start = performance.now();
  const analysis = analyse(doc, catalog, engine.library);
  const between = performance.now();
  const plan = makePlan({ doc, catalog, analysis, hash: key, fingerprints: {} });
  const end = performance.now();
  if (!plan.ok) throw new Error(plan.error[0].message);
  return { validate: between - start, plan: end - between };
}

const first = measure(manyPictures(textToImage, 1000, 0));
const warmUps = 30;
const repeats = 21;
for (const [name, make] of [
  ['1,000 nodes', textToImage],
  ['1,000 nodes in 55 loops', unfoldedTextToImage],
]) {
  for (let i = 0; i < warmUps; i++) measure(manyPictures(make, 1000, 1000 * i));
  const times = [];
  for (let i = 0; i < repeats; i++) times.push(measure(manyPictures(make, 1000, 1e6 + 1000 * i)));
  const of = (what) => median(times.map((time) => time[what]));
  report(`validate ${name}`, of('validate'), 'ms');
  report(`plan ${name}`, of('plan'), 'ms');
  report(`validate and plan ${name}`, of('validate') + of('plan'), 'ms', 30);
}
report(
  "validate and plan 1,000 nodes, the process's first graph",
  first.validate + first.plan,
  'ms',
);
await engine.close();
