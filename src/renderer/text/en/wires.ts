export const wires = {
  addReroute: 'Add a reroute point',
  removeWire: 'Remove the wire',
  selectEnds: 'Select both ends',
  moveAll: (count: number, port: string, node: string) =>
    `Moves ${count} wires to ${port} of ${node}.`,
  traceLegend: (needs: number, feeds: number) =>
    `Needs ${needs} ${needs === 1 ? 'node' : 'nodes'}, feeds ${feeds}`,
  needs: (count: number) => `Needs ${count}`,
  feeds: (count: number) => `Feeds ${count}`,
  unknown: 'unknown',
};
