#!/usr/bin/env node
// npm run bench: every scripts/bench/*/*.mjs, one after another. Exits 1 when a target is missed.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const only = process.argv.slice(2);
const benches = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join(here, name)).map((file) => join(name, file)))
  .filter(
    (path) =>
      path.endsWith('.mjs') && (only.length === 0 || only.some((word) => path.includes(word))),
  )
  .sort();

console.log('name value unit target ok|MISSED');
let failed = 0;
for (const bench of benches) {
  // A process each: what one leaves in memory must not weigh on the next.
  const { status } = spawnSync(process.execPath, [join(here, bench)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) {
    failed++;
    console.log(`# ${bench} ended with ${status}`);
  }
}
process.exitCode = failed > 0 ? 1 : 0;
