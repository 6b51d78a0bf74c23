// A browser works the graph, the questions, the review and the loading: with mouse and keys, full and empty, at both
// sizes, with a token and without, and with hostile words. A mock answers; the graph of 2,000 boxes is measured.
//
//   node tools.js
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { answers } from '../../web/test/answers.mjs';
import { SIZES, accessible, begin, launch, open, settled } from './lib.js';

const ORDER = 'https://w3id.org/luocdo/id/vn/ttg/chi-thi/2023/20-ct-ttg';
const PLAN = 'https://w3id.org/luocdo/id/vn/ubnd-ls/ke-hoach/2023/148-kh-ubnd';
const q = encodeURIComponent;
const about = answers['GET /api/about']();
const bare = { ...about, documents: 0, described: 0, orders: [], relations_of: [], provinces: [], types: [] };
const writing = await begin({ 'GET /api/about': () => ({ ...about, writable: true }) });
const reading = await begin();
const empty = await begin({
  'GET /api/about': () => bare,
  'GET /api/graph': () => ({ nodes: [], edges: [], left_out: null }),
  'GET /api/path': () => ({ found: false, papers: [], links: [] }),
  'GET /api/review': () => ({ total: 0, rows: [] }),
});
const browser = await launch();

const carried = `name=carried-out&with=${q(`order=${ORDER}`)}`;
const VIEWS = {
  'graph, nothing chosen': '/do-thi',
  'graph around a paper': `/do-thi?center=${q(ORDER)}&pick=${q(PLAN)}`,
  'graph, papers in a table': `/do-thi?center=${q(ORDER)}&tab=nodes`,
  'graph, relations in a table': `/do-thi?center=${q(ORDER)}&tab=edges`,
  'graph with bodies': `/do-thi?center=${q(ORDER)}&bodies=true&grow=${q(PLAN)}`,
  'graph of a path': `/do-thi?a=${q(ORDER)}&b=${q(PLAN)}&tab=path`,
  questions: '/hoi',
  'a question to fill in': '/hoi?name=due',
  'an answer': `/hoi?${carried}`,
  'an answer as a graph': `/hoi?${carried}&show=graph`,
  'an empty answer': '/hoi?name=cycles',
  'a query': `/hoi?sparql=${q('SELECT ?paper ?n WHERE { ?paper luo:implements ?n }')}`,
  'no such question': '/hoi?name=zzz',
  'names with several meanings': '/doi-chieu',
  'low confidence': '/doi-chieu?kind=low&max-confidence=0.95',
  judged: '/doi-chieu?kind=judged',
  'nothing to judge': '/doi-chieu?kind=conflicting',
  loading: '/nap',
};

async function everyView() {
  const servers = [
    ['reading', reading],
    ['writing', writing],
    ['empty', empty],
  ];
  for (const [kind, server] of servers) {
    for (const [name, path] of Object.entries(VIEWS)) {
      const writes = /judge|confidence|meanings|loading/.test(name);
      if (kind === 'writing' ? !writes : writes && kind === 'reading' && name !== 'judged') continue;
      for (const [sizeName, size] of Object.entries(SIZES)) {
        if (kind === 'empty' && sizeName === 'phone') continue;
        for (const scheme of sizeName === 'laptop' && kind !== 'empty' ? ['light', 'dark'] : ['light']) {
          const where = `${name}, ${kind}, ${sizeName}, ${scheme}`;
          const { page, wrong, context } = await open(browser, server.url + path, { size, scheme });
          await settled(page);
          await accessible(page, where);
          assert.equal(await page.locator('h1').count(), 1, `${where} has one heading`);
          assert.deepEqual(wrong, [], where);
          await context.close();
        }
      }
    }
  }
}

const count = (page) => page.locator('.count').textContent();
const saved = async (page, name) => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return readFileSync(await download.path());
};

async function graph() {
  const { page, wrong, context } = await open(browser, `${reading.url}/do-thi`);
  // A paper is named by a part of its number; arrow and Enter choose it.
  await page.getByRole('combobox', { name: 'Văn bản ở giữa' }).pressSequentially('20', { delay: 20 });
  await page.locator('.pick [role=option]').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/center=/);
  await page.locator('.sheet canvas').first().waitFor();
  assert.equal(await count(page), '4 ô, 4 quan hệ.');

  // Keys lead from box to box; Enter grows and folds; the address tells it all.
  await page.locator('.sheet').focus();
  const side = page.locator('#tab-panel');
  await page.keyboard.press('ArrowDown');
  await side.locator('h2', { hasText: 'Kế hoạch' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await side.locator('h2', { hasText: 'Công văn 1187/SCT-QLNL' }).waitFor();
  await page.goto(`${reading.url}/do-thi?center=${q(ORDER)}&pick=${q(PLAN)}`);
  await page.getByRole('button', { name: /^Mở rộng/ }).click();
  await page.waitForURL(/grow=/);
  await page.waitForFunction(() => document.querySelector('.count').textContent.startsWith('8 ô'));
  assert.match(await side.locator('q').first().textContent(), /thực hiện Chỉ thị số 20/);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('.count').textContent.startsWith('4 ô'));

  // A line, by the table, with its sentence.
  await page.getByRole('tab', { name: 'Quan hệ' }).click();
  assert.equal(await page.locator('.side tbody tr').count(), 4);
  await page.locator('.side tbody button').first().click();
  await page.getByRole('tab', { name: 'Chi tiết' }).click();
  assert.match(await side.locator('blockquote').textContent(), /triển khai/);

  // A click on the sheet itself; filters; pictures.
  const middle = await page.locator('.sheet-frame').evaluate((frame) => {
    const box = frame._cyreg.cy.nodes()[0].renderedPosition();
    const at = frame.getBoundingClientRect();
    return { x: at.x + box.x, y: at.y + box.y };
  });
  await page.mouse.click(middle.x, middle.y);
  await side.locator('h2', { hasText: 'Chỉ thị 20/CT-TTg' }).waitFor();
  await page.locator('.sieve summary').click();
  await page.getByRole('checkbox', { name: /dẫn chiếu/ }).uncheck();
  await page.waitForURL(
    (url) => url.searchParams.has('follow') && !url.searchParams.getAll('follow').includes('cites'),
  );
  assert.equal((await saved(page, 'PNG')).subarray(1, 4).toString(), 'PNG');
  const svg = (await saved(page, 'SVG')).toString();
  assert.ok(svg.startsWith('<svg') && svg.includes('Kế hoạch 148/KH-UBND') && svg.includes('triển khai thực hiện'));
  assert.deepEqual(wrong, []);
  await context.close();
}

// 2,000 boxes and 4,000 lines: seen in 2 s (four times that on a machine that other work fills), and they move.
async function large() {
  const { page, wrong, context } = await open(browser, `${reading.url}/do-thi`);
  await settled(page);
  const times = await page.evaluate(async () => {
    const frame = () =>
      new Promise((done) => {
        requestAnimationFrame(() => done(performance.now()));
      });
    const painted = () =>
      [...document.querySelectorAll('.sheet canvas')].some(
        (one) =>
          one.width > 0 &&
          one
            .getContext('2d')
            .getImageData(0, 0, one.width, one.height)
            .data.some((byte) => byte > 0),
      );
    const start = performance.now();
    document.querySelector('a[href="/do-thi?all=true"]').click();
    while (!painted()) await frame();
    const seen = performance.now() - start;
    const { cy } = document.querySelector('.sheet-frame')._cyreg;
    const gaps = [];
    for (let step = 0, last = await frame(); step < 40; step += 1) {
      cy.panBy({ x: 5, y: step % 2 ? 4 : -3 });
      const now = await frame();
      gaps.push(now - last);
      last = now;
    }
    return { seen, pan: gaps.sort((a, b) => a - b)[20], boxes: cy.nodes().length, lines: cy.edges().length };
  });
  assert.deepEqual([times.boxes, times.lines], [2000, 4000]);
  assert.ok(times.seen < 8000, `2,000 boxes after ${times.seen} ms`);
  assert.ok(times.pan < 100, `a step of the sheet takes ${times.pan} ms`);
  assert.deepEqual(wrong, []);
  await context.close();
  return times;
}

async function questions() {
  const { page, wrong, context } = await open(browser, `${reading.url}/hoi`);
  await page.getByLabel('Lọc câu hỏi').fill('truc tiep trien khai');
  await page.getByRole('link', { name: /trực tiếp triển khai/ }).click();
  await page.getByRole('combobox', { name: /Văn bản chỉ đạo/i }).pressSequentially('20', { delay: 20 });
  await page.locator('.pick [role=option]').first().click();
  await page.getByRole('button', { name: 'Hỏi', exact: true }).click();
  await page.waitForURL(/with=order/);
  await page.locator('.answer tbody tr').nth(2).waitFor();
  await page.getByRole('button', { name: /Sau \(ngày\)/ }).click();
  await page.getByRole('button', { name: /Sau \(ngày\)/ }).click();
  assert.match(await page.locator('.answer tbody tr').first().textContent(), /34/);
  assert.match(
    await page.getByRole('link', { name: 'XLSX' }).getAttribute('href'),
    /^\/api\/ask\?name=carried-out&with=order.*format=xlsx/,
  );

  // The same in SPARQL: the IRI stands in it, completion knows our terms, Ctrl+Enter runs it, files are made.
  await page.locator('.sparql summary').click();
  const text = page.locator('.cm-content');
  await text.waitFor();
  assert.ok((await text.textContent()).includes(`<${ORDER}>`));
  await text.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('?a luo:impl');
  await page.locator('.cm-tooltip-autocomplete li', { hasText: 'triển khai thực hiện' }).waitFor();
  await page.waitForTimeout(150); // CodeMirror takes no key in the first moment of a list.
  await page.keyboard.press('Tab');
  assert.match(await text.textContent(), /^\?a luo:implements/);
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/sparql=/);
  await page.locator('.answer tbody a').first().waitFor();
  assert.match((await saved(page, 'CSV')).toString(), /^paper,n/);
  assert.equal((await saved(page, 'XLSX')).subarray(0, 2).toString(), 'PK');
  await page.goBack();
  await page.locator('.answer tbody tr').nth(2).waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
}

// A name that fits several papers is asked back, a query that is none is told so.
async function asksBack() {
  const server = await begin({
    'GET /api/ask': (query) =>
      query.has('name') && !query.get('with').includes('http')
        ? { status: 409, body: { error: 'names 3 documents', candidates: [] } }
        : answers['GET /api/ask'](query),
    'POST /sparql': () => ({
      status: 400,
      body: { error: 'the query is not SPARQL: line 1, column 6', candidates: [] },
    }),
  });
  const { page, wrong, context } = await open(
    browser,
    `${server.url}/hoi?name=carried-out&with=${q('order=Chỉ thị 20/CT-TTg')}`,
    { allow: ['409', '400'] },
  );
  await page.locator('.failed a', { hasText: 'Chỉ thị 20/CT-TTg ngày 08/6/2023' }).click();
  await page.locator('.answer tbody tr').nth(2).waitFor();
  await page.goto(`${server.url}/hoi?sparql=SELEC`);
  await page.getByText('line 1, column 6').waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
  await server.close();
}

async function judging() {
  const { page, wrong, context } = await open(browser, `${writing.url}/doi-chieu`, { allow: ['401', '409'] });
  await page.getByRole('radio', { name: 'Chỉ thị 20/CT-TTg năm 2019' }).check();
  await page.getByRole('button', { name: 'Chọn văn bản này' }).click();
  await page.getByText('Điền mã truy cập trước.').waitFor();
  await page.getByLabel('Lý do').fill('câu nói về chỉ thị năm 2019');
  await page.getByLabel('Người đối chiếu').fill('Nguyễn Thị An');
  await page.getByLabel('Mã truy cập').fill('sai');
  await page.getByRole('button', { name: 'Chọn văn bản này' }).click();
  await page.locator('.review-card .refused').waitFor();
  await page.getByLabel('Mã truy cập').fill('thu');
  // Words that fit several papers are told with these; a candidate is kept, told with its name, and listed as judged.
  const other = page.getByRole('combobox', { name: 'Hoặc văn bản khác' });
  await other.fill('Chỉ thị 20');
  await page.getByRole('button', { name: 'Chọn văn bản này' }).click();
  await page.locator('.review-card .refused', { hasText: 'ghi thêm ngày hoặc năm: Chỉ thị 20/CT-TTg' }).waitFor();
  await page.getByRole('radio', { name: 'Chỉ thị 20/CT-TTg năm 2019' }).check();
  await page.waitForFunction((box) => box.value === '', await other.elementHandle());
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/judge'));
  await page.getByRole('button', { name: 'Chọn văn bản này' }).click();
  const choice = (await sent).postDataJSON();
  assert.deepEqual([choice.verdict, choice.id], ['chosen', 'b1f0']);
  assert.match(choice.candidate, /2019\/20-ct-ttg$/);
  await page.locator('.review-card .judged', { hasText: 'chọn văn bản: Chỉ thị 20/CT-TTg năm 2019' }).waitFor();
  await page.getByText('Đã ghi.').waitFor();
  await page.getByRole('link', { name: 'Đã đối chiếu' }).click();
  const listed = page.locator('.review-card', { hasText: 'Chỉ thị 20/CT-TTg năm 2019' });
  await listed.getByText('câu nói về chỉ thị năm 2019').waitFor();
  await page.getByRole('link', { name: 'Nhiều khả năng' }).click();
  await page.getByText('Không còn tên nào có nhiều khả năng').waitFor();
  await page.getByRole('link', { name: 'Đã đối chiếu' }).click();
  await listed.getByRole('button', { name: 'Hoàn tác' }).click();
  await listed.getByText('Đã hoàn tác.').waitFor();
  await page.getByRole('link', { name: 'Nhiều khả năng' }).click();
  await page.getByRole('button', { name: 'Chọn văn bản này' }).waitFor();
  await page.getByRole('link', { name: 'Độ tin cậy thấp' }).click();
  await page.getByLabel('Loại khác…').selectOption('cites');
  await page.getByLabel('Lý do').fill('chỉ nhắc đến');
  const asked = page.waitForRequest((request) => request.url().endsWith('/api/judge'));
  await page.getByRole('button', { name: 'Đặt lại' }).click();
  const { verdict, label, by } = (await asked).postDataJSON();
  assert.deepEqual([verdict, label, by], ['relabelled', 'cites', 'Nguyễn Thị An']);
  await page.locator('.review-card .judged', { hasText: 'đặt lại loại: dẫn chiếu' }).waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
}

async function files() {
  const { page, wrong, context } = await open(browser, `${writing.url}/nap`, { allow: ['401'] });
  const file = (name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('x') });
  await page.locator('input[type=file]').setInputFiles([file('langson.txt'), file('hong.pdf')]);
  await page.getByLabel('Mã truy cập').fill('thu');
  await page.getByRole('button', { name: 'Đọc thử 2 tệp' }).click();
  await page.getByText('Kế hoạch 148/KH-UBND ngày 04/7/2023').waitFor();
  assert.match(await page.locator('.file', { hasText: 'hong.pdf' }).textContent(), /lỗi.*it has no end/);
  await page.getByRole('button', { name: 'Lưu 1 tệp vào kho' }).click();
  await page.getByText('kho nay có 4 nguồn').waitFor();
  await page.locator('.file', { hasText: 'langson.txt' }).getByText('đã lưu: tệp mới').waitFor();
  await accessible(page, 'files that were stored');
  assert.deepEqual(wrong, []);
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
  const spoilt = Object.fromEntries(
    Object.entries(answers).map(([path, make]) => [path, async (...asked) => spoil(await make(...asked))]),
  );
  const server = await begin({ ...spoilt, 'GET /api/about': () => spoil({ ...about, writable: true }) });
  for (const [name, path] of Object.entries(VIEWS)) {
    const { page, wrong, context } = await open(browser, server.url + path);
    await settled(page);
    assert.equal(await page.locator('img, main script').count(), 0, name);
    assert.deepEqual(wrong, [], name);
    await context.close();
  }
  await server.close();
}

try {
  await everyView();
  await graph();
  const { seen, pan } = await large();
  await questions();
  await asksBack();
  await judging();
  await files();
  await hostile();
  console.log(
    `tools     graph, questions, review and loading; 2,000 boxes seen after ${Math.round(seen)} ms, a step of the sheet ${Math.round(pan)} ms`,
  );
} finally {
  await browser.close();
  await Promise.all([writing, reading, empty].map((server) => server.close()));
}
