// The shortest chain of papers between two: two boxes to name them, then each step with its sentence.
import { useState } from 'preact/hooks';
import { t } from '../language.js';
import { PaperLink } from '../parts/paper.jsx';
import { Pick } from '../parts/pick.jsx';
import { Said } from '../parts/said.jsx';
import { address, go } from '../route.js';
import { Sample, relationLabel } from './legend.jsx';

export function Path({ state, path, graph }) {
  const label = (iri) =>
    [...(path?.papers ?? []), ...(graph?.nodes ?? []).map((node) => ({ iri: node.id, label: node.label }))].find(
      (one) => one.iri === iri,
    )?.label;
  const [ends, set] = useState({});
  const a = ends.a ?? { iri: state.a, label: label(state.a) ?? '' };
  const b = ends.b ?? { iri: state.b, label: label(state.b) ?? '' };
  const onSubmit = (event) => {
    event.preventDefault();
    if (a.iri && b.iri) go(address('/do-thi', { a: a.iri, b: b.iri, tab: 'path', follow: state.follow }));
  };
  const pick = (end) => (iri, words) => set({ ...ends, [end]: { iri, label: words } });
  return (
    <>
      <form class="path" onSubmit={onSubmit}>
        <Pick label={t('graph.path.a')} value={a.label} onPick={pick('a')} required />
        <Pick label={t('graph.path.b')} value={b.label} onPick={pick('b')} required />
        <button type="submit" disabled={!a.iri || !b.iri}>
          {t('graph.path.find')}
        </button>
      </form>
      {path && !path.found && <p role="status">{t('graph.path.none')}</p>}
      {path?.found && (
        <>
          <p role="status">{t('graph.path.found', { n: path.links.length })}</p>
          <ol class="chain">
            {path.links.map((link) => (
              <li key={link.proof.id}>
                <PaperLink paper={{ iri: link.iri, label: link.paper }} />
                <span class="tie">
                  <Sample relation={link.relation} /> {relationLabel(link.relation)}
                </span>
                <PaperLink paper={{ iri: link.other_iri, label: link.other }} />
                <Said {...link.proof} />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
