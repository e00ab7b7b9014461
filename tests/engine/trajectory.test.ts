import { readFileSync } from 'node:fs';
import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { parseDocument } from '@core/graph/parse';
import { unfoldDenoise } from '@core/graph/unfold';
import type { PreviewContent } from '@core/node-context';
import { afterAll, describe, expect, it } from 'vitest';
import { textToImage, unfoldedTextToImage, withParams } from './helpers/graphs';
import { eventsOf, type Finished, resultPng, testEngine } from './helpers/run-engine';

const { run, dispose } = testEngine();
afterAll(dispose);

/** The graph with nodes that look at the trajectory of `from`. */
function watched(doc: GraphDocument, from: string): GraphDocument {
  const place = { version: 1, position: { x: 0, y: 0 } };
  const trajectory = { node: from, port: 'trajectory' };
  return {
    ...doc,
    nodes: {
      ...doc.nodes,
      film: { ...place, type: 'filmstrip', params: { panels: 3 } },
      maps: { ...place, type: 'attention-map', params: { steps: 2 } },
    },
    edges: {
      ...doc.edges,
      w1: { from: trajectory, to: { node: 'film', port: 'trajectory' } },
      w2: { from: trajectory, to: { node: 'maps', port: 'trajectory' } },
    },
  };
}

/** With the attention of the U-Net step that has the prompt. */
function attentive(doc: GraphDocument): GraphDocument {
  const edge = {
    from: { node: 'conditional', port: 'attention' },
    to: { node: 'end', port: 'attention' },
  };
  return { ...doc, edges: { ...doc.edges, attention: edge } };
}

function framesOf({ events }: Finished, node: string) {
  const contents = eventsOf(events, 'result').flatMap((event): PreviewContent[] =>
    event.node === node ? [event.content] : [],
  );
  const [content] = contents;
  if (content?.kind !== 'frames') throw new Error(`${node} showed ${content?.kind}`);
  return content.frames;
}

const options = { steps: 4, prompt: 'red heart' };

describe('a trajectory', { timeout: 120_000 }, () => {
  it('is the same of the closed loop and of the zone, and changes no byte of the picture', async () => {
    const plain = await run(textToImage(options));
    const closed = await run(watched(textToImage(options), 'denoise'));
    const open = await run(watched(attentive(unfoldedTextToImage(options)), 'end'));
    expect(closed.end.error).toBeUndefined();
    expect(open.end.error).toBeUndefined();
    expect(framesOf(open, 'film')).toEqual(framesOf(closed, 'film'));
    expect(framesOf(open, 'maps')).toEqual(framesOf(closed, 'maps'));
    const png = resultOf(plain, 'show');
    expect(resultOf(closed, 'show')).toEqual(png);
    expect(resultOf(open, 'show')).toEqual(png);
  });

  it('has the original outside a mask, in the closed loop and in the zone alike', async () => {
    const text = readFileSync('assets/templates/inpainting-any-unet.json', 'utf8');
    const parsed = parseDocument(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const [id = ''] = Object.entries(parsed.value.doc.nodes)
      .filter(([, { type }]) => type === 'schedule')
      .map(([node]) => node);
    const doc = withParams(parsed.value.doc, id, { steps: 3 });
    const [denoise = ''] = Object.entries(doc.nodes)
      .filter(([, { type }]) => type === 'denoise')
      .map(([node]) => node);
    const filmed = watched(doc, denoise);
    const unfolded = unfoldDenoise(filmed, denoise);
    if (!unfolded.ok) throw new Error(unfolded.error.message);
    const closed = await run(filmed, { targets: ['film'] });
    const open = await run(applyEdit(filmed, unfolded.value.edit).doc, { targets: ['film'] });
    expect(closed.end.error).toBeUndefined();
    expect(open.end.error).toBeUndefined();
    expect(framesOf(open, 'film')).toEqual(framesOf(closed, 'film'));
  });

  it('has its steps labelled by the schedule, and its maps by the tokens', async () => {
    const closed = await run(watched(textToImage(options), 'denoise'));
    const [film] = framesOf(closed, 'film');
    expect(film?.panels.map(({ label }) => label)).toEqual([
      'Step 1, t 999',
      expect.stringMatching(/^Step 3, t \d+$/),
      expect.stringMatching(/^Step 4, t \d+$/),
    ]);
    const maps = framesOf(closed, 'maps');
    expect(maps.map(({ label }) => label)[0]).toBe('Mean of 4 steps');
    expect(maps).toHaveLength(3);
    expect(maps[0]?.panels.map(({ label }) => label)).toEqual([
      expect.stringMatching(/^red · \d+ %$/),
      expect.stringMatching(/^heart · \d+ %$/),
    ]);
  });

  it('is made only when somebody reads it, and then anew', async () => {
    const fresh = { ...options, seed: 77 };
    const first = await run(textToImage(fresh));
    expect(first.ran).toContain('denoise');
    const outputs = eventsOf(first.events, 'nodeFinished').find(({ node }) => node === 'denoise');
    expect(Object.keys(outputs?.outputs ?? {})).toEqual(['latent']);
    const second = await run(watched(textToImage(fresh), 'denoise'));
    expect(second.reasons.denoise).toBe('trajectory is asked for');
    expect(second.cached, 'the latent is the same, so the picture is').toContain('decode');
    const third = await run(watched(textToImage(fresh), 'denoise'));
    expect(third.cached).toContain('denoise');
    expect(framesOf(third, 'film')).toEqual(framesOf(second, 'film'));
  });

  it('without attention wired in is refused before anything runs', async () => {
    const { end } = await run(watched(unfoldedTextToImage(options), 'end'));
    expect(end.error?.code).toBe('attention-not-wired');
  });
});

function resultOf(finished: Finished, node: string): Uint8Array {
  const events = finished.events.filter((event) => event.kind !== 'result' || event.node === node);
  return resultPng({ ...finished, events });
}
