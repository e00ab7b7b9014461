import { readdirSync, readFileSync } from 'node:fs';
import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import { layoutEdit } from '@core/graph/auto-layout/layout-edit';
import { planLayout } from '@core/graph/auto-layout/plan-layout';
import type { GraphDocument } from '@core/graph/document';
import { frameType, givenSize, insideFrame } from '@core/graph/frames';
import { parseDocument } from '@core/graph/parse';
import { serializeDocument } from '@core/graph/serialize';
import { topologyOf } from '@core/graph/topology';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';
import { runElk } from '../../../src/renderer/canvas/arrange/run-elk';
import { zonePadding } from '../../../src/renderer/canvas/zones/zone-geometry';

const templates = readdirSync('assets/templates').filter((name) => name.endsWith('.json'));

function template(name: string): GraphDocument {
  const parsed = parseDocument(readFileSync(`assets/templates/${name}`, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value.doc;
}

/** Sizes near those on the screen: a row for each wire. */
const boxesOf = (doc: GraphDocument) =>
  Object.entries(doc.nodes).map(([id, node]) => {
    const rows = topologyOf(doc).into(id).length + topologyOf(doc).outOf(id).length;
    const { width = 248, height = 60 + 24 * rows } = givenSize(node);
    return { id, ...node.position, width, height };
  });

async function layOut(doc: GraphDocument, grid = 1) {
  const { zones } = analyse(doc, catalog, []);
  const layout = { doc, catalog, zones, zonePadding, boxes: boxesOf(doc) };
  const plan = planLayout(layout);
  const edit = layoutEdit({ layout, plan, places: await runElk(plan), grid });
  if (!edit) throw new Error('nothing moved');
  return { ...applyEdit(doc, edit.edit), label: edit.label, plan };
}

const isBox = (doc: GraphDocument, id: string) =>
  doc.nodes[id]?.type === frameType || doc.nodes[id]?.type === 'note';

function overlaps(doc: GraphDocument): string[] {
  const nodes = boxesOf(doc).filter(({ id }) => !isBox(doc, id));
  return nodes.flatMap((a, i) =>
    nodes
      .slice(i + 1)
      .filter(
        (b) =>
          a.x < b.x + b.width &&
          b.x < a.x + a.width &&
          a.y < b.y + b.height &&
          b.y < a.y + a.height,
      )
      .map((b) => `${a.id} and ${b.id}`),
  );
}

describe('auto-layout', () => {
  it.each(templates)(
    '%s: left to right, nothing on nothing, and undo gives the bytes back',
    async (name) => {
      const before = template(name);
      const { doc, inverse } = await layOut(before);
      expect(overlaps(doc)).toEqual([]);
      for (const { from, to } of Object.values(doc.edges)) {
        const [source, target] = [doc.nodes[from.node], doc.nodes[to.node]];
        expect(source?.position.x).toBeLessThan(target?.position.x ?? 0);
      }
      expect(serializeDocument(applyEdit(doc, inverse).doc)).toBe(serializeDocument(before));
    },
  );

  it.each(templates)('%s: frames hold what they held, and nothing else', async (name) => {
    const before = template(name);
    const { doc, plan } = await layOut(before);
    for (const frame of plan.frames) {
      const members = (graph: GraphDocument) => {
        const boxes = boxesOf(graph);
        const box = boxes.find(({ id }) => id === frame);
        return box ? [...insideFrame(box, boxes)].sort() : [];
      };
      expect(members(doc)).toEqual(members(before));
    }
  });

  it('keeps the corner of the whole and lies on the grid it is given', async () => {
    const before = template('text-template.json');
    const { doc } = await layOut(before, 10);
    const corner = (graph: GraphDocument) => {
      const boxes = boxesOf(graph);
      return [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
    };
    const [[x = 0, y = 0], [left = 0, top = 0]] = [corner(doc), corner(before)];
    expect(Math.abs(x - left)).toBeLessThanOrEqual(10);
    expect(Math.abs(y - top)).toBeLessThanOrEqual(10);
  });

  it('leaves pinned nodes where they are, and lays nothing on them', async () => {
    const plain = template('unfolded-zone.json');
    const ids = topologyOf(plain).ids.filter((id) => !isBox(plain, id));
    const [first = '', , third = ''] = ids;
    const before = {
      ...plain,
      nodes: Object.fromEntries(
        Object.entries(plain.nodes).map(([id, node]) => [
          id,
          id === first || id === third ? { ...node, pinned: true } : node,
        ]),
      ),
    };
    const { doc } = await layOut(before);
    for (const id of [first, third])
      expect(doc.nodes[id]?.position).toEqual(before.nodes[id]?.position);
    expect(overlaps(doc)).toEqual([]);
  });

  it('takes a note along with the node it lies beside', async () => {
    const plain = template(templates.find((name) => name.startsWith('text-to-image')) ?? '');
    const [id = ''] = topologyOf(plain)
      .ids.filter((one) => !isBox(plain, one))
      .sort((a, b) => (plain.nodes[a]?.position.y ?? 0) - (plain.nodes[b]?.position.y ?? 0));
    const at = plain.nodes[id]?.position ?? { x: 0, y: 0 };
    const note = { type: 'note', version: 1, params: {}, position: { x: at.x, y: at.y - 100 } };
    const before = { ...plain, nodes: { ...plain.nodes, 'note-99': { ...note, height: 80 } } };
    const { doc } = await layOut(before);
    const after = doc.nodes[id]?.position ?? { x: 0, y: 0 };
    expect(doc.nodes['note-99']?.position).toEqual({ x: after.x, y: after.y - 100 });
  });
});
