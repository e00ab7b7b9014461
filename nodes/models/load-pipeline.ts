import { type ModelManifest, matchModel } from '@core/models/manifest';
import { defineNode, type PortProblem } from '@core/node-definition';

type PartName = keyof ModelManifest['parts'];

const partTitles = {
  unet: 'U-Net',
  autoencoder: 'autoencoder',
  textEncoder: 'text encoder',
  classEmbedder: 'class embedder',
  imageEncoder: 'image encoder',
  layoutEncoder: 'layout encoder',
} as const satisfies Record<PartName, string>;
const partNames = [
  'unet',
  'autoencoder',
  'textEncoder',
  'classEmbedder',
  'imageEncoder',
  'layoutEncoder',
] as const;
/** Most models have none: that is worth no warning. */
const rare: readonly PartName[] = ['imageEncoder', 'layoutEncoder'];

function missingParts({ name, parts, faults }: ModelManifest): PortProblem[] {
  // An autoencoder on its own is a whole pipeline: that it has nothing to denoise with is no news.
  const isFirstStage = !parts.unet && parts.autoencoder !== undefined;
  const expected = partNames.filter((port) => !isFirstStage && !rare.includes(port));
  return partNames
    .filter((port) => !parts[port] && (faults?.[port] || expected.includes(port)))
    .map((port) => {
      const title = partTitles[port];
      const fault = faults?.[port];
      const without = `What needs ${/^[aei]/.test(title) ? 'an' : 'a'} ${title} must take it from another pipeline, or go without.`;
      return {
        severity: 'warning',
        code: 'pipeline-part-missing',
        message: fault
          ? `The ${title} of ${name} cannot be used. ${fault.message}`
          : `${name} has no ${title}.`,
        hint: fault?.hint ?? without,
        port,
      };
    });
}

/** What a port tells: the part, or that there is none, so that no wire from it is taken. */
function partOf<P extends PartName>({ name, parts, faults }: ModelManifest, part: P) {
  return parts[part]
    ? { part: parts[part] }
    : { absent: { pipeline: name, fault: faults?.[part] } };
}

export default defineNode({
  type: 'load-pipeline',
  version: 1,
  title: 'Load pipeline',
  category: 'models',
  doc: 'A latent diffusion model from the library, part by part. Nothing is loaded until a part runs.',
  synonyms: [
    'checkpoint loader',
    'load checkpoint',
    'load model',
    'main model',
    'diffusers',
    'CheckpointLoaderSimple',
    'UNETLoader',
    'load VAE',
    'CLIPLoader',
    'from_pretrained',
  ],
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
    imageEncoder: {
      label: 'Image encoder',
      type: { kind: 'model', role: 'image-encoder' },
      doc: 'Turns an image into tokens that the U-Net attends to, where the model has one.',
    },
    layoutEncoder: {
      label: 'Layout encoder',
      type: { kind: 'model', role: 'layout-encoder' },
      doc: 'Turns boxes with classes into tokens that the U-Net attends to, where the model has one.',
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
            hint: 'Add its folder (Settings, Models; on the command line --models), or choose another model here.',
          },
        ],
      };
    }
    const { manifest } = match;
    const { scheduler } = manifest;
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
        unet: { kind: 'model', role: 'unet', ...partOf(manifest, 'unet') },
        autoencoder: { kind: 'model', role: 'autoencoder', ...partOf(manifest, 'autoencoder') },
        textEncoder: { kind: 'model', role: 'text-encoder', ...partOf(manifest, 'textEncoder') },
        classEmbedder: {
          kind: 'model',
          role: 'class-embedder',
          ...partOf(manifest, 'classEmbedder'),
        },
        schedule: {
          kind: 'schedule-defaults',
          predictionType: manifest.parts.unet && scheduler.prediction_type,
          config: manifest.parts.unet && scheduler,
        },
        imageEncoder: { kind: 'model', role: 'image-encoder', ...partOf(manifest, 'imageEncoder') },
        layoutEncoder: {
          kind: 'model',
          role: 'layout-encoder',
          ...partOf(manifest, 'layoutEncoder'),
        },
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
      // What nothing was trained with cannot be wired on: the node behind it says so.
      schedule: parts.unet && { kind: 'schedule-defaults', config: scheduler },
      imageEncoder: parts.imageEncoder && {
        kind: 'model',
        role: 'image-encoder',
        part: parts.imageEncoder,
        provider,
      },
      layoutEncoder: parts.layoutEncoder && {
        kind: 'model',
        role: 'layout-encoder',
        part: parts.layoutEncoder,
        provider,
      },
    };
  },
});
