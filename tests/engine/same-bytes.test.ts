import type { GraphDocument } from '@core/graph/document';
import { afterAll, expect, test } from 'vitest';
import { textToImage, unfoldedTextToImage, withParams } from './helpers/graphs';
import { eventsOf, testEngine } from './helpers/run-engine';

const { run, dispose } = testEngine();
afterAll(dispose);

/** Guidance away from other words instead of from nothing: both sides of the batch say something. */
function withNegativePrompt(doc: GraphDocument, text: string): GraphDocument {
  const position = { x: 0, y: 0 };
  const words = { type: 'text-prompt', version: 1, params: { text }, position };
  const none = { type: 'text-encoder', version: 1, params: {}, position };
  const wire = { from: { node: 'words', port: 'text' }, to: { node: 'none', port: 'text' } };
  return {
    ...doc,
    nodes: { ...doc.nodes, words, none },
    edges: { ...doc.edges, words: wire },
  };
}

// The zone orders its batch by keys, the closed node by its ports: whichever comes first, the bytes
// must not tell.
test.each(['blue', 'ugly cat', 'green tree'])(
  'closed and unfolded agree for a batch with fresh noise at each step, away from "%s"',
  async (words) => {
    const noisy = { steps: 3, eta: 0.7, noiseSeed: 5 };
    const pictures = async (make: typeof textToImage) => {
      const doc = withNegativePrompt(make({ batch: 2 }), words);
      const finished = await run(withParams(doc, 'schedule', noisy));
      expect(finished.end.error).toBeUndefined();
      return eventsOf(finished.events, 'result').map(({ content }) => content);
    };
    const closed = await pictures(textToImage);
    expect(closed).toHaveLength(2);
    expect(await pictures(unfoldedTextToImage)).toEqual(closed);
  },
);
