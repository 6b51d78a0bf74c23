// A browser opens the page that `luocdo export --format html` writes: it asks nothing of the network, runs no word of a
// document, and answers to mouse, keys, search, filters and the switch of language. Mermaid reads its own format.
//
//   node check.js LUOCDO [PICTURE.png]
import { chromium } from 'playwright-core';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const [luocdo, shot] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'luocdo-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function open(name, ...from) {
  const file = path.join(folder, `${name}.html`);
  execFileSync(path.resolve(root, luocdo), ['export', '--output', file, '--from', ...from], { cwd: root });
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  const wrong = [];
  page.on('request', (request) => { if (!request.url().startsWith('file://')) wrong.push(`asks for ${request.url()}`); });
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') wrong.push(message.text()); });
  page.on('dialog', (dialog) => { wrong.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(pathToFileURL(file).href);
  return { page, wrong };
}

try {
  const { page, wrong } = await open('example', 'examples/digest');
  const shown = () => page.locator('#count').textContent();
  const boxes = page.locator('.box[data-n]');
  assert.ok(await boxes.count() > 20, 'boxes');
  assert.match(await shown(), /^Đang hiện (\d+) trong \1 văn bản$/);

  // No word leaves its box.
  const out = await page.evaluate(() => [...document.querySelectorAll('.box[data-n]')].flatMap((box) => {
    const frame = box.querySelector('rect').getBBox();
    return [...box.querySelectorAll('text')].filter((text) => {
      const words = text.getBBox();
      return words.x < frame.x || words.x + words.width > frame.x + frame.width || words.y + words.height > frame.y + frame.height;
    }).map((text) => text.textContent);
  }));
  assert.deepEqual(out, [], 'words outside their box');

  // Search without accents; Enter opens the first that is found.
  await page.fill('#search', 'ke hoach 148');
  assert.match(await shown(), /tìm thấy 1$/);
  await page.press('#search', 'Enter');
  const panel = page.locator('#panel');
  await panel.getByRole('heading', { name: /Kế hoạch 148\/KH-UBND/ }).waitFor();
  const words = await panel.textContent();
  for (const wanted of ['triển khai thực hiện', 'Chỉ thị 20/CT-TTg', 'Nhiệm vụ giao', 'thực hiện Chỉ thị số 20/CT-TTg', 'tin cậy']) {
    assert.ok(words.includes(wanted), `${wanted} is not in the panel`);
  }
  if (shot) await page.screenshot({ path: shot });
  await page.keyboard.press('Escape');
  assert.ok(await panel.isHidden());
  await page.fill('#search', '');

  // Keys alone: a box takes the focus and opens.
  await boxes.first().focus();
  await page.keyboard.press('Enter');
  assert.ok(await panel.isVisible());
  await page.keyboard.press('Escape');
  await page.locator('#frame').focus();
  const place = () => page.locator('#sheet').evaluate((sheet) => sheet.style.transform);
  const before = await place();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('+');
  assert.notEqual(await place(), before);

  // Filters by level, relation and day.
  await page.locator('#levels label', { hasText: 'Cấp tỉnh' }).locator('input').uncheck();
  assert.ok(await page.locator('.box.off').count() > 5, 'the level is off');
  await page.locator('#levels label', { hasText: 'Cấp tỉnh' }).locator('input').check();
  const rows = () => page.locator('#acts tr:not([hidden])').count();
  const all = await rows();
  await page.locator('#relations label', { hasText: 'triển khai' }).locator('input').uncheck();
  assert.ok(await rows() < all, 'the relation is off');
  await page.locator('#relations label', { hasText: 'triển khai' }).locator('input').check();
  await page.fill('#since', '2023-07-01');
  assert.doesNotMatch(await shown(), /Đang hiện (\d+) trong \1 /);
  await page.fill('#since', '');

  // English and back.
  await page.click('#language');
  assert.match(await shown(), /papers shown/);
  assert.ok(await page.locator('#relations').textContent().then((text) => text.includes('carries out')));
  await page.click('#language');
  assert.match(await shown(), /^Đang hiện/);
  assert.deepEqual(wrong, []);
  await page.close();

  // Words that want to act stay words.
  const evil = '</script><img src=x onerror=alert(1)><svg onload=alert(2)>';
  const text = path.join(folder, 'evil.txt');
  writeFileSync(text, `UBND tỉnh Lạng Sơn ban hành Kế hoạch số 148/KH-UBND ngày 04/7/2023 triển khai thực hiện Chỉ thị số 20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ về ${evil} tiết kiệm điện. Giao Sở Công Thương ${evil} chủ trì thực hiện.\n`);
  const hostile = await open('evil', text);
  assert.ok(await hostile.page.locator('.box[data-n]').count() >= 2);
  await hostile.page.locator('.box[data-n]').first().click();
  assert.ok((await hostile.page.locator('body').textContent()).includes('onerror'), 'the words are shown');
  assert.equal(await hostile.page.locator('img').count(), 0);
  assert.deepEqual(hostile.wrong, []);

  // Mermaid's own parser reads what is written for it, hostile words too.
  const reader = await browser.newPage();
  await reader.addScriptTag({ path: path.join(root, 'tests/browser/node_modules/mermaid/dist/mermaid.min.js') });
  for (const from of ['examples/digest', text]) {
    const flow = execFileSync(path.resolve(root, luocdo), ['export', '--format', 'mermaid', '--from', from], { cwd: root, encoding: 'utf8' });
    const { diagramType } = await reader.evaluate((words) => globalThis.mermaid.parse(words), flow);
    assert.match(diagramType, /^flowchart/);
  }
  console.log('browser   the page answers to mouse, keys, search, filters and language; nothing asked for, nothing run');
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
