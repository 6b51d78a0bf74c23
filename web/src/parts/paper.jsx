// A paper as a link, and the small marks beside it. In: a Paper or {iri, label}. Out: a link to its page; a stub is said
// to be one.
import { t } from '../language.js';
import { address } from '../route.js';

export const paperAddress = (iri) => address('/van-ban', { iri });

export function PaperLink({ paper, children }) {
  return (
    <a class="paper" href={paperAddress(paper.iri)} lang="vi">
      {children ?? paper.label}
    </a>
  );
}

export function Stub({ paper }) {
  return paper.described === false ? (
    <span class="mark stub" title={t('paper.stub.about')}>
      {t('paper.stub')}
    </span>
  ) : null;
}
