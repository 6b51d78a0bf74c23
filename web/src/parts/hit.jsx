// A paper as search shows it: link, status, the words that fit or the title, type, issuer, day.
import { day } from '../days.js';
import { number, t } from '../language.js';
import { Force } from './marks.jsx';
import { PaperLink, Stub } from './paper.jsx';

export const Snippet = ({ parts }) => <span lang="vi">{parts.map(([words, hit]) => (hit ? <mark>{words}</mark> : words))}</span>;

export function PaperHit({ paper }) {
  return (
    <li>
      <div class="hit-head">
        <PaperLink paper={paper} />
        {paper.status && paper.status !== 'unknown' && <Force status={paper.status} />}
        <Stub paper={paper} />
      </div>
      {paper.snippet ? (
        <p>
          <Snippet parts={paper.snippet} />
        </p>
      ) : (
        paper.title && <p lang="vi">{paper.title}</p>
      )}
      <p class="muted small">
        {[paper.type, paper.issuer, paper.date ? day(paper.date) : paper.year].filter(Boolean).join(' · ')}
        {paper.incoming > 0 && ` · ${t('search.incoming', { n: number(paper.incoming) })}`}
      </p>
    </li>
  );
}
