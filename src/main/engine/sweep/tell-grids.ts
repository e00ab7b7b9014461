import { NodeFailure } from '@core/errors';
import { serializeDocument } from '@core/graph/serialize';
import { graphKeyword } from '@core/images/graph-keyword';
import { writePngText } from '@core/images/png-text';
import type { PreviewContent } from '@core/node-context';
import { writeOutput } from '../files/write-output';
import type { RunScope } from '../run/run-scope';
import type { collectCells, NodeResults } from './collect-cells';
import { gridPicture, type Labels } from './grid-picture';

/** Tells one result for each output of a sweep; those of nodes that wrote files are written too. */
export async function tellGrids(
  run: RunScope,
  collected: ReturnType<typeof collectCells>,
  labels: Labels,
): Promise<void> {
  for (const results of collected.results()) {
    const content = (await gridPicture(results.cells, labels)) ?? asStack(results);
    const { node, seed, name } = results;
    run.emit({ kind: 'result', node, content, seed });
    if (run.wantsPreviews) run.emit({ kind: 'preview', node, content });
    if (name !== undefined && content.kind === 'image') await save(run, node, name, content.png);
  }
}

/** What is no picture has no place in a grid: one under the other, each under its values. */
const asStack = ({ cells }: NodeResults): PreviewContent => ({
  kind: 'stack',
  parts: cells.flatMap(({ label, contents }): readonly PreviewContent[] => [
    { kind: 'text', text: label },
    ...contents,
  ]),
});

/** Beside the cells, with the whole graph inside: each cell's file has the graph with its values. */
async function save(run: RunScope, node: string, name: string, png: Uint8Array): Promise<void> {
  const embeds = run.document.nodes[node]?.params.embedGraph !== false;
  const bytes = embeds ? withGraph(run, png) : png;
  const path = await writeOutput({
    folder: run.outputFolder,
    name: `${name}-grid`,
    extension: 'png',
    bytes,
  });
  run.emit({ kind: 'saved', node, path });
}

function withGraph({ whole: { view: _view, ...document } }: RunScope, png: Uint8Array) {
  const written = writePngText(png, graphKeyword, serializeDocument(document));
  if (!written.ok) throw new NodeFailure(written.error);
  return written.value;
}
