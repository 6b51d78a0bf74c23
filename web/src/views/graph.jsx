// Đồ thị: papers and bodies as boxes in rows by level of government, what one does to another as lines. In: the address
// (centre, order, papers, all, or a path between two; filters; what grew and folded; what is chosen). The sheet and the
// tables beside it show the same.
import { useEffect, useRef } from 'preact/hooks';
import { number, t } from '../language.js';
import { Empty, Failed, Loading } from '../parts/state.jsx';
import { useTitle } from '../parts/title.js';
import { address, setQuery } from '../route.js';
import { Canvas, library } from '../graph/canvas.jsx';
import { useGraph } from '../graph/data.js';
import { Centre, Filters } from '../graph/filters.jsx';
import { leaves } from '../graph/model.js';
import { Panel } from '../graph/panel.jsx';
import { Path } from '../graph/path.jsx';
import { asks, parse, toggled } from '../graph/state.js';
import { Edges, Nodes } from '../graph/tables.jsx';
import { Tools } from '../graph/tools.jsx';

const TABS = ['detail', 'nodes', 'edges', 'path'];

function Begin({ about }) {
  return (
    <div class="begin">
      <p>{t('graph.begin')}</p>
      {about?.orders?.length > 0 && (
        <>
          <h2>{t('graph.orders')}</h2>
          <ul>
            {about.orders.map((order) => (
              <li key={order.iri}>
                <a href={address('/do-thi', { order: order.iri, pick: order.iri })} lang="vi">
                  {order.label}
                </a>
                <small>{t('graph.order.has', { n: number(order.implementing), tasks: number(order.tasks) })}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      {about?.documents > 0 && (
        <p>
          <a class="button" href="/do-thi?all=true">
            {t('graph.all', { n: number(about.documents) })}
          </a>
        </p>
      )}
      {about?.documents === 0 && (
        <Empty part title={t('graph.store.empty')}>
          <a href="/nap">{t('nav.load')}</a>
        </Empty>
      )}
    </div>
  );
}

function Tabs({ tab, choose, children }) {
  const onKeyDown = (event) => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!move) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + move + TABS.length) % TABS.length];
    choose(next);
    event.currentTarget.querySelector(`[data-tab="${next}"]`).focus();
  };
  return (
    <section class="side">
      <div role="tablist" aria-label={t('graph.beside')} onKeyDown={onKeyDown}>
        {TABS.map((name) => (
          <button
            type="button"
            role="tab"
            key={name}
            id={`tab-${name}`}
            data-tab={name}
            aria-selected={name === tab}
            aria-controls="tab-panel"
            tabIndex={name === tab ? 0 : -1}
            onClick={() => choose(name)}
          >
            {t(`graph.tab.${name}`)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {children}
      </div>
    </section>
  );
}

/// What the sheet shows, in words.
function told(state, graph, path) {
  if (path?.found) return t('graph.title.path', { a: path.papers[0].label, b: path.papers.at(-1).label });
  const centre = graph.nodes.find((node) => node.id === (state.center || state.order));
  if (state.all) return t('graph.title.all');
  if (centre) return t(state.order ? 'graph.title.order' : 'graph.title.center', { paper: centre.label });
  return t('graph.title.papers');
}

export default function Graph({ route, about }) {
  const state = parse(route.query);
  const { graph, path, error, loading, again, grown } = useGraph(state);
  const hold = useRef(null);
  const tab = TABS.includes(state.tab) ? state.tab : 'detail';
  const choose = (id) =>
    setQuery({ pick: id || null, tab: id && tab === 'path' ? null : state.tab }, { replace: true });
  const toggle = (node) => setQuery({ ...toggled(state, node, leaves(graph, node.id).length > 0), pick: node.id });
  const title = graph?.nodes.length ? told(state, graph, path) : t('graph.title');
  useTitle(title);
  const drawn = asks(state);
  useEffect(() => {
    if (drawn) library().catch(() => {});
  }, [drawn]);

  return (
    <div class="graph">
      <h1>{title}</h1>
      <div class="head-tools">
        <Centre state={state} graph={graph} />
        <Filters state={state} about={about} />
      </div>
      {!asks(state) && tab !== 'path' && <Begin about={about} />}
      {!asks(state) && tab === 'path' && <Path state={state} />}
      {error && <Failed part error={error} again={again} />}
      {grown && <Failed part error={grown} />}
      {path && !path.found && <Path state={state} path={path} />}
      {asks(state) && loading && !graph && <Loading />}
      {graph && graph.nodes.length === 0 && (
        <Empty part title={t('graph.none')}>
          <p>{t('graph.none.way')}</p>
        </Empty>
      )}
      {graph && graph.nodes.length > 0 && (
        <>
          <p class="count" role="status">
            {t('graph.count', { nodes: number(graph.nodes.length), edges: number(graph.edges.length) })}
            {graph.left_out && ` ${t('graph.left', { n: number(graph.left_out.nodes) })}`}
          </p>
          <Tools hold={hold} graph={graph} title={title} about={about} />
          <div class="stage">
            <Canvas
              graph={graph}
              chosen={state.pick}
              hold={hold}
              label={t('graph.sheet', { title })}
              onChoose={choose}
              onGrow={(id) => toggle(graph.nodes.find((node) => node.id === id))}
            />
            <Tabs tab={tab} choose={(name) => setQuery({ tab: name }, { replace: true })}>
              {tab === 'detail' && (
                <Panel graph={graph} chosen={state.pick} state={state} onChoose={choose} onToggle={toggle} />
              )}
              {tab === 'nodes' && <Nodes graph={graph} chosen={state.pick} onChoose={choose} />}
              {tab === 'edges' && <Edges graph={graph} chosen={state.pick} onChoose={choose} />}
              {tab === 'path' && <Path state={state} path={path} graph={graph} />}
            </Tabs>
          </div>
        </>
      )}
    </div>
  );
}
