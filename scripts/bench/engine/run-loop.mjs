// Text to image, 25 steps with guidance: what the engine adds to the time inside session.run.
import { loadEngine } from '../load-engine.mjs';
import { median, report } from '../report.mjs';

const engine = await loadEngine();
const { textToImage, unfoldedTextToImage } = await engine.import('/tests/engine/helpers/graphs.ts');
await engine.run(textToImage({ steps: 2, seed: 999 }));

const repeats = 5;
// Never the same twice: nothing may come from the cache.
let seed = 1000;
for (const [name, make, previews] of [
  ['text-to-image', textToImage, false],
  ['text-to-image-unfolded', unfoldedTextToImage, false],
  ['text-to-image-previews', textToImage, true],
]) {
  const ratios = [];
  const times = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const { ms, sessionMs } = await engine.run(make({ steps: 25, seed: seed++ }), {
      previews,
    });
    ratios.push(ms / sessionMs);
    times.push(ms);
  }
  // The target is for what the loop itself costs; encoding previews is told beside it.
  report(`${name}-wall-over-sessions`, median(ratios), 'ratio', previews ? undefined : 1.03);
  report(`${name}-wall`, median(times), 'ms');
}
await engine.close();
