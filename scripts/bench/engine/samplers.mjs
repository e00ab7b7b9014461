// What guidance and each sampler compute beside the U-Net, as a share of text to image in 25 steps.
import { loadEngine } from '../load-engine.mjs';
import { median, report } from '../report.mjs';

const steps = 25;
const engine = await loadEngine();
const { textToImage } = await engine.part('graphs');
const { samplers } = await engine.part('samplers');
const { iterationsOf, makeSchedule } = await engine.part('schedule');
const { stepLatent } = await engine.part('step');
const { guide } = await engine.part('guidance');
const { mapTensor } = await engine.part('tensor');
const [{ scheduler }] = engine.library;

// The bundled model's latent. Its values do not matter to the time.
const dims = [1, 4, 16, 16];
const filled = (phase) => ({
  type: 'float32',
  dims,
  data: Float32Array.from({ length: 1024 }, (_, i) => Math.sin(i + phase)),
});
const [noise, conditional, unconditional] = [0, 1, 2].map(filled);

/** Milliseconds of one whole run without its U-Net; `runs` counts what the U-Net would have run. */
function runWithout(id) {
  // A model that the sampler can follow: only flow models for flow samplers.
  const [type] = samplers[id].predictions;
  const flow = type === 'flow_prediction';
  const config = { ...scheduler, prediction_type: flow ? type : 'v_prediction' };
  const options = { sampler: id, steps, strength: 1, eta: 1, noiseSeed: 1 };
  const schedule = makeSchedule(config, options);
  const prediction = (tensor) => ({
    kind: 'prediction',
    tensor,
    parameterisation: schedule.predictionType,
  });
  const begin = performance.now();
  let latent = { kind: 'latent', tensor: noise, content: 'noised' };
  let state;
  const runs = iterationsOf(schedule);
  for (let index = 0; index < runs; index++) {
    const scale = samplers[id].inputScale(schedule, index);
    const { data } = latent.tensor;
    if (scale !== 1) mapTensor(latent.tensor, (i) => scale * data[i]);
    const guided = guide(prediction(conditional), prediction(unconditional), 4, 0.7);
    ({ latent, state } = stepLatent({ kind: 'timestep', schedule, index }, latent, guided, state));
  }
  return { ms: performance.now() - begin, runs };
}

// Never the same seed: nothing may be cached.
let seed = 5000;
await engine.run(textToImage({ steps: 8, seed: seed++ }));
const shares = new Map(Object.keys(samplers).map((id) => [id, []]));
for (const id of shares.keys()) for (let i = 0; i < 20; i++) runWithout(id);
for (let repeat = 0; repeat < 9; repeat++) {
  const { ms } = await engine.run(textToImage({ steps, seed: seed++ }));
  for (const [id, list] of shares) {
    const alone = runWithout(id);
    list.push((100 * alone.ms) / ((ms * alone.runs) / steps));
  }
}
for (const [id, list] of shares) {
  report(`${samplers[id].title}: guidance and steps, of the run`, median(list), '%', 1);
}
await engine.close();
