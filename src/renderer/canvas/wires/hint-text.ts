import type { AppError, Result } from '@core/errors';
import type { Connection as Checked } from '@core/graph/check-connection';
import type { Endpoint, GraphDocument } from '@core/graph/document';
import { nodeTitle } from '@core/graph/node-title';
import { own } from '@core/graph/own';
import { inputPortAt } from '@core/graph/ports-of';
import type { Catalog } from '@core/node-definition';

export interface HintText {
  readonly tone: 'good' | 'warning' | 'bad';
  readonly text: string;
  readonly detail?: string;
}

interface Args {
  readonly doc: GraphDocument;
  readonly catalog: Catalog;
  readonly to: Endpoint;
  readonly answer: Result<Checked, AppError>;
  readonly adding: boolean;
}

const list = (names: readonly string[]) =>
  names.length < 3 ? names.join(' and ') : `${names.length} wires`;

/** What the pointer says while a wire hovers over a port. */
export function hintText({ doc, catalog, to, answer, adding }: Args): HintText {
  if (!answer.ok) return { tone: 'bad', text: answer.error.message, detail: answer.error.hint };
  const port = inputPortAt(doc, catalog, to);
  const [warning] = answer.value.warnings;
  const tone = warning ? 'warning' : 'good';
  const detail = warning?.message;
  const sources = (edges: readonly string[]) =>
    list([
      ...new Set(
        edges
          .flatMap((id) => own(doc.edges, id)?.from.node ?? [])
          .map((id) => nodeTitle(doc, catalog, id)),
      ),
    ]);
  const there = Object.keys(doc.edges).filter((id) => {
    const end = own(doc.edges, id)?.to;
    return end?.node === to.node && end.port === to.port;
  });
  const shift = port?.multiple ? ' Hold Shift to add beside it.' : '';
  if (answer.value.replaces.length > 0)
    return { tone, text: `Replaces ${sources(answer.value.replaces)}.${shift}`, detail };
  if (adding && there.length > 0) return { tone, text: `Adds beside ${sources(there)}.`, detail };
  return {
    tone,
    text: `Connects to ${port?.label ?? to.port} of ${nodeTitle(doc, catalog, to.node)}.`,
    detail,
  };
}
