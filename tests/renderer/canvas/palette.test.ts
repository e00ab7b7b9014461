import { inputPort } from '@core/graph/ports-of';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';
import { createNodeSearch, paletteItems } from '../../../src/renderer/canvas/palette/rank-nodes';

const all = paletteItems(catalog, undefined);
const first = (query: string) => createNodeSearch(all)(query)[0]?.item.definition.type;

describe('the palette', () => {
  it('lists every node by category until something is typed', () => {
    // Ports of a subgraph have no meaning outside of one.
    expect(all).toHaveLength([...catalog.values()].filter((one) => !one.onlyInside).length);
    expect(createNodeSearch(all)('  ').map(({ item }) => item)).toEqual(all);
    expect(all[0]?.definition.category).toBe('models');
  });

  it('puts a title that starts with the text first', () => {
    expect(first('denoise')).toBe('denoise');
    expect(first('dec')).toBe('decode');
    expect(first('Save')).toBe('save-image');
  });

  it('finds nodes by the names other tools give them', () => {
    expect(first('VAE decode')).toBe('decode');
    expect(first('KSampler')).toBe('denoise');
    expect(first('empty latent')).toBe('noise');
  });

  it('forgives a typing error and finds nothing for nonsense', () => {
    expect(first('guidnace')).toBe('guidance');
    expect(createNodeSearch(all)('qqxzzk')).toEqual([]);
  });

  it('lists only nodes a dropped wire can go on to, with the port it goes to', () => {
    const items = paletteItems(catalog, {
      from: { node: 'a', port: 'text' },
      direction: 'from-output',
      type: { kind: 'text' },
    });
    const types = items.map(({ definition }) => definition.type);
    expect(types).toContain('tokenize');
    expect(types).not.toContain('decode');
    expect(
      items.every(
        ({ definition, port }) =>
          port !== undefined && inputPort(definition, {}, port) !== undefined,
      ),
    ).toBe(true);
  });

  it('lists what can feed an input when the other end is dropped', () => {
    const items = paletteItems(catalog, {
      from: { node: 'a', port: 'image' },
      direction: 'from-input',
      type: { kind: 'image' },
    });
    expect(items.map(({ definition }) => definition.type)).toEqual(
      expect.arrayContaining(['decode', 'load-image']),
    );
  });
});
