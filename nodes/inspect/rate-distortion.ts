import { mergeConditioning } from '@core/diffusion/conditioning/conditioning';
import { unetFacts } from '@core/diffusion/conditioning/conditioning-facts';
import {
  type Measurement,
  measurePlace,
  pixelError,
} from '@core/diffusion/conditioning/measure-place';
import { encodeImage, latentOfMoments } from '@core/diffusion/first-stage/autoencoder';
import { checkLatentSize } from '@core/diffusion/first-stage/latent-size';
import {
  cumulativeBits,
  noisePlaces,
  priorBits,
  rateDistortionPlots,
  toRmse,
} from '@core/diffusion/first-stage/rate-distortion';
import { continueNoise } from '@core/diffusion/noise/torch-cpu';
import { latentType, partOf, sizeProblems } from '@core/diffusion/port-facts';
import { defineNode, type PortProblem } from '@core/node-definition';
import type { ConditioningValue, LatentValue } from '@core/values';

const noTokens = (pipeline: string) => ({
  code: 'tokens-missing',
  message: `The U-Net of ${pipeline} needs tokens, and no conditioning is wired.`,
  hint: 'Wire a text encoder, a class label or a null conditioning.',
  port: 'conditioning',
});

const noEncoder = (pipeline: string) => ({
  code: 'encoder-missing',
  message: `${pipeline} ships a decoder but no encoder.`,
  hint: 'Take the autoencoder from a pipeline with a vae_encoder folder.',
  port: 'autoencoder',
});

const noSteps = {
  code: 'no-step-runs',
  message: 'No step of the schedule runs: there is no noise level to measure at.',
  hint: 'In Schedule, set the strength to 1.',
  port: 'schedule',
} as const;

/** For a U-Net that takes none. */
const nothing: ConditioningValue = { kind: 'conditioning', segments: [], slots: {} };

export default defineNode({
  type: 'rate-distortion',
  version: 1,
  title: 'Rate-distortion plot',
  category: 'inspect',
  doc: 'How many bits the diffusion model needs to tell this picture, and how far off the picture still is at each noise level: perceptual and semantic compression on one curve. Each noise level runs the U-Net and the decoder once a draw; 50 to 100 steps bound the rate well.',
  synonyms: [
    'bits per dimension',
    'bits/dim',
    'likelihood',
    'lossy compression',
    'figure 1',
    'perceptual compression',
    'semantic compression',
    'RMSE',
  ],
  inputs: {
    image: { label: 'Image', type: { kind: 'image' }, doc: 'The picture to be told.' },
    autoencoder: {
      label: 'Autoencoder',
      type: { kind: 'model', role: 'autoencoder' },
      doc: 'Its own error is the floor of the curve.',
    },
    unet: { label: 'U-Net', type: { kind: 'model', role: 'unet' }, doc: 'The model to measure.' },
    schedule: {
      label: 'Schedule',
      type: { kind: 'schedule' },
      doc: 'The noise levels to measure at, at strength 1. Its sampler takes no steps here.',
    },
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning' },
      doc: 'What the model is told of the picture. A null conditioning measures the model alone.',
      multiple: true,
      optional: true,
    },
  },
  outputs: {
    rate: {
      label: 'Rate',
      type: { kind: 'number' },
      doc: 'Bits per dimension of the picture, down to the lowest noise level.',
    },
    floor: {
      label: 'Floor',
      type: { kind: 'number' },
      doc: 'RMSE of the autoencoder alone, 0 to 255.',
    },
  },
  params: {
    seed: {
      kind: 'seed',
      label: 'Seed',
      doc: 'Of the noise that the latent is measured under.',
      default: 0,
    },
    draws: {
      kind: 'number',
      label: 'Draws',
      doc: 'Noises to take the mean of at each level: more is smoother and slower.',
      default: 4,
      min: 1,
      max: 64,
      step: 1,
      integer: true,
    },
  },
  effects: 'pure',
  isOutput: true,
  infer({ inputs }) {
    const image = inputs.image[0];
    const schedule = inputs.schedule[0];
    const part = partOf(inputs.autoencoder, 'autoencoder');
    const unet = partOf(inputs.unet, 'unet');
    const cells = (px: number | undefined) =>
      part && px !== undefined && px % part.factor === 0 ? px / part.factor : undefined;
    const facts = unetFacts({
      unet: inputs.unet,
      latent:
        part &&
        latentType(part, {
          content: 'noised',
          width: cells(image?.width),
          height: cells(image?.height),
          batch: image?.batch,
        }),
      conditioning: inputs.conditioning,
      predictionType: schedule?.predictionType,
      port: 'conditioning',
    });
    const problems: PortProblem[] = [...facts.problems];
    if (part) problems.push(...sizeProblems(image, part));
    if (part && !part.encoderFile)
      problems.push({ severity: 'error', ...noEncoder(part.pipeline) });
    if (unet?.tokenWidth !== undefined && inputs.conditioning.length === 0) {
      problems.push({ severity: 'error', ...noTokens(unet.pipeline) });
    }
    if (schedule?.strength === 0) problems.push({ severity: 'error', ...noSteps });
    return {
      outputs: {},
      problems,
      notes: { ...facts.notes, ...(schedule?.steps && { schedule: `${schedule.steps} steps` }) },
    };
  },
  async execute(ctx, { image, autoencoder, unet, conditioning, ...inputs }, { seed, draws }) {
    const { schedule } = inputs.schedule;
    const { part } = autoencoder;
    const places = noisePlaces(schedule);
    const [first] = places;
    if (!first) return ctx.fail(noSteps);
    if (!part.encoderFile) ctx.fail(noEncoder(part.pipeline));
    const encoder = await ctx.session(autoencoder, part.encoderFile);
    const tensor = latentOfMoments(part, await encodeImage(encoder, part, image.tensor), undefined);
    const latent: LatentValue = { kind: 'latent', tensor, content: 'clean', autoencoder };
    checkLatentSize(unet.part, latent);
    const measured: Measurement = {
      image: image.tensor,
      latent,
      part,
      decoder: await ctx.session(autoencoder),
      unet: unet.part,
      session: await ctx.session(unet),
      condition: mergeConditioning(conditioning.length > 0 ? conditioning : [nothing]),
      schedule,
    };
    const floor = toRmse(await pixelError(measured, tensor));
    const errors: number[] = [];
    const distortions: number[] = [];
    let state: unknown;
    for (const [i, place] of places.entries()) {
      let latentError = 0;
      let imageError = 0;
      for (let draw = 0; draw < draws; draw++) {
        await ctx.checkpoint();
        const drawn = continueNoise(state, seed, tensor.data.length);
        state = drawn.state;
        const one = await measurePlace(measured, place, { ...tensor, data: drawn.noise });
        latentError += one.latentError / draws;
        imageError += one.imageError / draws;
      }
      errors.push(latentError);
      distortions.push(toRmse(imageError));
      ctx.progress(i + 1, places.length);
    }
    const told = cumulativeBits(places, errors, priorBits(tensor, first));
    const perPixel = tensor.data.length / image.tensor.data.length;
    const rates = told.map((bits) => bits * perPixel);
    const parts = rateDistortionPlots({ places, rates, distortions, floor });
    ctx.resultView({ kind: 'stack', parts });
    return {
      rate: { kind: 'number', value: rates[rates.length - 1] ?? 0 },
      floor: { kind: 'number', value: floor },
    };
  },
});
