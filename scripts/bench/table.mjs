import { cpus, loadavg, totalmem } from 'node:os';
import { rowOf } from './report.mjs';

const titles = ['measured', 'value', 'target', ''];

/** Columns side by side; numbers to the right. */
export function asTable(figures) {
  const rows = [titles, ...figures.map(rowOf)];
  const widths = titles.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map(([name, value, target, verdict]) =>
      [name.padEnd(widths[0]), value.padStart(widths[1]), target.padStart(widths[2]), verdict]
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What the figures were taken on, in a line. Load as the benches start. */
export function machine() {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0].toFixed(1);
  return `${cpu?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GB; ${process.platform} ${process.arch}, Node ${process.versions.node}; load ${load}`;
}

/** docs/benchmarks.md, whole. */
export function asDocument(about, figures) {
  const rows = figures.map((figure) => `| ${rowOf(figure).join(' | ')} |`);
  return `# Benchmarks

Written by \`npm run bench -- --write\`; \`npm run bench\` measures again and ends with exit code 1 when a
target is missed. A word chooses benches by their path: \`npm run bench -- plan\`.

${about}.

| ${titles.join(' | ')} |
|---|---:|---:|---|
${rows.join('\n')}

Each value is the median of several; \`scripts/bench\` says of how many. Ratios compare times of one and
the same run, so that a busy machine weighs on both sides. Graphs to validate and plan are new to the
process, which has seen others before, as an engine has that ran a few times. The window is drawn by
software, on a screen of 1600 × 1000 without a graphics card.
`;
}
