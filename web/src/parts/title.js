// The title of the window and of the history: the view's own words, then the name of the page.
import { useEffect } from 'preact/hooks';
import { t } from '../language.js';

export function useTitle(words) {
  useEffect(() => {
    document.title = words ? `${words} · ${t('app.name')}` : t('app.name');
  }, [words]);
}
