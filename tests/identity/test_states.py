"""Which state a body belongs to, told by its names."""

from __future__ import annotations

import pytest

from kg.identity import states_of
from kg.language import search_text
from kg.lexicon import load_lexicon

LEXICON = load_lexicon()
IRAN = "institution/iran"


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("بانک ملی قزاقستان", "institution/kazakhstan"),
        ("National Bank of Kazakhstan", "institution/kazakhstan"),
        ("دانشگاه کابل", "institution/afghanistan"),
        ("وزارت کشاورزی نمونه ارمنستان", "institution/armenia"),
        ("Omani Sample Board", "institution/oman"),
        ("وزارت نیرو", IRAN),
        ("استانداری آذربایجان شرقی", IRAN),
        ("بنیاد نمونه", None),
        ("شورای مشترک نمونه ایران و عمان", None),
        ("یونسکو", None),
        ("ایران", None),
    ],
)
def test_names_tell_the_state(name: str, state: str | None) -> None:
    party = LEXICON.institution_id(name)
    assert states_of([(party, search_text(name))], LEXICON) == (((party, state),) if state else ())
