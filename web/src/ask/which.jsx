// A name that was typed and fits no paper or body, or several: what the search finds for it, each a link that asks the
// same with it. In: the question, its values, the error of the server.
import { useApi } from '../api.js';
import { t } from '../language.js';
import { Failed } from '../parts/state.jsx';
import { address } from '../route.js';
import { pairs } from './state.js';

const isName = (kind) => kind === 'paper' || kind === 'body';

export function Which({ question, given, error, again }) {
  const typed = question.parameters.find(
    (one) => isName(one.kind) && given[one.name] && !/^https?:/u.test(given[one.name]),
  );
  const to = (iri) => address('/hoi', { name: question.name, with: pairs({ ...given, [typed?.name]: iri }) });
  const looks = typed && [404, 409].includes(error.status) && !error.candidates.length;
  const found = useApi(
    looks ? 'search' : null,
    looks ? { q: given[typed.name], kind: typed.kind, limit: 8 } : undefined,
  );
  const candidates = (looks && found.data?.[typed.kind === 'body' ? 'bodies' : 'papers']) || [];
  if (!candidates.length) return <Failed part error={error} again={again} to={to} />;
  return (
    <div class="state failed" role="alert">
      <h2>{t('ask.which', { name: given[typed.name] })}</h2>
      <ul>
        {candidates.map((one) => (
          <li key={one.iri}>
            <a href={to(one.iri)} lang="vi">
              {one.label ?? one.name}
            </a>
            {one.title && <small lang="vi"> {one.title}</small>}
          </li>
        ))}
      </ul>
    </div>
  );
}
