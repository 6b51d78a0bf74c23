// The address of the questions view → its state. `with` holds one NAME=VALUE a parameter, as on the command line;
// `sparql` is a query of the reader's own, beside the question that it was made from.

export function parse(query) {
  const given = {};
  for (const pair of query.getAll('with')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(at + 1).trim()) given[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return {
    name: query.get('name') || '',
    given,
    ask: query.get('run') === 'true',
    sparql: query.get('sparql'),
    show: query.get('show') === 'graph' ? 'graph' : 'table',
  };
}

export const pairs = (given) =>
  Object.entries(given)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${value}`);

/// True where every parameter that must be there is there.
export const complete = (question, given) => question.parameters.every((one) => one.optional || given[one.name]);

const GROUPS = [
  ['paper', (kinds) => kinds.includes('paper')],
  ['body', (kinds) => kinds.includes('body')],
  ['time', (kinds) => kinds.includes('date')],
  ['store', () => true],
];

/// The questions by what they are about: a paper, a body, a time, the whole store.
export function groups(questions) {
  const found = new Map(GROUPS.map(([name]) => [name, []]));
  for (const question of questions) {
    const needed = question.parameters.filter((one) => !one.optional).map((one) => one.kind);
    found.get(GROUPS.find(([, fits]) => fits(needed))[0]).push(question);
  }
  return [...found].filter(([, list]) => list.length);
}

/// A word without accents and case, to find questions by.
export const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase();
