// Small words with a sign that tell how a paper or a task stands; never by colour alone.
import { day } from '../days.js';
import { named, number, t } from '../language.js';

const FORCE = {
  'in-force': ['ok', '✓'],
  'not-yet': ['', '○'],
  expired: ['bad', '✗'],
  'partly-expired': ['warn', '◐'],
  suspended: ['warn', '‖'],
};

export function Mark({ tone = '', sign, children }) {
  return (
    <span class={`mark ${tone}`}>
      {sign && (
        <span class="sign" aria-hidden="true">
          {sign}
        </span>
      )}
      {children}
    </span>
  );
}

export function Force({ status }) {
  const [tone, sign] = FORCE[status] ?? ['', '?'];
  return (
    <Mark tone={tone} sign={sign}>
      {named('force', status)}
    </Mark>
  );
}

// How a task stands: by its deadline where it has one.
export const stateOf = (task) =>
  task.state === 'reported' || task.state === 'overdue' ? task.state : task.due ? 'due' : 'no-deadline';

export function TaskState({ task }) {
  const state = stateOf(task);
  if (state === 'overdue')
    return (
      <Mark tone="bad" sign="!">
        {task.days_overdue ? t('state.overdue.days', { n: number(task.days_overdue) }) : t('state.overdue')}
      </Mark>
    );
  if (state === 'due')
    return (
      <Mark tone="warn" sign="○">
        {task.days_left != null ? t('state.due.days', { n: number(task.days_left) }) : t('state.due')}
      </Mark>
    );
  if (state === 'reported')
    return (
      <Mark tone="ok" sign="✓">
        {t('state.reported')}
      </Mark>
    );
  return null;
}

// "hạn 31/7/2023 (trước ngày 01/8/2023)"
export function Deadline({ task }) {
  if (!task.due && !task.due_text) return <span class="muted">{t('task.no-deadline')}</span>;
  return <span class="nowrap">{task.due ? t('task.due', { day: day(task.due) }) : <span lang="vi">{task.due_text}</span>}</span>;
}
