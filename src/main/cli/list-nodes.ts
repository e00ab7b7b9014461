import type { InputPort, NodeDefinition } from '@core/node-definition';
import type { ParamSpec } from '@core/node-params';
import { catalog } from '@nodes';
import type { CliIo } from './io';

/** Prints the catalogue: for reading, or whole as JSON. */
export function listNodes(json: boolean, io: CliIo): void {
  const nodes = [...catalog.values()].sort((a, b) => a.type.localeCompare(b.type));
  if (json) io.stdout.write(`${JSON.stringify(nodes.map(asJson), null, 2)}\n`);
  else for (const node of nodes) io.stdout.write(asText(node));
}

/** What a definition says, without its code. */
function asJson({ type, version, title, category, doc, inputs, outputs, params }: NodeDefinition) {
  return { type, version, title, category, doc, inputs, outputs, params };
}

function asText(node: NodeDefinition): string {
  const inputs = Object.entries(node.inputs).map(([name, port]) => name + arity(port));
  const lines = [
    `${node.type}: ${node.title}`,
    `  ${node.doc}`,
    `  ${inputs.join(', ') || 'nothing'} -> ${Object.keys(node.outputs).join(', ') || 'nothing'}`,
    ...Object.entries(node.params).map(([name, spec]) => `    ${name} = ${describeParam(spec)}`),
  ];
  return `${lines.join('\n')}\n\n`;
}

const arity = (port: InputPort) => (port.multiple ? '*' : port.optional ? '?' : '');

function describeParam(spec: ParamSpec): string {
  const value = JSON.stringify(spec.default);
  switch (spec.kind) {
    case 'number': {
      const unit = spec.unit ? ` ${spec.unit}` : '';
      const range = [spec.min, spec.max].map((limit) => limit ?? '').join('..');
      return `${value}${unit}${range === '..' ? '' : ` (${range})`}`;
    }
    case 'select':
      return `${value} (${spec.options.map((option) => option.value).join(', ')})`;
    case 'seed':
    case 'picker':
    case 'boolean':
    case 'text':
    case 'model':
    case 'file':
    case 'paint':
    case 'boxes':
    case 'onnx':
    case 'graph':
      return `${value} (${spec.kind})`;
  }
}
