import type { AppError, Result } from '@core/errors';
import type { Endpoint } from '@core/graph/document';
import type { NamedEdit } from '@core/graph/edit';
import { moveWires, type Side, wiresOn } from '@core/graph/move-wires';
import { own } from '@core/graph/own';
import { assignable } from '@core/ports/assignable';
import type { PortType } from '@core/ports/port-type';
import { catalog } from '@nodes';
import { create } from 'zustand';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import { declaredTypes } from './port-fit';

/** All wires of a port, held together by that end. */
export interface Bundle {
  readonly side: Side;
  readonly from: Endpoint;
  /** Ids of the wires, and the ports at their other ends. */
  readonly wires: readonly { readonly id: string; readonly far: Endpoint }[];
  /** Client pixels. */
  readonly x: number;
  readonly y: number;
  /** The port under the pointer, and what letting go there would do. */
  readonly over: Endpoint | null;
  readonly answer: Result<NamedEdit, AppError> | null;
}

export const useBundle = create<{ readonly bundle: Bundle | null }>()(() => ({ bundle: null }));

/** Null for a port with fewer than two wires: one is taken by its end. */
export function takeBundle(
  from: Endpoint,
  side: Side,
): Pick<Bundle, 'side' | 'from' | 'wires'> | null {
  const { doc } = useDocument.getState();
  const wires = wiresOn(doc, from, side).map((wire) => ({
    id: wire.id,
    far: side === 'output' ? wire.to : wire.from,
  }));
  return wires.length < 2 ? null : { side, from, wires };
}

/** The edit that letting go over a port makes, or the reason why not. */
export function tryBundle(
  { side, from }: Pick<Bundle, 'side' | 'from'>,
  to: Endpoint,
): Result<NamedEdit, AppError> {
  const { doc } = useDocument.getState();
  const { models } = useLibrary.getState();
  return moveWires({ doc, catalog, models, side, from, to });
}

/** Whether a port of the same side could take all wires, by what types are known; cheap, for every port. */
export function createBundleFit({ side, from, wires }: Pick<Bundle, 'side' | 'from' | 'wires'>) {
  const { doc, analysis } = useDocument.getState();
  const farTypes = wires.map(({ far }): readonly PortType[] => {
    const known = own(own(analysis.nodes, far.node)?.outputs ?? {}, far.port);
    if (side === 'input' && known) return [known];
    const farSide = side === 'output' ? 'input' : 'output';
    return declaredTypes(catalog, own(doc.nodes, far.node), far.port, farSide);
  });
  return (node: string, port: string, portSide: Side): boolean => {
    if (portSide !== side || (node === from.node && port === from.port)) return false;
    const known = own(own(analysis.nodes, node)?.outputs ?? {}, port);
    const mine =
      side === 'output' && known
        ? [known]
        : declaredTypes(catalog, own(doc.nodes, node), port, side);
    return farTypes.every((types) =>
      types.some((type) =>
        mine.some((one) =>
          side === 'output' ? assignable(one, type).ok : assignable(type, one).ok,
        ),
      ),
    );
  };
}
