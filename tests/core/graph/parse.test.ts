import { readdirSync, readFileSync } from 'node:fs';
import { emptyDocument } from '@core/graph/document';
import { maxDepth } from '@core/graph/json-limits';
import { findJsonSyntaxError } from '@core/graph/json-syntax';
import { parseDocument } from '@core/graph/parse';
import { serializeDocument } from '@core/graph/serialize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeGraph } from './helpers/make-graph';

const fixtures = new URL('../../graphs/', import.meta.url);
const errorOf = (text: string) => {
  const parsed = parseDocument(text);
  if (parsed.ok) throw new Error('was read');
  return parsed.error;
};
const docOf = (text: string) => {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};
const withNodes = (nodes: unknown) => JSON.stringify({ ...emptyDocument(), nodes });

describe('parseDocument, bad input', () => {
  it('names line, column and what was expected where a file is not JSON', () => {
    expect(errorOf('{\n  "format": 1,\n  oops\n}')).toMatchObject({
      code: 'not-json',
      message:
        'The file is not JSON: line 3, column 3: expected a name in double quotes, found "o".',
    });
    expect(errorOf('hello').message).toContain('line 1, column 1: expected a value, found "h"');
    expect(errorOf('{"a": [1, 2').message).toContain('expected a comma or ], found the end');
    expect(errorOf('').message).toBe('The file is empty.');
    expect(errorOf('\u0089PNG\r\n').code).toBe('not-json');
  });

  it('agrees with JSON.parse about what is JSON', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '-',
      '01',
      'true',
      ' ',
      '"\\x"',
      '"\u007f"',
      '1e5',
      '\n',
    );
    const texts = fc.oneof(
      fc.json(),
      fc.array(pieces, { maxLength: 7 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(findJsonSyntaxError(text) === null).toBe(valid);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses JSON that is no graph, saying what it is', () => {
    expect(errorOf('[]')).toMatchObject({ code: 'not-a-graph' });
    expect(errorOf('[]').message).toContain('the file holds a list');
    expect(errorOf('null').message).toContain('the file holds null');
    expect(errorOf('{"nodes": {}}').message).toContain('it has no "format"');
    expect(errorOf('{"format": "comfy"}').message).toContain('its "format" is "comfy"');
  });

  it('refuses a newer format before it judges anything else, naming both versions', () => {
    const text = JSON.stringify({ format: 'latent-patchbay/graph', formatVersion: 7, boxes: 1 });
    expect(errorOf(text)).toMatchObject({
      code: 'newer-format-version',
      message: 'This graph has format version 7; this version of the app reads up to 1.',
      hint: expect.stringContaining('Update the app'),
    });
  });

  it('names wrong shapes by their path and counts the rest', () => {
    const node = { type: 'noise', version: 1, params: {}, position: { x: 0, y: 'left' } };
    expect(errorOf(withNodes({ 'noise-1': node })).message).toContain('nodes.noise-1.position.y:');
    expect(errorOf(withNodes({ 'no spaces': node })).code).toBe('invalid-graph');
    expect(errorOf(withNodes([])).message).toContain('nodes:');
    const many = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`n${i}`, 3]));
    expect(errorOf(withNodes(many)).message).toContain('and 3 more');
  });

  it('refuses __proto__ as an id, which the schema cannot see', () => {
    for (const part of ['nodes', 'edges', 'zones']) {
      const text = `{"format":"latent-patchbay/graph","formatVersion":1,"nodes":{},"edges":{},"${part}":{"__proto__":5}}`;
      expect(errorOf(text).message).toContain(`${part}.__proto__`);
    }
  });

  it('refuses nesting that would run out of stack, in params and anywhere else', () => {
    for (const depth of [maxDepth + 1, 100_000]) {
      const deep = '['.repeat(depth) + ']'.repeat(depth);
      const text = serializeDocument(emptyDocument()).replace('{}', `{}, "more": ${deep}`);
      expect(errorOf(text).code).toBe('graph-too-deep');
    }
    const fine = '['.repeat(maxDepth - 1) + ']'.repeat(maxDepth - 1);
    const doc = docOf(serializeDocument(emptyDocument()).replace('{}', `{}, "more": ${fine}`)).doc;
    expect(serializeDocument(docOf(serializeDocument(doc)).doc)).toBe(serializeDocument(doc));
  });

  it('refuses numbers it could not write back, and warns of rounded ones', () => {
    const text = (value: string) =>
      serializeDocument(emptyDocument()).replace('"nodes"', `"more": {"x": ${value}}, "nodes"`);
    expect(errorOf(text('1e999')).message).toContain('more.x');
    expect(docOf(text('12345678901234567890')).warnings).toMatchObject([
      { code: 'imprecise-number', message: expect.stringContaining('more.x') },
    ]);
  });

  it('refuses more than 100 MB', () => {
    expect(errorOf(' '.repeat(100 * 1024 * 1024 + 1))).toMatchObject({
      code: 'graph-too-large',
      message: expect.stringContaining('101 MB'),
    });
  });

  it('reads a param of 100,000 characters and writes it back', () => {
    const text = 'ab "\\\n'.repeat(20_000);
    const doc = makeGraph({ a: { type: 'source', params: { text } } });
    expect(docOf(serializeDocument(doc)).doc.nodes.a?.params.text).toBe(text);
  });

  it('takes a byte order mark', () => {
    expect(docOf(`\uFEFF${serializeDocument(emptyDocument())}`).doc.nodes).toEqual({});
  });

  it('keeps wires that lead nowhere, and warns', () => {
    const text = serializeDocument(makeGraph({ a: 'source' }, ['a.out > gone.in']));
    const { doc, warnings } = docOf(text);
    expect(warnings).toMatchObject([
      { code: 'dangling-wire', message: expect.stringContaining('gone') },
    ]);
    expect(serializeDocument(doc)).toBe(text);
  });

  it('returns the parsed object itself: no defaults, no reordering, no copy without __proto__', () => {
    const text =
      '{"zz":{"__proto__":[1]},"nodes":{},"format":"latent-patchbay/graph","edges":{},"formatVersion":1}';
    expect(JSON.stringify(docOf(text).doc)).toBe(text);
  });
});

describe('graphs on file', () => {
  it.each(readdirSync(fixtures).filter((name) => name.endsWith('.json')))(
    '%s is read and written back byte for byte',
    (name) => {
      const text = readFileSync(new URL(name, fixtures), 'utf8');
      expect(serializeDocument(docOf(text).doc)).toBe(text);
    },
  );
});
