import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { createResultFiles } from '../../../src/main/cli/result-files';

const names = (graph: string, nodes: readonly string[]) => {
  const files = createResultFiles('/out', graph);
  return nodes.map((node) => basename(files.pathFor({ node })));
};

it('numbers the pictures of one node', () => {
  expect(names('cat', ['show', 'show', 'other'])).toEqual([
    'cat-show.png',
    'cat-show-2.png',
    'cat-other.png',
  ]);
});

it('never gives two pictures one name, whatever the nodes and the graph are called', () => {
  expect(names('cat', ['a/b', 'a:b', 'A b'])).toEqual([
    'cat-a b.png',
    'cat-a b-2.png',
    'cat-A b-3.png',
  ]);
  // Names are cut at 100 characters: all of these would be one.
  expect(new Set(names('x'.repeat(120), ['one', 'two', 'two'])).size).toBe(3);
});

it('names the parts of a result, each with its own extension', () => {
  const files = createResultFiles('/out', 'cat');
  const of = (part?: string, extension?: string) =>
    basename(files.pathFor({ node: 'a', part, extension }));
  expect([of('before'), of('after'), of(undefined, 'csv'), of(undefined, 'txt')]).toEqual([
    'cat-a-before.png',
    'cat-a-after.png',
    'cat-a.csv',
    'cat-a.txt',
  ]);
});
