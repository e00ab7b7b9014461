import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { pathAliases } from '../../../scripts/aliases.mjs';

const root = join(import.meta.dirname, '../../..');
/** Inside the project, so that the bundle finds node_modules and assets as the real one does. */
const folder = join(root, 'node_modules', '.cache', 'patchbay-test-cli', String(process.pid));

/** Bundles the command line and a script that starts it, as scripts/patchbay.mjs does after its set-up. */
export async function buildCli(): Promise<{ readonly folder: string; readonly start: string }> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: pathAliases() },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { input: { cli: join(root, 'src/main/cli.ts') } },
    },
  });
  const start = `import(${JSON.stringify(join(folder, 'cli.js'))}).then(async ({ main }) => { process.exitCode = await main(process.argv.slice(1)); })`;
  return { folder, start };
}

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in a process of its own. */
export function runCli(
  start: string,
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly stdin?: string;
    /** Called on each piece of standard error. */
    readonly watch?: (child: ChildProcess, stderr: string) => void;
  } = {},
): Promise<CliRun> {
  const child = spawn(process.execPath, ['-e', start, '--', ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
    options.watch?.(child, stderr);
  });
  child.stdin.end(options.stdin ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
