import type { PartOf, PredictionType } from '../../models/manifest';
import type { PortProblem } from '../../node-definition';
import type {
  ConditioningType,
  LatentType,
  ModelPortType,
  RunningSteps,
} from '../../ports/port-type';
import { slotSizeHint } from '../denoising/unet-input';
import { conditioningProblems, missingProblems } from '../denoising/unet-problems';
import { latentSizeProblems, trainedSizeNote } from '../first-stage/latent-size';
import { partOf } from '../port-facts';
import { conditioningNote, mergeConditioningTypes, unique } from './merge-types';
import { missingStandIn } from './null-match';
import { rangeProblems } from './step-ranges';

export interface UnetWires {
  readonly unet: readonly ModelPortType[];
  readonly latent?: LatentType;
  readonly conditioning: readonly ConditioningType[];
  readonly nullConditioning?: ConditioningType;
  /** As the schedule reads the U-Net's output. */
  readonly predictionType?: PredictionType;
  /** Of the schedule. */
  readonly running?: RunningSteps;
  /** Name of the conditioning port. */
  readonly port: string;
}

/** Problems and notes of a node that runs a U-Net: the same for one step and the whole loop. */
export function unetFacts(wires: UnetWires): {
  readonly problems: PortProblem[];
  readonly notes: Record<string, string>;
} {
  const unet = partOf(wires.unet, 'unet');
  const { latent, conditioning, nullConditioning, port, predictionType, running } = wires;
  const merged = mergeConditioningTypes(conditioning, port);
  const problems: PortProblem[] = [...merged.problems];
  const notes: Record<string, string> = {};
  const note = conditioningNote(merged.type);
  if (note) notes[port] = note;
  if (nullConditioning) notes.nullConditioning = conditioningNote(nullConditioning);
  if (unet) {
    conditioning.forEach((type, index) => {
      const reasons = [...conditioningProblems(unet, type), ...sizeReasons(unet, type, latent)];
      for (const problem of reasons) problems.push({ severity: 'error', ...problem, port, index });
    });
    for (const problem of nullConditioning ? conditioningProblems(unet, nullConditioning) : []) {
      problems.push({ severity: 'error', ...problem, port: 'nullConditioning' });
    }
    problems.push(...missingProblems(unet, conditioning, port, running));
    problems.push(...modelProblems(unet, latent, predictionType));
    notes.unet = `${unet.latentChannels} channels${unet.tokenWidth ? `, tokens of ${unet.tokenWidth}` : ''}`;
    const trained = trainedSizeNote(unet.sampleSize, latent ?? {});
    if (trained) notes.unet += `, ${trained}`;
  }
  // Where a step has no tokens at all, that says it.
  if (!problems.some(({ code }) => code === 'tokens-missing')) {
    problems.push(...rangeProblems(conditioning, port, running));
  }
  if (nullConditioning) {
    problems.push(...rangeProblems([nullConditioning], 'nullConditioning', running));
  }
  if (nullConditioning?.isNull && !merged.type.isNull) {
    const standIns = nullConditioning.nullSources ?? [];
    const { sources = [], vectorSource } = merged.type;
    for (const source of unique([...sources, ...(vectorSource ? [vectorSource] : [])])) {
      if (standIns.includes(source)) continue;
      problems.push({ severity: 'error', ...missingStandIn(source), port: 'nullConditioning' });
    }
  }
  return { problems, notes };
}

/** Concat channels have as many cells as the latent. */
function sizeReasons(
  unet: PartOf<'unet'>,
  { slotSizes = {} }: ConditioningType,
  latent: LatentType | undefined,
): Omit<PortProblem, 'severity' | 'port'>[] {
  const { width, height } = latent ?? {};
  if (width === undefined || height === undefined) return [];
  const wrong = Object.entries(slotSizes).find(
    ([, size]) => size.width !== width || size.height !== height,
  );
  if (!wrong) return batchReasons(slotSizes, latent?.batch);
  const [name, size] = wrong;
  return [
    {
      code: 'slot-size-mismatch',
      message: `The slot ${name} is ${size.width} × ${size.height} cells, the latent ${width} × ${height}.`,
      hint: slotSizeHint(unet, width, height),
    },
  ];
}

/** A slot of batch one fits any latent. */
function batchReasons(
  slotSizes: NonNullable<ConditioningType['slotSizes']>,
  batch: number | undefined,
): Omit<PortProblem, 'severity' | 'port'>[] {
  const wrong = Object.entries(slotSizes).find(
    ([, size]) => batch !== undefined && (size.batch ?? 1) !== 1 && size.batch !== batch,
  );
  if (!wrong) return [];
  const [name, size] = wrong;
  return [
    {
      code: 'batch-mismatch',
      message: `The slot ${name} has a batch of ${size.batch}, the latent one of ${batch}.`,
      hint: 'Conditioning of batch 1 fits any latent; other batches must be equal.',
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
