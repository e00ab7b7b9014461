/** Where a text stops being JSON. Lines and columns count from 1. */
export interface JsonSyntaxError {
  readonly line: number;
  readonly column: number;
  /** `a comma or ]`. */
  readonly expected: string;
  /** `"}"`, `the end of the file`. */
  readonly found: string;
}

const punctuation = '[{}[\\],:]';
const plainCharacters = '[^"\\\\\\u0000-\\u001f]*';
// Unrolled, so that a string of megabytes is matched without a step back for every character.
const string = `"${plainCharacters}(?:\\\\(?:["\\\\/bfnrt]|u[0-9a-fA-F]{4})${plainCharacters})*"`;
const number = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?';
const token = new RegExp(`${punctuation}|${string}|${number}|true|false|null`, 'y');
const space = /[ \t\n\r]*/y;

type State = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or ]' | ', or }' | 'end';

const expectation: Readonly<Record<State, string>> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  key: 'a name in double quotes',
  'key or }': 'a name in double quotes or }',
  ':': 'a colon',
  ', or ]': 'a comma or ]',
  ', or }': 'a comma or }',
  end: 'the end of the file',
};

/**
 * The first place where `text` breaks JSON's grammar (RFC 8259), or null where it does not. The
 * engine's own message has no position in some Node versions, and its wording changes.
 */
export function findJsonSyntaxError(text: string): JsonSyntaxError | null {
  const open: ('[' | '{')[] = [];
  let state: State = 'value';
  let at = 0;
  const afterValue = (): State =>
    open.length === 0 ? 'end' : open.at(-1) === '[' ? ', or ]' : ', or }';
  for (;;) {
    space.lastIndex = at;
    space.test(text);
    at = space.lastIndex;
    if (at >= text.length) return state === 'end' ? null : syntaxErrorAt(text, at, state);
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    const next: State | null = found === undefined ? null : step(state, found, open, afterValue);
    if (next === null || found === undefined) return syntaxErrorAt(text, at, state);
    state = next;
    at += found.length;
  }
}

/** The state behind a token, or null where the token may not stand. Changes `open`. */
function step(
  state: State,
  found: string,
  open: ('[' | '{')[],
  afterValue: () => State,
): State | null {
  const closes =
    (found === ']' && (state === 'value or ]' || state === ', or ]')) ||
    (found === '}' && (state === 'key or }' || state === ', or }'));
  if (closes) {
    open.pop();
    return afterValue();
  }
  switch (state) {
    case 'value':
    case 'value or ]':
      if (found === '{' || found === '[') {
        open.push(found);
        return found === '{' ? 'key or }' : 'value or ]';
      }
      return '}],:'.includes(found) ? null : afterValue();
    case 'key':
    case 'key or }':
      return found.startsWith('"') ? ':' : null;
    case ':':
      return found === ':' ? 'value' : null;
    case ', or ]':
      return found === ',' ? 'value' : null;
    case ', or }':
      return found === ',' ? 'key' : null;
    case 'end':
      return null;
  }
}

function syntaxErrorAt(text: string, at: number, state: State): JsonSyntaxError {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const found =
    at >= text.length
      ? 'the end of the file'
      : JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0));
  return { line, column: at - before.lastIndexOf('\n'), expected: expectation[state], found };
}
