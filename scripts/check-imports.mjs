#!/usr/bin/env node
// node scripts/check-imports.mjs [folder]: are the imports within the layers of docs/architecture.md?
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkImports } from './imports/check.mjs';

const root = resolve(process.argv[2] ?? '.');
const tsconfig = new URL('../tsconfig.base.json', import.meta.url);
const { compilerOptions } = JSON.parse(readFileSync(tsconfig, 'utf8'));
const { files, violations } = checkImports(root, compilerOptions.paths);

for (const { file, line, specifier, rule, via } of violations) {
  console.error(`${file}:${line}  imports "${specifier}"`);
  if (via) console.error(`    which leads to ${via.join(' -> ')}`);
  console.error(`    ${rule}`);
}
console.log(
  violations.length === 0
    ? `imports: ${files} files, all within their layers`
    : `imports: ${violations.length} against the layers in ${files} files`,
);
process.exitCode = violations.length === 0 ? 0 : 1;
