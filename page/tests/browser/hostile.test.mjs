// Texts that mean harm: markup, controls that turn letters around, formulas; and who may not enter.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { databaseOf, openBrowser, openPage, ready, serve } from './stage.mjs';

const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(2)>';
const HOSTILE = {
  id: '../../etc/passwd?"<b>',
  date: '2024-03-05',
  outlet: `=HYPERLINK("http://evil.example","x")${SCRIPT}`,
  url: 'javascript:alert(3)',
  title: `\u202eمقتل جنديين\u2066 ${SCRIPT}`,
  text: `أعلن الجيش الصومالي أن مسلحين قتلوا أمس جنديين في مدينة بيدوا ${SCRIPT}.\n=cmd|' /C calc'!A0 وأدانت كينيا الهجوم.`,
};

let browser;
let server;
let made;

before(async () => {
  made = databaseOf([HOSTILE]);
  server = await serve('--db', made.database);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  server?.stop();
  made?.remove();
});

async function visit(path, act) {
  const { page, context, faults } = await openPage(browser, server.address, { path });
  try {
    await act(page);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

test('shows markup of a source as letters', () =>
  visit('/?view=documents', async (page) => {
    const title = page.locator('.document-row h2');
    assert.ok((await title.innerText()).includes('<script>alert(1)</script>'));
    assert.doesNotMatch(await title.innerText(), /[\u202a-\u202e\u2066-\u2069]/);
    await title.locator('a').click();
    await ready(page);
    const text = await page.locator('.article-text').innerText();
    assert.ok(text.includes(SCRIPT));
    assert.ok(text.includes("=cmd|' /C calc'!A0"));
    assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069]/);
    assert.equal(await page.locator('main script, main img, main b').count(), 0);
    // An address that is none of the web is not made a link.
    assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
  }));

test('marks the right words behind controls', () =>
  visit(`/?view=documents&document=${encodeURIComponent(HOSTILE.id)}`, async (page) => {
    const wrong = await page.evaluate(async (id) => {
      const article = await (await fetch(`/api/v1/documents/${encodeURIComponent(id)}`)).json();
      const told = article.events.flatMap((e) => e.mentions.map((m) => m.text)).sort();
      const shown = [...CSS.highlights.get('rasid-trigger')].map(String).sort();
      return told.length === 0 || JSON.stringify(told) !== JSON.stringify(shown);
    }, HOSTILE.id);
    assert.equal(wrong, false);
  }));

test('takes nothing but text from the address', () =>
  visit(
    `/?view=map&q=${encodeURIComponent(SCRIPT)}&place=%3Cb%3E&event=%3Cscript%3E`,
    async (page) => {
      assert.equal(await page.locator('main script, main b').count(), 0);
      assert.ok((await page.locator('.chips').innerText()).includes('<script>'));
      assert.equal(await page.locator('.chip').count(), 2);
    },
  ));

test('downloads tables in which no cell is a formula', () =>
  visit('/?view=map', async (page) => {
    await page.locator('.filters summary').last().click();
    // Each format that the server offers has a name.
    assert.doesNotMatch(await page.locator('.exports').innerText(), /export\./);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.exports a[download*="csv-sheet"]').click(),
    ]);
    const table = readFileSync(await download.path(), 'utf8');
    assert.ok(table.includes('HYPERLINK'));
    assert.doesNotMatch(table, /(^|,|\n)"?[=+@-][^,\d]/m);
  }));

test('is allowed no script, style or address but its own', async () => {
  const { page, context } = await openPage(browser, server.address);
  const answer = await page.goto(server.address);
  const policy = answer.headers()['content-security-policy'];
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  const ran = await page.evaluate(() => {
    const element = document.createElement('div');
    element.innerHTML = '<img src="data:," onerror="document.title=\'hit\'">';
    document.body.append(element);
    return new Promise((resolve) => setTimeout(() => resolve(document.title === 'hit'), 500));
  });
  assert.equal(ran, false);
  await context.close();
});

test('asks for the token, and takes it from the link', async () => {
  const token = 'a-long-enough-token-0123456789';
  const guarded = await serve('--db', made.database, '--token', token);
  const { page, context } = await openPage(browser, guarded.address, { language: 'en' });
  await page.getByLabel('Token').fill('wrong');
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByText('The token was not accepted').waitFor();
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.locator('.map').waitFor();
  await context.close();

  const linked = await openPage(browser, guarded.address, { path: `/?view=map#token=${token}` });
  await linked.page.locator('.map').waitFor();
  assert.equal(new URL(linked.page.url()).hash, '');
  await linked.context.close();
  guarded.stop();
});
