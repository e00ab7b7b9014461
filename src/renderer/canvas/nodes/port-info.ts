/**
 * The line below a port's label, without what the label already says: `Latent` over `4×16×16`,
 * not over `latent 4×16×16`. Null when nothing is left to say.
 */
export function portInfo(label: string, description: string): string | null {
  const bare = description.trim();
  const same = bare.toLowerCase().startsWith(label.toLowerCase());
  const rest = same ? bare.slice(label.length).replace(/^[\s·:]+/, '') : bare;
  return rest === '' ? null : rest;
}
