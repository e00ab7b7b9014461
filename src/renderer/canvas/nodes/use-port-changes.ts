import type { Ports } from '@core/graph/ports-of';
import type { NodeDefinition } from '@core/node-definition';
import { useUpdateNodeInternals } from '@xyflow/react';
import { useEffect } from 'react';

/** React Flow measures ports when a node changes its size; a port may be renamed without that. */
export function usePortChanges(id: string, definition: NodeDefinition, ports: Ports): void {
  const update = useUpdateNodeInternals();
  const names = definition.ports
    ? JSON.stringify([Object.keys(ports.inputs), Object.keys(ports.outputs)])
    : '';
  useEffect(() => {
    if (names !== '') update(id);
  }, [id, names, update]);
}
