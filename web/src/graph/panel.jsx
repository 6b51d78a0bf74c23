// What is chosen on the sheet: a paper or body with its lines, or one line with the sentence that proves it. In: the
// graph, the id. Out: the acts that a box offers, as changes of the address.
import { day } from '../days.js';
import { t } from '../language.js';
import { Stub } from '../parts/paper.jsx';
import { Said } from '../parts/said.jsx';
import { address, setQuery } from '../route.js';
import { Sample, relationWords } from './legend.jsx';
import { around } from './filters.jsx';
import { leaves } from './model.js';
import { nodeAddress } from './tables.jsx';

function Edge({ edge, names }) {
  return (
    <>
      <p class="way">
        <a href={nodeAddress(names.get(edge.source))} lang="vi">
          {names.get(edge.source).label}
        </a>
        <span class="tie">
          <Sample relation={edge.relation} /> {relationWords(edge)}
        </span>
        <a href={nodeAddress(names.get(edge.target))} lang="vi">
          {names.get(edge.target).label}
        </a>
      </p>
      {edge.task && <p lang="vi">{edge.task}</p>}
      {edge.due && <p>{t('graph.due', { day: day(edge.due) })}</p>}
      <Said sentence={edge.evidence} source={edge.file} confidence={edge.confidence} />
      {edge.weight > 1 && <p class="muted">{t('graph.weight', { n: edge.weight })}</p>}
    </>
  );
}

function Acts({ node, graph, state, onToggle }) {
  const folds = leaves(graph, node.id).length > 0;
  const folded = state.fold.includes(node.id);
  const grows = !folded && node.more > 0 && node.kind !== 'agency' && !state.grow.includes(node.id);
  return (
    <p class="acts">
      {(folded || grows) && (
        <button type="button" onClick={() => onToggle(node)}>
          {folded ? t('graph.unfold', { n: node.folded ?? 0 }) : t('graph.grow', { n: node.more })}
        </button>
      )}
      {!folded && folds && (
        <button type="button" onClick={() => setQuery({ fold: [...state.fold, node.id] })}>
          {t('graph.fold')}
        </button>
      )}
      {node.kind !== 'agency' && state.center !== node.id && (
        <button type="button" onClick={() => setQuery(around(node.id))}>
          {t('graph.around')}
        </button>
      )}
      {node.kind !== 'agency' && (
        <a class="button" href={address('/do-thi', { a: node.id, tab: 'path' })}>
          {t('graph.path.from')}
        </a>
      )}
    </p>
  );
}

function Ties({ title, edges, names, end, onChoose }) {
  if (!edges.length) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="ties">
        {edges.map((edge) => {
          const other = (
            <button type="button" class="link" lang="vi" onClick={() => onChoose(edge[end])}>
              {names.get(edge[end])?.label}
            </button>
          );
          const tie = (
            <button type="button" class="link tie" onClick={() => onChoose(edge.id)}>
              <Sample relation={edge.relation} />
              <span>{relationWords(edge)}</span>
            </button>
          );
          return (
            <li key={edge.id}>
              {end === 'source' && other}
              {tie}
              {end === 'target' && other}
              {edge.evidence && <q lang="vi">{edge.evidence}</q>}
            </li>
          );
        })}
      </ul>
    </>
  );
}

export function Panel({ graph, chosen, state, onChoose, onToggle }) {
  const names = new Map(graph.nodes.map((node) => [node.id, node]));
  const edge = graph.edges.find((one) => one.id === chosen);
  if (edge) return <Edge edge={edge} names={names} />;
  const node = names.get(chosen);
  if (!node) return <p class="muted">{t('graph.choose')}</p>;
  return (
    <>
      <h2>
        <a href={nodeAddress(node)} lang="vi">
          {node.label}
        </a>
      </h2>
      {node.kind !== 'agency' && <Stub paper={node} />}
      {node.title && <p lang="vi">{node.title}</p>}
      <p class="muted">
        {[t(`level.${node.level}`), node.date && `${t('graph.issued')}: ${day(node.date)}`].filter(Boolean).join(' · ')}
      </p>
      <Acts node={node} graph={graph} state={state} onToggle={onToggle} />
      <Ties
        title={t('graph.out')}
        edges={graph.edges.filter((one) => one.source === chosen)}
        names={names}
        end="target"
        onChoose={onChoose}
      />
      <Ties
        title={t(node.kind === 'agency' ? 'graph.body.in' : 'graph.in')}
        edges={graph.edges.filter((one) => one.target === chosen)}
        names={names}
        end="source"
        onChoose={onChoose}
      />
    </>
  );
}
