#!/usr/bin/env node
// npm run bench [-- [--write] [words]]: every bench, one after another, and one table at the end. Words
// choose benches by their path; --write puts the table into docs/benchmarks.md. Exits 1 when a target
// is missed or a bench fails; the others still run.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDisplay } from '../display.mjs';
import { runForeground } from '../run-foreground.mjs';
import { projectRoot, setUp } from '../setup/index.mjs';
import { runScript } from '../setup/steps.mjs';
import { isMet } from './report.mjs';
import { asDocument, asTable, machine } from './table.mjs';

const args = process.argv.slice(2);
const words = args.filter((arg) => !arg.startsWith('--'));
const chosen = (path) => words.length === 0 || words.some((word) => path.includes(word));

const engineBenches = readdirSync(join(import.meta.dirname, 'engine'))
  .map((file) => `engine/${file}`)
  .filter(chosen)
  .sort();
const editorBench = 'editor/editor.bench.ts';
const withEditor = chosen(editorBench);

await runScript(async () => {
  if (engineBenches.length === 0 && !withEditor) {
    process.stderr.write(`No bench is called ${words.join(' or ')}.\n`);
    return 2;
  }
  await setUp(withEditor ? { virtualDisplay: true } : { window: false, build: false });
  const about = machine();
  const results = [];
  for (const bench of engineBenches) {
    // A process each: what one leaves in memory must not weigh on the next.
    results.push(await runBench(bench, process.execPath, [join(import.meta.dirname, bench)]));
  }
  if (withEditor) {
    const config = 'scripts/bench/editor/playwright.config.ts';
    const test = ['playwright', 'test', '-c', config];
    results.push(await withDisplay((env) => runBench(editorBench, 'npx', test, env)));
  }
  const figures = results.flatMap((result) => result.figures);
  const failures = results.flatMap(({ failure }) => failure ?? []);
  process.stdout.write(`\n${about}\n\n${asTable(figures)}\n`);
  for (const failure of failures) process.stdout.write(`${failure}\n`);
  const passed = failures.length === 0 && figures.every(isMet);
  if (args.includes('--write')) {
    if (words.length > 0 || failures.length > 0) {
      process.stdout.write('docs/benchmarks.md is written only when every bench has run.\n');
    } else writeFileSync(join(projectRoot, 'docs/benchmarks.md'), asDocument(about, figures));
  }
  return passed ? 0 : 1;
});

/** Runs one bench in a process of its own, and gives what it reported. */
async function runBench(name, command, commandArgs, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  const file = join(folder, 'figures');
  process.stdout.write(`\n${name}\n`);
  writeFileSync(file, '');
  try {
    const code = await runForeground(command, commandArgs, {
      cwd: projectRoot,
      env: { ...process.env, ...env, PATCHBAY_BENCH_FILE: file },
    });
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    const figures = lines.map((line) => JSON.parse(line));
    return { figures, failure: code === 0 ? undefined : `${name} failed with exit code ${code}.` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
