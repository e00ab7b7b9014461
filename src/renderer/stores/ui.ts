import { create } from 'zustand';
import type { UiState } from './types';

export const rightTabs = ['results', 'problems', 'run'] as const;
export type RightTab = (typeof rightTabs)[number];

interface UiStore extends UiState {
  readonly rightTab: RightTab;
  /** Opens the right panel on a tab. */
  showTab(tab: RightTab): void;
}

export const useUi = create<UiStore>()((set) => ({
  dialog: null,
  rightPanelOpen: true,
  rightTab: 'results',
  openDialog: (dialog) =>
    // Problems have a tab of their own; a dialog would cover the nodes they are about.
    dialog === 'problems'
      ? set({ dialog: null, rightPanelOpen: true, rightTab: 'problems' })
      : set({ dialog }),
  toggleRightPanel: () => set((state) => ({ rightPanelOpen: !state.rightPanelOpen })),
  showTab: (rightTab) => set({ rightTab, rightPanelOpen: true }),
}));
