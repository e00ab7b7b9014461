import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyse } from '@core/graph/analyse';
import type { GraphDocument, Json } from '@core/graph/document';
import type { ModelManifest } from '@core/models/manifest';
import type { SchedulerConfig } from '@core/models/scheduler-config';
import { catalog } from '@nodes';
import { expect, test } from 'vitest';
import { scanLibrary } from '../../src/main/models/scan-library';
import {
  and,
  fromImage,
  graph,
  textToImage,
  unfoldedTextToImage,
  withParams,
} from './helpers/graphs';
import { bundledLibrary } from './helpers/library';

const bundled = await bundledLibrary();
const tiny = await scanLibrary({
  folders: [],
  bundledFolder: join(import.meta.dirname, '../models'),
  cacheFile: join(tmpdir(), 'patchbay-test-tiny-hashes.json'),
});
const library = [...bundled, ...tiny.models];

type Params = Record<string, Json>;
const scheduled = (params: Params) => withParams(textToImage({ steps: 2 }), 'schedule', params);

/** The library with something else in the bundled model's scheduler_config.json. */
const configured = (fields: Partial<SchedulerConfig>): readonly ModelManifest[] =>
  bundled.map((model) => ({ ...model, scheduler: { ...model.scheduler, ...fields } }));

/** Image to image in which Add noise and Denoise have schedules of their own. */
const twoSchedules = (noised: Params, denoised: Params) =>
  and(
    fromImage({ image: 1, noise: 1 }, { steps: 10, ...noised }),
    { second: ['schedule', { steps: 10, ...denoised }] },
    ['pipeline.schedule>second.defaults', 'second.schedule>denoise.schedule'],
  );

const range = (doc: GraphDocument, start: number, end: number) =>
  and(doc, { range: ['timestep-range', { start, end }] }, [
    'encode.conditioning>range.conditioning',
    'range.conditioning>denoise.conditioning',
  ]);

/** A range beside a conditioning that always holds. */
const besides = (doc: GraphDocument, start: number, end: number) =>
  and(range(doc, start, end), { merge: ['merge-conditioning'] }, [
    'encode.conditioning>merge.conditioning',
    'range.conditioning>merge.conditioning',
    'merge.conditioning>denoise.conditioning',
  ]);

const masked = (mask: Params) =>
  and(fromImage({ image: 1, noise: 1 }, {}), { mask: ['paint-mask', mask] }, [
    'mask.mask>denoise.mask',
    'first.latent>denoise.original',
    'noise.latent>denoise.noise',
  ]);

/** A picture through an autoencoder with Scale latent on its way. */
const scaled = (name: string, factor: number) =>
  graph(
    {
      pipeline: ['load-pipeline', { model: { name } }],
      load: ['load-image', { file: 'bundled:taxi.png' }],
      first: ['encode'],
      scale: ['scale-latent', { factor }],
      decode: ['decode'],
      show: ['preview-image'],
    },
    [
      'load.image>first.image',
      'pipeline.autoencoder>first.autoencoder',
      'first.latent>scale.latent',
      'scale.latent>decode.latent',
      'pipeline.autoencoder>decode.autoencoder',
      'decode.image>show.image',
    ],
  );

const nested = () => {
  const inner = and(
    unfoldedTextToImage({ steps: 2 }),
    { b2: ['denoise-begin'], e2: ['denoise-end'] },
    [
      'begin.latent>b2.latent',
      'schedule.schedule>b2.schedule',
      'b2.latent>e2.latent',
      'e2.latent>decode.latent',
    ],
  );
  const leads = and(inner, {}, ['e2.latent>conditional.latent', 'end.latent>decode.latent']);
  return { ...leads, zones: { ...leads.zones, z2: { begin: 'b2', end: 'e2' } } };
};

const onlySchedule = (params: Params) => scheduled({ steps: 10, ...params });
const eulerBeta = onlySchedule({ sampler: 'euler', sigmas: 'beta' });
const odd = (params: Params) => withParams(textToImage({ steps: 2 }), 'noise', params);
const cut = `data:image/png;base64,${'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4C'}`;

/** What is wrong, all that is said of it (`error code node port`), and words of the first. */
const cases: readonly (readonly [
  what: string,
  GraphDocument,
  said: readonly string[],
  words?: RegExp,
  models?: readonly ModelManifest[],
])[] = [
  ['steps above any training', onlySchedule({ steps: 2000 }), ['error param-range schedule']],
  ['steps between two', onlySchedule({ steps: 2.5 }), ['error param-kind schedule']],
  [
    'steps above this training',
    onlySchedule({ steps: 800 }),
    ['error steps-out-of-range schedule'],
    /trained on 500 timesteps.*this is 800/,
    configured({ num_train_timesteps: 500 }),
  ],
  ['strength 1', fromImage({ image: 1, noise: 1 }, { strength: 1 }), []],
  [
    'strength 0',
    fromImage({ image: 1, noise: 1 }, { strength: 0 }),
    ['warning no-step-runs schedule'],
  ],
  [
    'eta without effect',
    onlySchedule({ sampler: 'euler', eta: 0.5 }),
    ['warning eta-without-effect schedule'],
  ],
  ['an odd width', odd({ width: 66 }), ['error size-not-multiple noise']],
  ['a width of odd cells', odd({ width: 68 }), ['error latent-size-not-multiple denoise latent']],
  ['one schedule twice', twoSchedules({ strength: 0.5 }, { strength: 0.5 }), []],
  [
    'another strength',
    twoSchedules({ strength: 0.5 }, { strength: 0.8 }),
    ['warning noise-level-differs denoise latent'],
    /brought to 0\.492 × image \+ 0\.87 × noise.*starts at 0\.134 × image/,
  ],
  [
    'another sampler',
    twoSchedules({ strength: 0.5 }, { strength: 0.5, sampler: 'euler' }),
    ['warning noise-level-differs denoise latent'],
  ],
  [
    'noised by nothing',
    twoSchedules({ strength: 0 }, {}),
    ['error latent-without-noise denoise latent', 'warning no-step-runs schedule'],
  ],
  [
    'a range between two steps',
    besides(onlySchedule({}), 0.51, 0.53),
    ['warning range-without-step denoise conditioning'],
    /from 0\.51 to 0\.53 holds none of the 10 steps/,
  ],
  [
    'a range before the first that runs',
    besides(fromImage({ image: 1, noise: 1 }, { steps: 10, strength: 0.3 }), 0, 0.5),
    ['warning range-without-step denoise conditioning'],
    /none of the 3 steps/,
  ],
  ['a range of one step', besides(onlySchedule({}), 0.5, 0.51), []],
  [
    'such a range alone',
    range(onlySchedule({}), 0.51, 0.53),
    ['error tokens-missing denoise conditioning'],
  ],
  [
    'sigmas that rise',
    eulerBeta,
    ['error sigma-range-empty schedule defaults'],
    /Beta sigmas go down from sigma_max 0\.1 to sigma_min 5/,
    configured({ sigma_max: 0.1, sigma_min: 5 }),
  ],
  [
    'a largest sigma below the smallest of the model',
    eulerBeta,
    ['error sigma-range-empty schedule defaults'],
    /from sigma_max 0\.001 to the model's own 0\.\d+/,
    configured({ sigma_max: 0.001 }),
  ],
  [
    'a painted mask cut off',
    masked({ painted: cut }),
    ['error param-kind mask'],
    /ends before its last pixel/,
  ],
  [
    'a mask of another size',
    masked({ width: 32, height: 32 }),
    ['warning mask-resized denoise mask', 'warning nothing-painted mask'],
    /32 × 32 px, the picture 64 × 64 px: the mask is resized/,
  ],
  ['a scaled VQ latent', scaled('tiny-vq', 2), ['error latent-scaled decode latent']],
  ['a scaled KL latent', scaled('emoji-ldm', 2), ['warning latent-scaled decode latent']],
  ['a latent scaled by one', scaled('tiny-vq', 1), []],
];

test.each(cases.map((one) => ({ one, what: one[0] })))('$what: said once, at its node', (given) => {
  const [, doc, said, words, models = library] = given.one;
  const problems = analyse(doc, catalog, models).problems.filter(
    ({ code }) => code !== 'older-node-version',
  );
  const places = problems.map(({ severity, code, node, port = '' }) =>
    `${severity} ${code} ${node} ${port}`.trim(),
  );
  expect(places).toEqual(said);
  if (words) expect(problems[0]?.message).toMatch(words);
  for (const { hint } of problems) expect(hint).toBeTruthy();
});

test('a loop in a loop is told once, at its begin', () => {
  const problems = analyse(nested(), catalog, library).problems;
  expect(problems.filter(({ code }) => code === 'zone-in-zone')).toMatchObject([{ node: 'b2' }]);
});
