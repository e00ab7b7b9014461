import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The path aliases of `tsconfig.base.json`, as the bundler wants them. TypeScript's list is the only
 * one, so that an alias can never mean two things. The file must stay plain JSON (no comments).
 */
export function pathAliases() {
  const root = new URL('..', import.meta.url);
  const { compilerOptions } = JSON.parse(readFileSync(new URL('tsconfig.base.json', root), 'utf8'));
  return Object.entries(compilerOptions.paths).map(([alias, [target]]) => ({
    find: new RegExp(`^${alias.replace('*', '(.*)')}$`),
    replacement:
      fileURLToPath(new URL(target.replace('*', ''), root)) + (alias.endsWith('*') ? '$1' : ''),
  }));
}
