import { type ModelManifest, modelManifestSchema } from '@core/models/manifest';

/** Two pipelines that do not fit each other: as the library describes them. */
function manifest(name: string, tokenWidth: number, latentChannels: number): ModelManifest {
  const base = { file: `/models/${name}.onnx`, hash: `hash-${name}`, pipeline: name };
  return modelManifestSchema.parse({
    name,
    family: `${name}-family`,
    hash: `hash-${name}`,
    folder: `/models/${name}`,
    bundled: name === 'emoji-ldm',
    parts: {
      unet: {
        ...base,
        role: 'unet',
        latentChannels,
        inChannels: latentChannels + 17,
        tokenWidth,
        concatSlots: [{ name: 'semantic', channels: 17 }],
        sampleSize: 16,
        predictionType: 'v_prediction',
      },
      autoencoder: {
        ...base,
        role: 'autoencoder',
        encoderFile: '/models/encoder.onnx',
        latentChannels,
        factor: 4,
        scalingFactor: 1,
        regularization: 'kl',
        sampleSize: 64,
      },
      textEncoder: {
        ...base,
        role: 'text-encoder',
        tokenWidth,
        maxTokens: 16,
        tokenizerFolder: '/models/tokenizer',
      },
      classEmbedder: {
        ...base,
        role: 'class-embedder',
        tokenWidth,
        nullLabel: 0,
        labels: [
          { id: 1, name: 'noto', group: 'style' },
          { id: 7, name: 'food', group: 'category' },
        ],
      },
    },
    scheduler: {
      _class_name: 'DDIMScheduler',
      prediction_type: 'v_prediction',
      beta_schedule: 'scaled_linear',
    },
  });
}

const emoji = manifest('emoji-ldm', 192, 4);
const wide = manifest('wide-ldm', 768, 8);
export const library = [emoji, wide];
