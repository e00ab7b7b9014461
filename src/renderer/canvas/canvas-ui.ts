import type { Endpoint, Point } from '@core/graph/document';
import type { PortType } from '@core/ports/port-type';
import { create } from 'zustand';

/** A wire let go over empty canvas: the palette lists what fits its loose end. */
export interface LooseWire {
  readonly from: Endpoint;
  readonly direction: 'from-output' | 'from-input';
  readonly type: PortType;
}

export interface PaletteRequest {
  /** Client pixels: where the palette opens. */
  readonly at: Point;
  /** Canvas units: where the node goes. */
  readonly place: Point;
  readonly wire?: LooseWire;
}

export interface MenuRequest {
  /** Client pixels. */
  readonly at: Point;
  /** Canvas units. */
  readonly place: Point;
  /** Absent: the menu of the canvas. */
  readonly node?: string;
}

/** What the canvas has open over it. */
interface CanvasUi {
  readonly palette: PaletteRequest | null;
  readonly menu: MenuRequest | null;
  /** Node whose title is being typed. */
  readonly renaming: string | null;
  /** Node type whose documentation is shown. */
  readonly help: string | null;
  readonly snap: boolean;
  /** A large graph seen from so far away that nodes are drawn as sheets with a title. */
  readonly far: boolean;
}

export const useCanvasUi = create<CanvasUi>()(() => ({
  palette: null,
  menu: null,
  renaming: null,
  help: null,
  snap: false,
  far: false,
}));

export const openPalette = (palette: PaletteRequest | null) =>
  useCanvasUi.setState({ palette, menu: null });
export const openMenu = (menu: MenuRequest | null) => useCanvasUi.setState({ menu });
export const rename = (renaming: string | null) => useCanvasUi.setState({ renaming });
export const showHelp = (help: string | null) => useCanvasUi.setState({ help });
export const toggleSnap = () => useCanvasUi.setState(({ snap }) => ({ snap: !snap }));
