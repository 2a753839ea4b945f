"""Lines of ledgers for tests: invented people, ids of one letter."""

from __future__ import annotations

import string
from datetime import date

from hypothesis import strategies as st

from kg.ledgers import ACTIONS, PROPERTIES, VERDICTS, Correction, Judgement


def name(letter: str, kind: str = "report") -> str:
    return f"{kind}/{letter * 16}"


def judged(one: str, other: str, verdict: str, line: int = 0) -> Judgement:
    return Judgement(name(one), name(other), verdict, "م. کاظمی", "2026-11-20", "آزمون", line)


HIDDEN = [chr(code) for code in (*range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF)]
TEXT = st.text(
    st.one_of(
        st.sampled_from(list("=+-@|%'\",;\n\t پ۵\u200c\u200f\uff1d" + string.ascii_letters)),
        st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=HIDDEN),
    ),
    min_size=1,
    max_size=30,
).map(str.strip).filter(bool)  # fmt: skip
DAYS = st.dates(min_value=date(1900, 1, 1)).map(str)
JUDGEMENTS = st.builds(
    Judgement,
    one=st.sampled_from([name(letter, kind) for letter in "abc" for kind in ("report", "agreement")]),
    other=st.sampled_from([name(letter, kind) for letter in "xyz" for kind in ("report", "agreement")]),
    verdict=st.sampled_from(VERDICTS),
    by=TEXT,
    on=DAYS,
    why=TEXT,
)
FREE = sorted(name for name, one in PROPERTIES.items() if one.kind == "text")


@st.composite
def corrections(draw: st.DrawFn) -> Correction:
    action = draw(st.sampled_from(ACTIONS))
    start = draw(st.integers(0, 10**6))
    return Correction(
        name(draw(st.sampled_from("abc")), "article"),
        draw(st.sampled_from(FREE)),
        draw(TEXT),
        start,
        start + draw(st.integers(1, 10**6)),
        action,
        draw(TEXT) if action == "replace" else "",
        draw(TEXT),
        draw(DAYS),
        draw(TEXT),
    )
