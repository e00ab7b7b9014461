import type { Provider, ProviderReport } from '@core/protocol';
import { providerName } from './format';

export interface ProviderSummary {
  /** What it runs on: `CPU`, `WebGPU + CPU`; before the first run what is asked for. */
  readonly text: string;
  /** True when some model does not run on what was asked for by name. */
  readonly attention: boolean;
  /** One line for each different reason. */
  readonly reasons: readonly string[];
}

export function providerSummary(
  reports: readonly ProviderReport[],
  wanted: Provider,
): ProviderSummary {
  if (reports.length === 0) {
    const reasons = ['Nothing has run yet: what it really runs on is shown after the first run.'];
    return { text: providerName(wanted), attention: false, reasons };
  }
  const actual = new Set(reports.map((report) => report.actual));
  const byReason = new Map<string, string[]>();
  for (const { model, actual: on, reason } of reports) {
    const line = `${providerName(on)}: ${reason}`;
    byReason.set(line, [...(byReason.get(line) ?? []), model]);
  }
  return {
    text: [...actual].map(providerName).join(' + '),
    attention: reports.some(
      ({ requested, actual: on }) => requested !== 'auto' && requested !== on,
    ),
    reasons: [...byReason].map(([reason, models]) =>
      byReason.size === 1 ? reason : `${models.join(', ')} on ${reason}`,
    ),
  };
}
