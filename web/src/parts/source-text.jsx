// The text of a source with each reference marked: linked to its paper, told on hover and focus, doubtful ones with
// their candidates. In: the answer to `text`; the range to mark (`at`, in code points; `chosen` by the reader, so that it
// is scrolled to); `part` where the text goes on. Every word is a text node.
import { useEffect, useRef } from 'preact/hooks';
import { named, t } from '../language.js';
import { Hinted } from './hint.jsx';
import { PaperLink, paperAddress } from './paper.jsx';

// The words of a segment, those inside `at` marked; offsets count code points.
function Words({ segment, at }) {
  const start = at && Math.max(at[0], segment.start) - segment.start;
  const end = at && Math.min(at[1], segment.end) - segment.start;
  if (!at || start >= end) return segment.text;
  const letters = Array.from(segment.text);
  return (
    <>
      {letters.slice(0, start).join('')}
      <span class="at">{letters.slice(start, end).join('')}</span>
      {letters.slice(end).join('')}
    </>
  );
}

function About({ segment }) {
  return (
    <>
      <span class="muted">{segment.anaphor ? t('mention.anaphor') : named('mention', segment.status)}</span>
      <br />
      {segment.paper?.label}
      {segment.candidates?.length > 0 && (
        <>
          {t('mention.candidates')}{' '}
          {segment.candidates.map((one, n) => (
            <>
              {n > 0 && '; '}
              <PaperLink paper={one} />
            </>
          ))}
        </>
      )}
    </>
  );
}

const DOUBT = ['ambiguous', 'conflicting', 'unresolved'];

function Mention({ segment, at }) {
  const tone = DOUBT.includes(segment.status) ? 'mention doubt' : segment.status === 'stub' ? 'mention only' : 'mention';
  const words = <Words segment={segment} at={at} />;
  return (
    <Hinted
      anchor={(aria) =>
        segment.paper ? (
          <a class={tone} href={paperAddress(segment.paper.iri)} {...aria}>
            {words}
          </a>
        ) : (
          <button type="button" class={tone} {...aria}>
            {words}
          </button>
        )
      }
      role={segment.candidates?.length ? undefined : 'tooltip'}
    >
      <About segment={segment} />
    </Hinted>
  );
}

function Segment({ segment, at }) {
  if (segment.kind === 'mention') return <Mention segment={segment} at={at} />;
  const words = <Words segment={segment} at={at} />;
  return segment.kind === 'text' ? <span>{words}</span> : <span class={segment.kind}>{words}</span>;
}

export function SourceText({ text, at, chosen, part }) {
  const whole = useRef();
  useEffect(() => {
    if (chosen) whole.current?.querySelector('.at')?.scrollIntoView({ block: 'center' });
  }, [text, at?.join()]);
  if (!text.text_kept) return <p class="muted">{t('text.not-kept')}</p>;
  return (
    <>
      {text.changed && <p class="muted">{t('text.changed')}</p>}
      <div class="source-text" lang="vi" ref={whole}>
        {part && '… '}
        {text.segments.map((segment) => (
          <Segment key={segment.start} segment={segment} at={at} />
        ))}
        {part && ' …'}
      </div>
    </>
  );
}
