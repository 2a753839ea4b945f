"""Every format read back by a parser that did not write it; the same bytes everywhere; whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import networkx as nx
import pyoxigraph as px
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic
from sample_graph import sample_quads

from kg.errors import OutputError, UsageError
from kg.export import FORMATS, export, export_bytes
from kg.export.sheets import SHEETS
from kg.network import cooperation_network
from kg.ontology.terms import AGR, OA, ONTOLOGY_GRAPH
from kg.settings import BASE_IRI
from kg.store import Store, open_store

pytestmark = pytest.mark.filterwarnings(  # rdflib warns of its own inner calls
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning",
    "ignore:Dataset.contexts is deprecated:DeprecationWarning",
)

HOSTILE = Path(__file__).parent / "data" / "hostile.nq"
TRIPLES = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
QUADS = {"trig": "trig", "nquads": "nquads"}


def hostile_quads() -> Iterable[px.Quad]:
    return px.parse(path=HOSTILE, format=px.RdfFormat.N_QUADS)


def filled(quads: Iterable[px.Quad]) -> Store:
    store = open_store(None, "write")
    store.load_quads(quads)
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return filled(sample_quads())


@pytest.fixture(scope="module")
def hostile() -> Store:
    return filled(hostile_quads())


def expected_graph(quads: Iterable[px.Quad]) -> Graph:
    kept = [
        quad.triple
        for quad in quads
        if quad.graph_name != ONTOLOGY_GRAPH and not str(quad.graph_name).endswith(("runs>", "state>"))
    ]
    return Graph().parse(data=px.serialize(kept, format=px.RdfFormat.N_TRIPLES).decode(), format="nt")


@pytest.mark.parametrize("format_", sorted(TRIPLES))
def test_merged_formats_hold_every_statement_once(store: Store, format_: str) -> None:
    data = export_bytes(store, format_, with_text=True)
    assert isomorphic(Graph().parse(data=data, format=TRIPLES[format_]), expected_graph(sample_quads()))


@pytest.mark.parametrize("format_", ["turtle", "ntriples", "jsonld"])
def test_hostile_texts_come_back_whole(hostile: Store, format_: str) -> None:
    data = export_bytes(hostile, format_, with_text=True)
    assert isomorphic(Graph().parse(data=data, format=TRIPLES[format_]), expected_graph(hostile_quads()))


@pytest.mark.parametrize("format_", sorted(QUADS))
def test_formats_with_graphs_keep_them(store: Store, format_: str) -> None:
    found = Dataset()
    found.parse(data=export_bytes(store, format_, with_text=True), format=QUADS[format_])
    back = {px.Quad(*quad) for quad in px.parse(found.serialize(format="nquads"), format=px.RdfFormat.N_QUADS)}
    wanted = [quad for quad in sample_quads() if quad.graph_name != ONTOLOGY_GRAPH]
    assert {normal(quad) for quad in back} == {normal(quad) for quad in wanted}


def normal(quad: px.Quad) -> str:
    return str(quad).replace("<urn:x-rdflib:default>", "").strip()


def test_xml_keeps_carriage_returns_and_counts_what_it_replaces(hostile: Store) -> None:
    out = io.BytesIO()
    report = export(hostile, "rdfxml", out, with_text=True)
    assert report.replaced == 4
    found = {str(literal) for literal in Graph().parse(data=out.getvalue(), format="xml").objects()}
    assert "a\r\nb\ufffdc" in found
    assert " leading and trailing \r" in found
    assert any("\ufffd\ufffd\ufffd \u202e \r\n\t ]]> --> \U0001f539" in text for text in found)


@pytest.mark.parametrize("format_", [*sorted(TRIPLES), *sorted(QUADS)])
def test_texts_runs_articles_and_notes_stay_at_home_unless_asked_for(hostile: Store, format_: str) -> None:
    data = export_bytes(hostile, format_).decode()
    assert "a\\r\\nb" not in data
    assert not re.search(r"ontology#Run|agr:Run|pendingArticle", data.replace('"agr:pendingArticle":{"@type"', ""))
    assert "article/hhhh" in data
    assert "article/hhhh" not in export_bytes(hostile, format_, consolidated=True).decode()
    assert re.search(r"ontology#Run|agr:Run", export_bytes(hostile, format_, with_runs=True).decode())


def test_objectives_keep_their_text_without_the_article_texts(store: Store) -> None:
    found = Graph().parse(data=export_bytes(store, "turtle"), format="turtle")
    texts = {str(literal) for literal in found.objects(None, uri(AGR("text")))}
    assert "کاهش هدررفت آب شهری" in texts
    assert not any("هوای رشت" in text for text in texts)


def uri(node: px.NamedNode) -> object:
    from rdflib import URIRef

    return URIRef(node.value)


def test_selectors_after_the_web_annotation_model(store: Store) -> None:
    found = Graph().parse(data=export_bytes(store, "turtle", selectors=True, with_text=True), format="turtle")
    rows = found.query(
        f"""SELECT ?text ?exact ?prefix ?suffix ?start ?end WHERE {{
          ?evidence <{AGR("quote").value}> ?exact ; <{OA("hasSource").value}>/<{AGR("text").value}> ?text ;
            <{OA("hasSelector").value}> ?quote, ?position .
          ?quote a <{OA("TextQuoteSelector").value}> ; <{OA("exact").value}> ?exact ;
            <{OA("prefix").value}> ?prefix ; <{OA("suffix").value}> ?suffix .
          ?position a <{OA("TextPositionSelector").value}> ;
            <{OA("start").value}> ?start ; <{OA("end").value}> ?end . }}"""
    )
    assert len(rows) > 40
    for row in rows:
        text, start, end = str(row.text), int(row.start), int(row.end)
        assert text[start:end] == str(row.exact)
        assert text[:start].endswith(str(row.prefix))
        assert text[end:].startswith(str(row.suffix))


def readable_hostile_quads() -> Iterable[px.Quad]:
    """Leave U+FFFF out: the other parsers take it, rapper takes it in no format."""
    data = HOSTILE.read_text(encoding="ascii").replace("\\uFFFF", "")
    return px.parse(data, format=px.RdfFormat.N_QUADS)


@pytest.mark.rapper
@pytest.mark.parametrize("format_", ["turtle", "trig", "ntriples", "nquads", "rdfxml"])
@pytest.mark.parametrize("quads", [sample_quads, readable_hostile_quads], ids=["sample", "hostile"])
def test_rapper_reads_every_statement(tmp_path: Path, quads: object, format_: str) -> None:
    target = tmp_path / "facts"
    report = export(filled(quads()), format_, target, with_text=True)
    command = ["rapper", "-q", "-i", format_, "-o", "ntriples", str(target), "http://example.org/"]
    ran = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", timeout=60)
    assert len(ran.stdout.splitlines()) == report.statements > 5


@pytest.mark.parametrize("name", ["store", "hostile"])
def test_networks_read_back_by_networkx(name: str, request: pytest.FixtureRequest) -> None:
    chosen: Store = request.getfixturevalue(name)
    graph = cooperation_network(chosen)
    graphml = nx.read_graphml(io.BytesIO(export_bytes(chosen, "graphml")), force_multigraph=True)
    gexf = nx.read_gexf(io.BytesIO(export_bytes(chosen, "gexf")))
    for back in (graphml, gexf):
        assert set(back.nodes) == set(graph.nodes)
        assert sorted((a, b) for a, b in back.edges()) == sorted((a, b) for a, b in graph.edges())
        assert back.is_directed()
        for node, data in graph.nodes(data=True):
            assert back.nodes[node]["label"] == re.sub("[\x00-\x08\x0b\uffff]", "\ufffd", data["label"])
            assert back.nodes[node]["kind"] == data["kind"]
    assert b"lastmodified" not in export_bytes(chosen, "gexf")


def test_network_attributes_of_every_kind_survive() -> None:
    import numpy as np

    from kg.export.clean import Cleaner
    from kg.export.networks import write_gexf, write_graphml

    graph = nx.MultiDiGraph()
    graph.add_node("a", label="الف\x01", start="1403", weight=np.float64(1.5), count=np.int64(3), none=None)
    graph.add_node("b", flag=True, tags=["x", "y"], mixed=1)
    graph.add_node("c", mixed="z")
    graph.add_edge("a", "b", key="k", end="1404", n=1)
    graph.add_edge("a", "b", key="l", n=2)
    graph.add_edge("b", "a", key="k", n=3)
    for write, read in ((write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)):
        out, cleaner = io.BytesIO(), Cleaner()
        write(out, graph, cleaner)
        back = read(io.BytesIO(out.getvalue()))
        assert back.number_of_edges() == 3
        assert (back.nodes["a"]["weight"], back.nodes["a"]["count"]) == (1.5, 3)
        assert back.nodes["a"]["label"] == "الف\ufffd"
        assert (back.nodes["b"]["flag"], back.nodes["b"]["tags"], back.nodes["b"]["mixed"]) == (True, "x y", "1")
        assert back.graph.get("mode", "static") == "static"
        assert cleaner.replaced == 1


def test_tables_open_in_a_spreadsheet_and_hold_no_formula(hostile: Store, tmp_path: Path) -> None:
    report = export(hostile, "csv", tmp_path / "tables")
    assert report.rows == 2
    for name in report.files:
        raw = (tmp_path / "tables" / name).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_tables_name_both_ends_of_a_signature(store: Store, tmp_path: Path) -> None:
    export(store, "csv", tmp_path / "tables")
    with (tmp_path / "tables" / "signatures.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["official_fa"]: row for row in csv.DictReader(stream)}
    sara = rows["سارا مثالی"]
    assert sara["institution_fa"] == "دانشگاه گیلان"
    assert sara["office_titles"] == "رئیس دانشگاه گیلان | مشاور وزیر نیرو"
    assert sara["agreement"] == "agreement/bbbbbbbbbbbbbbbb"
    assert sara["evidence"].startswith("evidence/")
    names = {path.name for path in (tmp_path / "tables").iterdir()}
    assert {"articles.csv", "evidence.csv", "agreements.csv"} <= names
    export(store, "csv", tmp_path / "tables", consolidated=True)
    assert names - {path.name for path in (tmp_path / "tables").iterdir()} >= {"articles.csv", "evidence.csv"}


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_tables_hold_links_references_sets_and_acting_bodies(store: Store, tmp_path: Path) -> None:
    export(store, "csv", tmp_path / "tables")
    agreements = {row["id"][-1]: row for row in rows_of(tmp_path / "tables", "agreements")}
    assert agreements["e"]["amends"] == "agreement/dddddddddddddddd"
    assert agreements["e"]["set_count"] == "3"
    assert agreements["d"]["references"] == "معاهده دوستی"
    assert agreements["d"]["acting_bodies"] == "institution/cabinet-of-iran"
    (reference,) = rows_of(tmp_path / "tables", "references")
    assert (reference["agreement"], reference["kind"]) == ("agreement/dddddddddddddddd", "implements")
    (together,) = rows_of(tmp_path / "tables", "sets")
    assert (together["agreement"], together["count"]) == ("agreement/eeeeeeeeeeeeeeee", "3")
    links = {row["kind"]: row for row in rows_of(tmp_path / "tables", "links")}
    assert links["amends"]["other"] == "agreement/dddddddddddddddd"
    assert (links["implements"]["other"], links["implements"]["name"]) == ("", "معاهده دوستی")
    approval = next(row for row in rows_of(tmp_path / "tables", "events") if row["acting_body"])
    assert approval["acting_body_fa"] == "هیئت وزیران"


SCRIPT = """
import hashlib, sys
from pathlib import Path
sys.path[:0] = {paths!r}
from sample_graph import sample_quads
from kg.export import FORMATS, export
from kg.store import open_store
store = open_store(None, "write")
store.load_quads(sorted(sample_quads(), key=lambda quad: hash(str(quad))))
folder = Path(sys.argv[1])
for name in FORMATS:
    export(store, name, folder / name, with_text=True, selectors=True)
for path in sorted(folder.rglob("*")):
    if path.is_file():
        print(path.relative_to(folder), hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_same_bytes_under_any_hash_seed_and_locale(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    script = SCRIPT.format(paths=[str(root), str(root / "tests")])
    outputs = set()
    for seed, locale in (("1", "C"), ("2", "C.UTF-8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "0"}
        (tmp_path / seed).mkdir()
        command = [sys.executable, "-c", script, str(tmp_path / seed)]
        ran = subprocess.run(command, env=environment, capture_output=True, check=False, encoding="utf-8", timeout=120)
        assert ran.returncode == 0, ran.stderr
        outputs.add(ran.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == len(FORMATS) - 1 + len(SHEETS)


@pytest.mark.parametrize("format_", FORMATS)
def test_order_of_loading_does_not_show(store: Store, tmp_path: Path, format_: str) -> None:
    quads = list(sample_quads())
    random.Random(5).shuffle(quads)
    for name, one in (("a", store), ("b", filled(quads))):
        export(one, format_, tmp_path / name, with_text=True)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def contents(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(path.iterdir())
    return {"" if one == path else one.name: one.read_bytes() for one in files}


def test_turtle_is_prefixed_and_sorted(store: Store) -> None:
    lines = export_bytes(store, "turtle").decode().splitlines()
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    subjects = [line.split()[0] for line in lines if line.startswith("<")]
    assert subjects == sorted(set(subjects))
    assert all(" a " in line for line in lines if line.startswith("<"))


def test_jsonld_reads_without_a_network_and_its_context_is_the_shipped_one(store: Store) -> None:
    from kg.resources import shipped

    found = json.loads(export_bytes(store, "jsonld"))
    file = json.loads((shipped("ontology") / "context.jsonld").read_text(encoding="utf-8"))
    assert found["@context"] == file["@context"]
    nodes = {node["id"]: node for node in found["@graph"]}
    assert nodes[BASE_IRI + "agreement/bbbbbbbbbbbbbbbb"]["agr:value"] == BASE_IRI + "value/vb22222222222222"


def test_reports_name_files_and_numbers(store: Store, tmp_path: Path) -> None:
    report = export(store, "gexf", tmp_path / "network.gexf")
    assert (report.nodes, report.files) == (cooperation_network(store).number_of_nodes(), ("network.gexf",))
    assert export(store, "nquads", io.BytesIO()).files == ("",)


def test_nothing_half_written(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "facts.ttl"
    target.write_text("before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.export.exporting.write_lines", fail)
    with pytest.raises(OutputError, match="No space left"):
        export(store, "turtle", target)
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["facts.ttl"]


@pytest.mark.parametrize("format_", ["turtle", "gexf", "csv"])
def test_unwritable_places_are_named(store: Store, tmp_path: Path, format_: str) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("x")
    with pytest.raises(OutputError, match="file/facts"):
        export(store, format_, blocker / "facts")
    assert blocker.read_text() == "x"
    if format_ != "csv":
        (tmp_path / "folder").mkdir()
        with pytest.raises(OutputError, match="folder"):
            export(store, format_, tmp_path / "folder")


def test_tables_never_replace_a_folder_with_other_files(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x")
    with pytest.raises(OutputError, match=r"notes\.txt"):
        export(store, "csv", tmp_path / "mine")
    with pytest.raises(OutputError, match="not a folder"):
        export(store, "csv", tmp_path / "mine" / "notes.txt")
    with pytest.raises(OutputError, match="stream"):
        export(store, "csv", io.BytesIO())
    assert (tmp_path / "mine" / "notes.txt").read_text() == "x"


def test_unknown_format_is_wrong_use(store: Store) -> None:
    with pytest.raises(UsageError, match="turtle, trig"):
        export(store, "pdf", io.BytesIO())


def test_decisions_and_doubts_have_tables(store, tmp_path):
    export(store, "csv", tmp_path / "tables", consolidated=True)
    rows = {
        name: rows_of(tmp_path / "tables", name)
        for name in ("doubtful_pairs", "judgements", "corrections", "republications")
    }
    (pair,), (correction,), (again,) = rows["doubtful_pairs"], rows["corrections"], rows["republications"]
    assert pair["members"] == "report/reportb222222222 | report/reportc222222222"
    assert [row["applied"] for row in rows["judgements"]] == ["false", "true"]
    assert (correction["acted_on"], correction["action"], correction["value"]) == (
        "agreement/aaaaaaaaaaaaaaaa", "confirm", "5",
    )  # fmt: skip
    assert again["again_headline"] == "گیلان و وزارت نیرو همکاری می‌کنند"
