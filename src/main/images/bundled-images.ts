import { readdir } from 'node:fs/promises';

const image = /\.(png|jpe?g|webp|gif|svg)$/i;

/** Names of the images that ship with the app, as `bundled:<name>` means them. */
export async function listBundledImages(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => image.test(name)).sort();
}
