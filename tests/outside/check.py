#!/usr/bin/env python3
"""Programs of other people read what luocdo writes: rdflib every RDF format, networkx the GraphML, pySHACL the shapes.

  check.py LUOCDO [PATH…]      the program, and the pages to read (examples/digest)
"""
import pathlib
import subprocess
import sys
import tempfile

import networkx
import pyshacl
import rdflib

ROOT = pathlib.Path(__file__).resolve().parents[2]
RDF = {"turtle": "turtle", "rdfxml": "xml", "nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}
LUO = rdflib.Namespace("https://w3id.org/luocdo/ontology#")


def main():
    luocdo, paths = sys.argv[1], sys.argv[2:] or ["examples/digest"]

    def run(*args):
        done = subprocess.run([luocdo, *args, "--from", *paths], cwd=ROOT, capture_output=True, check=True)
        return done.stdout.decode("utf8")

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

    picture = networkx.parse_graphml(export("graphml"))
    if not picture.number_of_edges():
        sys.exit("the GraphML has no edges")
    papers = set(data.subjects(rdflib.RDF.type, LUO.Document))
    print(f"networkx  {picture.number_of_nodes()} nodes, {picture.number_of_edges()} edges; {len(papers)} papers in the graph")


if __name__ == "__main__":
    main()
