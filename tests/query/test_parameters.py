"""What users give for parameters: names in any spelling, numbers, days; and what is refused, with what is near."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as px
import pytest

from kg.errors import QueryError
from kg.ontology.terms import AGR, RDF, RDFS
from kg.query import Card, find_card, load_file, load_library, near, parse_card, plain, resolve, run_query, terms
from kg.settings import BASE_IRI
from kg.store import Store, open_store

NAMES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "names.tsv").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("# ")
]


@pytest.mark.parametrize(("of", "given", "meant"), NAMES)
def test_names(store: Store, of: str, given: str, meant: str) -> None:
    if not meant.startswith("!"):
        assert plain(resolve(store, given, of), BASE_IRI) == meant
        return
    with pytest.raises(QueryError) as caught:
        resolve(store, given, of)
    assert meant[1:].strip() in str(caught.value)


def test_a_name_of_two_things_lists_both() -> None:
    with open_store(None, "write") as store:
        for local in ("institution/one", "institution/two"):
            node = px.NamedNode(BASE_IRI + local)
            store.load_quads(
                [
                    px.Quad(node, RDF("type"), AGR("Institution")),
                    px.Quad(node, RDFS("label"), px.Literal("سازمان نمونه", language="fa")),
                ]
            )
        with pytest.raises(QueryError, match=r"institution/one .*institution/two"):
            resolve(store, "سازمان نمونه", "institution")


def test_another_spelling_of_a_person_is_a_name_too() -> None:
    node = px.NamedNode(BASE_IRI + "official/one")
    with open_store(None, "write") as other:
        other.load_quads(
            [
                px.Quad(node, RDF("type"), AGR("Official")),
                px.Quad(node, AGR("alsoWritten"), px.Literal("م. نمونه‌پور")),
            ]
        )
        assert resolve(other, "م. نمونه پور", "official") == node


def card(kind: str) -> Card:
    return parse_card("mine.rq", f"#: param.x: {kind}\nSELECT ?x {{ BIND(1 AS ?y) }}")


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("integer required", "1403", "1403"),
        ("integer required", 1403, "1403"),
        ("integer required", " ۱۴۰۳ ", "1403"),
        ("integer required", "٠٠٥", "5"),
        ("integer default 7", None, "7"),
        ("date required", "2024-05-05", "2024-05-05"),
        ("date required", "۲۰۲۴-۰۲-۲۹", "2024-02-29"),
        ("text required", " a\u200cb ", " a\u200cb "),
        ("search required", "ملي", "ملی"),
    ],
)
def test_values(store: Store, kind: str, given: object, value: str) -> None:
    assert terms(store, card(kind), {"x": given}, None)["x"].value == value


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("integer required", "۱۴۰۳.۵"),
        ("integer required", "9" * 30),
        ("integer required", ""),
        ("integer required", None),
        ("date required", "1403-02-16"),
        ("date required", "2024-02-30"),
        ("date required", "2024-5-5"),
        ("date required", "yesterday"),
        ("text required", "a\ud800"),
        ("text required", "a\x00"),
        ("iri institution required", "\ud800"),
    ],
)
def test_unreadable_values_are_refused(store: Store, kind: str, given: object) -> None:
    with pytest.raises(QueryError):
        terms(store, card(kind), {"x": given}, None)


def test_unknown_and_missing_parameters_are_named(store: Store) -> None:
    co_parties = load_library()["co-parties"]
    with pytest.raises(QueryError, match=r"'instituton'.*--institution"):
        run_query(store, co_parties, {"instituton": "x"})
    with pytest.raises(QueryError, match="needs --institution"):
        run_query(store, co_parties, {"institution": None})
    with pytest.raises(QueryError, match="no parameter at all"):
        run_query(store, load_library()["topic-ranking"], {"x": "y"})


def test_on_is_a_day_that_only_questions_about_now_take(store: Store) -> None:
    library = load_library()
    assert run_query(store, library["planned-not-signed"], {}, "2024-05-07").rows == ()
    assert len(run_query(store, library["planned-not-signed"], {}, "2024-05-08").rows) == 1
    assert len(run_query(store, library["topic-ranking"], {}, "2024-05-07").rows) == 2
    with pytest.raises(QueryError, match="--on"):
        run_query(store, library["planned-not-signed"], {}, "today")


def test_unknown_question_offers_what_is_near() -> None:
    with pytest.raises(QueryError, match="co-parties"):
        find_card("coparties")
    assert find_card("co-parties").name == "co-parties"


def test_near_prefers_what_holds_the_wanted_and_is_ordered() -> None:
    assert near("ab", ["xx", "abc", "ab", "b", "abcd"]) == ("ab", "abc", "abcd", "b")
    assert near("", ["a"]) == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"", "no query here"),
        (b"SELECT * { SERVICE <http://x> {} }", "mine.rq:1:12: SERVICE"),
        (b"INSERT DATA { <a:b> <a:b> <a:b> }", "changes a store"),
    ],
)
def test_bad_files_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "mine.rq"
    path.write_bytes(content)
    with pytest.raises(QueryError, match=message):
        load_file(path)


def test_absent_file_and_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.rq", tmp_path):
        with pytest.raises(QueryError, match="cannot be read"):
            load_file(path)


def test_user_file_with_parameters_runs_and_errors_name_its_own_place(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    head = "#: param.i: iri institution required\nPREFIX agr: <https://w3id.org/agreements-kg/ontology#>\n"
    path.write_text(head + "SELECT ?a WHERE { ?a agr:party ?i }", encoding="utf-8")
    assert len(run_query(store, load_file(path), {"i": "استانداری گیلان"}).rows) == 1
    path.write_text(head + "SELECT ?a WHERE { ?a agr:party ?i . ?a ?b }", encoding="utf-8")
    with pytest.raises(QueryError) as caught:
        run_query(store, load_file(path), {"i": "استانداری گیلان"})
    assert caught.value.where == f"{path}:3:44"  # as the engine says of the text without the block
    path.write_text(head + "SELECT ?a WHERE {\n ?a agr:party ?i ?b ?c }", encoding="utf-8")
    with pytest.raises(QueryError) as caught:
        run_query(store, load_file(path), {"i": "استانداری گیلان"})
    assert caught.value.where.startswith(f"{path}:4:")
