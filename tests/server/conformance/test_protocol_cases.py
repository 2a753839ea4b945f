"""The W3C's test cases of the SPARQL 1.1 Protocol against a running server; how many pass is printed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from served_kit import DATA, TOKEN, Answer, Served

from kg.settings import BASE_IRI

FILE = Path(__file__).parents[1] / "data" / "protocol_cases.toml"
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]
FORM = "application/x-www-form-urlencoded"
W3C = 35
"""Cases in the manifest of the W3C."""


def written_out(text: str) -> str:
    """Return a text of the table with its graphs in full."""
    for number in (1, 2, 3):
        text = text.replace(f"DATA{number}", f"{DATA}{number}.rdf")
    return text.replace("USER", f"{BASE_IRI}graph/user/protocol-test").replace("<BASE", f"<{BASE_IRI}")


def encoded(pairs: list[list[str]]) -> str:
    return urlencode([(name, written_out(value)) for name, value in pairs])


def sent(served: Served, step: dict[str, Any]) -> Answer:
    """Send what a step says."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    body = None
    if "form" in step:
        headers["Content-Type"], body = FORM, encoded(step["form"]).encode()
    elif "body" in step:
        body = written_out(step["body"]).encode(step.get("encoding", "utf-8"))
        headers |= {"Content-Type": step["type"]} if "type" in step else {}
    method = step.get("method", "GET" if body is None else "POST")
    query = "?" + encoded(step["url"]) if "url" in step else ""
    return served.ask(method, f"/sparql{query}", headers, body)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(writable: Served, case: dict[str, Any]) -> None:
    for number, step in enumerate(case["step"]):
        answer = sent(writable, step)
        assert answer.status == step.get("status", 200), (number, answer.body)
        if "media" in step:
            assert answer.media_type in step["media"], number
        if "answer" in step:
            assert answer.json()["boolean"] is step["answer"], number
        if answer.status >= 400:
            assert set(answer.json()) == {"code", "message"}
        if answer.status == 403:
            assert "corrections.csv" in str(answer.json()["message"])


def test_all_cases_are_here_and_named() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names)) == W3C
    assert all(case["verdict"] == "pass" or case["why"] for case in CASES)
    adapted = [case["name"] for case in CASES if case["verdict"] == "adapted"]
    print(
        f"\nW3C SPARQL 1.1 Protocol: {len(names) - len(adapted)} as written, {len(adapted)} adapted: {', '.join(adapted)}"
    )
