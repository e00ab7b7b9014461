import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { pathAliases } from '../aliases.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What benches use, by its name without the folder and `.ts`. */
const parts = {
  engine: 'src/main/engine/engine.ts',
  'scan-library': 'src/main/models/scan-library.ts',
  analyse: 'src/core/graph/analyse.ts',
  plan: 'src/core/plan/plan.ts',
  catalog: 'nodes/index.ts',
  graphs: 'tests/engine/helpers/graphs.ts',
  samplers: 'src/core/diffusion/samplers/index.ts',
  schedule: 'src/core/diffusion/schedule/schedule.ts',
  step: 'src/core/diffusion/denoising/step.ts',
  guidance: 'src/core/diffusion/conditioning/guidance.ts',
  tensor: 'src/core/diffusion/tensor.ts',
};

/**
 * The engine in this process, bundled as the app bundles it: unbundled, the loader's own work at each
 * call from file to file would be measured too. `part` gives one of `parts`; `run` runs a graph.
 */
export async function loadEngine() {
  // Below node_modules, where the bundle finds the native packages.
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const bundle = mkdtempSync(join(cache, 'patchbay-bench-'));
  const outputFolder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: pathAliases() },
    ssr: { noExternal: ['zod'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: bundle,
      rolldownOptions: {
        input: parts,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  const part = (name) => import(pathToFileURL(join(bundle, `${name}.mjs`)).href);
  const { createEngine } = await part('engine');
  const { scanLibrary } = await part('scan-library');
  const { models: library } = await scanLibrary({
    folders: [],
    bundledFolder: join(root, 'assets/models'),
    cacheFile: join(outputFolder, 'hashes.json'),
  });
  let events = [];
  /** @type {(event: import('../../src/core/protocol').EngineEvent) => void} */
  let finished = () => undefined;
  const engine = createEngine({
    emit(event) {
      events.push(event);
      if (event.kind === 'runFinished') finished(event);
    },
  });
  let runs = 0;
  return {
    part,
    library,
    async run(document, { previews = false, targets = undefined } = {}) {
      events = [];
      const end = await new Promise((resolve) => {
        finished = resolve;
        const request = { runId: `bench-${runs++}`, document, provider: 'cpu', previews, targets };
        const bundledImages = join(root, 'assets/images');
        engine.handle({ kind: 'run', request, library, outputFolder, bundledImages });
      });
      if (end.status !== 'completed') throw new Error(end.error?.message ?? end.status);
      return { ...end, events };
    },
    async close() {
      await engine.dispose();
      rmSync(bundle, { recursive: true, force: true });
      rmSync(outputFolder, { recursive: true, force: true });
    },
  };
}
