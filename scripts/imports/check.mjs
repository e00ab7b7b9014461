import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { findImports } from './find-imports.mjs';
import { GUARDED, layerOf } from './rules.mjs';

/**
 * @typedef {{ file: string, line: number, specifier: string, rule: string, via?: string[] }} Violation
 * @typedef {{ specifier: string, line: number, target: Target }} Import
 * @typedef {{ kind: 'file', path: string } | { kind: 'package' | 'builtin', name: string }} Target
 */

/**
 * Checks the imports of all source files below `root` against the layers.
 * @param {string} root
 * @param {Record<string, string[]>} paths tsconfig's path aliases
 * @returns {{ files: number, violations: Violation[] }}
 */
export function checkImports(root, paths) {
  /** @type {Map<string, Import[]>} */
  const graph = new Map();
  for (const file of [...sourceFiles(root, 'src'), ...sourceFiles(root, 'nodes')]) {
    const imports = findImports(file, readFileSync(join(root, file), 'utf8'));
    graph.set(
      file,
      imports.map((found) => ({
        ...found,
        target: resolveTarget(root, file, found.specifier, paths),
      })),
    );
  }
  const violations = [...graph].flatMap(([file, imports]) => [
    ...directViolations(file, imports),
    ...reachedViolations(file, imports, graph),
  ]);
  return { files: graph.size, violations };
}

function directViolations(file, imports) {
  const layer = layerOf(file);
  if (!layer) return [];
  return imports
    .filter(({ target }) => !mayImport(layer, target))
    .map(({ line, specifier }) => ({ file, line, specifier, rule: layer.says }));
}

function mayImport(layer, target) {
  switch (target.kind) {
    case 'builtin':
      return layer.builtins === true;
    case 'package':
      if (layer.packages === 'any') return !GUARDED.includes(target.name);
      return layer.packages?.includes(target.name) ?? false;
    default: {
      const other = layerOf(target.path)?.name ?? '';
      return other === layer.name || (layer.layers?.includes(other) ?? false);
    }
  }
}

/** A file of a layer that `neverReaches` a package must not get to it through allowed files either. */
function reachedViolations(file, imports, graph) {
  const layer = layerOf(file);
  if (!layer?.neverReaches) return [];
  return imports.flatMap(({ line, specifier, target }) => {
    // Its own layer's files are checked themselves: one violation, where it enters.
    if (target.kind !== 'file' || layerOf(target.path) === layer) return [];
    const via = pathToPackage(target.path, layer.neverReaches, graph);
    return via ? [{ file, line, specifier, rule: layer.says, via }] : [];
  });
}

/** The files on the shortest way from `start` to one of `packages`, and the package; or null. */
function pathToPackage(start, packages, graph) {
  const queue = [[start]];
  const seen = new Set([start]);
  for (const path of queue) {
    for (const { target } of graph.get(path.at(-1)) ?? []) {
      if (target.kind === 'package' && packages.includes(target.name))
        return [...path, target.name];
      if (target.kind !== 'file' || seen.has(target.path)) continue;
      seen.add(target.path);
      queue.push([...path, target.path]);
    }
  }
  return null;
}

/** @returns {Target} */
function resolveTarget(root, file, specifier, paths) {
  const plain = specifier.replace(/\?.*$/, '');
  if (plain.startsWith('.')) return fileTarget(root, posix.join(posix.dirname(file), plain));
  if (plain.startsWith('/')) return fileTarget(root, plain.slice(1));
  const aliased = fromAlias(plain, paths);
  if (aliased) return fileTarget(root, aliased);
  if (isBuiltin(plain)) return { kind: 'builtin', name: plain };
  const parts = plain.split('/');
  return { kind: 'package', name: parts.slice(0, plain.startsWith('@') ? 2 : 1).join('/') };
}

function fromAlias(specifier, paths) {
  for (const [alias, [target]] of Object.entries(paths)) {
    const prefix = alias.replace('*', '');
    const matches = alias.endsWith('*') ? specifier.startsWith(prefix) : specifier === alias;
    if (matches) return posix.normalize(target.replace('*', specifier.slice(prefix.length)));
  }
  return null;
}

/** @returns {Target} */
function fileTarget(root, path) {
  const candidates = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'].map((end) => path + end);
  const isFile = (name) => existsSync(join(root, name)) && statSync(join(root, name)).isFile();
  return { kind: 'file', path: candidates.find(isFile) ?? path };
}

/** @returns {string[]} paths from `root`, with forward slashes */
function sourceFiles(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  const paths = names.map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
  return paths.filter((path) => /\.(ts|tsx|mts|cts|js|mjs|cjs)$/.test(path)).sort();
}
