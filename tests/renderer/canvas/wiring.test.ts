import { applyEdit } from '@core/graph/apply-edit';
import { checkConnection } from '@core/graph/check-connection';
import { emptyDocument, type GraphDocument } from '@core/graph/document';
import { catalog } from '@nodes';
import { describe, expect, it } from 'vitest';
import { hintText } from '../../../src/renderer/canvas/wires/hint-text';
import { createPortFit } from '../../../src/renderer/canvas/wires/port-fit';

const node = (type: string) => ({ type, version: 1, params: {}, position: { x: 0, y: 0 } });
const doc: GraphDocument = {
  ...emptyDocument(),
  nodes: {
    text: node('text-encoder'),
    label: node('class-label'),
    denoise: node('denoise'),
    decode: node('decode'),
    load: node('load-image'),
  },
  edges: {
    e: {
      from: { node: 'text', port: 'conditioning' },
      to: { node: 'denoise', port: 'conditioning' },
    },
  },
};
const to = { node: 'denoise', port: 'conditioning' };
const hint = (
  from: { node: string; port: string },
  end: { node: string; port: string },
  adding = false,
) => {
  const mode = adding ? ('add' as const) : ('replace' as const);
  const answer = checkConnection({ doc, catalog, models: [], from, to: end, mode });
  return hintText({ doc, catalog, to: end, answer, adding });
};

describe('what the pointer says while a wire hovers', () => {
  it('names the wire that gives way, and the way to keep it', () => {
    const text = hint({ node: 'label', port: 'conditioning' }, to);
    expect(text.tone).not.toBe('bad');
    expect(text.text).toBe('Replaces Text encoder. Hold Shift to add beside it.');
  });

  it('with Shift says that it adds', () => {
    expect(hint({ node: 'label', port: 'conditioning' }, to, true).text).toBe(
      'Adds beside Text encoder.',
    );
  });

  it('on a free input names the input', () => {
    const text = hint({ node: 'denoise', port: 'latent' }, { node: 'decode', port: 'latent' });
    expect(text.text).toBe('Connects to Latent of Decode.');
  });

  it('gives the reason of a refusal', () => {
    const text = hint({ node: 'load', port: 'image' }, { node: 'denoise', port: 'latent' });
    expect(text.tone).toBe('bad');
    expect(text.text).toMatch(/image/);
  });
});

describe('ports that a dragged wire can reach', () => {
  it('are those of the other side whose declared type fits, never of the same node', () => {
    const fits = createPortFit(catalog, doc, {
      from: { node: 'label', port: 'conditioning' },
      direction: 'from-output',
    });
    expect(fits('denoise', 'conditioning', 'input')).toBe(true);
    expect(fits('denoise', 'unet', 'input')).toBe(false);
    expect(fits('text', 'conditioning', 'output')).toBe(false);
    expect(fits('label', 'classEmbedder', 'input')).toBe(false);
  });

  it('are outputs when the wire hangs on an input, and nothing of placeholders', () => {
    const other = applyEdit(doc, { kind: 'addNode', id: 'odd', node: node('from-the-future') }).doc;
    const fits = createPortFit(catalog, other, {
      from: { node: 'decode', port: 'latent' },
      direction: 'from-input',
    });
    expect(fits('denoise', 'latent', 'output')).toBe(true);
    expect(fits('load', 'image', 'output')).toBe(false);
    expect(fits('odd', 'latent', 'output')).toBe(false);
  });
});
