import type { GraphDocument, GraphNode } from '@core/graph/document';
import { makeGraph } from './make-graph';

/** The default pipeline with the real nodes, guidance by a null conditioning. */
export function textToImage(denoiseParams: GraphNode['params'] = {}): GraphDocument {
  return makeGraph(
    {
      pipeline: 'load-pipeline',
      prompt: { type: 'text-prompt', params: { text: 'red heart' } },
      encoder: 'text-encoder',
      nothing: 'null-conditioning',
      noise: 'noise',
      schedule: 'schedule',
      denoise: { type: 'denoise', params: denoiseParams },
      decode: 'decode',
      preview: 'preview-image',
    },
    [
      'prompt.text > encoder.text',
      'pipeline.textEncoder > encoder.textEncoder',
      'pipeline.textEncoder > nothing.textEncoder',
      'pipeline.classEmbedder > nothing.classEmbedder',
      'pipeline.autoencoder > noise.autoencoder',
      'pipeline.schedule > schedule.defaults',
      'pipeline.unet > denoise.unet',
      'noise.latent > denoise.latent',
      'schedule.schedule > denoise.schedule',
      'encoder.conditioning > denoise.conditioning',
      'nothing.conditioning > denoise.nullConditioning',
      'denoise.latent > decode.latent',
      'pipeline.autoencoder > decode.autoencoder',
      'decode.image > preview.image',
    ],
  );
}
