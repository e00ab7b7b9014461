import { z } from 'zod';
import { appErrorSchema } from './app-error-schema';
import { arrangeCommands } from './graph/arrange';
import { scaleCommands, scaleRange } from './interface-scale';
import { type DocumentEvents, documentChannels } from './ipc-documents';
import { type HistoryEvents, historyChannels } from './ipc-history';
import { openedFileSchema, resultSchema as result } from './ipc-schemas';
import { modelManifestSchema } from './models/manifest';
import { onnxFileSchema } from './models/onnx-file';
import { plannedNodeSchema, planRequestSchema, providerSchema, runRequestSchema } from './protocol';

/**
 * Every channel between the window and the main process, once. The main process parses the
 * arguments on arrival with these schemas; the preload offers one typed method a channel.
 * Channels are intents: the window never names a folder to write to without a dialog.
 */

/** The user closed the dialog: neither a value nor an error. */
const orCancelled = <T extends z.ZodType>(value: T) => z.union([value, z.null()]);

const recentFileSchema = z.object({
  path: z.string(),
  name: z.string(),
  folder: z.string(),
});
const savedFileSchema = z.object({ path: z.string(), name: z.string() });
const templateSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Heading under which it is listed. */
  group: z.string(),
  text: z.string(),
});
const settingsFields = {
  theme: z.enum(['system', 'light', 'dark']),
  /** Of texts and controls, as a factor of the system's own size. */
  interfaceScale: z.number().min(scaleRange.least).max(scaleRange.most),
  provider: providerSchema,
  /** Where Save image writes; empty: the pictures folder of the user. */
  outputFolder: z.string(),
  smoothPreviews: z.boolean(),
  snapToGrid: z.boolean(),
  wireStyle: z.enum(['curved', 'angled']),
  /** What flows is written on every wire, not only on the one pointed at. */
  wireLabels: z.boolean(),
  /** What the selection depends on and feeds is lit. */
  traceSelection: z.boolean(),
  /** A system notification when a long run ends while the window is not in front. */
  notifyRunEnd: z.boolean(),
  /** What the history of results may take on the disk; the oldest leave first. */
  historyMegabytes: z.number().int().min(100).max(1_000_000),
  /** Node types, the last placed first: what the palette offers before anything is typed. */
  recentNodes: z.array(z.string().max(200)).max(50),
};
export const settingsSchema = z.object({
  theme: settingsFields.theme.default('system'),
  interfaceScale: settingsFields.interfaceScale.default(scaleRange.least),
  provider: settingsFields.provider.default('auto'),
  outputFolder: settingsFields.outputFolder.default(''),
  smoothPreviews: settingsFields.smoothPreviews.default(false),
  snapToGrid: settingsFields.snapToGrid.default(false),
  wireStyle: settingsFields.wireStyle.default('curved'),
  wireLabels: settingsFields.wireLabels.default(false),
  traceSelection: settingsFields.traceSelection.default(false),
  notifyRunEnd: settingsFields.notifyRunEnd.default(true),
  historyMegabytes: settingsFields.historyMegabytes.default(2048),
  recentNodes: settingsFields.recentNodes.default([]),
});
/**
 * Without defaults: zod fills them in for what a patch leaves out, and so would undo every other
 * choice. Without the output folder: the window does not name folders, a dialog does.
 */
const settingsPatchSchema = z.strictObject(settingsFields).omit({ outputFolder: true }).partial();
const appInfoSchema = z.object({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  onnxruntime: z.string(),
  platform: z.string(),
  outputFolder: z.string(),
});

export const ipcContract = {
  ...documentChannels,
  ...historyChannels,
  'app.info': { args: z.tuple([]), result: appInfoSchema },
  'settings.get': { args: z.tuple([]), result: settingsSchema },
  'settings.set': { args: z.tuple([settingsPatchSchema]), result: settingsSchema },
  'settings.chooseOutputFolder': { args: z.tuple([]), result: settingsSchema },
  /** Title and edited mark of the window; the guard at closing asks the window by `window.confirmClose`. */
  'window.setDocument': {
    args: z.tuple([
      z.object({ title: z.string(), path: z.string().nullable(), dirty: z.boolean() }),
    ]),
    result: z.void(),
  },
  /** The answer to `event.closeRequested`: whether the window may close. */
  'window.closeAnswer': { args: z.tuple([z.boolean()]), result: z.void() },
  /** 0..1 on the taskbar or dock; null takes it away. */
  'window.runProgress': { args: z.tuple([z.number().min(0).max(1).nullable()]), result: z.void() },
  /** A run came to its end: told by the system where it took long and the window is not in front. */
  'window.runEnded': {
    args: z.tuple([
      z.object({ title: z.string().max(300), body: z.string().max(1000), ms: z.number().min(0) }),
    ]),
    result: z.void(),
  },
  /** Save, don't save, cancel: a native dialog. */
  'dialog.unsavedChanges': {
    args: z.tuple([z.object({ name: z.string() })]),
    result: z.enum(['save', 'discard', 'cancel']),
  },
  /** Also null where a tab has the file already, which is shown instead. */
  'graph.open': { args: z.tuple([]), result: orCancelled(result(openedFileSchema)) },
  /** Only paths of the recent list or dropped on the window. Null as for `graph.open`. */
  'graph.openRecent': {
    args: z.tuple([z.string()]),
    result: orCancelled(result(openedFileSchema)),
  },
  /**
   * Saves to the path it was opened from or saved to in this session; others are refused. A file that
   * another program has changed is `file-changed`, until `overwrite` says that the user was told.
   */
  'graph.save': {
    args: z.tuple([
      z.object({ path: z.string(), text: z.string(), overwrite: z.boolean().optional() }),
    ]),
    result: result(savedFileSchema),
  },
  'graph.saveAs': {
    args: z.tuple([z.object({ suggestedName: z.string(), text: z.string() })]),
    result: orCancelled(result(savedFileSchema)),
  },
  /** As save as, but the document keeps its own file. */
  'graph.export': {
    args: z.tuple([z.object({ suggestedName: z.string(), text: z.string() })]),
    result: orCancelled(result(savedFileSchema)),
  },
  /** The text of a graph file to start from: the file itself stays out of reach of `graph.save`. */
  'graph.import': {
    args: z.tuple([]),
    result: orCancelled(result(openedFileSchema.omit({ path: true }))),
  },
  'recent.list': { args: z.tuple([]), result: z.array(recentFileSchema) },
  'recent.clear': { args: z.tuple([]), result: z.void() },
  'templates.list': { args: z.tuple([]), result: z.array(templateSchema) },
  'models.list': {
    args: z.tuple([]),
    result: z.object({ models: z.array(modelManifestSchema), problems: z.array(appErrorSchema) }),
  },
  /** Adds a pipeline folder the user picks to the library. */
  'models.addFolder': { args: z.tuple([]), result: orCancelled(result(modelManifestSchema)) },
  /** The ONNX file the user picks, or a bundled one by its name, with its inputs and outputs. */
  'onnx.open': {
    args: z.tuple([z.string().startsWith('bundled:').nullable()]),
    result: orCancelled(result(onnxFileSchema)),
  },
  /** The same for a file that was dropped on the window. */
  'onnx.openDropped': { args: z.tuple([z.string()]), result: result(onnxFileSchema) },
  'images.choose': { args: z.tuple([]), result: orCancelled(z.string()) },
  /** A small PNG of the image a Load image node names, for the node's own view. */
  'images.thumbnail': {
    args: z.tuple([z.string(), z.number().int().min(16).max(512)]),
    result: result(z.instanceof(Uint8Array)),
  },
  'images.bundled': { args: z.tuple([]), result: z.array(z.string()) },
  'result.save': {
    args: z.tuple([z.object({ png: z.instanceof(Uint8Array), suggestedName: z.string() })]),
    result: orCancelled(result(savedFileSchema)),
  },
  /** A plot, a table or frames, where the user says. */
  'view.save': {
    args: z.tuple([
      z.object({
        bytes: z.instanceof(Uint8Array),
        format: z.enum(['png', 'csv']),
        suggestedName: z.string(),
      }),
    ]),
    result: orCancelled(result(savedFileSchema)),
  },
  'engine.run': { args: z.tuple([runRequestSchema]), result: result(z.void()) },
  /** What a run would do now; null where it cannot be told, as while one runs. */
  'engine.plan': {
    args: z.tuple([planRequestSchema]),
    result: z.array(plannedNodeSchema).readonly().nullable(),
  },
  'engine.cancel': { args: z.tuple([z.string()]), result: z.void() },
  'engine.releaseMemory': { args: z.tuple([]), result: z.void() },
  'clipboard.read': { args: z.tuple([]), result: z.string() },
  /** A copied picture, as it lies inside a graph; null where none was copied. */
  'clipboard.readImage': { args: z.tuple([]), result: z.string().nullable() },
  'clipboard.write': { args: z.tuple([z.string()]), result: z.void() },
  /** Shows a saved file in the system's file manager: only files this session wrote. */
  'shell.showItem': { args: z.tuple([z.string()]), result: z.void() },
} as const satisfies Record<string, { args: z.ZodType; result: z.ZodType }>;

export type IpcContract = typeof ipcContract;
export type IpcChannel = keyof IpcContract;
export type IpcArgs<C extends IpcChannel> = z.infer<IpcContract[C]['args']>;
export type IpcResult<C extends IpcChannel> = z.infer<IpcContract[C]['result']>;

/** What the main process tells the window, unasked. */
export const menuCommandSchema = z.enum([
  'new',
  'closeTab',
  'nextTab',
  'previousTab',
  'open',
  'save',
  'saveAs',
  'import',
  'export',
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'duplicate',
  'delete',
  'selectAll',
  'run',
  'cancel',
  'fit',
  'zoomIn',
  'zoomOut',
  'palette',
  'library',
  'about',
  'settings',
  'templates',
  'shortcuts',
  'gallery',
  'snapToGrid',
  'angledWires',
  'wireLabels',
  'traceSelection',
  ...arrangeCommands,
  ...scaleCommands,
]);
export type MenuCommand = z.infer<typeof menuCommandSchema>;

export interface IpcEvents extends DocumentEvents, HistoryEvents {
  'event.engine': import('./protocol').EngineEvent;
  'event.menu': MenuCommand;
  'event.closeRequested': null;
  /** A file opened from the system: double click, command line, dropped on the icon. */
  'event.openFile': z.infer<typeof openedFileSchema>;
  'event.modelsChanged': null;
}
export type IpcEventName = keyof IpcEvents;

/** `window.patchbay`: what the preload gives the renderer. No generic invoke beyond the contract. */
export type PatchbayApi = {
  readonly [C in IpcChannel]: (...args: IpcArgs<C>) => Promise<IpcResult<C>>;
} & {
  on<E extends IpcEventName>(event: E, listener: (payload: IpcEvents[E]) => void): () => void;
  /** Path of a file dropped on the window (Electron's webUtils). Registers it as allowed to open. */
  pathForFile(file: unknown): Promise<string>;
};
