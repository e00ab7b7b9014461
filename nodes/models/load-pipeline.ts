import { type ModelManifest, matchModel } from '@core/models/manifest';
import { defineNode, type PortProblem } from '@core/node-definition';

const partTitles = {
  unet: 'U-Net',
  autoencoder: 'autoencoder',
  textEncoder: 'text encoder',
  classEmbedder: 'class embedder',
} as const satisfies Record<keyof ModelManifest['parts'], string>;

function missingParts(manifest: ModelManifest): PortProblem[] {
  const problems: PortProblem[] = [];
  for (const [port, title] of Object.entries(partTitles)) {
    if (Object.entries(manifest.parts).some(([name, part]) => name === port && part)) continue;
    problems.push({
      severity: 'warning',
      code: 'pipeline-part-missing',
      message: `${manifest.name} has no ${title}.`,
      hint: `What needs a ${title} must take it from another pipeline, or go without.`,
      port,
    });
  }
  return problems;
}

export default defineNode({
  type: 'load-pipeline',
  version: 1,
  title: 'Load pipeline',
  category: 'models',
  doc: 'A latent diffusion model from the library, part by part. Nothing is loaded until a part runs.',
  synonyms: ['checkpoint loader', 'load checkpoint', 'load model', 'main model', 'diffusers'],
  inputs: {},
  outputs: {
    unet: {
      label: 'U-Net',
      type: { kind: 'model', role: 'unet' },
      doc: 'Predicts the noise in a latent: the diffusion model itself.',
    },
    autoencoder: {
      label: 'Autoencoder',
      type: { kind: 'model', role: 'autoencoder' },
      doc: 'The first stage: images to latents and back.',
    },
    textEncoder: {
      label: 'Text encoder',
      type: { kind: 'model', role: 'text-encoder' },
      doc: 'Turns words into tokens that the U-Net attends to.',
    },
    classEmbedder: {
      label: 'Class embedder',
      type: { kind: 'model', role: 'class-embedder' },
      doc: 'Turns class labels into tokens that the U-Net attends to.',
    },
    schedule: {
      label: 'Schedule defaults',
      type: { kind: 'schedule-defaults' },
      doc: 'The noise schedule the model was trained with.',
    },
  },
  params: {
    model: {
      kind: 'model',
      label: 'Model',
      doc: 'A pipeline of the library. Graphs remember it by hash, name and family, never by path alone.',
      default: { name: 'emoji-ldm', family: 'emoji-ldm' },
    },
    provider: {
      kind: 'select',
      label: 'Provider',
      doc: 'What computes it. Auto takes the best that works here and says which and why.',
      default: 'auto',
      options: [
        { value: 'auto', label: 'Auto' },
        { value: 'cpu', label: 'CPU' },
        { value: 'webgpu', label: 'WebGPU' },
        { value: 'cuda', label: 'CUDA', doc: 'NVIDIA, Linux' },
        { value: 'dml', label: 'DirectML', doc: 'Windows' },
        { value: 'coreml', label: 'Core ML', doc: 'Apple silicon' },
      ],
    },
  },
  effects: 'pure',
  infer({ params, models }) {
    if (!params.model) {
      return {
        outputs: {},
        problems: [
          {
            severity: 'error',
            code: 'model-not-chosen',
            message: 'No model is chosen.',
            hint: 'Choose one in the Model field.',
          },
        ],
      };
    }
    const match = matchModel(params.model, models);
    if (match.kind === 'missing') {
      return {
        outputs: {},
        problems: [
          {
            severity: 'error',
            code: 'model-missing',
            message: `The model ${params.model.name} is not in the library.`,
            hint: 'Add its folder to the library, or choose another model here.',
          },
        ],
      };
    }
    const { manifest } = match;
    const { parts, scheduler } = manifest;
    const problems = missingParts(manifest);
    if (match.kind === 'substitute') {
      problems.unshift({
        severity: 'warning',
        code: 'model-substituted',
        message: `The graph was made with another ${params.model.name}; ${manifest.name} was found by its ${match.by} and is used instead.`,
        hint: 'Pictures will differ. Choose the model again to accept it, or add the original.',
      });
    }
    return {
      outputs: {
        unet: { kind: 'model', role: 'unet', part: parts.unet },
        autoencoder: { kind: 'model', role: 'autoencoder', part: parts.autoencoder },
        textEncoder: { kind: 'model', role: 'text-encoder', part: parts.textEncoder },
        classEmbedder: { kind: 'model', role: 'class-embedder', part: parts.classEmbedder },
        schedule: { kind: 'schedule-defaults', predictionType: scheduler.prediction_type },
      },
      problems,
    };
  },
  async execute(ctx, _inputs, params) {
    const { parts, scheduler } = await ctx.pipeline(params.model);
    const { provider } = params;
    return {
      unet: parts.unet && { kind: 'model', role: 'unet', part: parts.unet, provider },
      autoencoder: parts.autoencoder && {
        kind: 'model',
        role: 'autoencoder',
        part: parts.autoencoder,
        provider,
      },
      textEncoder: parts.textEncoder && {
        kind: 'model',
        role: 'text-encoder',
        part: parts.textEncoder,
        provider,
      },
      classEmbedder: parts.classEmbedder && {
        kind: 'model',
        role: 'class-embedder',
        part: parts.classEmbedder,
        provider,
      },
      schedule: { kind: 'schedule-defaults', config: scheduler },
    };
  },
});
