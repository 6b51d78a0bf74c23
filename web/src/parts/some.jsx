// The first of a long list, and a button for the rest of it. In: all entries, how many at first, how to show some.
import { useState } from 'preact/hooks';
import { number, t } from '../language.js';

export function Some({ all, first, children }) {
  const [shown, show] = useState(first);
  return (
    <>
      {children(all.slice(0, shown))}
      {shown < all.length && (
        <p class="more no-print">
          <button type="button" onClick={() => show(shown + Math.max(first, 100))}>
            {t('app.more', { n: number(all.length - shown) })}
          </button>
        </p>
      )}
    </>
  );
}
