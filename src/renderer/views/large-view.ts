import type { PreviewContent } from '@core/node-context';
import { create } from 'zustand';

interface LargeViewState {
  readonly shown: { readonly content: PreviewContent; readonly name: string } | null;
  show(content: PreviewContent, name: string): void;
  close(): void;
}

/** What fills the window for a closer look. */
export const useLargeView = create<LargeViewState>()((set) => ({
  shown: null,
  show: (content, name) => set({ shown: { content, name } }),
  close: () => set({ shown: null }),
}));
