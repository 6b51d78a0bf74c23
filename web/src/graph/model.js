// A graph as the server answers it → the graph on the sheet: grown by the neighbours of a paper, folded at others, with
// places where no box covers another. What stands on the sheet never moves when something grows: a reader keeps his way.

/// Width and height of a box, and the least room between two.
export const BOX = { width: 176, height: 50, gapX: 22, gapY: 46 };

const STEP_X = BOX.width + BOX.gapX;
const STEP_Y = BOX.height + BOX.gapY;

/// From the top of a picture to its bottom.
export const LEVELS = ['party', 'central', 'ministry', 'province', 'department', 'district', 'commune', 'unknown'];

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
  const ids = new Set();
  const own = (id) => (ids.has(id) ? own(`${id}'`) : ids.add(id) && id);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, x: node.x * x, y: node.y * y })),
    // One sentence may give a body two tasks; each line needs an id of its own.
    edges: graph.edges.map((edge) => ({ ...edge, id: own(edge.id) })),
  };
}

/// Adds the neighbours of `anchor`: each new box in the free place nearest to it, in the row of its level if that row is
/// on the sheet.
export function grow(graph, more, anchor) {
  const held = new Map(graph.nodes.map((node) => [node.id, node]));
  const known = new Set(graph.edges.map(same));
  const home = held.get(anchor) ?? { x: 0, y: 0 };
  const fresh = more.nodes.filter((node) => !held.has(node.id)).sort((a, b) => a.x - b.x || (a.id < b.id ? -1 : 1));
  const nodes = [...graph.nodes];
  for (const node of fresh) {
    nodes.push({ ...node, ...free(nodes, home.x, row(nodes, node.level, home.y)) });
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

const same = (edge) => `${edge.source} ${edge.target} ${edge.relation} ${edge.proof}`;

/// The row of a level: that nearest to `y`; for a level that has none, a new one under those of the levels above it.
function row(nodes, level, y) {
  const own = nodes.filter((node) => node.level === level);
  if (own.length)
    return own.reduce((best, node) => (Math.abs(node.y - y) < Math.abs(best - y) ? node.y : best), own[0].y);
  const above = nodes.filter((node) => LEVELS.indexOf(node.level) < LEVELS.indexOf(level));
  return above.length
    ? Math.max(...above.map((node) => node.y)) + STEP_Y
    : Math.min(...nodes.map((node) => node.y)) - STEP_Y;
}

/// The place in row `y` nearest to `x` that no box covers.
function free(nodes, x, y) {
  const beside = nodes.filter((node) => Math.abs(node.y - y) < BOX.height + 8);
  const fits = (at) => beside.every((node) => Math.abs(node.x - at) > STEP_X - 1);
  const places = [x, ...beside.flatMap((node) => [node.x - STEP_X, node.x + STEP_X])].filter(fits);
  return { x: places.reduce((best, at) => (Math.abs(at - x) < Math.abs(best - x) ? at : best)), y };
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
  const nodes = graph.nodes.map((node) => ({
    ...node,
    more: Math.max(0, (whole.get(node.id) ?? 0) - (seen.get(node.id) ?? 0)),
  }));
  return { ...graph, nodes };
}

/// What hangs on a box alone.
export function leaves(graph, id) {
  const near = new Set();
  const busy = new Set();
  for (const { source, target } of graph.edges) {
    if (source === id) near.add(target);
    else if (target === id) near.add(source);
    else busy.add(source).add(target);
  }
  near.delete(id);
  return [...near].filter((one) => !busy.has(one));
}

/// Takes away what hangs on a folded box alone; the box counts them in `folded`.
export function fold(graph, folds) {
  if (!folds.length) return graph;
  const gone = new Set();
  const counts = new Map();
  for (const id of folds) {
    const hanging = leaves(graph, id).filter((other) => !folds.includes(other));
    hanging.forEach((other) => gone.add(other));
    counts.set(id, hanging.length);
  }
  return {
    ...graph,
    nodes: graph.nodes
      .filter((node) => !gone.has(node.id))
      .map((node) => (counts.get(node.id) ? { ...node, folded: counts.get(node.id) } : node)),
    edges: graph.edges.filter((edge) => !gone.has(edge.source) && !gone.has(edge.target)),
  };
}

/// The box that an arrow key leads to: the nearest in that direction, the next row before one far ahead.
export function toward(nodes, from, key) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let best = null;
  let least = Infinity;
  for (const node of nodes) {
    const ahead = (node.x - from.x) * dx + (node.y - from.y) * dy;
    if (ahead < 1) continue;
    const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
    const cost = ahead + aside;
    if (cost < least) [best, least] = [node, cost];
  }
  return best;
}

/// The rectangle that all boxes stand in.
export function bounds(nodes) {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of nodes) {
    x1 = Math.min(x1, x - BOX.width / 2);
    x2 = Math.max(x2, x + BOX.width / 2);
    y1 = Math.min(y1, y - BOX.height / 2);
    y2 = Math.max(y2, y + BOX.height / 2);
  }
  return { x1, y1, w: x2 - x1, h: y2 - y1 };
}

/// The levels of government from top to bottom with where their rows begin; not those whose rows are mixed with others'.
export function bands(nodes) {
  const found = new Map();
  for (const { level, y } of nodes) {
    const band = found.get(level) ?? { level, top: y, foot: y };
    found.set(level, { level, top: Math.min(band.top, y), foot: Math.max(band.foot, y) });
  }
  const rows = [...found.values()].sort((a, b) => a.top - b.top);
  return rows.filter((row) => rows.every((other) => other === row || other.foot < row.top || other.top > row.foot));
}
