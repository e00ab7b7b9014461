/**
 * A picture inside a graph: what an export puts in place of a path that only holds on one machine.
 * A data URL (RFC 2397) with the file's name as a parameter: `data:image/png;name=cat.png;base64,...`
 */
export interface EmbeddedImage {
  /** As it was called where it came from. */
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
}

const pattern = /^data:(image\/[a-z+.-]+)(?:;name=([^;,]*))?;base64,([A-Za-z0-9+/]*={0,2})$/;

export const isEmbedded = (file: string): boolean => file.startsWith('data:');

export function formatEmbedded({ name, mediaType, base64 }: EmbeddedImage): string {
  return `data:${mediaType};name=${encodeURIComponent(name)};base64,${base64}`;
}

/** Null when it is damaged. */
export function parseEmbedded(file: string): EmbeddedImage | null {
  // Painted pictures have no name.
  const [, mediaType, name = 'picture', base64] = pattern.exec(file) ?? [];
  if (mediaType === undefined || base64 === undefined) return null;
  return { name: decoded(name), mediaType, base64 };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
