import { describe, expect, it } from 'vitest';
import { readPipeline } from '../../../src/main/models/read-pipeline';
import { pipelineCopy } from '../../helpers/pipeline-copy';
import { temporaryFolder } from '../temporary-folder';

/** What the library says of a pipeline whose scheduler_config.json is this. */
async function read(config: unknown) {
  const folder = await pipelineCopy(await temporaryFolder(), 'copy', {
    'scheduler/scheduler_config.json': JSON.stringify(config),
  });
  const hashes = { sha256: async () => 'a'.repeat(64), save: async () => {}, hashed: [] };
  return readPipeline(folder, { hashes, bundled: false });
}

describe('a pipeline with a wrong scheduler_config.json', () => {
  it.each([
    [
      { beta_schedule: 'cosine' },
      'beta_schedule: expected one of linear, scaled_linear, squaredcos_cap_v2, "cosine" came',
    ],
    [{ beta_start: -1 }, 'beta_start: expected a number between 0 and 1, -1 came'],
    [[], 'the whole: '],
  ])('%j is refused with field, expected and came', async (config, words) => {
    const result = await read(config);
    if (result.ok) throw new Error('it was read');
    expect(result.error[0]?.message).toContain(`copy, scheduler: `);
    expect(result.error[0]?.message).toContain(words);
    expect(result.error[0]?.hint).toContain('scheduler_config.json');
  });

  it('reads one that another class wrote, with that class’s defaults', async () => {
    const result = await read({ _class_name: 'LCMScheduler', original_inference_steps: 50 });
    if (!result.ok) throw new Error(result.error[0]?.message);
    expect(result.value.manifest.scheduler.beta_schedule).toBe('scaled_linear');
  });
});
