"""Who signed: a surname alone is taken for its bearer, another given name is not. All names are invented."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.identity.signers import same_person

ONE = [
    ("نمونه زاده", "نادر نمونه زاده"),
    ("نمونه زاده", "نادر نمونه‌زاده"),
    ("نمونه‌زاده", "نادر نمونه زاده"),
    ("دکتر نمونه‌زاده", "نادر نمونه‌زاده"),
    ("تقوی نمونه", "سارا تقوی نمونه"),
    ("رحمان آزما", "قربانعلی رحمان‌آزما"),
    ("al-Nemuni", "Yousif al-Nemuni"),
    ("Nemune-Sirat", "Forough Nemunesirat"),
]
OTHERS = [
    ("ملک نمونه‌ای", "علی نمونه‌ای"),
    ("رضا نمونه‌ای", "علی نمونه‌ای"),
    ("حسن نمونه‌ای", "علی حسن نمونه‌ای"),
    ("نمونه پور", "نادر نمونه زاده"),
    ("ابراهیم نمونه زاده", "علی نمونه زاده"),
]


@pytest.mark.parametrize(("one", "other"), [pair for two in ONE for pair in permutations(two)])
def test_a_surname_alone_is_its_bearers(one: str, other: str) -> None:
    assert same_person(one, other)


@pytest.mark.parametrize(("one", "other"), [pair for two in OTHERS for pair in permutations(two)])
def test_other_names_are_other_people(one: str, other: str) -> None:
    assert not same_person(one, other)
