import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, graphFile, test } from '../../tests/e2e/helpers/app';
import {
  byId,
  dragWire,
  inPort,
  outPort,
  runToEnd,
  setParam,
} from '../../tests/e2e/helpers/window';
import { shot, still, withApp } from './window-shots';

const nodeMenu = (page: Page, node: string) =>
  byId(page, `node-${node}`).locator('header').first().click({ button: 'right' });

test('the main job', () =>
  withApp(async ({ page }) => {
    await still(page, 'start');
    await setParam(page, 'schedule-1', 'steps', '60');
    await byId(page, 'run-button').click();
    await expect(byId(page, 'live-preview')).toBeVisible();
    // Far enough for the picture to be guessed at.
    await expect(byId(page, 'node-denoise-1')).toContainText(/[3-9]\d \/ 60/);
    await still(page, 'running');
    await byId(page, 'cancel-button').click();
    await byId(page, 'undo').click();
    await runToEnd(page);
    await still(page, 'result');
    await dragWire(
      page,
      outPort(page, 'class-label-1', 'conditioning'),
      inPort(page, 'denoise-1', 'conditioning'),
      () => shot(page, 'swap'),
    );
    await runToEnd(page);
    await still(page, 'swapped');
    await byId(page, 'tab-run').click();
    await still(page, 'run-tab');
    await dragWire(
      page,
      outPort(page, 'decode-1', 'image'),
      inPort(page, 'denoise-1', 'latent'),
      () => shot(page, 'refused'),
    );
    await byId(page, 'more-schedule-1').click();
    await still(page, 'more');
    await nodeMenu(page, 'denoise-1');
    await shot(page, 'node-menu');
    await page.getByRole('menuitem', { name: /unfold/i }).click();
    await runToEnd(page);
    await still(page, 'unfolded');
  }));

test('the search palette', () =>
  withApp(async ({ page }) => {
    await page.locator('.react-flow__pane').dblclick({ position: { x: 520, y: 60 } });
    await byId(page, 'palette-input').fill('cfg');
    await shot(page, 'palette');
    await page.keyboard.press('Escape');
    await dragWire(page, outPort(page, 'text-encoder-1', 'conditioning'), { x: 700, y: 120 });
    await expect(byId(page, 'palette')).toBeVisible();
    await shot(page, 'palette-from-wire');
  }));

test('dialogs and the dark theme', () =>
  withApp(async ({ page, electron }) => {
    for (const id of ['templates', 'about', 'settings', 'shortcuts']) {
      await electron.evaluate(
        ({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(),
        id,
      );
      await expect(page.getByRole('dialog')).toBeVisible();
      await still(page, id);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await runToEnd(page);
    await still(page, 'dark');
  }));

test('the zone', () =>
  withApp(
    async ({ page }) => {
      await runToEnd(page);
      await still(page, 'zone');
    },
    (scratch) => graphFile(join(scratch, 'Inside one step.json'), 'unfolded-zone'),
  ));

test('a failed node, problems', () =>
  withApp(
    async ({ page }) => {
      await byId(page, 'run-button').click();
      await expect(byId(page, 'failure-banner')).toBeVisible();
      await still(page, 'failed');
      await setParam(page, 'noise-1', 'width', '70');
      await byId(page, 'tab-problems').click();
      await still(page, 'problems');
    },
    async (scratch) => {
      const notAnImage = join(scratch, 'holiday.png');
      await writeFile(notAnImage, 'this is text');
      return graphFile(join(scratch, 'Broken.json'), 'image-to-image', {
        'load-image': { file: notAnImage },
      });
    },
  ));

test('a missing model and an unknown node', () =>
  withApp(
    async ({ page }) => {
      await byId(page, 'tab-problems').click();
      await still(page, 'missing');
    },
    async (scratch) => {
      const file = await graphFile(join(scratch, 'From elsewhere.json'), 'text-to-image', {
        'load-pipeline': { model: { name: 'sd-turbo', family: 'stable-diffusion' } },
      });
      const doc = JSON.parse(await readFile(file, 'utf8'));
      doc.nodes['upscale-1'] = {
        type: 'upscale',
        version: 1,
        params: { factor: 4 },
        position: { x: 1216, y: 360 },
      };
      doc.edges['to-upscale'] = {
        from: { node: 'decode-1', port: 'image' },
        to: { node: 'upscale-1', port: 'image' },
      };
      await writeFile(file, JSON.stringify(doc));
      return file;
    },
  ));

/** A shot of a template after a run; `arrange` brings up what it is of. */
const afterRun = (
  template: string,
  name: string,
  arrange: (page: Page) => Promise<unknown> = async () => undefined,
) =>
  withApp(
    async ({ page }) => {
      await runToEnd(page);
      await page.keyboard.press('f');
      await arrange(page);
      await still(page, name);
    },
    (scratch) => graphFile(join(scratch, `${name}.json`), template),
  );

const showLarge = (page: Page) =>
  page.getByRole('button', { name: 'Show large', exact: true }).click();

test('painting', () =>
  afterRun('inpainting', 'painting', (page) =>
    byId(page, 'param-paint-mask-1-painted').getByRole('button', { name: 'Edit large' }).click(),
  ));

test('a sweep', () => afterRun('sweep', 'sweep'));

test('the attention map', () =>
  afterRun('unfolded-zone', 'attention', async (page) => {
    const history = page.getByRole('region', { name: 'Results of this session' });
    await history.getByRole('button', { name: /^Cross-attention map, frames/ }).click();
    await showLarge(page);
  }));

test('a plot', () => afterRun('rate-distortion', 'plot', showLarge));

test('two pictures under a slider', () => afterRun('image-to-image', 'compare', showLarge));
