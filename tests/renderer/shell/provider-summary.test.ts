import type { ProviderReport } from '@core/protocol';
import { expect, it } from 'vitest';
import { providerSummary } from '../../../src/renderer/shell/provider-summary';

const report = (model: string, over: Partial<ProviderReport> = {}): ProviderReport => ({
  model,
  requested: 'auto',
  actual: 'cpu',
  reason: 'no WebGPU adapter was found',
  ...over,
});

it('says what is asked for, and no more, before anything has run', () => {
  expect(providerSummary([], 'webgpu')).toMatchObject({ text: 'WebGPU', attention: false });
});

it('gives one reason when all models have the same', () => {
  const { text, reasons, attention } = providerSummary([report('unet'), report('vae')], 'auto');
  expect(text).toBe('CPU');
  expect(reasons).toEqual(['CPU: no WebGPU adapter was found']);
  expect(attention).toBe(false);
});

it('names the models where they differ', () => {
  const gpu = report('vae', { actual: 'webgpu', reason: 'fastest' });
  const { text, reasons } = providerSummary([report('unet'), gpu], 'auto');
  expect(text).toBe('CPU + WebGPU');
  expect(reasons).toEqual(['unet on CPU: no WebGPU adapter was found', 'vae on WebGPU: fastest']);
});

it('asks for attention when a model does not run on what was named', () => {
  expect(providerSummary([report('unet', { requested: 'cuda' })], 'cuda').attention).toBe(true);
});
