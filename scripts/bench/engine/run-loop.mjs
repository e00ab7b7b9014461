// Text to image, 25 steps with guidance: what the engine adds to the time inside session.run.
import { loadEngine } from '../load-engine.mjs';
import { median, report } from '../report.mjs';

const engine = await loadEngine();
const { textToImage, unfoldedTextToImage } = await engine.part('graphs');

const kinds = [
  { name: 'closed Denoise', make: textToImage, previews: false },
  { name: 'unfolded zone', make: unfoldedTextToImage, previews: false },
  // What previews cost is bounded by their pace, not by this target: told beside it.
  { name: 'unfolded zone with previews', make: unfoldedTextToImage, previews: true },
].map((kind) => ({ ...kind, ratios: [], times: [] }));

// Never the same twice: nothing may come from the cache.
let seed = 1000;
for (const { make, previews } of kinds)
  await engine.run(make({ steps: 8, seed: seed++ }), { previews });
// In turn, so that what else the machine does falls on all alike.
for (let repeat = 0; repeat < 9; repeat++) {
  for (const { make, previews, ratios, times } of kinds) {
    const { ms, sessionMs } = await engine.run(make({ steps: 25, seed: seed++ }), { previews });
    ratios.push(ms / sessionMs);
    times.push(ms);
  }
}
for (const { name, previews, ratios, times } of kinds) {
  const target = previews ? undefined : 1.03;
  report(`text to image, ${name}: wall over session runs`, median(ratios), 'ratio', target);
  report(`text to image, ${name}: wall`, median(times), 'ms');
}
await engine.close();
