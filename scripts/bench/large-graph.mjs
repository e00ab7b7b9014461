/**
 * A valid graph of many nodes for the editor's and the planner's benches: chains of text prompt,
 * tokenize and text encoder around one pipeline, on a grid.
 * @param {number} count nodes in all
 */
export function largeGraph(count) {
  const nodes = {
    'load-pipeline-1': node('load-pipeline', 0, 0, {
      model: { name: 'emoji-ldm', family: 'emoji-ldm' },
    }),
  };
  const edges = {};
  const columns = Math.ceil(Math.sqrt(count / 3));
  for (let i = 0; Object.keys(nodes).length + 3 <= count; i++) {
    const x = 400 + (i % columns) * 1000;
    const y = Math.floor(i / columns) * 320;
    nodes[`text-prompt-${i}`] = node('text-prompt', x, y, { text: `prompt ${i}` });
    nodes[`tokenize-${i}`] = node('tokenize', x + 320, y, {});
    nodes[`text-encoder-${i}`] = node('text-encoder', x + 640, y, {});
    edges[`a${i}`] = edge(`text-prompt-${i}`, 'text', `tokenize-${i}`, 'text');
    edges[`b${i}`] = edge('load-pipeline-1', 'textEncoder', `tokenize-${i}`, 'textEncoder');
    edges[`c${i}`] = edge(`tokenize-${i}`, 'tokens', `text-encoder-${i}`, 'text');
    edges[`d${i}`] = edge('load-pipeline-1', 'textEncoder', `text-encoder-${i}`, 'textEncoder');
  }
  return {
    format: 'latent-patchbay/graph',
    formatVersion: 1,
    name: `${count} nodes`,
    nodes,
    edges,
  };
}

const node = (type, x, y, params) => ({ type, version: 1, params, position: { x, y } });
const edge = (fromNode, fromPort, toNode, toPort) => ({
  from: { node: fromNode, port: fromPort },
  to: { node: toNode, port: toPort },
});
