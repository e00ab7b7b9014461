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
  /** The node that the chosen one takes the place of. */
  readonly replace?: string;
}

export interface MenuRequest {
  /** Client pixels. */
  readonly at: Point;
  /** Canvas units. */
  readonly place: Point;
  /** Absent, as `wire` is: the menu of the canvas. */
  readonly node?: string;
  readonly wire?: string;
  /** The input that was clicked on. */
  readonly port?: string;
}

/** Conditioning to put at a node's port, or at its first one. */
export interface ConditioningRequest {
  /** Client pixels. */
  readonly at: Point;
  readonly to: { readonly node: string; readonly port?: string };
}

/** What the canvas has open over it. */
interface CanvasUi {
  readonly palette: PaletteRequest | null;
  readonly menu: MenuRequest | null;
  readonly conditioning: ConditioningRequest | null;
  /** Node whose title is being typed. */
  readonly renaming: string | null;
  /** Node type whose documentation is shown. */
  readonly help: string | null;
  /** A large graph seen from so far away that nodes are drawn as sheets with a title. */
  readonly far: boolean;
}

export const useCanvasUi = create<CanvasUi>()(() => ({
  palette: null,
  menu: null,
  conditioning: null,
  renaming: null,
  help: null,
  far: false,
}));

export const openPalette = (palette: PaletteRequest | null) =>
  useCanvasUi.setState({ palette, menu: null });
export const openMenu = (menu: MenuRequest | null) => useCanvasUi.setState({ menu });
export const pickConditioning = (conditioning: ConditioningRequest | null) =>
  useCanvasUi.setState({ conditioning });
export const rename = (renaming: string | null) => useCanvasUi.setState({ renaming });
export const showHelp = (help: string | null) => useCanvasUi.setState({ help });
