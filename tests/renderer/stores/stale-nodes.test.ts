import { applyEdit } from '@core/graph/apply-edit';
import type { Edit } from '@core/graph/edit';
import { expect, it } from 'vitest';
import { staleNodes } from '../../../src/renderer/stores/stale-nodes';
import { graph } from './graph';

const ran = graph(
  {
    text: 'text-prompt',
    other: 'text-prompt',
    encoder: 'text-encoder',
    denoise: 'denoise',
    noise: 'noise',
  },
  [
    'text.text > encoder.text',
    'encoder.conditioning > denoise.conditioning',
    'noise.latent > denoise.latent',
  ],
);
const after = (...edits: Edit[]) => applyEdit(ran, { kind: 'batch', edits }).doc;
const stale = (...edits: Edit[]) => [...staleNodes(ran, after(...edits))].sort();
const say = (value: string): Edit => ({ kind: 'setParam', id: 'text', param: 'text', value });

it('a changed parameter makes its node and all after it stale, and nothing beside them', () => {
  expect(stale(say('a cat'))).toEqual(['denoise', 'encoder', 'text']);
});

it('a moved wire makes its target stale', () => {
  const edge = { from: { node: 'other', port: 'text' }, to: { node: 'encoder', port: 'text' } };
  expect(stale({ kind: 'disconnect', id: 'e0' }, { kind: 'connect', id: 'e9', edge })).toEqual([
    'denoise',
    'encoder',
  ]);
});

it('moving a node makes nothing stale', () => {
  expect(stale({ kind: 'moveNodes', positions: { text: { x: 5, y: 5 } } })).toEqual([]);
});

it('what is put back is fresh again', () => {
  const { doc, inverse } = applyEdit(ran, say('a cat'));
  expect(staleNodes(ran, applyEdit(doc, inverse).doc).size).toBe(0);
});

it('a new node is stale: it never ran', () => {
  const node = { type: 'seed', version: 1, params: {}, position: { x: 0, y: 0 } };
  expect(stale({ kind: 'addNode', id: 'seed', node })).toEqual(['seed']);
});
