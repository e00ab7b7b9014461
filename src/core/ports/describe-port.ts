import { samplers } from '../diffusion/samplers';
import { assertNever } from '../errors';
import { modelRoleTitle } from './model-role-title';
import type { ConditioningType, LatentType, PortType, PredictionPortType } from './port-type';

/** `64×64`, or nothing while neither side is known. Pixels or latent cells, width first. */
function size(type: { readonly width?: number; readonly height?: number }): string {
  return type.width === undefined || type.height === undefined
    ? ''
    : `${type.width}×${type.height}`;
}

/** `4×16×16`: channels, then height and width, in the order of `[C, h, w]`. */
function volume(type: Pick<LatentType, 'channels' | 'width' | 'height'>): string {
  if (type.channels === undefined) return '';
  if (type.width === undefined || type.height === undefined) return `${type.channels} channels`;
  return `${type.channels}×${type.height}×${type.width}`;
}

const join = (...parts: readonly string[]): string => parts.filter((p) => p !== '').join(' ');

const batch = (n: number | undefined): string => (n === undefined || n === 1 ? '' : `· batch ${n}`);

function tokensOf(type: ConditioningType): string {
  if (type.tokens !== undefined && type.tokenWidth !== undefined) {
    return `${type.tokens} ${type.tokens === 1 ? 'token' : 'tokens'} of ${type.tokenWidth}`;
  }
  return type.tokenWidth === undefined ? '' : `tokens of ${type.tokenWidth}`;
}

function describeConditioning(type: ConditioningType): string {
  if (type.isNull) return 'null conditioning';
  const parts: string[] = [];
  const mechanisms = type.mechanisms ?? [];
  const tokens = tokensOf(type);
  if (mechanisms.includes('cross-attention')) {
    parts.push(tokens === '' ? 'cross-attention' : `cross-attention · ${tokens}`);
  } else if (tokens !== '') parts.push(tokens);
  const slots = type.slots ?? [];
  if (mechanisms.includes('concat') || slots.length > 0) {
    parts.push(join('concat', slots.join(', ').replaceAll('_', ' ')));
  }
  if (mechanisms.includes('vector')) parts.push('vector');
  return parts.length === 0 ? 'conditioning' : parts.join(' + ');
}

const parameterisations = {
  epsilon: 'ε-prediction',
  v_prediction: 'v-prediction',
  sample: 'x₀-prediction',
  flow_prediction: 'flow prediction',
} as const;

function describePrediction(type: PredictionPortType): string {
  const name = type.parameterisation ? parameterisations[type.parameterisation] : 'prediction';
  return join(name, volume(type));
}

/** Abbreviations are in capitals; the others are people's names. */
const samplerName = (sampler: string): string =>
  Object.entries(samplers).find(([id]) => id === sampler)?.[1].title ?? sampler;

function shownValue(type: Extract<PortType, { kind: 'text' | 'seed' | 'number' }>): string {
  if (type.kind !== 'seed' && type.sweep) return `· ${type.sweep.length} values`;
  if (type.value === undefined) return '';
  if (typeof type.value === 'number') return String(type.value);
  const text = type.value.replaceAll(/\s+/g, ' ').trim();
  return text === '' ? '' : `“${text.length > 32 ? `${text.slice(0, 31)}…` : text}”`;
}

/** One short line of what a port carries, as far as known: `latent 4×16×16`, `16 tokens of 192`. */
export function describePort(type: PortType): string {
  switch (type.kind) {
    case 'image':
      return join('image', size(type), batch(type.batch));
    case 'mask':
      return join('mask', size(type));
    case 'latent':
      return join(type.content === 'noise' ? 'noise' : 'latent', volume(type), batch(type.batch));
    case 'moments':
      return join('moments', volume(type));
    case 'conditioning':
      return describeConditioning(type);
    case 'prediction':
      return describePrediction(type);
    case 'model':
      return join(modelRoleTitle(type.role), type.part?.pipeline ?? '');
    case 'schedule':
      return join(
        type.sampler === undefined ? 'schedule' : samplerName(type.sampler),
        type.steps === undefined ? '' : `· ${type.steps} ${type.steps === 1 ? 'step' : 'steps'}`,
        type.strength === undefined || type.strength === 1 ? '' : `· strength ${type.strength}`,
      );
    case 'timestep':
      return join('timestep', type.sampler ? `· ${samplerName(type.sampler)}` : '');
    case 'schedule-defaults':
      return join(
        'schedule defaults',
        type.predictionType ? `· ${parameterisations[type.predictionType]}` : '',
      );
    case 'tokens':
      return type.length === undefined ? 'tokens' : `${type.length} tokens`;
    case 'attention':
      return 'attention maps';
    case 'any':
      return '';
    case 'tensor':
      return join('tensor', type.dims ? `[${type.dims.join(', ')}]` : '');
    case 'semantic-map':
      return join('semantic map', size(type));
    case 'codes':
      return join('codes', size(type), type.codebook === undefined ? '' : `of ${type.codebook}`);
    case 'trajectory':
      return join('trajectory', type.steps === undefined ? '' : `· ${type.steps} steps`);
    case 'layout':
      return join('layout', type.boxes === undefined ? '' : `· ${type.boxes} boxes`);
    case 'text':
    case 'seed':
    case 'number':
      return join(type.kind, shownValue(type));
    default:
      return assertNever(type);
  }
}
