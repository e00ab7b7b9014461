import { scaleSteps } from '@core/interface-scale';
import { providerSchema } from '@core/protocol';
import { Button, SegmentedControl, Select, Switch } from '@mantine/core';
import { api } from '../../stores/api';
import { useLibrary } from '../../stores/library';
import { notifyDone } from '../../stores/notify';
import { t } from '../../text/text';
import { providerName } from '../format';
import { HistoryLimit } from '../results/gallery/HistoryLimit';
import { Dialog } from './Dialog';
import classes from './Dialog.module.css';
import { ModelFolders } from './ModelFolders';

const themes = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const providers = providerSchema.options.map((value) => ({
  value,
  label: value === 'auto' ? 'As each Load pipeline node says' : providerName(value),
}));

export function SettingsDialog() {
  return (
    <Dialog id="settings" title="Settings" width={560}>
      <div className={classes.rows}>
        <Theme />
        <InterfaceScale />
        <RunOn />
        <OutputFolder />
        <SmoothPreviews />
        <NotifyRunEnd />
        <HistoryLimit />
        <span className={classes.label}>Models</span>
        <ModelFolders />
        <span className={classes.label}>Memory</span>
        <div>
          <Button variant="default" onClick={() => void freeMemory()}>
            Free the engine's memory
          </Button>
          <p className={classes.note}>
            Drops loaded models and cached results. The next run loads and computes them again.
          </p>
        </div>
      </div>
    </Dialog>
  );
}

function Theme() {
  const theme = useLibrary((state) => state.settings.theme);
  const setSettings = useLibrary((state) => state.setSettings);
  return (
    <>
      <span className={classes.label}>Theme</span>
      <div>
        <SegmentedControl
          aria-label="Theme"
          data={[...themes]}
          value={theme}
          onChange={(value) => {
            const chosen = themes.find((one) => one.value === value);
            if (chosen) void setSettings({ theme: chosen.value });
          }}
        />
      </div>
    </>
  );
}

const scales = scaleSteps.map((step) => ({
  value: `${step}`,
  label: `${Math.round(100 * step)} %`,
}));

function InterfaceScale() {
  const scale = useLibrary((state) => state.settings.interfaceScale);
  const setSettings = useLibrary((state) => state.setSettings);
  return (
    <>
      <span className={classes.label}>{t.look.scale}</span>
      <div>
        <Select
          aria-label={t.look.scale}
          data={scales}
          value={`${scale}`}
          allowDeselect={false}
          onChange={(value) => void setSettings({ interfaceScale: Number(value) })}
        />
        <p className={classes.note}>{t.look.scaleNote}</p>
      </div>
    </>
  );
}

function RunOn() {
  const provider = useLibrary((state) => state.settings.provider);
  const setSettings = useLibrary((state) => state.setSettings);
  return (
    <>
      <span className={classes.label}>Run on</span>
      <div>
        <Select
          aria-label="Run on"
          data={providers}
          value={provider}
          allowDeselect={false}
          onChange={(value) => {
            const chosen = providers.find((one) => one.value === value);
            if (chosen) void setSettings({ provider: chosen.value });
          }}
        />
        <p className={classes.note}>
          A choice here overrules the nodes. If it cannot be had on this machine, the run fails and
          says why: it never falls back silently.
        </p>
      </div>
    </>
  );
}

function OutputFolder() {
  const folder = useLibrary((state) => state.settings.outputFolder || state.appInfo?.outputFolder);
  const choose = useLibrary((state) => state.chooseOutputFolder);
  return (
    <>
      <span className={classes.label}>Output folder</span>
      <div>
        <div className={classes.inline}>
          <Button variant="default" onClick={() => void choose()}>
            Choose…
          </Button>
          <span className={classes.path} title={folder} data-selectable>
            {folder}
          </span>
        </div>
        <p className={classes.note}>Save image nodes write here and below.</p>
      </div>
    </>
  );
}

function SmoothPreviews() {
  const smooth = useLibrary((state) => state.settings.smoothPreviews);
  const setSettings = useLibrary((state) => state.setSettings);
  return (
    <>
      <span className={classes.label}>Enlarged pictures</span>
      <Switch
        label="Smooth instead of hard pixels"
        checked={smooth}
        onChange={({ currentTarget }) =>
          void setSettings({ smoothPreviews: currentTarget.checked })
        }
      />
    </>
  );
}

function NotifyRunEnd() {
  const notify = useLibrary((state) => state.settings.notifyRunEnd);
  const setSettings = useLibrary((state) => state.setSettings);
  return (
    <>
      <span className={classes.label}>{t.run.notify}</span>
      <div>
        <Switch
          label={t.run.notifyLabel}
          checked={notify}
          onChange={({ currentTarget }) =>
            void setSettings({ notifyRunEnd: currentTarget.checked })
          }
        />
        <p className={classes.note}>{t.run.notifyNote}</p>
      </div>
    </>
  );
}

async function freeMemory(): Promise<void> {
  await api()['engine.releaseMemory']();
  notifyDone('The engine drops its models and cached results');
}
