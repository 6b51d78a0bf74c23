"""What programs of other people make of `luocdo serve`: SPARQLWrapper and rdflib's stores ask it, write to it and compare
what they get with what `luocdo export` says. Nothing but the loopback address is asked.

    serve.py LUOCDO      the program
"""
import os
import pathlib
import re
import subprocess
import sys
import urllib.error
import urllib.request

import rdflib
import SPARQLWrapper as wrapper
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, Unauthorized

ROOT = pathlib.Path(__file__).resolve().parents[2]
LUO = rdflib.Namespace("https://w3id.org/luocdo/ontology#")
TOKEN = "0123456789abcdef0123"
# Declared or not: both must do.
IMPLEMENTS = "SELECT ?a ?b WHERE { ?a luo:implements ?b }"


def main():
    luocdo = sys.argv[1]
    arguments = ["serve", "--from", "examples/digest", "--bind", "127.0.0.1:0", "--allow-write"]
    server = subprocess.Popen(
        [luocdo, *arguments], cwd=ROOT, env={**os.environ, "LUOCDO_TOKEN": TOKEN}, stderr=subprocess.PIPE, text=True
    )
    try:
        for line in server.stderr:
            found = re.search(r"http://\S+/", line)
            if found:
                break
        else:
            sys.exit("the server ended before it listened")
        exported = subprocess.run(
            [luocdo, "export", "--format", "nquads", "--from", "examples/digest"], cwd=ROOT, capture_output=True, check=True
        )
        data = rdflib.Dataset(default_union=True)
        data.parse(data=exported.stdout.decode("utf8"), format="nquads")
        sparqlwrapper(found[0], data)
        stores(found[0], data)
        descriptions(found[0])
    finally:
        server.terminate()
        server.wait(timeout=30)
    if server.returncode != 0:
        sys.exit(f"the server ended with {server.returncode}")


def check(name, got, expected):
    if got != expected:
        sys.exit(f"{name}: {got!r}, not {expected!r}")
    print(f"{name}: {got}")


def sparqlwrapper(at, data):
    """Each form of answer, each way of asking."""
    pairs = {(str(a), str(b)) for a, b in data.subject_objects(LUO.implements)}
    client = wrapper.SPARQLWrapper(f"{at}sparql")
    for method, request in [(wrapper.GET, wrapper.URLENCODED), (wrapper.POST, wrapper.URLENCODED), (wrapper.POST, wrapper.POSTDIRECTLY)]:
        client.setMethod(method)
        client.setRequestMethod(request)
        client.setQuery(IMPLEMENTS)
        client.setReturnFormat(wrapper.JSON)
        rows = client.queryAndConvert()["results"]["bindings"]
        check(f"SPARQLWrapper {method} {request} JSON", {(r["a"]["value"], r["b"]["value"]) for r in rows} == pairs, True)
        client.setReturnFormat(wrapper.XML)
        check(f"SPARQLWrapper {method} {request} XML", len(client.queryAndConvert().getElementsByTagName("result")), len(pairs))
        for form in [wrapper.CSV, wrapper.TSV]:
            client.setReturnFormat(form)
            lines = client.queryAndConvert().decode("utf8").strip().splitlines()
            check(f"SPARQLWrapper {method} {request} {form}", len(lines) - 1, len(pairs))
        client.setQuery("ASK { ?a luo:implements ?b }")
        client.setReturnFormat(wrapper.JSON)
        check(f"SPARQLWrapper {method} {request} ASK", client.queryAndConvert()["boolean"], True)
        client.setQuery("CONSTRUCT { ?a luo:implements ?b } WHERE { ?a luo:implements ?b }")
        for form in [wrapper.RDFXML, wrapper.TURTLE, wrapper.JSONLD]:
            client.setReturnFormat(form)
            graph = client.queryAndConvert()
            graph = graph if isinstance(graph, rdflib.Graph) else rdflib.Graph().parse(data=graph, format="turtle")
            check(f"SPARQLWrapper {method} {request} {form}", len(graph), len(pairs))
    client.setQuery("SELECT * {")
    client.setReturnFormat(wrapper.JSON)
    check("SPARQLWrapper told of a wrong query", raised(client.query, QueryBadFormed), True)
    client.setQuery("INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:p> 1 } }")
    check("SPARQLWrapper without the token", raised(client.query, Unauthorized), True)
    client.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    check("SPARQLWrapper with it", client.query().response.status, 200)


def raised(call, kind):
    try:
        call()
    except kind:
        return True
    return False


def stores(at, data):
    """rdflib as if the graph were its own."""
    remote = rdflib.Dataset(store=SPARQLStore(f"{at}sparql"), default_union=True)
    graphs = {graph.identifier for graph in data.graphs() if len(graph)} - {rdflib.graph.DATASET_DEFAULT_GRAPH_ID}
    check("rdflib graphs", graphs <= set(remote.store.contexts()), True)
    rows = remote.query(IMPLEMENTS, initNs={"luo": LUO})
    check("rdflib rows", set(rows) == set(data.query(IMPLEMENTS, initNs={"luo": LUO})), True)
    paper = rdflib.URIRef("https://w3id.org/luocdo/id/vn/ttg/chi-thi/2023/20-ct-ttg")
    local = set(data.triples((paper, None, None)))
    check("rdflib facts of a paper", set(rdflib.Graph(SPARQLStore(f"{at}sparql")).triples((paper, None, None))) == {t[:3] for t in local}, True)
    check("rdflib follows the IRI", len(rdflib.Graph().parse(f"{at}id/vn/ttg/chi-thi/2023/20-ct-ttg")), len({t[:3] for t in local}))

    headers = {"Authorization": f"Bearer {TOKEN}"}
    store = SPARQLUpdateStore(f"{at}sparql", f"{at}sparql", headers=headers, method="POST")
    graph = rdflib.Graph(store, identifier=rdflib.URIRef("urn:x:notes"))
    note = (paper, rdflib.RDFS.comment, rdflib.Literal("Đã xem", lang="vi"))
    graph.add(note)
    check("rdflib added", (len(graph), note in graph), (1, True))
    graph.remove(note)
    check("rdflib removed", len(graph), 0)
    for graph in sorted(graphs):
        name = urllib.request.quote(graph, safe="")
        fetched = rdflib.Graph().parse(f"{at}data?graph={name}", format="turtle")
        check(f"rdflib graph {graph[-16:]}", len(fetched), len(data.graph(graph)))
    put = urllib.request.Request(
        f"{at}data?graph=urn:x:put", data=b"<urn:x:a> <urn:x:p> 1 .", method="PUT", headers={**headers, "Content-Type": "text/turtle"}
    )
    check("put a graph", urllib.request.urlopen(put).status, 201)
    check("and got it", len(rdflib.Graph().parse(f"{at}data?graph=urn:x:put", format="nt")), 1)


def descriptions(at):
    """What the server says of itself is RDF, and its addresses answer."""
    void = rdflib.Graph().parse(f"{at}.well-known/void")
    sparql = next(void.objects(predicate=rdflib.VOID.sparqlEndpoint))
    service = rdflib.Graph().parse(str(sparql))
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    check("service description", (sparql, sd.feature, sd.UnionDefaultGraph) in service, True)
    for address in set(void.objects(predicate=rdflib.DCAT.accessURL)):
        check(f"answers {address}", urllib.request.urlopen(str(address)).status, 200)
    example = next(void.objects(predicate=rdflib.VOID.exampleResource))
    known = rdflib.Graph().parse(example.replace("https://w3id.org/luocdo/", at))
    check("the example is described", (example, rdflib.RDF.type, LUO.Document) in known, True)
    try:
        urllib.request.urlopen(urllib.request.Request(f"{at}health", headers={"Host": "evil.example"}))
        sys.exit("a host of elsewhere was answered")
    except urllib.error.HTTPError as error:
        check("a host of elsewhere", error.code, 421)


main()
