import { startLatent } from '@core/diffusion/add-noise';
import { mergeConditioning } from '@core/diffusion/conditioning';
import { unetFacts } from '@core/diffusion/conditioning-facts';
import { guide } from '@core/diffusion/guidance';
import { checkLatentSize } from '@core/diffusion/latent-size';
import { matchSides } from '@core/diffusion/null-match';
import { guidanceScaleParam, previewEveryParam, rescaleParam } from '@core/diffusion/params';
import { startProblems } from '@core/diffusion/port-facts';
import { showsPreview } from '@core/diffusion/previews';
import { iterationsOf } from '@core/diffusion/schedule';
import { stepLatent } from '@core/diffusion/step';
import { predict } from '@core/diffusion/unet-run';
import { defineNode } from '@core/node-definition';
import type { PredictionValue, TimestepValue } from '@core/values';

export default defineNode({
  type: 'denoise',
  version: 1,
  title: 'Denoise',
  category: 'diffusion',
  doc: 'The whole denoising loop in one box: U-Net, guidance and sampler for each step of the schedule. It gives the same bytes as the unfolded zone.',
  synonyms: ['KSampler', 'sampler', 'denoise latents', 'sample', 'diffusion', 'CFG'],
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
  },
  outputs: {
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'clean' },
      doc: 'The denoised latent, for Decode.',
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
      port: 'conditioning',
    });
    return {
      outputs: { latent: { ...latent, kind: 'latent', content: 'clean' } },
      problems: [...startProblems(latent, schedule), ...facts.problems],
      notes: { ...facts.notes, ...(schedule?.steps && { schedule: `${schedule.steps} steps` }) },
    };
  },
  async execute(ctx, inputs, { guidanceScale, rescale, previewEvery }) {
    const { unet, conditioning, nullConditioning } = inputs;
    const { schedule } = inputs.schedule;
    checkLatentSize(unet.part, inputs.latent);
    const session = await ctx.session(unet);
    const conditional = mergeConditioning(conditioning);
    const sides = matchSides(nullConditioning ? [conditional, nullConditioning] : [conditional]);
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
      const outputs = await predict(session, unet.part, latent.tensor, timestep, sides);
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
      latent = next.latent;
      state = next.state;
      ctx.progress(i + 1, iterations);
      if (ctx.wantsPreviews && showsPreview(previewEvery, i, iterations)) {
        await ctx.previewLatent(next.predictedClean, i + 1, iterations);
      }
    }
    return { latent: iterations > 0 ? { ...latent, content: 'clean' } : latent };
  },
});
