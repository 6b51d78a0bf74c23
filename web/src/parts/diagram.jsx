// The lược đồ in boxes, as readers of vbpl.vn know it: left what this paper acts on, right what acts on it, a box for
// each relation, and under each paper why. In: the answer to `document`.
import { named, number, t } from '../language.js';
import { Judgement, Why } from './evidence.jsx';
import { PaperLink, Stub } from './paper.jsx';
import { Some } from './some.jsx';

const ORDER = [
  'implements',
  'basis',
  'details',
  'amends',
  'replaces',
  'repeals',
  'suspends',
  'corrects',
  'consolidates',
  'announces',
  'cites',
];
const FIRST = 6;

function Related({ relation, paper }) {
  const { paper: other, way } = relation;
  return (
    <li>
      <PaperLink paper={other} /> <Stub paper={other} /> <Judgement judged={relation.judged} />
      {other.title && (
        <p class="small muted" lang="vi">
          {other.title}
        </p>
      )}
      {other.issuer && (
        <p class="small muted" lang="vi">
          {other.issuer}
        </p>
      )}
      <Why proofs={relation.proofs} paper={way === 'out' ? paper : other} label={other.label} />
    </li>
  );
}

function Box({ way, name, relations, paper }) {
  return (
    <section class="box">
      <h4>
        {way === 'out' ? named('box-out', name) : named('box-in', name)} ({number(relations.length)})
      </h4>
      <Some all={relations} first={FIRST}>
        {(some) => (
          <ul>
            {some.map((one) => (
              <Related key={one.paper.iri} relation={one} paper={paper} />
            ))}
          </ul>
        )}
      </Some>
    </section>
  );
}

function Side({ way, relations, paper }) {
  const mine = relations.filter((one) => one.way === way);
  const rank = (name) => ORDER.indexOf(name) + 1 || ORDER.length + 1;
  const names = [...new Set(mine.map((one) => one.relation))].sort((a, b) => rank(a) - rank(b));
  return (
    <div>
      <h3>{t(way === 'out' ? 'diagram.out' : 'diagram.in')}</h3>
      {names.length === 0 && <p class="muted small">{t('diagram.none')}</p>}
      {names.map((name) => (
        <Box key={name} way={way} name={name} relations={mine.filter((one) => one.relation === name)} paper={paper} />
      ))}
    </div>
  );
}

export function Diagram({ paper, relations }) {
  return (
    <div class="diagram">
      <Side way="out" relations={relations} paper={paper} />
      <p class="here" lang="vi">
        {paper.label}
      </p>
      <Side way="in" relations={relations} paper={paper} />
    </div>
  );
}
