import type { OnnxFile } from '@core/models/onnx-file';
import type { OnnxParam } from '@core/node-params';
import { Cpu } from 'lucide-react';
import { memo } from 'react';
import { api } from '../stores/api';
import { notifyError } from '../stores/notify';
import { OptionButton } from './OptionButton';
import type { WidgetProps } from './types';
import classes from './widgets.module.css';

const chooseFile = 'choose';
/** In `assets/onnx`. */
const bundled = ['bundled:edges.onnx'];

const shortName = (file: string) =>
  file
    .replace(/^bundled:/, '')
    .split(/[\\/]/)
    .at(-1) ?? file;

/** An ONNX file of this machine, or one that comes with the app; its ports are read when it is chosen. */
export const OnnxWidget = memo(function OnnxWidget({
  node,
  name,
  spec,
  value,
  commit,
}: WidgetProps<OnnxParam, OnnxFile | null>) {
  const pick = async (choice: string) => {
    const opened = await api()['onnx.open'](choice === chooseFile ? null : choice);
    if (opened === null) return;
    if (opened.ok) commit(opened.value);
    else notifyError('The file was not chosen', opened.error);
  };
  const options = () => [
    { value: chooseFile, label: 'Choose a file…', group: 'This machine' },
    ...bundled.map((file) => ({
      value: file,
      label: shortName(file),
      group: 'Comes with the app',
    })),
  ];
  return (
    <OptionButton
      id={`param-${node}-${name}`}
      label={spec.label}
      text={value ? shortName(value.file) : 'Choose an ONNX file…'}
      value={value?.file ?? ''}
      icon={<Cpu size={14} className={classes.chevron} />}
      options={options}
      onPick={pick}
    />
  );
});
