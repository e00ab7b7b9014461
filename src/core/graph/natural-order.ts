const zero = 48;
const nine = 57;

const isDigit = (code: number): boolean => code >= zero && code <= nine;

/**
 * Orders ids as people read them: `node-2` before `node-10`. Total: only equal strings give 0, so
 * sorted output never depends on the order of insertion.
 */
export function naturalOrder(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(j);
    if (isDigit(x) && isDigit(y)) {
      while (a.charCodeAt(i) === zero && isDigit(a.charCodeAt(i + 1))) i++;
      while (b.charCodeAt(j) === zero && isDigit(b.charCodeAt(j + 1))) j++;
      const startA = i;
      const startB = j;
      while (isDigit(a.charCodeAt(i))) i++;
      while (isDigit(b.charCodeAt(j))) j++;
      // Without leading zeros the longer number is the greater one; no parsing, so no overflow.
      if (i - startA !== j - startB) return i - startA - (j - startB);
      for (let k = 0; k < i - startA; k++) {
        const difference = a.charCodeAt(startA + k) - b.charCodeAt(startB + k);
        if (difference !== 0) return difference;
      }
    } else {
      if (x !== y) return x - y;
      i++;
      j++;
    }
  }
  const rest = a.length - i - (b.length - j);
  if (rest !== 0) return rest;
  // `a01` and `a1` read alike: told apart by their characters.
  return a < b ? -1 : a > b ? 1 : 0;
}
