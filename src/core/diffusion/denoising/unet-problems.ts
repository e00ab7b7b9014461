import type { PartOf } from '../../models/manifest';
import type { PortProblem } from '../../node-definition';
import type { ConditioningType, RunningSteps, StepRange } from '../../ports/port-type';
import { holdsAt, progressOf } from '../conditioning/step-ranges';

type Reason = Omit<PortProblem, 'severity' | 'port'>;

/** Why a U-Net cannot take a conditioning; empty where it can or nothing is known. */
export function conditioningProblems(unet: PartOf<'unet'>, type: ConditioningType): Reason[] {
  return [...tokenReasons(unet, type), ...vectorReasons(unet, type), ...slotReasons(unet, type)];
}

function tokenReasons(unet: PartOf<'unet'>, { tokenWidth }: ConditioningType): Reason[] {
  if (tokenWidth === undefined || tokenWidth === unet.tokenWidth) return [];
  return unet.tokenWidth === undefined
    ? [
        {
          code: 'no-cross-attention',
          message: `The U-Net of ${unet.pipeline} has no cross-attention: it takes no tokens.`,
          hint: 'Use a conditioner that fills one of its concat slots.',
        },
      ]
    : [
        {
          code: 'token-width-mismatch',
          message: `The U-Net of ${unet.pipeline} needs ${unet.tokenWidth}-wide tokens, this gives ${tokenWidth}.`,
          hint: 'The encoder belongs to another model: take both from one pipeline.',
        },
      ];
}

function vectorReasons(unet: PartOf<'unet'>, { vectorWidth }: ConditioningType): Reason[] {
  if (vectorWidth === undefined || vectorWidth === unet.vector?.width) return [];
  return unet.vector === undefined
    ? [
        {
          code: 'no-vector',
          message: `The U-Net of ${unet.pipeline} takes no vector, and this conditioning is one.`,
          hint: 'Use a conditioner that gives tokens or concat channels, as this model was trained with.',
        },
      ]
    : [
        {
          code: 'vector-width-mismatch',
          message: `The U-Net of ${unet.pipeline} needs a vector of ${unet.vector.width} numbers, this one has ${vectorWidth}.`,
          hint: 'The encoder belongs to another model: take both from one pipeline.',
        },
      ];
}

function slotReasons(unet: PartOf<'unet'>, { slots = [] }: ConditioningType): Reason[] {
  const known = unet.concatSlots.map((slot) => slot.name);
  return slots
    .filter((name) => !known.includes(name))
    .map((slot) => ({
      code: 'slot-unknown',
      message: `The U-Net of ${unet.pipeline} has no concat slot ${slot}.`,
      hint: known.length > 0 ? `It has ${known.join(', ')}.` : 'It takes no concat channels.',
    }));
}

export const tokensMissing = (unet: PartOf<'unet'>, port: string) => ({
  code: 'tokens-missing',
  message: `The U-Net of ${unet.pipeline} needs tokens, and none of these conditionings has any.`,
  hint: 'Wire a text encoder, a class label or a null conditioning as well.',
  port,
});

export const vectorMissing = (unet: PartOf<'unet'>, port: string) => ({
  code: 'vector-missing',
  message: `The U-Net of ${unet.pipeline} needs a vector of ${unet.vector?.width} numbers, and none of these conditionings has one.`,
  hint: 'Wire the conditioner whose vector this model was trained with as well.',
  port,
});

/** What a U-Net needs and none of the conditionings on a port has, as far as that is known. */
export function missingProblems(
  unet: PartOf<'unet'>,
  conditionings: readonly ConditioningType[],
  port: string,
  running?: RunningSteps,
): PortProblem[] {
  if (conditionings.length === 0) return [];
  const problems: PortProblem[] = [];
  if (unet.tokenWidth !== undefined) {
    if (conditionings.every((type) => type.sources?.length === 0)) {
      problems.push({ severity: 'error', ...tokensMissing(unet, port) });
    } else {
      const gap = firstGap(conditionings, running);
      if (gap !== undefined) problems.push({ severity: 'error', ...tokensEnd(unet, gap, port) });
    }
  }
  const known = conditionings.every((type) => type.sources !== undefined);
  const vector = conditionings.some((type) => type.vectorWidth !== undefined || type.isNull);
  if (unet.vector && known && !vector) {
    problems.push({ severity: 'error', ...vectorMissing(unet, port) });
  }
  return problems;
}

const tokensEnd = (unet: PartOf<'unet'>, gap: number, port: string) => ({
  code: 'tokens-missing',
  message: `The U-Net of ${unet.pipeline} needs tokens at each step; from ${Math.round(gap * 100)} % of the schedule on there are none.`,
  hint: 'Let the timestep ranges meet, or wire a conditioning without one as well.',
  port,
});

/** Where in the schedule the first step without tokens may lie; undefined: nowhere. */
function firstGap(
  conditionings: readonly ConditioningType[],
  running: RunningSteps | undefined,
): number | undefined {
  const withTokens = conditionings.filter((type) => type.sources?.length !== 0);
  if (withTokens.some((type) => type.tokenRanges === undefined)) return undefined;
  const ranges = withTokens.flatMap((type) => type.tokenRanges ?? []);
  return running
    ? progressOf(running).find((step) => !ranges.some((range) => holdsAt(range, step)))
    : gapIn(ranges);
}

function gapIn(ranges: readonly StepRange[]): number | undefined {
  let reached = 0;
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (start > reached) return reached;
    reached = Math.max(reached, end);
  }
  return reached < 1 ? reached : undefined;
}
