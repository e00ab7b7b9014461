// Only what Decode reads changes: the run costs the decoder and at most 10 ms.
import { loadEngine } from '../load-engine.mjs';
import { median, report } from '../report.mjs';

const engine = await loadEngine();
const { textToImage } = await engine.part('graphs');
// Decode has no parameter of its own: two sources for its latent, of which one is wired in turn.
const graph = (source) => {
  const doc = textToImage({ steps: 4, seed: 5 });
  doc.nodes.other = { ...doc.nodes.noise, params: { seed: source } };
  doc.edges.other = {
    from: { node: 'pipeline', port: 'autoencoder' },
    to: { node: 'other', port: 'autoencoder' },
  };
  for (const edge of Object.values(doc.edges)) {
    if (edge.to.node === 'decode' && edge.to.port === 'latent') {
      edge.from = { node: 'other', port: 'latent' };
    }
  }
  return doc;
};
await engine.run(textToImage({ steps: 4, seed: 5 }));
await engine.run(graph(1));

const overheads = [];
for (let seed = 10; seed < 21; seed++) {
  const { ms, sessionMs, events } = await engine.run(graph(seed));
  const ran = events.filter((event) => event.kind === 'nodeFinished' && !event.cached);
  const names = ran.map(({ node }) => node).sort();
  if (names.join() !== 'decode,other,show') throw new Error(`ran ${names.join()}`);
  overheads.push(ms - sessionMs);
}
report('change before Decode: re-run, beside the decoder', median(overheads), 'ms', 10);
await engine.close();
