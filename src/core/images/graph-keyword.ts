/** Keyword of the iTXt chunk in which a saved PNG carries its graph document (JSON). */
export const graphKeyword = 'latent-patchbay';
