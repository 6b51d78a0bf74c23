// One thing to look at: a name that may mean several papers, a relation or a task that the rules are unsure of, or what
// a person judged. In: a row of /api/review. Out: `act(body)` with the judgement; what was done stays shown, with the way back.
import { useId, useState } from 'preact/hooks';
import { day } from '../days.js';
import { named, number, t } from '../language.js';
import { PaperLink } from '../parts/paper.jsx';
import { Pick } from '../parts/pick.jsx';
import { address } from '../route.js';
import { relationLabel } from '../graph/legend.jsx';
import { LOOKS } from '../graph/look.js';

const RELATIONS = Object.keys(LOOKS).filter((name) => name !== 'assignsTo');
const ROLES = ['lead', 'perform', 'coordinate', 'request'];
const label = (name) => (ROLES.includes(name) ? named('role', name) : relationLabel(name));

function Sentence({ sentence, words }) {
  const at = words ? sentence.indexOf(words) : -1;
  if (at < 0) return <>{sentence}</>;
  return (
    <>
      {sentence.slice(0, at)}
      <mark>{words}</mark>
      {sentence.slice(at + words.length)}
    </>
  );
}

function Verdict({ judged }) {
  const { verdict } = judged;
  return (
    <span class={verdict === 'rejected' ? 'mark bad' : 'mark ok'}>
      <span class="sign" aria-hidden="true">
        {verdict === 'rejected' ? '✗' : '✓'}
      </span>
      {named('verdict', verdict)}
      {judged.label ? `: ${label(judged.label)}` : ''}
      {judged.paper && <span lang="vi">: {judged.paper}</span>}
    </span>
  );
}

// A candidate, or another paper: one that is found while its name is typed, or the words as they were typed.
function Choose({ row, act, busy, children }) {
  const id = useId();
  const [chosen, choose] = useState(null);
  const [other, setOther] = useState('');
  const type = (words) => {
    setOther(words);
    choose(words.trim() ? { name: words.trim(), paper: words.trim() } : null);
  };
  const { paper, ...meant } = chosen ?? {};
  return (
    <fieldset class="candidates">
      <legend>{t('review.which')}</legend>
      {!row.candidates.length && <p class="muted">{t('review.no-candidate')}</p>}
      {row.candidates.map((one, at) => (
        <div key={one.iri}>
          <input
            type="radio"
            id={`${id}-${at}`}
            name={id}
            value={one.iri}
            checked={chosen?.candidate === one.iri}
            disabled={!act}
            onChange={() => {
              setOther('');
              choose({ candidate: one.iri, paper: one.label });
            }}
          />
          <label for={`${id}-${at}`} lang="vi">
            {one.label}
          </label>{' '}
          <a class="small" href={address('/van-ban', { iri: one.iri })}>
            {t('review.open')}
            <span class="hidden"> {one.label}</span>
          </a>
        </div>
      ))}
      {act ? (
        <>
          <Pick
            label={t(row.candidates.length ? 'review.other' : 'review.name')}
            value={other}
            onType={type}
            onPick={(iri, words) => {
              setOther(words);
              choose({ candidate: iri, paper: words });
            }}
          />
          {children}
          <button
            type="button"
            class="main"
            disabled={!chosen || busy}
            onClick={() => act({ verdict: 'chosen', ...meant }, paper)}
          >
            {t('review.choose')}
          </button>
        </>
      ) : (
        <p class="muted small">
          {t('review.command')} <code>luocdo judge choose {row.id} --as "…" --by "…" --why "…"</code>
        </p>
      )}
    </fieldset>
  );
}

function Judge({ row, act, busy, children }) {
  const [relabel, set] = useState('');
  const labels = (row.relation && !ROLES.includes(row.relation) ? RELATIONS : ROLES).filter(
    (name) => name !== row.relation,
  );
  if (!act)
    return (
      <p class="muted small">
        {t('review.command')} <code>luocdo judge accept {row.id} --by "…"</code>
      </p>
    );
  return (
    <>
      {children}
      <div class="acts">
        <button type="button" disabled={busy} onClick={() => act({ verdict: 'accepted' })}>
          <span aria-hidden="true">✓ </span>
          {t('review.accept')}
        </button>
        <button type="button" disabled={busy} onClick={() => act({ verdict: 'rejected' })}>
          <span aria-hidden="true">✗ </span>
          {t('review.reject')}
        </button>
        <span class="relabel">
          <select
            aria-label={t('review.relabel.to')}
            value={relabel}
            onChange={(event) => set(event.currentTarget.value)}
          >
            <option value="">{t('review.relabel.to')}</option>
            {labels.map((name) => (
              <option key={name} value={name}>
                {label(name)}
              </option>
            ))}
          </select>
          <button
            type="button"
            disabled={!relabel || busy}
            onClick={() => act({ verdict: 'relabelled', label: relabel })}
          >
            {t('review.relabel')}
          </button>
        </span>
      </div>
    </>
  );
}

/// `done`: the judgement that was just given, {busy, error, judged}.
export function Card({ row, done, act }) {
  const [why, setWhy] = useState('');
  const judged = done?.judged === undefined ? row.judged : done.judged;
  const send = act && ((body, paper) => act({ ...body, why }, paper));
  const busy = Boolean(done?.busy);
  const open = row.paper && address('/van-ban', { iri: row.paper.iri, source: row.source, at: row.span?.join('-') });
  const Acts = row.kind === 'ambiguous' || row.kind === 'conflicting' || row.kind === 'unresolved' ? Choose : Judge;
  return (
    <article class="panel review-card" aria-busy={busy}>
      <p class="claim">
        <span class="mark">{t(`review.kind.${row.kind}`)}</span>
        {row.paper && <PaperLink paper={row.paper} />}
        {row.relation && <span class="muted">{label(row.relation)}</span>}
        {row.other &&
          (ROLES.includes(row.relation) ? (
            <a href={address('/co-quan', { iri: row.other.iri })} lang="vi">
              {row.other.label}
            </a>
          ) : (
            <PaperLink paper={row.other} />
          ))}
        {!row.relation && row.words && <b lang="vi">“{row.words}”</b>}
      </p>
      <div class="proof">
        <blockquote lang="vi">
          “<Sentence sentence={row.sentence} words={row.words} />”
        </blockquote>
        <p class="facts-line">
          {row.rule && (
            <span>
              {t('proof.rule')}: {named('rule', row.rule)}
            </span>
          )}
          {row.confidence != null && <span>{t('proof.sure', { sure: `${number(row.confidence * 100)}%` })}</span>}
          <span>{open ? <a href={`${open}#text`}>{row.source}</a> : row.source}</span>
        </p>
      </div>
      {judged ? (
        <div class="acts judged">
          <Verdict judged={judged} />
          <span class="muted small">
            {[judged.by, judged.day && day(judged.day), judged.why].filter(Boolean).join(' · ')}
          </span>
          {act && (
            <button type="button" disabled={busy} onClick={() => act({ verdict: 'undone' })}>
              {t('review.undo')}
            </button>
          )}
        </div>
      ) : (
        <Acts row={row} act={send} busy={busy}>
          {act && (
            <label class="why-box">
              {t('review.why')} <input type="text" value={why} onInput={(event) => setWhy(event.currentTarget.value)} />
            </label>
          )}
        </Acts>
      )}
      <p class={done?.error ? 'refused' : 'hidden'} role="status">
        {done?.error ?? (done?.told || '')}
      </p>
    </article>
  );
}
