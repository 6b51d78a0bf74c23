// The sheet: boxes and lines drawn by cytoscape at the places they are given. In: the graph and what is chosen. Out: what
// is clicked; through `hold`: zoom, fit, PNG, the places after a drag. It is a picture for the eye and the arrow keys;
// the tables beside it say the same to a screen reader.
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../language.js';
import { FONT, LEGIBLE, MANY, lines, sheet } from './look.js';
import { BOX, bands, bounds, toward } from './model.js';

const MARGIN = 30;
const night = matchMedia('(prefers-color-scheme: dark)');
/// Loaded when a sheet is first drawn; a view that will need it may ask before.
export const library = () => import('cytoscape');
const theme = () => (night.matches ? 'dark' : 'light');

const element = ({ id, x, y, ...node }) => ({
  group: 'nodes',
  data: { ...node, id, words: lines(node).join('\n'), described: node.described ? 1 : undefined },
  position: { x, y },
});
const line = ({ id, source, target, relation }) => ({ group: 'edges', data: { id, source, target, relation } });

/// Brings the sheet to the graph: takes away what left, adds what came, leaves the rest where the reader put it.
function update(cy, graph) {
  cy.scratch('shown', graph);
  const ids = new Set([...graph.nodes, ...graph.edges].map((one) => one.id));
  cy.batch(() => {
    cy.elements()
      .filter((one) => !ids.has(one.id()))
      .remove();
    cy.add(graph.nodes.filter((node) => cy.getElementById(node.id).empty()).map(element));
    for (const node of graph.nodes) {
      const [box, words] = [cy.getElementById(node.id), lines(node).join('\n')];
      if (box.data('words') !== words) box.data('words', words);
    }
    cy.add(graph.edges.filter((edge) => cy.getElementById(edge.id).empty()).map(line));
  });
}

function mark(cy, chosen) {
  cy.batch(() => {
    cy.$('.chosen, .faint').removeClass('chosen faint');
    const one = chosen ? cy.getElementById(chosen) : cy.collection();
    if (one.empty()) return;
    const near = one.isNode() ? one.closedNeighborhood() : one.union(one.connectedNodes());
    if (cy.nodes().length < 600) cy.elements().not(near).addClass('faint');
    one.addClass('chosen');
  });
}

function start(cytoscape, container, graph, many) {
  return cytoscape({
    container,
    elements: [...graph.nodes.map(element), ...graph.edges.map(line)],
    style: sheet(theme(), many, BOX),
    layout: { name: 'preset', fit: false },
    minZoom: 0.02,
    maxZoom: 2.5,
    boxSelectionEnabled: false,
    autounselectify: true,
    // A large sheet is drawn once as a picture that moves, without its lines while it moves.
    ...(many ? { pixelRatio: 1, textureOnViewport: true, hideEdgesOnViewport: true } : {}),
  });
}

/// On a large sheet the boxes in view get their words once they are large enough to be read; words cost most of all.
function nameSeen(cy) {
  if (cy.zoom() * FONT < LEGIBLE) return;
  const { x1, y1, x2, y2 } = cy.extent();
  const inside = ({ x, y }) => x > x1 - BOX.width && x < x2 + BOX.width && y > y1 - BOX.height && y < y2 + BOX.height;
  const unnamed = cy.nodes().filter((node) => !node.hasClass('named') && inside(node.position()));
  if (unnamed.nonempty()) unnamed.addClass('named');
}

function nameWhenStill(cy) {
  let wait = 0;
  cy.on('viewport', () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      if (!cy.destroyed()) nameSeen(cy);
    }, 120);
  });
}

/// The levels of government at the left of their rows, moved along with the sheet.
function Bands({ cy, graph }) {
  const place = useRef();
  const rows = bands(graph.nodes);
  useEffect(() => {
    if (!cy) return;
    const move = () => {
      const [zoom, pan] = [cy.zoom(), cy.pan()];
      [...place.current.children].forEach((label, at) => {
        label.style.transform = `translateY(${rows[at].top * zoom + pan.y}px)`;
      });
    };
    move();
    cy.on('viewport', move);
    return () => cy.off('viewport', move);
  });
  return (
    <div class="bands" ref={place} aria-hidden="true">
      {rows.map(({ level }) => (
        <span key={level}>{t(`level.${level}`)}</span>
      ))}
    </div>
  );
}

export function Canvas({ graph, chosen, onChoose, onGrow, hold, label }) {
  const frame = useRef();
  const [cy, setCy] = useState(null);
  const [failed, setFailed] = useState(false);
  const now = useRef();
  now.current = { graph, onChoose, onGrow, chosen };
  const many = graph.edges.length > MANY || graph.nodes.length > MANY;

  useEffect(() => {
    let made = null;
    let gone = false;
    library().then(
      ({ default: cytoscape }) => {
        if (gone) return;
        made = start(cytoscape, frame.current, now.current.graph, many);
        made.scratch('shown', now.current.graph);
        fit(made, now.current.graph);
        if (many) nameWhenStill(made);
        made.on('tap', (event) => now.current.onChoose(event.target === made ? '' : event.target.id()));
        made.on('dbltap', 'node', (event) => now.current.onGrow?.(event.target.id()));
        setCy(made);
        performance.mark('graph-drawn');
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      made?.destroy();
      setCy(null);
    };
  }, [many]);

  useEffect(() => {
    if (cy && cy.scratch('shown') !== graph) update(cy, graph);
  }, [cy, graph]);
  useEffect(() => {
    if (cy) mark(cy, chosen);
  }, [cy, chosen, graph]);
  useEffect(() => {
    if (!cy) return;
    const turn = () => cy.style(sheet(theme(), many, BOX));
    night.addEventListener('change', turn);
    return () => night.removeEventListener('change', turn);
  }, [cy, many]);
  useEffect(() => {
    if (!hold) return;
    hold.current = cy && {
      cy,
      fit: () => fit(cy, now.current.graph),
      zoom: (factor) =>
        cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
      places: () => new Map(cy.nodes().map((node) => [node.id(), node.position()])),
      png: () =>
        cy.png({
          output: 'blob',
          full: true,
          maxWidth: 8000,
          maxHeight: 8000,
          scale: 2,
          bg: theme() === 'dark' ? '#14191f' : '#ffffff',
        }),
    };
  }, [cy]);

  const onKeyDown = (event) => {
    if (!cy || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys(cy, now.current, event.key);
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div
      class="sheet"
      role="application"
      tabIndex={0}
      aria-label={label}
      aria-describedby="graph-keys"
      onKeyDown={onKeyDown}
    >
      {/* cytoscape adds a style element, which the policy of the page forbids, unless something has this id. */}
      <div class="sheet-frame" ref={frame} id="__________cytoscape_stylesheet" />
      <Bands cy={cy} graph={graph} />
      {failed && (
        <p class="state failed" role="alert">
          {t('graph.failed')}
        </p>
      )}
    </div>
  );
}

/// The whole sheet in the frame, no larger than it is read best, beside the names of the levels.
function fit(cy, graph) {
  const { x1, y1, w, h } = bounds(graph.nodes);
  const left = cy.width() > 600 && bands(graph.nodes).length ? 120 : 0;
  const room = { x: cy.width() - left - 2 * MARGIN, y: cy.height() - 2 * MARGIN };
  const zoom = Math.max(cy.minZoom(), Math.min(room.x / w, room.y / h, 1.1));
  cy.viewport({
    zoom,
    pan: { x: left + MARGIN + (room.x - w * zoom) / 2 - x1 * zoom, y: MARGIN + (room.y - h * zoom) / 2 - y1 * zoom },
  });
}

/// What a key does: arrows lead from box to box, + - 0 zoom, Enter grows, Escape leaves.
function keys(cy, { graph, chosen, onChoose, onGrow }, key) {
  if (key.startsWith('Arrow')) {
    return () => {
      const places = graph.nodes.map((node) => ({ id: node.id, ...cy.getElementById(node.id).position() }));
      const from = places.find((place) => place.id === chosen);
      const next = from ? toward(places, from, key) : places[0];
      if (!next) return;
      onChoose(next.id);
      const box = cy.getElementById(next.id).renderedBoundingBox();
      if (box.x1 < 0 || box.y1 < 0 || box.x2 > cy.width() || box.y2 > cy.height())
        cy.center(cy.getElementById(next.id));
    };
  }
  const zoom = (factor) => () =>
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  const acts = {
    '+': zoom(1.25),
    '=': zoom(1.25),
    '-': zoom(0.8),
    0: () => fit(cy, graph),
    Enter: chosen && onGrow ? () => onGrow(chosen) : null,
    Escape: chosen ? () => onChoose('') : null,
  };
  return acts[key] ?? null;
}
