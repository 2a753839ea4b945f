"""Pages of topics and provinces, and things with many agreements over several pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages_kit import Page, sample_store
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.ontology.terms import AGR, RDF, RDFS, TOPIC
from kg.pages import FIRST, Paged, Reader, is_theme, serve_page, view_of
from kg.pages.page_values import ThemePage
from kg.site import write_site
from kg.store import Store, open_store


def themes(site: Path, kind: str) -> list[Page]:
    return [Page(path) for path in sorted((site / kind).glob("*.html"))]


def test_a_topic_leads_to_its_agreements_and_back(site: Path) -> None:
    for page in themes(site, "topic"):
        linked = [
            element.attributes["href"] for element in page.all("a") if "../agreement/" in element.attributes["href"]
        ]
        assert linked
        told = (page.path.parent / linked[0]).read_text("utf-8")
        assert f"../topic/{page.path.name}" in told


def test_a_topic_shows_the_words_that_are_on_it() -> None:
    reader = Reader(sample_store())
    view = view_of(reader, "topic", "topic/water") if is_theme(sample_store(), "topic/water") else None
    for quad in sample_store().quads(None, AGR("topic"), None, DefaultGraph()):
        assert isinstance(quad.object, NamedNode)
        name = f"topic/{quad.object.value.removeprefix(TOPIC.base)}"
        view = view_of(reader, "topic", name)
        assert isinstance(view.page, ThemePage)
        assert view.page.deals
        assert all(deal.quotes for deal in view.page.deals)
        assert view.uri == quad.object.value


def tied_store() -> Store:
    """Return a store with one province, a city in it, and an agreement for each way to be tied to it, and one for none."""
    store = open_store(None, "write")

    def node(name: str) -> NamedNode:
        return NamedNode(store.base_iri + name)

    quads = [
        Quad(node("place/fars"), AGR("placeKind"), Literal("province"), DefaultGraph()),
        Quad(node("place/fars"), RDFS("label"), Literal("فارس", language="fa"), DefaultGraph()),
        Quad(node("place/shiraz"), AGR("partOf"), node("place/fars"), DefaultGraph()),
        Quad(node("institution/home"), AGR("inProvince"), node("place/fars"), DefaultGraph()),
    ]
    ties = (
        ("there", "place", "place/shiraz"),
        ("about", "placeConcerned", "place/fars"),
        ("party", "party", "institution/home"),
    )
    for name in ("there", "about", "party", "none"):
        quads.append(Quad(node(f"agreement/{name}"), RDF("type"), AGR("Agreement"), DefaultGraph()))
    quads += [Quad(node(f"agreement/{name}"), AGR(tie), node(to), DefaultGraph()) for name, tie, to in ties]
    store.load_quads(quads)
    return store


@pytest.mark.parametrize(
    ("agreement", "tie"),
    [("there", "concluded there"), ("about", "about the province"), ("party", "a party is of the province")],
)
def test_what_ties_an_agreement_to_a_province_is_said(agreement: str, tie: str) -> None:
    page = view_of(Reader(tied_store()), "province", "province/fars").page
    assert isinstance(page, ThemePage)
    assert {deal.agreement.href: deal.role.en for deal in page.deals}[f"agreement/{agreement}.html"].lower() == tie
    assert page.total == 3


def many(count: int) -> Store:
    """Return a store in which one body takes part in so many agreements, each with a partner of its own."""
    store = open_store(None, "write")

    def node(name: str) -> NamedNode:
        return NamedNode(store.base_iri + name)

    quads = []
    for number in range(count):
        deal = node(f"agreement/a{number:04}")
        quads.append(Quad(deal, RDF("type"), AGR("Agreement"), DefaultGraph()))
        quads.append(Quad(deal, AGR("date"), Literal(f"2020-01-{number % 28 + 1:02}"), DefaultGraph()))
        for body in ("hub", f"partner{number}"):
            part = node(f"participation/{number}-{body}")
            quads.append(Quad(node(f"institution/{body}"), RDF("type"), AGR("Institution"), DefaultGraph()))
            quads.append(Quad(deal, AGR("hasPartyParticipation"), part, DefaultGraph()))
            quads.append(Quad(part, AGR("participant"), node(f"institution/{body}"), DefaultGraph()))
    store.load_quads(quads)
    return store


def test_a_hub_is_divided_over_pages_that_lead_to_each_other(tmp_path: Path) -> None:
    write_site(many(65), tmp_path / "site")
    folder, seen, walked, links = tmp_path / "site" / "institution", list[str](), set[str](), "hub.html"
    while links:
        walked.add(links)
        page = Page(folder / links)
        seen += [one.attributes["href"] for one in page.all("a") if one.attributes["href"].startswith("../agreement/")]
        following = [one.attributes["href"] for one in page.all("a") if one.attributes.get("rel") == "next"]
        links = next((href for href in following if href.startswith("hub.")), "")
    shown = [href for href in dict.fromkeys(seen) if href.startswith("../agreement/a")]
    assert len(shown) == 65
    assert {path.name for path in folder.glob("hub*.html")} == walked
    assert len(walked) > 3
    assert max(path.stat().st_size for path in folder.glob("hub*.html")) < 150_000


def test_partners_of_a_hub_are_counted_over_all_its_pages() -> None:
    reader = Reader(many(50))
    first = view_of(reader, "institution", "institution/hub", FIRST)
    assert len(first.page.partners) + first.page.partners_left == 50  # type: ignore[union-attr]
    pages = Paged(first.lists, "hub.html", lambda name, number, _: f"{name}{number}").further()
    further = [view_of(reader, "institution", "institution/hub", page.part).page for page in pages]
    assert sum(len(page.deals) for page in (first.page, *further)) == 50  # type: ignore[union-attr]
    assert not any(page.partners for page in further)  # type: ignore[union-attr]


def test_further_pages_are_served_live() -> None:
    store, shown, query = many(50), list[str](), {}
    while True:
        page = serve_page(store, "institution/hub.html", query)
        assert page.status == 200
        shown += re.findall(r'href="\.\./(agreement/a\d+)\.html"', page.text)
        following = re.search(r'rel="next" href="hub\.html\?deals=(\d+)"', page.text)
        if following is None:
            break
        query = {"deals": following[1]}
    assert len(set(shown)) == 50
    assert int(query["deals"]) > 2
    assert serve_page(store, "institution/hub.html", {"deals": str(int(query["deals"]) + 1)}).status == 404
    own = serve_page(store, "institution/hub.html", {}).text
    assert [serve_page(store, "institution/hub.html", {"deals": text}).text for text in ("1", "-2", "<b>")] == [own] * 3


@pytest.mark.parametrize("address", ["topic/no-such-topic.html", "province/atlantis.html", "topic/x y.html"])
def test_an_unknown_theme_is_not_found(address: str) -> None:
    assert serve_page(sample_store(), address, {}).status == 404
