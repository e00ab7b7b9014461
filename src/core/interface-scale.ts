/** Sizes of the whole window's text and controls, as factors of the system's own. */
export const scaleSteps = [1, 1.1, 1.25, 1.5, 1.75, 2] as const;

export const scaleRange = { least: 1, most: 2 } as const;

/** Menu commands that change it. */
export const scaleCommands = ['scaleUp', 'scaleDown', 'scaleReset'] as const;
export type ScaleCommand = (typeof scaleCommands)[number];

/** The step after or before `scale`; at the ends it stays. */
export function scaledBy(scale: number, command: ScaleCommand): number {
  switch (command) {
    case 'scaleUp':
      return scaleSteps.find((step) => step > scale) ?? scaleRange.most;
    case 'scaleDown':
      return scaleSteps.findLast((step) => step < scale) ?? scaleRange.least;
    case 'scaleReset':
      return scaleRange.least;
  }
}
