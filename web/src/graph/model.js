// A graph as the server answers it → the graph on the sheet: grown by the neighbours of a paper, folded at others, with
// places where no box covers another. What stands on the sheet never moves when something grows: a reader keeps his way.

/// Width and height of a box, and the least room between two.
export const BOX = { width: 176, height: 50, gapX: 22, gapY: 46 };

const STEP_X = BOX.width + BOX.gapX;
const STEP_Y = BOX.height + BOX.gapY;

/// Draws the places of the server apart until boxes of our size fit; rows stay rows.
export function spread(graph) {
  const rows = new Map();
  for (const node of graph.nodes) {
    const row = Math.round(node.y);
    if (!rows.has(row)) rows.set(row, []);
    rows.get(row).push(node.x);
  }
  const least = (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    let gap = Infinity;
    for (let at = 1; at < sorted.length; at += 1) {
      const between = sorted[at] - sorted[at - 1];
      if (between > 0.5 && between < gap) gap = between;
    }
    return gap;
  };
  const scale = (gap, wanted) => (gap < wanted ? wanted / gap : 1);
  const x = scale(Math.min(...[...rows.values()].map(least), Infinity), STEP_X);
  const y = scale(least(rows.keys()), STEP_Y);
  return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, x: node.x * x, y: node.y * y })) };
}

/// Adds the neighbours of `anchor`: each new box in the free place nearest to it, in the row of its level if that row is
/// on the sheet.
export function grow(graph, more, anchor) {
  const held = new Map(graph.nodes.map((node) => [node.id, node]));
  const known = new Set(graph.edges.map(same));
  const taken = new Set(graph.nodes.map(cell));
  const home = held.get(anchor) ?? { x: 0, y: 0 };
  const rows = new Map();
  for (const node of graph.nodes) {
    const best = rows.get(node.level);
    if (best === undefined || Math.abs(node.y - home.y) < Math.abs(best - home.y)) rows.set(node.level, node.y);
  }
  const answered = more.nodes.find((node) => node.id === anchor);
  const fresh = more.nodes.filter((node) => !held.has(node.id)).sort((a, b) => a.x - b.x || (a.id < b.id ? -1 : 1));
  const nodes = [...graph.nodes];
  for (const node of fresh) {
    const below = Math.sign(node.y - (answered?.y ?? node.y)) || 1;
    const row = rows.get(node.level) ?? home.y + below * STEP_Y;
    const place = free(taken, home.x, row);
    taken.add(cell(place));
    nodes.push({ ...node, ...place });
  }
  const ids = new Set(nodes.map((node) => node.id));
  const edges = [...graph.edges];
  for (const edge of more.edges) {
    if (known.has(same(edge)) || !ids.has(edge.source) || !ids.has(edge.target)) continue;
    known.add(same(edge));
    edges.push({ ...edge, id: `${anchor} ${edge.id}` });
  }
  return counted({ ...graph, nodes, edges }, [...graph.nodes, ...more.nodes], [...graph.edges, ...more.edges]);
}

const cell = (place) => `${Math.round(place.x / STEP_X)} ${Math.round(place.y / STEP_Y)}`;
const same = (edge) => `${edge.source} ${edge.target} ${edge.relation} ${edge.proof}`;

function free(taken, x, y) {
  for (let step = 0; ; step += 1) {
    for (const side of step === 0 ? [0] : [step, -step]) {
      const place = { x: (Math.round(x / STEP_X) + side) * STEP_X, y };
      if (!taken.has(cell(place))) return place;
    }
  }
}

/// `more` of a box is what it has beyond the lines on the sheet.
function counted(graph, answers, lines) {
  const seen = new Map();
  const whole = new Map();
  const touch = (map, id) => map.set(id, (map.get(id) ?? 0) + 1);
  const drawn = new Set(graph.edges.map(same));
  const all = new Set();
  for (const edge of lines) {
    if (all.has(same(edge)) || !drawn.has(same(edge))) continue;
    all.add(same(edge));
    touch(seen, edge.source);
    touch(seen, edge.target);
  }
  for (const node of answers) whole.set(node.id, Math.max(whole.get(node.id) ?? 0, node.degree));
  const nodes = graph.nodes.map((node) => ({ ...node, more: Math.max(0, (whole.get(node.id) ?? 0) - (seen.get(node.id) ?? 0)) }));
  return { ...graph, nodes };
}

/// Takes away what hangs on a folded box alone; the box counts them in `folded`.
export function fold(graph, folds) {
  if (!folds.length) return graph;
  const near = new Map(graph.nodes.map((node) => [node.id, new Set()]));
  for (const edge of graph.edges) {
    near.get(edge.source)?.add(edge.target);
    near.get(edge.target)?.add(edge.source);
  }
  const gone = new Set();
  const counts = new Map();
  for (const id of folds) {
    for (const other of near.get(id) ?? []) {
      if (near.get(other).size === 1 && !folds.includes(other)) {
        gone.add(other);
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
  }
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => !gone.has(node.id))
      .map((node) => (counts.has(node.id) ? { ...node, folded: counts.get(node.id) } : node)),
    edges: graph.edges.filter((edge) => !gone.has(edge.source) && !gone.has(edge.target)),
  };
}

/// The box that an arrow key leads to: the nearest in that direction, those straight ahead before those aside.
export function toward(nodes, from, key) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = null;
  let least = Infinity;
  for (const node of nodes) {
    const ahead = (node.x - from.x) * dx + (node.y - from.y) * dy;
    if (ahead < 1) continue;
    const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
    const cost = ahead + 2 * aside;
    if (cost < least) [best, least] = [node, cost];
  }
  return best;
}

/// The levels of government from top to bottom with where their rows begin; none where rows of levels are mixed.
export function bands(nodes) {
  const found = new Map();
  for (const { level, y } of nodes) {
    const band = found.get(level) ?? { level, top: y, foot: y };
    found.set(level, { level, top: Math.min(band.top, y), foot: Math.max(band.foot, y) });
  }
  const rows = [...found.values()].sort((a, b) => a.top - b.top);
  return rows.some((row, at) => at > 0 && row.top <= rows[at - 1].foot) ? [] : rows;
}
