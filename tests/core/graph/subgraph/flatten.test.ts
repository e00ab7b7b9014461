import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import { checkConnection } from '@core/graph/check-connection';
import { emptyDocument, type GraphDocument, type Json } from '@core/graph/document';
import { setParamAt } from '@core/graph/subgraph/every-node';
import { flatten } from '@core/graph/subgraph/flatten';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';

type Nodes = Readonly<Record<string, readonly [type: string, params?: Record<string, Json>]>>;

/** `wires`: `from.port>to.port`. */
function parts(nodes: Nodes, wires: readonly string[]) {
  const end = (text = '') => {
    const [node = '', port = ''] = text.split('.');
    return { node, port };
  };
  return {
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, [type, params = {}]]) => [
        id,
        { type, version: catalog.get(type)?.version ?? 1, params, position: { x: 0, y: 0 } },
      ]),
    ),
    edges: Object.fromEntries(
      wires.map((wire, index) => {
        const [from, to] = wire.split('>');
        return [`w${index}`, { from: end(from), to: end(to) }];
      }),
    ),
  };
}
const graph = (nodes: Nodes, wires: readonly string[]): GraphDocument => ({
  ...emptyDocument(),
  ...parts(nodes, wires),
});
const holding = (
  nodes: Nodes,
  wires: readonly string[],
): readonly [string, Record<string, Json>] => ['subgraph', { graph: parts(nodes, wires) }];
const input = (name: string, kind = 'image') => ['graph-input', { name, kind }] as const;
const output = (name: string, kind = 'image') => ['graph-output', { name, kind }] as const;

/** A picture blurred inside a subgraph. */
const blurring = (inside: readonly string[], outside: readonly string[]) =>
  graph(
    {
      load: ['load-image'],
      sub: holding({ in: input('Picture'), blur: ['blur'], out: output('Blurred') }, inside),
      show: ['preview-image'],
    },
    outside,
  );
const through = ['in.value>blur.image', 'blur.image>out.value'];
const around = ['load.image>sub.in', 'sub.out>show.image'];
const models: never[] = [];
const problems = (doc: GraphDocument) => analyse(doc, catalog, models).problems;

it('leaves a graph without subgraphs as it is', () => {
  const doc = graph({ load: ['load-image'], show: ['preview-image'] }, ['load.image>show.image']);
  expect(flatten(doc).doc).toBe(doc);
});

it('leads wires from what makes a value to what reads it', () => {
  const { doc, pathOf } = flatten(blurring(through, around));
  expect(Object.keys(doc.nodes).sort()).toEqual(['blur sub', 'load', 'show']);
  expect(Object.values(doc.edges)).toMatchObject([
    { from: { node: 'blur sub', port: 'image' }, to: { node: 'show' } },
    { from: { node: 'load', port: 'image' }, to: { node: 'blur sub' } },
  ]);
  expect(pathOf('blur sub')).toEqual(['sub', 'blur']);
  expect(problems(blurring(through, around))).toEqual([]);
});

it('tells types at the ports of the subgraph', () => {
  const { nodes } = analyse(blurring(through, around), catalog, []);
  expect(nodes.sub?.inputs.in).toMatchObject([{ kind: 'image' }]);
  expect(nodes.sub?.outputs.out).toMatchObject({ kind: 'image' });
  expect(nodes['blur sub']).toBeUndefined();
});

it('keeps what an edit inside did not touch', () => {
  const doc = blurring(through, around);
  const before = analyse(doc, catalog, models);
  const edges = flatten(doc).doc.edges;
  const edited = applyEdit(doc, setParamAt(['sub', 'blur'], 'radius', 9)).doc;
  const after = analyse(edited, catalog, models);
  expect(flatten(edited).doc.edges).toBe(edges);
  expect(after.nodes.load).toBe(before.nodes.load);
  expect(after.nodes.sub).not.toBe(before.nodes.sub);
  const moved = applyEdit(doc, { kind: 'moveNodes', positions: { show: { x: 9, y: 9 } } }).doc;
  expect(analyse(moved, catalog, models).nodes.sub).toBe(before.nodes.sub);
});

describe('what is amiss at the border', () => {
  it('an input that nothing is wired to', () => {
    expect(problems(blurring(through, around.slice(1)))).toMatchObject([
      {
        code: 'missing-input',
        node: 'sub',
        port: 'in',
        message: 'Subgraph needs a wire on Picture: Blur inside needs it.',
      },
    ]);
  });

  it('an output that nothing leads to', () => {
    expect(problems(blurring(through.slice(0, 1), around))).toMatchObject([
      {
        severity: 'error',
        code: 'subgraph-output-empty',
        node: 'show',
        port: 'image',
        message: 'Blurred of Subgraph gives nothing: no node inside leads to it.',
      },
    ]);
  });

  it('ports that it does not have, and a second wire', () => {
    const found = problems(
      blurring(through, [...around, 'load.image>sub.other', 'load.image>sub.in']),
    );
    expect(found).toMatchObject([
      { severity: 'warning', code: 'unknown-port', node: 'sub', port: 'other', edge: 'w2' },
      { severity: 'warning', code: 'too-many-wires', node: 'sub', port: 'in', edge: 'w3' },
    ]);
  });

  it('a subgraph wired to itself, and two that only pass on to each other', () => {
    const pass = holding({ in: input('In'), out: output('Out') }, ['in.value>out.value']);
    const one = graph({ sub: pass, show: ['preview-image'] }, [
      'sub.out>sub.in',
      'sub.out>show.image',
    ]);
    const two = graph({ a: pass, b: pass, show: ['preview-image'] }, [
      'a.out>b.in',
      'b.out>a.in',
      'b.out>show.image',
    ]);
    for (const doc of [one, two])
      expect(problems(doc)).toMatchObject([{ code: 'subgraph-output-empty', node: 'show' }]);
  });

  it('an empty subgraph, and a Graph input outside of one', () => {
    const doc = graph({ sub: ['subgraph'], in: ['graph-input'] }, []);
    expect(problems(doc).map(({ code, node }) => `${code} ${node ?? ''}`)).toEqual([
      'nothing-to-run ',
      'outside-subgraph in',
      'empty-subgraph sub',
    ]);
  });

  it('a graph that cannot be read', () => {
    const doc = graph({ sub: ['subgraph', { graph: { nodes: 1 } }], show: ['preview-image'] }, [
      'sub.out>show.image',
    ]);
    expect(problems(doc)).toContainEqual(
      expect.objectContaining({ code: 'param-kind', node: 'sub', severity: 'error' }),
    );
  });
});

describe('a problem deep inside', () => {
  const nested = holding(
    {
      deeper: holding({ blur: ['blur', { radius: -1 }] }, []),
    },
    [],
  );
  it('names the way to it', () => {
    const found = problems(graph({ outer: nested }, [])).filter(({ node }) => node === 'outer');
    expect(found.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^In Subgraph › Subgraph: Blur/),
    );
    expect(found[0]?.inside?.path).toEqual(['deeper', 'blur']);
  });
});

describe('a wire to a subgraph', () => {
  it('is judged by what it leads to inside', () => {
    const doc = blurring(through, around.slice(1));
    const wire = (from: string, port: string) =>
      checkConnection({
        doc,
        catalog,
        models: [],
        from: { node: from, port },
        to: { node: 'sub', port: 'in' },
        mode: 'replace',
      });
    expect(wire('load', 'image').ok).toBe(true);
    const text = applyEdit(doc, {
      kind: 'addNode',
      id: 'text',
      node: { type: 'text-prompt', version: 1, params: {}, position: { x: 0, y: 0 } },
    }).doc;
    expect(
      checkConnection({
        doc: text,
        catalog,
        models: [],
        from: { node: 'text', port: 'text' },
        to: { node: 'sub', port: 'in' },
        mode: 'replace',
      }),
    ).toMatchObject({ ok: false, error: { code: 'kind-mismatch' } });
  });
});
