// The language of the page: in `?lang=en`, else as kept by the browser, else Vietnamese. `t` gives a word of the table
// in it; `{n}` in a word is replaced by the value of that name.
import { words } from './words.js';

const KEY = 'luocdo.lang';
const known = (name) => name === 'vi' || name === 'en';
const listeners = new Set();

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

let current = [new URLSearchParams(location.search).get('lang'), kept()].find(known) ?? 'vi';
document.documentElement.lang = current;

export const language = () => current;

export function setLanguage(name) {
  if (!known(name)) return;
  current = name;
  document.documentElement.lang = name;
  try {
    localStorage.setItem(KEY, name);
  } catch {
    /* private mode: the choice lasts as long as the page */
  }
  for (const listener of listeners) listener(name);
}

export function onLanguage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function t(key, values) {
  const pair = words[key];
  if (!pair) return key;
  const word = pair[current === 'en' ? 1 : 0];
  return values ? word.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole) : word;
}

// The word of a name from the server (`relation.implements`); the name itself where the table has none.
export const named = (group, name, values) => (words[`${group}.${name}`] ? t(`${group}.${name}`, values) : name);

// A number as people of this language write it.
export const number = (value, digits = 0) =>
  value.toLocaleString(current === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: digits });
