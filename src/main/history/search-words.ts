/**
 * What a search for a date finds: `2026-11-24`, and `24 november 2026`, in the time of this machine.
 * `time`: milliseconds since the epoch.
 */
export function dateWords(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const iso = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const long = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  return `${iso} ${long}`;
}

/** Letters kept of a text: prompts, not novels. */
const mostLetters = 4000;

export const searchWords = (parts: readonly (string | number | null | undefined)[]): string =>
  parts
    .filter((part) => part !== null && part !== undefined)
    .join(' ')
    .toLowerCase()
    .slice(0, mostLetters);
