import { type ModelManifest, type ModelRef, matchModel } from '@core/models/manifest';
import type { ModelParam } from '@core/node-params';
import { Package } from 'lucide-react';
import { memo } from 'react';
import { api } from '../stores/api';
import { useLibrary } from '../stores/library';
import { notifyError } from '../stores/notify';
import { OptionButton } from './OptionButton';
import type { WidgetProps } from './types';
import classes from './widgets.module.css';

const addFolder = 'add-folder';

/** Hash first, then name and family: the graph opens on a machine that has the model elsewhere. */
const refTo = ({ name, family, hash }: ModelManifest) => ({ name, family, hash });

export const ModelWidget = memo(function ModelWidget({
  node,
  name,
  spec,
  value,
  commit,
}: WidgetProps<ModelParam, ModelRef | null>) {
  const models = useLibrary((state) => state.models);
  const loaded = useLibrary((state) => state.modelsLoaded);
  const match = value && loaded ? matchModel(value, models) : null;
  const missing = match?.kind === 'missing';

  const pick = async (choice: string) => {
    if (choice !== addFolder) {
      const manifest = models.find((model) => model.hash === choice);
      if (manifest) commit(refTo(manifest));
      return;
    }
    const added = await api()['models.addFolder']();
    if (added === null) return;
    if (!added.ok) return notifyError('The folder was not added', added.error);
    await useLibrary.getState().reloadModels();
    commit(refTo(added.value));
  };
  const options = () => [
    ...models.map((model) => ({
      value: model.hash,
      label: model.name,
      doc: `${model.family}${model.bundled ? ' · comes with the app' : ''}`,
    })),
    {
      value: addFolder,
      label: 'Add a folder…',
      doc: 'A pipeline in the layout of diffusers, as ONNX',
    },
  ];

  return (
    <div>
      <OptionButton
        id={`param-${node}-${name}`}
        label={spec.label}
        text={value?.name ?? 'Choose a model…'}
        value={value?.hash ?? ''}
        icon={<Package size={14} className={classes.chevron} />}
        invalid={missing || value === null}
        options={options}
        onPick={pick}
      />
      {/* What is wrong is said by the node's problem, right below. */}
      {match?.kind === 'substitute' && (
        <div className={classes.offer}>
          <button
            type="button"
            className={classes.offerButton}
            onClick={() => commit(refTo(match.manifest))}
          >
            Keep {match.manifest.name}
          </button>
        </div>
      )}
      {missing && (
        <div className={classes.offer} data-missing>
          {models[0] && (
            <button
              type="button"
              className={classes.offerButton}
              onClick={() => models[0] && commit(refTo(models[0]))}
            >
              Use {models[0].name} instead
            </button>
          )}
          <button
            type="button"
            className={classes.offerButton}
            onClick={() => void pick(addFolder)}
          >
            Add its folder…
          </button>
        </div>
      )}
    </div>
  );
});
