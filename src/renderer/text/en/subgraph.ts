export const subgraph = {
  make: 'Make subgraph',
  unpack: 'Unpack',
  notMade: 'No subgraph was made',
  notUnpacked: 'It was not unpacked',
  inside: (nodes: number) => (nodes === 1 ? '1 node' : `${nodes} nodes`),
  titles: (titles: readonly string[], more: number) =>
    `${titles.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
};
