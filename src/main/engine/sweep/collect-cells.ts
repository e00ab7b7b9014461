import type { PreviewContent } from '@core/node-context';
import type { EngineEventBody } from '@core/protocol';
import type { SweepCell } from '@core/sweep/sweep-cells';

export interface CellResult {
  readonly column: number;
  readonly row: number;
  readonly label: string;
  /** Several of a batch, or of a node that shows several. */
  readonly contents: readonly PreviewContent[];
}

export interface NodeResults {
  readonly node: string;
  readonly cells: readonly CellResult[];
  /** Where all cells were made with one seed. */
  readonly seed?: number;
  /** What the node called its file, where it wrote one. */
  readonly name?: string;
}

type ResultEvent = Extract<EngineEventBody, { kind: 'result' }>;

/** Keeps what output nodes made in each cell of a sweep. */
export function collectCells() {
  const cells = new Map<string, (CellResult & { readonly contents: PreviewContent[] })[]>();
  const seeds = new Map<string, Set<number | undefined>>();
  const names = new Map<string, string>();
  return {
    at({ column, row, label }: SweepCell) {
      return {
        result({ node, content, seed }: ResultEvent): void {
          const ofNode = cells.get(node) ?? [];
          cells.set(node, ofNode);
          const here = ofNode.find((cell) => cell.column === column && cell.row === row);
          if (here) here.contents.push(content);
          else ofNode.push({ column, row, label, contents: [content] });
          seeds.set(node, (seeds.get(node) ?? new Set()).add(seed));
        },
        wrote(node: string, name: string): void {
          if (!names.has(node)) names.set(node, name);
        },
      };
    },
    results(): readonly NodeResults[] {
      return [...cells].map(([node, ofNode]) => {
        const [seed, ...others] = seeds.get(node) ?? [];
        return {
          node,
          cells: ofNode,
          seed: others.length === 0 ? seed : undefined,
          name: names.get(node),
        };
      });
    },
  };
}
