"""Linked Data and pages over HTTP, as ``kg serve`` gives them: headers, hostile addresses, and a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from browsing import EDGE
from pyoxigraph import NamedNode, Quad, RdfFormat
from server_kit import Answer, Served, serving

from kg.ontology.terms import AGR, DCTERMS, RDF
from kg.pages import LISTS
from kg.store import open_store

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "data" / "small.trig"
HOSTILE = json.loads((HERE / "data" / "linked_hostile.json").read_text("utf-8"))
ENERGY = "institution/ministry-of-energy"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the sample, with one identifier that was given up."""
    folder = tmp_path_factory.mktemp("linked") / "store"
    with open_store(folder, "write") as store:
        store.load_quads(pyoxigraph.parse(SAMPLE.read_bytes(), format=RdfFormat.TRIG))
        old = NamedNode(f"{store.base_iri}institution/moved")
        heir = NamedNode(store.base_iri + ENERGY)
        store.load_quads([Quad(old, RDF("type"), AGR("RetiredIdentifier")), Quad(old, DCTERMS("isReplacedBy"), heir)])
    with serving(folder, "--rate", "0") as running:
        yield running


def test_further_pages_of_long_lists_are_asked_for_by_their_names(served: Served) -> None:
    own = served.ask(f"/pages/{ENERGY}.html")
    assert own.status == 200
    for name in LISTS:
        assert served.ask(f"/pages/{ENERGY}.html?{name}=99").status == 404
        assert served.ask(f"/pages/{ENERGY}.html?{name}=1").body == own.body


def test_headers_of_a_description(served: Served) -> None:
    answer = served.ask(f"/id/{ENERGY}", headers={"Accept": "text/turtle"})
    assert answer.status == 200
    assert "accept" in answer.headers["vary"].lower()
    assert answer.headers["content-location"] == f"../{ENERGY}.ttl"
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    tag = answer.headers["etag"]
    again = served.ask(f"/id/{ENERGY}", headers={"Accept": "text/turtle", "If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")
    assert "content-security-policy" not in again.headers, "it would replace that of the page a browser keeps"
    other = served.ask(f"/id/{ENERGY}", headers={"Accept": "application/ld+json", "If-None-Match": tag})
    assert other.status == 200


@pytest.mark.parametrize(
    "path", [f"/id/{ENERGY}", f"/id/{ENERGY}.nt", f"/pages/{ENERGY}.html", "/id/x", "/pages/assets/site.css"]
)
def test_head_tells_what_get_tells(served: Served, path: str) -> None:
    got, told = served.ask(path), served.ask(path, "HEAD")
    assert told.body == b""
    assert told.status == got.status
    ignored = {"date"}
    assert {key: told.headers[key] for key in set(told.headers) - ignored} == {
        key: got.headers[key] for key in set(got.headers) - ignored
    }


def test_redirects_are_relative_so_that_a_prefix_stays(served: Served) -> None:
    person = served.ask(f"/id/{ENERGY}", headers={"Accept": "text/html"})
    assert (person.status, person.headers["location"]) == (303, f"../../pages/{ENERGY}.html")
    moved = served.ask("/id/institution/moved.ttl")
    assert (moved.status, moved.headers["location"]) == (301, f"../{ENERGY}.ttl")
    page = served.ask("/pages/institution/moved.html")
    assert (page.status, page.headers["location"]) == (301, f"../{ENERGY}.html")
    assert served.ask("/pages").headers["location"] == "./pages/"


@pytest.mark.parametrize(
    "path",
    [
        "/ontology",
        "/ontology.ttl",
        "/ontology.rdf",
        "/ontology.nt",
        "/ontology.jsonld",
        "/scheme/topic",
        "/scheme/topic/energy.nt",
    ],
)
def test_the_vocabulary_dereferences(served: Served, path: str) -> None:
    answer = served.ask(path)
    assert answer.status == 200
    media_type = answer.headers["content-type"].partition(";")[0]
    form = RdfFormat.from_media_type(media_type)
    assert form is not None
    assert sum(1 for _ in pyoxigraph.parse(answer.body, format=form)) > 3
    assert served.ask(path, headers={"If-None-Match": answer.headers["etag"]}).status == 304


def test_terms_lead_people_to_their_place_on_the_reference_page(served: Served) -> None:
    page = served.ask("/pages/ontology.html").text
    for path, place in (("/scheme/topic/energy", "topic-energy"), ("/scheme/topic", "scheme-topic")):
        answer = served.ask(path, headers={"Accept": "text/html"})
        assert answer.status == 303
        assert answer.headers["location"].endswith(f"pages/ontology.html#{place}")
        assert f'id="{place}"' in page
    assert 'id="party"' in page
    assert served.ask("/ontology", headers={"Accept": "text/html"}).headers["location"] == "./pages/ontology.html"


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: str(case["name"]))
def test_hostile_addresses(served: Served, case: dict[str, Any]) -> None:
    path = case["path"] + case.get("repeat", "") * case.get("times", 0)
    for accept in [case["accept"]] if "accept" in case else ["text/html", "text/turtle"]:
        answer = served.ask(path, case.get("method", "GET"), headers={"Accept": accept})
        assert answer.status == case["status"], answer.body[:200]
        harmless(answer)


def harmless(answer: Answer) -> None:
    assert "set-cookie" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert len(answer.body) < 20_000
    text = answer.body.decode("utf-8")
    assert "<script>" not in text
    assert not re.search(r"Traceback|\.py\b|site-packages|/tmp/|/home/|root:", text)


# ---- a browser ------------------------------------------------------------------------------------------------------


@pytest.fixture
def visit(browser: Any, served: Served) -> Iterator[Any]:
    """Open an address of the server; at the end nothing may have gone wrong and no other host been asked."""
    troubles: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})

    def visit(path: str) -> Any:
        page = context.new_page()
        page.on("console", lambda message: troubles.append(f"{path}: {message.type}: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"{path}: {error}"))
        page.on("request", lambda request: troubles.extend([request.url] * (not request.url.startswith(served.url))))
        page.on("requestfailed", lambda request: troubles.append(f"{path}: lacks {request.url}"))
        page.goto(served.url + path.removeprefix("/"))
        return page

    yield visit
    context.close()
    assert troubles == []


def drawn(page: Any) -> None:
    """Wait for the drawing, which begins when it is looked at."""
    page.locator("#network").scroll_into_view_if_needed()
    page.wait_for_selector("#network[data-drawn=yes]")


@pytest.mark.browser
def test_an_iri_opens_as_a_page_with_a_drawing_and_cards(visit: Any) -> None:
    page = visit("/id/agreement/bbbbbbbbbbbbbbbb")
    page.wait_for_url(lambda url: url.endswith("/pages/agreement/bbbbbbbbbbbbbbbb.html"))
    drawn(page)
    page.evaluate("kg.network.showCard(kg.network.nodes.get().find(node => node.group === 'official').id)")
    page.wait_for_selector("#panel:not([hidden]) mark")
    page.evaluate("kg.network.showCard(kg.network.edges.get().find(edge => edge.relation === 'signature').id)")
    page.wait_for_function("() => document.querySelector('#panel').innerText.includes('قرارداد پژوهشی')")
    assert "سارا مثالی" in page.inner_text("#panel")


@pytest.mark.browser
def test_a_page_that_is_asked_for_again_works_as_before(visit: Any) -> None:
    page = visit(f"/pages/{ENERGY}.html")
    drawn(page)
    for _ in range(3):
        page.click("nav >> text=نهادها")
        page.wait_for_load_state("load")
        page.click(f"main a[href='{ENERGY}.html']")
        drawn(page)
    page.reload()
    drawn(page)


@pytest.mark.browser
def test_the_search_box_asks_the_server(visit: Any) -> None:
    page = visit("/pages/article/artone2222222222.html")
    page.fill("#find", "وزارت نيرو")
    page.wait_for_selector("#hits a")
    assert "وزارت نیرو" in page.inner_text("#hits")
    page.press("#find", "Enter")
    page.wait_for_url("**/pages/search.html?q=*")
    page.click("main a")
    page.wait_for_url(f"**/pages/{ENERGY}.html")
    page.fill("#find", "هیچ‌کس")
    page.wait_for_selector("#hits .none")


@pytest.mark.browser
def test_the_language_is_kept_from_page_to_page(visit: Any) -> None:
    page = visit("/pages/")
    page.click("#language")
    page.click("text=Institutions >> nth=0")
    page.wait_for_url("**/pages/institutions.html")
    assert page.inner_text("h1").startswith("Institutions")
    page.click("text=Ministry of Energy >> nth=0")
    drawn(page)
    assert page.inner_text("h1") == "Ministry of Energy"


@pytest.mark.browser
def test_from_an_official_to_the_sentence_and_the_data(visit: Any) -> None:
    page = visit("/pages/")
    page.fill("#find", "سيد مهران نمونه پور")
    page.wait_for_selector("#hits a")
    page.click("#hits a >> nth=0")
    page.wait_for_url("**/pages/official/mehran2222222222.html")
    page.click("main a[href='../agreement/aaaaaaaaaaaaaaaa.html'] >> nth=0")
    page.wait_for_url("**/pages/agreement/aaaaaaaaaaaaaaaa.html")
    drawn(page)
    point = page.evaluate(EDGE, "signature")
    page.mouse.click(point["x"], point["y"])
    page.wait_for_selector("#panel:not([hidden]) mark")
    assert "به امضای" in page.inner_text("#panel .quote >> nth=0")
    page.click("#language")
    assert "memorandum of understanding" in page.inner_text("main")
    with page.expect_download() as download:
        page.evaluate("() => document.querySelector('.others a[href$=\".ttl\"]').setAttribute('download', '')")
        page.click(".others a[href$='.ttl']")
    assert b"aaaaaaaaaaaaaaaa" in download.value.path().read_bytes()
    page.click("nav a[href$='agreements.html'] >> nth=0")
    page.wait_for_url("**/pages/agreements.html")
    page.click("nav.years a >> nth=0")
    page.click("main a[href*='agreement/'] >> nth=0")
    page.wait_for_url("**/pages/agreement/*.html")
    page.click("main .quote cite a >> nth=0")
    page.wait_for_selector("mark.hit")


@pytest.mark.browser
def test_every_kind_of_page_opens_without_trouble(visit: Any) -> None:
    for path in (
        "",
        "agreements.html",
        "officials.html",
        "topics.html",
        "provinces.html",
        "articles.html",
        "ontology.html",
        "place/rasht.html",
    ):
        visit(f"/pages/{path}")
