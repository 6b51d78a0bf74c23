// A browser reads the page of `luocdo serve`: every view full and empty at both sizes, the path of a lawyer from search
// to evidence and file, Vietnamese input, the back button, keys, language, hostile words.
//
//   node page.js [LUOCDO]     the program, which serves examples/digest; without it the page is built and a mock answers
import assert from 'node:assert/strict';
import { SIZES, accessible, begin, launch, open, settled } from './lib.js';
import { program } from './program.js';

const given = process.argv[2];
const server = given ? await program(given) : await begin();
const browser = await launch();
const at = (path) => server.url + path;
const q = encodeURIComponent;

async function views() {
  const { page, context } = await open(browser, at('/'));
  const found = await page.evaluate(async () => {
    const get = async (path) => (await fetch(`/api/${path}`)).json();
    const search = await get('search?q=chi%20thi%2020%202023');
    return { paper: search.papers[0].iri, body: (await get('search?q=so%20cong%20thuong')).bodies[0]?.iri };
  });
  await context.close();
  const order = q('Công điện 607/CĐ-TTg');
  return {
    'first page': '/',
    results: '/tim?q=chi+thi+20',
    'no result': '/tim?q=zzz',
    paper: `/van-ban?iri=${q(found.paper)}`,
    'no paper': '/van-ban?name=zzz',
    'paper not chosen': '/van-ban',
    body: `/co-quan?iri=${q(found.body)}`,
    orders: '/trien-khai',
    board: `/trien-khai?name=${order}&today=2023-08-01`,
    seat: `/trien-khai?name=${order}&today=2023-08-01&seat=UBND%3ALS`,
    tasks: '/nhiem-vu?today=2023-08-01',
    'tasks of a body': `/nhiem-vu?agency=${q('SCT:LS')}&by=body`,
    'no task': '/nhiem-vu?agency=SCT%3ALS&when=overdue&today=2000-01-01',
    lost: '/khong-co-trang-nay',
  };
}

async function everyView() {
  for (const [name, path] of Object.entries(await views())) {
    for (const [sizeName, size] of Object.entries(SIZES)) {
      for (const scheme of sizeName === 'laptop' ? ['light', 'dark'] : ['light']) {
        const { page, wrong, context } = await open(browser, at(path), { size, scheme, allow: ['404'] });
        await settled(page);
        await accessible(page, `${name}, ${sizeName}, ${scheme}`);
        assert.equal(await page.locator('h1').count(), 1, `${name} has one heading`);
        assert.deepEqual(wrong, [], name);
        await context.close();
      }
    }
  }
}

async function mainPath() {
  const { page, wrong, context } = await open(browser, at('/'));
  const box = page.getByRole('searchbox');
  // Results come as one types; the letters of a Vietnamese word arrive composed.
  await box.pressSequentially('Chỉ thị 20', { delay: 25 });
  await page.waitForURL(/\/tim\?q=Ch/);
  const first = page.locator('.hits .paper').first();
  await first.waitFor();
  assert.match(await first.textContent(), /Chỉ thị 20\/CT-TTg/);
  await first.click();
  await page.getByRole('heading', { level: 1, name: /Chỉ thị 20\/CT-TTg/ }).waitFor();
  assert.match(await page.title(), /Chỉ thị 20\/CT-TTg/);
  const box148 = page.locator('.box li').filter({ has: page.getByRole('link', { name: /^Kế hoạch 148/ }) });
  await box148.locator('summary').click();
  assert.match(await box148.locator('blockquote').first().textContent(), /thực hiện Chỉ thị số 20\/CT-TTg/);
  assert.match(await box148.locator('.proof').first().textContent(), /tin cậy 9\d%/);
  // The proof leads into the text of its source, where the sentence is marked.
  await box148.locator('.proof a').first().click();
  await page.locator('.source-text .at').first().waitFor();
  assert.match(await page.locator('.source-text').textContent(), /Lạng Sơn có kế hoạch thực hiện/);
  await page.goBack();
  await page.goBack();
  await page.waitForURL(/\/tim\?/);
  // The box shows again what was searched.
  await page.waitForFunction(() => document.querySelector('[type=search]').value === 'Chỉ thị 20');
  await page.goBack();
  await page.waitForURL(at('/'));
  for (const word of ['Văn bản triển khai (Excel)', 'Báo cáo triển khai (Word)']) {
    await page.goto(at((await views()).paper));
    const href = await page.getByRole('link', { name: word }).getAttribute('href');
    assert.match(href, /^\/api\/(trace\?.*format=xlsx|report\?name=)/);
    if (given) assert.equal((await page.request.get(at(href))).status(), 200, word);
  }
  assert.deepEqual(wrong, []);
  await context.close();
}

async function keysAlone() {
  const { page, wrong, context } = await open(browser, at((await views()).paper));
  await settled(page);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  // A reference of the text tells its paper to the keyboard, and Escape closes the card.
  await page.locator('.source-text .mention').first().focus();
  await page.locator('.hint').waitFor();
  assert.match(await page.locator('.hint').textContent(), /(Chỉ thị|Kế hoạch|Công văn) .*\d+/);
  await page.keyboard.press('Escape');
  await page.locator('.hint').waitFor({ state: 'detached' });
  await page.locator('.source-text .mention').first().hover();
  await page.locator('.hint').waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
}

async function filtersAndLanguage() {
  const { page, wrong, context } = await open(browser, at('/nhiem-vu?today=2023-08-01'));
  await settled(page);
  const count = () => page.locator('main [role=status]').textContent();
  const all = await count();
  await page.getByRole('combobox', { name: 'Thời hạn', exact: true }).selectOption('overdue');
  await page.waitForURL(/when=overdue/);
  await page.waitForFunction((before) => document.querySelector('main [role=status]')?.textContent !== before, all);
  assert.match(await page.getByRole('link', { name: 'Lịch (ICS)' }).getAttribute('href'), /overdue=true.*format=ics/);
  const today = page.getByLabel('Tính đến ngày');
  await today.fill('32/8/2023');
  await today.press('Enter');
  await page.getByText('Ghi ngày như 01/8/2023').waitFor();
  await today.fill('2/8/2023');
  await today.press('Enter');
  await page.waitForURL(/today=2023-08-02/);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Tasks and deadlines' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await page.reload();
  await page.getByRole('heading', { name: 'Tasks and deadlines' }).waitFor();
  await page.goto(at('/?lang=vi'));
  await page.getByRole('heading', { name: 'Tra cứu văn bản và việc triển khai' }).waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
}

// A server that is gone, and one that refuses: the reader is told, and can try again.
async function failures() {
  const { page, context } = await open(browser, at('/tim?q=chi+thi+20'));
  await settled(page);
  await context.setOffline(true);
  await page
    .getByRole('link', { name: /^Chỉ thị 20\/CT-TTg/ })
    .first()
    .click();
  await page.getByText('Chưa lấy được dữ liệu').waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await page.getByRole('heading', { level: 1, name: /Chỉ thị 20\/CT-TTg/ }).waitFor();
  await context.close();
}

// The way back leads to the place in the list that one left.
async function placeKept() {
  const { page, context } = await open(browser, at('/nhiem-vu?today=2023-08-01'), { size: SIZES.phone });
  await settled(page);
  const link = page.locator('.task .from a').nth(4);
  await link.scrollIntoViewIfNeeded();
  const y = await page.evaluate(() => window.scrollY);
  assert.ok(y > 300, 'the list is long');
  await link.click();
  await page.waitForURL(/van-ban/);
  assert.equal(await page.evaluate(() => window.scrollY), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await page.goBack();
  await settled(page);
  await page.waitForFunction((before) => Math.abs(window.scrollY - before) < 3, y);
  await context.close();
}

// Words that want to act stay words, wherever the server says them.
async function hostile() {
  const evil = '</script><img src=x onerror=alert(1)><svg onload=alert(2)>"\'';
  const spoil = (value) =>
    typeof value === 'string' && /\s/.test(value)
      ? value + evil
      : Array.isArray(value)
        ? value.map(spoil)
        : value && typeof value === 'object'
          ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoil(one)]))
          : value;
  const { answers } = await import('../../web/test/answers.mjs');
  const spoilt = Object.fromEntries(
    Object.entries(answers).map(([path, make]) => [path, async (...asked) => spoil(await make(...asked))]),
  );
  const { url, close } = await begin(spoilt);
  for (const path of [
    '/',
    '/tim?q=a',
    '/van-ban?name=a',
    '/co-quan?iri=a',
    '/trien-khai',
    '/trien-khai?name=a&seat=UBND%3ALS',
    '/nhiem-vu',
    '/van-ban?name=zzz',
  ]) {
    const { page, wrong, context } = await open(browser, url + path, { allow: ['404'] });
    await settled(page);
    assert.ok((await page.locator('main').textContent()).includes('onerror'), `${path} shows the words`);
    assert.equal(await page.locator('img').count(), 0, path);
    assert.deepEqual(wrong, [], path);
    await context.close();
  }
  await close();
}

try {
  await everyView();
  await mainPath();
  await keysAlone();
  await filtersAndLanguage();
  await failures();
  await placeKept();
  if (!given) await hostile();
  console.log(
    'page      every view at both sizes, the main path, keys, filters, language; nothing asked for elsewhere, nothing run',
  );
} finally {
  await browser.close();
  await server.close();
}
