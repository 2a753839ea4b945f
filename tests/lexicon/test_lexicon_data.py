"""The shipped lexicon keeps its promises: how much there is, where it comes from, that nothing is ambiguous unseen."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SKOS

from kg.language import skeleton_key
from kg.lexicon import INSTITUTION_KINDS, Institution, Lexicon, load_lexicon
from kg.resources import shipped

DATA = Path(__file__).parent / "data"
TOPIC_BASE = "https://w3id.org/agreements-kg/scheme/topic/"


def cases(name: str) -> list[tuple[str, ...]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) > 1
    return [tuple(row) for row in rows[1:]]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(("name", "expected"), cases("names.tsv"))
def test_spellings_of_a_name_mean_one_institution(lexicon: Lexicon, name: str, expected: str) -> None:
    found = lexicon.institution(name)
    assert found is not None
    assert found.id == expected == lexicon.institution_id(name)


@pytest.mark.parametrize(("name", "why"), cases("not_institutions.tsv"))
def test_bare_and_ambiguous_words_are_no_institution(lexicon: Lexicon, name: str, why: str) -> None:
    assert lexicon.institution(name) is None, why


@pytest.mark.parametrize(("title", "expected"), cases("offices.tsv"))
def test_an_office_stands_for_its_body(lexicon: Lexicon, title: str, expected: str) -> None:
    found = lexicon.office(title)
    assert (found.id if found else "") == expected


@pytest.mark.parametrize(("name", "kind", "expected"), cases("places.tsv"))
def test_a_place_name_means_one_place_or_none(lexicon: Lexicon, name: str, kind: str, expected: str) -> None:
    found = lexicon.place(name, kind or None)
    assert (found.id if found else "") == expected


def test_there_are_enough_curated_institutions_and_most_name_a_source(lexicon: Lexicon) -> None:
    curated = [entry for entry in lexicon.institutions if entry.origin == "curated"]
    assert len(curated) >= 900
    assert sum(entry.verified for entry in curated) >= 0.8 * len(curated)
    assert sum(entry.verified for entry in lexicon.institutions) >= 0.8 * len(lexicon.institutions)


def test_a_source_is_a_domain_a_law_a_standard_or_unverified(lexicon: Lexicon) -> None:
    fine = re.compile(
        r"unverified|[a-z0-9-]+(\.[a-z0-9-]+)+|ISO 3166-1 [A-Z]{2}|ISO 3166-3 [A-Z]{4}"
        r"|(اصل|قانون|آیین‌نامه|حکم) .+",
    )
    dated = re.compile(r"\((۱۳|۱۴)[۰-۹]{2}\)$")
    for entry in lexicon.institutions:
        assert fine.fullmatch(entry.source), entry
        if entry.source.startswith(("قانون ", "آیین‌نامه ", "حکم ")):
            assert dated.search(entry.source), entry


def test_every_province_has_its_governorate_and_governor(lexicon: Lexicon) -> None:
    provinces = {entry.slug: entry for entry in lexicon.places if entry.kind == "province"}
    assert len(provinces) == 31
    seats = {entry.province: entry for entry in lexicon.institutions if entry.kind == "governorate"}
    assert seats.keys() == provinces.keys()
    for slug, entry in seats.items():
        assert entry.name_fa == f"استانداری {provinces[slug].name_fa}"
        assert lexicon.office(f"استاندار {provinces[slug].name_fa}") is entry


def test_places_are_all_there(lexicon: Lexicon) -> None:
    counts = Counter(entry.kind for entry in lexicon.places if entry.kind != "city")
    assert counts["province"] == 31
    assert counts["county"] == 448
    assert sum(entry.kind == "city" and entry.code != "" for entry in lexicon.places) == 1354
    former = "ISO 3166-3"
    states = {e.slug for e in lexicon.institutions if e.kind == "state" and not e.source.startswith(former)}
    assert len(states) >= 60
    assert states == {entry.slug for entry in lexicon.places if entry.kind == "country"}


def test_every_county_lies_in_a_province_and_every_city_in_a_county_or_country(lexicon: Lexicon) -> None:
    kinds = {entry.slug: entry.kind for entry in lexicon.places}
    above = {"county": {"province"}, "city": {"county", "country"}, "province": {"country"}}
    for entry in lexicon.places:
        if entry.kind != "country":
            assert kinds[entry.parent] in above[entry.kind], entry


def test_english_names_are_there_and_scripts_are_not_mixed(lexicon: Lexicon) -> None:
    latin, persian = re.compile("[A-Za-z]"), re.compile("[\u0600-\u06ff]")
    for entry in lexicon.institutions:
        assert entry.name_en, entry
        for text in (entry.name_fa, *entry.aliases_fa, *entry.heads_fa, *entry.adjectives_fa):
            assert not latin.search(text), entry
        for text in (entry.name_en, *entry.aliases_en, *entry.heads_en, *entry.adjectives_en):
            assert not persian.search(text), entry


def test_no_text_has_doubled_spaces_or_arabic_letters(lexicon: Lexicon) -> None:
    bad = re.compile("  |\u00a0|[\u064a\u0643\u0640]|\u200c\u200c|\u200c | \u200c")
    for path in sorted(shipped("lexicons").rglob("*.tsv")):
        if path.parent.name != "words":
            for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                assert not bad.search(line), f"{path.name}:{number}"


def test_a_name_stands_once_in_its_row(lexicon: Lexicon) -> None:
    for entry in lexicon.institutions:
        for names in ((entry.name_en, *entry.aliases_en), entry.heads_fa, entry.heads_en):
            assert len(set(names)) == len(names), entry


def test_parents_make_no_circle(lexicon: Lexicon) -> None:
    above = {entry.slug: entry.parent for entry in lexicon.institutions}
    for slug in list(above):
        current, seen = above.get(slug, ""), {slug}
        while current:
            assert current not in seen, slug
            seen.add(current)
            current = above[current]


def test_an_office_title_stands_for_one_body_only(lexicon: Lexicon) -> None:
    holders: dict[str, set[str]] = {}
    names = {skeleton_key(name) for entry in lexicon.institutions for name in entry.names}
    for entry in lexicon.institutions:
        for title in (*entry.heads_fa, *entry.heads_en):
            holders.setdefault(skeleton_key(title), set()).add(entry.slug)
    assert [key for key, slugs in holders.items() if len(slugs) > 1] == []
    assert sorted(holders.keys() & names) == []


def test_collisions_are_those_that_are_known(lexicon: Lexicon) -> None:
    found = [(entry.table, entry.key, "|".join(entry.ids)) for entry in lexicon.collisions]
    assert found == cases("collisions.tsv")


def test_a_released_slug_stays_or_is_retired_and_never_comes_back(lexicon: Lexicon) -> None:
    there = {entry.id for entry in lexicon.institutions} | {entry.id for entry in lexicon.places}
    there |= {entry.id for entry in lexicon.topics}
    retired = {entry.id for entry in lexicon.retired}
    released = set((DATA / "released-slugs.txt").read_text(encoding="utf-8").split())
    assert len(released) > 5000
    assert released - there - retired == set()
    assert retired & there == set()
    assert retired - released == set()


def test_retired_slugs_lead_to_slugs_in_use(lexicon: Lexicon) -> None:
    there = {entry.id for entry in lexicon.institutions} | {entry.id for entry in lexicon.places}
    there |= {entry.id for entry in lexicon.topics}
    assert lexicon.retired
    assert [one for one in lexicon.retired if not set(lexicon.heirs(one.id)) <= there] == []


def test_topics_have_two_levels_labels_and_keywords(lexicon: Lexicon) -> None:
    top = {entry.slug for entry in lexicon.topics if not entry.parent}
    assert len(lexicon.topics) >= 60
    assert len(top) >= 10
    for entry in lexicon.topics:
        assert entry.parent == "" or entry.parent in top, entry
        assert entry.keywords_fa, entry
        assert entry.keywords_en, entry


def test_a_keyword_speaks_for_one_topic_only(lexicon: Lexicon) -> None:
    speaks: dict[str, set[str]] = {}
    for entry in lexicon.topics:
        assert len(set(entry.keywords_fa)) == len(entry.keywords_fa), entry
        assert len(set(entry.keywords_en)) == len(entry.keywords_en), entry
        for word in (*entry.keywords_fa, *entry.keywords_en):
            speaks.setdefault(skeleton_key(word), set()).add(entry.slug)
    assert [word for word, slugs in speaks.items() if len(slugs) > 1] == []


def test_topics_and_the_ontology_say_the_same(lexicon: Lexicon) -> None:
    graph = rdflib.Graph().parse(shipped("ontology") / "topics.ttl", format="turtle")
    concepts = [str(node) for node in graph.subjects(RDF.type, SKOS.Concept)]
    found = {iri.removeprefix(TOPIC_BASE) for iri in concepts}
    assert found == {entry.slug for entry in lexicon.topics}
    for entry in lexicon.topics:
        node = rdflib.URIRef(TOPIC_BASE + entry.slug)
        labels = set(graph.objects(node, SKOS.prefLabel))
        assert labels == {rdflib.Literal(entry.label_fa, "fa"), rdflib.Literal(entry.label_en, "en")}
        parents = {str(node).removeprefix(TOPIC_BASE) for node in graph.objects(node, SKOS.broader)}
        assert parents == ({entry.parent} if entry.parent else set())


def test_the_state_of_iran_and_a_governorate_in_full(lexicon: Lexicon) -> None:
    iran = lexicon.institution_by_id("institution/iran")
    assert iran is not None
    assert (iran.kind, iran.capital, iran.adjectives_fa) == ("state", "tehran-city", ("ایرانی",))
    seat = lexicon.institution("استانداری مازندران")
    assert isinstance(seat, Institution)
    assert (seat.parent, seat.province, seat.origin) == ("ministry-of-interior", "mazandaran", "curated")


def test_kinds_of_institutions_are_those_of_the_ontology() -> None:
    base = "https://w3id.org/agreements-kg/scheme/institution-kind/"
    graph = rdflib.Graph().parse(shipped("ontology") / "schemes.ttl", format="turtle")
    concepts = {str(node) for node in graph.subjects(RDF.type, SKOS.Concept)}
    assert {iri.removeprefix(base) for iri in concepts if iri.startswith(base)} == set(INSTITUTION_KINDS)
