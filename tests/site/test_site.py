"""The written folder: complete, linked, every fact with its quote, the same bytes each time, never half-written."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from pages_kit import (
    HOSTILE,
    HOSTILE_NAMES,
    Page,
    bytes_of,
    data_files,
    data_of,
    hostile_store,
    hostile_text,
    html_pages,
    sample_store,
)
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import OutputError, StoreError
from kg.ontology.terms import AGR, RDF, RDFS
from kg.pages.rendering import POLICY
from kg.site import Plan, crew, write_site
from kg.store import open_store, version_of

AGREEMENT = "agreement/aaaaaaaaaaaaaaaa.html"
PAGES = {"agreement": 5, "institution": 9, "official": 4, "article": 4}


def test_one_page_a_thing(site: Path) -> None:
    kinds = {
        kind: len(list((site / kind).glob("*.html"))) for kind in ("agreement", "institution", "official", "article")
    }
    assert kinds == PAGES
    for name in ("index", "network", "agreements", "institutions", "officials", "articles"):
        assert (site / f"{name}.html").is_file()


def test_the_report_counts_what_was_written(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    report = write_site(sample_store(), tmp_path / "site", progress=lambda done, total: steps.append((done, total)))
    assert report.pages == {**PAGES, "topic": 2, "province": 1}
    assert report.index == tmp_path / "site" / "index.html"
    assert report.files == len(bytes_of(tmp_path / "site"))
    assert steps[-1] == (25, 25)
    assert steps == sorted(steps)


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = {page.path: page for page in html_pages(site)}
    ids = {path: page.ids() for path, page in pages.items()}
    checked = 0
    for path, page in pages.items():
        for element in page.elements:
            address = element.attributes.get("href") or element.attributes.get("src")
            if not address or address == "data:," or element.attributes.get("rel", "").startswith("external"):
                continue
            name, _, fragment = unquote(address).partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.is_file(), f"{path}: {address}"
            assert not fragment or fragment in ids[target], f"{path}: {address}"
            checked += 1
    assert checked > 500


def test_every_page_declares_language_direction_and_policy(site: Path) -> None:
    for page in html_pages(site):
        assert page.source.startswith("<!doctype html>")
        root = page.all("html")[0].attributes
        assert (root["lang"], root["dir"]) == ("fa", "rtl")
        metas = [element.attributes for element in page.all("meta")]
        assert {"http-equiv": "Content-Security-Policy", "content": POLICY} in metas
        assert page.all("title")[0].text


def test_pages_ask_no_other_host(site: Path) -> None:
    for page in html_pages(site):
        for element in page.elements:
            for name in ("src", "srcset", "data", "action", "poster", "background"):
                assert "//" not in element.attributes.get(name, "")
            if element.tag == "link":
                assert "//" not in element.attributes["href"]
    own = [path for path in (site / "assets").iterdir() if path.name in ("site.css", "site.js", "network.js")]
    assert len(own) == 3
    for path in own:
        assert "http" not in path.read_text("utf-8")


def quotes_in(page: Page) -> list[str]:
    return ["".join(element.text) for element in page.all("blockquote")]


def test_every_fact_of_an_agreement_shows_its_quote(site: Path) -> None:
    page = Page(site / AGREEMENT)
    rows = re.split(r"<tr>", page.source)[1:]
    assert len(rows) == 8
    assert all("<blockquote" in row for row in rows)
    marked = {"".join(element.text) for element in page.all("mark")}
    for quote in ("وزارت نیرو", "رئیس دانشگاه گیلان", "پنج ماده", "شش ماده", "یک تبصره", "۱۶ اردیبهشت ۱۴۰۳", "رشت"):
        assert quote in marked


def test_a_purpose_finds_its_quote_through_what_was_read(site: Path) -> None:
    page = Page(site / "agreement/bbbbbbbbbbbbbbbb.html")
    assert any("پایش کیفیت آب بسته شد" in quote for quote in quotes_in(page))


def test_linked_agreements_stand_on_both_pages_with_their_quote(site: Path) -> None:
    amending, amended = (Page(site / f"agreement/{letter * 16}.html") for letter in "ed")
    for page, word, other in ((amending, "amends", "d"), (amended, "amended by", "e")):
        assert any("".join(span.text) == word for span in page.all("span"))
        assert any(link.attributes["href"].endswith(f"agreement/{other * 16}.html") for link in page.all("a"))
        assert any("سه پروتکل برای اصلاح موافقت‌نامه گمرکی" in quote for quote in quotes_in(page))
    assert any("معاهده دوستی" in "".join(mark.text) for mark in amended.all("mark"))


def test_counted_sets_and_approving_bodies_are_facts_with_quotes(site: Path) -> None:
    amending, amended = (Page(site / f"agreement/{letter * 16}.html") for letter in "ed")
    (counted,) = [row for row in re.split(r"<tr>", amending.source) if "Agreements counted together" in row]
    assert "<mark>سه پروتکل</mark>" in counted
    (approved,) = [row for row in re.split(r"<tr>", amended.source) if "Approved by" in row]
    assert "institution/cabinet-of-iran.html" in approved
    assert "<mark>تصویب کرد</mark>" in approved
    cabinet = Page(site / "institution/cabinet-of-iran.html")
    assert any("تصویب کرد" in quote for quote in quotes_in(cabinet))


def test_a_quote_is_shown_in_its_sentence(site: Path) -> None:
    quotes = quotes_in(Page(site / AGREEMENT))
    assert any("رئیس دانشگاه گیلان به عنوان شاهد امضا شد" in quote for quote in quotes)
    assert not any("کاهش هدررفت آب شهری از محورهای" in quote and "استاندار گیلان گفت" in quote for quote in quotes)


def test_dates_stand_in_both_calendars_and_languages(site: Path) -> None:
    text = "".join(Page(site / AGREEMENT).all("body")[0].text)
    for words in ("۱۶ اردیبهشت ۱۴۰۳", "۵ مه ۲۰۲۴", "5 May 2024", "16 Ordibehesht 1403"):
        assert words in text


def test_an_article_shows_its_whole_text_with_quotes_marked(site: Path) -> None:
    page = Page(site / "article/artone2222222222.html")
    story = next(element for element in page.elements if element.attributes.get("class") == "story")
    text = next(
        quad.object.value for quad in sample_store().quads(None, AGR("text")) if "نگار پنداری" in quad.object.value
    )
    assert "".join(story.text) == text
    faint = ["".join(element.text) for element in page.all("span") if element.attributes.get("class") == "unused"]
    assert "هوای رشت در روز مراسم بارانی بود." in faint


def test_an_article_without_facts_says_so(site: Path) -> None:
    text = "".join(Page(site / "article/artthree22222222.html").all("main")[0].text)
    assert "از این خبر گزاره‌ای به دست نیامد." in text
    assert "Rain is expected on Friday." in text


@pytest.mark.parametrize("case", HOSTILE, ids=HOSTILE_NAMES)
def test_hostile_texts_stay_texts(case: dict[str, Any], tmp_path: Path, site: Path) -> None:
    own_tags = {element.tag for page in html_pages(site) for element in page.elements}
    assert own_tags.isdisjoint({"img", "iframe", "object", "embed", "base", "style"})
    write_site(hostile_store(hostile_text(case)), tmp_path / "site")
    scripts = {"../assets/", "assets/", "../agreement", "../official", "../institution", "data/"}
    for page in html_pages(tmp_path / "site"):
        for element in page.elements:
            assert not [name for name in element.attributes if name.startswith("on")], page.path
            assert element.tag in own_tags, page.path
            href = element.attributes.get("href", "").strip().lower()
            assert href == "data:," or not href.startswith(("javascript:", "data:"))
        for script in page.all("script"):
            assert any(script.attributes["src"].startswith(start) for start in scripts)
            assert not script.text
    for path in data_files(tmp_path / "site"):
        data_of(path)
        source = path.read_text("utf-8")
        assert "<" not in source
        if path.name != "fold.js":
            assert not re.search("[\u2028\u2029\u202a-\u202e\u2066-\u2069]", source)


def test_hostile_ids_stay_inside_the_folder(tmp_path: Path) -> None:
    from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

    store = open_store(None, "write")
    base = store.base_iri
    names = [
        "institution/../../escape",
        "institution/con",
        "institution/a%2Fb",
        "institution/" + "x" * 3000,
        "institution/",
    ]
    for name in names:
        node = NamedNode(base + name)
        store.load_quads(
            [
                Quad(node, RDF("type"), AGR("Institution"), DefaultGraph()),
                Quad(node, RDFS("label"), Literal(name, language="en"), DefaultGraph()),
            ]
        )
    write_site(store, tmp_path / "deep" / "site")
    written = list((tmp_path / "deep" / "site" / "institution").glob("*.html"))
    assert len(written) == len(names)
    assert [path.name for path in tmp_path.rglob("*escape*")] == []
    assert not any(path.stem == "con" for path in written)


def test_an_empty_store_gives_a_useful_site(tmp_path: Path) -> None:
    report = write_site(open_store(None, "write"), tmp_path / "site")
    assert set(report.pages.values()) == {0}
    assert "kg ingest" in (tmp_path / "site/index.html").read_text("utf-8")
    Page(tmp_path / "site/network.html")


def test_a_store_with_one_bare_node(tmp_path: Path) -> None:
    from pyoxigraph import DefaultGraph, NamedNode, Quad

    store = open_store(None, "write")
    node = NamedNode(store.base_iri + "institution/alone")
    store.load_quads([Quad(node, RDF("type"), AGR("Institution"), DefaultGraph())])
    write_site(store, tmp_path / "site")
    assert "بی‌نام" in (tmp_path / "site/institution/alone.html").read_text("utf-8")


def test_same_store_same_bytes_under_any_hash_seed(tmp_path: Path, site: Path) -> None:
    script = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path\nfrom pages_kit import sample_store\nfrom kg.site import write_site\n"
        "write_site(sample_store(), Path(sys.argv[1]))"
    )
    here = Path(__file__).parents[1]
    for seed, locale in (("1", "C"), ("4711", "C.UTF-8")):
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / seed), str(here), str(here.parent)],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            check=True,
        )
        assert bytes_of(tmp_path / seed) == bytes_of(site)


def test_writing_again_replaces_an_earlier_site(tmp_path: Path) -> None:
    write_site(sample_store(), tmp_path / "site")
    write_site(open_store(None, "write"), tmp_path / "site")
    assert not (tmp_path / "site/agreement").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def digest(folder: Path) -> str:
    return hashlib.sha256(repr(sorted(bytes_of(folder).items())).encode()).hexdigest()


def test_what_others_put_into_a_site_stays(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(sample_store(), folder)
    (folder / "CNAME").write_text("agreements.example")
    (folder / "about.html").write_text("ours")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref")
    (folder / "loose").symlink_to("nowhere")
    (folder / "agreements-0123456789abcdef.html").write_text("a page of an earlier list")
    (folder / "agreement" / "gone.html").write_text("a page of an earlier store")
    write_site(sample_store(), folder, Plan(full=True))
    assert [(folder / name).read_text() for name in ("CNAME", "about.html", ".git/HEAD")] == [
        "agreements.example",
        "ours",
        "ref",
    ]
    assert (folder / "loose").is_symlink()
    assert not (folder / "agreements-0123456789abcdef.html").exists()
    assert not (folder / "agreement" / "gone.html").exists()


def test_a_site_that_was_moved_aside_by_a_killed_process_comes_back(tmp_path: Path) -> None:
    write_site(sample_store(), tmp_path / "site")
    (tmp_path / "site" / "CNAME").write_text("agreements.example")
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    aside = tmp_path / f".site.{process.pid}.part"
    aside.mkdir()
    (tmp_path / "site").rename(aside / "old")
    write_site(sample_store(), tmp_path / "site")
    assert (tmp_path / "site" / "CNAME").read_text() == "agreements.example"
    assert not aside.exists()


def test_a_mount_point_is_refused_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda self: self == tmp_path / "site")
    with pytest.raises(OutputError, match="mount point"):
        write_site(sample_store(), tmp_path / "site", progress=lambda *_: pytest.fail("pages were written"))


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("three years of work")
    with pytest.raises(OutputError, match="would be lost"):
        write_site(sample_store(), tmp_path / "mine")
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "thesis.txt"]


@pytest.mark.parametrize("told", ['{"name": "my web project"}', "[]", "", "no JSON"])
def test_a_folder_with_another_programs_marker_is_left_alone(told: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "site.json").write_text(told)
    (tmp_path / "site" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="no site of pages"):
        write_site(sample_store(), tmp_path / "site")
    assert (tmp_path / "site" / "mine.txt").read_text() == "mine"


def test_a_sample_counts_what_it_wrote(tmp_path: Path) -> None:
    report = write_site(sample_store(), tmp_path / "site", Plan(sample=7))
    assert sum(report.pages.values()) == 7


def test_any_number_of_processes_writes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """... nor do the processes run a module that lies in the folder where the program was called."""
    folder, here = tmp_path / "store", tmp_path / "here"
    here.mkdir()
    for name in ("csv", "runpy", "socket"):
        (here / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n", "utf-8")
    monkeypatch.chdir(here)
    monkeypatch.setattr(crew, "MANY", 100)
    with open_store(folder, "write") as store:
        store.load_quads(many_quads(store.base_iri))
    for jobs in (1, 2, 3):
        version = version_of(folder)
        with open_store(folder) as opened:
            write_site(opened, tmp_path / str(jobs), Plan(folder, version, jobs=jobs))
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "2") == bytes_of(tmp_path / "3")
    assert not (tmp_path / "ran").exists()


def many_quads(base: str) -> Iterator[Quad]:
    """Yield a hundred and twenty agreements of thirty bodies: more than one process is given at once."""
    for number in range(120):
        deal, part = NamedNode(f"{base}agreement/a{number}"), NamedNode(f"{base}participation/p{number}")
        body = NamedNode(f"{base}institution/b{number % 30}")
        yield Quad(deal, RDF("type"), AGR("Agreement"), DefaultGraph())
        yield Quad(deal, AGR("hasPartyParticipation"), part, DefaultGraph())
        yield Quad(part, AGR("participant"), body, DefaultGraph())
        yield Quad(body, RDF("type"), AGR("Institution"), DefaultGraph())


def test_a_place_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "site", tmp_path / "file"):
        with pytest.raises(OutputError) as caught:
            write_site(sample_store(), place)
        assert str(place) in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


class Failing:
    """A store that breaks after some reads."""

    def __init__(self, reads: int) -> None:
        self._store, self._left = sample_store(), reads
        self.base_iri = self._store.base_iri
        self.query = self._store.query

    def changes(self) -> None:
        return None

    def quads(self, *pattern: Any) -> Any:
        self._left -= 1
        if self._left < 0:
            raise StoreError("the disk went away")
        return self._store.quads(*pattern)


def test_a_failure_half_way_leaves_the_earlier_site_and_nothing_else(tmp_path: Path) -> None:
    write_site(sample_store(), tmp_path / "site")
    before = digest(tmp_path / "site")
    with pytest.raises(StoreError):
        write_site(Failing(reads=400), tmp_path / "site")  # type: ignore[arg-type]
    assert digest(tmp_path / "site") == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
