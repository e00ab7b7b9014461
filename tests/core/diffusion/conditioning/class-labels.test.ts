import { checkLabels, labelOptions } from '@core/diffusion/conditioning/class-labels';
import type { PartOf } from '@core/models/manifest';
import { describe, expect, it } from 'vitest';

const embedder = (labels: PartOf<'class-embedder'>['labels']): PartOf<'class-embedder'> => ({
  role: 'class-embedder',
  file: '/m/class_embedder/model.onnx',
  hash: 'c',
  pipeline: 'tiny',
  tokenWidth: 2,
  nullLabel: 0,
  labels,
});
const grouped = embedder([
  { id: 1, name: 'flat', group: 'style' },
  { id: 7, name: 'food', group: 'category' },
  { id: 20, name: 'night', group: 'light' },
]);
const plain = embedder([
  { id: 0, name: 'tench' },
  { id: 1, name: 'goldfish' },
]);

describe('class labels', () => {
  it('are offered by their group, all others under "label"', () => {
    const names = (picker: 'style' | 'category' | 'other', part = grouped) =>
      labelOptions(part, picker).map((option) => option.value);
    expect(names('style')).toEqual(['none', 'flat']);
    expect(names('category')).toEqual(['none', 'food']);
    expect(labelOptions(grouped, 'other').at(-1)).toMatchObject({ value: 'night', group: 'light' });
    expect(names('style', plain)).toEqual([]);
    expect(names('other', plain)).toEqual(['none', 'tench', 'goldfish']);
  });

  it('become ids in the order style, category, label', () => {
    const { ids, problems } = checkLabels(grouped, {
      style: 'flat',
      category: 'food',
      label: 'night',
    });
    expect([ids, problems]).toEqual([[1, 7, 20], []]);
  });

  it('of which none is chosen are a problem', () => {
    const none = { style: 'none', category: 'none', label: 'none' };
    expect(checkLabels(plain, none).problems[0]?.code).toBe('no-label');
  });

  it('that the model lacks are a problem that lists those it has', () => {
    const [problem] = checkLabels(grouped, {
      style: 'bold',
      category: 'food',
      label: 'none',
    }).problems;
    expect(problem).toMatchObject({ code: 'label-unknown', hint: 'It has: flat.' });
  });
});
