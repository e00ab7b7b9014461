import { dependencies, version } from '../../package.json';

export const appVersion = version;
export const onnxruntimeVersion = dependencies['onnxruntime-node'];
