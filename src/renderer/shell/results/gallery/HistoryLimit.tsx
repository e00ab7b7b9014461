import { Select } from '@mantine/core';
import { useLibrary } from '../../../stores/library';
import { t } from '../../../text/text';
import dialogClasses from '../../dialogs/Dialog.module.css';

const gigabytes = [1, 2, 5, 10, 20, 50];

/** Setting: what the history of results may take on the disk. */
export function HistoryLimit() {
  const megabytes = useLibrary((state) => state.settings.historyMegabytes);
  const setSettings = useLibrary((state) => state.setSettings);
  const now = megabytes / 1024;
  const choices = [...new Set([...gigabytes, now])].sort((a, b) => a - b);
  return (
    <>
      <span className={dialogClasses.label}>{t.results.limit}</span>
      <div>
        <Select
          aria-label={t.results.limitChoice}
          data={choices.map((n) => ({ value: String(n), label: t.results.gigabytes(n) }))}
          value={String(now)}
          allowDeselect={false}
          onChange={(value) => {
            const chosen = choices.find((n) => String(n) === value);
            if (chosen) void setSettings({ historyMegabytes: Math.round(chosen * 1024) });
          }}
        />
        <p className={dialogClasses.note}>{t.results.limitNote}</p>
      </div>
    </>
  );
}
