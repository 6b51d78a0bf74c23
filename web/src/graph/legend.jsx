// The names of lines and how they look: a piece of the line itself beside its name.
import { named, t } from '../language.js';
import { lookOf } from './look.js';

export const relationLabel = (name) => (name === 'assignsTo' ? t('graph.assigns') : named('relation', name));

/// "giao nhiệm vụ · chủ trì" for a task, the name of the relation for the others.
export const relationWords = (edge) =>
  [relationLabel(edge.relation), edge.role && named('role', edge.role)].filter(Boolean).join(' · ');

const HEADS = {
  full: 'M30 2 38 6 30 10z',
  open: 'M30 2 38 6 30 10',
  barred: 'M29 2 36 6 29 10z M38 1v10',
  dot: 'M31 6a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0z',
};

/// The colour is that of the style sheet (`.sample-NAME`), so that it follows day and night.
export function Sample({ relation }) {
  const { dashes, weight, head } = lookOf(relation);
  return (
    <svg class={`sample sample-${relation}`} width="40" height="12" viewBox="0 0 40 12" aria-hidden="true">
      <path
        d="M0 6H30"
        fill="none"
        stroke="currentColor"
        stroke-width={weight}
        stroke-dasharray={dashes.join(' ') || undefined}
      />
      <path d={HEADS[head]} fill={head === 'open' ? 'none' : 'currentColor'} stroke="currentColor" stroke-width="1.4" />
    </svg>
  );
}
