import { changedParams } from '@core/graph/changed-params';
import { diffGraphs } from '@core/graph/diff-graphs';
import { catalog } from '@nodes';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { graph } from '../../renderer/stores/graph';
import { document } from './helpers/arbitrary';
import { makeGraph } from './helpers/make-graph';

const prompt = (text: string) => ({ type: 'text-prompt', params: { text } });

it('names the values that differ, with defaults for what a graph does not say', () => {
  const before = graph({ a: prompt('cat'), n: { type: 'noise', params: {} } });
  const after = graph({ a: prompt('dog'), n: { type: 'noise', params: { seed: 7 } } });
  expect(diffGraphs(before, after, catalog)).toEqual([
    { kind: 'param', title: 'Text prompt', label: 'Prompt', before: 'cat', after: 'dog' },
    { kind: 'param', title: 'Noise', label: 'Seed', before: '0', after: '7' },
  ]);
  const said = graph({ a: prompt('cat'), n: { type: 'noise', params: { seed: 0 } } });
  expect(diffGraphs(before, said, catalog)).toEqual([]);
});

it('finds a node again by type and title under another id, where they are clear', () => {
  const before = graph({ a: prompt('cat'), b: 'note', c: 'note' });
  const after = graph({ x: prompt('dog'), y: 'note' });
  expect(diffGraphs(before, after, catalog)).toEqual([
    { kind: 'param', title: 'Text prompt', label: 'Prompt', before: 'cat', after: 'dog' },
    { kind: 'node', change: 'removed', title: 'Note' },
    { kind: 'node', change: 'removed', title: 'Note' },
    { kind: 'node', change: 'added', title: 'Note' },
  ]);
});

it('names wires between nodes of both, and says nothing of those of a node that is gone', () => {
  const nodes = { seed: 'seed', noise: 'noise', other: 'noise' };
  const before = graph(nodes, ['seed.seed > noise.seed']);
  const after = graph(nodes, ['seed.seed > other.seed']);
  const differences = diffGraphs(before, after, catalog);
  expect(differences.filter(({ kind }) => kind === 'wire')).toEqual([
    { kind: 'wire', change: 'removed', from: 'Seed, Seed', to: 'Noise, Seed' },
    { kind: 'wire', change: 'added', from: 'Seed, Seed', to: 'Noise, Seed' },
  ]);
  expect(differences).toContainEqual({
    ...{ kind: 'param', title: 'Noise', label: 'Seed', before: 'wired', after: '0' },
  });
  const { seed: _, ...rest } = nodes;
  expect(diffGraphs(before, graph(rest), catalog)).toEqual([
    { kind: 'param', title: 'Noise', label: 'Seed', before: 'wired', after: '0' },
    { kind: 'node', change: 'removed', title: 'Seed' },
  ]);
});

it('tells two paintings apart that read the same', () => {
  const painted = (shade: number) => {
    const picture = new PNG({ width: 1, height: 1 });
    picture.data.fill(shade);
    const value = `data:image/png;base64,${PNG.sync.write(picture).toString('base64')}`;
    return graph({ m: { type: 'paint-mask', params: { painted: value } } });
  };
  const [found] = diffGraphs(painted(0), painted(255), catalog);
  expect(found).toMatchObject({ kind: 'param', before: 'painted', after: 'painted, another one' });
});

it('compares what is stored in nodes that this version does not know', () => {
  const before = makeGraph({ a: { type: 'of-the-future', params: { x: 1, same: 2 } } });
  const after = makeGraph({ a: { type: 'of-the-future', params: { x: [1], same: 2 } } });
  expect(diffGraphs(before, after, catalog)).toEqual([
    { kind: 'param', title: 'of-the-future', label: 'x', before: '1', after: '[1]' },
  ]);
});

it('finds no difference of a graph to itself, and the same number both ways', () => {
  fc.assert(
    fc.property(document, document, (a, b) => {
      expect(diffGraphs(a, a, catalog)).toEqual([]);
      expect(diffGraphs(a, b, catalog)).toHaveLength(diffGraphs(b, a, catalog).length);
    }),
    { numRuns: 200 },
  );
});

it('lists what was changed and every seed, but not what a wire drives', () => {
  const doc = graph(
    { p: prompt('cat'), s: 'seed', n: { type: 'noise', params: { seed: 9 } }, k: 'note' },
    ['s.seed > n.seed'],
  );
  expect(changedParams(doc, catalog).map(({ node, label, text }) => [node, label, text])).toEqual([
    ['p', 'Prompt', 'cat'],
    ['s', 'Value', '0'],
  ]);
});
