export const library = {
  title: 'Nodes',
  region: 'Node library',
  search: 'Search the node library',
  placeholder: 'Search nodes',
  show: 'Show the node library',
  hide: 'Hide the node library',
  width: 'Width of the node library',
  noMatch: (query: string) => `No node matches “${query}”.`,
  help: 'Drag a node onto the canvas, or press Enter to put it in the middle.',
  row: (title: string) => `Add ${title}`,
};
