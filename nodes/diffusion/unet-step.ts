import {
  type ConditionedOutput,
  predictConditioned,
} from '@core/diffusion/conditioning/conditioned-run';
import { mergeConditioning } from '@core/diffusion/conditioning/conditioning';
import { unetFacts } from '@core/diffusion/conditioning/conditioning-facts';
import { checkLatentSize } from '@core/diffusion/first-stage/latent-size';
import { defineNode } from '@core/node-definition';
import type { TimestepValue } from '@core/values';

const outputsOf = (output: ConditionedOutput, { schedule }: TimestepValue) => ({
  prediction: {
    kind: 'prediction',
    tensor: output.prediction,
    parameterisation: schedule.predictionType,
  } as const,
  attention:
    output.attention &&
    ({ kind: 'attention', tensor: output.attention, tokens: output.tokens } as const),
});

export default defineNode({
  type: 'unet-step',
  version: 1,
  title: 'U-Net step',
  category: 'diffusion',
  doc: 'One run of the U-Net: from a noisy latent, its timestep and what conditions it to a prediction. Two steps on the same latent, as guidance needs, run as one batch.',
  synonyms: [
    'model',
    'apply model',
    'noise prediction',
    'eps',
    'diffusion model',
    'denoiser',
    'UNet2DConditionModel',
  ],
  inputs: {
    unet: { label: 'U-Net', type: { kind: 'model', role: 'unet' }, doc: 'The model to run.' },
    latent: {
      label: 'Latent',
      type: { kind: 'latent', content: 'noised' },
      doc: 'The noisy latent, from Denoise begin.',
    },
    timestep: {
      label: 'Timestep',
      type: { kind: 'timestep' },
      doc: 'How noisy it is, from Denoise begin.',
    },
    conditioning: {
      label: 'Conditioning',
      type: { kind: 'conditioning' },
      doc: 'What to go by. Several wires are joined: tokens in a row, concat channels by slot.',
      multiple: true,
    },
  },
  outputs: {
    prediction: {
      label: 'Prediction',
      type: { kind: 'prediction' },
      doc: 'Noise, velocity or clean latent, as the model was trained.',
    },
    attention: {
      label: 'Attention',
      type: { kind: 'attention' },
      doc: 'Where the U-Net looked for each token, if the model tells. For Denoise end.',
      onDemand: true,
    },
  },
  params: {},
  effects: 'pure',
  infer({ inputs }) {
    const timestep = inputs.timestep[0];
    const facts = unetFacts({
      unet: inputs.unet,
      latent: inputs.latent[0],
      conditioning: inputs.conditioning,
      predictionType: timestep?.predictionType,
      running: timestep?.running,
      port: 'conditioning',
    });
    const latent = inputs.latent[0];
    return {
      outputs: {
        prediction: {
          kind: 'prediction',
          parameterisation: timestep?.predictionType,
          channels: latent?.channels,
          width: latent?.width,
          height: latent?.height,
        },
      },
      problems: facts.problems,
      notes: facts.notes,
    };
  },
  async execute(ctx, { unet, latent, timestep, conditioning }) {
    checkLatentSize(unet.part, latent);
    const session = await ctx.session(unet);
    const sides = [mergeConditioning(conditioning)];
    const wanted = { attention: ctx.wants('attention') };
    const [output] = await predictConditioned(
      session,
      unet.part,
      latent.tensor,
      timestep,
      sides,
      wanted,
    );
    if (!output) throw new Error('one side gives one prediction');
    return outputsOf(output, timestep);
  },
  fuse: {
    on: ['unet', 'latent', 'timestep'],
    async execute(ctx, members) {
      const first = members[0];
      if (!first) return [];
      const { unet, latent, timestep } = first.inputs;
      checkLatentSize(unet.part, latent);
      const session = await ctx.session(unet);
      const sides = members.map((m) => mergeConditioning(m.inputs.conditioning));
      const wanted = { attention: ctx.wants('attention') };
      const outputs = await predictConditioned(
        session,
        unet.part,
        latent.tensor,
        timestep,
        sides,
        wanted,
      );
      return outputs.map((output) => outputsOf(output, timestep));
    },
  },
});
