// A card that opens beside a word when the pointer rests on it or the keyboard comes to it; Escape closes it, the
// pointer may go into it. In: the word (`anchor`, which takes what tells of the card), what the card says, its `role`
// (`tooltip` where it holds no links).
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

const OPENS = 120;
const CLOSES = 250;

export function Hinted({ anchor, children, role }) {
  const [open, set] = useState(false);
  const wait = useRef();
  const whole = useRef();
  const card = useRef();
  const id = useId();
  const soon = (value, ms) => {
    clearTimeout(wait.current);
    wait.current = setTimeout(() => set(value), ms);
  };
  useEffect(() => () => clearTimeout(wait.current), []);
  // As soon as the card is seen, so that no Escape comes before it is listened for.
  useLayoutEffect(() => {
    if (!open) return undefined;
    const escape = (event) => {
      if (event.key === 'Escape') soon(false, 0);
    };
    addEventListener('keydown', escape);
    return () => removeEventListener('keydown', escape);
  }, [open]);
  // Under the first line of the word, inside the text.
  useLayoutEffect(() => {
    if (!open) return;
    const word = whole.current.firstElementChild.getClientRects()[0];
    const frame = card.current.offsetParent.getBoundingClientRect();
    const left = Math.min(word.left, innerWidth - card.current.offsetWidth - 14) - frame.left;
    card.current.style.left = `${Math.max(0, left)}px`;
    card.current.style.top = `${word.bottom - frame.top + 3}px`;
  }, [open]);
  return (
    <span
      ref={whole}
      onMouseEnter={() => soon(true, OPENS)}
      onMouseLeave={() => soon(false, CLOSES)}
      onFocusIn={() => soon(true, 0)}
      onFocusOut={(event) => !whole.current.contains(event.relatedTarget) && soon(false, 0)}
    >
      {anchor({ 'aria-describedby': open ? id : undefined })}
      {open && (
        <span class="hint" role={role} id={id} ref={card}>
          {children}
        </span>
      )}
    </span>
  );
}
