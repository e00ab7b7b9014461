import type { PatchbayApi } from '@core/ipc-contract';

declare global {
  interface Window {
    /** What the preload offers: one typed method a channel of the contract. */
    readonly patchbay: PatchbayApi;
  }
}
