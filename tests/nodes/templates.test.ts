import { readdirSync, readFileSync } from 'node:fs';
import { analyse } from '@core/graph/analyse';
import { parseDocument } from '@core/graph/parse';
import { serializeDocument } from '@core/graph/serialize';
import { everyNode } from '@core/graph/subgraph/every-node';
import type { ModelManifest } from '@core/models/manifest';
import { catalog } from '@nodes';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledModels } from './helpers/real-model';

const folder = new URL('../../assets/templates/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

let models: readonly ModelManifest[];
beforeAll(async () => {
  models = await bundledModels();
});

const open = (file: string) => {
  const parsed = parseDocument(readFileSync(new URL(file, folder), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.error.message);
  expect(parsed.value.warnings).toEqual([]);
  return parsed.value.doc;
};

it('ships these templates', () => {
  expect(files.sort()).toEqual([
    'autoencoder-round-trip.json',
    'channel-slots.json',
    'class-label-to-image.json',
    'image-to-image.json',
    'image-tools.json',
    'inpainting-any-unet.json',
    'inpainting-unfolded.json',
    'inpainting.json',
    'inside-a-latent.json',
    'larger-than-trained.json',
    'layout-to-image.json',
    'mixing-conditionings.json',
    'onnx-model.json',
    'rate-distortion.json',
    'regional-prompts.json',
    'samplers-side-by-side.json',
    'semantic-map-to-image.json',
    'subgraph.json',
    'super-resolution.json',
    'swap-conditioning.json',
    'sweep.json',
    'text-and-class.json',
    'text-template.json',
    'text-to-image.json',
    'two-mechanisms.json',
    'unfolded-zone.json',
    'vq-round-trip.json',
    'what-a-prediction-means.json',
  ]);
});

/** Why a node is in none of them. */
const inNoTemplate = ['image-tokens']; // no bundled model has an image encoder

it('uses every node in some template', () => {
  const used = new Set(
    files.flatMap((file) => everyNode(open(file).nodes).map(({ node }) => node.type)),
  );
  const unused = [...catalog.keys()].filter((type) => !used.has(type));
  expect(unused.sort()).toEqual(inNoTemplate);
});

it('lists them in six groups, in an order of its own each', () => {
  const heads = files.map((file) => {
    const { group, order } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    return { group: String(group), order: Number(order) };
  });
  heads.sort((a, b) => a.order - b.order);
  expect(new Set(heads.map(({ order }) => order)).size).toBe(files.length);
  expect([...new Set(heads.map(({ group }) => group))]).toEqual([
    'Start',
    'Condition',
    'Edit a picture',
    'First stage',
    'Look inside',
    'Explore',
  ]);
});

describe.each(files)('%s', (file) => {
  it('has no problems with the bundled models', () => {
    expect(analyse(open(file), catalog, models).problems).toEqual([]);
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
    for (const { path, node } of everyNode(open(file).nodes)) {
      const known = Object.keys(catalog.get(node.type)?.params ?? {});
      expect(known, path.join('.')).toEqual(expect.arrayContaining(Object.keys(node.params)));
    }
  });
});

it('lays nodes side by side, never one upon another', () => {
  // A node is 248 wide; the smallest is about 112 high. tests/e2e/layout.spec.ts measures them all.
  for (const file of files) {
    const places = Object.entries(open(file).nodes)
      .filter(([, { type }]) => type !== 'frame')
      .map(([id, node]) => ({ id, ...node.position }));
    for (const [i, a] of places.entries()) {
      for (const b of places.slice(i + 1)) {
        const apart = Math.abs(a.x - b.x) >= 248 || Math.abs(a.y - b.y) >= 112;
        expect(apart, `${file}: ${a.id} and ${b.id}`).toBe(true);
      }
    }
  }
});
