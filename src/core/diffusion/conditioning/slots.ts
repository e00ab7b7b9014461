import { NodeFailure } from '../../errors';
import type { PartOf } from '../../models/manifest';
import type { PortProblem } from '../../node-definition';
import type { ConditioningType } from '../../ports/port-type';
import type { ConditioningValue, FloatTensor } from '../../values';

type Unet = PartOf<'unet'>;

/** What fills concat slots, before it runs. `sides`: pixels of the image it is made of. */
export function slotType(
  slots: readonly string[],
  sides: { readonly width?: number; readonly height?: number; readonly batch?: number } | undefined,
  factor: number | undefined,
): ConditioningType {
  const { width, height, batch } = sides ?? {};
  const size =
    width === undefined || height === undefined || factor === undefined
      ? undefined
      : { width: Math.floor(width / factor), height: Math.floor(height / factor), batch };
  return {
    kind: 'conditioning',
    mechanisms: ['concat'],
    slots,
    sources: [],
    ...(size && { slotSizes: Object.fromEntries(slots.map((slot) => [slot, size])) }),
  };
}

export const slotConditioning = (
  slots: Readonly<Record<string, FloatTensor>>,
): ConditioningValue => ({ kind: 'conditioning', segments: [], slots });

/** Those of `wanted` that the U-Net has: a presence flag is left out where a model has none. */
export const slotsOf = (unet: Unet | undefined, wanted: readonly string[]): readonly string[] =>
  unet
    ? wanted.filter((name) => unet.concatSlots.some((slot) => slot.name === name))
    : wanted.slice(0, 1);

/** Why a U-Net cannot be conditioned by a slot of that many channels, or nothing. */
export function slotProblem(
  unet: Unet,
  name: string,
  channels: number | undefined,
): (PortProblem & { readonly severity: 'error' }) | undefined {
  const slot = unet.concatSlots.find((s) => s.name === name);
  const known = unet.concatSlots.map((s) => s.name);
  if (!slot) {
    return {
      severity: 'error',
      code: 'slot-unknown',
      message: `The U-Net of ${unet.pipeline} was not trained for this: it has no concat slot ${name}.`,
      hint: known.length > 0 ? `It has ${known.join(', ')}.` : 'It takes no concat channels.',
      port: 'unet',
    };
  }
  if (channels === undefined || slot.channels === channels) return undefined;
  return {
    severity: 'error',
    code: 'slot-channels-mismatch',
    message: `The slot ${name} of the U-Net of ${unet.pipeline} takes ${slot.channels} channels, this gives ${channels}.`,
    hint: 'Use a conditioner made for this model.',
    port: 'unet',
  };
}

/** @throws NodeFailure as `slotProblem`. */
export function requireSlot(unet: Unet, name: string, channels: number): void {
  const problem = slotProblem(unet, name, channels);
  if (problem) throw new NodeFailure(withoutSeverity(problem));
}

export const factorUnknown = (unet: Unet) => ({
  code: 'latent-factor-unknown',
  message: `Nothing says how many pixels a latent cell of ${unet.pipeline} spans: its pipeline has no autoencoder.`,
  hint: 'Put its autoencoder beside it (vae_decoder with config.json), or set the factor where the node has one.',
  port: 'unet',
});

/** @throws NodeFailure when the pipeline does not tell. */
export function factorOf(unet: Unet): number {
  if (unet.latentFactor === undefined) throw new NodeFailure(factorUnknown(unet));
  return unet.latentFactor;
}

/** Why an image cannot be cut into blocks of f × f pixels, or nothing. */
export function blockProblem(
  { width, height }: { readonly width?: number; readonly height?: number },
  factor: number,
  port: string,
): (PortProblem & { readonly severity: 'error' }) | undefined {
  if (!width || !height || (width % factor === 0 && height % factor === 0)) return undefined;
  const near = (px: number) => Math.max(1, Math.round(px / factor)) * factor;
  return {
    severity: 'error',
    code: 'size-not-multiple',
    message: `This is ${width} × ${height} px; it takes multiples of ${factor} px, one block for each latent cell.`,
    hint: `Resize it to ${near(width)} × ${near(height)} px.`,
    port,
  };
}

/** @throws NodeFailure as `blockProblem`. */
export function requireBlocks(tensor: FloatTensor, factor: number, port: string): void {
  const [, , height, width] = tensor.dims;
  const problem = blockProblem({ width, height }, factor, port);
  if (problem) throw new NodeFailure(withoutSeverity(problem));
}

export function withoutSeverity({ severity: _severity, ...error }: PortProblem) {
  return error;
}
