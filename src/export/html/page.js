'use strict';
// The page of a picture: words go in by textContent alone, so that no document can act as markup.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const $ = (id) => document.getElementById(id);
  const EN = {
    skip: 'To the table', search: 'Search', hint: 'number, issuer, title (accents not needed)', since: 'From',
    until: 'to', smaller: 'Zoom out', larger: 'Zoom in', fit: 'Fit', relation: 'Relation', level: 'Level',
    frame: 'Picture: drag to move, wheel to zoom, arrow keys, + and −', close: 'Close', acts: 'Relations between papers',
    from: 'Paper', to: 'Paper acted on', proof: 'Sentence', source: 'Source', sure: 'Confidence', tasks: 'Tasks',
    body: 'Body', role: 'Role', task: 'Task', due: 'Deadline', papers: 'Papers', paper: 'Paper', date: 'Day of issue',
    issuer: 'Issuer', title: 'Title', foot: 'Made by luocdo from the words of the papers themselves; every relation and task stands on the sentence quoted. For anything that matters read that sentence.',
    stub: 'only named, not read', gives: 'Tasks given', taken: 'Tasks', does: 'Acts on', done: 'Acted on by',
    count: (n) => `${n} of ${data.papers} papers shown`, hits: (n) => `; ${n} found`, none: 'Nothing was read of what it does.',
    'chủ trì': 'leads', 'thực hiện': 'performs', 'được đề nghị': 'is asked', 'phối hợp': 'coordinates',
  };
  const VI = {
    stub: 'chỉ được nhắc tên', gives: 'Nhiệm vụ giao', taken: 'Nhiệm vụ', does: 'Tác động đến', done: 'Bị tác động bởi',
    count: (n) => `Đang hiện ${n} trong ${data.papers} văn bản`, hits: (n) => `; tìm thấy ${n}`, none: 'Chưa thấy quan hệ nào.',
  };
  let language = 0;
  let chosen = null;
  const t = (word) => (language ? EN[word] : VI[word]) ?? word;
  const relation = (name) => data.relations[name]?.[language] ?? name;
  const levelName = (name) => data.levels.find((l) => l[0] === name)?.[1 + language] ?? name;
  const fold = (s) => s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐð]/g, 'd').toLowerCase();
  const day = (d) => (d ? d.split('-').reverse().join('/') : '');
  const make = (tag, text, name) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const boxes = [...document.querySelectorAll('.box[data-n]')];
  const lines = [...document.querySelectorAll('.line[data-e]')];
  const words = data.nodes.map((n) => fold([n.label, n.number, n.issuer, n.title].join(' ')));

  // Filters: what is off fades, so that the picture keeps its shape.
  const offRelations = new Set();
  const offLevels = new Set();
  const inDays = (n) => {
    const [since, until] = [$('since').value, $('until').value];
    if (n.kind !== 'document' || (!since && !until)) return true;
    return n.date !== '' && (!since || n.date >= since) && (!until || n.date <= until);
  };
  const shown = (i) => !offLevels.has(data.nodes[i].level) && inDays(data.nodes[i]);
  function filter() {
    const typed = fold($('search').value.trim());
    let papers = 0;
    let found = 0;
    const hit = data.nodes.map((_, i) => typed !== '' && words[i].includes(typed));
    data.nodes.forEach((n, i) => {
      papers += n.kind === 'document' && shown(i);
      found += hit[i] && shown(i);
    });
    for (const box of boxes) {
      const i = Number(box.dataset.n);
      box.classList.toggle('off', !shown(i));
      box.classList.toggle('faint', typed !== '' && !hit[i]);
      box.classList.toggle('found', hit[i]);
      box.classList.toggle('chosen', i === chosen);
      box.tabIndex = shown(i) ? 0 : -1;
    }
    const lives = (e) => !offRelations.has(e.relation) && shown(e.from) && shown(e.to);
    for (const line of lines) {
      const edges = line.dataset.e.split(' ').map((i) => data.edges[i]);
      line.classList.toggle('off', !edges.some(lives));
      line.classList.toggle('faint', typed !== '' && !edges.some((e) => hit[e.from] || hit[e.to]));
    }
    for (const row of document.querySelectorAll('tr[data-e]')) {
      const e = data.edges[row.dataset.e];
      row.hidden = !lives(e) || (typed !== '' && !fold(row.textContent).includes(typed));
    }
    for (const row of document.querySelectorAll('tr[data-n]')) {
      const i = Number(row.dataset.n);
      row.hidden = !shown(i) || (typed !== '' && !hit[i]);
    }
    $('count').textContent = t('count')(papers) + (typed === '' ? '' : t('hits')(found));
  }
  function choices(id, list, off) {
    const held = $(id);
    held.replaceChildren();
    for (const [name, label] of list) {
      const box = make('input');
      box.type = 'checkbox';
      box.checked = !off.has(name);
      box.addEventListener('change', () => { off[box.checked ? 'delete' : 'add'](name); filter(); });
      const around = make('label');
      around.append(box, ` ${label}`);
      held.append(around);
    }
  }

  // The panel.
  const link = (i) => {
    const button = make('button', data.nodes[i].label, 'link');
    button.type = 'button';
    button.addEventListener('click', () => choose(i, true));
    return button;
  };
  const sure = (p) => `${Math.round(p.confidence * 100)}%`;
  function sentences(e) {
    return e.proofs.map((p) => {
      const said = make('div', undefined, 'said');
      said.append(make('q', p.sentence), make('small', `${p.source} · ${p.rule} · ${language ? 'confidence' : 'tin cậy'} ${sure(p)}`));
      return said;
    });
  }
  function part(heading, edges, head) {
    if (edges.length === 0) return [];
    return [make('h4', `${t(heading)} (${edges.length})`), ...edges.flatMap((e) => {
      const line = make('div');
      line.append(...head(e));
      return [line, ...sentences(e)];
    })];
  }
  function choose(i, move) {
    chosen = i;
    const n = data.nodes[i];
    const about = $('about');
    about.replaceChildren(make('h3', n.label));
    const list = make('dl');
    const say = (name, value) => { if (value) list.append(make('dt', name), make('dd', value)); };
    say(language ? 'Title' : 'Trích yếu', n.title);
    say(language ? 'Issuer' : 'Cơ quan ban hành', n.issuer);
    say(language ? 'Day of issue' : 'Ngày ban hành', day(n.date));
    say(language ? 'Level' : 'Cấp', levelName(n.level));
    say(language ? 'Status' : 'Ghi chú', n.stub ? t('stub') : '');
    about.append(list);
    const acts = data.edges.filter((e) => e.relation !== 'assignsTo');
    const tasks = data.edges.filter((e) => e.relation === 'assignsTo');
    const task = (e, other) => [link(other), ` (${t(e.role)}${e.due ? `, ${language ? 'by' : 'hạn'} ${day(e.due)}` : ''}): ${e.task}`];
    const before = about.childElementCount;
    about.append(
      ...part('does', acts.filter((e) => e.from === i), (e) => [`${relation(e.relation)} → `, link(e.to)]),
      ...part('done', acts.filter((e) => e.to === i), (e) => [link(e.from), ` → ${relation(e.relation)}`]),
      ...part('gives', tasks.filter((e) => e.from === i), (e) => task(e, e.to)),
      ...part('taken', tasks.filter((e) => e.to === i), (e) => task(e, e.from)),
    );
    if (about.childElementCount === before) about.append(make('p', t('none')));
    $('panel').hidden = false;
    $('panel').scrollTop = 0;
    filter();
    const box = boxes.find((b) => Number(b.dataset.n) === i);
    if (move && box) center(box);
  }
  function shut() {
    const box = boxes.find((b) => Number(b.dataset.n) === chosen);
    $('panel').hidden = true;
    chosen = null;
    filter();
    box?.focus();
  }
  $('close').addEventListener('click', shut);

  // Moving about.
  const frame = $('frame');
  const sheet = $('sheet');
  const svg = sheet.querySelector('svg');
  const size = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
  let [x, y, scale] = [0, 0, 1];
  const put = () => { sheet.style.transform = `translate(${x}px,${y}px) scale(${scale})`; };
  function zoom(by, cx = frame.clientWidth / 2, cy = frame.clientHeight / 2) {
    const next = Math.min(4, Math.max(0.05, scale * by));
    [x, y, scale] = [cx - ((cx - x) * next) / scale, cy - ((cy - y) * next) / scale, next];
    put();
  }
  function fit() {
    // As wide as the frame, but never so small that no word can be read.
    scale = Math.min(1.2, Math.max(0.55, frame.clientWidth / size[0]));
    [x, y] = [Math.max(0, (frame.clientWidth - size[0] * scale) / 2), 0];
    put();
  }
  function center(box) {
    const [a, b] = [box.getBoundingClientRect(), frame.getBoundingClientRect()];
    x += b.left + b.width / 2 - (a.left + a.width / 2);
    y += b.top + b.height / 2 - (a.top + a.height / 2);
    put();
  }
  $('in').addEventListener('click', () => zoom(1.25));
  $('out').addEventListener('click', () => zoom(0.8));
  $('fit').addEventListener('click', fit);
  frame.addEventListener('wheel', (event) => {
    event.preventDefault();
    const at = frame.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY / 500), event.clientX - at.left, event.clientY - at.top);
  }, { passive: false });
  let held = null;
  let dragged = false;
  frame.addEventListener('pointerdown', (event) => { held = { x: event.clientX - x, y: event.clientY - y, moved: false }; });
  addEventListener('pointermove', (event) => {
    if (!held) return;
    const [nx, ny] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(nx - x, ny - y) < 4) return;
    held.moved = true;
    frame.classList.add('held');
    [x, y] = [nx, ny];
    put();
  });
  addEventListener('pointerup', () => {
    frame.classList.remove('held');
    const moved = held?.moved;
    held = null;
    // The click that ends a drag is no click on a box.
    dragged = moved === true;
  });
  frame.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (step) { x += step[0]; y += step[1]; put(); }
    else if (event.key === '+' || event.key === '=') zoom(1.25);
    else if (event.key === '-') zoom(0.8);
    else if (event.key === '0') fit();
    else return;
    event.preventDefault();
  });
  addEventListener('keydown', (event) => { if (event.key === 'Escape' && !$('panel').hidden) shut(); });
  for (const box of boxes) {
    const open = () => choose(Number(box.dataset.n), false);
    box.addEventListener('click', () => { if (!dragged) open(); });
    box.addEventListener('focus', () => {
      const [a, b] = [box.getBoundingClientRect(), frame.getBoundingClientRect()];
      if (a.left < b.left || a.right > b.right || a.top < b.top || a.bottom > b.bottom) center(box);
    });
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); event.stopPropagation(); open(); }
    });
  }
  // The browser scrolls what has the focus into sight; the frame moves by its own measure alone.
  frame.addEventListener('scroll', () => { frame.scrollLeft = 0; frame.scrollTop = 0; });
  $('search').addEventListener('input', filter);
  $('search').addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const first = boxes.find((b) => b.classList.contains('found') && !b.classList.contains('off'));
    if (first) choose(Number(first.dataset.n), true);
  });
  $('since').addEventListener('change', filter);
  $('until').addEventListener('change', filter);

  // The same as tables.
  function tables() {
    const cells = (row, list) => list.forEach((c) => {
      const cell = make('td');
      if (c instanceof Node) cell.append(c); else cell.textContent = c;
      row.append(cell);
    });
    const fill = (id, list, tag, of) => $(id).replaceChildren(...list.map(([item, i]) => {
      const row = make('tr');
      row.dataset[tag] = i;
      cells(row, of(item));
      return row;
    }));
    const all = data.edges.map((e, i) => [e, i]);
    const proof = (e) => e.proofs[0] ?? { sentence: '', source: '', confidence: 0 };
    fill('acts', all.filter(([e]) => e.relation !== 'assignsTo'), 'e', (e) => [
      link(e.from), relation(e.relation), link(e.to), proof(e).sentence, proof(e).source, sure(proof(e))]);
    fill('tasks', all.filter(([e]) => e.relation === 'assignsTo'), 'e', (e) => [
      link(e.to), t(e.role), e.task, day(e.due), link(e.from), proof(e).sentence, proof(e).source, sure(proof(e))]);
    fill('papers', data.nodes.map((n, i) => [n, i]).filter(([n]) => n.kind === 'document'), 'n', (n) => [
      link(data.nodes.indexOf(n)), day(n.date), n.issuer, levelName(n.level), n.title]);
  }

  // Vietnamese or English.
  const remembered = new Map();
  function speak() {
    document.documentElement.lang = language ? 'en' : 'vi';
    $('language').textContent = language ? 'Tiếng Việt' : 'English';
    $('language').lang = language ? 'vi' : 'en';
    const set = (attribute, write, get) => {
      for (const element of document.querySelectorAll(`[${attribute}]`)) {
        const key = element.getAttribute(attribute);
        if (!remembered.has(element)) remembered.set(element, get(element));
        write(element, language ? EN[key] : remembered.get(element));
      }
    };
    set('data-t', (e, w) => { e.textContent = w; }, (e) => e.textContent);
    set('data-a', (e, w) => e.setAttribute('aria-label', w), (e) => e.getAttribute('aria-label'));
    set('data-p', (e, w) => { e.placeholder = w; }, (e) => e.placeholder);
    choices('relations', Object.entries(data.relations).map(([name, label]) => [name, label[language]]), offRelations);
    choices('levels', data.levels.map((l) => [l[0], l[1 + language]]), offLevels);
    tables();
    filter();
    if (chosen !== null) choose(chosen, false);
  }
  $('language').addEventListener('click', () => { language = 1 - language; speak(); });
  $('notes').textContent = data.notes.join(' ');
  speak();
  fit();
})();
