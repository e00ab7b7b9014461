import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import { checkConnection } from '@core/graph/check-connection';
import { removeNodes } from '@core/graph/commands';
import { emptyDocument, type GraphDocument, type GraphNode } from '@core/graph/document';
import { portsOf } from '@core/graph/ports-of';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';
import { library } from './helpers/manifests';

const node = (type: string, params: GraphNode['params'] = {}): GraphNode => ({
  type,
  version: catalog.get(type)?.version ?? 1,
  params,
  position: { x: 0, y: 0 },
});

function graph(nodes: Record<string, GraphNode>, wires: readonly string[]): GraphDocument {
  const doc = { ...emptyDocument(), nodes };
  for (const [index, wire] of wires.entries()) {
    const [from = '', to = ''] = wire.split('>');
    const [a = '', out = ''] = from.split('.');
    const [b = '', into = ''] = to.split('.');
    doc.edges[`wire-${index}`] = { from: { node: a, port: out }, to: { node: b, port: into } };
  }
  return doc;
}

const problemsAt = (doc: GraphDocument, id: string) =>
  analyse(doc, catalog, library).nodes[id]?.problems.filter(
    ({ severity, port }) => severity === 'error' && port !== 'defaults',
  );

describe('a wire into a parameter', () => {
  it('is seen by the node as its value, where it is known', () => {
    const doc = graph({ n: node('number', { value: 7 }), s: node('schedule') }, [
      'n.value>s.steps',
    ]);
    const { nodes } = analyse(doc, catalog, library);
    expect(nodes.s?.params.steps).toBe(7);
    expect(nodes.s?.outputs.schedule).toMatchObject({ steps: 7 });
    expect(nodes.s?.open).toEqual([]);
  });

  it('leaves open what depends on a value that only the run tells', () => {
    const doc = graph({ x: node('later-version'), s: node('schedule') }, ['x.value>s.steps']);
    const { nodes } = analyse(doc, catalog, library);
    expect(nodes.s?.open).toEqual(['steps']);
    expect(nodes.s?.outputs.schedule).toMatchObject({ kind: 'schedule', strength: 1 });
    expect(nodes.s?.outputs.schedule).not.toHaveProperty('steps');
  });

  it.each([
    ['number', { value: 2.5 }, 'value', 's.steps', 'param-kind'],
    ['number', { value: 0 }, 'value', 's.steps', 'param-range'],
    ['text-prompt', { text: 'ancestral' }, 'text', 's.sampler', 'param-option'],
    ['sweep', { values: '4, 0' }, 'value', 's.steps', 'param-range'],
    ['text-prompt', { text: '12' }, 'text', 's.steps', 'kind-mismatch'],
  ])(
    '%s %j is refused at the parameter when it cannot be its value',
    (type, params, out, to, code) => {
      const doc = graph({ n: node(type, params), s: node('schedule') }, [`n.${out}>${to}`]);
      expect(problemsAt(doc, 's')).toMatchObject([{ code, port: to.slice(2) }]);
    },
  );

  it('overrules a stored value, so that one out of range does no harm', () => {
    const doc = graph({ n: node('number', { value: 5 }), s: node('schedule', { steps: -4 }) }, [
      'n.value>s.steps',
    ]);
    expect(problemsAt(doc, 's')).toEqual([]);
  });

  it('goes to an input of the same name first', () => {
    const doc = graph({ n: node('seed', { value: 5 }), noise: node('noise') }, [
      'n.seed>noise.seed',
    ]);
    const noise = analyse(doc, catalog, library).nodes.noise;
    expect(noise?.inputs.seed).toEqual([{ kind: 'seed', value: 5 }]);
    expect(noise?.params.seed).toBe(catalog.get('noise')?.params.seed?.default);
  });

  it('is refused where a parameter is no value, and twice on one parameter', () => {
    const words = graph({ t: node('text-prompt'), m: node('seed') }, ['t.text>m.mode']);
    expect(problemsAt(words, 'm')?.[0]?.message).toBe(
      'Between runs of Seed cannot be driven by a wire.',
    );
    const twice = graph({ a: node('number'), b: node('number'), s: node('schedule') }, [
      'a.value>s.steps',
      'b.value>s.steps',
    ]);
    expect(problemsAt(twice, 's')).toMatchObject([{ code: 'too-many-wires', port: 'steps' }]);
  });

  it('may be drawn though its value is out of range: the value is set right at its source', () => {
    const doc = graph({ n: node('number', { value: 0 }), s: node('schedule') }, []);
    const drawn = checkConnection({
      doc,
      catalog,
      models: library,
      from: { node: 'n', port: 'value' },
      to: { node: 's', port: 'steps' },
      mode: 'replace',
    });
    expect(drawn.ok && drawn.value.warnings[0]?.code).toBe('param-range');
    const text = graph({ n: node('text-prompt'), s: node('schedule') }, []);
    const refused = checkConnection({
      doc: text,
      catalog,
      models: library,
      from: { node: 'n', port: 'text' },
      to: { node: 's', port: 'steps' },
      mode: 'replace',
    });
    expect(!refused.ok && refused.error.code).toBe('kind-mismatch');
  });
});

describe('nodes that pass anything on', () => {
  const latents = { noise: node('noise'), dot: node('reroute'), decode: node('decode') };

  it('give the type that comes', () => {
    const doc = graph({ load: node('load-image'), dot: node('reroute') }, ['load.image>dot.in']);
    expect(analyse(doc, catalog, library).nodes.dot?.outputs.out).toMatchObject({ kind: 'image' });
  });

  it('do not hide what does not fit behind them', () => {
    const doc = graph({ ...latents, load: node('load-image') }, [
      'load.image>dot.in',
      'dot.out>decode.latent',
    ]);
    expect(problemsAt(doc, 'decode')?.[0]).toMatchObject({ code: 'kind-mismatch', port: 'latent' });
  });

  it('leave one wire when they are removed', () => {
    const doc = graph(latents, ['noise.latent>dot.in', 'dot.out>decode.latent']);
    const edit = removeNodes({ doc, catalog, ids: ['dot'] });
    const after = edit && applyEdit(doc, edit.edit).doc;
    expect(Object.values(after?.edges ?? {})).toEqual([
      { from: { node: 'noise', port: 'latent' }, to: { node: 'decode', port: 'latent' } },
    ]);
  });

  it('of a switch must be of one kind, and the choice among them', () => {
    const nodes = { a: node('load-image'), b: node('number'), s: node('switch', { index: 2 }) };
    const codes = problemsAt(graph(nodes, ['a.image>s.inputs', 'b.value>s.inputs']), 's')?.map(
      ({ code, edge }) => [code, edge],
    );
    expect(codes).toEqual([
      ['switch-kinds-differ', 'wire-1'],
      ['switch-choice', undefined],
    ]);
  });
});

describe('ports that parameters make', () => {
  it('follow the parameter', () => {
    const definition = catalog.get('text-template');
    if (!definition) throw new Error('no text template');
    const names = (template: string) => Object.keys(portsOf(definition, { template }).inputs);
    expect(names('a {style} of {thing}, {style}')).toEqual(['style', 'thing']);
    expect(names('{} { } {1x} {{deep}}')).toEqual(['deep']);
  });

  it('are required, and a wire to one that is gone is told', () => {
    const doc = graph({ t: node('text-template', { template: '{b}' }), p: node('text-prompt') }, [
      'p.text>t.a',
    ]);
    expect(problemsAt(doc, 't')?.map(({ code, port }) => [code, port])).toEqual([
      ['unknown-port', 'a'],
      ['missing-input', 'b'],
    ]);
  });
});
