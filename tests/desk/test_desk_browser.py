"""The query desk in a real browser: what a first-time user sees, does and takes along."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from desk_kit import HOSTILE, kept_store
from server_kit import Served, serving

from kg.language import to_jalali

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
ENERGY = "institution/ministry-of-energy"
PARTNERS = ["استانداری گیلان", "سازمان حفاظت محیط زیست"]


def names(page: Any) -> list[str]:
    """Return the links of the first column of the table that is shown."""
    page.wait_for_selector("table.answer tbody tr")
    return page.locator("table.answer tbody tr td:first-child").all_inner_texts()


def test_two_clicks_and_a_name_give_the_first_answer(visit: Open) -> None:
    page = visit()
    page.click("[data-name=co-parties]")
    page.wait_for_selector("#value-institution:focus")
    page.keyboard.type("وزارت نيرو")
    page.locator(".offers [role=option]").first.click()
    assert names(page) == PARTNERS
    assert page.locator("table.answer thead th").all_inner_texts() == ["هم‌طرف", "شمار توافق‌ها"]
    assert page.locator("table.answer td.n").first.inner_text() == "۱"
    assert page.locator("table.answer a").first.get_attribute("href") == "id/institution/governorate-of-gilan"


@pytest.mark.parametrize("name", ["co-parties", "agreements-per-year", "institution-ranking"])
def test_a_question_without_parameters_answers_at_one_click(visit: Open, name: str) -> None:
    page = visit()
    page.click(f"[data-name={name}]")
    page.wait_for_selector("#value-institution" if name == "co-parties" else "table.answer tbody tr")


@pytest.mark.parametrize("typed", ["وزارت نيرو", "وزارتنیرو", "Ministry of Energy", "ENERGY"])
def test_the_search_box_finds_in_either_spelling_and_language_by_keys_alone(visit: Open, typed: str) -> None:
    page = visit("#ask=co-parties")
    page.wait_for_selector("#value-institution:focus")
    page.keyboard.insert_text(typed)  # in one go: answers to half a name would come in between
    page.wait_for_selector(".offers [role=option]")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#value-institution", "aria-activedescendant") == "offers-1-0"
    page.keyboard.press("Enter")
    assert names(page) == PARTNERS
    assert page.input_value("#value-institution") == "وزارت نیرو"
    assert f"institution={quote(ENERGY, safe='')}" in page.url


def test_what_is_typed_and_not_chosen_is_asked_as_it_is_and_a_refusal_names_what_is_near(visit: Open) -> None:
    page = visit("#ask=co-parties", expected=(400,))
    page.fill("#value-institution", "وزارت نيرو")
    page.keyboard.press("Enter")
    assert names(page) == PARTNERS
    page.fill("#value-institution", "وزارت نیر")
    page.click("button[type=submit]")
    assert "وزارت نیرو" in page.inner_text("[role=alert]")
    page.fill("#value-institution", "")
    page.click("button[type=submit]")
    assert page.get_attribute("#value-institution", "aria-invalid") == "true"


def test_a_permalink_opens_the_same_answer_and_back_leads_back(visit: Open) -> None:
    page = visit(f"#ask=co-parties&institution={quote(ENERGY, safe='')}&view=chart")
    page.wait_for_selector(".chart svg")
    page.wait_for_function("() => document.getElementById('value-institution').value === 'وزارت نیرو'")
    assert "۱" in page.text_content(".chart svg")
    page.click("#tab-table")
    assert names(page) == PARTNERS
    assert "view" not in page.url
    page.click(".back a")
    page.wait_for_selector("#gallery:not([hidden])")
    page.go_back()
    assert names(page) == PARTNERS
    page.go_forward()
    page.wait_for_selector("#gallery:not([hidden])")


def test_a_page_that_is_loaded_again_still_works(visit: Open) -> None:
    page = visit()
    page.wait_for_selector("#desk[data-shown]")
    for _ in range(2):
        page.reload()
        page.wait_for_selector("#desk[data-shown]")
    page.click("[data-name=institution-ranking]")
    page.wait_for_selector("table.answer tbody tr")


def test_the_gallery_finds_questions_in_both_languages(visit: Open) -> None:
    page = visit()
    for typed, wanted in (
        ("هم طرف", "co-parties"),
        ("co-part", "co-parties"),
        ("وعده هاي", "promises"),
        ("expire", "expiring"),
    ):
        page.fill("#find", typed)
        page.wait_for_function(
            'name => document.querySelector(`.question[data-name="${name}"]`).offsetParent', arg=wanted
        )
        assert page.locator(".question:visible").count() < 12
    page.fill("#find", "zzzz")
    page.wait_for_selector("#find-none:not([hidden])")


def test_english_turns_words_direction_digits_and_names(visit: Open) -> None:
    page = visit(f"#ask=co-parties&institution={quote(ENERGY, safe='')}")
    assert names(page) == PARTNERS
    page.click("#language")
    page.wait_for_function("() => document.querySelector('table.answer td.n')?.textContent === '1'")
    assert page.evaluate("document.documentElement.dir") == "ltr"
    assert page.inner_text("#ask-title") == "Co-parties of an institution"
    assert [re.sub(r"\W", "", one) for one in page.locator("table.answer thead th").all_inner_texts()] == [
        "Coparty",
        "Agreements",
    ]


def test_days_are_read_in_either_calendar_and_shown_in_both(visit: Open) -> None:
    page = visit("#ask=timeline&from=2024-05-01")
    page.wait_for_selector("table.answer time")
    page.fill("#value-from", "۱۴۰۳/۲/۱۶")
    assert page.inner_text("#value-from-note") == "۱۶ اردیبهشت ۱۴۰۳ · ۵ مه ۲۰۲۴"
    page.keyboard.press("Enter")
    page.wait_for_url("**from=2024-05-05**")
    page.fill("#value-from", "1403/12/31")
    page.keyboard.press("Enter")
    assert page.get_attribute("#value-from", "aria-invalid") == "true"


def test_the_pages_calendar_is_that_of_the_language_room(visit: Open) -> None:
    page = visit()
    days = [
        f"{year}-{month:02d}-{day:02d}"
        for year in range(1821, 2101)
        for month in (1, 3, 9, 12)
        for day in (19, 20, 21, 22)
    ]
    found = page.evaluate(
        """async days => {
            const { toJalali, toGregorian } = await import("./assets/desk/calendar.js");
            return days.map(day => { const there = toJalali(day); return [there, toGregorian(...there.split("-").map(Number))]; });
        }""",
        days,
    )
    assert found == [[to_jalali(day), day] for day in days]


def test_network_of_rows_and_of_triples(visit: Open) -> None:
    page = visit(f"#ask=co-parties&institution={quote(ENERGY, safe='')}&view=network")
    assert page.wait_for_selector(".stage[data-drawn]").get_attribute("data-drawn") == "3"
    page.goto(page.url.split("#")[0] + "#ask=agreement-graph&agreement=agreement/aaaaaaaaaaaaaaaa&view=network")
    page.wait_for_selector("#ask-title:has-text('همه واقعیت')")
    page.wait_for_selector(".stage[data-drawn]:not([data-drawn='3'])")
    assert int(page.get_attribute(".stage", "data-drawn")) > 3
    assert page.locator("[data-format=turtle]").count() == 1


def test_downloads(visit: Open) -> None:
    page = visit(f"#ask=co-parties&institution={quote(ENERGY, safe='')}")
    names(page)
    with page.expect_download() as taken:
        page.click("[data-format=csv]")
    assert taken.value.suggested_filename == "co-parties.csv"
    assert Path(taken.value.path()).read_bytes().startswith(b"\xef\xbb\xbfcoParty,name,agreements\r\n")
    with page.expect_download() as taken:
        page.click("[data-format=json]")
    assert len(json.loads(Path(taken.value.path()).read_text("utf-8"))["results"]["bindings"]) == 2


def test_the_sparql_of_a_question_is_copied_and_gives_the_same_in_the_editor(visit: Open) -> None:
    page = visit(
        f"#ask=co-parties&institution={quote(ENERGY, safe='')}", permissions=["clipboard-read", "clipboard-write"]
    )
    names(page)
    page.click("text=رونوشت SPARQL")
    page.wait_for_selector("text=رونوشت برداشته شد")
    assert f"{ENERGY}>" in page.evaluate("navigator.clipboard.readText()")
    page.click("text=گشودن در ویرایشگر")
    page.wait_for_selector("#editor .CodeMirror")
    assert names(page) == PARTNERS
    with page.expect_download() as taken:
        page.click("[data-format=csv]")
    assert Path(taken.value.path()).read_bytes().startswith(b"\xef\xbb\xbfcoParty,name,agreements\r\n")


def typed_in_editor(page: Any, text: str) -> None:
    page.wait_for_selector("#editor .CodeMirror")
    page.evaluate("document.querySelector('#editor .CodeMirror').CodeMirror.setValue('')")
    page.click("#editor .CodeMirror")
    page.keyboard.type(text)


def in_editor(page: Any) -> str:
    return page.evaluate("document.querySelector('#editor .CodeMirror').CodeMirror.getValue()")


@pytest.mark.parametrize(
    ("typed", "name"), [("توافق", "agr:Agreement"), ("agreem", "agr:Agreement"), ("طرف", "agr:party")]
)
def test_the_editor_completes_names_by_their_labels_and_declares_the_prefix(visit: Open, typed: str, name: str) -> None:
    page = visit("#sparql=")
    typed_in_editor(page, f"SELECT * WHERE {{ ?a ?b {typed}")
    page.wait_for_selector(".CodeMirror-hint.term")
    page.locator(".CodeMirror-hint.term", has=page.locator(f"code:text-is('{name}')")).click()
    assert in_editor(page).startswith("PREFIX agr: <https://w3id.org/agreements-kg/ontology#>")
    assert f"?b {name}" in in_editor(page)


def test_the_editor_says_where_a_query_is_wrong(visit: Open) -> None:
    page = visit("#sparql=" + quote("SELECT * WHERE {\n  ?a ?b ?c . }}"), expected=(400,))
    page.wait_for_selector("[role=alert]")
    assert "سطر ۲، ستون ۱۵" in page.inner_text("[role=alert]")
    page.goto(
        page.url.split("#")[0] + "#sparql=" + quote("SELECT * WHERE { SERVICE <http://example.org/> { ?a ?b ?c } }")
    )
    page.wait_for_selector("[role=alert]:has-text('SERVICE')")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("ASK { ?a ?b ?c }", ".truth"),
        ("SELECT * WHERE { ?a <x:none> ?b }", ".view .empty"),
        ("CONSTRUCT { ?a a ?b } WHERE { ?a a ?b }", "table.answer"),
    ],
)
def test_every_form_of_query_is_shown(visit: Open, query: str, shown: str) -> None:
    page = visit("#sparql=" + quote(query))
    page.wait_for_selector(shown)


def test_a_long_question_shows_that_it_runs_and_can_be_cancelled(visit: Open) -> None:
    page = visit()
    held: list[Any] = []
    page.route("**/sparql", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks the function
    page.goto(page.url.split("#")[0] + "#sparql=" + quote("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"))
    page.wait_for_selector("#result[aria-busy=true] .running")
    page.click(".cancel")
    page.wait_for_selector("[role=alert]:has-text('لغو')")
    assert not page.query_selector("#result[aria-busy=true]")
    for route in held:
        route.abort()


def test_mixed_texts_keep_their_order_in_the_table(visit: Open) -> None:
    text = "ITO سازمان (Tehran) ۱۲٪"
    page = visit("#sparql=" + quote(f'SELECT ?t WHERE {{ VALUES ?t {{ "{text}" "سازمان ITO (۱۲)" }} }}'))
    page.wait_for_selector("table.answer td .text")
    found = page.evaluate(
        "[...document.querySelectorAll('table.answer td .text')].map(one => [one.textContent, getComputedStyle(one).unicodeBidi, getComputedStyle(one).textAlign])"
    )
    assert found == [[text, "plaintext", "right"], ["سازمان ITO (۱۲)", "plaintext", "right"]]
    boxes = page.evaluate(
        """[...document.querySelectorAll('table.answer td .text')].map(one => {
            const at = index => { const range = document.createRange(); range.setStart(one.firstChild, index); range.setEnd(one.firstChild, index + 1); return range.getBoundingClientRect().x; };
            return [at(0), at(one.textContent.length - 1)];
        })"""
    )
    assert boxes[0][0] < boxes[0][1]  # begins in Latin: read from the left
    assert boxes[1][0] > boxes[1][1]  # begins in Persian: read from the right


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Any:
    texts = "\n".join(
        text for name, text in HOSTILE if len(text) < 200 and name not in ("controls", "empty", "only spaces")
    )
    with serving(kept_store(tmp_path_factory.mktemp("hostile") / "store", texts), "--processes", "2") as server:
        yield server


@pytest.mark.parametrize(
    "address",
    [
        f"#ask=co-parties&institution={quote(ENERGY, safe='')}", f"#ask=co-parties&institution={quote(ENERGY, safe='')}&view=chart",
        f"#ask=co-parties&institution={quote(ENERGY, safe='')}&view=network", "#ask=articles", "#ask=agreement-graph&agreement=agreement/aaaaaaaaaaaaaaaa",
        "#ask=timeline", "#sparql=" + quote("SELECT * WHERE { GRAPH ?g { ?a ?b ?c } } LIMIT 300"),
    ],
)  # fmt: skip
def test_script_in_every_text_of_the_store_is_text(visit: Open, hostile: Served, address: str) -> None:
    page = visit(address, server=hostile)
    page.wait_for_selector("table.answer tbody tr, .chart svg, .stage[data-drawn]")
    page.wait_for_timeout(100)
    assert page.evaluate("window.pwned") is None
    assert page.locator("#result img, #result script, #result [onerror], #result a[href^='javascript:']").count() == 0


def test_script_in_suggestions_is_text(visit: Open, hostile: Served) -> None:
    page = visit("#ask=co-parties", server=hostile)
    page.fill("#value-institution", "وزارت نیرو")
    page.wait_for_selector(".offers [role=option]")
    assert "<script>" in page.inner_text(".offers")
    assert page.evaluate("window.pwned") is None


@pytest.mark.parametrize(
    "script",
    [text for name, text in HOSTILE if name in ("script", "image with a handler", "attribute", "javascript address")],
)
def test_script_in_the_address_is_text(visit: Open, script: str) -> None:
    for address in (
        f"#ask={quote(script)}",
        f"#ask=co-parties&institution={quote(script)}",
        f"#sparql={quote(script)}",
        f"#ask=articles&view={quote(script)}",
    ):
        page = visit(address, expected=(400,))
        page.wait_for_selector("[role=alert], table.answer tbody tr")
        assert page.evaluate("window.pwned") is None


def test_a_phone_scrolls_in_one_direction_only(visit: Open) -> None:
    page = visit(
        "#ask=agreements-of-institution&institution=" + quote(ENERGY, safe=""), viewport={"width": 360, "height": 740}
    )
    page.wait_for_selector("table.answer tbody tr")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(page.url.split("#")[0])
    page.wait_for_selector("#gallery:not([hidden])")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_javascript_the_page_says_so_and_lists_the_questions(visit: Open) -> None:
    page = visit("", java_script_enabled=False)
    assert "JavaScript" in page.inner_text("noscript")
    assert page.locator(".question:visible").count() > 50


def test_every_field_and_button_has_a_name(visit: Open) -> None:
    for address in (
        "",
        "#ask=timeline",
        f"#ask=co-parties&institution={quote(ENERGY, safe='')}&view=chart",
        "#sparql=",
    ):
        page = visit(address)
        page.wait_for_selector("#desk[data-shown]")
        bare = page.evaluate(
            """[...document.querySelectorAll('button, input, select, textarea, [role=tab], [role=region]')].filter(one =>
                one.offsetParent && !(one.textContent.trim() || one.getAttribute('aria-label') || one.labels?.length)).map(one => one.outerHTML.slice(0, 100))"""
        )
        assert bare == []
