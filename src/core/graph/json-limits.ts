/** Far beyond any real graph; below where recursive readers and writers run out of stack. */
export const maxDepth = 200;

export interface JsonFindings {
  readonly tooDeep: boolean;
  /** Path of the first number that is beyond double precision's range: `1e999`. */
  readonly infinite?: string;
  /** Paths of whole numbers too large to be kept exactly. */
  readonly imprecise: readonly string[];
}

/** Walks parsed JSON without recursion and reports what could not be written back as it was read. */
export function inspectJson(value: unknown): JsonFindings {
  const imprecise: string[] = [];
  const stack: { value: unknown; path: string; depth: number }[] = [{ value, path: '', depth: 0 }];
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { value: here, path, depth } = item;
    if (depth > maxDepth) return { tooDeep: true, imprecise };
    if (typeof here === 'number') {
      if (!Number.isFinite(here)) return { tooDeep: false, infinite: path, imprecise };
      if (Number.isInteger(here) && !Number.isSafeInteger(here)) imprecise.push(path);
    } else if (typeof here === 'object' && here !== null) {
      for (const [key, child] of Object.entries(here)) {
        if (typeof child === 'string') continue;
        stack.push({ value: child, path: path === '' ? key : `${path}.${key}`, depth: depth + 1 });
      }
    }
  }
  return { tooDeep: false, imprecise };
}
