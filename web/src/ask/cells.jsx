// One cell of an answer, by the kind of its column: papers and bodies as links, days as people write them, relations
// and roles in words, a proof as its sentence.
import { day } from '../days.js';
import { named, number } from '../language.js';
import { Said } from '../parts/said.jsx';
import { address } from '../route.js';
import { relationLabel } from '../graph/legend.jsx';

const WORDS = { role: 'role', status: 'mention', judgement: 'verdict' };

export function Cell({ column, row, types }) {
  const value = row[column.name];
  const iri = row[`${column.name}_iri`];
  if (column.kind === 'proof')
    return <Said sentence={row.sentence} source={row.source} confidence={row.confidence} rule={row.rule} />;
  if (value === null || value === undefined || value === '') return <span class="muted">–</span>;
  switch (column.kind) {
    case 'paper':
      return iri ? (
        <a href={address('/van-ban', { iri })} lang="vi">
          {value}
        </a>
      ) : (
        <span lang="vi">{value}</span>
      );
    case 'body':
      return iri ? (
        <a href={address('/co-quan', { iri })} lang="vi">
          {value}
        </a>
      ) : (
        <span lang="vi">{value}</span>
      );
    case 'date':
      return day(value);
    case 'number':
      return typeof value === 'number' ? number(value, 2) : value;
    case 'relation':
      return relationLabel(value);
    case 'word':
      return column.name === 'type'
        ? (types.get(value) ?? value)
        : WORDS[column.name]
          ? named(WORDS[column.name], value)
          : value;
    default:
      return <span lang="vi">{value}</span>;
  }
}

export const isNumber = (column) => column.kind === 'number';

/// The IRIs of the papers in the rows of an answer, each once.
export function papersOf(columns, rows) {
  const names = columns.filter((column) => column.kind === 'paper').map((column) => `${column.name}_iri`);
  return [...new Set(rows.flatMap((row) => names.map((name) => row[name])).filter(Boolean))];
}
