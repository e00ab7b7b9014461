import { naturalOrder } from '@core/graph/natural-order';
import { orderNodes } from '@core/graph/order';
import { ancestors, descendants, wiresInto } from '@core/graph/topology';
import { zoneBodies } from '@core/graph/zone-bodies';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeGraph } from './helpers/make-graph';

describe('naturalOrder', () => {
  it('counts as people do', () => {
    const ids = ['n-10', 'n-9', 'n-010', 'a', 'n', 'n-1b', 'n-1', '10', '9'];
    expect(ids.sort(naturalOrder)).toEqual([
      '9',
      '10',
      'a',
      'n',
      'n-1',
      'n-1b',
      'n-9',
      'n-010',
      'n-10',
    ]);
  });
  it('is a total order', () => {
    const id = fc.stringMatching(/^[ab01-]{0,6}$/);
    fc.assert(
      fc.property(id, id, id, (a, b, c) => {
        expect(Math.sign(naturalOrder(a, b))).toBe(0 - Math.sign(naturalOrder(b, a)));
        expect(naturalOrder(a, b) === 0).toBe(a === b);
        if (naturalOrder(a, b) < 0 && naturalOrder(b, c) < 0)
          expect(naturalOrder(a, c)).toBeLessThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('orderNodes', () => {
  it('puts every node behind all it needs, whatever the graph', () => {
    const ids = Array.from({ length: 8 }, (_, i) => `n${i}`);
    const end = fc.constantFrom(...ids);
    fc.assert(
      fc.property(fc.array(fc.tuple(end, end), { maxLength: 14 }), (pairs) => {
        const doc = makeGraph(
          Object.fromEntries(ids.map((id) => [id, 'pass'])),
          pairs.map(([a, b]) => `${a}.out > ${b}.in`),
        );
        const { order, cycles } = orderNodes(doc);
        expect([...order, ...cycles.flat()].sort()).toEqual(ids);
        const onCycle = new Set(cycles.flat());
        for (const [a, b] of pairs) {
          if (onCycle.has(a) || onCycle.has(b)) continue;
          expect(order.indexOf(a)).toBeLessThan(order.indexOf(b));
        }
        for (const cycle of cycles) {
          cycle.forEach((id, i) => {
            const next = cycle[(i + 1) % cycle.length];
            expect(pairs).toContainEqual([id, next]);
          });
        }
      }),
    );
  });

  it('leaves out only the circle, not what comes after it', () => {
    const doc = makeGraph({ a: 'pass', b: 'pass', c: 'pass' }, [
      'a.out > b.in',
      'b.out > a.in',
      'b.out > c.in',
    ]);
    expect(orderNodes(doc).order).toEqual(['c']);
    expect(orderNodes(doc).cycles.map((c) => [...c].sort())).toEqual([['a', 'b']]);
  });
});

describe('reach, wires and bodies', () => {
  const doc = makeGraph(
    { s: 'source', b: 'begin', u: 'pass', v: 'pass', e: 'end', o: 'sink', side: 'source' },
    [
      's.out > b.in',
      'b.out > u.in',
      'u.out > v.in',
      'v.out > e.in',
      'e.out > o.in',
      'side.out > v.in',
    ],
    { z: { begin: 'b', end: 'e' }, lost: { begin: 'b', end: 'gone' } },
  );
  it('finds ancestors and descendants, the nodes themselves included', () => {
    expect([...ancestors(doc, ['v'])].sort()).toEqual(['b', 's', 'side', 'u', 'v']);
    expect([...descendants(doc, ['u'])].sort()).toEqual(['e', 'o', 'u', 'v']);
  });
  it('takes the paths from begin to end as the body, and nothing from outside', () => {
    const bodies = zoneBodies(doc, orderNodes(doc).order);
    expect(bodies.z?.body).toEqual(['u', 'v']);
    expect(Object.keys(bodies)).toEqual(['z']);
  });
  it('orders wires on one port by number, as the file will have them', () => {
    const many = makeGraph(
      { a: 'source', j: 'join' },
      Array.from({ length: 11 }, () => 'a.out > j.in'),
    );
    const shuffled = { ...many, edges: Object.fromEntries(Object.entries(many.edges).reverse()) };
    expect(
      wiresInto(shuffled, 'j', 'in')
        .map((w) => w.id)
        .slice(-3),
    ).toEqual(['wire-9', 'wire-10', 'wire-11']);
  });
});
