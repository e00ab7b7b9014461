/// <reference path="../global.d.ts" />
import type { PatchbayApi } from '@core/ipc-contract';

/** The main process, as the preload offers it. Looked up at each call: tests set their own. */
export const api = (): PatchbayApi => window.patchbay;
