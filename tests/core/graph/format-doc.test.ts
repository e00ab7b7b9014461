import { readFileSync } from 'node:fs';
import { analyse } from '@core/graph/analyse';
import { parseDocument } from '@core/graph/parse';
import { serializeDocument } from '@core/graph/serialize';
import { catalog } from '@nodes';
import { expect, it } from 'vitest';
import { library } from './helpers/manifests';

const page = readFileSync(new URL('../../../docs/graph-format.md', import.meta.url), 'utf8');

it('has an example that is canonical, opens and would run', () => {
  const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const parsed = parseDocument(example);
  if (!parsed.ok) throw new Error(parsed.error.message);
  expect(parsed.value.warnings).toEqual([]);
  expect(serializeDocument(parsed.value.doc)).toBe(example);
  expect(analyse(parsed.value.doc, catalog, library).problems).toEqual([]);
});
