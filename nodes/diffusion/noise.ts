import { trainedSizeNote } from '@core/diffusion/first-stage/latent-size';
import { gaussianNoise } from '@core/diffusion/noise/gaussian';
import { latentType, partOf } from '@core/diffusion/port-facts';
import { floatTensor } from '@core/diffusion/tensor';
import type { PartOf } from '@core/models/manifest';
import { defineNode, type PortProblem } from '@core/node-definition';

/**
 * Of one noise latent: 64 MiB. A U-Net's activations are some hundred times as large; beyond this the
 * machine would swap for minutes before it failed.
 */
const mostValues = 2 ** 24;

/** `4 channels, 4 px a cell, trained at 64 px`. */
function noteOf(part: PartOf<'autoencoder'>, { width, height }: { width: number; height: number }) {
  const { factor, latentChannels, sampleSize } = part;
  const sides = { width: width / factor, height: height / factor, factor };
  const trained = trainedSizeNote(sampleSize && sampleSize / factor, sides);
  return [`${latentChannels} channels`, `${factor} px a cell`, trained].filter(Boolean).join(', ');
}

export default defineNode({
  type: 'noise',
  version: 1,
  title: 'Noise',
  category: 'diffusion',
  doc: 'The Gaussian noise a picture starts from. One seed, one size: always the same noise, and that of PyTorch.',
  synonyms: ['Empty Latent Image', 'RandomNoise', 'latent size', 'resolution', 'randn'],
  inputs: {
    autoencoder: {
      label: 'Autoencoder',
      type: { kind: 'model', role: 'autoencoder' },
      doc: 'Says how many channels a latent has and how many pixels a cell spans.',
    },
    seed: {
      label: 'Seed',
      type: { kind: 'seed' },
      doc: 'Used instead of the seed below.',
      optional: true,
    },
  },
  outputs: {
    latent: {
      label: 'Noise',
      type: { kind: 'latent', content: 'noise' },
      doc: 'Unit Gaussian noise [B, C, h, w].',
    },
  },
  params: {
    seed: { kind: 'seed', label: 'Seed', doc: 'Another seed, another picture.', default: 0 },
    width: {
      kind: 'number',
      label: 'Width',
      doc: 'Of the picture; a multiple of the autoencoder’s factor.',
      default: 64,
      min: 8,
      max: 4096,
      // U-Nets halve the latent two or three times: steps of 64 px suit them all.
      step: 64,
      integer: true,
      unit: 'px',
    },
    height: {
      kind: 'number',
      label: 'Height',
      doc: 'Of the picture; a multiple of the autoencoder’s factor.',
      default: 64,
      min: 8,
      max: 4096,
      step: 64,
      integer: true,
      unit: 'px',
    },
    batch: {
      kind: 'number',
      label: 'Batch',
      advanced: true,
      doc: 'Pictures made at once, each from its own noise.',
      default: 1,
      min: 1,
      max: 64,
      step: 1,
      integer: true,
    },
    rng: {
      kind: 'select',
      label: 'Generator',
      advanced: true,
      doc: 'Which library’s noise a seed gives.',
      default: 'torch-cpu',
      options: [
        {
          value: 'torch-cpu',
          label: 'PyTorch, CPU',
          doc: 'mt19937, as diffusers and ComfyUI draw',
        },
        { value: 'philox', label: 'Philox', doc: 'as PyTorch draws on NVIDIA GPUs' },
      ],
    },
  },
  effects: 'pure',
  infer({ inputs, params }) {
    const part = partOf(inputs.autoencoder, 'autoencoder');
    if (!part) return { outputs: { latent: { kind: 'latent', content: 'noise' } } };
    const problems: PortProblem[] = [];
    // A side that fits no cells stays open: what comes after has no size to complain of.
    const cells = (px: number) => (px % part.factor === 0 ? px / part.factor : undefined);
    for (const side of ['width', 'height'] as const) {
      const px = params[side];
      if (cells(px) !== undefined) continue;
      const near = Math.max(1, Math.round(px / part.factor)) * part.factor;
      problems.push({
        severity: 'error',
        code: 'size-not-multiple',
        message: `The ${side} is ${px} px; the autoencoder of ${part.pipeline} needs a multiple of ${part.factor}.`,
        hint: `The nearest it takes is ${near} px; multiples of 64 px suit every U-Net too.`,
      });
    }
    const values =
      (params.batch * part.latentChannels * params.width * params.height) / part.factor ** 2;
    if (values > mostValues) {
      problems.push({
        severity: 'error',
        code: 'latent-too-large',
        message: `${params.batch} × ${params.width} × ${params.height} px make a latent of ${Math.round(values / 1e6)} million values; at most ${Math.round(mostValues / 1e6)} million are drawn at once.`,
        hint: 'Make the picture or the batch smaller, and run again with other seeds.',
      });
    }
    return {
      outputs: {
        latent: latentType(part, {
          content: 'noise',
          width: cells(params.width),
          height: cells(params.height),
          batch: params.batch,
        }),
      },
      problems,
      notes: { autoencoder: noteOf(part, params) },
    };
  },
  async execute(_ctx, { autoencoder, seed }, params) {
    const { latentChannels, factor } = autoencoder.part;
    const dims = [
      params.batch,
      latentChannels,
      Math.floor(params.height / factor),
      Math.floor(params.width / factor),
    ];
    const data = gaussianNoise(
      params.rng,
      seed?.seed ?? params.seed,
      dims.reduce((a, b) => a * b, 1),
    );
    return {
      latent: { kind: 'latent', tensor: floatTensor(data, dims), content: 'noise', autoencoder },
    };
  },
});
