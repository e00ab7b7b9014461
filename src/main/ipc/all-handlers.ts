import type { Services } from '../services';
import { appHandlers } from './handlers/app-handlers';
import { engineHandlers } from './handlers/engine-handlers';
import { graphHandlers } from './handlers/graph-handlers';
import { imageHandlers } from './handlers/image-handlers';
import { modelHandlers } from './handlers/model-handlers';
import type { Handlers } from './register-handlers';

/** One handler for each channel: the type says when one is missing. */
export const allHandlers = (services: Services): Handlers => ({
  ...appHandlers(services),
  ...graphHandlers(services),
  ...modelHandlers(services),
  ...imageHandlers(services),
  ...engineHandlers(services),
});
