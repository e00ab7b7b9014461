import { predictConditioned } from '@core/diffusion/conditioning/conditioned-run';
import { mergeConditioning } from '@core/diffusion/conditioning/conditioning';
import { unetFacts } from '@core/diffusion/conditioning/conditioning-facts';
import { guide } from '@core/diffusion/conditioning/guidance';
import { withoutSeverity } from '@core/diffusion/conditioning/slots';
import {
  blendClean,
  blendMask,
  blendProblems,
  type Kept,
  maskIncomplete,
  maskNote,
} from '@core/diffusion/denoising/mask-blend';
import { showsPreview } from '@core/diffusion/denoising/previews';
import { stepLatent } from '@core/diffusion/denoising/step';
import { finishTrajectory, takeStep } from '@core/diffusion/denoising/trajectory';
import { checkLatentSize } from '@core/diffusion/first-stage/latent-size';
import { guidanceScaleParam, previewEveryParam, rescaleParam } from '@core/diffusion/params';
import { latentAs, startProblems } from '@core/diffusion/port-facts';
import { startLatent } from '@core/diffusion/schedule/add-noise';
import { iterationsOf } from '@core/diffusion/schedule/schedule';
import { NodeFailure } from '@core/errors';
import { defineNode } from '@core/node-definition';
import type {
  LatentValue,
  MaskValue,
  PredictionValue,
  TimestepValue,
  TrajectoryStep,
} from '@core/values';

export default defineNode({
  type: 'denoise',
  version: 1,
  title: 'Denoise',
  category: 'diffusion',
  doc: 'The whole denoising loop in one box: U-Net, guidance and sampler for each step of the schedule. It gives the same bytes as the unfolded zone.',
  synonyms: [
    'KSampler',
    'sampler',
    'denoise latents',
    'sample',
    'diffusion',
    'CFG',
    'KSampler (Advanced)',
    'txt2img',
    'text to image',
  ],
  inputs: {
    unet: { label: 'U-Net', type: { kind: 'model', role: 'unet' }, doc: 'The model to run.' },
    latent: {
      label: 'Latent',
      type: { kind: 'latent' },
      doc: 'Noise, or an image’s latent after Add noise.',
    },
    schedule: { label: 'Schedule', type: { kind: 'schedule' }, doc: 'The steps to take.' },
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning' },
      doc: 'What the picture should show: text, class labels, or both. Several wires are joined.',
      multiple: true,
    },
    nullConditioning: {
      label: 'Null conditioning',
      type: { kind: 'conditioning' },
      doc: 'What guidance moves away from; a negative prompt works too. Unwired: no guidance, at half the time.',
      optional: true,
    },
    mask: {
      label: 'Mask',
      type: { kind: 'mask' },
      doc: '1 where to repaint: the rest is put back from the original after each step. Works with any U-Net; needs Original and Noise.',
      optional: true,
    },
    original: {
      label: 'Original',
      type: { kind: 'latent', content: 'clean' },
      doc: 'The latent of the picture to keep outside the mask, from Encode.',
      optional: true,
    },
    noise: {
      label: 'Noise',
      type: { kind: 'latent', content: 'noise' },
      doc: 'The noise that the latent started from, for what lies outside the mask.',
      optional: true,
    },
  },
  outputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'clean' },
      doc: 'The denoised latent, for Decode.',
    },
    trajectory: {
      label: 'Trajectory',
      type: { kind: 'trajectory' },
      doc: 'What each step believed and where it looked, for Denoising filmstrip and Cross-attention map.',
      onDemand: true,
    },
  },
  params: {
    guidanceScale: guidanceScaleParam,
    rescale: rescaleParam,
    previewEvery: previewEveryParam,
  },
  effects: 'pure',
  infer({ inputs }) {
    const latent = inputs.latent[0];
    const schedule = inputs.schedule[0];
    const facts = unetFacts({
      unet: inputs.unet,
      latent,
      conditioning: inputs.conditioning,
      nullConditioning: inputs.nullConditioning[0],
      predictionType: schedule?.predictionType,
      running: schedule?.running,
      port: 'conditioning',
    });
    return {
      outputs: {
        latent: latentAs(latent, 'clean'),
        trajectory: { kind: 'trajectory', predictedClean: true, factor: latent?.factor },
      },
      problems: [
        ...startProblems(latent, schedule),
        ...facts.problems,
        ...blendProblems(latent, {
          original: inputs.original[0],
          noise: inputs.noise[0],
          mask: inputs.mask[0],
        }),
        ...maskIncomplete({
          mask: inputs.mask.length > 0,
          original: inputs.original.length > 0,
          noise: inputs.noise.length > 0,
        }),
      ],
      notes: { ...facts.notes, ...(schedule?.steps && { schedule: `${schedule.steps} steps` }) },
    };
  },
  async execute(ctx, inputs, { guidanceScale, rescale, previewEvery }) {
    const { unet, conditioning, nullConditioning } = inputs;
    const { schedule } = inputs.schedule;
    checkLatentSize(unet.part, inputs.latent);
    const session = await ctx.session(unet);
    const conditional = mergeConditioning(conditioning);
    const sides = nullConditioning ? [conditional, nullConditioning] : [conditional];
    const kept = keptOf(inputs);
    const note = kept && maskNote(inputs.latent, kept.mask);
    if (note) ctx.preview({ kind: 'text', text: note });
    const watched = ctx.wants('trajectory');
    const taken: (TrajectoryStep | undefined)[] = [];
    const iterations = iterationsOf(schedule);
    let latent = startLatent(schedule, inputs.latent);
    let state: unknown;
    for (let i = 0; i < iterations; i++) {
      await ctx.checkpoint();
      const timestep: TimestepValue = {
        kind: 'timestep',
        schedule,
        index: schedule.startIndex + i,
      };
      const outputs = await predictConditioned(session, unet.part, latent.tensor, timestep, sides, {
        attention: watched,
      });
      const [given, none] = outputs.map(
        ({ prediction }): PredictionValue => ({
          kind: 'prediction',
          tensor: prediction,
          parameterisation: schedule.predictionType,
        }),
      );
      if (!given) throw new Error('the conditional side gives a prediction');
      const prediction = none ? guide(given, none, guidanceScale, rescale) : given;
      const next = stepLatent(timestep, latent, prediction, state);
      const predictedClean = kept ? blendClean(next.predictedClean, kept) : next.predictedClean;
      if (watched) {
        const { attention, tokens } = outputs[0] ?? {};
        taken.push(takeStep(timestep, { predictedClean, attention, tokens }));
      }
      latent = kept ? blendMask(timestep, next.latent, kept) : next.latent;
      state = next.state;
      ctx.progress(i + 1, iterations);
      if (ctx.wantsPreviews && showsPreview(previewEvery, i, iterations)) {
        await ctx.previewLatent(predictedClean, i + 1, iterations);
      }
    }
    return {
      latent: iterations > 0 ? { ...latent, content: 'clean' } : latent,
      trajectory: watched ? finishTrajectory(schedule, taken) : undefined,
    };
  },
});

function keptOf({
  mask,
  original,
  noise,
}: {
  readonly mask?: MaskValue;
  readonly original?: LatentValue;
  readonly noise?: LatentValue;
}): Kept | undefined {
  const [problem] = maskIncomplete({ mask: !!mask, original: !!original, noise: !!noise });
  if (problem) throw new NodeFailure(withoutSeverity(problem));
  return mask && original && noise ? { mask, original, noise } : undefined;
}
