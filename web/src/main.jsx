// The page: header with the search box, the main places, the language; below it the view of the address, loaded when
// first needed; a footer that says where the data are from.
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import './style/main.css';
import { useApi } from './api.js';
import { language, onLanguage, t } from './language.js';
import { Footer } from './parts/footer.jsx';
import { Header } from './parts/header.jsx';
import { Failed, Loading } from './parts/state.jsx';
import { useRoute } from './route.js';
import Search from './views/search.jsx';

// One line a view: its file is loaded when its address is first opened.
const VIEWS = {
  '/van-ban': () => import('./views/document.jsx'),
  '/co-quan': () => import('./views/body.jsx'),
  '/trien-khai': () => import('./views/board.jsx'),
  '/nhiem-vu': () => import('./views/tasks.jsx'),
  '/do-thi': () => import('./views/graph.jsx'),
  '/hoi': () => import('./views/ask.jsx'),
  '/doi-chieu': () => import('./views/review.jsx'),
  '/nap': () => import('./views/load.jsx'),
};
const loaded = { '/': Search, '/tim': Search };

function useView(path) {
  const [, arrived] = useState(0);
  const [error, setError] = useState(null);
  useEffect(() => {
    setError(null);
    if (loaded[path] || !VIEWS[path]) return;
    VIEWS[path]().then((module) => {
      loaded[path] = module.default;
      arrived((n) => n + 1);
    }, setError);
  }, [path]);
  return { View: loaded[path], error, known: path in loaded || path in VIEWS };
}

// Another view: those who do not see it are led to it, unless they are typing in the search box.
function useFocus(path) {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    if (document.activeElement?.type !== 'search') document.getElementById('main').focus({ preventScroll: true });
  }, [path]);
}

function Lost() {
  return (
    <div class="state">
      <h1>{t('app.lost')}</h1>
      <p>{t('app.lost.way')}</p>
      <p>
        <a href="/tim">{t('app.home')}</a>
      </p>
    </div>
  );
}

function App() {
  const route = useRoute();
  const about = useApi('about');
  const [, speak] = useState(language());
  useEffect(() => onLanguage(speak), []);
  const { View, error, known } = useView(route.path);
  useFocus(route.path);
  return (
    <>
      <a class="skip" href="#main">
        {t('app.skip')}
      </a>
      <Header route={route} />
      <main id="main" tabIndex={-1} key={language()}>
        {!known ? (
          <Lost />
        ) : error ? (
          <Failed error={error} again={() => location.reload()} />
        ) : View ? (
          <View route={route} about={about.data} waiting={about.loading} />
        ) : (
          <Loading />
        )}
      </main>
      <Footer about={about} />
    </>
  );
}

render(<App />, document.getElementById('app'));
