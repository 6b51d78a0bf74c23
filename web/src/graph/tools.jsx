// The buttons above the sheet: larger, smaller, whole; the picture as PNG and SVG; what the keys do.
import { day } from '../days.js';
import { t } from '../language.js';
import { save, saveText } from '../parts/save.js';
import { LOOKS } from './look.js';
import { relationLabel } from './legend.jsx';
import { picture } from './picture.js';

export function Tools({ hold, graph, title, about }) {
  const sheet = () => hold.current;
  const drawn = () => {
    const places = sheet().places();
    return { nodes: graph.nodes.map((node) => ({ ...node, ...places.get(node.id) })), edges: graph.edges };
  };
  const words = () => ({
    title,
    source: t('graph.picture.source', { day: day(about?.today ?? ''), version: about?.version ?? '' }),
    relations: Object.fromEntries(Object.keys(LOOKS).map((name) => [name, relationLabel(name)])),
  });
  return (
    <div class="tools" role="group" aria-label={t('graph.tools')}>
      <button
        type="button"
        aria-label={t('graph.larger')}
        title={t('graph.larger')}
        onClick={() => sheet()?.zoom(1.25)}
      >
        +
      </button>
      <button
        type="button"
        aria-label={t('graph.smaller')}
        title={t('graph.smaller')}
        onClick={() => sheet()?.zoom(0.8)}
      >
        −
      </button>
      <button type="button" onClick={() => sheet()?.fit()}>
        {t('graph.fit')}
      </button>
      <button type="button" onClick={() => sheet() && save(sheet().png(), 'do-thi.png')}>
        PNG
      </button>
      <button
        type="button"
        onClick={() => sheet() && saveText(picture(drawn(), words()), 'do-thi.svg', 'image/svg+xml')}
      >
        SVG
      </button>
      <span class="keys" id="graph-keys">
        {t('graph.keys')}
      </span>
    </div>
  );
}
