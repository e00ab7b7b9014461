type Sharp = typeof import('sharp').default;

let loading: Promise<Sharp> | undefined;

/** Loaded when the first picture is read or encoded: it is native code the start does not need. */
export function loadSharp(): Promise<Sharp> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    // Files change under the same name between runs, and old pixels must not be served for them.
    sharp.cache(false);
    return sharp;
  });
  return loading;
}
