import { expect, it } from 'vitest';
import { seriesColour, seriesPlaces } from '../../../src/renderer/views/series-look';

it('gives series of one name one colour', () => {
  const places = seriesPlaces([{ label: 'curve' }, { label: 'curve' }, { label: 'floor' }]);
  expect(places).toEqual([0, 0, 1]);
  expect(seriesColour(0)).not.toBe(seriesColour(1));
  expect(seriesColour(6)).toBe(seriesColour(0));
});
