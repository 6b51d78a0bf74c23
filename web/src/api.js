// Asks the server. `get` gives the JSON of an answer or throws ApiError with the server's words and candidates;
// `useApi` does so for a view and tells loading, data and error; `send` is for what needs the token.
import { useEffect, useState } from 'preact/hooks';
import { address } from './route.js';

export class ApiError extends Error {
  constructor(status, message, candidates = []) {
    super(message);
    this.status = status;
    this.candidates = candidates;
  }
}

export const apiUrl = (path, values) => address(`/api/${path}`, values);

async function answer(response) {
  if (response.ok) return response;
  const body = await response.json().catch(() => ({}));
  throw new ApiError(response.status, body.error ?? '', body.candidates);
}

async function ask(url, options) {
  try {
    return await answer(await fetch(url, options));
  } catch (error) {
    if (error instanceof ApiError || error.name === 'AbortError') throw error;
    throw new ApiError(0, '');
  }
}

export async function get(path, values, signal) {
  const response = await ask(apiUrl(path, values), { signal, headers: { Accept: 'application/json' } });
  return response.json();
}

// Sends JSON or a form with the token; the whole response, so that a stream can be read.
export function send(path, { json, form, token, accept = 'application/json', signal } = {}) {
  const headers = { Accept: accept, Authorization: `Bearer ${token}` };
  if (json) headers['Content-Type'] = 'application/json';
  return ask(apiUrl(path), { method: 'POST', headers, body: json ? JSON.stringify(json) : form, signal });
}

// Nothing is asked where `path` is null. The data before stay while the next load, so that a list does not flicker.
export function useApi(path, values) {
  const url = path === null ? null : apiUrl(path, values);
  const [state, set] = useState({ url: null, data: null, error: null, loading: url !== null });
  const [again, retry] = useState(0);
  useEffect(() => {
    if (url === null) return set({ url, data: null, error: null, loading: false });
    const stop = new AbortController();
    set((before) => ({ ...before, loading: true, error: null }));
    ask(url, { signal: stop.signal, headers: { Accept: 'application/json' } })
      .then((response) => response.json())
      .then((data) => set({ url, data, error: null, loading: false }))
      .catch((error) => {
        if (error.name !== 'AbortError') set({ url, data: null, error, loading: false });
      });
    return () => stop.abort();
  }, [url, again]);
  return { ...state, fresh: state.url === url, again: () => retry((count) => count + 1) };
}
