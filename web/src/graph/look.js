// How boxes and lines look, the same as the pictures that the program itself writes (src/export/picture/look.rs): each
// relation is known by its dashes, its weight and the head of its arrow, colour only helps.

const look = (light, dark, dashes, weight, head) => ({ light, dark, dashes, weight, head });

/// In the order of the legend.
export const LOOKS = {
  implements: look('#1b5e20', '#7fc98a', [], 2.2, 'full'),
  details: look('#00695c', '#5cc4b4', [9, 3], 2, 'full'),
  basis: look('#6d4c41', '#c9a58f', [5, 4], 1.6, 'full'),
  cites: look('#616161', '#b0b0b0', [2, 4], 1.6, 'open'),
  amends: look('#d84315', '#ff9b73', [11, 3, 2, 3], 2, 'full'),
  replaces: look('#b71c1c', '#ff8a80', [], 2.6, 'barred'),
  repeals: look('#b71c1c', '#ff8a80', [6, 3], 2.6, 'barred'),
  suspends: look('#ad1457', '#f48fb1', [6, 3, 1.5, 3, 1.5, 3], 2, 'barred'),
  corrects: look('#4527a0', '#b39ddb', [3, 2], 2, 'full'),
  consolidates: look('#283593', '#9fa8da', [15, 4], 2, 'full'),
  announces: look('#0277bd', '#81c7f0', [7, 6], 1.6, 'open'),
  assignsTo: look('#37474f', '#b0bec5', [1, 4], 2.2, 'dot'),
};

export const lookOf = (relation) => LOOKS[relation] ?? LOOKS.cites;

/// Colours of the sheet, by day and by night.
export const SHEETS = {
  light: {
    paper: '#ffffff',
    box: '#f3f7fb',
    stub: '#ffffff',
    body: '#eceff1',
    edge: '#1f4e79',
    ink: '#1a1a1a',
    chosen: '#b45309',
    faint: 0.35,
  },
  dark: {
    paper: '#14191f',
    box: '#1f2a36',
    stub: '#14191f',
    body: '#2b3138',
    edge: '#8fb8e0',
    ink: '#eef2f6',
    chosen: '#ffb454',
    faint: 0.38,
  },
};

const ARROWS = { full: 'triangle', open: 'vee', barred: 'triangle-tee', dot: 'circle' };

/// Beyond this many lines they are drawn without heads, in the cheapest way.
export const MANY = 600;

/// Size of the words in a box, and the least size on the screen at which they are drawn.
export const FONT = 12.5;
export const LEGIBLE = 7;

/// Two lines for a box: what it is called, and its day or what is behind it.
export function lines(node) {
  const [name, day] = node.label.split(/ ngày (?=\d)/u);
  const short = name.length > 58 ? `${name.slice(0, 56).trimEnd()}…` : name;
  const extra = [day, node.folded ? `⊕ ${node.folded}` : node.more ? `+${node.more}` : ''].filter(Boolean).join('  ');
  return extra ? [short, extra] : [short];
}

/// The style sheet of cytoscape.
export function sheet(theme, many, box) {
  const colours = SHEETS[theme];
  const relations = Object.entries(LOOKS).map(([name, { [theme]: colour, dashes, weight, head }]) => ({
    selector: `edge[relation="${name}"]`,
    style: {
      'line-color': colour,
      'target-arrow-color': colour,
      width: weight,
      ...(dashes.length && !many ? { 'line-style': 'dashed', 'line-dash-pattern': dashes } : {}),
      ...(many ? {} : { 'target-arrow-shape': ARROWS[head] }),
    },
  }));
  return [
    {
      selector: 'node',
      style: {
        width: box.width,
        height: box.height,
        shape: 'rectangle',
        label: many ? '' : 'data(words)',
        color: colours.ink,
        'font-family': 'Arial, "Liberation Sans", "Noto Sans", Helvetica, sans-serif',
        'font-size': FONT,
        'text-wrap': 'wrap',
        'line-height': 1.25,
        'text-max-width': box.width - 12,
        'text-valign': 'center',
        'text-halign': 'center',
        'background-color': colours.box,
        'border-width': 1.4,
        'border-color': colours.edge,
        'min-zoomed-font-size': LEGIBLE,
        'overlay-opacity': 0,
      },
    },
    { selector: 'node.named', style: { label: 'data(words)' } },
    { selector: 'node[!described]', style: { 'background-color': colours.stub, 'border-style': 'dashed' } },
    {
      selector: 'node[kind="agency"]',
      style: { shape: 'round-rectangle', 'background-color': colours.body, 'border-width': 0, 'font-size': 11.5 },
    },
    {
      selector: 'edge',
      style: {
        'curve-style': many ? 'haystack' : 'bezier',
        'haystack-radius': 0.4,
        'arrow-scale': 1.1,
        width: 1.6,
        'line-color': LOOKS.cites[theme],
        'overlay-opacity': 0,
        opacity: many ? 0.6 : 1,
      },
    },
    ...relations,
    { selector: '.faint', style: { opacity: colours.faint } },
    { selector: 'node.chosen', style: { 'border-width': 4, 'border-style': 'solid', 'border-color': colours.chosen } },
    { selector: 'edge.chosen', style: { width: 5, opacity: 1, 'z-index': 9 } },
  ];
}
