import type { PortProblem } from '../../node-definition';
import type { ConditioningType, StepRange } from '../../ports/port-type';
import { nullMixed, slotTwice, vectorTwice } from './conditioning';

export const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

const saysNothing = (type: ConditioningType): boolean =>
  type.sources?.length === 0 && type.vectorWidth === undefined;

/** What the joined conditioning carries, and why some cannot be joined. */
export function mergeConditioningTypes(
  types: readonly ConditioningType[],
  port: string,
): { readonly type: ConditioningType; readonly problems: readonly PortProblem[] } {
  const nulls = types.filter((type) => type.isNull);
  const others = types.filter((type) => !type.isNull);
  const problems: PortProblem[] = [];
  // What is not known yet may turn out to be concat channels alone.
  const mixed = others.some((type) => type.sources !== undefined && !saysNothing(type));
  if (nulls.length > 0 && mixed) problems.push({ severity: 'error', ...nullMixed, port });
  problems.push(...widthProblems(types, port));
  const slots = types.flatMap((type) => type.slots ?? []);
  const always = types.filter((type) => !type.partial).flatMap((type) => type.slots ?? []);
  for (const name of unique(always.filter((slot, i) => always.indexOf(slot) !== i))) {
    problems.push({ severity: 'error', ...slotTwice(name), port });
  }
  const vectors = types.filter((type) => type.vectorWidth !== undefined);
  if (vectors.filter((type) => !type.partial).length > 1) {
    problems.push({ severity: 'error', ...vectorTwice, port });
  }
  const lengths = types.map((type) => type.tokens ?? (type.sources?.length === 0 ? 0 : undefined));
  const known = lengths.every((n) => n !== undefined);
  const isNull = nulls.length > 0 && others.length === 0;
  return {
    type: {
      kind: 'conditioning',
      mechanisms: unique(types.flatMap((type) => type.mechanisms ?? [])),
      tokens: known ? lengths.reduce<number>((sum, n) => sum + (n ?? 0), 0) : undefined,
      tokenWidth: types.find((type) => type.tokenWidth !== undefined)?.tokenWidth,
      slots: unique(slots),
      slotSizes: Object.assign({}, ...types.map((type) => type.slotSizes)),
      sources: types.flatMap((type) => type.sources ?? []),
      vectorWidth: vectors[0]?.vectorWidth,
      vectorSource: vectors[0]?.vectorSource,
      partial: types.some((type) => type.partial) || undefined,
      tokenRanges: joinedRanges(types),
      ranges: types.flatMap((type) => type.ranges ?? []),
      ...(isNull && { isNull, nullSources: unique(types.flatMap((t) => t.nullSources ?? [])) }),
    },
    problems,
  };
}

function widthProblems(types: readonly ConditioningType[], port: string): PortProblem[] {
  const width = types.find((type) => type.tokenWidth !== undefined)?.tokenWidth;
  return types.flatMap((type, index): PortProblem[] =>
    type.tokenWidth === undefined || type.tokenWidth === width
      ? []
      : [
          {
            severity: 'error',
            code: 'token-width-mismatch',
            message: `These tokens are ${type.tokenWidth} wide, those of the first wire ${width}: they belong to different models.`,
            hint: 'Take all encoders from one pipeline.',
            port,
            index,
          },
        ],
  );
}

/** One that always has tokens makes the ranges of the others matter no more. */
function joinedRanges(types: readonly ConditioningType[]): ConditioningType['tokenRanges'] {
  const withTokens = types.filter((type) => type.sources?.length !== 0);
  if (withTokens.length === 0 || withTokens.some((type) => type.tokenRanges === undefined)) {
    return undefined;
  }
  return withTokens.flatMap((type) => type.tokenRanges ?? []);
}

/** `cross-attention, 17 tokens of 192; concat mask; vector of 64`. */
export function conditioningNote(type: ConditioningType): string {
  const notes: string[] = [];
  if (type.tokenWidth !== undefined) {
    const count = type.isNull ? 'null tokens' : `${type.tokens ?? '?'} tokens`;
    notes.push(`cross-attention, ${count} of ${type.tokenWidth}`);
  }
  if (type.slots?.length) notes.push(`concat ${type.slots.join(', ')}`);
  if (type.vectorWidth !== undefined) notes.push(`vector of ${type.vectorWidth}`);
  if (notes.length > 0 && type.partial) notes.push('in part');
  return notes.join('; ');
}

/** What is known of a conditioning that holds for some steps or in a region. */
export function restrictedType(
  type: ConditioningType | undefined,
  range?: StepRange,
): ConditioningType {
  if (!type) return { kind: 'conditioning', partial: true, ranges: range && [range] };
  if (!range) return { ...type, partial: true };
  const cut = ({ start, end }: StepRange): StepRange => ({
    start: Math.max(start, range.start),
    end: Math.min(end, range.end),
  });
  const ranges = [...(type.ranges ?? []).map(cut), range];
  if (type.sources?.length === 0) return { ...type, partial: true, ranges };
  const own = (type.tokenRanges ?? [{ start: 0, end: 1 }]).map(cut);
  const tokenRanges = own.filter(({ start, end }) => start < end);
  return { ...type, partial: true, ranges, tokenRanges };
}
