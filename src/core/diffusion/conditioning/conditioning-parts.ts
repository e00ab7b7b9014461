import type { ConditioningValue, FloatTensor } from '../../values';
import { mergeConditioning } from './conditioning';
import { holdsAt } from './step-ranges';

/** A conditioning that holds in a region. */
export interface Region {
  readonly conditioning: ConditioningValue;
  /** `[1, 1, H, W]` each, of any resolution: their product is the region's weight. */
  readonly masks: readonly FloatTensor[];
}

/** What holds at one step. */
export interface Resolved {
  /** In the whole picture, as far as no region says otherwise. */
  readonly everywhere: ConditioningValue;
  /** What holds everywhere is joined to each. */
  readonly regions: readonly Region[];
}

/** @param progress i / N of step i of N: 0 at the first step, below 1 at the last. */
export function resolveParts(conditioning: ConditioningValue, progress: number): Resolved {
  const { parts = [], ...own } = conditioning;
  if (parts.length === 0) return { everywhere: conditioning, regions: [] };
  const joined: ConditioningValue[] = [own];
  const regions: Region[] = [];
  for (const { conditioning: inner, range, mask } of parts) {
    if (range && !holdsAt(range, progress)) continue;
    const held = resolveParts(inner, progress);
    if (!mask) {
      joined.push(held.everywhere);
      regions.push(...held.regions);
      continue;
    }
    regions.push({ conditioning: held.everywhere, masks: [mask] });
    for (const region of held.regions) {
      regions.push({ ...region, masks: [mask, ...region.masks] });
    }
  }
  const everywhere = mergeConditioning(joined);
  return {
    everywhere,
    regions: regions.map((region) => ({
      ...region,
      conditioning: mergeConditioning([everywhere, region.conditioning]),
    })),
  };
}
