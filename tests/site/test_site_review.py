"""The page of doubtful pairs, and decisions on the pages of what they acted on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pages_kit import HOSTILE, HOSTILE_NAMES, Page, hostile_store, hostile_text, sample_store

from kg.errors import OutputError
from kg.pages.rendering import POLICY
from kg.review import compare, doubtful_pairs
from kg.site import write_review

A, TWO = "report/reportaone222222", "report/reportatwo222222"


def written(folder: Path, store: Any = None) -> Page:
    store = store or sample_store()
    chosen = compare(store, A, TWO)
    assert chosen is not None
    return Page(write_review([*doubtful_pairs(store), chosen], folder))


def test_both_sides_stand_in_two_columns_with_their_quotes(tmp_path: Path) -> None:
    page = written(tmp_path / "review")
    assert page.path.name == "index.html"
    heads = [element for element in page.all("th") if element.attributes.get("scope") == "col"]
    assert len(heads) == 4
    assert "خبرگزاری نمونه" in "".join(heads[0].text)
    assert "۱۸ اردیبهشت ۱۴۰۳" in "".join(heads[0].text)
    marks = ["".join(element.text) for element in page.all("mark")]
    assert {"قرارداد پژوهشی", "تفاهم‌نامه پایش رودخانه‌ها", "پنج ماده", "شش ماده"} <= set(marks)


def test_every_decision_has_its_command_line(tmp_path: Path) -> None:
    page = written(tmp_path / "review")
    commands = ["".join(element.text).strip() for element in page.all("code")]
    pair = "kg review --decide report/reportb222222222 report/reportc222222222"
    assert commands[:3] == [f"{pair} {verdict} --by NAME --why TEXT" for verdict in ("same", "different", "unsure")]
    assert len(commands) == 6


def test_the_page_has_the_policy_and_all_its_files(tmp_path: Path) -> None:
    page = written(tmp_path / "review")
    (policy,) = [one for one in page.all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy"]
    assert policy.attributes["content"] == POLICY
    for tag, name in (("link", "href"), ("script", "src"), ("a", "href")):
        for element in page.all(tag):
            address = element.attributes[name].partition("#")[0]
            assert not address or (page.path.parent / address).is_file(), address


def test_without_doubts_the_page_says_so(tmp_path: Path) -> None:
    index = write_review([], tmp_path / "review")
    assert "جفتی در انتظار داوری نیست" in index.read_text("utf-8")
    assert not Page(index).all("table")


@pytest.mark.parametrize("case", HOSTILE, ids=HOSTILE_NAMES)
def test_hostile_texts_stay_texts(case: dict[str, Any], tmp_path: Path) -> None:
    own = {element.tag for element in written(tmp_path / "good").elements}
    page = written(tmp_path / "bad", hostile_store(hostile_text(case)))
    for element in page.elements:
        assert element.tag in own
        assert not [name for name in element.attributes if name.startswith("on")]
        href = element.attributes.get("href", "").strip().lower()
        assert href == "data:," or not href.startswith(("javascript:", "data:"))
    assert [script.attributes["src"] for script in page.all("script")] == ["assets/first.js", "assets/site.js"]


def test_an_earlier_page_is_replaced_and_other_files_are_left_alone(tmp_path: Path) -> None:
    write_review([], tmp_path / "review")
    written(tmp_path / "review")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/letter.txt").write_text("kept")
    with pytest.raises(OutputError):
        write_review([], tmp_path / "other")
    assert (tmp_path / "other/letter.txt").read_text() == "kept"


def test_decisions_stand_on_the_pages_of_what_they_acted_on(site: Path) -> None:
    agreement = (site / "agreement/aaaaaaaaaaaaaaaa.html").read_text("utf-8")
    assert all(
        text in agreement for text in ("کیان فرضی", "متن تفاهم‌نامه پنج ماده دارد", "نگار آزمونی", "دو مراسم جدا")
    )
    assert "آنچه نام می‌برد دیگر در انبار نیست" in agreement
    official = (site / "official/mehran2222222222.html").read_text("utf-8")
    assert "هر دو خبر از یک مراسم می‌گویند" in official
    assert "کیان فرضی" not in official


@pytest.mark.browser
def test_the_page_opens_offline_in_both_languages_and_on_a_narrow_screen(browser: Any, tmp_path: Path) -> None:
    index = written(tmp_path / "review").path
    troubles: list[str] = []
    for width in (1280, 380):
        page = browser.new_context(offline=True, viewport={"width": width, "height": 800}).new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(index.as_uri())
        page.click("#language")
        assert page.locator("html").get_attribute("dir") == "ltr"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("code.command").count() == 6
    assert troubles == []
