import { parseDocument } from '@core/graph/parse';
import { catalog } from '@nodes';
import { expect, it } from 'vitest';
import { applySets } from '../../../src/main/cli/set-param';
import { textToImage } from './graphs';

const parsed = parseDocument(JSON.stringify(textToImage));
if (!parsed.ok) throw new Error(parsed.error.message);
const { doc } = parsed.value;

it.each([
  ['noise.seed=42', 'noise', 'seed', 42],
  ['denoise.guidanceScale=4.5', 'denoise', 'guidanceScale', 4.5],
  ['prompt.text=a = b.c', 'prompt', 'text', 'a = b.c'],
  ['prompt.text=', 'prompt', 'text', ''],
  ['prompt.text=12', 'prompt', 'text', '12'],
  ['schedule.sampler=euler', 'schedule', 'sampler', 'euler'],
  ['model.model=sd-15', 'model', 'model', { name: 'sd-15' }],
])('%s takes the type of the parameter', (text, node, param, value) => {
  const set = applySets(doc, [text], { catalog, cwd: '/work' });
  expect(set.ok && set.value.nodes[node]?.params[param]).toEqual(value);
});

it('leaves the document it was given alone', () => {
  applySets(doc, ['noise.seed=42'], { catalog, cwd: '/work' });
  expect(doc.nodes.noise?.params.seed).toBe(7);
});
