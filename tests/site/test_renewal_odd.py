"""Renewals after changes of single facts, of sites that others edited, and sites of graphs that say odd things."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from pages_kit import bytes_of
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ontology.terms import AGR, RDF, RDFS, TOPIC
from kg.site import write_site
from kg.site.database import STATE
from kg.store import Change, Store, generation_of, open_store, state_graph

DEALS = 40
OLD = {"data/overview.js", "data/stale.js", "network.html", "rankings.html", "rankings/bridges.csv", STATE}


def fact(store: Store, subject: str, name: str, value: str | NamedNode | Literal) -> Quad:
    end = NamedNode(store.base_iri + value) if isinstance(value, str) else value
    predicate = {"type": RDF("type"), "label": RDFS("label")}.get(name, AGR(name))
    return Quad(NamedNode(store.base_iri + subject), predicate, end, DefaultGraph())


def facts(store: Store) -> Iterator[Quad]:
    """Yield agreements of one body with five others, signed for a body that is no party, on one topic."""
    for number in range(DEALS):
        deal, signature = f"agreement/a{number:02}", f"signature/s{number:02}"
        for body in ("hub", f"body{number % 5}"):
            part = f"participation/{number}-{body}"
            yield fact(store, f"institution/{body}", "type", AGR("Institution"))
            yield fact(store, f"institution/{body}", "label", Literal(f"نهاد {body}", language="fa"))
            yield fact(store, deal, "hasPartyParticipation", part)
            yield fact(store, deal, "party", f"institution/{body}")
            yield fact(store, part, "participant", f"institution/{body}")
        yield fact(store, deal, "type", AGR("Agreement"))
        yield fact(store, deal, "date", Literal(f"2020-01-{number % 28 + 1:02}"))
        yield fact(store, deal, "topic", TOPIC("water"))
        yield fact(store, deal, "hasSignature", signature)
        yield fact(store, signature, "signedBy", f"official/o{number % 3}")
        yield fact(store, signature, "onBehalfOf", "institution/behalf")
        yield fact(store, f"official/o{number % 3}", "type", AGR("Official"))
        yield fact(store, f"official/o{number % 3}", "label", Literal(f"مقام {number % 3}", language="fa"))
    yield fact(store, "institution/behalf", "type", AGR("Institution"))
    yield fact(store, "institution/behalf", "label", Literal("نهاد behalf", language="fa"))
    for number in range(20):
        yield fact(store, f"agreement/a{number:02}", "hasStatement", f"statement/{number}")
        yield fact(store, f"statement/{number}", "speaker", "official/o0")
        yield fact(store, f"statement/{number}", "text", Literal(f"گفته {number}"))


def change(store: Store, remove: tuple[Quad, ...], add: tuple[Quad, ...]) -> None:
    """Change facts as a consolidation does: logged, under a new generation."""
    log, before = store.changes(), generation_of(store)
    assert log is not None
    lines = [[f"{quad.subject} {quad.predicate} {quad.object}" for quad in quads] for quads in (remove, add)]
    log.facts(SimpleNamespace(gone=lines[0], fresh=lines[1]), store.base_iri)  # type: ignore[arg-type]
    store.apply(Change(remove=(*remove, *generation(store, before)), add=(*add, *generation(store, before + "x"))))
    log.end(before, before + "x")


def generation(store: Store, name: str) -> tuple[Quad, ...]:
    state = state_graph(store.base_iri)
    return (Quad(state, AGR("generation"), Literal(name), state),)


@pytest.fixture
def written(tmp_path: Path) -> Iterator[tuple[Store, Path]]:
    with open_store(tmp_path / "store", "write") as store:
        store.load_quads([*facts(store), *generation(store, "g")])
        change(store, (), ())
        write_site(store, tmp_path / "site")
        yield store, tmp_path / "site"


CHANGED = {
    "a party's name": ("institution/body1", "label", "نهاد body1", "نهاد دیگر"),
    "the name of whom an official signed for": ("institution/behalf", "label", "نهاد behalf", "نهاد دیگر"),
    "an official's name": ("official/o1", "label", "مقام 1", "مقام دیگر"),
    "a statement": ("statement/3", "text", "گفته 3", "گفته دیگر"),
    "a date": ("agreement/a07", "date", "2020-01-08", "2021-05-06"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_one_other_fact_reaches_every_page_that_shows_it(
    what: str, written: tuple[Store, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, site = written
    monkeypatch.setattr("kg.site.renew.WORTH", 1)  # so small a store is written in full otherwise
    subject, name, old, new = CHANGED[what]
    values = [Literal(text, language="fa") if name == "label" else Literal(text) for text in (old, new)]
    change(store, (fact(store, subject, name, values[0]),), (fact(store, subject, name, values[1]),))
    assert write_site(store, site).renewed
    write_site(store, tmp_path / "full")
    left, right = bytes_of(site), bytes_of(tmp_path / "full")
    names = {one for one in left.keys() | right.keys() if one not in OLD and not one.startswith("data/search/")}
    assert [one for one in sorted(names) if left.get(one) != right.get(one)] == []


DAMAGED = {
    "a list": ("further", "[1]"),
    "a number": ("further", "5"),
    "another folder": ("further", '{".": "0"}'),
    "a long name": ("further", '{"' + "x" * 300 + '": "0"}'),
    "deep": ("further", "[" * 20_000),
    "no row": ("row", "5"),
    "no words": ("words", "5"),
}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_memory_that_others_edited_is_made_anew(how: str, written: tuple[Store, Path]) -> None:
    store, site = written
    column, text = DAMAGED[how]
    with closing(sqlite3.connect(site / STATE)) as memory, memory:
        memory.execute(f"UPDATE things SET {column} = ?", [text])
    deal = "agreement/a07"
    change(store, (), (fact(store, deal, "duration", Literal("P1Y")),))
    assert not write_site(store, site).renewed
    assert write_site(store, site).pages["agreement"] == 0


@pytest.mark.parametrize("kind", ["draft", "folder"])
def test_links_inside_a_site_lead_nothing_out_of_it(kind: str, written: tuple[Store, Path], tmp_path: Path) -> None:
    store, site = written
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine.txt").write_text("mine", "utf-8")
    if kind == "draft":
        (site / "agreement" / ".a07.html.part").symlink_to(outside / "mine.txt")
    else:
        (site / "agreement").rename(tmp_path / "moved")
        (site / "agreement").symlink_to(outside)
    change(store, (), (fact(store, "agreement/a07", "duration", Literal("P1Y")),))
    write_site(store, site)
    assert [(path.name, path.read_text("utf-8")) for path in outside.iterdir()] == [("mine.txt", "mine")]
    assert (site / "agreement" / "a07.html").is_file()
    assert not (site / "agreement").is_symlink()


@pytest.mark.parametrize("day", ["²²²²", "①②③④", "20²1-01-01", "", "-5", "99999", "2021-13-45"])
def test_a_date_that_is_none_is_no_error(day: str, tmp_path: Path) -> None:
    store = open_store(None, "write")
    store.load_quads([*facts(store), fact(store, "agreement/odd", "type", AGR("Agreement"))])
    store.load_quads(
        [fact(store, "agreement/odd", "date", Literal(day)), fact(store, "agreement/odd", "topic", TOPIC("water"))]
    )
    write_site(store, tmp_path / "site")
    assert (tmp_path / "site" / "agreement" / "odd.html").is_file()


@pytest.mark.parametrize("name", ["participant", "signedBy"])
def test_an_end_of_another_world_is_in_no_drawing(name: str, tmp_path: Path) -> None:
    store = open_store(None, "write")
    part = "participation/1-hub" if name == "participant" else "signature/s01"
    foreign = NamedNode("http://elsewhere.example/o")
    store.load_quads([*facts(store), Quad(NamedNode(store.base_iri + part), AGR(name), foreign, DefaultGraph())])
    write_site(store, tmp_path / "site")
    assert "elsewhere.example" not in (tmp_path / "site" / "agreement" / "a01.js").read_text("utf-8")
