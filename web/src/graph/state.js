// The address of the graph view → its state, and the questions to the server that follow from it. Nothing is kept
// elsewhere: who opens the same address sees the same graph.

const LISTS = ['papers', 'follow', 'level', 'grow', 'fold'];
const WORDS = ['center', 'order', 'province', 'from', 'to', 'pick', 'tab', 'a', 'b'];

/// The most that are drawn at first; the server tells what it left out.
export const MOST = 300;
/// The most when the whole store is asked for.
export const MOST_OF_ALL = 2000;

export function parse(query) {
  const state = { hops: 1, bodies: query.get('bodies') === 'true', all: query.get('all') === 'true' };
  for (const name of LISTS) state[name] = query.getAll(name).filter(Boolean);
  for (const name of WORDS) state[name] = query.get(name) || '';
  const hops = Number(query.get('hops'));
  if (hops >= 1 && hops <= 4) state.hops = Math.floor(hops);
  return state;
}

/// True where the path between two papers is asked for.
export const seeks = (state) => Boolean(state.a && state.b);

/// True where there is something to draw.
export const asks = (state) => Boolean(state.center || state.order || state.all || state.papers.length || seeks(state));

const filters = ({ follow, level, province, from, to, bodies }) => ({ follow, level, province, from, to, bodies });

/// What to ask of /api/graph for the address, before anything grew. `path`: the papers of the path that was found.
export function request(state, path) {
  const most = { 'max-nodes': state.all ? MOST_OF_ALL : MOST };
  if (path) return { ...most, papers: path, bodies: state.bodies };
  if (state.all) return { ...filters(state), ...most, all: true };
  if (state.order) return { ...filters(state), ...most, order: state.order };
  if (state.center) return { ...filters(state), ...most, center: state.center, hops: state.hops };
  return { ...filters(state), ...most, papers: state.papers };
}

/// What to ask for the neighbours of one paper, the bodies that it tasks among them: who opens a box wants to see all.
export const neighbours = (state, iri) => ({ ...filters(state), bodies: true, center: iri, hops: 1, 'max-nodes': 200 });

/// The address after Enter or a double click on a box: it grows, or unfolds, or folds what hangs on it alone.
export function toggled(state, node, hanging) {
  if (state.fold.includes(node.id)) return { fold: state.fold.filter((id) => id !== node.id) };
  if (node.more > 0 && node.kind !== 'agency' && !state.grow.includes(node.id))
    return { grow: [...state.grow, node.id] };
  return hanging ? { fold: [...state.fold, node.id] } : {};
}

/// The boxes ticked after one changed, as a filter: all ticked is no filter, and so is none.
export function ticked(all, filter, name, on) {
  const now = new Set(filter.length ? filter : all);
  if (on) now.add(name);
  else now.delete(name);
  const list = all.filter((one) => now.has(one));
  return list.length === all.length ? [] : list;
}
