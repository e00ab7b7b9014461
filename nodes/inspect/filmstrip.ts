import { stepLabel } from '@core/diffusion/denoising/trajectory';
import { decodeLatent } from '@core/diffusion/first-stage/autoencoder';
import { partOf } from '@core/diffusion/port-facts';
import { itemOf, shapeOf } from '@core/imaging/shape';
import type { Panel } from '@core/node-context';
import { defineNode } from '@core/node-definition';
import { spreadEvenly } from '@core/previews/spread-evenly';

export default defineNode({
  type: 'filmstrip',
  version: 1,
  title: 'Denoising filmstrip',
  category: 'inspect',
  doc: 'The picture as the model believed it to be at one step after another, from the first guess to the result.',
  synonyms: ['steps', 'predicted x0', 'denoising process', 'timeline', 'intermediate images'],
  inputs: {
    trajectory: {
      label: 'Trajectory',
      type: { kind: 'trajectory' },
      doc: 'From Denoise or Denoise end.',
    },
    autoencoder: {
      label: 'Autoencoder',
      type: { kind: 'model', role: 'autoencoder' },
      doc: 'Decodes the steps. Unwired: the one the latent came from.',
      optional: true,
    },
  },
  outputs: {},
  params: {
    panels: {
      kind: 'number',
      label: 'Pictures',
      doc: 'How many steps to show, spread evenly from the first to the last.',
      default: 8,
      min: 1,
      max: 100,
      step: 1,
      integer: true,
    },
  },
  effects: 'pure',
  isOutput: true,
  infer({ inputs, params }) {
    const trajectory = inputs.trajectory[0];
    const part = partOf(inputs.autoencoder, 'autoencoder');
    return {
      outputs: {},
      problems:
        trajectory?.predictedClean === false
          ? [
              {
                severity: 'error',
                code: 'nothing-predicted',
                message:
                  'No predicted clean latent is wired into Denoise end, so there is nothing to show.',
                hint: 'Wire Predicted clean of Sampler step into Denoise end.',
                port: 'trajectory',
              },
            ]
          : undefined,
      notes: {
        trajectory: `${params.panels} pictures`,
        ...(part && { autoencoder: `${part.factor} px a cell` }),
      },
    };
  },
  async execute(ctx, { trajectory, autoencoder }, { panels: count }) {
    const { schedule } = trajectory;
    const seen = trajectory.steps.flatMap((step) =>
      step.predictedClean ? [{ step, latent: step.predictedClean }] : [],
    );
    const chosen = spreadEvenly(seen.length, count).flatMap((i) => seen[i] ?? []);
    const model = autoencoder ?? chosen[0]?.latent.autoencoder;
    if (chosen.length === 0) return ctx.fail(noSteps);
    if (!model) return ctx.fail(noAutoencoder);
    const session = await ctx.session(model);
    const films: Panel[][] = [];
    for (const [at, { step, latent }] of chosen.entries()) {
      await ctx.checkpoint();
      const image = await decodeLatent(session, model.part, latent.tensor);
      const { batch, width, height } = shapeOf(image.tensor);
      for (let item = 0; item < batch; item++) {
        const one = { ...image, tensor: itemOf(image.tensor, item) };
        const [png] = await ctx.encodeImage(one, { format: 'png' });
        if (!png) continue;
        const film = films[item] ?? [];
        film.push({ label: stepLabel(schedule, step), png, width, height });
        films[item] = film;
      }
      ctx.progress(at + 1, chosen.length);
    }
    const name = (item: number) =>
      films.length === 1 ? `${chosen.length} of ${seen.length} steps` : `Picture ${item + 1}`;
    ctx.resultView({
      kind: 'frames',
      frames: films.map((panels, item) => ({ label: name(item), panels })),
    });
    return {};
  },
});

const noSteps = {
  code: 'no-steps',
  message: 'The loop ran no step, so there is nothing to show.',
  hint: 'Set the strength of the schedule above 0.',
  port: 'trajectory',
} as const;

const noAutoencoder = {
  code: 'autoencoder-unknown',
  message: 'The latents do not say which autoencoder they belong to.',
  hint: 'Wire the autoencoder into this node.',
  port: 'autoencoder',
} as const;
