import type { PartOf, PredictionType } from '../models/manifest';
import type { PortProblem } from '../node-definition';
import type { ConditioningType, LatentType, ModelPortType } from '../ports/port-type';
import { nullMixed, slotTwice } from './conditioning';
import { latentSizeProblems } from './latent-size';
import { missingStandIn } from './null-match';
import { partOf } from './port-facts';

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** What the joined conditioning carries, and why some cannot be joined. */
export function mergeConditioningTypes(
  types: readonly ConditioningType[],
  port: string,
): { readonly type: ConditioningType; readonly problems: readonly PortProblem[] } {
  const problems: PortProblem[] = [];
  const nulls = types.filter((type) => type.isNull).length;
  if (nulls > 0 && nulls < types.length) {
    problems.push({ severity: 'error', ...nullMixed, port });
  }
  const width = types.find((type) => type.tokenWidth !== undefined)?.tokenWidth;
  types.forEach((type, index) => {
    if (type.tokenWidth === undefined || type.tokenWidth === width) return;
    problems.push({
      severity: 'error',
      code: 'token-width-mismatch',
      message: `These tokens are ${type.tokenWidth} wide, those of the first wire ${width}: they belong to different models.`,
      hint: 'Take all encoders from one pipeline.',
      port,
      index,
    });
  });
  const slots = types.flatMap((type) => type.slots ?? []);
  for (const name of unique(slots.filter((slot, i) => slots.indexOf(slot) !== i))) {
    problems.push({ severity: 'error', ...slotTwice(name), port });
  }
  const lengths = types.map((type) => type.tokens ?? (type.sources?.length === 0 ? 0 : undefined));
  const known = lengths.every((n) => n !== undefined);
  const isNull = nulls > 0 && nulls === types.length;
  return {
    type: {
      kind: 'conditioning',
      mechanisms: unique(types.flatMap((type) => type.mechanisms ?? [])),
      tokens: known ? lengths.reduce<number>((sum, n) => sum + (n ?? 0), 0) : undefined,
      tokenWidth: width,
      slots: unique(slots),
      sources: types.flatMap((type) => type.sources ?? []),
      ...(isNull && { isNull, nullSources: unique(types.flatMap((t) => t.nullSources ?? [])) }),
    },
    problems,
  };
}

/** `cross-attention, 17 tokens of 192; concat mask`. */
function conditioningNote(type: ConditioningType): string {
  const notes: string[] = [];
  if (type.tokenWidth !== undefined) {
    const count = type.isNull ? 'null tokens' : `${type.tokens ?? '?'} tokens`;
    notes.push(`cross-attention, ${count} of ${type.tokenWidth}`);
  }
  if (type.slots?.length) notes.push(`concat ${type.slots.join(', ')}`);
  return notes.join('; ');
}

/** Why a U-Net cannot take a conditioning; empty where it can or nothing is known. */
export function conditioningProblems(
  unet: PartOf<'unet'>,
  type: ConditioningType,
): Omit<PortProblem, 'severity' | 'port'>[] {
  const problems: Omit<PortProblem, 'severity' | 'port'>[] = [];
  if (type.tokenWidth !== undefined && unet.tokenWidth === undefined) {
    problems.push({
      code: 'no-cross-attention',
      message: `The U-Net of ${unet.pipeline} has no cross-attention: it takes no tokens.`,
      hint: 'Use a conditioner that fills one of its concat slots.',
    });
  } else if (type.tokenWidth !== undefined && type.tokenWidth !== unet.tokenWidth) {
    problems.push({
      code: 'token-width-mismatch',
      message: `The U-Net of ${unet.pipeline} needs ${unet.tokenWidth}-wide tokens, this gives ${type.tokenWidth}.`,
      hint: 'The encoder belongs to another model: take both from one pipeline.',
    });
  }
  const known = unet.concatSlots.map((slot) => slot.name);
  for (const slot of (type.slots ?? []).filter((name) => !known.includes(name))) {
    problems.push({
      code: 'slot-unknown',
      message: `The U-Net of ${unet.pipeline} has no concat slot ${slot}.`,
      hint: known.length > 0 ? `It has ${known.join(', ')}.` : 'It takes no concat channels.',
    });
  }
  return problems;
}

export interface UnetWires {
  readonly unet: readonly ModelPortType[];
  readonly latent?: LatentType;
  readonly conditioning: readonly ConditioningType[];
  readonly nullConditioning?: ConditioningType;
  /** As the schedule reads the U-Net's output. */
  readonly predictionType?: PredictionType;
  /** Name of the conditioning port. */
  readonly port: string;
}

/** Problems and notes of a node that runs a U-Net: the same for one step and the whole loop. */
export function unetFacts(wires: UnetWires): {
  readonly problems: PortProblem[];
  readonly notes: Record<string, string>;
} {
  const unet = partOf(wires.unet, 'unet');
  const { latent, conditioning, nullConditioning, port, predictionType } = wires;
  const merged = mergeConditioningTypes(conditioning, port);
  const problems: PortProblem[] = [...merged.problems];
  const notes: Record<string, string> = {};
  const note = conditioningNote(merged.type);
  if (note) notes[port] = note;
  if (nullConditioning) notes.nullConditioning = conditioningNote(nullConditioning);
  if (unet) {
    conditioning.forEach((type, index) => {
      for (const problem of conditioningProblems(unet, type)) {
        problems.push({ severity: 'error', ...problem, port, index });
      }
    });
    for (const problem of nullConditioning ? conditioningProblems(unet, nullConditioning) : []) {
      problems.push({ severity: 'error', ...problem, port: 'nullConditioning' });
    }
    problems.push(...tokenProblems(unet, conditioning, port));
    problems.push(...modelProblems(unet, latent, predictionType));
    notes.unet = `${unet.latentChannels} channels${unet.tokenWidth ? `, tokens of ${unet.tokenWidth}` : ''}`;
  }
  if (nullConditioning?.isNull && !merged.type.isNull) {
    const standIns = nullConditioning.nullSources ?? [];
    for (const source of unique(merged.type.sources ?? [])) {
      if (standIns.includes(source)) continue;
      problems.push({ severity: 'error', ...missingStandIn(source), port: 'nullConditioning' });
    }
  }
  return { problems, notes };
}

/** A U-Net with cross-attention needs at least one token. */
function tokenProblems(
  unet: PartOf<'unet'>,
  conditioning: readonly ConditioningType[],
  port: string,
): PortProblem[] {
  const without = conditioning.every((type) => type.sources?.length === 0);
  if (unet.tokenWidth === undefined || conditioning.length === 0 || !without) return [];
  return [
    {
      severity: 'error',
      code: 'tokens-missing',
      message: `The U-Net of ${unet.pipeline} needs tokens, and none of these conditionings has any.`,
      hint: 'Wire a text encoder, a class label or a null conditioning as well.',
      port,
    },
  ];
}

function modelProblems(
  unet: PartOf<'unet'>,
  latent: LatentType | undefined,
  predictionType: PredictionType | undefined,
): PortProblem[] {
  const problems = latentSizeProblems(unet, latent ?? {});
  if (latent?.channels !== undefined && latent.channels !== unet.latentChannels) {
    problems.push({
      severity: 'error',
      code: 'latent-channels-mismatch',
      message: `The U-Net of ${unet.pipeline} takes ${unet.latentChannels} channels, this latent has ${latent.channels}.`,
      hint: 'Take U-Net and autoencoder from one pipeline.',
      port: 'latent',
    });
  }
  if (predictionType !== undefined && predictionType !== unet.predictionType) {
    problems.push({
      severity: 'warning',
      code: 'prediction-type-differs',
      message: `The U-Net of ${unet.pipeline} was trained for ${unet.predictionType}; the schedule reads its output as ${predictionType}.`,
      hint: 'In Schedule, set Prediction to "As the model".',
      port: 'unet',
    });
  }
  return problems;
}
