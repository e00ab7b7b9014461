import type { PortKind } from './port-type';

const titles: Readonly<Record<PortKind, string>> = {
  any: 'anything',
  image: 'image',
  mask: 'mask',
  latent: 'latent',
  moments: 'moments',
  conditioning: 'conditioning',
  prediction: 'prediction',
  model: 'model',
  schedule: 'schedule',
  timestep: 'timestep',
  'schedule-defaults': 'schedule defaults',
  attention: 'attention maps',
  'semantic-map': 'semantic map',
  codes: 'code indices',
  trajectory: 'trajectory',
  layout: 'layout',
  tensor: 'tensor',
  text: 'text',
  tokens: 'tokens',
  seed: 'seed',
  number: 'number',
};

/** What messages and the palette call a kind of port, in lower case. */
export function portKindTitle(kind: PortKind): string {
  return titles[kind];
}
