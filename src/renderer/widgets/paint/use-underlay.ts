import { own } from '@core/graph/own';
import type { InferArgs } from '@core/node-definition';
import { useEffect, useState } from 'react';
import { useDocument } from '../../stores/document';
import { useNodeRun } from '../../stores/run';
import { useThumbnail } from '../use-thumbnail';

/** CSS pixels of the longest side; as much as nodes show of what they made. */
const underlaySize = 512;

export interface Underlay {
  readonly url: string;
  /** Of the picture as it is shown; exact for pictures up to 512 px a side. */
  readonly width: number;
  readonly height: number;
}

/** The picture that is wired into a port, as far as it was seen: a file's, or what a run showed. */
export function useUnderlay(node: string, port: string | undefined): Underlay | null {
  const source = useDocument((state) => {
    const wires = Object.values(state.doc.edges);
    return wires.find(({ to }) => to.node === node && to.port === port)?.from.node ?? '';
  });
  const file = useDocument((state) => {
    const from = own(state.doc.nodes, source);
    const named = from?.type === 'load-image' ? (from.params.file ?? '') : '';
    return typeof named === 'string' ? named : '';
  });
  const { preview } = useNodeRun(source);
  const thumbnail = useThumbnail(file, underlaySize);
  const shown = thumbnail.state === 'ready' ? thumbnail.url : null;
  const [measured, setMeasured] = useState<Underlay | null>(null);
  useEffect(() => {
    setMeasured(null);
    if (shown === null) return;
    const picture = new Image();
    picture.onload = () =>
      setMeasured({ url: shown, width: picture.naturalWidth, height: picture.naturalHeight });
    picture.src = shown;
    return () => {
      picture.onload = null;
    };
  }, [shown]);
  if (port === undefined) return null;
  return preview?.kind === 'image' ? preview : measured;
}

/** Pixels to paint: of the wire where it tells them, else of the picture underneath, else `offered`. */
export function paintedSize(
  args: InferArgs,
  port: string | undefined,
  underlay: Underlay | null,
  offered: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  const wire = args.inputs[port ?? '']?.find((type) => type.kind === 'image');
  return wire && !wire.width && underlay ? underlay : offered;
}
