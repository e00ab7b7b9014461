import { analyse } from '@core/graph/analyse';
import { emptyDocument, type GraphDocument } from '@core/graph/document';
import { exposedParams } from '@core/graph/exposed-params';
import { catalog } from '@nodes';
import { expect, it } from 'vitest';

const graph = (...params: readonly GraphDocument['nodes'][string]['params'][]): GraphDocument => ({
  ...emptyDocument(),
  nodes: Object.fromEntries(
    params.map((values, i) => [
      `p${i}`,
      { type: 'exposed-parameter', version: 1, params: values, position: { x: 0, y: 0 } },
    ]),
  ),
});

const problems = (doc: GraphDocument) =>
  analyse(doc, catalog, []).problems.filter(({ code }) => code !== 'nothing-to-run');

it('gives the value of its kind, known before a run', () => {
  const doc = graph({ name: 'Steps', number: 12 }, { name: 'Words', kind: 'text', text: 'moon' });
  const { nodes } = analyse(doc, catalog, []);
  expect(nodes.p0?.outputs.value).toEqual({ kind: 'number', value: 12 });
  expect(nodes.p1?.outputs.value).toEqual({ kind: 'text', value: 'moon' });
  expect(exposedParams(doc, catalog)).toMatchObject([
    { name: 'Steps', node: 'p0', param: 'number', value: 12 },
    { name: 'Words', node: 'p1', param: 'text', value: 'moon' },
  ]);
  expect(problems(doc)).toEqual([]);
});

it('is refused without a name, and is then not offered', () => {
  const doc = graph({ name: '  ' });
  expect(problems(doc)).toMatchObject([{ code: 'exposed-no-name', node: 'p0' }]);
  expect(exposedParams(doc, catalog)).toEqual([]);
});

it('is refused at both nodes where two share a name', () => {
  const found = problems(graph({ name: 'Steps' }, { name: ' Steps ' }, { name: 'Scale' }));
  expect(found).toMatchObject([
    { severity: 'error', code: 'exposed-name-taken', node: 'p0' },
    { severity: 'error', code: 'exposed-name-taken', node: 'p1' },
  ]);
  expect(found[0]?.message).toContain('2 exposed parameters are called "Steps"');
});
