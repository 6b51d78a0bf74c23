// The foot of the page: where the data are from, and of what day. In: the answer to `about`.
import { day } from '../days.js';
import { number, t } from '../language.js';

export function Footer({ about }) {
  const data = about.data;
  if (!data) return <footer class="foot" />;
  const { period } = data;
  return (
    <footer class="foot">
      <p>
        {t('foot.data', { documents: number(data.documents), described: number(data.described), sources: number(data.sources) })}
        {period && t('foot.period', { from: day(period[0]), to: day(period[1]) })}. {t('foot.today', { day: day(data.today) })}.
      </p>
      <p>{t('foot.made', { version: data.version })}</p>
    </footer>
  );
}
