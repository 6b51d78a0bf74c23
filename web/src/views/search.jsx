// Tìm: the papers, bodies and sentences of the words in `q`.
import { useApi } from '../api.js';
import { t } from '../language.js';
import { PaperLink, Stub } from '../parts/paper.jsx';
import { Empty, Failed, Loading } from '../parts/state.jsx';

export default function Search({ route }) {
  const q = route.query.get('q') ?? '';
  const found = useApi('search', { q });
  if (found.error) return <Failed error={found.error} again={found.again} />;
  if (!found.data) return <Loading />;
  const { papers } = found.data;
  return <>
    <h1>{t('search.title')}</h1>
    {papers.length === 0 && <Empty title={t('search.none', { q })} />}
    <ul>{papers.map((paper) => <li key={paper.iri}><PaperLink paper={paper} /> <Stub paper={paper} /></li>)}</ul>
  </>;
}
