#!/usr/bin/env python3
"""Programs of other people read what luocdo writes: rdflib every RDF format, networkx the GraphML, pySHACL the shapes.

  check.py LUOCDO [PATH…]      the program, and the pages to read (examples/digest)
"""
import json
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
    ranks(run, picture)
    shapes_agree(run, good)


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
