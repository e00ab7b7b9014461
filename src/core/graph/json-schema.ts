import { z } from 'zod';
import { graphDocumentSchema, graphFormatVersion } from './document';

/** JSON Schema (draft 2020-12) of the graph format, for editors and other programs. */
export function graphJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(graphDocumentSchema, {
    target: 'draft-2020-12',
    // What a writer must give: defaults are the reader's business.
    io: 'input',
  });
  return {
    $schema,
    title: `Latent Patchbay graph, format version ${graphFormatVersion}`,
    description: 'A latent diffusion pipeline as a graph. Described in docs/graph-format.md.',
    ...schema,
  };
}
