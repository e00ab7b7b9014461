import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from '@core/graph/parse';
import { afterAll, expect, test } from 'vitest';
import { assets } from './helpers/library';
import { eventsOf, testEngine } from './helpers/run-engine';

const { run, dispose } = testEngine();
afterAll(dispose);

const folder = join(assets, 'templates');

test.each(readdirSync(folder))('the template %s runs to a picture', async (name) => {
  const parsed = parseDocument(readFileSync(join(folder, name), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.error.message);
  const { end, events } = await run(parsed.value.doc);
  expect(end.error).toBeUndefined();
  expect(eventsOf(events, 'result').length).toBeGreaterThan(0);
});
