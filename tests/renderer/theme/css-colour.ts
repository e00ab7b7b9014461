/** sRGB, each 0..1; alpha as in CSS. */
export interface Colour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly alpha: number;
}

export type Scheme = 'light' | 'dark';

/** `--name: value` of style sheets, the last of a name holds. */
export function readVariables(...sheets: readonly string[]): ReadonlyMap<string, string> {
  const found = sheets.join('\n').matchAll(/(--[a-z0-9-]+):\s*([^;]+);/g);
  return new Map([...found].flatMap(([, name, value]) => (name && value ? [[name, value]] : [])));
}

/** The colours of the forms that the theme is written in; anything else is an error. */
export function createPalette(variables: ReadonlyMap<string, string>, scheme: Scheme) {
  const parse = (text: string): Colour => {
    const value = text.trim();
    const call = /^([a-z-]+)\((.*)\)$/s.exec(value);
    const args = call?.[2] ?? '';
    switch (call?.[1]) {
      case 'var': {
        const named = variables.get(args.trim());
        if (named === undefined) throw new Error(`no variable ${args}`);
        return parse(named);
      }
      case 'light-dark': {
        const [light = '', dark = ''] = splitArgs(args);
        return parse(scheme === 'light' ? light : dark);
      }
      case 'color-mix': {
        const [, first = '', second = ''] = splitArgs(args);
        const [, colour = '', percent = ''] = /^(.*?)\s+([\d.]+)%$/.exec(first.trim()) ?? [];
        const share = Number(percent) / 100;
        const one = parse(colour);
        if (second.trim() === 'transparent') return { ...one, alpha: one.alpha * share };
        return mix(one, parse(second), share);
      }
      case 'oklch':
        return oklch(args);
      case 'rgb': {
        const [r = 0, g = 0, b = 0] = numbers(args);
        return { r: r / 255, g: g / 255, b: b / 255, alpha: alphaOf(args) };
      }
      default:
        return hex(value);
    }
  };
  return parse;
}

/** `over` seen on an opaque ground. */
export const onGround = (over: Colour, ground: Colour): Colour =>
  mix({ ...over, alpha: 1 }, ground, over.alpha);

/** WCAG 2: 1..21, of two opaque colours. */
export function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminance({ r, g, b }: Colour): number {
  const linear = (value: number) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

const mix = (one: Colour, other: Colour, share: number): Colour => ({
  r: one.r * share + other.r * (1 - share),
  g: one.g * share + other.g * (1 - share),
  b: one.b * share + other.b * (1 - share),
  alpha: 1,
});

/** At commas outside of brackets. */
const splitArgs = (args: string): string[] => args.split(/,(?![^(]*\))/);

const numbers = (text: string): number[] => (text.match(/-?[\d.]+/g) ?? []).map(Number);
const alphaOf = (text: string): number => {
  const part = text.split('/')[1];
  return part === undefined ? 1 : Number(part.replace('%', '')) / (part.includes('%') ? 100 : 1);
};

function hex(value: string): Colour {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value)?.[1];
  if (digits === undefined) throw new Error(`not a colour of the theme: ${value}`);
  const size = digits.length / 3;
  const at = (index: number) =>
    Number.parseInt(digits.slice(index * size, (index + 1) * size).repeat(3 - size), 16) / 255;
  return { r: at(0), g: at(1), b: at(2), alpha: 1 };
}

/** Björn Ottosson's Oklab, with the matrices of CSS Color 4; out of gamut is cut off, as browsers do. */
function oklch(args: string): Colour {
  const [percent = 0, chroma = 0, hue = 0] = numbers(args);
  const lightness = percent / 100;
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const encode = (value: number) => {
    const inside = Math.min(1, Math.max(0, value));
    return inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055;
  };
  return {
    r: encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    g: encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    b: encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
    alpha: alphaOf(args),
  };
}
