// The head of the page: name, search box, main places, language. In: the route. The box holds the words of `/tim?q=`
// and searches as one types there; from any other view Enter goes there.
import { useEffect, useRef, useState } from 'preact/hooks';
import { language, setLanguage, t } from '../language.js';
import { address, go } from '../route.js';

const PLACES = [
  ['/tim', 'nav.search', ['/', '/tim', '/van-ban', '/co-quan']],
  ['/trien-khai', 'nav.board', ['/trien-khai']],
  ['/nhiem-vu', 'nav.tasks', ['/nhiem-vu']],
  ['/do-thi', 'nav.graph', ['/do-thi']],
  ['/hoi', 'nav.ask', ['/hoi']],
  ['/doi-chieu', 'nav.review', ['/doi-chieu']],
  ['/nap', 'nav.load', ['/nap']],
];

function SearchBox({ route }) {
  const searching = route.path === '/tim' || route.path === '/';
  const asked = searching ? (route.query.get('q') ?? '') : '';
  const [typed, type] = useState(asked);
  const input = useRef();
  const wait = useRef();
  useEffect(() => {
    if (document.activeElement !== input.current || !searching) type(asked);
  }, [asked, searching]);
  const find = (q, replace) => {
    clearTimeout(wait.current);
    const values = searching ? Object.fromEntries(route.query) : {};
    go(address('/tim', { ...values, q: q.trim(), offset: null }), { replace, stay: searching });
  };
  const onInput = (event) => {
    const q = event.currentTarget.value;
    type(q);
    clearTimeout(wait.current);
    // Half-made Vietnamese words (a key of Telex still open) wait until the word is composed.
    if (searching && !event.isComposing) wait.current = setTimeout(() => find(q, route.path === '/tim'), 150);
  };
  const onSubmit = (event) => {
    event.preventDefault();
    find(typed, false);
  };
  return (
    <form class="find" role="search" action="/tim" onSubmit={onSubmit}>
      <input
        ref={input}
        type="search"
        name="q"
        value={typed}
        onInput={onInput}
        onCompositionEnd={onInput}
        aria-label={t('app.search')}
        placeholder={t('app.search.hint')}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
      />
      <button type="submit">{t('app.search.go')}</button>
    </form>
  );
}

export function Header({ route }) {
  const other = language() === 'vi' ? 'en' : 'vi';
  return (
    <header class="head">
      <div class="head-row">
        <a class="brand" href="/">
          {t('app.name')}
        </a>
        <SearchBox route={route} />
        <button type="button" class="plain" lang={other} onClick={() => setLanguage(other)}>
          {t('app.language')}
        </button>
      </div>
      <nav aria-label={t('app.nav')}>
        {PLACES.map(([path, word, at]) => (
          <a href={path} aria-current={at.includes(route.path) ? 'page' : undefined}>
            {t(word)}
          </a>
        ))}
      </nav>
    </header>
  );
}
