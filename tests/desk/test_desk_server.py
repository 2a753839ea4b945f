"""What the server answers for the desk: types, policies, caching, names that are bound, addresses that are none."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from desk_kit import HOSTILE, ingested_store
from server_kit import Served, serving


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/library", "application/json"),
        ("/completions", "application/json"),
        ("/suggest?q=minis&of=institution", "application/json"),
        ("/library/agreements-per-year", "application/sparql-query; charset=utf-8"),
        ("/assets/desk/desk.js", "text/javascript; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/vazirmatn.woff2", "font/woff2"),
    ],
)
def test_types_tags_and_packing(desk: Served, path: str, kind: str) -> None:
    answer = desk.ask(path)
    assert answer.status == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["x-content-type-options"] == "nosniff"
    again = desk.ask(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert "content-security-policy" not in again.headers  # it would take the place of the page's own
    assert "content-type" not in again.headers
    packed = desk.ask(path, headers={"Accept-Encoding": "gzip"})
    whole = gzip.decompress(packed.body) if packed.headers.get("content-encoding") == "gzip" else packed.body
    assert whole == answer.body
    for refused in ("gzip;q=0", "gzip; q=0.000", "identity"):
        plain = desk.ask(path, headers={"Accept-Encoding": refused})
        assert "content-encoding" not in plain.headers, refused
        assert plain.body == answer.body


def test_large_fixed_answers_are_packed(desk: Served) -> None:
    for accepted in ("gzip", "deflate, gzip;q=0.5", "*"):
        packed = desk.ask("/assets/desk/desk.js", headers={"Accept-Encoding": accepted})
        assert packed.headers["content-encoding"] == "gzip", accepted


def test_names_are_offered_with_all_that_the_script_shows(desk: Served, tmp_path: Path) -> None:
    asked = f"/suggest?of=official&q={quote('مهران نمونه')}"
    assert json.loads(desk.ask(asked).body) == [
        {
            "id": "official/mehran2222222222",
            "iri": "https://w3id.org/agreements-kg/id/official/mehran2222222222",
            "fa": "سید مهران نمونه\u200cپور",
            "en": "",
            "kind": "official",
            "note": "استاندار گیلان",
        }
    ]
    with serving(ingested_store(tmp_path / "store"), "--processes", "1") as server:
        found = json.loads(server.ask(f"/suggest?of=institution&q={quote('وزارتنیر')}").body)
    assert [one["id"] for one in found] == ["institution/ministry-of-energy"]


def test_names_of_no_kind_are_refused(desk: Served) -> None:
    answer = desk.ask("/suggest?q=x&of=robot")
    assert (answer.status, answer.code) == (400, "malformed-query")


def test_the_page_has_a_policy_of_its_own(desk: Served) -> None:
    policy = desk.ask("/").headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "path",
    ["/assets/", "/assets/none.js", "/assets/../kg.py", "/assets/%2e%2e/%2e%2e/pyproject.toml", "/assets/desk/../words.tsv",
     "/assets//etc/passwd", "/assets/desk/desk.js/", "/library/none", "/library/..%2f..%2fetc", "/nothing"],
)  # fmt: skip
def test_what_is_no_address(desk: Served, path: str) -> None:
    answer = desk.ask(path)
    assert answer.status in (404, 307)
    if answer.status == 404:
        assert answer.code == "not-found"
        assert b"/work" not in answer.body
        assert b"Traceback" not in answer.body


@pytest.mark.parametrize("text", [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_hostile_parameters_are_names_of_nothing(desk: Served, text: str) -> None:
    written = quote(text.encode("utf-8")[:2000])
    found = desk.ask(f"/suggest?of=institution&q={written}")
    assert (found.status, found.headers["content-type"]) == (200, "application/json")
    assert json.loads(found.body) == []
    bound = desk.ask(f"/library/co-parties?institution={written}")
    assert bound.status == 400
    assert bound.code == "malformed-query"


def test_the_csv_begins_with_the_mark_that_excel_wants(desk: Served) -> None:
    answer = desk.ask("/ask/co-parties?institution=institution/ministry-of-energy&format=csv")
    assert answer.body.startswith(b"\xef\xbb\xbfcoParty,name,agreements\r\n")
