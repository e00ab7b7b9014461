import type { NodeDefinition } from '../node-definition';
import type { ParamSpec } from '../node-params';
import type { GraphDocument } from './document';
import { type Bounds, frameType, givenSize } from './frames';
import { portsOf } from './ports-of';

/** Canvas units of a node before it was drawn: about what the window makes of it. */
const width = 248;
const header = 40;
const portRow = 26;
const padding = 20;

const paramHeights: Readonly<Partial<Record<ParamSpec['kind'], number>>> = {
  text: 52,
  paint: 360,
  boxes: 360,
  file: 190,
};
const paramRow = 32;

/** Width and height a new node will have, roughly: to find room for it before it is drawn. */
export function estimateSize(
  definition: NodeDefinition,
  params: Readonly<Record<string, unknown>> = {},
): { readonly width: number; readonly height: number } {
  const { inputs, outputs } = portsOf(definition, params);
  const ports = (Object.keys(inputs).length + Object.keys(outputs).length) * portRow;
  const shown = Object.values(definition.params).filter((spec) => !spec.advanced);
  const rows = shown.reduce(
    (sum, spec) =>
      sum + (spec.kind === 'text' && spec.multiline ? 96 : (paramHeights[spec.kind] ?? paramRow)),
    0,
  );
  const preview = definition.isOutput ? 200 : 0;
  return { width, height: header + ports + rows + preview + padding };
}

/** Where the nodes of a graph lie, frames left out: as large as they were made, or else estimated. */
export function estimateBounds(
  doc: GraphDocument,
  definitionOf: (type: string) => NodeDefinition | undefined,
): readonly (Bounds & { readonly id: string })[] {
  return Object.entries(doc.nodes).flatMap(([id, node]) => {
    if (node.type === frameType) return [];
    const definition = definitionOf(node.type);
    const estimated = definition
      ? estimateSize(definition, node.params)
      : { width, height: header + padding };
    const given = givenSize(node);
    return [
      {
        id,
        x: node.position.x,
        y: node.position.y,
        width: given.width ?? estimated.width,
        height: given.height ?? estimated.height,
      },
    ];
  });
}
