import { readdirSync, readFileSync } from 'node:fs';
import { analyse } from '@core/graph/analyse';
import { parseDocument } from '@core/graph/parse';
import { serializeDocument } from '@core/graph/serialize';
import type { ModelManifest } from '@core/models/manifest';
import { catalog } from '@nodes';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledModel } from './helpers/real-model';

const folder = new URL('../../assets/templates/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

let model: ModelManifest;
beforeAll(async () => {
  model = await bundledModel();
});

const open = (file: string) => {
  const parsed = parseDocument(readFileSync(new URL(file, folder), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.error.message);
  expect(parsed.value.warnings).toEqual([]);
  return parsed.value.doc;
};

it('ships the six templates of the first set', () => {
  expect(files.sort()).toEqual([
    'autoencoder-round-trip.json',
    'class-label-to-image.json',
    'image-to-image.json',
    'swap-conditioning.json',
    'text-to-image.json',
    'unfolded-zone.json',
  ]);
});

describe.each(files)('%s', (file) => {
  it('has no problems with the bundled model', () => {
    expect(analyse(open(file), catalog, [model]).problems).toEqual([]);
  });

  it('is written as the app writes it', () => {
    expect(readFileSync(new URL(file, folder), 'utf8')).toBe(serializeDocument(open(file)));
  });

  it('has a name, a description and a note', () => {
    const doc = open(file);
    expect(doc.name).toBeTruthy();
    expect(doc.description).toBeTruthy();
    expect(Object.values(doc.nodes).some((node) => node.type === 'note')).toBe(true);
  });

  it('sets only parameters that its nodes have', () => {
    for (const [id, node] of Object.entries(open(file).nodes)) {
      const known = Object.keys(catalog.get(node.type)?.params ?? {});
      expect(known, id).toEqual(expect.arrayContaining(Object.keys(node.params)));
    }
  });
});

it('lays nodes side by side, never one upon another', () => {
  // A node is 248 wide; the smallest is about 112 high. tests/e2e/layout.spec.ts measures them all.
  for (const file of files) {
    const places = Object.entries(open(file).nodes).map(([id, node]) => ({ id, ...node.position }));
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) {
        const apart = Math.abs(a.x - b.x) >= 248 || Math.abs(a.y - b.y) >= 112;
        expect(apart, `${file}: ${a.id} and ${b.id}`).toBe(true);
      }
    }
  }
});
