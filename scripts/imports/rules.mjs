/**
 * The layers of docs/architecture.md as data: which files make up a layer, and what they may import.
 * The first layer whose `files` matches a path owns it.
 *
 * @typedef {object} Layer
 * @property {string} name
 * @property {RegExp} files paths from the project's root
 * @property {string[]} [layers] the layers it may import, besides itself
 * @property {string[] | 'any'} [packages] the npm packages it may import; 'any' but the guarded ones
 * @property {boolean} [builtins] Node's own modules
 * @property {string[]} [neverReaches] packages that must not be reached through other files either
 * @property {string} says the rule in words
 */

const NATIVE = ['onnxruntime-node', '@napi-rs/canvas', '@huggingface/tokenizers'];

/** Packages that a layer gets only by naming them. */
export const GUARDED = ['electron', 'classic-level', ...NATIVE];

/** @type {Layer[]} */
const LAYERS = [
  {
    name: 'core',
    files: /^src\/core\//,
    packages: ['zod'],
    says: 'src/core imports only itself and zod',
  },
  {
    name: 'nodes',
    files: /^nodes\//,
    layers: ['core'],
    packages: ['zod'],
    says: 'nodes import only src/core and each other',
  },
  {
    name: 'engine',
    files: /^src\/main\/engine\//,
    layers: ['core', 'nodes', 'models', 'files'],
    packages: [...NATIVE, 'zod'],
    builtins: true,
    neverReaches: ['electron'],
    says: 'the engine imports core, nodes, src/main/models, src/main/files, Node and its native packages, and never gets to electron: it runs in plain Node too',
  },
  {
    name: 'models',
    files: /^src\/main\/models\//,
    layers: ['core', 'nodes', 'files', 'main'],
    packages: ['zod'],
    builtins: true,
    neverReaches: ['electron'],
    says: 'src/main/models imports core, nodes and Node, and never gets to electron: the engine and the command line use it',
  },
  {
    name: 'cli',
    files: /^src\/main\/cli(\.ts$|\/)/,
    layers: ['core', 'nodes', 'engine', 'models', 'files', 'main'],
    packages: ['zod'],
    builtins: true,
    neverReaches: ['electron'],
    says: 'the command line runs in plain Node: it never gets to electron',
  },
  {
    name: 'files',
    files: /^src\/main\/files\//,
    layers: ['core', 'nodes', 'models', 'main'],
    packages: ['zod'],
    builtins: true,
    says: 'src/main/files imports core, nodes, src/main and Node',
  },
  {
    name: 'history',
    files: /^src\/main\/history\//,
    layers: ['core', 'files'],
    packages: ['classic-level', 'zod'],
    builtins: true,
    neverReaches: ['electron'],
    says: 'src/main/history imports core, src/main/files, Node and its store, and never gets to electron: its tests run in plain Node',
  },
  {
    name: 'main',
    files: /^src\/main\//,
    layers: ['core', 'nodes', 'models', 'files', 'history', 'assets'],
    packages: ['electron', 'zod'],
    builtins: true,
    says: 'src/main imports core, nodes, src/main/models, Node and electron; the engine is another process',
  },
  {
    name: 'preload',
    files: /^src\/preload\//,
    layers: ['core'],
    packages: ['electron', 'zod'],
    says: 'the preload imports only src/core and electron',
  },
  {
    name: 'renderer',
    files: /^src\/renderer\//,
    layers: ['core', 'nodes', 'assets'],
    packages: 'any',
    says: 'src/renderer imports core, nodes and its npm packages, never Node, electron, src/main or native packages',
  },
  { name: 'assets', files: /^(assets\/|package\.json$)/, says: 'assets are data' },
];

/** @returns {Layer | undefined} */
export const layerOf = (path) => LAYERS.find(({ files }) => files.test(path));
