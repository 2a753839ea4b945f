"""The page, the library, the completions and the files of the desk, as values."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from desk_kit import sample_store

from kg.desk import POLICY, bound_text, completions, desk_assets, desk_page, library_values
from kg.desk.library import FIRST, KINDS, THEMES, column_kinds, column_labels
from kg.desk.page import desk_words
from kg.errors import QueryError
from kg.ontology import PREFIXES
from kg.pages import read_words
from kg.protocol import CODES
from kg.query import check, load_library

ROOM = Path(__file__).parents[2] / "kg" / "desk"
CARDS = load_library()


def test_every_question_has_a_theme_and_stands_in_the_gallery_once() -> None:
    assert [name for name, card in CARDS.items() if card.theme not in THEMES[:-1]] == []
    listed = [name for theme in library_values()["themes"] for name in theme["questions"]]
    assert sorted(listed) == sorted(CARDS)
    assert re.findall(r'data-name="([^"]*)"', desk_page()) == listed


def test_every_column_has_a_heading_in_both_languages() -> None:
    columns = {column for card in CARDS.values() for column in card.columns}
    assert columns - set(column_labels()) == set()
    assert [name for name, label in column_labels().items() if not (re.search("[آ-ی]", label.fa) and label.en)] == []


def test_the_gallery_begins_with_the_questions_people_have_first_and_triples_stand_last() -> None:
    themes = {theme["id"]: theme["questions"] for theme in library_values()["themes"]}
    assert next(iter(themes)) == "first"
    assert themes["first"] == list(FIRST)
    assert themes["agreements"][-1] == "agreement-graph"


def test_kinds_of_columns_are_known_and_point_to_columns() -> None:
    for name, kind in column_kinds().items():
        sort, _, other = kind.partition(":")
        assert sort in KINDS, name
        assert not other or other in column_labels(), name
    assert [column_kinds().get(name) for name in ("agreements", "amount", "start", "line")] == [
        "measure",
        "measure:currency",
        "place",
        "place",
    ]


def test_codes_that_questions_write_have_words_in_both_languages() -> None:
    values = library_values()["values"]
    written = {
        code
        for card in CARDS.values()
        for code in re.findall(
            r'"([a-z]+(?:-[a-z]+)*)"\)* AS \?(?:kind|counted|relation|part|basis|ledger|reason|inForce)\b', card.text
        )
    }
    reasons = set(re.findall(r', "([a-z-]+)"', CARDS["in-force-on"].text)) - {"en"}
    assert {"objective", "promise"} <= written
    assert {"not-signed", "no-duration"} <= reasons
    assert (written | reasons) - set(values) == set()
    assert [code for code, pair in values.items() if not (re.search("[آ-ی]", pair[0]) and pair[1])] == []


def test_every_code_of_a_refusal_has_a_sentence() -> None:
    assert [code for code in CODES if f"code-{code}" not in desk_words()] == []


def test_labels_of_days_do_not_ask_for_one_calendar() -> None:
    parameters = [one for question in library_values()["questions"].values() for one in question["parameters"]]
    assert [
        one for one in parameters if one["type"] == "date" and re.search("میلادی|Gregorian", "".join(one["about"]))
    ] == []


def test_descriptions_name_fields_and_not_options_of_the_command_line() -> None:
    assert "--on" in CARDS["office-holders"].about_fa
    told = [text for question in library_values()["questions"].values() for text in question["about"]]
    assert [text for text in told if "--" in text] == []
    assert "--on" not in desk_page()
    assert "unknown" in CARDS["in-force-on"].about_fa
    assert "«نامعلوم»" in library_values()["questions"]["in-force-on"]["about"][0]
    assert "unknown" in library_values()["questions"]["in-force-on"]["about"][1]


def test_values_are_json_and_the_texts_are_queries_without_their_header() -> None:
    values = json.loads(json.dumps(library_values()))
    for name, question in values["questions"].items():
        assert not question["text"].startswith(("#", "\n"))
        assert check(question["text"]).form == question["form"] == CARDS[name].form
        assert [one["name"] for one in question["parameters"]] == [one.name for one in CARDS[name].parameters]


def test_completions_are_prefixed_names_of_what_the_ontology_describes_in_both_languages() -> None:
    found = completions()
    assert found["prefixes"] == PREFIXES
    names = {term["name"]: term for term in found["terms"]}
    assert len(names) == len(found["terms"])
    for name, term in names.items():
        prefix, _, local = name.partition(":")
        assert PREFIXES[prefix] + local == term["iri"]
        assert all(term["label"]), name
    assert names["agr:party"]["kind"] == "property"
    assert names["agr:Agreement"]["label"] == ["توافق", "agreement"]
    assert names["topic:environment"]["kind"] == "concept"


def test_a_bound_question_gives_the_same_answer_as_the_question() -> None:
    store = sample_store()
    text = bound_text(store, CARDS["co-parties"], {"institution": "وزارت نيرو"})
    assert "institution/ministry-of-energy>" in text
    assert not text.startswith("#:")
    assert len(store.query(text).rows) == 2
    with pytest.raises(QueryError, match="no institution"):
        bound_text(store, CARDS["co-parties"], {"institution": '"> } UNION { ?a ?b ?c }'})


class Tags(HTMLParser):
    """All tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_loads_its_own_files_only_and_has_no_inline_script() -> None:
    page = desk_page(base_iri='https://example.org/"><script>alert(1)</script>/')
    assert "script-src 'self';" in POLICY
    assert "unsafe-eval" not in POLICY
    tags = Tags(page).found
    scripts = [attributes for tag, attributes in tags if tag == "script"]
    assert all(attributes.get("src") or attributes.get("type") == "application/json" for attributes in scripts)
    assert len(scripts) == 5
    assets = {f"assets/{name}" for name in desk_assets()}
    for _, attributes in tags:
        for name in ("src", "href"):
            assert not re.match("https?:|//", attributes.get(name) or "")
        assert not [name for name in attributes if name.startswith("on")]
    assert {attributes["src"] for attributes in scripts if "src" in attributes} <= assets


def test_every_file_of_the_desk_is_there_with_its_licences() -> None:
    found = desk_assets()
    assert all(path.is_file() for path in found.values())
    assert {"yasgui/yasgui.min.js", "yasgui/licences/codemirror.txt", "desk/NOTICE.txt", "vis-network.min.js"} <= set(
        found
    )
    own = [path for name, path in found.items() if name.startswith("desk/") and path.suffix == ".js"]
    imported = {name for path in own for name in re.findall(r'from "\./([a-z]+\.js)"', path.read_text("utf-8"))}
    assert imported | {"desk.js"} == {path.name for path in own}


def test_every_word_exists_in_both_languages_and_is_used() -> None:
    sources = [*ROOM.rglob("*.html"), *ROOM.glob("*.py"), *(ROOM / "assets").glob("*.js")]
    used = "\n".join(path.read_text("utf-8") for path in sources)
    for key, label in read_words(ROOM / "words.tsv").items():
        assert label.fa, key
        assert label.en, key
        stem = key.split("-")[0] + "-" if "-" in key else key
        assert re.search(rf"""['"`]{stem}""", used) or re.search(rf"\b{key}:", used), f"{key} is used nowhere"
    assert [theme for theme in THEMES if f"theme-{theme}" not in desk_words()] == []
