// The page in a real browser, before `rasid serve --demo`.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, openBrowser, openPage, ready, serve } from './stage.mjs';

const VIEWS = [
  'map',
  'timeline',
  'actors',
  'incidents',
  'agreements',
  'documents',
  'try',
  'review',
];
let browser;
let server;

before(async () => {
  server = await serve('--demo');
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  server?.stop();
});

// Opens, does, and sees to it that nothing forbidden happened meanwhile.
async function visit(path, options, act) {
  const { page, context, faults } = await openPage(browser, server.address, { path, ...options });
  try {
    await act(page, faults);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

const box = (page, selector) => page.locator(selector).first().boundingBox();
const search = (page) => new URLSearchParams(new URL(page.url()).search);

test('runs from the right in Arabic and from the left in English', () =>
  visit('/', {}, async (page) => {
    const direction = () =>
      page.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dir}`);
    assert.equal(await direction(), 'ar rtl');
    assert.ok((await box(page, '.filters')).x > (await box(page, 'main')).x);
    assert.ok((await box(page, '.wordmark')).x > (await box(page, '.tools')).x);
    await page.getByRole('button', { name: 'English' }).click();
    assert.equal(await direction(), 'en ltr');
    assert.ok((await box(page, '.filters')).x < (await box(page, 'main')).x);
    await page.reload();
    assert.equal(await direction(), 'en ltr');
  }));

test('has no view that is wider than a telephone', async () => {
  for (const language of ['ar', 'en']) {
    for (const view of VIEWS) {
      const options = { language, viewport: { width: 360, height: 740 } };
      await visit(`/?view=${view}`, options, async (page) => {
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(over, 0, `${view} in ${language}`);
      });
    }
  }
});

test('opens and closes its filters on a narrow screen', () =>
  visit('/?view=documents', { viewport: { width: 360, height: 740 } }, async (page) => {
    assert.equal(await page.locator('.filters').isVisible(), false);
    await page.locator('.open-filters').click();
    assert.equal(await page.locator('.filters').isVisible(), true);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.filters').isVisible(), false);
  }));

test('keeps its filters in the address', () =>
  visit('/?view=timeline', { language: 'en' }, async (page) => {
    const all = (await ask(page, '/events?limit=1')).total;
    await page.getByRole('checkbox', { name: /^attack/ }).check();
    await page.locator('select').first().selectOption('SOM');
    await ready(page);
    assert.equal(search(page).get('event'), 'ASSAULT');
    assert.equal(search(page).get('country'), 'SOM');
    const { total } = await ask(page, '/events?event=ASSAULT&country=SOM&limit=1');
    assert.ok(total > 0 && total < all);
    const shown = () => page.locator('.list .record').count();
    assert.equal(await shown(), total);

    await page.getByRole('link', { name: 'Map' }).click();
    await ready(page);
    assert.equal(search(page).get('country'), 'SOM');
    await page.reload();
    await ready(page);
    assert.equal(await page.getByRole('checkbox', { name: /^attack/ }).isChecked(), true);
    await page.locator('.chip', { hasText: 'Somalia' }).click();
    assert.equal(search(page).get('country'), null);
    await page.goBack();
    assert.equal(search(page).get('country'), 'SOM');
    await page.getByRole('button', { name: 'Clear all' }).first().click();
    assert.equal(search(page).get('event'), null);
  }));

test('shows the records of a place that is clicked on the map', () =>
  visit('/?view=map', {}, async (page) => {
    const mark = page.locator('.mark[data-places="1"]').first();
    const name = await mark.getAttribute('data-place');
    await mark.locator('circle').click();
    await ready(page);
    assert.equal(search(page).get('place'), name);
    const { items, total } = await ask(page, `/events?place=${encodeURIComponent(name)}&limit=20`);
    assert.equal(await page.locator('.record').count(), items.length);
    assert.ok(total > 0);
    const words = await page.locator('.record').first().innerText();
    assert.ok(items.some((event) => words.includes(event.place.text)));
  }));

test('comes closer when places that lie together are clicked', () =>
  visit('/?view=map', {}, async (page) => {
    const [name, many] = await page.locator('.mark').evaluateAll((marks) => {
      const heap = marks.toSorted((a, b) => b.dataset.places - a.dataset.places)[0];
      return [heap.dataset.place, Number(heap.dataset.places)];
    });
    assert.ok(many > 1);
    await page.locator(`.mark[data-place="${name}"] circle`).click();
    await page.waitForFunction(
      ([place, before]) => {
        const mark = document.querySelector(`.mark[data-place="${place}"]`);
        return mark && Number(mark.dataset.places) < before;
      },
      [name, many],
    );
    assert.equal(search(page).get('place'), null);
  }));

test('can be moved and opened by keys on the map', () =>
  visit('/?view=map', {}, async (page) => {
    const mark = page.locator('.mark[data-places="1"]').first();
    const name = await mark.getAttribute('data-place');
    const start = (await mark.boundingBox()).x;
    await page.locator('.map > svg').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      ([place, x]) =>
        document.querySelector(`.mark[data-place="${place}"]`).getBoundingClientRect().x < x - 20,
      [name, start],
    );
    await mark.focus();
    await page.keyboard.press('Enter');
    assert.equal(search(page).get('place'), name);
  }));

test('draws disputed lines dashed and takes another base map', () =>
  visit('/?view=map', { language: 'en' }, async (page) => {
    const picture = () => page.locator('.map canvas').screenshot();
    const countries = await picture();
    await page.locator('.basemaps select').selectOption('coasts');
    await ready(page);
    assert.notDeepEqual(await picture(), countries);
    await page.locator('.basemaps select').selectOption('own');
    await page.getByText('No map chosen yet').waitFor();
    const square = [
      [10, 20],
      [40, 20],
      [40, 35],
      [10, 35],
      [10, 20],
    ];
    await page.locator('.basemaps input[type=file]').setInputFiles({
      name: 'own.geojson',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ type: 'Polygon', coordinates: [square] })),
    });
    await page.getByText('No map chosen yet').waitFor({ state: 'detached' });
    await page.reload();
    await ready(page);
    assert.equal(await page.locator('.basemaps select').inputValue(), 'own');
    await page.locator('.basemaps input[type=file]').setInputFiles({
      name: 'bad.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"type": "Table"}'),
    });
    await page.getByText('bad.json holds no GeoJSON').waitFor();
  }));

test('chooses a period by dragging across the timeline', () =>
  visit('/?view=timeline', {}, async (page) => {
    const area = await box(page, '.bars svg');
    const y = area.y + 100;
    await page.mouse.move(area.x + area.width * 0.7, y);
    await page.mouse.down();
    await page.mouse.move(area.x + area.width * 0.4, y, { steps: 4 });
    await page.mouse.up();
    const from = search(page).get('from');
    const to = search(page).get('to');
    assert.match(from, /^\d{4}-\d\d-\d\d$/);
    assert.ok(from < to);
  }));

test('shows what an actor does by a click in the network', () =>
  visit('/?view=actors', {}, async (page) => {
    const node = page.locator('.node').first();
    const name = await node.getAttribute('data-actor');
    await node.focus();
    const focused = () => document.activeElement.getAttribute('data-actor');
    assert.equal(await page.evaluate(focused), name);
    await page.keyboard.press('Enter');
    await ready(page);
    assert.equal(search(page).get('party'), name);
    assert.ok((await page.locator('.record').count()) > 0);
  }));

test('opens the reports of an incident', () =>
  visit('/?view=incidents', { language: 'en' }, async (page) => {
    const card = page.locator('[data-incident]').first();
    await card.getByRole('button').click();
    assert.ok((await card.locator('tbody tr').count()) > 0);
    assert.ok(search(page).get('incident'));
    await card.locator('tbody a').first().click();
    await ready(page);
    assert.ok(search(page).get('document'));
  }));

// The marked words of all highlights of one name, as the browser holds them.
const marked = (page, name) =>
  page.evaluate((key) => [...(CSS.highlights.get(key) ?? [])].map(String), name);

// The demonstration's article about the attack near Gao, wherever the samples lie.
async function sample(page) {
  const { items } = await ask(page, '/documents?limit=50');
  const { id } = items.find((item) => item.id.endsWith('01-agency-border-attack.txt'));
  await page.goto(`${server.address}/?view=documents&document=${encodeURIComponent(id)}`);
  await ready(page);
  return ask(page, `/documents/${encodeURIComponent(id)}`);
}

test('marks the words of a record without an element between letters', () =>
  visit('/?view=documents', {}, async (page) => {
    const article = await sample(page);
    const triggers = article.events.flatMap((event) => event.mentions.map((m) => m.text));
    assert.deepEqual((await marked(page, 'rasid-trigger')).sort(), triggers.sort());
    const nodes = await page
      .locator('.article-text [data-unit]')
      .evaluateAll((list) => list.map((element) => element.childNodes.length));
    assert.ok(nodes.every((count) => count === 1));

    const second = article.events[1];
    await page.locator(`[data-record="${second.id}"] .record-title`).click();
    assert.deepEqual(
      await marked(page, 'rasid-chosen-trigger'),
      second.mentions.map((m) => m.text),
    );
    assert.equal(search(page).get('record'), second.id);
  }));

test('chooses the record whose words are clicked', () =>
  visit('/?view=documents', {}, async (page) => {
    await sample(page);
    const spot = await page.evaluate(() => {
      const range = [...CSS.highlights.get('rasid-trigger')].at(-1);
      const edge = range.getBoundingClientRect();
      return { x: edge.x + edge.width / 2, y: edge.y + edge.height / 2, words: String(range) };
    });
    await page.mouse.click(spot.x, spot.y);
    await page.waitForFunction(
      (words) => [...CSS.highlights.get('rasid-chosen-trigger')].map(String).includes(words),
      spot.words,
    );
  }));

test('names the rule, its file and its line', () =>
  visit('/?view=documents', {}, async (page) => {
    await sample(page);
    const card = page.locator('.record').first();
    await card.locator('summary').click();
    assert.match(await card.locator('.rules').innerText(), /patterns\/\w+\.tsv:\d+/);
  }));

test('codes a text that is pasted, and explains', () =>
  visit('/?view=try', { language: 'en' }, async (page) => {
    await page
      .getByLabel('Text', { exact: true })
      .fill('أعلنت وزارة الداخلية أن الشرطة التونسية اعتقلت أمس خمسة متظاهرين في مدينة صفاقس.');
    await page.getByLabel('Published on').fill('2024-03-05');
    await page.getByRole('button', { name: 'Code' }).click();
    await page.locator('.reader .record').first().waitFor();
    assert.ok((await page.locator('.facts').first().innerText()).includes('4 Mar 2024'));
    assert.deepEqual(await marked(page, 'rasid-chosen-trigger'), ['اعتقلت']);
    await page.getByText('Explanation').click();
    assert.ok((await page.locator('.explanation pre').innerText()).includes('patterns/coerce.tsv'));
  }));

test('says what to do when nothing fits and when the server is gone', () =>
  visit(
    '/?view=timeline&from=1801-01-01&to=1801-02-01',
    { language: 'en' },
    async (page, faults) => {
      await page.getByText('Nothing fits the filters').first().waitFor();
      assert.deepEqual(faults, []);
      await page.context().setOffline(true);
      await page.getByRole('link', { name: 'Documents' }).click();
      await page.getByText('Is "rasid serve" still running?').waitFor();
      await page.context().setOffline(false);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('Is "rasid serve" still running?').waitFor({ state: 'detached' });
      // The browser itself notes each request that failed meanwhile; nothing else may be noted.
      const others = faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'));
      faults.splice(0, faults.length, ...others);
    },
  ));
