"""Text search over HTTP says what ``kg search --json`` says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import jsonschema
import pytest
from server_kit import Served

SCHEMA = json.loads((Path(__file__).parents[2] / "ontology" / "search.schema.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "words", ["نیرو", "نيرو", "تفاهمنامه", "energy", '"وزارت نیرو"', "وزار*", "هیچ‌کجا", "AND OR ("]
)
def test_the_answer_is_that_of_the_command(served: Served, words: str) -> None:
    answer = served.ask("/search?" + urlencode({"q": words, "limit": 5}))
    command = [sys.executable, "-m", "kg", "search", words, "--limit", "5", "--json", "--store", str(served.store)]
    told = subprocess.run(command, capture_output=True, check=False)
    assert answer.status == 200, answer.text
    assert answer.json == json.loads(told.stdout)
    jsonschema.validate(answer.json, SCHEMA)


def test_a_kind_may_be_asked_for(served: Served) -> None:
    answer = served.ask("/search?" + urlencode({"q": "نیرو", "kind": "institution"}))
    found = json.loads(answer.body)["results"]
    assert found
    assert {one["kind"] for one in found} == {"institution"}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=+",
        "q=x&limit=0",
        "q=x&limit=-1",
        "q=x&limit=9999999999",
        "q=x&limit=000000005" + "9" * 4400,
        "q=x&limit=\u0665",
        "q=x&kind=nothing",
    ],
)
def test_what_cannot_be_searched_is_refused(served: Served, query: str) -> None:
    answer = served.ask("/search?" + query.encode("ascii", "backslashreplace").decode())
    assert answer.status == 400
    assert answer.code in ("malformed-request", "malformed-query")


@pytest.mark.parametrize("words", ["x" * 2_000, "x+" * 400])
def test_a_search_has_an_end(served: Served, words: str) -> None:
    assert served.ask(f"/search?q={words}").status == 400
