// What the tests of the page share: the browser, a page that remembers all that went wrong, the check of
// accessibility. SLOW=6 makes the browser six times as slow, to find what only holds on a fast machine. In: the address of a server; `begin` builds the page and starts the mock where none is given.
import { chromium } from 'playwright-core';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../web/test/mock.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const axe = readFileSync(path.join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const SIZES = { laptop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

// A server with the page as it is now in web/, and answers of one's own for some paths.
export async function begin(answers) {
  const dist = mkdtempSync(path.join(tmpdir(), 'luocdo-web-'));
  execFileSync('node', [path.join(here, '../../web/build.mjs'), dist]);
  const server = await serve(dist, { answers });
  return {
    url: server.url,
    close: async () => {
      await server.close();
      rmSync(dist, { recursive: true });
    },
  };
}

// A window at an address. `wrong` gathers errors, dialogs, and requests to any other place.
export async function open(browser, url, { size = SIZES.laptop, scheme = 'light', allow = [] } = {}) {
  const context = await browser.newContext({ viewport: size, colorScheme: scheme, acceptDownloads: true });
  const page = await context.newPage();
  if (process.env.SLOW) {
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: Number(process.env.SLOW) });
  }
  const wrong = [];
  const home = new URL(url).origin;
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && new URL(request.url()).origin !== home) wrong.push(`asks for ${request.url()}`);
  });
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !allow.some((word) => message.text().includes(word))) wrong.push(message.text());
  });
  page.on('dialog', (dialog) => {
    wrong.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.goto(url);
  return { page, wrong, context };
}

// Loaded: nothing says "Đang tải" any more, and the network rests.
export async function settled(page) {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(
    () => document.querySelector('main')?.childElementCount > 0 && !document.querySelector('main .loading'),
  );
}

// Nothing of WCAG 2.2 AA is broken, with every folded part open; nothing is wider than the window.
export async function accessible(page, name) {
  await page.evaluate(() =>
    document.querySelectorAll('main details').forEach((one) => {
      one.open = true;
    }),
  );
  await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly }), RULES);
  const found = violations.map(
    (one) =>
      `${one.id}: ${one.nodes
        .slice(0, 3)
        .map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`)
        .join(' | ')}`,
  );
  assert.deepEqual(found, [], `${name}: accessibility`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${name}: ${over} px wider than the window`);
}
