// What a view shows while it waits, when it failed (the server's words, the candidates of a name, the way out), and
// when there is nothing.
import { t } from '../language.js';
import { route, address } from '../route.js';

export function Loading() {
  return (
    <p class="state loading" role="status">
      {t('app.loading')}
    </p>
  );
}

// A candidate is opened in the same view: `iri` takes the place of the name.
const withIri = (iri) => {
  const { path, query } = route();
  if (path === '/van-ban') return address(path, { iri });
  const values = Object.fromEntries(query);
  const key = 'order' in values ? 'order' : 'name' in values ? 'name' : 'iri';
  return address(path, { ...values, year: null, [key]: iri });
};

// `part` where it stands inside a view that has its own heading; `to` where a candidate is chosen in a way of its own.
export function Failed({ error, again, part, to = withIri }) {
  const { status, candidates = [] } = error;
  const title = status === 404 ? t('error.404.title') : status === 409 ? t('error.409.title') : t('error.title');
  const words =
    status === 409 && candidates.length === 1
      ? t('error.409.one')
      : [0, 401, 403, 404, 409].includes(status)
        ? t(`error.${status}`)
        : t('error.other', { status: status ?? '' });
  const Heading = part ? 'h2' : 'h1';
  return (
    <div class={status === 409 ? 'state failed choose' : 'state failed'} role="alert">
      <Heading>{title}</Heading>
      <p>{words}</p>
      {error.message && status !== 404 && candidates.length === 0 && (
        <p class="said-by-server" lang="en">
          {error.message}
        </p>
      )}
      {status === 404 && candidates.length > 0 && <p>{t('error.nearest')}</p>}
      {candidates.length > 0 && (
        <ul>
          {candidates.map((one) => (
            <li>
              <a href={to(one.iri)} lang="vi">
                {one.label}
              </a>
            </li>
          ))}
        </ul>
      )}
      {status === 404 || status === 409 ? (
        <a class="button" href="/tim">
          {t('error.search')}
        </a>
      ) : (
        again && (
          <button type="button" onClick={again}>
            {t('error.again')}
          </button>
        )
      )}
    </div>
  );
}

export function Empty({ title, children, part }) {
  const Heading = part ? 'h2' : 'h1';
  return (
    <div class="state empty">
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}
