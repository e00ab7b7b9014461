/** Numbers that Python's `json.dump` writes and JSON does not have, where they stand outside strings. */
const foreign = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/** Beyond the largest double: read as infinity. */
const values: Readonly<Record<string, string>> = {
  Infinity: '1e999',
  '-Infinity': '-1e999',
  NaN: 'null',
};

/**
 * JSON as Python writes it: diffusers' own scheduler_config.json has `-Infinity` for DPM-Solver's
 * lambda_min_clipped. NaN becomes null. @throws SyntaxError for what is no JSON beyond that.
 */
export const parsePythonJson = (text: string): unknown =>
  JSON.parse(text.replace(foreign, (token) => values[token] ?? token));
