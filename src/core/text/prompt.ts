/**
 * Characters a prompt may have. Text encoders read 16 to 512 tokens; the limit keeps a pasted book
 * from being tokenized and saved into every picture.
 */
export const maxPromptLength = 20_000;
