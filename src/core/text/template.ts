/** `{name}`: a letter, then letters, digits, spaces, - and _. Everything else stays as it stands. */
const field = /\{([A-Za-z][A-Za-z0-9_ -]{0,59})\}/g;

/** Names of the fields of `a {style} of {thing}`, each once, in their order. */
export const templateFields = (template: string): readonly string[] => [
  ...new Set([...template.matchAll(field)].map((match) => (match[1] ?? '').trim())),
];

/** The text with its fields filled in; a field without a value stays as it stands. */
export const fillTemplate = (
  template: string,
  textFor: (name: string) => string | undefined,
): string => template.replace(field, (whole, name: string) => textFor(name.trim()) ?? whole);
