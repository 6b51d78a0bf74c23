// The address of the page: `path` and `query`, and how to change them. Every view keeps its state here, so that an
// address can be shared and the back button works. Links are real; a plain click on one does not reload the page.
import { useEffect, useState } from 'preact/hooks';
import { findPlace, keepPlace } from './scroll.js';

const listeners = new Set();
const read = () => ({
  path: location.pathname.replace(/\/+$/, '') || '/',
  query: new URLSearchParams(location.search),
  hash: location.hash,
});
let current = read();

function changed() {
  current = read();
  for (const listener of listeners) listener(current);
}
addEventListener('popstate', (event) => {
  changed();
  findPlace(event.state?.y ?? 0);
});

export const route = () => current;

// `/van-ban?iri=…` from a path and its values; empty ones are left out, lists repeat their name.
export function address(path, values = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '' && one !== false) query.append(name, one);
    }
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

// `stay` keeps the place on the page, where the new address is of the same view.
export function go(url, { replace = false, stay = false } = {}) {
  if (url === location.pathname + location.search + location.hash) return;
  if (!replace) keepPlace();
  history[replace ? 'replaceState' : 'pushState'](null, '', url);
  changed();
  if (!stay) window.scrollTo(0, 0);
}

// Changes some values of the query and keeps the rest.
export function setQuery(changes, options) {
  const values = {};
  for (const name of current.query.keys()) values[name] = current.query.getAll(name);
  go(address(current.path, { ...values, ...changes }), { stay: true, ...options });
}

export function useRoute() {
  const [now, set] = useState(current);
  useEffect(() => {
    listeners.add(set);
    set(current);
    return () => listeners.delete(set);
  }, []);
  return now;
}

// Plain clicks on links of this page change the address only; with a key held, or for another place, the browser acts.
// `data-stay` on a link keeps the place on the page.
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const url = new URL(link.href, location.href);
  if (link.target || link.hasAttribute('download') || url.origin !== location.origin || !isPage(url.pathname)) return;
  if (url.pathname === location.pathname && url.search === location.search && url.hash) return;
  event.preventDefault();
  go(url.pathname + url.search + url.hash, { stay: 'stay' in link.dataset });
});

const PAGES = ['/', '/tim', '/van-ban', '/co-quan', '/do-thi', '/trien-khai', '/nhiem-vu', '/hoi', '/doi-chieu', '/nap'];
export const isPage = (path) => PAGES.includes(path.replace(/\/+$/, '') || '/');
