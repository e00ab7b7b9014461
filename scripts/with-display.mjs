#!/usr/bin/env node
// node scripts/with-display.mjs <command> [args]: runs a command with a virtual screen of its own.
import { withDisplay } from './display.mjs';
import { runForeground } from './run-foreground.mjs';

const [command, ...args] = process.argv.slice(2);
if (!command) {
  process.stderr.write('usage: node scripts/with-display.mjs <command> [args]\n');
  process.exit(2);
}
process.exitCode = await withDisplay((env) =>
  runForeground(command, args, { env: { ...process.env, ...env } }),
);
