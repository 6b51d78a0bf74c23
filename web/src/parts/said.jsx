// A sentence that proves something, where only the sentence is at hand and not the whole proof (see evidence.jsx): with
// its file and how sure the rule was. What is not there is not shown.
import { named, number, t } from '../language.js';

/// The last part of a path or an address: what people call a file.
export const fileName = (path) => path?.split(/[\\/]/u).filter(Boolean).pop() ?? '';

export function Said({ sentence, source, confidence, rule }) {
  if (!sentence) return null;
  return (
    <div class="proof">
      <blockquote lang="vi">“{sentence}”</blockquote>
      <p class="facts-line">
        {rule && (
          <span>
            {t('proof.rule')}: {named('rule', rule)}
          </span>
        )}
        {typeof confidence === 'number' && <span>{t('proof.sure', { sure: `${number(confidence * 100)}%` })}</span>}
        {source && (
          <span title={source} lang="vi">
            {fileName(source)}
          </span>
        )}
      </p>
    </div>
  );
}
