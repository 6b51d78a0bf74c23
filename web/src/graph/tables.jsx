// The same as the sheet in two tables, for those who do not see it and those who would rather read: the papers and
// bodies, and the lines between them. A click on a row chooses it on the sheet. Long tables show a part at a time.
import { useState } from 'preact/hooks';
import { day } from '../days.js';
import { number, t } from '../language.js';
import { address } from '../route.js';
import { relationWords } from './legend.jsx';

const STEP = 100;

function useMore(all) {
  const [most, show] = useState(STEP);
  return {
    rows: all.slice(0, most),
    more: all.length > most && (
      <p class="more">
        <button type="button" onClick={() => show(most + 5 * STEP)}>
          {t('graph.more', { n: number(Math.min(all.length - most, 5 * STEP)), all: number(all.length) })}
        </button>
      </p>
    ),
  };
}

export const nodeAddress = (node) =>
  node.kind === 'agency' ? address('/co-quan', { iri: node.id }) : address('/van-ban', { iri: node.id });

export function Nodes({ graph, chosen, onChoose }) {
  const { rows, more } = useMore(graph.nodes);
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('graph.tab.nodes')}>
        <table class="rows">
          <caption class="hidden">{t('graph.tab.nodes')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('graph.col.name')}</th>
              <th scope="col">{t('graph.col.level')}</th>
              <th scope="col" class="n">
                {t('graph.col.degree')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((node) => (
              <tr key={node.id} aria-selected={node.id === chosen} class={node.id === chosen ? 'chosen' : undefined}>
                <th scope="row" lang="vi">
                  <button
                    type="button"
                    class="link"
                    aria-pressed={node.id === chosen}
                    onClick={() => onChoose(node.id)}
                  >
                    {node.label}
                  </button>
                  {node.title && <small>{node.title}</small>}
                </th>
                <td>{t(`level.${node.level}`)}</td>
                <td class="n">{number(node.degree)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  );
}

export function Edges({ graph, chosen, onChoose }) {
  const names = new Map(graph.nodes.map((node) => [node.id, node.label]));
  const { rows, more } = useMore(graph.edges);
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('graph.tab.edges')}>
        <table class="rows">
          <caption class="hidden">{t('graph.tab.edges')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('graph.col.from')}</th>
              <th scope="col">{t('graph.col.relation')}</th>
              <th scope="col">{t('graph.col.to')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((edge) => (
              <tr key={edge.id} class={edge.id === chosen ? 'chosen' : undefined}>
                <td lang="vi">{names.get(edge.source)}</td>
                <td>
                  <button
                    type="button"
                    class="link"
                    aria-pressed={edge.id === chosen}
                    onClick={() => onChoose(edge.id)}
                  >
                    {relationWords(edge)}
                  </button>
                </td>
                <td lang="vi">
                  {names.get(edge.target)}
                  {edge.due && <small>{t('graph.due', { day: day(edge.due) })}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  );
}
