"""What a first-time user does wrong, and what the query desk says then: names, days, refusals, too many rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from desk_kit import kept_store
from server_kit import serving

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
ENERGY = "institution/ministry-of-energy"


def test_one_box_finds_things_and_asks_about_them(visit: Open) -> None:
    page = visit()
    page.fill("#find", "وزارت نیرو")
    page.wait_for_selector("#things .thing")
    first = page.locator("#things li").first
    assert first.locator(".thing").get_attribute("href") == f"id/{ENERGY}"
    assert first.locator("mark").all_inner_texts() == ["وزارت", "نیرو"]
    first.locator("details a", has_text="هم‌طرف‌های یک نهاد").click()
    page.wait_for_selector("table.answer tbody tr")
    assert f"institution={quote(ENERGY, safe='')}" in page.url


def test_things_have_their_names_in_the_language_shown(visit: Open) -> None:
    page = visit(locale="en-US")
    page.fill("#find", "وزارت نیرو")
    page.wait_for_selector("#things .thing")
    assert page.locator("#things .thing").first.inner_text() == "Ministry of Energy"
    assert page.locator("#things li mark").first.inner_text() == "وزارت"


def test_questions_and_things_stand_together_and_go_with_the_words(visit: Open) -> None:
    page = visit()
    page.fill("#find", "هم‌طرف")
    page.wait_for_function("() => document.querySelectorAll('.question').length")
    assert page.locator(".question:visible").count() > 0
    page.fill("#find", "")
    page.wait_for_selector("#things", state="hidden")


def test_a_search_that_finds_nothing_offers_an_open_end(visit: Open) -> None:
    page = visit()
    page.fill("#find", "محیط زی")
    page.click("#things .try-open")
    page.wait_for_selector("#things .thing")
    assert page.input_value("#find") == "محیط زی*"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("16 اردیبهشت 1403", "2024-05-05"), ("۱۶ اردیبهشت ۱۴۰۳", "2024-05-05"), ("۱۶ اردیبهشت‌ماه ۱۴۰۳", "2024-05-05"), ("5 May 2024", "2024-05-05"),
        ("May 5, 2024", "2024-05-05"), ("5 مه 2024", "2024-05-05"), ("05-05-2024", "2024-05-05"), ("25/05/2024", "2024-05-25"), ("05/25/2024", "2024-05-25"),
        ("1403/02/16", "2024-05-05"), ("16/12/1402", "2024-03-06"), ("04-05-2024", None), ("2024-02-30", None), ("5 اردیبهشت 2024", None), ("", None),
    ],
)  # fmt: skip
def test_days_in_words_and_in_either_order(visit: Open, typed: str, day: str | None) -> None:
    page = visit()
    read = "async typed => (await import('./assets/desk/calendar.js')).readDay(typed)"
    assert page.evaluate(read, typed) == day


def test_an_unclear_day_is_said_to_be_unclear_and_the_old_answer_goes(visit: Open) -> None:
    page = visit("#ask=timeline&from=2018-05-01")
    page.wait_for_selector("table.answer tbody tr")
    page.fill("#value-from", "04-05-2024")
    assert page.locator("#result .old").count() == 1
    assert page.locator("#result [data-format=csv]").count() == 0
    page.keyboard.press("Enter")
    assert "سال را اول" in page.inner_text("#value-from-note")
    assert page.locator("table.answer").count() == 0


def test_the_example_of_a_day_keeps_its_order_between_persian_words(visit: Open) -> None:
    page = visit("#ask=timeline")
    page.fill("#value-from", "1403/12/32")
    page.keyboard.press("Enter")
    places = page.evaluate(
        """() => { const text = document.getElementById('value-from-note').firstChild, at = index => { const range = document.createRange();
            range.setStart(text, index); range.setEnd(text, index + 1); return range.getBoundingClientRect().x; };
            return ['2024-05-05', '۱۴۰۳/۰۲/۱۶'].map(day => { const start = text.data.indexOf(day); return at(start) < at(start + 9); }); }"""
    )
    assert places == [True, True]
    assert "\u20662024-05-05\u2069" in page.get_attribute("#value-from", "placeholder")
    assert "میلادی" not in page.inner_text("#ask-form")


def test_a_refusal_is_in_persian_and_offers_what_was_meant(visit: Open) -> None:
    page = visit("#ask=co-parties&institution=" + quote("وزارت نیر"), expected=(400,))
    page.wait_for_selector(".candidate")
    assert page.inner_text("[role=alert] .message") == "چیزی با نام «وزارت نیر» در انبار نیست."
    assert "malformed-query" in page.inner_text("[role=alert] .told")
    assert page.locator("[role=alert] .told bdi").count() == 1
    page.click(".candidate >> text='وزارت نیرو'")
    page.wait_for_selector("table.answer tbody tr")
    assert page.input_value("#value-institution") == "وزارت نیرو"


def test_a_refusal_names_the_field_and_not_its_parameter(visit: Open) -> None:
    page = visit("#ask=agreements-in-jalali-year&year=abc", expected=(400,))
    page.wait_for_selector("[role=alert]")
    assert "--year" not in page.inner_text("[role=alert]")
    assert page.get_attribute("#value-year", "aria-invalid") == "true"
    page.click("button[type=submit]")
    assert page.locator("[role=alert]").count() == 0
    assert "عدد" in page.inner_text("#value-year-note")


def test_every_code_of_the_server_has_a_sentence_of_its_own(visit: Open) -> None:
    page = visit()
    said = (
        "async codes => { const { sentence } = await import('./assets/desk/refusals.js'); return codes.map(sentence); }"
    )
    assert len(set(page.evaluate(said, ["time-limit", "busy", "row-limit", "never-heard-of"]))) == 4


def test_too_many_rows_are_offered_in_part_and_an_answer_in_part_says_so(visit: Open) -> None:
    page = visit("#sparql=" + quote("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }"), expected=(422,))
    page.click(".first-rows")
    page.wait_for_selector("table.answer tbody tr")
    assert "۱۰٬۰۰۰ سطر نخست" in page.inner_text("#result .partial")


def test_a_question_in_part_says_so_too(visit: Open, tmp_path: Path) -> None:
    with serving(kept_store(tmp_path / "store"), "--processes", "2", "--rows", "1") as server:
        page = visit("#ask=co-parties&institution=" + quote(ENERGY, safe=""), server=server, expected=(422,))
        page.click(".first-rows")
        page.wait_for_selector("table.answer tbody tr")
        assert "۱ سطر نخست" in page.inner_text("#result .partial")
        assert page.locator("table.answer tbody tr").count() == 1
        with page.expect_download() as taken:
            page.click("[data-format=csv]")
        assert len(Path(taken.value.path()).read_text("utf-8").splitlines()) == 2


def test_a_name_typed_whole_keeps_the_network(visit: Open) -> None:
    page = visit("#ask=co-parties")
    page.wait_for_selector("#value-institution:focus")
    page.keyboard.type("ministry of energy")
    page.keyboard.press("Enter")
    page.wait_for_selector("#tab-network")
    assert f"institution={quote(ENERGY, safe='')}" in page.url


def test_codes_and_ids_in_a_table_are_words(visit: Open) -> None:
    page = visit("#ask=in-force-on&on=2024-05-05")
    page.wait_for_selector("table.answer tbody tr")
    cells = page.locator("table.answer td .text").all_inner_texts()
    assert {"نامعلوم", "نه", "بله"} & set(cells)
    assert {"no", "unknown", "no-duration"} & set(cells) == set()
    page.goto(page.url.split("#")[0] + "#ask=timeline")
    page.wait_for_selector("#ask-title:has-text('خط زمان')")
    page.wait_for_selector("table.answer a[href^='id/event/']")
    assert page.locator("table.answer a[href^='id/event/']").first.inner_text().startswith("رویداد ")


def test_the_language_is_that_of_the_browser_until_one_is_chosen(visit: Open) -> None:
    page = visit("#ask=co-parties", locale="en-GB")
    page.wait_for_selector("#desk[data-shown]")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title() == "Co-parties of an institution · Query desk · Agreements knowledge graph"
    page.click("#language")
    page.wait_for_function("() => document.title.startsWith('هم‌طرف')")
    page.reload()
    page.wait_for_selector("#desk[data-shown]")
    assert page.evaluate("document.documentElement.lang") == "fa"
    other = visit("", locale="de-DE")
    other.wait_for_selector("#desk[data-shown]")
    assert other.evaluate("document.documentElement.lang") == "fa"


def test_the_desk_leads_to_the_pages_and_they_lead_back(visit: Open) -> None:
    page = visit()
    page.click(".to-pages a")
    page.wait_for_selector("[data-desk]")
    page.click("[data-desk]")
    page.wait_for_selector("#gallery")
