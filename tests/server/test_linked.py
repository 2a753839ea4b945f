"""What an address below ``/id/`` answers: a table of decisions, and every node of the sample in every form."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.ontology.terms import AGR, DCTERMS, RDF
from kg.protocol import Refusal
from kg.query import PARTS, describe
from kg.server.linked import answer_thing
from kg.server.linking import BY_EXTENSION, FORMS, LONGEST, address, negotiated, read_name
from kg.server.replies import of_refusal
from kg.store import Store, open_store
from kg.workers import Limits, Reply

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "data" / "small.trig"
RETIRED = {
    "moved": ("ministry-of-energy",),
    "twice": ("moved",),
    "split": ("ministry-of-energy", "cabinet-of-iran"),
    "gone": (),
    "forgotten": ("never-named",),
    "round": ("about",),
    "about": ("round",),
}
READ = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}
READ["json"] = RdfFormat.JSON_LD


def linked_store() -> Store:
    """Return the sample with identifiers that were given up in every way."""
    store = open_store(None, "write")
    store.load_quads(pyoxigraph.parse(SAMPLE.read_bytes(), format=RdfFormat.TRIG))
    body = f"{store.base_iri}institution/"
    for name, heirs in RETIRED.items():
        node = NamedNode(body + name)
        store.load_quads([Quad(node, RDF("type"), AGR("RetiredIdentifier"))])
        store.load_quads(Quad(node, DCTERMS("isReplacedBy"), NamedNode(body + heir)) for heir in heirs)
    gone = NamedNode(body + "gone")
    store.load_quads(
        [Quad(gone, AGR("goneSince"), Literal("2024-05-05")), Quad(gone, AGR("retirementReason"), Literal("<b>"))]
    )
    store.load_quads([Quad(gone, AGR("note"), Literal("x"), NamedNode(f"{store.base_iri}graph/state"))])
    return store


STORE = linked_store()
SUBJECTS = sorted({quad.subject.value for quad in STORE.quads() if isinstance(quad.subject, NamedNode)})
LOCAL = [iri.removeprefix(STORE.base_iri) for iri in SUBJECTS if iri.startswith(STORE.base_iri)]


def look_up(path: str, accept: str = "", page: int = 1, rows: int = 10_000) -> Reply:
    """Answer as the route does."""
    return answer_bytes(path.encode(), accept, page, rows)


def answer_bytes(path: bytes, accept: str = "", page: int = 1, rows: int = 10_000) -> Reply:
    try:
        named = read_name(path)
        form = BY_EXTENSION[named.extension] if named.extension else negotiated(accept)
        fields = {"id": named.local_id, "depth": named.depth, "extension": named.extension, "form": form.extension}
        return answer_thing(STORE, {**fields, "page": page}, Limits(rows=rows))
    except Refusal as refusal:
        return of_refusal(refusal)


def table() -> list[list[str]]:
    lines = (HERE / "data" / "linked.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("row", table(), ids=lambda row: " ".join(row[:2]) or "nothing")
def test_decisions(row: list[str]) -> None:
    path, accept, status, media_type, location = row
    reply = look_up(path, accept)
    found = dict(reply.headers)
    assert [reply.status, reply.media_type, found.get("Location", "")] == [int(status), media_type, location]
    assert all(value.isascii() and value.isprintable() for pair in reply.headers for value in pair)


def named(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def expected(iri: str) -> set[Triple]:
    """Return the description of a node by its definition, read off all quads."""
    quads = [quad for quad in STORE.quads() if not str(quad.graph_name).endswith("graph/state>")]
    own = {quad.triple for quad in quads if quad.subject == NamedNode(iri)}
    held = {one.object.value for one in own if isinstance(one.object, NamedNode)}
    parts = {name for name in held if name.removeprefix(STORE.base_iri).partition("/")[0] in PARTS}
    around = {quad.triple for quad in quads if named(quad.subject) in parts or quad.object == NamedNode(iri)}
    return own | around | {quad.triple for quad in quads if quad.graph_name == NamedNode(iri)}


@pytest.mark.parametrize("extension", sorted(READ))
def test_every_subject_is_described_in_every_form(extension: str) -> None:
    living = [name for name in LOCAL if look_up(name).status == 200]
    assert len(living) > 200
    for name in living:
        reply = look_up(f"{name}.{extension}")
        found = {quad.triple for quad in pyoxigraph.parse(reply.body, format=READ[extension])}
        assert found == set(describe(STORE, NamedNode(STORE.base_iri + name)).triples), name


def test_a_description_is_what_its_definition_says() -> None:
    for name in [*LOCAL[::3], "graph/article/artone2222222222", "institution/gone"]:
        iri = STORE.base_iri + name
        assert set(describe(STORE, NamedNode(iri)).triples) == expected(iri), name


def test_evidence_brings_what_it_supports_and_a_signature_its_evidence() -> None:
    for kind in ("evidence", "signature"):
        name = next(one for one in LOCAL if one.startswith(kind + "/"))
        triples = describe(STORE, NamedNode(STORE.base_iri + name)).triples
        assert len({triple.subject for triple in triples}) > 1, name


def test_the_stores_own_notes_are_never_told() -> None:
    assert b"#note" not in look_up("institution/gone", "text/turtle").body


def test_pages_of_a_description_are_told_and_join_to_the_whole() -> None:
    path, whole = "institution/ministry-of-energy", set[Triple]()
    for page in range(1, 100):
        reply = look_up(f"{path}.nt", page=page, rows=7)
        headers = dict(reply.headers)
        assert headers["KG-Partial"] == f"page {page}"
        assert ('rel="prev"' in headers["Link"]) == (page > 1)
        triples = [quad.triple for quad in pyoxigraph.parse(reply.body, format=RdfFormat.N_TRIPLES)]
        assert whole.isdisjoint(triples)
        whole |= set(triples)
        if 'rel="next"' not in headers["Link"]:
            break
        assert f"ministry-of-energy.nt?page={page + 1}>" in headers["Link"]
        assert len(triples) == 7
    assert whole == set(describe(STORE, NamedNode(STORE.base_iri + path)).triples)
    assert "KG-Partial" not in dict(look_up(path).headers)


def test_what_a_user_says_that_a_form_cannot_is_refused_there_and_told_elsewhere() -> None:
    graph = NamedNode(f"{STORE.base_iri}graph/user/mine")
    node, property_ = NamedNode(f"{STORE.base_iri}user/thing"), NamedNode("urn:123")
    STORE.load_quads([Quad(node, property_, BlankNode("b"), graph), Quad(node, AGR("start"), Literal("soon"), graph)])
    found = {extension: look_up(f"user/thing.{extension}").status for extension in READ}
    assert found == {"ttl": 200, "nt": 200, "rdf": 406, "jsonld": 406, "json": 406}


def test_other_forms_are_linked_and_lead_to_the_same_thing() -> None:
    link = dict(look_up("institution/ministry-of-energy.rdf").headers)["Link"]
    assert link.count('rel="alternate"') == 4
    assert f'<{STORE.base_iri}institution/ministry-of-energy>; rel="describes"' in link
    assert dict(look_up("a%2Fb/institution").headers) == {}


def test_a_split_identifier_lists_its_heirs_and_a_gone_one_its_reason() -> None:
    split, gone = look_up("institution/split", "text/html"), look_up("institution/gone", "text/html")
    assert b"../../pages/institution/cabinet-of-iran.html" in split.body
    assert b"2024-05-05" in gone.body
    assert b"&lt;b&gt;" in gone.body
    assert b"<b>" not in gone.body
    assert b"isReplacedBy" in look_up("institution/split", "text/turtle").body
    assert b"retirementReason" in look_up("institution/gone", "text/turtle").body


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("institution/ministry-of-energi", "institution/ministry-of-energy"),
        ("institution/Ministry-Of-Energy", "institution/ministry-of-energy"),
        ("ministry-of-energy", "institution/ministry-of-energy"),
        ("institution/ministry-of-energy).", "institution/ministry-of-energy"),
        ("place/artone2222222222", "article/artone2222222222"),
    ],
)
def test_near_ones_are_offered(given: str, meant: str) -> None:
    assert meant in json.loads(look_up(given).body)["near"]
    assert f"{meant}.html" in look_up(given, "text/html").body.decode()


@given(st.text(max_size=60))
def test_any_id_can_be_addressed_and_read_back(local_id: str) -> None:
    safe = local_id.encode("utf-8", "replace").decode("utf-8")
    if len(safe.encode()) * 3 > LONGEST or any(ord(char) < 32 or 127 <= ord(char) < 160 for char in safe):
        return
    for form in FORMS:
        sent = address(read_name(b"x"), local_id, form.extension)
        assert sent.isascii()
        named = read_name(sent.removeprefix("./").encode())
        assert named.whole == f"{safe}.{form.extension}"


@given(st.binary(min_size=1, max_size=200).filter(lambda raw: raw[:1] not in b"."))
def test_any_bytes_are_an_id_or_refused(raw: bytes) -> None:
    reply = answer_bytes(raw)
    assert reply.status in (400, 404)
    assert set(json.loads(reply.body)) <= {"code", "message", "near"}
