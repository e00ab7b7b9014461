import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { renderRaster, renderSvg } from './render.mjs';
import { UNDRAWABLE } from './sets.mjs';

/**
 * The icons of one style, in the order of their names. Aliases are left out: they are the same picture.
 *
 * @returns {{ name: string, hex?: string, render: (size: number) => Uint8Array | Promise<Uint8Array> }[]}
 */
export function readIcons(style, folder) {
  const root = `${folder}/${style.package}`;
  return existsSync(`${root}/icons.json`)
    ? svgIcons(root, style.name)
    : rasterIcons(`${root}/assets`);
}

function svgIcons(root, style) {
  const set = JSON.parse(readFileSync(`${root}/icons.json`, 'utf8'));
  const chars = JSON.parse(readFileSync(`${root}/chars.json`, 'utf8'));
  const hexOf = new Map(Object.entries(chars).map(([hex, name]) => [name, hex]));
  return Object.keys(set.icons)
    .filter((name) => !set.icons[name].hidden && !UNDRAWABLE.has(`${style}/${name}`))
    .sort()
    .map((name) => {
      const icon = set.icons[name];
      const width = icon.width ?? set.width;
      const height = icon.height ?? set.height;
      return {
        name,
        hex: hexOf.get(name),
        render: (size) => renderSvg(icon.body, width, height, size),
      };
    });
}

function rasterIcons(root) {
  return readdirSync(root)
    .filter((file) => file.endsWith('.webp'))
    .sort()
    .map((file) => {
      const hex = file.slice(0, -'.webp'.length);
      return {
        name: hex,
        hex,
        render: (size) => renderRaster(readFileSync(`${root}/${file}`), size),
      };
    });
}
