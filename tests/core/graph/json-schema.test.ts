import { readdirSync, readFileSync } from 'node:fs';
import { graphJsonSchema } from '@core/graph/json-schema';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const schema = graphJsonSchema();

describe('graph.schema.json', () => {
  it('is what the zod schema says; else run: node scripts/graph-schema.mjs', () => {
    expect(read('assets/graph.schema.json')).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  const valid = new Ajv2020().compile(schema);
  it.each(readdirSync(new URL('../../graphs/', import.meta.url)))('accepts %s', (name) => {
    expect(valid(JSON.parse(read(`tests/graphs/${name}`)))).toBe(true);
  });

  it('refuses what the app refuses', () => {
    expect(valid({ format: 'latent-patchbay/graph', formatVersion: 1, nodes: {} })).toBe(false);
    expect(valid({ format: 'other', formatVersion: 1, nodes: {}, edges: {} })).toBe(false);
  });
});
