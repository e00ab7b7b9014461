import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './npm.mjs';

/** Installs what package-lock.json names. The stamp is written last: a cut-off install is done again. */
export function nodeModulesStep(root, run) {
  const stamp = join(root, 'node_modules', '.patchbay-lock-hash');
  return {
    name: 'packages',
    check() {
      if (!existsSync(join(root, 'node_modules'))) return 'npm ci (about a minute)';
      const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(root);
      return installed ? null : 'package-lock.json has changed: npm ci';
    },
    async run() {
      await runNpm(['ci'], { cwd: root, tried: 'Installing packages with "npm ci"', run });
      writeFileSync(stamp, lockHash(root));
    },
  };
}

function lockHash(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  // Native packages are chosen by platform: a folder shared between two machines must not mix them.
  return hash.update(`${process.platform}-${process.arch}`).digest('hex');
}
