/** What a key does to the results of the gallery. */
export type GridKey =
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'open' | 'remove' | 'star' | 'compare' };

interface Place {
  /** Of the current result. */
  readonly index: number;
  readonly count: number;
  readonly columns: number;
}

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Null for a key that is not the grid's. At the edges the focus stays where it is. */
export function gridKey(event: Key, { index, count, columns }: Place): GridKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return null;
  const within = (to: number): GridKey => {
    return { kind: 'move', to: to < 0 || to >= count ? index : to };
  };
  switch (event.key) {
    case 'ArrowLeft':
      return within(index - 1);
    case 'ArrowRight':
      return within(index + 1);
    case 'ArrowUp':
      return within(index - columns);
    case 'ArrowDown':
      // From a full row above a last one that is not: to its end.
      return within(lastRow(index, count, columns) ? index : Math.min(index + columns, count - 1));
    case 'Home':
      return within(0);
    case 'End':
      return within(count - 1);
    case 'Enter':
    case ' ':
      return { kind: 'open' };
    case 'Delete':
    case 'Backspace':
      return { kind: 'remove' };
    case 's':
    case 'S':
      return { kind: 'star' };
    case 'c':
    case 'C':
      return { kind: 'compare' };
    default:
      return null;
  }
}

const lastRow = (index: number, count: number, columns: number) =>
  Math.floor(index / columns) === Math.floor((count - 1) / columns);
