import { Tooltip } from '@mantine/core';
import { Cpu } from 'lucide-react';
import { useMemo } from 'react';
import { useLibrary } from '../../stores/library';
import { useRun } from '../../stores/run';
import { useUi } from '../../stores/ui';
import { providerSummary } from '../provider-summary';
import classes from './TopBar.module.css';

/** What the models really run on, and why. A click leads to the setting. */
export function ProviderBadge() {
  const reports = useRun((state) => state.providers);
  const wanted = useLibrary((state) => state.settings.provider);
  const openDialog = useUi((state) => state.openDialog);
  const { text, attention, reasons } = useMemo(
    () => providerSummary(reports, wanted),
    [reports, wanted],
  );
  const label = (
    <div className={classes.reports}>
      <p>Where the models run, and why:</p>
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </div>
  );
  return (
    <Tooltip label={label}>
      <button
        type="button"
        className={classes.badge}
        data-attention={attention || undefined}
        data-testid="provider-badge"
        aria-label={[`Models run on ${text}`, ...reasons].join('. ')}
        onClick={() => openDialog('settings')}
      >
        <Cpu size={13} aria-hidden />
        <span className={classes.wide}>{text}</span>
      </button>
    </Tooltip>
  );
}
