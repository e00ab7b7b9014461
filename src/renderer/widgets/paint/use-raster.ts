import { useCallback, useEffect, useRef, useState } from 'react';
import { decodeRaster, encodeRaster } from './png-codec';
import { blankRaster, isBlank, type Raster, type Rgba } from './raster';

/**
 * The pixels behind a paint parameter's value. Painting changes them in place; `finish` writes the
 * value once a stroke is done, and a value from elsewhere (undo) replaces them.
 */
export function useRaster(args: {
  readonly value: string;
  readonly width: number;
  readonly height: number;
  readonly ground: Rgba;
  readonly commit: (value: string) => void;
}): { readonly raster: Raster | null; readonly finish: () => void } {
  const { value, width, height, ground, commit } = args;
  const [raster, setRaster] = useState<Raster | null>(null);
  const shown = useRef<{ value: string; raster: Raster | null }>({ value: '', raster: null });
  useEffect(() => {
    const { current } = shown;
    const fits = current.raster?.width === width && current.raster.height === height;
    if (fits && current.value === value) return;
    let live = true;
    const show = (next: Raster) => {
      shown.current = { value, raster: next };
      setRaster(next);
    };
    const blank = blankRaster(width, height, ground);
    if (value === '') show(blank);
    else
      void decodeRaster(value, blank).then((decoded) => {
        if (live) show(decoded ?? blank);
      });
    return () => {
      live = false;
    };
  }, [value, width, height, ground]);
  const finish = useCallback(() => {
    const done = shown.current.raster;
    if (!done) return;
    const next = isBlank(done, ground) ? '' : encodeRaster(done);
    // A new object over the same pixels: whoever shows them draws them again.
    const drawn = { ...done };
    shown.current = { value: next, raster: drawn };
    setRaster(drawn);
    commit(next);
  }, [commit, ground]);
  return { raster, finish };
}
