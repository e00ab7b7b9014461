import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { GraphDocument, GraphNode } from '@core/graph/document';
import { everyNode, mapNodes } from '@core/graph/subgraph/every-node';
import { formatEmbedded, isEmbedded } from '@core/images/embedded-image';
import type { Catalog } from '@core/node-definition';
import { type ImageFolders, isBundled, locateImage } from './locate-image';

/** Larger pictures would make the graph file unwieldy: their path stays. */
const mostBytes = 16 * 2 ** 20;

const mediaTypes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
};

/**
 * The document with the image files that its nodes name put inside, so that it opens on another
 * machine. Bundled pictures are everywhere already; what cannot be read keeps its path, and the node
 * says what is missing when it runs.
 */
export async function embedImages(
  doc: GraphDocument,
  catalog: Catalog,
  folders: ImageFolders,
): Promise<GraphDocument> {
  const files = everyNode(doc.nodes).flatMap(({ node }) =>
    fileParams(node, catalog).map(([, file]) => file),
  );
  const inside = new Map(
    await Promise.all(
      [...new Set(files)].map(async (file) => [file, await embedded(file, folders)] as const),
    ),
  );
  const nodes = mapNodes(doc.nodes, (node) => {
    const found = fileParams(node, catalog).map(([name, file]) => [name, inside.get(file) ?? file]);
    return { ...node, params: { ...node.params, ...Object.fromEntries(found) } };
  });
  return { ...doc, nodes };
}

/** The parameters of a node that name an image file. */
function fileParams(node: GraphNode, catalog: Catalog): readonly (readonly [string, string])[] {
  return Object.entries(catalog.get(node.type)?.params ?? {}).flatMap(([name, spec]) => {
    const value = node.params[name];
    return spec.kind === 'file' && typeof value === 'string' ? [[name, value] as const] : [];
  });
}

async function embedded(file: string, folders: ImageFolders): Promise<string | null> {
  if (isBundled(file) || isEmbedded(file)) return null;
  const path = locateImage(file, folders);
  if (!path.ok) return null;
  const mediaType = mediaTypes[extname(path.value).toLowerCase()];
  if (!mediaType) return null;
  try {
    if ((await stat(path.value)).size > mostBytes) return null;
    const base64 = (await readFile(path.value)).toString('base64');
    return formatEmbedded({ name: basename(path.value), mediaType, base64 });
  } catch {
    return null;
  }
}
