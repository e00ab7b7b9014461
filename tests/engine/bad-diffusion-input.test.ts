import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphDocument, Json } from '@core/graph/document';
import { schedulerConfigSchema } from '@core/models/scheduler-config';
import { afterAll, expect, test } from 'vitest';
import { and, fromImage, textToImage, unfoldedTextToImage, withParams } from './helpers/graphs';
import { bundledModel } from './helpers/library';
import { eventsOf, testEngine } from './helpers/run-engine';

const { run, dispose } = testEngine();
afterAll(dispose);

const plain = () => textToImage({ steps: 2 });
const schedule = (params: Record<string, Json>) => withParams(plain(), 'schedule', params);
const swept = (to: `${string}.${string}`, values: string) =>
  and(plain(), { sweep: ['sweep', { values }] }, [`sweep.value>${to}`]);

const region = (params: Record<string, Json>) =>
  and(plain(), { region: ['conditioning-region', params] }, [
    'encode.conditioning>region.conditioning',
    'region.conditioning>denoise.conditioning',
  ]);

const blurred = (batch: number) =>
  and(
    withParams(plain(), 'noise', { batch: 3 }),
    { other: ['noise', { batch }], picture: ['decode'], blur: ['blurred-image-conditioner'] },
    [
      'pipeline.autoencoder>other.autoencoder',
      'other.latent>picture.latent',
      'pipeline.autoencoder>picture.autoencoder',
      'picture.image>blur.image',
      'pipeline.unet>blur.unet',
      'encode.conditioning>denoise.conditioning',
      'blur.conditioning>denoise.conditioning',
    ],
  );

/** The whole list: what is wrong, the node and port that say so, and by which code. */
const refused: readonly (readonly [what: string, GraphDocument, node: string, code: string])[] = [
  ['steps above any training', schedule({ steps: 2000 }), 'schedule', 'param-range'],
  ['noise at zero SNR', schedule({ prediction: 'epsilon' }), 'schedule', 'epsilon-at-zero-snr'],
  ['flow by DDIM', schedule({ prediction: 'flow_prediction' }), 'schedule', 'prediction-not-taken'],
  ['v by flow', schedule({ sampler: 'flow-match-euler' }), 'schedule', 'prediction-not-taken'],
  ['strength above 1', schedule({ strength: 2 }), 'schedule', 'param-range'],
  ['odd width', withParams(plain(), 'noise', { width: 66 }), 'noise', 'size-not-multiple'],
  ['odd cells', withParams(plain(), 'noise', { width: 68 }), 'denoise', 'latent-size-not-multiple'],
  ['batches', fromImage({ image: 3, noise: 2 }, {}), 'add', 'latent-mismatch'],
  ['batch of a slot', blurred(2), 'denoise', 'batch-mismatch'],
  ['region outside', region({ x: 1 }), 'region', 'region-empty'],
  ['region of no width', region({ width: 0 }), 'region', 'region-empty'],
  ['swept out of range', swept('schedule.steps', '1, 5000'), 'schedule', 'param-range'],
  ['swept to infinity', swept('denoise.guidanceScale', '1e999, 2'), 'sweep', 'sweep-value'],
  ['swept over nothing', swept('schedule.steps', ''), 'sweep', 'sweep-empty'],
  ['swept into odd cells', swept('noise.width', '64, 68'), 'denoise', 'latent-size-not-multiple'],
  [
    'a wire out of the loop',
    and(unfoldedTextToImage({ steps: 2 }), {}, ['step.predictedClean>decode.latent']),
    'decode',
    'wire-leaves-zone',
  ],
];

test.each(refused)('%s: told before anything runs', async (_what, doc, node, code) => {
  const { end, events } = await run(doc);
  expect(end.status).toBe('failed');
  expect(eventsOf(events, 'nodeStarted')).toEqual([]);
  const errors = [
    end.error,
    ...eventsOf(events, 'nodeFailed').map((e) => ({ ...e.error, node: e.node })),
  ];
  const found = errors.find((error) => error?.code === code && error.node === node);
  expect(found, JSON.stringify(errors)).toBeDefined();
  expect(found?.hint).toBeTruthy();
});

test('strength 0 gives the latent of the image itself, strength 1 another', async () => {
  const latents = async (strength: number) => {
    const { end, events } = await run(fromImage({ image: 1, noise: 1 }, { strength }));
    expect(end.error).toBeUndefined();
    const statsOf = (id: string) =>
      eventsOf(events, 'nodeFinished').find(({ node }) => node === id)?.outputs.latent?.stats;
    return { given: statsOf('first'), made: statsOf('denoise') };
  };
  const none = await latents(0);
  expect(none.given).toBeDefined();
  expect(none.made).toEqual(none.given);
  const whole = await latents(1);
  expect(whole.made).not.toEqual(whole.given);
});

const file = JSON.parse(
  readFileSync(join(bundledModel, 'scheduler/scheduler_config.json'), 'utf8'),
);
const wrong: readonly (readonly [field: string, value: unknown])[] = [
  ['num_train_timesteps', 0],
  ['num_train_timesteps', 1e9],
  ['num_train_timesteps', '1000'],
  ['beta_start', -1],
  ['beta_end', Number.NaN],
  ['beta_schedule', 'cosine'],
  ['trained_betas', [0.1, 0.2]],
  ['prediction_type', 'velocity'],
  ['timestep_spacing', 'even'],
  ['steps_offset', -1],
  ['rescale_betas_zero_snr', 'yes'],
  ['sigma_min', 0],
  ['solver_order', 4],
  ['shift', -1],
];

test.each(wrong)('scheduler_config.json: %s %s names the field and what came', (field, value) => {
  const read = schedulerConfigSchema.safeParse({ ...file, [field]: value });
  const [issue] = read.error?.issues ?? [];
  expect(issue?.path).toEqual([field]);
  expect(issue?.message).toMatch(/expected .*came/);
});

test('the bundled files are what this list starts from', async () => {
  expect(schedulerConfigSchema.safeParse(file).success).toBe(true);
  expect((await run(plain())).end.error).toBeUndefined();
});
