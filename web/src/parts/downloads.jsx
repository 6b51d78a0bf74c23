// Links to the other forms of an answer. In: the question, its values, and [form, words] for each. `Files` lists such
// links, each with its own question (form `null` where it has but one).
import { apiUrl } from '../api.js';
import { t } from '../language.js';

const link = (path, values, form) => apiUrl(path, { ...values, format: form, download: 'true' });

export function Files({ files }) {
  return (
    <ul class="links">
      {files.map(([path, values, form, words]) => (
        <li>
          <a href={link(path, values, form)} download>
            {words}
          </a>
        </li>
      ))}
    </ul>
  );
}

export function Downloads({ path, values, forms }) {
  return (
    <p class="downloads">
      <span class="muted">{t('app.download')}</span>
      {forms.map(([form, words]) => (
        <a href={link(path, values, form)} download>
          {words}
        </a>
      ))}
    </p>
  );
}
