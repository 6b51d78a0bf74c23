// The files that a reader dropped, each with how far it is: waiting, reading, read, failed, storing, stored. In: actions.
// Out: the list anew. Two files of one name are two entries.

let count = 0;
export const entry = (file) => ({
  id: ++count,
  file,
  name: file.name,
  size: file.size,
  state: 'waiting',
  answers: [],
  error: null,
  change: null,
});

const plain = (name) => name.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '');

/// The server tells a source by a name that is safe on its disk, and those of an archive by the archive's name before
/// theirs: the entry of the longest such name, the first of several.
function meant(list, told, state) {
  const fits = list.filter((one) => one.state === state && plain(told).startsWith(plain(one.name)));
  return fits.reduce((best, one) => (best && best.name.length >= one.name.length ? best : one), null);
}

/// What became of a file that was read: understood if any source in it was; what failed is told beside.
export function read(answers) {
  const failed = answers
    .filter((one) => !one.ok)
    .map((one) => one.error ?? '')
    .join('\n');
  const understood = answers.filter((one) => one.ok);
  return {
    state: understood.length ? 'read' : 'failed',
    answers: understood,
    error: failed || (understood.length ? null : ''),
  };
}

export function change(list, action) {
  const set = (fits, values) => list.map((one) => (fits(one) ? { ...one, ...values } : one));
  switch (action.type) {
    case 'add': {
      const held = new Set(list.map((one) => `${one.name} ${one.size} ${one.file.lastModified}`));
      return [
        ...list,
        ...action.files.filter((file) => !held.has(`${file.name} ${file.size} ${file.lastModified}`)).map(entry),
      ];
    }
    case 'drop':
      return list.filter((one) => one.id !== action.id);
    case 'clear':
      return [];
    case 'set':
      return set((one) => one.id === action.id, action.values);
    case 'storing':
      return set((one) => one.state === 'read', { state: 'storing' });
    case 'stored': {
      const { name, ok, error, change: what } = action.told;
      const one = meant(list, name, 'storing') ?? meant(list, name, 'stored');
      if (!one) return list;
      if (one.state === 'stored')
        return ok ? list : set(({ id }) => id === one.id, { error: [one.error, error].filter(Boolean).join('\n') });
      return set(
        ({ id }) => id === one.id,
        ok ? { state: 'stored', change: what } : { state: 'failed', error: error ?? '' },
      );
    }
    case 'broken':
      return set((one) => one.state === 'storing', { state: 'read', error: action.error });
    default:
      return list;
  }
}

export const some = (list, state) => list.some((one) => one.state === state);
export const sum = (list, state) => list.filter((one) => one.state === state).length;

/// 1,5 MB
export function size(bytes, number) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${number(bytes / 1e3)} kB` : `${number(bytes / 1e6, 1)} MB`;
}
