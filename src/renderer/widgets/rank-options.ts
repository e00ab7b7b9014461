export interface Option {
  readonly value: string;
  readonly label: string;
  readonly doc?: string;
  readonly group?: string;
}

/**
 * Options whose label, group or value holds every word typed; those whose label starts with the
 * text come first. The order is otherwise the list's own, so that groups stay together.
 */
export function rankOptions<T extends Option>(options: readonly T[], query: string): readonly T[] {
  const text = query.trim().toLowerCase();
  if (text === '') return options;
  const words = text.split(/\s+/);
  const matching = options.filter((option) => {
    const haystack = `${option.label} ${option.group ?? ''} ${option.value}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
  const starts = (option: T) => option.label.toLowerCase().startsWith(text);
  return [...matching.filter(starts), ...matching.filter((option) => !starts(option))];
}
