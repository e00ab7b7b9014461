import type { Result } from '@core/errors';
import type { AddingEdit } from '@core/graph/add-node';
import { own } from '@core/graph/own';
import { subgraphType } from '@core/graph/subgraph/inner-graph';
import { makeSubgraph } from '@core/graph/subgraph/make-subgraph';
import { unpackSubgraph } from '@core/graph/subgraph/unpack-subgraph';
import { catalog } from '@nodes';
import { useDocument } from '../../stores/document';
import { useLibrary } from '../../stores/library';
import { notifyError } from '../../stores/notify';
import { t } from '../../text/text';

/** Applies what was made, with it selected, or says why not. */
function perform(made: Result<AddingEdit>, failure: string): void {
  if (!made.ok) {
    notifyError(failure, made.error);
    return;
  }
  const { apply, select } = useDocument.getState();
  apply(made.value);
  select(made.value.ids);
}

/** Puts the selected nodes into a subgraph. */
export function makeSubgraphOfSelection(): void {
  const { doc, selectedNodes: ids } = useDocument.getState();
  const { models } = useLibrary.getState();
  perform(makeSubgraph({ doc, catalog, models, ids }), t.subgraph.notMade);
}

/** Unpacks the selected subgraph; the first where several are selected. */
export function unpackSelection(): void {
  const { doc, selectedNodes } = useDocument.getState();
  const ids = [...selectedNodes];
  const id = ids.find((one) => own(doc.nodes, one)?.type === subgraphType) ?? ids[0] ?? '';
  perform(unpackSubgraph(doc, catalog, id), t.subgraph.notUnpacked);
}
