// Why something is claimed: the sentence, its place, the rule that read it, how sure it is, and what a person judged.
// In: a Proof (or several), and the paper in whose source it stands, so that the sentence can be read in its place.
import { named, number, t } from '../language.js';
import { address } from '../route.js';

const LOW = 0.8;

// The sentence with the words that decided in bold.
function Sentence({ sentence, cue }) {
  const at = cue ? sentence.toLowerCase().indexOf(cue.toLowerCase()) : -1;
  if (at < 0) return <>“{sentence}”</>;
  return (
    <>
      “{sentence.slice(0, at)}
      <b>{sentence.slice(at, at + cue.length)}</b>
      {sentence.slice(at + cue.length)}”
    </>
  );
}

function place({ place: at }) {
  if (!at) return '';
  if (at.page) return t('proof.page', { n: at.page });
  return at.paragraph ? t('proof.paragraph', { n: at.paragraph }) : '';
}

export function Judgement({ judged }) {
  if (!judged) return null;
  const sign = judged.verdict === 'accepted' ? '✓' : judged.verdict === 'rejected' ? '✗' : '↷';
  return (
    <span class={judged.verdict === 'rejected' ? 'mark bad' : 'mark ok'}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
      {t('proof.judged', { verdict: named('verdict', judged.verdict), by: judged.by })}
      {judged.why ? ` (${judged.why})` : ''}
    </span>
  );
}

export function Evidence({ proof, paper }) {
  const where = [proof.source, place(proof)].filter(Boolean).join(', ');
  const sure = `${number(proof.confidence * 100)}%`;
  return (
    <div class="proof">
      <blockquote lang="vi">
        <Sentence sentence={proof.sentence} cue={proof.cue} />
      </blockquote>
      <p class="facts-line">
        <span>
          {t('proof.rule')}: {named('rule', proof.rule)}
          {proof.cue ? ` (“${proof.cue}”)` : ''}
        </span>
        <span class={proof.confidence < LOW ? 'low nowrap' : 'nowrap'}>
          {t(proof.confidence < LOW ? 'proof.unsure' : 'proof.sure', { sure })}
        </span>
        {proof.pinpoint && <span lang="vi">{proof.pinpoint}</span>}
        <span>
          {paper ? (
            <a href={address('/van-ban', { iri: paper.iri, source: proof.source, at: proof.span.join('-') }) + '#text'}>
              {where}
            </a>
          ) : (
            where
          )}
        </span>
        {!proof.judged && <span>{t('proof.unjudged')}</span>}
      </p>
      <Judgement judged={proof.judged} />
    </div>
  );
}

// "Vì sao?": folded until asked.
export function Why({ proofs, paper, label }) {
  if (!proofs?.length) return null;
  return (
    <details class="why">
      <summary>
        {t('proof.why')}
        {proofs.length > 1 ? ` (${proofs.length})` : ''}
        <span class="hidden"> {label}</span>
      </summary>
      {proofs.map((proof) => (
        <Evidence key={proof.id} proof={proof} paper={paper} />
      ))}
    </details>
  );
}
