/** A to Z: more wires than letters cannot be told apart, and nobody swaps among so many. */
export const mostChoices = 26;

/** How the 0-based index of a wire is shown: A, B, C... */
export const choiceLetter = (index: number): string => String.fromCharCode(65 + index);
