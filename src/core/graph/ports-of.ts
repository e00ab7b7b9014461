import type {
  Catalog,
  InputPort,
  Inputs,
  NodeDefinition,
  OutputPort,
  Outputs,
} from '../node-definition';
import type { ParamSpec } from '../node-params';
import type { PortType } from '../ports/port-type';
import type { Endpoint, GraphNode } from './document';
import { own } from './own';
import { resolveParams } from './resolve-params';

export interface Ports {
  readonly inputs: Inputs;
  readonly outputs: Outputs;
}

/** A params object makes the same ports again: it is asked for by every reader of an edit. */
const known = new WeakMap<object, { definition: NodeDefinition; ports: Ports }>();

/**
 * A node's ports: those of its definition, then those its stored parameters make (an ONNX file's
 * own, the fields of a text template). A declared port keeps its name.
 */
export function portsOf(
  definition: NodeDefinition,
  params: Readonly<Record<string, unknown>>,
): Ports {
  if (!definition.ports) return definition;
  const last = known.get(params);
  if (last?.definition === definition) return last.ports;
  const made = definition.ports(resolveParams(definition, params));
  const ports = {
    inputs: { ...made.inputs, ...definition.inputs },
    outputs: { ...made.outputs, ...definition.outputs },
  };
  known.set(params, { definition, ports });
  return ports;
}

/** Kinds a wire into a parameter may carry, by the parameter's kind. */
const drivers: Readonly<Partial<Record<ParamSpec['kind'], readonly PortType[]>>> = {
  number: [{ kind: 'number' }, { kind: 'seed' }],
  seed: [{ kind: 'seed' }, { kind: 'number' }],
  text: [{ kind: 'text' }],
  select: [{ kind: 'text' }],
  picker: [{ kind: 'text' }],
  boolean: [{ kind: 'number' }, { kind: 'text' }],
};

const paramPorts = new WeakMap<ParamSpec, InputPort>();

/** The input that a wire into a parameter goes to; undefined where none may drive it. */
export function paramPort(spec: ParamSpec): InputPort | undefined {
  const type = drivers[spec.kind];
  if (!type || spec.wirable === false) return undefined;
  let port = paramPorts.get(spec);
  if (!port) {
    port = { label: spec.label, type, doc: spec.doc, optional: true };
    paramPorts.set(spec, port);
  }
  return port;
}

/** What a wire to `name` goes into: an input port, or else a parameter of that name. */
export function inputPort(
  definition: NodeDefinition,
  params: Readonly<Record<string, unknown>>,
  name: string,
): InputPort | undefined {
  const port = own(portsOf(definition, params).inputs, name);
  if (port) return port;
  const spec = own(definition.params, name);
  return spec && paramPort(spec);
}

interface Graph {
  readonly nodes: Readonly<Record<string, GraphNode>>;
}

/** What a wire that ends there goes into; undefined where the node, its type or its port is not known. */
export function inputPortAt(
  doc: Graph,
  catalog: Catalog,
  { node, port }: Endpoint,
): InputPort | undefined {
  const found = own(doc.nodes, node);
  const definition = catalog.get(found?.type ?? '');
  return found && definition && inputPort(definition, found.params, port);
}

/** What a wire that begins there comes from; undefined where the node, its type or its port is not known. */
export function outputPortAt(
  doc: Graph,
  catalog: Catalog,
  { node, port }: Endpoint,
): OutputPort | undefined {
  const found = own(doc.nodes, node);
  const definition = catalog.get(found?.type ?? '');
  return found && definition && own(portsOf(definition, found.params).outputs, port);
}
