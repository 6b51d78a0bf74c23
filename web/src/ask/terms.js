// The words that a query may use, for completion: our own from the text of the ontology itself (ontology/luocdo.ttl),
// so that there is no second list, and those of other vocabularies that the graph is written in.
const text = (block, property, language) =>
  new RegExp(`${property}[^;]*?"((?:[^"\\\\]|\\\\.)*)"@${language}`, 'u').exec(block)?.[1];

/// {name, kind, vi, en} for each term of the Turtle text.
export function ours(turtle) {
  return turtle
    .split(/\n(?=luo:[\w-]+ a )/u)
    .slice(1)
    .map((block) => {
      const [, name, kind] = /^(luo:[\w-]+) a [a-z]+:(\w+)/u.exec(block);
      const word = (language) => text(block, '(?:rdfs:label|skos:prefLabel)', language) ?? '';
      return { name, kind, vi: word('vi'), en: word('en') };
    });
}

export const prefixes = (turtle) =>
  Object.fromEntries([...turtle.matchAll(/^@prefix (\w+): <([^>]+)> \.$/gmu)].map(([, name, iri]) => [name, iri]));

/// Of other vocabularies: [name, Vietnamese, English].
export const OTHERS = [
  ['a', 'thuộc lớp', 'is of class'],
  ['eli:date_document', 'ngày ban hành', 'day of issue'],
  ['eli:first_date_entry_in_force', 'ngày có hiệu lực', 'in force from'],
  ['eli:date_no_longer_in_force', 'ngày hết hiệu lực', 'no longer in force from'],
  ['eli:type_document', 'loại văn bản', 'type of paper'],
  ['eli:passed_by', 'cơ quan ban hành', 'issuer'],
  ['eli:has_part', 'gồm điều, khoản', 'has the part'],
  ['dcterms:title', 'trích yếu', 'title'],
  ['dcterms:identifier', 'mã', 'identifier'],
  ['dcterms:date', 'ngày', 'day'],
  ['dcterms:spatial', 'thuộc tỉnh', 'of the province'],
  ['dcterms:isPartOf', 'nằm trong', 'is part of'],
  ['rdfs:label', 'tên', 'name'],
  ['skos:prefLabel', 'tên', 'name'],
  ['skos:notation', 'ký hiệu', 'code'],
  ['org:Organization', 'cơ quan', 'body'],
  ['org:subOrganizationOf', 'trực thuộc', 'under'],
  ['oa:exact', 'câu nguyên văn', 'the words themselves'],
  ['oa:hasTarget', 'chỗ trong nguồn', 'the place in a source'],
  ['oa:hasSelector', 'đoạn', 'the range'],
  ['oa:start', 'đầu đoạn', 'start of the range'],
  ['oa:end', 'cuối đoạn', 'end of the range'],
  ['prov:wasDerivedFrom', 'lấy từ nguồn', 'derived from'],
];

/// An IRI as a query writes it: `luo:implements`.
export function short(iri, known) {
  for (const [name, space] of Object.entries(known)) {
    const rest = iri.startsWith(space) ? iri.slice(space.length) : '';
    if (/^[\w-]+$/u.test(rest)) return `${name}:${rest}`;
  }
  return iri;
}
