// What can be read by all: axe-core finds nothing wrong in any view, language or theme. The pictures
// of docs/images are taken on the way (PICTURES=yes): all views once, some in the other dress.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ask, openBrowser, openPage, pictures, ready, serve } from './stage.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const takesPictures = process.env.PICTURES === 'yes';
let browser;
let server;

before(async () => {
  server = await serve('--demo');
  browser = await openBrowser();
  if (takesPictures) mkdirSync(pictures, { recursive: true });
});

after(async () => {
  await browser?.close();
  server?.stop();
});

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map((node) => node.html.slice(0, 120))
        .join(' | ')}`,
  );
}

async function article(page) {
  const { items } = await ask(page, '/documents?limit=50');
  const { id } = items.find((item) => item.id.endsWith('01-agency-border-attack.txt'));
  const document = encodeURIComponent(id);
  const { events } = await ask(page, `/documents/${document}`);
  return `/?view=documents&document=${document}&record=${events[0].id}`;
}

const steps = {
  try: async (page) => {
    await page.locator('.try .button').first().click();
    await page.locator('.try input[type=date]').fill('2024-03-05');
    await page.locator('.try .button.main').click();
    await page.locator('.reader .record').first().waitFor();
  },
  article: async (page) => {
    await page.goto(server.address + (await article(page)));
    await ready(page);
  },
  correct: async (page) => {
    await page.goto(server.address + (await article(page)));
    await ready(page);
    await page.keyboard.press('c');
    await page.locator('form.form').waitFor();
  },
  incidents: async (page) => {
    await page.locator('[data-incident] .button').first().click();
  },
};
const VIEWS = ['map', 'timeline', 'actors', 'incidents', 'agreements', 'documents', 'review'];
const STAGES = [...VIEWS, 'try', 'article', 'correct'];

const OTHERS = ['map', 'timeline', 'article'];

for (const [language, colorScheme, width] of [
  ['ar', 'light', 1440],
  ['en', 'dark', 1440],
  ['ar', 'dark', 390],
]) {
  for (const stage of STAGES) {
    test(`${stage} can be used by all (${language}, ${colorScheme}, ${width} pixels)`, async () => {
      const view = ['article', 'correct'].includes(stage) ? 'documents' : stage;
      const { page, context, faults } = await openPage(browser, server.address, {
        path: `/?view=${view}`,
        language,
        colorScheme,
        viewport: { width, height: 900 },
      });
      await steps[stage]?.(page);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(faults, []);
      if (takesPictures && (colorScheme === 'light' || OTHERS.includes(stage))) {
        const dress = width < 600 ? '-narrow' : '-dark';
        const name = `${stage}${colorScheme === 'light' ? '' : dress}.png`;
        await page.screenshot({ path: join(pictures, name) });
      }
      await context.close();
    });
  }
}
