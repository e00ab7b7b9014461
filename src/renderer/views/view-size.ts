/** In the node, in the results panel, or in a dialog of its own. */
export type ViewSize = 'node' | 'panel' | 'large';
