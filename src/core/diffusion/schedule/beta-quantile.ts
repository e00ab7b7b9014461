/**
 * Quantiles of the beta distribution, as `scipy.stats.beta.ppf`: where a fraction `p` of the
 * distribution lies below. Relative error about 1e-12 for shapes around 1.
 */

/** Lanczos's series for ln gamma with g = 7 and 9 terms (Godfrey 2001): 15 digits for x > 0.5. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x + 6.5;
  const series = lanczos.reduce((sum, term, i) => sum + (i === 0 ? term : term / (x - 1 + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(shifted) - shifted + Math.log(series);
}

/** Far below any number that takes part: keeps a division from being one by zero. */
const tiny = 1e-300;
const nonZero = (x: number): number => (Math.abs(x) < tiny ? tiny : x);

/**
 * The continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz's method;
 * converges fast for x < (a + 1) / (a + b + 2).
 */
function continuedFraction(x: number, a: number, b: number): number {
  let numerator = 1;
  let denominator = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = denominator;
  const take = (term: number): number => {
    denominator = 1 / nonZero(1 + term * denominator);
    numerator = nonZero(1 + term / numerator);
    fraction *= denominator * numerator;
    return Math.abs(denominator * numerator - 1);
  };
  for (let m = 1; m < 1000; m++) {
    const two = 2 * m;
    take((m * (b - m) * x) / ((a + two - 1) * (a + two)));
    const change = take((-(a + m) * (a + b + m) * x) / ((a + two) * (a + two + 1)));
    if (change < 1e-15) break;
  }
  return fraction;
}

/** The fraction of a beta distribution of shapes a, b > 0 that lies below x, 0..1. */
export function betaCumulative(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta);
  return x < (a + 1) / (a + b + 2)
    ? (front * continuedFraction(x, a, b)) / a
    : 1 - (front * continuedFraction(1 - x, b, a)) / b;
}

/** Of a p that lies below 1/2: Newton's method inside a bracket that halves where a step leaves it. */
function quantileBelowHalf(p: number, a: number, b: number): number {
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  let low = 0;
  let high = 0.5;
  // Where x^a / (a B(a, b)), the head of the series, is p: close wherever p is small.
  let x = Math.min(high, Math.exp((Math.log(p * a) + logBeta) / a));
  for (let i = 0; i < 100; i++) {
    const excess = betaCumulative(x, a, b) - p;
    if (excess > 0) high = x;
    else low = x;
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta);
    const newton = x - excess / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-15 * x) return next;
    x = next;
  }
  return x;
}

/** Where the fraction p, 0..1, of a beta distribution of shapes a, b > 0 lies below. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  // Above, the differences to 1 carry the digits: the mirrored distribution keeps them.
  return p <= betaCumulative(0.5, a, b)
    ? quantileBelowHalf(p, a, b)
    : 1 - quantileBelowHalf(1 - p, b, a);
}
