import { parseDocument } from '@core/graph/parse';
import { withRequiredModels } from '@core/graph/required-models';
import { serializeDocument } from '@core/graph/serialize';
import { catalog as realCatalog } from '@nodes';
import { describe, expect, it } from 'vitest';
import { makeGraph } from './helpers/make-graph';
import { library } from './helpers/manifests';
import { smallCatalog as catalog } from './helpers/small-catalog';
import { textToImage } from './helpers/text-to-image';

const known = { name: 'emoji-ldm', family: 'emoji-ldm-family', hash: 'hash-emoji-ldm' };
const withModel = (model: Record<string, string> | null) =>
  makeGraph({ a: { type: 'source', params: { model } } });

describe('withRequiredModels', () => {
  it('names models by name, family and hash, and by no path', () => {
    const doc = withModel({ name: 'emoji-ldm', path: '/home/me/models', license: 'CC' });
    const out = withRequiredModels(doc, catalog, library);
    expect(out.nodes.a?.params.model).toEqual({ ...known, license: 'CC' });
    expect(out.models).toEqual([{ ...known, license: 'CC' }]);
    expect(serializeDocument(out)).not.toContain('/home/me');
    expect(parseDocument(serializeDocument(out)).ok).toBe(true);
  });

  it('writes out a default, so that the file says what it needs', () => {
    const out = withRequiredModels(textToImage(), realCatalog, library);
    expect(out.models).toEqual([known]);
    expect(out.nodes.pipeline?.params.model).toEqual(known);
  });

  it('leaves what the library has not as the graph named it', () => {
    const other = { name: 'emoji-ldm', hash: 'another' };
    const out = withRequiredModels(withModel({ ...other, path: '/x' }), catalog, library);
    expect(out.nodes.a?.params.model).toEqual(other);
    expect(withRequiredModels(withModel(null), catalog, library).models).toEqual([]);
  });

  it('keeps listed models that only a placeholder may need, without their path', () => {
    const doc = { ...withModel(null), models: [{ name: 'martian', path: '/m', note: 1 }] };
    expect(withRequiredModels(doc, catalog, library).models).toEqual([
      { name: 'martian', note: 1 },
    ]);
  });
});
