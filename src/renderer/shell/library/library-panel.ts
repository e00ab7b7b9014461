import { create } from 'zustand';

/** CSS pixels. */
export const libraryWidths = { least: 180, most: 480, first: 240 };
/** A window at least this wide has room for the library beside graph and results. */
const roomy = 1500;

const keys = { open: 'library-open', width: 'library-width' };

interface LibraryPanelState {
  readonly open: boolean;
  /** CSS pixels. */
  readonly width: number;
}

/** Whether the library is shown, and how wide: kept on this machine, over restarts. */
export const useLibraryPanel = create<LibraryPanelState>()(() => {
  const open = localStorage.getItem(keys.open);
  const width = Number(localStorage.getItem(keys.width));
  const isWidth = width >= libraryWidths.least && width <= libraryWidths.most;
  return {
    open: open === null ? window.innerWidth >= roomy : open === 'true',
    width: isWidth ? width : libraryWidths.first,
  };
});

export function toggleLibrary(): void {
  const open = !useLibraryPanel.getState().open;
  localStorage.setItem(keys.open, String(open));
  useLibraryPanel.setState({ open });
}

export function setLibraryWidth(width: number): void {
  localStorage.setItem(keys.width, String(width));
  useLibraryPanel.setState({ width });
}
