type CanvasModule = typeof import('@napi-rs/canvas');

/** Loaded when the first picture is read or encoded: it is native code the start does not need. */
export const loadCanvas = (): Promise<CanvasModule> => import('@napi-rs/canvas');
