import { readFileSync } from 'node:fs';
import { applyEdit } from '@core/graph/apply-edit';
import { parseDocument } from '@core/graph/parse';
import { makeSubgraph } from '@core/graph/subgraph/make-subgraph';
import { nodeAt } from '@core/graph/subgraph/title-at';
import { catalog } from '@nodes';
import { expect, it } from 'vitest';
import { main } from '../../../src/main/cli';
import { applyExposed } from '../../../src/main/cli/apply-exposed';

const template = 'assets/templates/text-template.json';
const parsed = parseDocument(readFileSync(template, 'utf8'));
if (!parsed.ok) throw new Error(parsed.error.message);
const { doc } = parsed.value;

async function params(...args: readonly string[]) {
  let stdout = '';
  const code = await main(['params', template, ...args], {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: () => true, isTTY: false, columns: 80 },
    stdin: new Blob([]).stream(),
    cwd: process.cwd(),
    env: {},
    onInterrupt: () => () => {},
    exitNow: () => {},
  });
  return { code, stdout };
}

const refusal = (text: string) => {
  const set = applyExposed(doc, [text], catalog);
  return set.ok ? 'done' : `${set.error[0]?.message} ${set.error[0]?.hint}`;
};

it('is set by its name', () => {
  const set = applyExposed(doc, ['Guidance scale=2.5'], catalog);
  expect(set.ok && set.value.nodes['exposed-parameter-1']?.params.number).toBe(2.5);
});

it('says which names there are, and what a value must be', () => {
  expect(refusal('Guidence scale=2')).toContain('Did you mean Guidance scale?');
  expect(refusal('Steps=2')).toContain('It exposes: Guidance scale.');
  expect(refusal('Guidance scale')).toContain('name=value is expected');
  expect(refusal('Guidance scale=strong')).toContain('number');
});

it('takes the longest name that fits, and refuses a name that two have', () => {
  const node = (name: string) => ({
    type: 'exposed-parameter',
    version: 1,
    params: { name, kind: 'text' },
    position: { x: 0, y: 0 },
  });
  const nodes = { a: node('x'), b: node('x=y'), c: node('z'), d: node('z') };
  const several = { ...doc, nodes, edges: {} };
  const set = applyExposed(several, ['x=y=1'], catalog);
  expect(set.ok && set.value.nodes.b?.params.text).toBe('1');
  const both = applyExposed(several, ['z=1'], catalog);
  expect(!both.ok && both.error[0]?.message).toContain('several exposed parameters');
});

it('is listed for reading and as JSON', async () => {
  const text = await params();
  expect(text.code).toBe(0);
  expect(text.stdout).toContain('Guidance scale = 5 (number)');
  expect(JSON.parse((await params('--json')).stdout)).toMatchObject([
    { name: 'Guidance scale', kind: 'number', value: 5, node: 'exposed-parameter-1' },
  ]);
});

it('is found in a subgraph too', () => {
  const made = makeSubgraph({ doc, catalog, models: [], ids: ['exposed-parameter-1'] });
  if (!made.ok) throw new Error(made.error.message);
  const outer = applyEdit(doc, made.value.edit).doc;
  const set = applyExposed(outer, ['Guidance scale=2.5'], catalog);
  const path = ['subgraph-1', 'exposed-parameter-1'];
  expect(set.ok && nodeAt(set.value, path)?.params.number).toBe(2.5);
});
