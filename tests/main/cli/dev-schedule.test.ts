import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/main/cli';
import { trajectoryCases } from '../../core/diffusion/golden';
import { temporaryFolder } from '../temporary-folder';

async function call(args: readonly string[], config: unknown = {}) {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'scheduler_config.json'), JSON.stringify(config));
  let stdout = '';
  let stderr = '';
  const code = await main(['dev', ...args], {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text), isTTY: false, columns: 80 },
    stdin: new Blob([]).stream(),
    cwd,
    env: {},
    onInterrupt: () => () => {},
    exitNow: () => {},
  });
  return { code, stdout, stderr };
}
const given = ['schedule', '--config', 'scheduler_config.json', '--steps'];

describe('patchbay dev schedule', () => {
  it.each(['euler', 'dpmpp-2m', 'ddim', 'heun'] as const)(
    'prints what diffusers has: %s',
    async (id) => {
      const found = trajectoryCases.find(
        (c) => c.sampler === id && c.strength === 1 && c.steps === 20,
      );
      if (!found) throw new Error(`no case of ${id}`);
      const args = [...given, '20', '--sampler', id, '--json'];
      const { code, stdout } = await call(args, found.config);
      expect(code).toBe(0);
      const printed = JSON.parse(stdout);
      expect(printed.timesteps[3]).toBeCloseTo(found.timesteps[3] ?? Number.NaN, 3);
      expect(printed.samples).toHaveLength(found.samples.length);
      expect(printed.samples.at(-1)[5]).toBeCloseTo(found.samples.at(-1)?.[5] ?? Number.NaN, 4);
    },
  );

  it('takes the sampler that the config names, and other seeds', async () => {
    const config = { _class_name: 'DDPMScheduler', clip_sample: false };
    const run = async (...more: string[]) =>
      JSON.parse((await call([...given, '4', '--json', ...more], config)).stdout);
    const first = await run();
    expect(first).toMatchObject({
      sampler: 'ddpm',
      className: 'DDPMScheduler',
      seed: 7,
      noiseSeed: 11,
    });
    expect((await run('--seed', '8')).start).not.toEqual(first.start);
    const other = await run('--noise-seed', '12');
    expect(other.start).toEqual(first.start);
    expect(other.samples).not.toEqual(first.samples);
  });

  it('prints a table for reading', async () => {
    const { stdout } = await call([...given, '3', '--sampler', 'euler', '--strength', '0.7']);
    expect(stdout).toMatch(/^euler\nstep +timestep +sigma/);
    expect(stdout).toMatch(/ 0 +999\.000 +157\.\d+ +not run/);
  });

  it.each([
    [['schedule'], 'config is missing'],
    [['shedule'], 'dev takes the word schedule'],
    [['schedule', '--config', 'x.json'], '--steps is missing'],
    [[...given, 'ten'], '--steps is not a number'],
    [[...given, '4', '--sampler', 'eular'], 'Did you mean euler?'],
    [[...given, '4', '--strength', '2'], '--strength is above 1'],
  ])('%j is bad usage', async (args, words) => {
    const { code, stdout, stderr } = await call(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });

  it.each([
    [{ _class_name: 'DEISMultistepScheduler' }, [], 'names DEISMultistepScheduler'],
    [{ beta_schedule: 'laplace' }, [], 'beta_schedule: expected one of'],
    [{}, ['--sampler', 'ddim', '--sigmas', 'karras'], 'DDIM cannot spread'],
  ])('says why %j with %j cannot be followed', async (config, more, words) => {
    const { code, stderr } = await call([...given, '4', ...more], config);
    expect(code).toBe(1);
    expect(stderr).toContain(words);
  });
});
