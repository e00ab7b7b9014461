import { Button } from '@mantine/core';
import { api } from '../../stores/api';
import { useLibrary } from '../../stores/library';
import { notifyDone, notifyError } from '../../stores/notify';
import classes from './Dialog.module.css';

export function ModelFolders() {
  const models = useLibrary((state) => state.models);
  const loaded = useLibrary((state) => state.modelsLoaded);
  return (
    <div>
      <ul className={classes.models}>
        {!loaded && <li>Reading the library…</li>}
        {models.map(({ hash, name, version, bundled, folder }) => (
          <li key={hash}>
            {name} {version}
            <p className={classes.note}>{bundled ? 'Comes with the app' : folder}</p>
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={() => void addFolder()}>
        Add a pipeline folder…
      </Button>
      <p className={classes.note}>
        A folder with model_index.json and ONNX models, as Hugging Face exporters write it.
      </p>
    </div>
  );
}

async function addFolder(): Promise<void> {
  const added = await api()['models.addFolder']();
  if (added === null) return;
  if (!added.ok) {
    notifyError('The folder was not added', added.error);
    return;
  }
  await useLibrary.getState().reloadModels();
  notifyDone(`Added ${added.value.name}`);
}
