// Whether a paper is in force, since when, by which sentence, and what to know before relying on it. In: the answer to
// `status`.
import { day } from '../days.js';
import { named, t } from '../language.js';
import { Evidence } from './evidence.jsx';
import { Force } from './marks.jsx';
import { PaperLink } from './paper.jsx';

function Event({ event }) {
  const pinpoints = [...new Set(event.proofs.map((proof) => proof.pinpoint).filter(Boolean))].join('; ');
  return (
    <li>
      <p>
        {t('status.by', { act: named('relation-passive', event.kind) })} <PaperLink paper={event.by} />
        {event.part && ` — ${t('status.part')}`}
        {pinpoints && ` (${pinpoints})`}
        {', '}
        {event.day ? t('status.since', { day: day(event.day) }) : t('status.undated')}
        {['not-yet', 'never', 'no-longer'].includes(event.holds) && ` — ${named('holds', event.holds)}`}
      </p>
      {event.proofs.map((proof) => (
        <Evidence key={proof.id} proof={proof} paper={event.by} />
      ))}
    </li>
  );
}

function doubtWords(doubt) {
  const kind = doubt.kind && named('relation', doubt.kind);
  const values = {
    ...doubt,
    kind,
    issued: day(doubt.issued) || '?',
    ended: day(doubt.ended),
    since: doubt.since ? t('status.since', { day: day(doubt.since) }) : t('status.undated'),
  };
  return named('doubt', doubt.doubt, values) + (doubt.rule ? ` ${named('anchor', doubt.rule)}` : '');
}

const told = (days, key) =>
  (days ?? []).map((one) => (
    <li>
      {t(key, { day: day(one.day) })} <span class="muted">({one.sources.join(', ')})</span>
    </li>
  ));

export function Status({ status }) {
  const { paper, events, versions, doubts } = status;
  return (
    <>
      <p>
        <Force status={status.status} /> {status.since && t('status.since', { day: day(status.since) })}{' '}
        <span class="muted small">{t('status.on', { day: day(status.on) })}</span>
      </p>
      <ul class="plain small">
        {told(paper.effect, 'status.effect')}
        {told(paper.ends, 'status.ends')}
      </ul>
      {events.length > 0 && (
        <ul class="plain">
          {events.map((event) => (
            <Event event={event} />
          ))}
        </ul>
      )}
      {versions.length > 1 && (
        <>
          <h3>{t('status.versions')}</h3>
          <ol class="small">
            {versions.map((one) => (
              <li aria-current={one.current ? 'true' : undefined}>
                {one.from ? t('status.since', { day: day(one.from) }) : t('status.undated')}:{' '}
                {one.by.length ? <span lang="vi">{one.by.join('; ')}</span> : t('status.as-issued')}
                {one.current && <strong> {t('status.current')}</strong>}
              </li>
            ))}
          </ol>
        </>
      )}
      {doubts.length > 0 && (
        <ul class="small muted">
          {doubts.map((doubt) => (
            <li>{doubtWords(doubt)}</li>
          ))}
        </ul>
      )}
    </>
  );
}
