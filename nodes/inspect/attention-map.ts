import {
  meanAttention,
  namedTokens,
  type StepMaps,
  tokenMaps,
} from '@core/diffusion/conditioning/attention-maps';
import { stepLabel } from '@core/diffusion/denoising/trajectory';
import { decodeLatent } from '@core/diffusion/first-stage/autoencoder';
import { heatMap } from '@core/imaging/heat-map';
import { imageOf, itemOf, shapeOf } from '@core/imaging/shape';
import type { NodeContext, Panel } from '@core/node-context';
import { defineNode } from '@core/node-definition';
import { spreadEvenly } from '@core/previews/spread-evenly';
import type { FloatTensor, LatentValue, TrajectoryStep } from '@core/values';

/** Pixels a side of a map; smaller pictures are scaled up to it. */
const smallestSide = 128;

export default defineNode({
  type: 'attention-map',
  version: 1,
  title: 'Cross-attention map',
  category: 'inspect',
  doc: 'Where the U-Net looked for each token of the prompt and each label: the mean over all steps first, then step by step.',
  synonyms: [
    'attention',
    'DAAM',
    'heat map',
    'cross attention',
    'token attribution',
    'saliency',
    'attention heatmap',
  ],
  inputs: {
    trajectory: {
      label: 'Trajectory',
      type: { kind: 'trajectory' },
      doc: 'From Denoise, or from Denoise end with attention wired in.',
    },
    tokens: {
      label: 'Tokens',
      type: { kind: 'tokens' },
      doc: 'From Tokenize, to name the maps. Unwired: as the text encoder named them.',
      optional: true,
    },
  },
  outputs: {},
  params: {
    steps: {
      kind: 'number',
      label: 'Steps',
      doc: 'How many steps to show after the mean, spread evenly from the first to the last.',
      default: 10,
      min: 1,
      max: 100,
      step: 1,
      integer: true,
    },
    scale: {
      kind: 'select',
      label: 'Brightness',
      doc: 'What the darkest and the brightest colour stand for.',
      default: 'map',
      options: [
        {
          value: 'map',
          label: 'Each map',
          doc: 'The least and the most of each map: shows where.',
        },
        {
          value: 'frame',
          label: 'All maps',
          doc: 'Nothing, and the most of all maps of the step: shows how much.',
        },
      ],
    },
    backdrop: {
      kind: 'boolean',
      label: 'Over the picture',
      doc: 'Lays the map over the picture of that step, in grey.',
      default: true,
    },
    padding: {
      kind: 'boolean',
      label: 'Padding too',
      doc: 'Shows the maps of the tokens that only fill the prompt up, which often take most attention.',
      default: false,
    },
  },
  effects: 'pure',
  isOutput: true,
  infer({ inputs }) {
    const trajectory = inputs.trajectory[0];
    const tokens = inputs.tokens[0];
    return {
      outputs: {},
      problems:
        trajectory?.attention === false
          ? [
              {
                severity: 'error',
                code: 'attention-not-wired',
                message: 'No attention is wired into Denoise end, so there are no maps to show.',
                hint: 'Wire Attention of the U-Net step with the prompt into Denoise end.',
                port: 'trajectory',
              },
            ]
          : undefined,
      notes: tokens?.length ? { tokens: `${tokens.length} tokens` } : undefined,
    };
  },
  async execute(ctx, { trajectory, tokens }, { steps, scale, backdrop, padding }) {
    const seen = trajectory.steps.filter(({ attention }) => attention);
    const last = seen.at(-1);
    const mean = meanAttention(seen.flatMap(({ attention }) => attention ?? []));
    if (!last || !mean) return ctx.fail(trajectory.steps.length === 0 ? noSteps : noMaps);
    const shown = spreadEvenly(seen.length, steps).flatMap((i) => seen[i] ?? []);
    const looked = [
      { label: `Mean of ${seen.length} steps`, step: { ...last, attention: mean } },
      ...shown.map((step) => ({ label: stepLabel(trajectory.schedule, step), step })),
    ];
    const frames = [];
    for (const [at, { label, step }] of looked.entries()) {
      await ctx.checkpoint();
      const all = mapsOf(step, tokens?.tokens);
      const maps = all.maps.filter(({ token }) => padding || token.state !== 'padding');
      const picture = backdrop ? await decodeFirst(ctx, step.predictedClean) : undefined;
      frames.push({ label, panels: await draw(ctx, { ...all, maps }, scale === 'frame', picture) });
      ctx.progress(at + 1, looked.length);
    }
    if (frames.every(({ panels }) => panels.length === 0)) return ctx.fail(onlyPadding);
    ctx.resultView({ kind: 'frames', frames });
    return {};
  },
});

function mapsOf(step: TrajectoryStep, wired: Parameters<typeof namedTokens>[1]): StepMaps {
  const { attention, predictedClean } = step;
  if (!attention) throw new Error('steps without attention are left out before');
  const side = Math.round(Math.sqrt(attention.dims[1] ?? 0));
  const [, , rows = side, columns = side] = predictedClean?.tensor.dims ?? [];
  return tokenMaps(attention, namedTokens(step, wired), { rows, columns });
}

async function decodeFirst(
  ctx: NodeContext,
  latent: LatentValue | undefined,
): Promise<FloatTensor | undefined> {
  if (!latent?.autoencoder) return undefined;
  const session = await ctx.session(latent.autoencoder);
  const { tensor } = await decodeLatent(session, latent.autoencoder.part, itemOf(latent.tensor, 0));
  return tensor;
}

async function draw(
  ctx: NodeContext,
  { maps, rows, columns }: StepMaps,
  together: boolean,
  picture: FloatTensor | undefined,
): Promise<Panel[]> {
  const of = picture ? shapeOf(picture) : { width: columns, height: rows };
  const factor = Math.max(1, Math.ceil(smallestSide / Math.max(of.width, of.height)));
  const size = { width: of.width * factor, height: of.height * factor };
  const tops = maps.map(({ map }) => map.reduce((most, x) => Math.max(most, x), 0));
  const shared = [0, Math.max(...tops)] as const;
  const panels: Panel[] = [];
  for (const [i, { token, map, share }] of maps.entries()) {
    const least = map.reduce((lowest, x) => Math.min(lowest, x), Number.POSITIVE_INFINITY);
    const range = together ? shared : ([least, tops[i] ?? 0] as const);
    const image = imageOf(heatMap({ map, rows, columns, range, ...size, picture }));
    const [png] = await ctx.encodeImage(image, { format: 'png' });
    const label = `${token.text} · ${Math.round(share * 100)} %`;
    if (png) panels.push({ label, png, ...size });
  }
  return panels;
}

const noSteps = {
  code: 'no-steps',
  message: 'The loop ran no step, so there is nothing to show.',
  hint: 'Set the strength of the schedule above 0.',
  port: 'trajectory',
} as const;

const noMaps = {
  code: 'attention-unknown',
  message: 'This U-Net does not tell where it looked.',
  hint: 'Export the model with its cross-attention as an output, as emoji-ldm has it.',
  port: 'trajectory',
} as const;

const onlyPadding = {
  code: 'only-padding',
  message: 'The prompt is empty: all its tokens are padding.',
  hint: 'Write a prompt, or set Padding too.',
  port: 'trajectory',
} as const;
