// What the browser tests share: rasid serve on a port of its own, and Chromium with the page open.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../..', import.meta.url));
export const pictures = join(root, 'docs/images');
const program = process.env.RASID_PROGRAM ?? join(root, 'build/rasid');
const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];

export async function openBrowser() {
  const executablePath = browsers.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('no Chromium: tools/setup page, or CHROMIUM=PATH');
  // In a container Chromium's own sandbox cannot be set up; the page is the project's own.
  const args = ['--no-sandbox', '--font-render-hinting=none'];
  return chromium.launch({ executablePath, args });
}

// Starts the server and waits for the address that it prints.
export function serve(...options) {
  const child = spawn(program, ['serve', '--port', '0', ...options], { cwd: root });
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`rasid serve is silent: ${errors}`)), 60_000);
    child.on('exit', (status) => reject(new Error(`rasid serve ended: ${status} ${errors}`)));
    child.stdout.on('data', (data) => {
      const found = /http:\/\/[\d.:]+/.exec(String(data));
      if (!found) return;
      clearTimeout(late);
      resolve({ address: found[0], stop: () => child.kill('SIGTERM') });
    });
  });
}

// A database of these documents, gone with `remove`.
export function databaseOf(documents) {
  const folder = mkdtempSync(join(tmpdir(), 'rasid-page-'));
  const input = join(folder, 'documents.jsonl');
  const database = join(folder, 'events.db');
  writeFileSync(input, documents.map((document) => JSON.stringify(document)).join('\n'));
  execFileSync(program, ['code', input, '--db', database], { stdio: 'ignore' });
  return { database, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

// A page in a fresh profile that notes whatever must not happen: errors, refusals of the content
// policy, requests to anywhere else.
export async function openPage(browser, address, options = {}) {
  const { path = '/', language = 'ar', ...more } = options;
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: language === 'ar' ? 'ar' : 'en-GB',
    reducedMotion: 'reduce',
    ...more,
  });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('blob:')) {
      faults.push(`request: ${request.url()}`);
    }
  });
  await page.goto(address + path);
  await ready(page);
  return { page, context, faults };
}

// Everything asked for has come and is shown.
export async function ready(page) {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(
    () =>
      document.querySelector('main h1, main h2, main form') &&
      !document.querySelector('.bones, [aria-busy="true"]') &&
      document.fonts.status === 'loaded',
  );
}

export async function ask(page, path) {
  return page.evaluate(async (where) => (await fetch(`/api/v1${where}`)).json(), path);
}
