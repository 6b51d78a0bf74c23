// A made graph: so many papers in rows by level of government, so many lines between neighbouring levels. The same every time.
const LEVELS = ['central', 'ministry', 'province', 'department', 'district', 'commune'];
const RELATIONS = ['implements', 'implements', 'implements', 'basis', 'cites', 'details', 'replaces'];

export function large(count, lines) {
  const rows = Math.ceil(Math.sqrt(count / 2));
  const across = Math.ceil(count / rows);
  const nodes = Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / across);
    return {
      id: `https://w3id.org/luocdo/id/made/${at}`,
      kind: 'document',
      label: `Công văn ${at + 1}/UBND-KT ngày 04/7/2023`,
      title: `về việc thứ ${at + 1}`,
      code: 'CV',
      level: LEVELS[Math.floor((row * LEVELS.length) / rows)],
      date: '2023-07-04',
      described: at % 5 > 0,
      x: (at % across) * 218,
      y: row * 110,
      degree: 0,
      more: 0,
    };
  });
  let seed = 7;
  const next = (below) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const edges = Array.from({ length: lines }, (_, at) => {
    const target = next(count - 1);
    const source = Math.min(count - 1, target + 1 + next(across * 2));
    for (const end of [source, target]) nodes[end].degree += 1;
    const relation = RELATIONS[at % RELATIONS.length];
    return {
      id: `e${at}`,
      source: nodes[source].id,
      target: nodes[target].id,
      relation,
      label: relation,
      role: null,
      weight: 1,
      confidence: 0.9,
      evidence: `Thực hiện Công văn số ${target + 1}/UBND-KT.`,
      file: 'made.txt',
      proof: `p${at}`,
      task: '',
      due: '',
    };
  });
  return { nodes, edges, left_out: null };
}
