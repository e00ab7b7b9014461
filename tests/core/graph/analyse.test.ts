import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { describe, expect, it } from 'vitest';
import { makeGraph } from './helpers/make-graph';
import { inferCount, smallCatalog } from './helpers/small-catalog';

const run = (doc: GraphDocument) => analyse(doc, smallCatalog, models);
const models: never[] = [];
const problems = (doc: GraphDocument) => run(doc).problems;
const codes = (doc: GraphDocument) =>
  problems(doc).map((p) => `${p.severity} ${p.code} ${p.node ?? '-'}`);
const source = (params: Record<string, string | number | boolean | null>) =>
  makeGraph({ a: { type: 'source', params }, o: 'sink' }, ['a.out > o.in']);

describe('analyse', () => {
  it('finds nothing wrong with a whole graph, and tells the types on its wires', () => {
    const result = run(
      makeGraph({ a: 'source', p: 'pass', o: 'sink' }, ['a.out > p.in', 'p.out > o.in']),
    );
    expect(result.problems).toEqual([]);
    expect(result.order).toEqual(['a', 'p', 'o']);
    expect(result.nodes.o?.inputs.in).toEqual([{ kind: 'latent', channels: 4 }]);
    expect(result.nodes.o?.inputs.extra).toEqual([]);
  });

  it('says that nothing would run without an output', () => {
    expect(codes(makeGraph({ a: 'source' }))).toEqual(['error nothing-to-run -']);
    expect(codes(makeGraph({}))).toEqual(['error nothing-to-run -']);
  });

  it('names param, node, range and value of a param out of range', () => {
    expect(problems(source({ channels: 99 }))).toMatchObject([
      {
        code: 'param-range',
        node: 'a',
        message: 'Channels of Source goes from 1 to 16 ch; this is 99 ch.',
        hint: 'Set it to 16 ch or less.',
      },
    ]);
  });

  it.each([
    [{ channels: 0 }, 'param-range'],
    [{ channels: 2.5 }, 'param-kind'],
    [{ channels: '4' }, 'param-kind'],
    [{ channels: null }, 'param-kind'],
    [{ mode: 'c' }, 'param-option'],
    [{ mode: 3 }, 'param-kind'],
    [{ on: 'yes' }, 'param-kind'],
    [{ text: 1 }, 'param-kind'],
    [{ seed: -1 }, 'param-range'],
    [{ seed: 2 ** 60 }, 'param-range'],
    [{ model: 'emoji-ldm' }, 'param-kind'],
  ])('finds the fault in %j', (params, code) => {
    expect(codes(source(params))).toEqual([`error ${code} a`]);
  });

  it('counts the characters of a text that is too long', () => {
    expect(problems(source({ text: 'x'.repeat(200_001) }))).toMatchObject([
      { code: 'param-length', message: 'Text of Source takes 200000 characters, this has 200001.' },
    ]);
  });

  it('keeps a param it does not know, and warns', () => {
    expect(codes(source({ chanels: 3 }))).toEqual(['warning unknown-param a']);
  });

  it('wants a wire on every input that is not optional', () => {
    expect(problems(makeGraph({ o: 'sink' }))).toMatchObject([
      { code: 'missing-input', node: 'o', port: 'in', message: 'Sink needs a wire on In.' },
    ]);
  });

  it('says what would mend a wire between different kinds', () => {
    const doc = makeGraph({ a: 'picture', o: 'sink' }, ['a.out > o.in']);
    expect(problems(doc)).toMatchObject([
      {
        code: 'kind-mismatch',
        node: 'o',
        port: 'in',
        edge: 'wire-1',
        message: 'An image cannot go into a latent port.',
        hint: 'Put an Encode node between.',
      },
    ]);
  });

  it('compares facts with the port, with the node as the subject', () => {
    const doc = makeGraph(
      { a: { type: 'source', params: { channels: 8 } }, f: 'four', o: 'sink' },
      ['a.out > f.in', 'f.out > o.in'],
    );
    expect(problems(doc)[0]?.message).toMatch(
      /^Four channels needs 4 latent channels, this gives 8:/,
    );
  });

  it('finds unknown ports on both ends', () => {
    const doc = makeGraph({ a: 'source', o: 'sink' }, [
      'a.out > o.in',
      'a.out > o.constructor',
      'a.toString > o.extra',
    ]);
    expect(problems(doc)).toMatchObject([
      { code: 'unknown-port', edge: 'wire-2', port: 'constructor' },
      {
        code: 'unknown-port',
        edge: 'wire-3',
        message: expect.stringContaining('Source has no output "toString"'),
      },
    ]);
  });

  it('allows one wire on a single input, several on a multiple one', () => {
    const doc = makeGraph({ a: 'source', o: 'sink', j: 'join' }, [
      'a.out > o.in',
      'a.out > o.in',
      'a.out > j.in',
      'a.out > j.in',
    ]);
    expect(problems(doc)).toMatchObject([{ code: 'too-many-wires', node: 'o', edge: 'wire-2' }]);
  });

  it("puts a definition's problem on the wire it means, also where another wire did not fit", () => {
    const doc = makeGraph(
      {
        p: 'picture',
        a: 'source',
        b: { type: 'source', params: { channels: 8 } },
        j: 'join',
        o: 'sink',
      },
      ['p.out > j.in', 'a.out > j.in', 'b.out > j.in', 'j.out > o.in'],
    );
    expect(problems(doc)).toMatchObject([
      { code: 'kind-mismatch', edge: 'wire-1' },
      { code: 'odd-one', node: 'j', port: 'in', edge: 'wire-3' },
    ]);
  });

  it('names the nodes of a circle and still judges the rest', () => {
    const doc = makeGraph({ a: 'pass', b: 'pass', s: 'source', o: 'sink' }, [
      'a.out > b.in',
      'b.out > a.in',
      's.out > o.in',
    ]);
    const result = run(doc);
    expect(result.problems.map((p) => [p.code, p.node])).toEqual([
      ['cycle', 'a'],
      ['cycle', 'b'],
    ]);
    expect(result.problems[0]?.message).toMatch(/Pass → Pass → Pass/);
    expect(result.order).toEqual(['o', 's'].reverse());
  });

  it('keeps unknown nodes: a warning where nothing needs them, else an error', () => {
    const idle = makeGraph({ a: 'source', x: 'martian', o: 'sink' }, [
      'a.out > o.in',
      'a.out > x.food',
    ]);
    expect(codes(idle)).toEqual(['warning unknown-node x']);
    expect(run(idle).nodes.x).toMatchObject({
      known: false,
      inputs: { food: [{ kind: 'latent' }] },
    });
    const needed = makeGraph({ x: 'martian', p: 'pass', o: 'sink' }, [
      'x.milk > p.in',
      'p.out > o.in',
    ]);
    expect(codes(needed)).toEqual(['error unknown-node x']);
  });

  it('has no nodes, ports or types called constructor unless the graph has', () => {
    const doc = makeGraph({ constructor: 'source', o: 'sink' }, ['constructor.out > o.in']);
    expect(codes(doc)).toEqual([]);
    expect(run(makeGraph({})).nodes.constructor).toBeUndefined();
    expect(codes(makeGraph({ o: 'sink' }, ['toString.out > o.in']))).toEqual([
      'error missing-input o',
      'warning dangling-wire o',
    ]);
  });

  it('warns of nodes written by another version of their kind', () => {
    const doc = makeGraph({ a: 'source', o: 'sink' }, ['a.out > o.in']);
    const newer = applyEdit(doc, { kind: 'setNodeField', id: 'a', field: 'version', value: 2 }).doc;
    expect(codes(newer)).toEqual(['warning newer-node-version a']);
  });
});

describe('analyse, loops', () => {
  const loop = { s: 'source', b: 'begin', u: 'pass', e: 'end', o: 'sink' };
  const wires = ['s.out > b.in', 'b.out > u.in', 'u.out > e.in', 'e.out > o.in'];
  const zones = { z: { begin: 'b', end: 'e' } };

  it('finds nothing wrong with a whole loop; wires into the body are fine', () => {
    const doc = makeGraph({ ...loop, u: 'join' }, [...wires, 's.out > u.in'], zones);
    expect(codes(doc)).toEqual([]);
    expect(run(doc).zones.z).toEqual({ begin: 'b', end: 'e', body: ['u'] });
    expect(run(doc).nodes.b?.outputs.time).toMatchObject({ kind: 'timestep', zone: 'z' });
  });

  it('wants an end for every begin', () => {
    expect(codes(makeGraph(loop, wires))).toEqual([
      'error begin-without-end b',
      'error end-without-begin e',
    ]);
    expect(codes(makeGraph(loop, wires, { z: { begin: 'e', end: 'b' } }))).toContain(
      'error zone-ends-mismatch e',
    );
    expect(codes(makeGraph(loop, wires, { ...zones, y: { begin: 'b', end: 'e' } }))).toEqual([
      'error zone-shared-end b',
      'error zone-shared-end e',
    ]);
    expect(codes(makeGraph(loop, wires, { ...zones, y: { begin: 'gone', end: 'lost' } }))).toEqual([
      'warning zone-without-nodes -',
    ]);
  });

  it('lets values out of the body only through the end', () => {
    const out = makeGraph({ ...loop, o2: 'sink' }, [...wires, 'u.out > o2.in'], zones);
    expect(problems(out)).toMatchObject([
      {
        severity: 'error',
        code: 'wire-leaves-zone',
        node: 'o2',
        edge: 'wire-5',
        message: expect.stringContaining('only End gives a value outside'),
      },
    ]);
    const begin = makeGraph({ ...loop, o2: 'sink' }, [...wires, 'b.out > o2.in'], zones);
    expect(codes(begin)).toEqual(['error wire-leaves-zone o2']);
  });

  it('only warns of a branch that nothing needs yet: it is being wired', () => {
    const doc = makeGraph({ ...loop, n: 'pass' }, [...wires, 'b.out > n.in'], zones);
    expect(codes(doc)).toEqual(['warning not-part-of-loop n']);
  });

  it('refuses a loop in a loop', () => {
    const doc = makeGraph(
      { ...loop, b2: 'begin', e2: 'end' },
      [
        's.out > b.in',
        'b.out > b2.in',
        'b2.out > e2.in',
        'e2.out > e.in',
        'e.out > o.in',
        's.out > u.in',
      ],
      { ...zones, y: { begin: 'b2', end: 'e2' } },
    );
    expect(codes(doc)).toEqual(['error zone-in-zone b2']);
  });

  it('says that an end must lie behind its begin', () => {
    const doc = makeGraph(
      loop,
      ['s.out > b.in', 's.out > u.in', 'u.out > e.in', 'e.out > o.in'],
      zones,
    );
    expect(codes(doc)).toEqual(['error zone-not-closed e']);
  });
});

describe('analyse, on every edit', () => {
  const size = 1000;
  const big = (): GraphDocument => {
    const nodes: Record<string, string> = {};
    const wires: string[] = [];
    for (let i = 0; i < size; i++) {
      nodes[`n-${i}`] =
        i % 10 === 0 ? 'source' : i % 10 === 9 ? 'sink' : i % 10 === 5 ? 'join' : 'pass';
      if (i % 10 !== 0) wires.push(`n-${i - 1}.out > n-${i}.in`);
      if (i % 10 === 5) wires.push(`n-${i - 5}.out > n-${i}.in`);
    }
    return makeGraph(nodes, wires);
  };

  it('keeps the identity of every node analysis that is not downstream of the edit', () => {
    const doc = makeGraph({ a: 'source', p: 'pass', b: 'source', q: 'pass' }, [
      'a.out > p.in',
      'b.out > q.in',
    ]);
    const before = run(doc);
    const next = run(
      applyEdit(doc, { kind: 'setParam', id: 'a', param: 'channels', value: 8 }).doc,
    );
    expect(next.nodes.p).not.toBe(before.nodes.p);
    expect(next.nodes.b).toBe(before.nodes.b);
    expect(next.nodes.q).toBe(before.nodes.q);
    const moved = run(applyEdit(doc, { kind: 'moveNodes', positions: { a: { x: 9, y: 9 } } }).doc);
    expect(moved.nodes).toEqual(before.nodes);
  });

  it('infers again only what an edit changed', () => {
    const doc = big();
    run(doc);
    inferCount.source = 0;
    const edited = applyEdit(doc, { kind: 'setParam', id: 'n-0', param: 'channels', value: 8 }).doc;
    run(edited);
    expect(inferCount.source).toBe(1);
  });
});
