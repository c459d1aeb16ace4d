// An analyst's round: who, accept, undo, correct all kinds of fields, reject, add, history, gold.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, databaseOf, openBrowser, openPage, ready, serve } from './stage.mjs';

const TEXT = [
  'مقتل جنديين في هجوم قرب بيدوا',
  'قتل جنديان وأصيب ثلاثة آخرون في هجوم شنه مسلحون مجهولون على دورية للجيش الصومالي قرب مدينة بيدوا أمس.',
  'وأدانت وزارة الخارجية الكينية الهجوم. ووصل وفد من قبيلة الرحنوين إلى المدينة للوساطة 😀 بين الأهالي.',
].join('\n');

let browser;
let server;
let made;

before(async () => {
  made = databaseOf([{ id: 'report 1', date: '2024-03-05', outlet: 'Sahil', text: TEXT }]);
  server = await serve('--db', made.database);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  server?.stop();
  made?.remove();
});

const article = (page) => ask(page, '/documents/report%201');
const attack = async (page) => (await article(page)).events.find((e) => e.event === 'ASSAULT');

async function open(act, options = {}) {
  const path = '/?view=documents&document=report+1';
  const opened = await openPage(browser, server.address, { path, language: 'en', ...options });
  try {
    await opened.page.evaluate(() => localStorage.setItem('rasid.author', 'Huda'));
    await opened.page.reload();
    await ready(opened.page);
    await act(opened.page);
    assert.deepEqual(opened.faults, []);
  } finally {
    await opened.context.close();
  }
}

const card = (page, id) => page.locator(`[data-record="${id}"]`);
const choose = async (page, id) => card(page, id).locator('.record-title').click();
const settled = (page, id, state) => card(page, id).locator(`.review-${state}`).waitFor();

// Selects words of the article as a mouse would.
const select = (page, words) =>
  page.evaluate((wanted) => {
    for (const element of document.querySelectorAll('.article-text [data-unit]')) {
      const at = element.firstChild.data.indexOf(wanted);
      if (at < 0) continue;
      getSelection().setBaseAndExtent(
        element.firstChild,
        at,
        element.firstChild,
        at + wanted.length,
      );
      return;
    }
    throw new Error(`not in the article: ${wanted}`);
  }, words);

test('asks who reviews before the first decision', () =>
  open(async (page) => {
    await page.evaluate(() => localStorage.removeItem('rasid.author'));
    await page.reload();
    await ready(page);
    const { id } = await attack(page);
    await choose(page, id);
    await card(page, id).getByRole('button', { name: 'Accept' }).click();
    await page.getByLabel('Name').fill('هدى');
    await page.getByRole('button', { name: 'Save' }).click();
    assert.equal(await page.evaluate(() => localStorage.getItem('rasid.author')), 'هدى');
    assert.equal((await attack(page)).review.state, 'open');
  }));

test('accepts, and takes it back', () =>
  open(async (page) => {
    const { id } = await attack(page);
    await choose(page, id);
    await card(page, id).getByRole('button', { name: 'Accept' }).click();
    await settled(page, id, 'accepted');
    const { review } = await attack(page);
    assert.deepEqual([review.state, review.author], ['accepted', 'Huda']);
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
    await card(page, id).locator('.review-accepted').waitFor({ state: 'detached' });
    assert.equal((await attack(page)).review.state, 'open');
  }));

test('corrects what is told, where and when, and remembers who', () =>
  open(async (page) => {
    const before = await attack(page);
    await choose(page, before.id);
    await card(page, before.id).getByRole('button', { name: 'Correct' }).click();
    const form = page.locator('form.form');
    await form.getByLabel('Status').selectOption('attempted');
    await form.getByLabel('Killed: Highest').fill('4');
    await form.getByRole('group', { name: 'Date' }).getByLabel('From').fill('2024-03-03');
    await form.getByRole('group', { name: 'Date' }).getByLabel('To').fill('2024-03-03');
    const place = form.getByRole('group', { name: 'Place' });
    await place.getByRole('button', { name: 'Put on the map' }).click();
    const map = page.locator('.place-map .map');
    await map.scrollIntoViewIfNeeded();
    await ready(page);
    const box = await map.boundingBox();
    await page.mouse.click(box.x + box.width * 0.25, box.y + box.height * 0.3);
    const lat = Number(await place.getByLabel('Latitude').inputValue());
    const lon = Number(await place.getByLabel('Longitude').inputValue());
    assert.ok(Math.abs(lat) <= 90 && Math.abs(lon) <= 180);
    assert.notDeepEqual([lat, lon], [before.place?.lat, before.place?.lon]);
    await form
      .getByRole('group', { name: 'Recipient' })
      .getByLabel('Country')
      .first()
      .selectOption('SOM');
    await form.getByLabel('Note').fill('after the second report');
    await form.getByRole('button', { name: 'Correct' }).click();
    await settled(page, before.id, 'corrected');

    const { review } = await attack(page);
    assert.equal(review.fields.status, 'attempted');
    assert.equal(review.fields.deaths.max, 4);
    assert.deepEqual(
      [review.fields.date.from, review.fields.date.to],
      ['2024-03-03', '2024-03-03'],
    );
    assert.deepEqual([review.fields.place.lat, review.fields.place.lon], [lat, lon]);
    assert.equal(review.fields.event, undefined);
    assert.equal(review.note, 'after the second report');
    await card(page, before.id)
      .getByText(/decision/)
      .last()
      .click();
    assert.ok((await card(page, before.id).locator('.history').innerText()).includes('Huda'));

    // A second correction keeps the first.
    await card(page, before.id).getByRole('button', { name: 'Correct' }).click();
    await form.getByLabel('Injured: Highest').fill('9');
    await form.getByRole('button', { name: 'Correct' }).click();
    await form.waitFor({ state: 'detached' });
    const again = (await attack(page)).review.fields;
    assert.deepEqual([again.status, again.injured.max], ['attempted', 9]);
  }));

test('refuses words that are not in the article', () =>
  open(async (page) => {
    const { id } = await attack(page);
    await choose(page, id);
    await page.keyboard.press('c');
    const source = page.locator('form.form').getByRole('group', { name: 'Source' });
    await source.getByLabel('Words of the text').fill('مجلس الأمن');
    await source.getByLabel('Words of the text').blur();
    await page.getByText('does not stand in the text').waitFor();
    await page.locator('form.form').getByRole('button', { name: 'Cancel' }).click();
  }));

test('rejects by key', () =>
  open(async (page) => {
    const { events } = await article(page);
    const other = events.find((e) => e.event === 'ACCUSE');
    await choose(page, other.id);
    await page.keyboard.press('r');
    await settled(page, other.id, 'rejected');
    assert.equal((await ask(page, '/events?event=ACCUSE')).total, 0);
  }));

test('adds a missed record by selecting words, behind letters beyond the basic plane too', () =>
  open(async (page) => {
    await select(page, 'للوساطة');
    await page.getByRole('button', { name: 'Add a record' }).click();
    const form = page.locator('form.form');
    await form.getByLabel('Type').selectOption('CONSULT');
    await form.getByRole('button', { name: 'Add an actor' }).click();
    await select(page, 'وفد من قبيلة الرحنوين');
    const actor = form.getByRole('group', { name: 'Actor' });
    await actor.getByRole('button', { name: 'Take selection' }).click();
    await form.getByRole('button', { name: 'Add a recipient' }).click();
    await select(page, 'الأهالي');
    const recipient = form.getByRole('group', { name: 'Recipient' });
    await recipient.getByRole('button', { name: 'Take selection' }).click();
    await form.getByRole('button', { name: 'Add a record' }).click();
    await page.locator('.review-added').waitFor();
    const { events, text } = await article(page);
    const added = events.find((e) => e.review.state === 'added');
    const words = ({ start, end }) => [...text].slice(start, end).join('');
    assert.equal(added.event, 'CONSULT');
    assert.equal(words(added.mentions[0]), 'للوساطة');
    assert.equal(words(added.actor[0]), 'وفد من قبيلة الرحنوين');
    assert.equal(words(added.recipient[0]), 'الأهالي');
  }));

test('shows precision and history, and exports gold', () =>
  open(async (page) => {
    await page.getByRole('button', { name: 'Nothing is missing' }).click();
    await page.getByRole('button', { name: 'Complete' }).waitFor();
    await page.getByRole('link', { name: 'Review' }).click();
    await ready(page);
    const evaluation = await ask(page, '/evaluation');
    assert.ok(evaluation.judged >= 2 && evaluation.complete_documents === 1);
    const figures = await page.locator('.figures').innerText();
    assert.ok(figures.includes(`${Math.round(evaluation.precision * 100)}%`));
    assert.ok((await page.locator('.under-map section').last().innerText()).includes('Huda'));
    const gold = await page.evaluate(async () => (await fetch('/api/v1/export?as=gold')).text());
    assert.ok(gold.includes('للوساطة') && gold.includes('report 1'));
  }));
