import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { pathAliases } from '../aliases.mjs';

/**
 * The engine in this process, from its sources: vite strips the types, node runs the rest at full
 * speed. `run` gives the events of one run; `import` any other source file.
 */
export async function loadEngine() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const outputFolder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: pathAliases() },
    server: { middlewareMode: true, hmr: false, watch: null },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
  });
  const load = (path) => vite.ssrLoadModule(path);
  const { createEngine } = await load('/src/main/engine/engine.ts');
  const { scanLibrary } = await load('/src/main/models/scan-library.ts');
  const { models: library } = await scanLibrary({
    folders: [],
    bundledFolder: join(root, 'assets/models'),
    cacheFile: join(outputFolder, 'hashes.json'),
  });
  let events = [];
  /** @type {(event: any) => void} */
  let finished = () => undefined;
  const engine = createEngine({
    emit(event) {
      events.push(event);
      if (event.kind === 'runFinished') finished(event);
    },
  });
  let runs = 0;
  return {
    import: load,
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
      await vite.close();
      rmSync(outputFolder, { recursive: true, force: true });
    },
  };
}
