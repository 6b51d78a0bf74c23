// The files that a reader dropped, each with how far it is: waiting, reading, read, failed, storing, stored. In: actions.
// Out: the list anew. Two files of one name are two entries.

let count = 0;
export const entry = (file) => ({ id: ++count, file, name: file.name, size: file.size, state: 'waiting', answer: null, error: null, change: null });

export function change(list, action) {
  const set = (fits, values) => list.map((one) => (fits(one) ? { ...one, ...values } : one));
  switch (action.type) {
    case 'add': {
      const held = new Set(list.map((one) => `${one.name} ${one.size} ${one.file.lastModified}`));
      return [...list, ...action.files.filter((file) => !held.has(`${file.name} ${file.size} ${file.lastModified}`)).map(entry)];
    }
    case 'drop': return list.filter((one) => one.id !== action.id);
    case 'clear': return [];
    case 'set': return set((one) => one.id === action.id, action.values);
    case 'storing': return set((one) => one.state === 'read', { state: 'storing' });
    // The server tells a file by its name; the first of that name that is not told yet is meant.
    case 'stored': {
      const one = list.find(({ name, state }) => name === action.told.name && state === 'storing');
      const { ok, error, change: what } = action.told;
      return one ? set(({ id }) => id === one.id, ok ? { state: 'stored', change: what } : { state: 'failed', error: error ?? '' }) : list;
    }
    case 'broken': return set((one) => one.state === 'storing', { state: 'read', error: action.error });
    default: return list;
  }
}

export const some = (list, state) => list.some((one) => one.state === state);
export const sum = (list, state) => list.filter((one) => one.state === state).length;

/// 1,5 MB
export function size(bytes, number) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${number(bytes / 1e3)} kB` : `${number(bytes / 1e6, 1)} MB`;
}
