"""The guide to serving tells of every code that a client may meet."""

from __future__ import annotations

from pathlib import Path

from kg.protocol import CODES

GUIDE = Path(__file__).parents[2] / "data" / "SERVING.md"


def test_the_guide_lists_every_code_with_its_status_and_meaning() -> None:
    lines = GUIDE.read_text("utf-8").splitlines()
    assert [f"| `{code}` | {status} | {meaning} |" for code, (status, meaning) in CODES.items()] == [
        line for line in lines if line.startswith("| `") and line.split(" | ")[1].isdecimal()
    ]
