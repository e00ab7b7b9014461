import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { GraphDocument } from '@core/graph/document';
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
  const nodes = await Promise.all(
    Object.entries(doc.nodes).map(async ([id, node]) => {
      const params = { ...node.params };
      for (const [name, spec] of Object.entries(catalog.get(node.type)?.params ?? {})) {
        const value = params[name];
        if (spec.kind !== 'file' || typeof value !== 'string') continue;
        params[name] = (await embedded(value, folders)) ?? value;
      }
      return [id, { ...node, params }] as const;
    }),
  );
  return { ...doc, nodes: Object.fromEntries(nodes) };
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
