"""Reports written by hand or made up by hypothesis, as the tests of this folder need them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from kg.identity import ReportKey, signature
from kg.language import search_text

DATA = Path(__file__).parent / "data"


def report(name: str, said: dict[str, Any]) -> ReportKey:
    """Return the key of a report written as in ``data/reports.json``; parties are their own ids."""
    given = dict(said)
    article, text, date = given.pop("article", name), given.pop("text", ""), given.pop("date", None)
    first, _, last = (date or "").partition("/")
    words = {
        "objectives": tuple(map(search_text, given.pop("objectives", ()))),
        "title": search_text(given.pop("title", "")),
    }
    lists = {
        key: tuple(map(tuple, value)) if key in ("broader", "names", "states") else tuple(value)
        for key, value in given.items()
        if isinstance(value, list)
    }
    lists["parties"] = tuple(sorted(lists["parties"]))
    lists["names"] = tuple((body, search_text(written)) for body, written in lists.get("names", ()))
    basis = given.pop("date_basis", "quoted" if date else None)
    rest = {"published": None, **given, **lists, **words, "minhash": signature(text), "characters": len(text)}
    return ReportKey(
        report=f"report/{name}",
        article_key=article,
        earliest=first or None,
        latest=last or first or None,
        date_basis=basis,
        **rest,
    )


def cases(file: str) -> list[tuple[str, list[ReportKey], list[list[str]]]]:
    """Return each case of a file: its name, the reports, and the agreements they tell of."""
    return [
        (case["case"], [report(name, said) for name, said in case["reports"].items()], case["agreements"])
        for case in json.loads((DATA / file).read_text("utf-8"))
    ]


_days = st.sampled_from([None, "2021-10-01", "2021-10-04", "2021-10-20", "2021-12-01", "2022-10-20"])
_texts = st.sampled_from(["", *(" ".join(f"{letter}{number}" for number in range(40)) for letter in "abc")])


def _made(number: int, article: int, **said: Any) -> ReportKey:
    return report(str(number), {"article": str(article), **said})


made_reports = st.lists(
    st.builds(
        _made,
        number=st.integers(0, 99),
        article=st.integers(0, 12),
        published=_days,
        date=_days,
        date_basis=st.sampled_from(["quoted", "derived"]),
        parties=st.sampled_from(
            [["x", "y"], ["x", "y", "z"], ["x", "z"], ["w", "y"], ["s", "t"], ["s", "y"], ["x"], []]
        ),
        states=st.sampled_from([[], [["x", "s"], ["y", "t"], ["z", "t"]]]),
        broader=st.sampled_from([[], [["x", "w"]]]),
        type=st.sampled_from(["memorandum", "agreement", "contract", "treaty", "other"]),
        status=st.sampled_from(["signed", "signed", "planned", "ratified", "extended", "unknown"]),
        signatories=st.sampled_from([[], ["نادر نمونه‌زاده"], ["Nader Nemoonezadeh"], ["سارا آزمون‌پور"]]),
        objectives=st.sampled_from([[], ["ساخت نیروگاه خورشیدی"], ["لایروبی رودخانه تجن"]]),
        article_count=st.sampled_from([None, 5, 6]),
        text=_texts,
        language=st.sampled_from(["fa", "en"]),
    ),
    unique_by=lambda one: one.report,
    max_size=14,
)
