import { analyse } from '@core/graph/analyse';
import { applyEdit } from '@core/graph/apply-edit';
import type { GraphDocument } from '@core/graph/document';
import { replacements, replaceNode } from '@core/graph/replace-node';
import { serializeDocument } from '@core/graph/serialize';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';
import { makeGraph, wiresAsText } from './helpers/make-graph';
import { library } from './helpers/manifests';
import { textToImage } from './helpers/text-to-image';

const listFor = (doc: GraphDocument, id: string) =>
  replacements({ doc, catalog, analysis: analyse(doc, catalog, library), id });

function replaced(doc: GraphDocument, id: string, type: string) {
  const replacement = listFor(doc, id).find(({ definition }) => definition.type === type);
  const edit = replacement && replaceNode({ doc, catalog, id }, replacement);
  if (!replacement || !edit) throw new Error(`${type} is not offered for ${id}`);
  return { replacement, edit, ...applyEdit(doc, edit.edit) };
}

describe('replacing a node', () => {
  it('keeps wires, equally named parameters, title, place and the ids of wires', () => {
    const doc = makeGraph(
      {
        load: 'load-image',
        crop: { type: 'crop', params: { width: 32, height: 48 } },
        show: 'preview-image',
      },
      ['load.image > crop.image', 'crop.image > show.image'],
    );
    const crop = doc.nodes.crop;
    if (!crop) throw new Error('no crop');
    crop.title = 'Smaller';
    const { doc: after, edit, inverse } = replaced(doc, 'crop', 'resize');
    expect(wiresAsText(after)).toEqual([
      'load.image > resize-1.image',
      'resize-1.image > show.image',
    ]);
    expect(Object.keys(after.edges)).toEqual(Object.keys(doc.edges));
    expect(after.nodes['resize-1']).toMatchObject({
      params: { width: 32, height: 48 },
      title: 'Smaller',
      position: crop.position,
    });
    expect(edit.label).toBe('replace Smaller by Resize');
    expect(serializeDocument(applyEdit(after, inverse).doc)).toBe(serializeDocument(doc));
  });

  it('lists those that keep the most first, and what would be lost', () => {
    const list = listFor(textToImage(), 'prompt');
    expect(list[0]).toMatchObject({ lost: ['Prompt'] });
    expect(list.map(({ definition }) => definition.type)).toContain('text-template');
    const encoder = listFor(textToImage(), 'encoder');
    const counts = encoder.map(({ kept }) => kept.length);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    const label = encoder.find(({ definition }) => definition.type === 'class-label');
    expect(label?.lost).toEqual(
      expect.arrayContaining(['Text from Text prompt', 'Text encoder from Load pipeline']),
    );
    expect(label?.kept).toHaveLength(1);
  });

  it('takes no value that the new parameter may not have', () => {
    const doc = makeGraph(
      { load: 'load-image', resize: { type: 'resize', params: { width: 3, method: 'lanczos' } } },
      ['load.image > resize.image'],
    );
    const { doc: after, replacement } = replaced(doc, 'resize', 'blur');
    expect(after.nodes['blur-1']?.params).toEqual({});
    expect(replacement.lost).toContain('Width');
  });

  it('offers nodes of the category for one without wires, none for an end of a loop or a note', () => {
    const doc = makeGraph({
      blur: 'blur',
      begin: 'denoise-begin',
      note: 'note',
      odd: 'from-the-future',
    });
    const types = listFor(doc, 'blur').map(({ definition }) => definition.category);
    expect(new Set(types)).toEqual(new Set(['images']));
    for (const id of ['begin', 'note', 'odd', 'absent']) expect(listFor(doc, id)).toEqual([]);
  });

  it('leaves a graph whose wires all fit', () => {
    const doc = textToImage();
    for (const id of Object.keys(doc.nodes)) {
      for (const replacement of listFor(doc, id)) {
        const edit = replaceNode({ doc, catalog, id }, replacement);
        if (!edit) throw new Error('no edit');
        const { problems } = analyse(applyEdit(doc, edit.edit).doc, catalog, library);
        const wrong = problems.filter(({ code }) =>
          ['unknown-port', 'kind-mismatch', 'too-many-wires'].includes(code),
        );
        expect([id, replacement.definition.type, wrong]).toEqual([
          id,
          replacement.definition.type,
          [],
        ]);
      }
    }
  });
});
