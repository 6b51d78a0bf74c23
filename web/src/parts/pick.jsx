// A box to name a paper or a body: what is typed is searched, the arrow keys and Enter choose one. In: `kind` (paper or
// body), the IRI and the words so far. Out: `onPick(iri, label)`; what fits nothing stays typed and goes to the server.
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { get } from '../api.js';
import { t } from '../language.js';

const WAIT = 150;

async function find(kind, q, signal) {
  const found = await get('search', { q, kind, limit: 8 }, signal);
  if (kind === 'body') return (found.bodies ?? []).map((body) => ({ iri: body.iri, label: body.name, about: body.id }));
  return (found.papers ?? []).map((paper) => ({
    iri: paper.iri,
    label: paper.label,
    about: paper.title ?? paper.issuer,
  }));
}

export function Pick({ kind = 'paper', label, value = '', onPick, onType, required, hint, name }) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const [found, setFound] = useState([]);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const stop = useRef();
  // At once, so that no key is typed behind words that are about to go.
  useLayoutEffect(() => setTyped(value), [value]);
  useEffect(() => () => stop.current?.abort(), []);

  const search = (q) => {
    stop.current?.abort();
    if (!q.trim()) return setOpen(false);
    const control = new AbortController();
    stop.current = control;
    setTimeout(() => {
      if (control.signal.aborted) return;
      find(kind, q, control.signal)
        .then((list) => {
          setFound(list);
          setAt(-1);
          setOpen(list.length > 0);
        })
        .catch(() => setOpen(false));
    }, WAIT);
  };
  const onInput = (event) => {
    setTyped(event.currentTarget.value);
    onType?.(event.currentTarget.value);
    if (!event.isComposing) search(event.currentTarget.value);
  };
  // What is found later must not open over what the reader is at by then.
  const leave = () => {
    stop.current?.abort();
    setOpen(false);
  };
  const choose = (one) => {
    stop.current?.abort();
    setTyped(one.label);
    setOpen(false);
    onPick(one.iri, one.label);
  };
  const onKeyDown = (event) => {
    if (!open || event.isComposing) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) setAt((at + move + found.length) % found.length);
    else if (event.key === 'Enter' && at >= 0) choose(found[at]);
    else if (event.key === 'Escape') setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div class="pick">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        required={required}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && at >= 0 ? `${id}-${at}` : undefined}
        placeholder={hint ?? t(kind === 'body' ? 'pick.body' : 'pick.paper')}
        value={typed}
        onInput={onInput}
        onCompositionEnd={onInput}
        onKeyDown={onKeyDown}
        onBlur={leave}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!open}>
        {found.map((one, nth) => (
          <li
            id={`${id}-${nth}`}
            key={one.iri}
            role="option"
            aria-selected={nth === at}
            lang="vi"
            onMouseDown={(event) => {
              event.preventDefault();
              choose(one);
            }}
          >
            {one.label}
            {one.about && <small>{one.about}</small>}
          </li>
        ))}
      </ul>
    </div>
  );
}
