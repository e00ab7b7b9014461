import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import { addNode } from '@core/graph/commands';
import { emptyDocument } from '@core/graph/document';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';
import { zoneRect } from '../../../src/renderer/canvas/zones/zone-geometry';
import { zoneLabel } from '../../../src/renderer/canvas/zones/zone-label';

describe('zones', () => {
  it('lie around all their nodes with room above for the label', () => {
    const rect = zoneRect([
      { x: 0, y: 0, width: 100, height: 50 },
      { x: 300, y: -40, width: 100, height: 200 },
    ]);
    expect(rect).toEqual({ x: -26, y: -86, width: 452, height: 270 });
  });

  it('have no area before their nodes are measured', () => {
    expect(zoneRect([])).toBeNull();
  });

  it('are called after their begin node, with the steps of the schedule wired to it', () => {
    const place = { x: 0, y: 0 };
    let doc = emptyDocument();
    for (const type of ['denoise-begin', 'schedule'])
      doc = applyEdit(doc, addNode({ doc, catalog, type, position: place }).edit).doc;
    const [begin = ''] = Object.keys(doc.nodes).filter((id) => id.startsWith('denoise-begin'));
    expect(zoneLabel(doc, analyse(doc, catalog, []), catalog, begin)).toBe('Denoise');
    const edge = {
      from: { node: 'schedule-1', port: 'schedule' },
      to: { node: begin, port: 'schedule' },
    };
    doc = applyEdit(doc, { kind: 'connect', id: 'e', edge }).doc;
    doc = applyEdit(doc, { kind: 'setParam', id: 'schedule-1', param: 'steps', value: 30 }).doc;
    expect(zoneLabel(doc, analyse(doc, catalog, []), catalog, begin)).toMatch(
      /^Denoise( · 30 steps)?$/,
    );
  });
});
