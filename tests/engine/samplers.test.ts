import { samplerIds } from '@core/values';
import { afterAll, describe, expect, it } from 'vitest';
import { textToImage, unfoldedTextToImage, withParams } from './helpers/graphs';
import { eventsOf, testEngine } from './helpers/run-engine';

const { run, dispose } = testEngine();
afterAll(dispose);

async function pictures(
  make: typeof textToImage,
  params: Readonly<Record<string, string | number>>,
) {
  const finished = await run(
    withParams(make({ batch: 1 }), 'schedule', { noiseSeed: 5, ...params }),
  );
  expect(finished.end.error).toBeUndefined();
  return eventsOf(finished.events, 'result').map(({ content }) => content);
}

// Samplers that carry a state from step to step get it from the loop in one form, from the node in the other.
describe.each(samplerIds.filter((id) => id !== 'flow-match-euler'))(
  '%s on the bundled model',
  (sampler) => {
    it('gives the same bytes closed and unfolded', async () => {
      const params = { sampler, steps: 4 };
      const closed = await pictures(textToImage, params);
      expect(closed).toHaveLength(1);
      expect(await pictures(unfoldedTextToImage, params)).toEqual(closed);
    });
  },
);

it('a flow sampler is refused before the bundled model runs, with the reason', async () => {
  const doc = withParams(textToImage({}), 'schedule', { sampler: 'flow-match-euler' });
  const { end, events } = await run(doc);
  expect(end.status).toBe('failed');
  expect(JSON.stringify([end, events])).toContain('Flow match Euler takes a flow');
});
