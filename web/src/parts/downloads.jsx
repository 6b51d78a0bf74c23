// Links to the other forms of an answer. In: the question, its values, and [form, words] for each.
import { apiUrl } from '../api.js';
import { t } from '../language.js';

export function Downloads({ path, values, forms }) {
  return <p class="downloads"><span class="muted">{t('app.download')}</span>
    {forms.map(([form, words]) => <a href={apiUrl(path, { ...values, format: form, download: 'true' })} download>{words}</a>)}
  </p>;
}
