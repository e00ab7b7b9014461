import { emptyDocument, type GraphDocument, type GraphNode } from '@core/graph/document';
import fc from 'fast-check';

export class GraphBuilder {
  private wires = 0;
  readonly doc: GraphDocument = { ...emptyDocument(), zones: {} };

  node(id: string, type: string, value?: number): string {
    const params: GraphNode['params'] = value === undefined ? {} : { value };
    this.doc.nodes[id] = { type, version: 1, params, position: { x: 0, y: 0 } };
    return id;
  }

  wire(from: string, to: string, port = 'a'): void {
    const id = `e${this.wires++}`;
    this.doc.edges[id] = { from: { node: from, port: 'out' }, to: { node: to, port } };
  }

  zone(begin: string, end: string): void {
    if (this.doc.zones) this.doc.zones[`zone-${begin}`] = { begin, end };
  }
}

/**
 * Graphs of sources, sums, nodes that fuse, twins, loops with bodies that read from outside, and
 * outputs. `name` gives the ids, so that the same graph can be made under other names.
 */
export const graphRecipe = fc.record({
  parts: fc.array(
    fc.record({
      kind: fc.constantFrom('source', 'sum', 'batched', 'batched', 'loop'),
      value: fc.integer({ min: 0, max: 2 }),
      /** Where inputs come from, taken modulo what there is. */
      picks: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      body: fc.integer({ min: 0, max: 4 }),
    }),
    { minLength: 1, maxLength: 14 },
  ),
  outputs: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  writes: fc.boolean(),
});
export type Recipe = typeof graphRecipe extends fc.Arbitrary<infer T> ? T : never;

export function buildGraph(recipe: Recipe, name: (index: number) => string): GraphDocument {
  const builder = new GraphBuilder();
  let count = 0;
  const fresh = () => name(count++);
  const outside: string[] = [builder.node(fresh(), 'source', 0)];
  const pick = (from: readonly string[], at: number | undefined) =>
    from[(at ?? 0) % from.length] ?? '';

  const plain = (
    kind: string,
    value: number,
    picks: readonly number[],
    from: readonly string[],
  ) => {
    const id = builder.node(fresh(), kind, value);
    if (kind === 'source') return id;
    builder.wire(pick(from, picks[0]), id, 'a');
    const port = kind === 'sum' ? 'many' : 'b';
    for (const at of kind === 'sum' ? picks.slice(1) : picks.slice(1, 2)) {
      builder.wire(pick(from, at), id, port);
    }
    return id;
  };

  for (const { kind, value, picks, body } of recipe.parts) {
    if (kind !== 'loop') {
      outside.push(plain(kind, value, picks, outside));
      continue;
    }
    const begin = builder.node(fresh(), 'begin');
    builder.wire(pick(outside, picks[0]), begin);
    const inside = [begin];
    for (let index = 0; index < body; index++) {
      const type = index % 2 === 0 ? 'batched' : 'sum';
      // The first wire stays inside, so that it is a body node; others may come from outside.
      const id = builder.node(fresh(), type, (value + index) % 3);
      builder.wire(pick(inside, picks[index % picks.length]), id, 'a');
      builder.wire(pick([...inside, ...outside], picks.at(-1)), id, type === 'sum' ? 'many' : 'b');
      inside.push(id);
    }
    // All that hangs loose inside is gathered, so that everything reaches the end.
    const gather = builder.node(fresh(), 'sum', value);
    for (const id of inside) builder.wire(id, gather, 'many');
    const end = builder.node(fresh(), 'end', value);
    builder.wire(gather, end);
    builder.zone(begin, end);
    outside.push(end);
  }
  for (const at of recipe.outputs) builder.wire(pick(outside, at), builder.node(fresh(), 'show'));
  if (recipe.writes) builder.wire(pick(outside, 1), builder.node(fresh(), 'write'));
  return builder.doc;
}
