"""However much is known of a thing, its pages stay small, lead to each other, and lose no row."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from entity_kit import further_of, html_of, view
from pages_kit import Page
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ontology.terms import AGR, OA, RDF, RDFS, SCHEMA
from kg.pages.paging import CUTTING, most_a_row
from kg.site import write_site
from kg.store import Store, open_store

LARGEST = 150_000
"""Bytes of a page at most."""
SENTENCE = (
    "در این نشست وزارت نمونه و سازمان مثال درباره همکاری در زمینه آب، برق و فناوری گفت‌وگو و تفاهم‌نامه امضا کردند. "
)
NAME = "سازمان بلندنام توسعه همکاری‌های علمی، فنی و اقتصادی استان‌های نمونه"


class Made:
    """Makes a store fact by fact."""

    def __init__(self) -> None:
        self.store = open_store(None, "write")
        self.quads: list[Quad] = []

    def node(self, name: str) -> NamedNode:
        return NamedNode(self.store.base_iri + name)

    def say(self, subject: str, predicate: NamedNode, value: NamedNode | Literal, graph: str = "") -> None:
        place = self.node(graph) if graph else DefaultGraph()
        self.quads.append(Quad(self.node(subject), predicate, value, place))

    def link(self, subject: str, name: str, target: str) -> None:
        self.say(subject, AGR(name), self.node(target))

    def thing(self, local_id: str, kind: str, label: str = NAME) -> None:
        self.say(local_id, RDF("type"), AGR(kind))
        self.say(local_id, RDFS("label"), Literal(label, language="fa"))

    def article(self, name: str, text: str = SENTENCE * 4) -> None:
        graph, local_id = f"graph/article/{name}", f"article/{name}"
        self.say(local_id, RDF("type"), AGR("Article"), graph)
        self.say(local_id, AGR("text"), Literal(text), graph)
        self.say(local_id, SCHEMA("headline"), Literal(SENTENCE), graph)
        self.say(local_id, SCHEMA("publisher"), Literal("خبرگزاری نمونه"), graph)
        self.say(local_id, SCHEMA("datePublished"), Literal("2021-10-04"), graph)
        self.say(local_id, SCHEMA("url"), NamedNode(f"https://news.example/{name}/{'a' * 60}"), graph)

    def quote(self, holder: str, name: str, article: str, start: int = 12, end: int = 22) -> None:
        graph, local_id = f"graph/article/{article}", f"evidence/{name}"
        self.say(local_id, OA("hasSource"), self.node(f"article/{article}"), graph)
        for predicate, value in (("quote", (SENTENCE * 300)[start:end]), ("start", str(start)), ("end", str(end))):
            self.say(local_id, AGR(predicate), Literal(value), graph)
        self.link(holder, "evidence", local_id)

    def done(self) -> Store:
        self.store.load_quads(self.quads)
        return self.store


def hub(count: int = 400) -> tuple[Store, str]:
    """Return a body with so many agreements, partners, office-holders, acts and quotes."""
    made = Made()
    made.thing("institution/hub", "Institution")
    for at in range(count):
        made.article(f"n{at}")
        made.thing(f"agreement/a{at}", "Agreement")
        made.say(f"agreement/a{at}", AGR("date"), Literal(f"{1980 + at % 40}-01-02"))
        for body in ("hub", f"p{at}"):
            made.thing(f"institution/{body}", "Institution", f"{NAME} {body}")
            made.link(f"agreement/a{at}", "hasPartyParticipation", f"participation/{at}{body}")
            made.link(f"participation/{at}{body}", "participant", f"institution/{body}")
        for quote in range(5):
            made.quote(f"participation/{at}hub", f"q{at}-{quote}", f"n{at}", 12 + quote)
        made.link(f"agreement/a{at}", "hasEvent", f"event/{at}")
        made.link(f"event/{at}", "actingBody", "institution/hub")
        made.quote(f"event/{at}", f"e{at}", f"n{at}")
        made.thing(f"official/o{at}", "Official", f"نام {at}")
        made.link(f"official/o{at}", "hasTenure", f"tenure/{at}")
        made.link(f"tenure/{at}", "tenureOf", "office/one")
        made.quote(f"tenure/{at}", f"t{at}", f"n{at}")
    made.link("office/one", "postIn", "institution/hub")
    made.say("office/one", AGR("officeTitle"), Literal("رئیس"))
    return made.done(), "institution/hub"


def told_by_many(count: int = 300) -> tuple[Store, str]:
    """Return an agreement of which so many articles tell."""
    made = Made()
    made.thing("agreement/one", "Agreement")
    made.thing("institution/p", "Institution")
    made.link("agreement/one", "hasPartyParticipation", "participation/p")
    made.link("participation/p", "participant", "institution/p")
    for at in range(count):
        made.article(f"n{at}")
        made.link("agreement/one", "reportedBy", f"report/r{at}")
        graph = f"graph/article/n{at}"
        made.say(f"report/r{at}", AGR("reportedIn"), made.node(f"article/n{at}"), graph)
        made.quote("participation/p", f"q{at}", f"n{at}")
        made.link("agreement/one", "hasStatement", f"statement/{at}")
        made.say(f"statement/{at}", AGR("text"), Literal(SENTENCE))
        made.quote(f"statement/{at}", f"s{at}", f"n{at}")
    return made.done(), "agreement/one"


def much_said(count: int = 300) -> tuple[Store, str]:
    """Return an official with so many statements and quotes of the name."""
    made = Made()
    made.thing("official/one", "Official")
    for at in range(count):
        made.article(f"n{at}")
        made.quote("official/one", f"q{at}", f"n{at}")
        made.link(f"statement/{at}", "speaker", "official/one")
        made.say(f"statement/{at}", AGR("text"), Literal(SENTENCE))
        made.quote(f"statement/{at}", f"s{at}", f"n{at}")
    return made.done(), "official/one"


def long_article(size: int = 20_000, quotes: int = 400) -> tuple[Store, str]:
    """Return an article of so many characters with so many quotes, every other one within the one before."""
    made = Made()
    text = (SENTENCE * (size // len(SENTENCE) + 1))[:size]
    made.article("long", text)
    step = size // quotes
    for at in range(quotes):
        made.thing(f"agreement/a{at % 20}", "Agreement", SENTENCE[:70])
        holder = f"objective/{at}"
        made.link(f"agreement/a{at % 20}", "hasObjective", holder)
        start = at * step - (10 if at % 2 else 0)
        made.quote(holder, f"q{at}", "long", start, start + 35)
    return made.done(), "article/long"


LARGE: dict[str, Callable[[], tuple[Store, str]]] = {
    "hub": hub,
    "told by many": told_by_many,
    "much said": much_said,
    "long article": long_article,
}


@pytest.mark.parametrize("make", LARGE.values(), ids=LARGE)
def test_every_page_of_a_large_thing_is_small(make: Callable[[], tuple[Store, str]]) -> None:
    store, local_id = make()
    pages = [html_of(store, local_id), *(text for _, text in further_of(store, local_id).values())]
    assert max(len(text.encode()) for text in pages) <= LARGEST


def test_all_rows_of_a_hub_are_on_one_of_its_pages() -> None:
    store, local_id = hub(70)
    first, further = view(store, local_id), further_of(store, local_id)
    for name in ("deals", "deeds", "holdings"):
        pages = [getattr(shown.page, name) for shown in (first, *(shown for shown, _ in further.values()))]
        rows = [row for page in pages for row in page]
        assert (len(rows), len(set(map(repr, rows)))) == (70, 70)
        assert max(map(len, pages)) <= CUTTING.most
        assert {address for address, (shown, _) in further.items() if getattr(shown.page, name)} == {
            f"{name} {number}" for number in range(2, 1 + sum(map(bool, pages)))
        }


def test_a_row_with_more_quotes_than_there_is_room_for_says_how_many_more() -> None:
    store, local_id = told_by_many()
    most = view(store, local_id).most
    assert 1 <= most < 300
    html = html_of(store, local_id)
    assert f'<span class="en" lang="en">{300 - most}</span>' in html
    assert "this page has no room for them" in html


@pytest.mark.parametrize(
    ("counts", "room", "most"),
    [
        ([], 10, 1),
        ([0, 0], 10, 1),
        ([3], 10, 3),
        ([30], 10, 10),
        ([1, 1, 50], 10, 8),
        ([5] * 10, 10, 1),
        ([2, 2, 2], 6, 2),
    ],
)
def test_the_room_for_quotes_is_shared(counts: list[int], room: int, most: int) -> None:
    assert most_a_row(counts, room) == most
    assert sum(min(count, most) for count in counts) <= max(room, sum(1 for count in counts if count))


def test_every_quoted_article_is_among_the_sources(tmp_path_factory: pytest.TempPathFactory) -> None:
    store, local_id = hub(50)
    folder = tmp_path_factory.mktemp("hub")
    write_site(store, folder / "site")
    for path in sorted((folder / "site" / "institution").glob("hub*.html")):
        page = Page(path)
        named = {one.attributes["href"] for one in page.all("a") if one.attributes["href"].startswith("../article/")}
        quoted = {href.partition("#")[0] for href in named if "#" in href}
        assert quoted
        assert quoted <= {href for href in named if "#" not in href}
    assert local_id


def test_the_text_of_a_long_article_is_whole() -> None:
    store, local_id = long_article()
    html = html_of(store, local_id)
    story = html.partition('class="story"')[2].partition(">")[2].partition("</div></section>")[0]
    assert len(re.sub("<[^>]*>", "", story)) == 20_000
