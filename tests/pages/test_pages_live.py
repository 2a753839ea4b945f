"""Pages rendered one by one: the same as in a written site, all links inside, bounded, hostile texts stay texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_kit import (
    HOSTILE,
    HOSTILE_NAMES,
    Page,
    hostile_store,
    hostile_text,
    owner,
    sample_quads,
    sample_store,
    unpacked,
)
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

import kg.pages
from kg.ontology.terms import AGR, DCTERMS, RDF, RDFS, XSD
from kg.pages import Served, serve_page, shared_file
from kg.pages.lists import ROWS
from kg.pages.names import live_href, live_name, named
from kg.pages.rendering import LIVE_POLICY
from kg.pages.words import live_words, words
from kg.store import Store, open_store

ROOM = Path(kg.pages.__file__).parent
KINDS = ("agreement", "institution", "official", "article")
STORE = sample_store()
OUTSIDE = ("http://", "https://", "../id/", "../../id/")
"""What links may lead to besides pages: other sites (sources of articles), and the data of a thing."""


def serve(href: str, store: Store = STORE) -> Served:
    parts = urlsplit(href)
    return serve_page(store, parts.path, dict(parse_qsl(parts.query)))


def read(served: Served, folder: Path, name: str = "page.html") -> Page:
    (folder / name).write_text(served.text, "utf-8")
    return Page(folder / name)


def main_of(source: str) -> str:
    """Return the main part of a page without what only one way of serving has."""
    body = source.partition("<main")[2].partition("</main>")[0]
    body = re.sub(r'<footer class="ending">.*?</footer>\n', "", body, flags=re.DOTALL)
    body = re.sub(r'<dl class="measures">.*?</dl>\n|<p class="hint" data-stale.*?</p>\n', "", body, flags=re.DOTALL)
    return re.sub(r' data-drawings?="[^"]*"', "", body)


def test_pages_of_a_server_show_what_a_written_site_shows(site: Path) -> None:
    pages = [path for kind in KINDS for path in sorted((site / kind).glob("*.html"))]
    assert len(pages) > 15
    for path in pages:
        served = serve(str(path.relative_to(site)))
        assert (served.status, served.media_type) == (200, "text/html")
        assert main_of(served.text) == main_of(path.read_text("utf-8")), path


def test_drawings_of_a_server_are_those_of_a_written_site(site: Path) -> None:
    for path in sorted(path for path in site.glob("institution/*.js") if not path.stem.endswith(".data")):
        drawn = unpacked(data(serve(f"drawing/institution/{path.stem}.js").text)["drawing"])
        written = unpacked(data(path.read_text("utf-8"))["drawing"])
        assert drawn[0] == written[0]
        assert [edge | {"id": ""} for edge in drawn[1]] == [edge | {"id": ""} for edge in written[1]]


def data(script: str) -> Any:
    found = re.fullmatch(r'kgData\(("[^"\\]*"),(.*)\);\n', script, re.DOTALL)
    assert found, script[:80]
    return json.loads(found[2])


def test_every_node_and_edge_of_a_drawing_has_its_card(site: Path) -> None:
    for kind in KINDS[:3]:
        for page in sorted((site / kind).glob("*.html")):
            nodes, edges = unpacked(data(serve(f"drawing/{kind}/{page.stem}.js").text)["drawing"])
            for node in nodes:
                assert told(node)["card"] == data((site / node["href"]).with_suffix(".js").read_text("utf-8"))["card"]
            for edge in edges:
                assert told(owner(edge))["edges"][edge["id"]]["relation"] == edge["relation"]


def told(node: dict[str, str]) -> Any:
    return data(serve(f"drawing/{node['data']}.js").text)


def hrefs(page: Page) -> Iterator[str]:
    root = page.all("html")[0].attributes["data-root"]
    for element in page.elements:
        yield from (element.attributes[name] for name in ("href", "src", "action") if name in element.attributes)
        if "data-drawing" in element.attributes:
            yield f"{root}{element.attributes['data-drawing']}.js"


def test_all_links_lead_somewhere_and_none_leaves_the_folder(tmp_path: Path) -> None:
    """Follow every link from the first page and from every node of the store."""
    ids = {
        quad.subject.value.removeprefix(STORE.base_iri)
        for quad in sample_quads()
        if isinstance(quad.subject, NamedNode)
    }
    rest, seen = ["index.html", *(live_href("", one) for one in sorted(ids) if "://" not in one)], set[str]()
    while rest:
        here = rest.pop()
        if here in seen:
            continue
        seen.add(here)
        served = serve(here)
        assert served.status in (200, 301), here
        if served.status == 301:
            rest.append(served.location)
        elif served.media_type == "text/html":
            rest += followed(here, read(served, tmp_path))
    assert len(seen) > 230
    assert {"agreements.html", "search.html", "drawing/institution/ministry-of-energy.js"} <= seen


def followed(here: str, page: Page) -> list[str]:
    folder, found = dirname(urlsplit(here).path), []
    for href in hrefs(page):
        assert not href.startswith("/"), (here, href)
        if href.startswith((*OUTSIDE, "#", "data:,")):
            continue
        parts = urlsplit(href)
        target = normpath(join(folder, parts.path)) if parts.path else urlsplit(here).path
        if target == ".." or target.startswith("../ask/"):  # the query desk and its answers, above the pages
            continue
        assert not target.startswith(".."), (here, href)
        if shared_file(target) is None:
            found.append(target + (f"?{parts.query}" if parts.query else ""))
    return found


def many(deals: int) -> Store:
    """Return a store in which one body has so many agreements, in three years and without one."""
    store = open_store(None, "write")
    quads = []

    def say(subject: str, predicate: NamedNode, value: NamedNode | Literal) -> None:
        quads.append(Quad(NamedNode(store.base_iri + subject), predicate, value, DefaultGraph()))

    for number in range(deals):
        agreement, key = f"agreement/a{number}", f"participation/p{number}"
        say(agreement, RDF("type"), AGR("Agreement"))
        say(agreement, RDFS("label"), Literal(f"توافق {number}", language="fa"))
        if number % 4:
            say(agreement, AGR("year"), Literal(str(2020 + number % 4), datatype=XSD("integer")))
            say(agreement, AGR("date"), Literal(f"{2020 + number % 4}-01-{number % 28 + 1:02}", datatype=XSD("date")))
        say(agreement, AGR("hasPartyParticipation"), NamedNode(store.base_iri + key))
        say(key, AGR("participant"), NamedNode(f"{store.base_iri}institution/hub"))
        say(f"institution/i{number}", RDF("type"), AGR("Institution"))
    say("institution/hub", RDF("type"), AGR("Institution"))
    store.load_quads(quads)
    return store


LARGE = many(1_000)


def chain(start: str, folder: Path) -> list[list[str]]:
    """Return the agreements or institutions that each page of a list links to, following "next"."""
    found, here = [], start
    while here:
        page = read(serve(here, LARGE), folder)
        links = [element.attributes for element in page.all("a")]
        rows = [re.search(r"(agreement|institution)/([ai]\d+)\.html", link.get("href", "")) for link in links]
        found.append([row[2] for row in rows if row])
        following = [link["href"] for link in links if link.get("rel") == "next"]
        here = normpath(join(dirname(urlsplit(here).path), following[0])) if following else ""
    return found


@pytest.mark.parametrize(
    ("start", "members"),
    [
        ("agreements.html?year=2023", {f"a{number}" for number in range(1_000) if number % 4 == 3}),
        ("agreements.html?year=none", {f"a{number}" for number in range(1_000) if number % 4 == 0}),
        ("institutions.html", {f"i{number}" for number in range(1_000)}),
        ("institution/hub.html", {f"a{number}" for number in range(1_000)}),
    ],
)
def test_pages_of_a_list_hold_every_member_once(start: str, members: set[str], tmp_path: Path) -> None:
    pages = chain(start, tmp_path)
    assert all(len(page) <= ROWS for page in pages)
    found = [name for page in pages for name in page]
    assert len(found) == len(set(found))
    assert set(found) == members


@pytest.mark.parametrize("section", ["topics", "provinces"])
def test_lists_of_topics_and_provinces_are_those_of_a_written_site(section: str, site: Path, tmp_path: Path) -> None:
    kind = section.removesuffix("s")
    live = read(serve(f"{section}.html"), tmp_path)
    found, written = (
        [one.attributes["href"] for one in page.all("a") if one.attributes.get("href", "").startswith(f"{kind}/")]
        for page in (live, Page(site / f"{section}.html"))
    )
    assert found == written
    assert found
    assert serve(f"{section}.html?page=2").status == 404


def test_agreements_of_a_year_stand_latest_first(tmp_path: Path) -> None:
    page = read(serve("agreements.html", LARGE), tmp_path)
    days = [element.attributes["datetime"] for element in page.all("time")]
    assert days == sorted(days, reverse=True)
    assert days[0].startswith("2023")
    years = [element.attributes["href"] for element in page.all("a") if "year=" in element.attributes["href"]]
    assert years[:4] == [f"agreements.html?year={year}" for year in (2023, 2022, 2021, "none")]


def test_a_page_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    small, plain = "institution/ministry-of-energy.html", "office/governor22222222.html"
    assert not any('id="cut"' in serve(*page).text for page in (("institution/hub.html", LARGE), (small,), (plain,)))
    monkeypatch.setattr("kg.pages.bounded.QUADS", 50)
    assert 'id="cut"' in serve("institution/hub.html", LARGE).text
    monkeypatch.setattr("kg.pages.things.MOST", 3)
    assert 'id="cut"' in serve(plain).text


def test_a_plain_page_names_kind_facts_quotes_and_what_leads_to_it(tmp_path: Path) -> None:
    name = next(iri for quad in sample_quads() for iri in [str(quad.subject)[1:-1]] if quad.object == AGR("Signature"))
    page = read(serve(live_href("", name.removeprefix(STORE.base_iri))), tmp_path)
    text = "".join(page.all("main")[0].text)
    assert name in text
    links = {element.attributes["href"] for element in page.all("a")}
    assert any(link.startswith("../official/") for link in links)
    assert any(link.startswith("../agreement/") for link in links)
    assert "../ontology.html#Signature" in links
    assert page.all("blockquote")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("وزارت نيرو", "institution/ministry-of-energy.html"), ("سید مهران نمونه‌پور", "official/"), ("یرو", ""), ("", "")],
)
def test_search_without_an_index_finds_whole_names_in_any_spelling(typed: str, found: str, tmp_path: Path) -> None:
    entries = json.loads(serve_page(STORE, "search.json", {"q": typed}).text)
    assert [bool(found)] == [bool(entries)]
    assert all(entry[3].startswith(found) for entry in entries[:1])
    page = read(serve_page(STORE, "search.html", {"q": typed}), tmp_path)
    links = [element.attributes["href"] for element in page.all("a")]
    assert all(entry[3] in links for entry in entries)


def test_moved_pages_lead_to_the_heir_and_unknown_ones_say_so() -> None:
    old = next(quad for quad in sample_quads() if quad.predicate == DCTERMS("isReplacedBy"))
    served = serve(live_href("", str(old.subject)[1:-1].removeprefix(STORE.base_iri)))
    assert isinstance(old.object, NamedNode)
    assert (served.status, served.location) == (301, live_href("", old.object.value.removeprefix(STORE.base_iri)))
    for href in (
        "institution/nobody.html",
        "a/b/c.html",
        "nothing.html",
        "thing.html",
        "thing.html?id=",
        "agreement/x.js",
    ):
        assert serve(href).status == 404, href
    assert '"../../assets/site.css"' in serve("a/b/c.html").text


@given(st.text(max_size=200))
def test_any_id_has_an_address_and_a_name_that_are_safe_and_can_be_read_back(local_id: str) -> None:
    safe = local_id.encode("utf-8", "replace").decode("utf-8")
    assert named(live_name(local_id)) == safe
    assert re.fullmatch(r"[a-z0-9/-]*", live_name(local_id))
    href = live_href("", local_id)
    assert re.fullmatch(r"[A-Za-z0-9/.?=%_~-]+", href)
    if "?" in href:
        assert dict(parse_qsl(urlsplit(href).query, keep_blank_values=True))["id"] == safe
    else:
        assert href == f"{local_id}.html"


@given(st.text(max_size=80))
def test_any_address_gets_a_page(address: str) -> None:
    assert serve_page(STORE, address, {"id": address, "q": address, "page": address, "year": address}).status in (
        200,
        404,
    )
    assert serve_page(STORE, "thing.html", {"id": address}).status == 404
    assert shared_file(address) is None


@pytest.mark.parametrize("case", HOSTILE, ids=HOSTILE_NAMES)
def test_hostile_texts_stay_texts(case: dict[str, Any], tmp_path: Path) -> None:
    text = hostile_text(case)
    store = hostile_store(text)
    ids = sorted(
        {
            quad.subject.value.removeprefix(store.base_iri)
            for quad in sample_quads()
            if isinstance(quad.subject, NamedNode)
        }
    )
    own = {element.tag for name in ids[::9] for element in read(serve(live_href("", name)), tmp_path).elements}
    own |= {
        "ul",
        "li",
        "ol",
        "dl",
        "details",
        "summary",
        "q",
        "mark",
        "time",
        "small",
        "blockquote",
        "cite",
        "strong",
        "b",
        "svg",
        "path",
        "text",
    }
    assert own.isdisjoint({"img", "iframe", "object", "embed", "base", "style"})
    for name in [*ids[::3], ""]:
        served = serve(live_href("", name) if name else "index.html", store)
        if served.status != 301:
            harmless(read(served, tmp_path), own)
    harmless(read(serve_page(store, "search.html", {"q": text}), tmp_path), own)
    assert "<" not in serve_page(store, "search.json", {"q": "x"}).text


def harmless(page: Page, own: set[str]) -> None:
    for element in page.elements:
        assert element.tag in own | {"h2", "h3"}, element.tag
        assert not [name for name in element.attributes if name.startswith("on")]
        href = element.attributes.get("href", "").strip().lower()
        assert href == "data:," or not href.startswith(("javascript:", "data:"))
    assert all(not script.text and "/" in script.attributes["src"] for script in page.all("script"))
    assert {"http-equiv": "Content-Security-Policy", "content": LIVE_POLICY} in [
        meta.attributes for meta in page.all("meta")
    ]


def test_every_word_of_live_pages_exists_in_both_languages_and_is_used() -> None:
    sources = [*(ROOM / "templates").glob("*.html"), *ROOM.glob("*.py"), *(ROOM / "assets").glob("*.js")]
    used = "\n".join(path.read_text("utf-8") for path in sources)
    assert set(live_words()).isdisjoint(words())
    for key, label in live_words().items():
        assert label.fa.strip(), key
        assert label.en.strip(), key
        assert re.search(rf"""['".]{key}\b""", used), f"{key} is used nowhere"
