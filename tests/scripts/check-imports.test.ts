import { expect, test } from 'vitest';
import { checkImports } from '../../scripts/imports/check.mjs';
import { findImports } from '../../scripts/imports/find-imports.mjs';
import { temporaryFolder } from './temporary-folder';

const PATHS = {
  '@core/*': ['./src/core/*'],
  '@nodes': ['./nodes/index.ts'],
  '@nodes/*': ['./nodes/*'],
};

function violationsOf(files: Record<string, string>) {
  const { violations } = checkImports(temporaryFolder(files), PATHS);
  return violations.map(({ file, line, specifier }) => `${file}:${line} ${specifier}`);
}

test.each([
  ['core imports Electron', 'src/core/a.ts', 'electron'],
  ['core imports a Node builtin', 'src/core/a.ts', 'node:fs'],
  ['core imports a builtin without its prefix', 'src/core/a.ts', 'fs/promises'],
  ['core imports a node', 'src/core/a.ts', '@nodes/text/prompt'],
  ['core imports a package', 'src/core/a.ts', 'react'],
  ['a node imports the main process', 'nodes/text/a.ts', '../../src/main/files'],
  ['a node imports onnxruntime', 'nodes/text/a.ts', 'onnxruntime-node'],
  ['the engine imports Electron', 'src/main/engine/a.ts', 'electron'],
  ['the engine imports main', 'src/main/engine/a.ts', '../windows'],
  ['the main process imports the renderer', 'src/main/a.ts', '../renderer/app'],
  ['the main process imports onnxruntime', 'src/main/a.ts', 'onnxruntime-node'],
  ['the main process imports the engine', 'src/main/a.ts', './engine/run'],
  ['models import the image library', 'src/main/models/a.ts', '@napi-rs/canvas'],
  ['models import Electron', 'src/main/models/a.ts', 'electron'],
  ['the command line imports Electron', 'src/main/cli.ts', 'electron/main'],
  ['the preload imports Node', 'src/preload/index.ts', 'node:path'],
  ['the preload imports nodes', 'src/preload/index.ts', '@nodes'],
  ['the renderer imports Electron', 'src/renderer/a.tsx', 'electron'],
  ['the renderer imports Node', 'src/renderer/a.tsx', 'path'],
  ['the renderer imports the main process', 'src/renderer/a.tsx', '../main/files'],
  ['the renderer imports tokenizers', 'src/renderer/a.tsx', '@huggingface/tokenizers'],
  ['the app imports a script', 'src/main/a.ts', '../../scripts/setup/index.mjs'],
])('%s: refused', (_, file, specifier) => {
  const violations = violationsOf({ [file]: `// why\nimport { x } from '${specifier}';\n` });
  expect(violations).toEqual([`${file}:2 ${specifier}`]);
});

test('each layer may import what the design gives it', () => {
  const violations = violationsOf({
    'src/core/a.ts': "import { z } from 'zod'; import './b'; import x from '@core/b';",
    'src/core/b.ts': '',
    'nodes/text/a.ts': "import { x } from '@core/a'; import y from '../shared';",
    'nodes/index.ts': "export const all = import.meta.glob('./*/*.ts', { eager: true });",
    'src/main/engine/a.ts':
      "import ort from 'onnxruntime-node'; import fs from 'node:fs'; import '@nodes'; import '../models/m';",
    'src/main/models/m.ts': "import path from 'path'; import '@core/a';",
    'src/main/cli.ts': "import { run } from './engine/a'; import './models/m'; import 'node:fs';",
    'src/main/index.ts': "import { app } from 'electron'; import './models/m'; import '@nodes';",
    'src/preload/index.ts': "import { contextBridge } from 'electron'; import '@core/a';",
    'src/renderer/a.tsx': "import React from 'react'; import '@nodes'; import './a.css';",
  });
  expect(violations).toEqual([]);
});

test('the engine shares what reads and writes files, but not what needs a window', () => {
  const files = {
    'src/main/engine/a.ts': "import '../files/errors';",
    'src/main/files/errors.ts': "import 'node:fs';",
  };
  expect(violationsOf(files)).toEqual([]);
  const withWindow = { ...files, 'src/main/files/errors.ts': "import '../dialogs';" };
  const dialogs = { 'src/main/dialogs.ts': "import { dialog } from 'electron';" };
  expect(violationsOf({ ...withWindow, ...dialogs })).toEqual([
    'src/main/engine/a.ts:1 ../files/errors',
  ]);
});

test('the command line does not get to Electron through a file it may import', () => {
  const root = temporaryFolder({
    'src/main/cli.ts': "import './files';",
    'src/main/files.ts': "import './recent';",
    'src/main/recent.ts': "import { app } from 'electron';",
  });
  const { violations } = checkImports(root, PATHS);
  expect(violations).toHaveLength(1);
  expect(violations[0]).toMatchObject({
    file: 'src/main/cli.ts',
    via: ['src/main/files.ts', 'src/main/recent.ts', 'electron'],
  });
});

test('imports are found in every form', () => {
  const source = `
    import a from 'static'; import type { B } from 'type'; import 'effect';
    export * from 'export-all'; export { c } from 'export-named';
    const d = await import('dynamic'); const e = import(\`template\`);
    type F = import('import-type').F; const g = require('required');
    import.meta.glob(['./glob-a/*.ts', '!./glob-b.ts']);
    const not = 'import x from "text"'; // import 'comment'
    export const computed = (name: string) => import(name);`;
  expect(findImports('a.ts', source).map(({ specifier }) => specifier)).toEqual([
    'static',
    'type',
    'effect',
    'export-all',
    'export-named',
    'dynamic',
    'template',
    'import-type',
    'required',
    './glob-a/*.ts',
    './glob-b.ts',
  ]);
});
