import { chooseMenu, expect, test } from './helpers/app';
import { byId } from './helpers/window';

test('with reduced motion nothing glides: the view is where it goes at once, dialogs too', async ({
  app,
}) => {
  const { page } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const viewport = page.locator('.react-flow__viewport');
  /** How often the view was at another place within half a second after a key. */
  const places = (key: string) =>
    viewport.evaluate(async (element, pressed) => {
      const seen = new Set<string>();
      const watch = new MutationObserver(() => seen.add(element.getAttribute('style') ?? ''));
      watch.observe(element, { attributes: true, attributeFilter: ['style'] });
      window.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }));
      await new Promise((done) => setTimeout(done, 500));
      watch.disconnect();
      return seen.size;
    }, key);
  expect(await places('1')).toBe(1);
  expect(await places('f')).toBe(1);

  await chooseMenu(app, 'about');
  await expect(byId(page, 'dialog-about')).toBeVisible();
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter((one) => one.playState === 'running')
      .map((one) => Number(one.effect?.getComputedTiming().duration))
      .filter((duration) => duration > 1),
  );
  expect(moving).toEqual([]);

  await page.keyboard.press('Escape');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await places('1')).toBeGreaterThan(2);
});
