import { own } from '@core/graph/own';
import { resolveParams } from '@core/graph/resolve-params';
import type { InferArgs, NodeDefinition } from '@core/node-definition';
import { useMemo } from 'react';
import { useStable } from '../canvas/use-stable';
import { useDocument } from '../stores/document';
import { useLibrary } from '../stores/library';

const nothing = {};

/** What a parameter may look at to say what it offers: the wires, the other parameters, the models. */
export function useInferArgs(node: string, definition: NodeDefinition): InferArgs {
  const inputs = useDocument(
    useStable((state) => own(state.analysis.nodes, node)?.inputs ?? nothing),
  );
  const params = useDocument((state) => own(state.doc.nodes, node)?.params ?? nothing);
  const models = useLibrary((state) => state.models);
  return useMemo(() => {
    const wired = Object.fromEntries(
      Object.keys(definition.inputs).map((port) => [port, own(inputs, port) ?? []]),
    );
    return { inputs: wired, params: resolveParams(definition, params), models };
  }, [definition, inputs, params, models]);
}
