import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeFailure } from '@core/errors';
import type { ModelManifest } from '@core/models/manifest';
import type { LoopContext, NodeContext, PreviewContent } from '@core/node-context';
import type { Value } from '@core/values';
import { catalog } from '@nodes';
import { decodeAlpha, decodeImage } from '../../../src/main/engine/images/decode-image';
import { encodeImage } from '../../../src/main/engine/images/encode-image';
import { labelledGrid } from '../../../src/main/engine/images/labelled-grid';
import { openImage } from '../../../src/main/engine/images/open-image';
import { modelSession } from '../../../src/main/engine/sessions/model-session';
import { createSessionPool } from '../../../src/main/engine/sessions/session-pool';
import { loadTokenizer } from '../../../src/main/engine/text/load-tokenizer';
import { locateOnnx } from '../../../src/main/files/locate-onnx';
import { scanLibrary } from '../../../src/main/models/scan-library';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const folders = { bundledImages: join(repository, 'assets/images') };

/** The bundled pipelines as the library reads them, emoji-ldm first. */
export async function bundledModels(): Promise<readonly ModelManifest[]> {
  const cache = mkdtempSync(join(tmpdir(), 'patchbay-nodes-'));
  try {
    const { models } = await scanLibrary({
      folders: [],
      bundledFolder: join(repository, 'assets/models'),
      cacheFile: join(cache, 'hashes.json'),
    });
    return models;
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

async function bundledModel(): Promise<ModelManifest> {
  const [model] = await bundledModels();
  if (!model) throw new Error('the bundled model is missing');
  return model;
}

export interface NodeRunner {
  readonly model: ModelManifest;
  /** Session runs so far. */
  readonly runs: () => number;
  readonly previews: PreviewContent[];
  /** Runs a node alone on the CPU; a port with several wires takes an array. */
  run(
    type: string,
    inputs: Record<string, Value | readonly Value[] | undefined>,
    params?: Record<string, unknown>,
    loop?: LoopContext,
  ): Promise<Record<string, Value>>;
  /** Runs U-Net steps as the engine fuses them. */
  fuse(
    type: string,
    members: readonly Record<string, Value | readonly Value[]>[],
  ): Promise<Record<string, Value>[]>;
  close(): Promise<void>;
}

/** Runs nodes on the real model through the engine's own sessions, without its planner and cache. */
export async function openRunner(): Promise<NodeRunner> {
  const model = await bundledModel();
  const pool = createSessionPool();
  const previews: PreviewContent[] = [];
  let runs = 0;
  const openFile = async (file: string) =>
    modelSession({
      pooled: await pool.acquire(file, 'cpu'),
      checkpoint: async () => {},
      where: () => '',
      onRun: () => {
        runs++;
      },
      warn: () => {},
    });
  const context = (loop?: LoopContext): NodeContext => ({
    node: 'test',
    loop,
    wantsPreviews: false,
    pipeline: async () => model,
    tokenizer: ({ part }) => loadTokenizer(part),
    session: ({ part }, file = part.file) => openFile(file),
    onnx: (file) => {
      const path = locateOnnx(file, folders);
      if (!path.ok) throw new NodeFailure(path.error);
      return openFile(path.value);
    },
    readImage: async (file) => decodeImage(await openImage(file, folders)),
    readAlpha: async (file) => decodeAlpha(await openImage(file, folders)),
    decodeImage: (bytes, name) => decodeImage({ bytes, name }),
    grid: labelledGrid,
    encodeImage: (image, { format, quality }) => encodeImage(image, { format, quality }),
    writeOutput: async () => '',
    checkpoint: async () => {},
    progress: () => {},
    preview: (content) => previews.push(content),
    previewLatent: async () => {},
    result: async () => {},
    resultView: (content) => previews.push(content),
    wants: () => true,
    fail: (error) => {
      throw new NodeFailure(error);
    },
  });
  const withDefaults = (type: string, params: Record<string, unknown>) => {
    const definition = catalog.get(type);
    if (!definition) throw new Error(`no node ${type}`);
    const defaults = Object.entries(definition.params).map(([key, spec]) => [key, spec.default]);
    return { definition, values: { ...Object.fromEntries(defaults), ...params } };
  };
  const given = (outputs: Readonly<Record<string, Value | undefined>>) =>
    Object.fromEntries(
      Object.entries(outputs).flatMap(([port, value]) => (value ? [[port, value]] : [])),
    );
  return {
    model,
    previews,
    runs: () => runs,
    async run(type, inputs, params = {}, loop) {
      const { definition, values } = withDefaults(type, params);
      if (!definition.execute) throw new Error(`${type} does not run`);
      return given(await definition.execute(context(loop), inputs as never, values));
    },
    async fuse(type, members) {
      const { definition, values } = withDefaults(type, {});
      if (!definition.fuse) throw new Error(`${type} does not fuse`);
      const outputs = await definition.fuse.execute(
        context(),
        members.map((inputs) => ({ inputs: inputs as never, params: values })),
      );
      return outputs.map(given);
    },
    close: () => pool.releaseAll(),
  };
}

/** The value of a port, as the kind it must be. */
export function portValue<K extends Value['kind']>(
  outputs: Record<string, Value>,
  port: string,
  kind: K,
): Extract<Value, { kind: K }> {
  const value = outputs[port];
  if (value?.kind !== kind) throw new Error(`${port} gives ${value?.kind}, not ${kind}`);
  return value as Extract<Value, { kind: K }>;
}
