// The sheet as it stands → a picture in SVG that needs nothing else: boxes with their words, lines with their dashes and
// heads, a title, the legend of the lines that are there, and where it is from. Words of documents are escaped.

import { BOX } from './model.js';
import { LOOKS, SHEETS, lines, lookOf } from './look.js';

const escaped = (text) =>
  String(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);
const round = (number) => Math.round(number * 10) / 10;
const MARGIN = 28;
const FONT = "Arial, 'Liberation Sans', 'Noto Sans', Helvetica, sans-serif";
const HEADS = {
  full: '<path d="M0 0 9 4.5 0 9z" fill="context-stroke" stroke="none"/>',
  open: '<path d="M0 .5 8 4.5 0 8.5" fill="none" stroke="context-stroke" stroke-width="1.4" stroke-dasharray="none"/>',
  barred:
    '<path d="M0 0 7 4.5 0 9z" fill="context-stroke" stroke="none"/><path d="M8.4 0v9" stroke="context-stroke" stroke-width="1.4" stroke-dasharray="none"/>',
  dot: '<circle cx="5" cy="4.5" r="3.4" fill="context-stroke" stroke="none"/>',
};

/// Breaks words into lines of a box; the last one that does not fit ends in an ellipsis.
function wrapped(text, most, rows) {
  const out = [''];
  for (const word of text.split(/\s+/u)) {
    const last = out[out.length - 1];
    if (!last || last.length + word.length < most) out[out.length - 1] = last ? `${last} ${word}` : word;
    else out.push(word);
  }
  if (out.length <= rows) return out;
  return [...out.slice(0, rows - 1), `${out[rows - 1].slice(0, most - 1)}…`];
}

/// Where the line between two boxes meets the border of the second.
function border(from, to) {
  const [dx, dy] = [from.x - to.x, from.y - to.y];
  if (!dx && !dy) return { x: to.x, y: to.y };
  const scale = Math.min(
    dx ? (BOX.width / 2 + 2) / Math.abs(dx) : Infinity,
    dy ? (BOX.height / 2 + 2) / Math.abs(dy) : Infinity,
  );
  return { x: to.x + dx * scale, y: to.y + dy * scale };
}

function box(node, colours) {
  const frame = `x="${round(node.x - BOX.width / 2)}" y="${round(node.y - BOX.height / 2)}" width="${BOX.width}" height="${BOX.height}"`;
  const kind =
    node.kind === 'agency'
      ? `rx="10" fill="${colours.body}" stroke="none"`
      : `fill="${node.described ? colours.box : colours.stub}" stroke="${colours.edge}" stroke-width="1.4"${node.described ? '' : ' stroke-dasharray="5 4"'}`;
  const [name, extra] = lines(node);
  const rows = [...wrapped(name, 27, extra ? 2 : 3), ...(extra ? [extra] : [])];
  const top = node.y - (rows.length - 1) * 7.5 + 4;
  const words = rows
    .map((row, at) => `<tspan x="${round(node.x)}" y="${round(top + at * 15)}">${escaped(row)}</tspan>`)
    .join('');
  return `<g><title>${escaped([node.label, node.title].filter(Boolean).join(' — '))}</title><rect ${frame} ${kind}/><text text-anchor="middle">${words}</text></g>`;
}

/// `words`: title, source, and the label of each relation by its name.
export function picture({ nodes, edges }, words) {
  const colours = SHEETS.light;
  const place = new Map(nodes.map((node) => [node.id, node]));
  const xs = nodes.map((node) => node.x);
  const ys = nodes.map((node) => node.y);
  const [left, top] = [Math.min(...xs) - BOX.width / 2 - MARGIN, Math.min(...ys) - BOX.height / 2 - MARGIN - 34];
  const used = Object.keys(LOOKS).filter((name) => edges.some((edge) => edge.relation === name));
  const width = Math.max(Math.max(...xs) + BOX.width / 2 + MARGIN - left, 520);
  const across = Math.max(1, Math.floor((width - 2 * MARGIN) / 230));
  const foot = Math.max(...ys) + BOX.height / 2 + MARGIN;
  const height = foot + Math.ceil(used.length / across) * 22 + 40 - top;
  const stroke = ({ light, dashes, weight }) =>
    `stroke="${light}" stroke-width="${weight}"${dashes.length ? ` stroke-dasharray="${dashes.join(' ')}"` : ''}`;
  const drawn = edges
    .filter((edge) => place.has(edge.source) && place.has(edge.target))
    .map((edge) => {
      const [from, to] = [place.get(edge.source), place.get(edge.target)];
      const [start, end] = [border(to, from), border(from, to)];
      const look = lookOf(edge.relation);
      return `<path d="M${round(start.x)} ${round(start.y)} ${round(end.x)} ${round(end.y)}" ${stroke(look)} marker-end="url(#${look.head})"><title>${escaped([edge.label, edge.evidence].filter(Boolean).join(': '))}</title></path>`;
    });
  const legend = used.map((name, at) => {
    const x = left + MARGIN + (at % across) * 230;
    const y = foot + Math.floor(at / across) * 22 + 10;
    return `<path d="M${round(x)} ${round(y)}h44" ${stroke(LOOKS[name])} marker-end="url(#${LOOKS[name].head})"/><text x="${round(x + 54)}" y="${round(y + 4)}">${escaped(words.relations[name] ?? name)}</text>`;
  });
  const markers = Object.entries(HEADS).map(
    ([name, path]) =>
      `<marker id="${name}" viewBox="0 0 9.5 9" refX="9" refY="4.5" markerWidth="10" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto">${path}</marker>`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="${round(left)} ${round(top)} ${round(width)} ${round(height)}" role="img" font-family="${FONT}" font-size="12" fill="${colours.ink}">` +
    `<title>${escaped(words.title)}</title><defs>${markers.join('')}</defs><rect x="${round(left)}" y="${round(top)}" width="100%" height="100%" fill="${colours.paper}"/>` +
    `<text x="${round(left + MARGIN)}" y="${round(top + 30)}" font-size="17" font-weight="bold">${escaped(words.title)}</text>` +
    `<g fill="none">${drawn.join('')}</g>${nodes.map((node) => box(node, colours)).join('')}<g>${legend.join('').replaceAll('<path ', '<path fill="none" ')}</g>` +
    `<text x="${round(left + MARGIN)}" y="${round(top + height - 14)}" font-size="10.5">${escaped(words.source)}</text></svg>\n`
  );
}
