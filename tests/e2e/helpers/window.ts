import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does in the window, and what they see. */

export const byId = (page: Page, id: string): Locator => page.getByTestId(id);
export const outPort = (page: Page, node: string, port: string) =>
  byId(page, `port-${node}-out-${port}`);
export const inPort = (page: Page, node: string, port: string) =>
  byId(page, `port-${node}-in-${port}`);
export const edges = (page: Page) => page.locator('.react-flow__edge');

/** Presses Run and waits until the run has ended; fails on a failure or a crash. */
export async function runToEnd(page: Page): Promise<void> {
  await byId(page, 'run-button').click();
  await waitForRunEnd(page);
}

export async function waitForRunEnd(page: Page): Promise<void> {
  await expect(byId(page, 'status-bar')).toHaveAttribute('data-run-status', 'completed', {
    timeout: 60_000,
  });
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Standard deviation of all channel values, 0..255: 0 for a blank picture. */
  readonly deviation: number;
  readonly hash: string;
}

/** The RGBA bytes of an `<img>` as the window shows it. */
export async function rgba(
  image: Locator,
): Promise<{ readonly width: number; readonly height: number; readonly values: number[] }> {
  await expect(image).toBeVisible();
  return image.evaluate(async (element) => {
    const img = element as HTMLImageElement;
    await img.decode();
    const canvas = document.createElement('canvas');
    canvas.width = img.naturalWidth;
    canvas.height = img.naturalHeight;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no 2d context');
    context.drawImage(img, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return { width, height, values: Array.from(data) };
  });
}

async function pixels(image: Locator): Promise<Pixels> {
  const { width, height, values } = await rgba(image);
  let sum = 0;
  let squares = 0;
  let hash = 2166136261;
  for (const value of values) {
    sum += value;
    squares += value * value;
    hash = Math.imul(hash ^ value, 16777619);
  }
  const mean = sum / values.length;
  return {
    width,
    height,
    deviation: Math.sqrt(squares / values.length - mean * mean),
    hash: (hash >>> 0).toString(16),
  };
}

/** Looks at one result of the session by the title of its node: the newest may be a table or a plot. */
export const showResult = (page: Page, title: string): Promise<void> =>
  page
    .getByRole('region', { name: 'Results of this session' })
    .getByRole('button', { name: title })
    .first()
    .click();

export const resultPixels = (page: Page) => pixels(byId(page, 'result-image'));

/** Drags a wire; `hover` looks at the window before the button is let go. */
export async function dragWire(
  page: Page,
  from: Locator,
  to: Locator | { readonly x: number; readonly y: number },
  hover?: () => Promise<void>,
): Promise<void> {
  const start = await center(from);
  const end = 'x' in to ? to : await center(to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 6 });
  await hover?.();
  await page.mouse.up();
}

export async function center(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export async function setParam(
  page: Page,
  node: string,
  param: string,
  value: string,
): Promise<void> {
  const input = byId(page, `param-${node}-${param}`).locator('input, textarea').first();
  await input.fill(value);
  await input.blur();
}
