/** A small text to image graph: four steps, 64 px. */
export const textToImage = {
  format: 'latent-patchbay/graph',
  formatVersion: 1,
  nodes: {
    model: node('load-pipeline', { provider: 'cpu' }),
    prompt: node('text-prompt', { text: 'red heart' }),
    text: node('text-encoder'),
    none: node('null-conditioning'),
    noise: node('noise', { seed: 7, width: 64, height: 64 }),
    schedule: node('schedule', { steps: 4 }),
    denoise: node('denoise', { guidanceScale: 3 }),
    decode: node('decode'),
    show: node('preview-image'),
  },
  edges: edges([
    'prompt.text > text.text',
    'model.textEncoder > text.textEncoder',
    'model.textEncoder > none.textEncoder',
    'model.autoencoder > noise.autoencoder',
    'model.schedule > schedule.defaults',
    'model.unet > denoise.unet',
    'noise.latent > denoise.latent',
    'schedule.schedule > denoise.schedule',
    'text.conditioning > denoise.conditioning',
    'none.conditioning > denoise.nullConditioning',
    'denoise.latent > decode.latent',
    'model.autoencoder > decode.autoencoder',
    'decode.image > show.image',
  ]),
};

function node(type: string, params: Record<string, unknown> = {}) {
  return { type, version: 1, params, position: { x: 0, y: 0 } };
}

function edges(wires: readonly string[]) {
  return Object.fromEntries(
    wires.map((wire, index) => {
      const [from = '', to = ''] = wire.split(' > ');
      return [`e${index}`, { from: endpoint(from), to: endpoint(to) }];
    }),
  );
}

function endpoint(text: string) {
  const [id = '', port = ''] = text.split('.');
  return { node: id, port };
}
