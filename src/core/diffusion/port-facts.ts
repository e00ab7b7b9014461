import type { ModelRole, PartOf } from '../models/manifest';
import type { PortProblem } from '../node-definition';
import type {
  ImageType,
  LatentType,
  ModelPortType,
  NoiseLevel,
  ScheduleType,
} from '../ports/port-type';

/** What nodes tell about their ports before anything runs. */

const isRole = <R extends ModelRole>(
  part: ModelPortType['part'],
  role: R,
): part is Extract<NonNullable<ModelPortType['part']>, PartOf<R>> => part?.role === role;

/** The model part on a wire, where it is known and of that role. */
export function partOf<R extends ModelRole>(
  wires: readonly unknown[] | undefined,
  role: R,
): PartOf<R> | undefined {
  for (const wire of wires ?? []) {
    if (isModelPort(wire) && isRole(wire.part, role)) return wire.part;
  }
  return undefined;
}

const isModelPort = (wire: unknown): wire is ModelPortType =>
  typeof wire === 'object' && wire !== null && 'kind' in wire && wire.kind === 'model';

/** A latent in the space of an autoencoder. */
export const latentType = (
  part: PartOf<'autoencoder'>,
  facts: Pick<LatentType, 'content' | 'width' | 'height' | 'batch'>,
): LatentType => ({
  kind: 'latent',
  channels: part.latentChannels,
  factor: part.factor,
  autoencoder: part.hash,
  autoencoderName: part.pipeline,
  ...facts,
});

/** What a node makes of a latent: the same, but no longer at the level it was brought to. */
export const latentAs = (
  latent: LatentType | undefined,
  content: LatentType['content'],
): LatentType => ({ ...latent, kind: 'latent', content, level: undefined });

const differs = (a: number | undefined, b: number | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b;

/** Why two latents cannot be mixed, or nothing. */
export function latentMismatch(a: LatentType, b: LatentType): string | undefined {
  if (differs(a.channels, b.channels)) return `${a.channels} against ${b.channels} channels`;
  if (differs(a.width, b.width) || differs(a.height, b.height)) {
    return `${a.width} × ${a.height} against ${b.width} × ${b.height} cells`;
  }
  // A batch of one is repeated.
  if (a.batch !== 1 && differs(a.batch, b.batch)) return `batch ${a.batch} against ${b.batch}`;
  if (a.autoencoder && b.autoencoder && a.autoencoder !== b.autoencoder) {
    return `one belongs to the autoencoder of ${a.autoencoderName}, the other to that of ${b.autoencoderName}`;
  }
  return undefined;
}

/** Whether a latent can be decoded by an autoencoder. */
export function autoencoderProblems(
  latent: LatentType | undefined,
  part: PartOf<'autoencoder'> | undefined,
): PortProblem[] {
  if (!latent || !part) return [];
  if (differs(latent.channels, part.latentChannels)) {
    return [
      {
        severity: 'error',
        code: 'latent-channels-mismatch',
        message: `The autoencoder of ${part.pipeline} takes ${part.latentChannels} channels, this latent has ${latent.channels}.`,
        hint: 'Wire the autoencoder that the latent belongs to.',
        port: 'autoencoder',
      },
    ];
  }
  if (latent.autoencoder && latent.autoencoder !== part.hash) {
    return [
      {
        severity: 'warning',
        code: 'other-autoencoder',
        message: `The latent belongs to the autoencoder of ${latent.autoencoderName ?? 'another model'}, not to that of ${part.pipeline}: colours and shapes will be wrong.`,
        hint: 'Wire the autoencoder that the latent belongs to.',
        port: 'autoencoder',
      },
    ];
  }
  return [];
}

/** Whether the loop can start from this latent. */
export function startProblems(
  latent: LatentType | undefined,
  schedule: ScheduleType | undefined,
): PortProblem[] {
  if (latent?.content === 'clean') {
    return [
      {
        severity: 'error',
        code: 'latent-without-noise',
        message: 'The latent is a clean image: there is no noise to take away.',
        hint: 'Put Add noise between Encode and here.',
        port: 'latent',
      },
    ];
  }
  const strength = schedule?.strength;
  if (latent?.content === 'noise' && strength !== undefined && strength < 1) {
    return [
      {
        severity: 'warning',
        code: 'strength-without-image',
        message: `The schedule starts at strength ${strength}, but the latent is noise alone: the steps that would shape it are skipped.`,
        hint: 'Set the strength to 1, or wire an image through Encode and Add noise.',
        port: 'latent',
      },
    ];
  }
  return levelProblems(latent?.level, schedule?.start);
}

/** Whether a noised latent is at the level that the loop starts from. */
function levelProblems(
  level: NoiseLevel | undefined,
  start: NoiseLevel | undefined,
): PortProblem[] {
  if (!level || !start || sameLevel(level, start)) return [];
  const hint = 'Wire the same Schedule into Add noise and here.';
  if (level.noise === 0) {
    return [
      {
        severity: 'error',
        code: 'latent-without-noise',
        message: `Add noise added none, as its schedule runs no step; this one starts at ${levelText(start)}.`,
        hint,
        port: 'latent',
      },
    ];
  }
  const here =
    start.noise === 0 ? 'this one runs no step' : `this one starts at ${levelText(start)}`;
  return [
    {
      severity: 'warning',
      code: 'noise-level-differs',
      message: `The latent was brought to ${levelText(level)} by another schedule; ${here}.`,
      hint,
      port: 'latent',
    },
  ];
}

/** Samplers agree to float32. */
const close = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-5 * Math.max(Math.abs(a), Math.abs(b));

const sameLevel = (a: NoiseLevel, b: NoiseLevel): boolean =>
  close(a.signal, b.signal) && close(a.noise, b.noise);

/** `0.0683 × image + 0.998 × noise`. */
const levelText = ({ signal, noise }: NoiseLevel): string =>
  `${Number(signal.toPrecision(3))} × image + ${Number(noise.toPrecision(3))} × noise`;

/** Whether an image fills whole latent cells. */
export function sizeProblems(
  image: Pick<ImageType, 'width' | 'height'> | undefined,
  part: PartOf<'autoencoder'>,
): PortProblem[] {
  const { width, height } = image ?? {};
  if (!width || !height || (width % part.factor === 0 && height % part.factor === 0)) return [];
  const near = (px: number) => Math.max(1, Math.round(px / part.factor)) * part.factor;
  return [
    {
      severity: 'error',
      code: 'size-not-multiple',
      message: `The image is ${width} × ${height} px; the autoencoder of ${part.pipeline} needs multiples of ${part.factor}.`,
      hint: `Use one of ${near(width)} × ${near(height)} px.`,
      port: 'image',
    },
  ];
}
