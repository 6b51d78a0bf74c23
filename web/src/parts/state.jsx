// What a view shows while it waits, when it failed (the server's words, the candidates of a name, the way out), and
// when there is nothing.
import { t } from '../language.js';
import { route, address } from '../route.js';

export function Loading() {
  return <p class="state loading" role="status">{t('app.loading')}</p>;
}

// A candidate is opened in the same view: `iri` takes the place of the name.
const withIri = (iri) => {
  const { path, query } = route();
  const values = Object.fromEntries(query);
  const key = 'order' in values ? 'order' : 'name' in values ? 'name' : 'iri';
  return address(path, { ...values, year: null, [key]: iri });
};

export function Failed({ error, again }) {
  const words = [0, 401, 403, 404, 409].includes(error.status) ? t(`error.${error.status}`) : t('error.other', { status: error.status ?? '' });
  return <div class="state failed" role="alert">
    <h2>{t('error.title')}</h2>
    <p>{words}</p>
    {error.message && error.status !== 0 && <p class="said-by-server" lang="en">{error.message}</p>}
    {error.candidates?.length > 0 && <ul>{error.candidates.map((one) => <li><a href={withIri(one.iri)} lang="vi">{one.label}</a></li>)}</ul>}
    {again && <button type="button" onClick={again}>{t('error.again')}</button>}
  </div>;
}

export function Empty({ title, children }) {
  return <div class="state empty"><h2>{title}</h2>{children}</div>;
}
