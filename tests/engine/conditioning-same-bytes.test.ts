import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { parseDocument } from '@core/graph/parse';
import { unfoldDenoise } from '@core/graph/unfold';
import { afterAll, expect, test } from 'vitest';
import { withParams } from './helpers/graphs';
import { assets } from './helpers/library';
import { eventsOf, testEngine } from './helpers/run-engine';

const { run, dispose } = testEngine();
afterAll(dispose);

function template(name: string): GraphDocument {
  const parsed = parseDocument(readFileSync(join(assets, 'templates', `${name}.json`), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return withParams(parsed.value.doc, 'schedule-1', { steps: 5 });
}

/** Every closed Denoise opened. */
function unfolded(doc: GraphDocument): GraphDocument {
  const ids = Object.keys(doc.nodes).filter((id) => doc.nodes[id]?.type === 'denoise');
  return ids.reduce((now, id) => {
    const result = unfoldDenoise(now, id);
    if (!result.ok) throw new Error(result.error.message);
    return applyEdit(now, result.value.edit).doc;
  }, doc);
}

const pictures = async (doc: GraphDocument) => {
  const { end, events } = await run(doc);
  expect(end.error).toBeUndefined();
  return eventsOf(events, 'result').map(({ content }) => content);
};

test.each([
  ['concat channels kept on the null side', 'inpainting'],
  ['concat channels dropped from it', 'semantic-map-to-image'],
  ['a mask blend', 'inpainting-any-unet'],
  ['regions', 'regional-prompts'],
  ['an average, timestep ranges and a strength', 'mixing-conditionings'],
])(
  'closed and unfolded give the same bytes with %s',
  async (_what, name) => {
    const doc = template(name);
    const closed = await pictures(doc);
    expect(closed).toHaveLength(1);
    const open = unfolded(doc);
    expect(Object.values(open.nodes).some(({ type }) => type === 'denoise')).toBe(false);
    expect(await pictures(open)).toEqual(closed);
  },
  120_000,
);
