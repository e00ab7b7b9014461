import { applyEdit } from '@core/graph/apply-edit';
import { parseDocument } from '@core/graph/parse';
import { makeSubgraph } from '@core/graph/subgraph/make-subgraph';
import { nodeAt } from '@core/graph/subgraph/title-at';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';
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

it('puts a picture file into a painted parameter, and refuses what is none', () => {
  const nodes = { paint: { type: 'paint-mask', version: 1, params: {}, position: { x: 0, y: 0 } } };
  const painted = { ...doc, nodes, edges: {} };
  const cwd = 'assets/images';
  const set = applySets(painted, ['paint.painted=red-heart.png'], { catalog, cwd });
  const value = set.ok && set.value.nodes.paint?.params.painted;
  expect(value).toMatch(/^data:image\/png;base64,iVBORw0KGgo/);
  const text = applySets(painted, ['paint.painted=README.md'], { catalog, cwd });
  expect(!text.ok && text.error[0]?.message).toContain('what it holds is no PNG');
  const none = applySets(painted, ['paint.painted=none.png'], { catalog, cwd });
  expect(!none.ok && none.error[0]?.message).toContain('this is no data URL of a PNG');
});

describe('inside a subgraph', () => {
  const made = makeSubgraph({ doc, catalog, models: [], ids: ['noise', 'denoise', 'schedule'] });
  if (!made.ok) throw new Error(made.error.message);
  const outer = applyEdit(doc, made.value.edit).doc;

  it('a parameter is reached through the ids of what is around it', () => {
    const set = applySets(outer, ['subgraph-1.noise.seed=42'], { catalog, cwd: '/work' });
    expect(set.ok && nodeAt(set.value, ['subgraph-1', 'noise'])?.params.seed).toBe(42);
  });

  it('the nodes there are named where none is meant', () => {
    const set = applySets(outer, ['subgraph-1.nois.seed=42'], { catalog, cwd: '/work' });
    expect(!set.ok && set.error[0]).toMatchObject({
      message: '--set subgraph-1.nois.seed=42: the subgraph subgraph-1 has no node "nois".',
      hint: expect.stringContaining('Did you mean noise?'),
    });
  });
});
