import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textEncoderPartSchema } from '@core/models/manifest';
import { afterAll, expect, test } from 'vitest';
import { loadTokenizer } from '../../src/main/engine/text/load-tokenizer';
import { bundledModel } from './helpers/library';

const folder = mkdtempSync(join(tmpdir(), 'patchbay-tokenizer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const part = (tokenizerFolder: string, maxTokens = 16) =>
  textEncoderPartSchema.parse({
    role: 'text-encoder',
    file: '',
    hash: '',
    pipeline: 'test',
    tokenWidth: 192,
    maxTokens,
    padToken: 0,
    tokenizerFolder,
  });
const bundled = loadTokenizer(part(join(bundledModel, 'tokenizer')));
const padded = (...ids: number[]) => [...ids, ...Array<number>(16 - ids.length).fill(0)];

// Ids looked up by hand in tokenizer.json: red 59, heart 15, the 627, mans 1747, face 11, skin 2.
test.each([
  ['Red Heart', padded(59, 15)],
  ['', padded()],
  ['  red,heart!  ', padded(59, 15)],
  ["the MAN's face", padded(627, 1747, 11)],
  ['red qqqzz heart', padded(59, 1, 15)],
  ['сердце 心', padded()],
])('%j', async (text, ids) => {
  expect((await bundled).encode(text).ids).toEqual(ids);
});

test('tokens tell what is known, unknown and padding; words beyond the length are listed', async () => {
  const { tokens, cut } = (await bundled).encode('red qqqzz');
  expect(tokens.slice(0, 3)).toEqual([
    { id: 59, text: 'red', state: 'known' },
    { id: 1, text: 'qqqzz', state: 'unknown' },
    { id: 0, text: '[PAD]', state: 'padding' },
  ]);
  expect(tokens).toHaveLength(16);
  expect(cut).toEqual([]);
  const long = (await bundled).encode(`${'skin '.repeat(16)}red heart`);
  expect(long.ids).toEqual(Array(16).fill(2));
  expect(long.cut).toEqual(['red', 'heart']);
});

test('100,000 characters are cut to the length, in words or in one', async () => {
  const tokenizer = await bundled;
  for (const text of ['red heart '.repeat(10_000), 'x'.repeat(100_000), '心'.repeat(100_000)]) {
    // Words took 31 ms, one word 6 ms; the square of the length would run into the test's time limit.
    expect(tokenizer.encode(text).ids).toHaveLength(16);
  }
});

test('special tokens around the text are kept when it is cut, as CLIP needs it', async () => {
  writeFileSync(
    join(folder, 'tokenizer.json'),
    JSON.stringify({
      version: '1.0',
      added_tokens: [],
      normalizer: null,
      pre_tokenizer: { type: 'WhitespaceSplit' },
      post_processor: {
        type: 'TemplateProcessing',
        single: [
          { SpecialToken: { id: '<s>', type_id: 0 } },
          { Sequence: { id: 'A', type_id: 0 } },
          { SpecialToken: { id: '</s>', type_id: 0 } },
        ],
        pair: [],
        special_tokens: {
          '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] },
          '</s>': { id: '</s>', ids: [2], tokens: ['</s>'] },
        },
      },
      decoder: null,
      model: {
        type: 'WordLevel',
        vocab: { '<pad>': 0, '<s>': 1, '</s>': 2, a: 3, b: 4, '<unk>': 5 },
        unk_token: '<unk>',
      },
    }),
  );
  const tokenizer = await loadTokenizer(part(folder, 4));
  expect(tokenizer.encode('a b b a')).toMatchObject({ ids: [1, 3, 4, 2], cut: ['b', 'a'] });
  expect(tokenizer.encode('a').ids).toEqual([1, 3, 2, 0]);
  expect(tokenizer.encode('').ids).toEqual([1, 2, 0, 0]);
  expect(tokenizer.encode('a').tokens.map(({ state }) => state)).toEqual([
    'special',
    'known',
    'special',
    'padding',
  ]);
});

test('a missing or broken tokenizer is told with its path', async () => {
  await expect(loadTokenizer(part(join(folder, 'none')))).rejects.toMatchObject({
    error: { code: 'tokenizer-missing', message: expect.stringContaining('tokenizer.json') },
  });
  writeFileSync(join(folder, 'tokenizer.json'), '{"model":');
  await expect(loadTokenizer(part(folder))).rejects.toMatchObject({
    error: { code: 'tokenizer-unusable' },
  });
});
