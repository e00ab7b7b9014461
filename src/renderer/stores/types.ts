import type { AppError } from '@core/errors';
import type { Analysis } from '@core/graph/analysis';
import type { ArrangeCommand } from '@core/graph/arrange';
import type { GraphDocument, Point, View } from '@core/graph/document';
import type { NamedEdit } from '@core/graph/edit';
import type { OnnxFile } from '@core/models/onnx-file';
import type { PreviewContent } from '@core/node-context';
import type { Provider, ProviderReport, RunStatus } from '@core/protocol';
import type { ValueSummary } from '@core/values';

/** The document being edited. `useDocument` in document.ts. Select narrow slices. */
export interface DocumentState {
  readonly doc: GraphDocument;
  readonly path: string | null;
  readonly name: string;
  readonly dirty: boolean;
  /** Derived from doc and library, recomputed only when either changes. */
  readonly analysis: Analysis;
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  readonly selectedNodes: ReadonlySet<string>;
  readonly selectedEdges: ReadonlySet<string>;
  /** Which of all documents it is: another one is shown when it changes. */
  readonly documentId: number;
  /** It was shown before: the canvas goes where the user had looked, instead of fitting it all. */
  readonly restoresView: boolean;
  /** What another program has done to its file since it was opened or saved. */
  readonly outside: 'same' | 'changed' | 'gone';
  apply(edit: NamedEdit): void;
  undo(): void;
  redo(): void;
  select(nodes: Iterable<string>, edges?: Iterable<string>): void;
  /** Not undoable, not a change worth saving for. */
  setView(view: View): void;
  /** Takes the place of the document that is shown. `showInTab` (tabs.ts) loses none. */
  load(doc: GraphDocument, file: { path: string | null; name: string; dirty?: boolean }): void;
  markSaved(file: { path: string; name: string }, savedDoc: GraphDocument): void;
}

export type NodePreview =
  | {
      readonly kind: 'image';
      readonly url: string;
      readonly width: number;
      readonly height: number;
    }
  | Exclude<PreviewContent, { kind: 'image' }>;

export interface NodeRunState {
  readonly state: 'idle' | 'queued' | 'running' | 'done' | 'cached' | 'failed';
  readonly iteration?: number;
  readonly of?: number;
  readonly ms?: number;
  /** Why it ran or was taken from the cache. */
  readonly reason?: string;
  readonly error?: AppError;
  /** Object URL, revoked by the store when replaced. */
  readonly preview?: NodePreview;
  readonly outputs?: Readonly<Record<string, ValueSummary>>;
}

/** The engine as the window sees it. `useRun` in run.ts; `useNodeRun(id)` for one node. */
export interface RunState {
  readonly status: 'idle' | 'running' | 'cancelling';
  readonly runId: string | null;
  readonly nodes: Readonly<Record<string, NodeRunState>>;
  /** 0..1 over the whole run. */
  readonly progress: number;
  readonly lastStatus: RunStatus | null;
  readonly lastMs: number | null;
  readonly lastError: AppError | null;
  readonly providers: readonly ProviderReport[];
  /** Set when the engine process died in a run: which node, and a way to run again. */
  readonly crash: { readonly node: string | null; readonly error: AppError } | null;
  start(targets?: readonly string[]): Promise<void>;
  cancel(): void;
  dismissCrash(): void;
}

export interface ResultItem {
  readonly id: string;
  readonly runId: string;
  readonly node: string;
  readonly nodeTitle: string;
  readonly content: PreviewContent;
  /** Object URL of a picture that stands for it: itself, or one of several; null where it has none. */
  readonly url: string | null;
  readonly seed: number | null;
  readonly ms: number | null;
  readonly provider: Exclude<Provider, 'auto'> | null;
  readonly time: number;
}

/** Pictures of this session, newest first. `useResults` in results.ts. */
export interface ResultsState {
  readonly items: readonly ResultItem[];
  readonly selected: string | null;
  select(id: string): void;
}

/** What overlays are open. `useUi` in ui.ts. */
export interface UiState {
  readonly dialog: 'about' | 'settings' | 'templates' | 'shortcuts' | 'problems' | null;
  readonly rightPanelOpen: boolean;
  openDialog(dialog: UiState['dialog']): void;
  toggleRightPanel(): void;
}

/**
 * What the canvas offers to menus and shortcuts. The canvas registers it on mount with
 * `registerCanvas` (canvas-actions.ts); the shell calls `canvasActions()`.
 */
export interface CanvasActions {
  /** Where the user looks now. */
  view(): View;
  fit(): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Opens the search palette at the middle of the canvas. */
  openPalette(): void;
  centerOn(node: string): void;
  /** Brings all of these into view. */
  show(nodes: readonly string[]): void;
  copy(): void;
  cut(): void;
  paste(): void;
  /** A Load image node with that file; `at`: client pixels, absent: where the pointer is. */
  addImage(file: string, at?: Point): void;
  /** An ONNX model node with that model; `at` as for `addImage`. */
  addModel(model: OnnxFile, at?: Point): void;
  duplicate(): void;
  deleteSelection(): void;
  selectAll(): void;
  /** Aligns, lays out, pins or collapses the selection. */
  arrange(what: ArrangeCommand): void;
}
