"""Pictures of small parts of pages compared with kept ones, and that Persian letters are joined, by measuring words."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shots import ALIKE, SHOTS, SPECIMENS, Specimen, apart, grey, ink, shoot, stand

pytestmark = pytest.mark.browser
WORDS = ("همکاری", "تفاهم", "نمونه", "لاهیجان", "محیط")
WIDTHS = """words => words.map(word => {
  const measure = text => {
    const span = Object.assign(document.createElement('span'), { textContent: text });
    span.style.whiteSpace = 'nowrap';
    document.getElementById('specimen').append(span);
    return span.getBoundingClientRect().width;
  };
  return [measure(word), [...word].map(measure).reduce((one, other) => one + other, 0), measure([...word].join('\\u200c'))];
})"""


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda one: one.name)
def test_a_part_of_a_page_looks_as_it_did(browser: Any, site: Path, specimen: Specimen) -> None:
    kept, now = ink(grey((SHOTS / f"{specimen.name}.png").read_bytes())), ink(grey(shoot(browser, site, specimen)))
    assert apart(kept, now) < ALIKE
    assert abs(kept.ground - now.ground) < 0.03
    assert abs(kept.amount / now.amount - 1) < 0.25


WRONG = {
    "letters not joined": ("joined-light", lambda html: html.replace("همکاری", "\u200c".join("همکاری"))),
    "joined where a half-space stands": ("half-space-dark", lambda html: html.replace("\u200c", "")),
    "a space for a half-space": ("half-space-light", lambda html: html.replace("\u200c", " ")),
    "marks lost": ("marks-light", lambda html: html.translate(dict.fromkeys((0x64E, 0x64F, 0x651, 0x654)))),
    "order of pieces turned": ("mixed-light", lambda html: html.replace("<bdi>", '<bdi dir="rtl">')),
    "order of two pieces": ("mixed-dark", lambda html: html.replace("(Tehran) ۱۲٪", "۱۲٪ (Tehran)")),
    "quote in the direction of the page": ("quote-dark", lambda html: html.replace('dir="auto"', 'dir="ltr"')),
    "another font": ("date-light", lambda html: f'<div style="font-family: sans-serif">{html}</div>'),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_looks_different(browser: Any, site: Path, wrong: str) -> None:
    name, change = WRONG[wrong]
    specimen = next(one for one in SPECIMENS if one.name == name)
    changed = replace(specimen, html=change(specimen.html))
    assert changed.html != specimen.html
    kept = ink(grey((SHOTS / f"{name}.png").read_bytes()))
    assert apart(kept, ink(grey(shoot(browser, site, changed)))) > ALIKE


def test_another_scale_of_the_screen_looks_alike(browser: Any, site: Path) -> None:
    for specimen in SPECIMENS[::2]:
        kept = ink(grey((SHOTS / f"{specimen.name}.png").read_bytes()))
        assert apart(kept, ink(grey(shoot(browser, site, specimen, device_scale_factor=1.5)))) < ALIKE


def test_words_are_narrower_than_their_letters_one_by_one(browser: Any, site: Path) -> None:
    with stand(browser, site, SPECIMENS[0]) as page:
        widths = page.evaluate(WIDTHS, list(WORDS))
    for word, (joined, one_by_one, split) in zip(WORDS, widths, strict=True):
        assert joined < one_by_one - 1, word
        assert joined < split - 1, word
    assert sum(row[0] for row in widths) < 0.92 * sum(row[1] for row in widths)


def test_a_half_space_parts_letters_without_room_between_words(browser: Any, site: Path) -> None:
    with stand(browser, site, SPECIMENS[0]) as page:
        half, none, whole = (row[0] for row in page.evaluate(WIDTHS, ["می‌شود", "میشود", "می شود"]))
        assert none < half < whole


def test_vowel_signs_take_no_room(browser: Any, site: Path) -> None:
    with stand(browser, site, SPECIMENS[0]) as page:
        plain, signed = (row[0] for row in page.evaluate(WIDTHS, ["محمد", "مُحَمَّد"]))
        assert abs(plain - signed) < 0.02 * plain


def test_the_pieces_of_a_mixed_label_stand_where_they_belong(browser: Any, site: Path) -> None:
    left_of = """() => {
      const node = document.querySelector('#specimen bdi').firstChild;
      const left = text => { const range = document.createRange(); const at = node.data.indexOf(text);
        range.setStart(node, at); range.setEnd(node, at + text.length); return range.getBoundingClientRect().left; };
      return ['ITO', 'سازمان', '(Tehran)', '۱۲'].map(left);
    }"""
    mixed = next(one for one in SPECIMENS if one.name == "mixed-light")
    with stand(browser, site, mixed) as page:
        first, second, third, fourth = page.evaluate(left_of)
        assert first < second < third or first > second > third
        assert fourth != third


def test_the_kept_pictures_are_small_and_each_is_compared() -> None:
    assert {path.stem for path in SHOTS.glob("*.png")} == {one.name for one in SPECIMENS}
    assert max(path.stat().st_size for path in SHOTS.glob("*.png")) <= 40_000


@pytest.mark.parametrize("kind", range(5))
def test_pictures_are_read_whatever_filter_their_lines_have(kind: int) -> None:
    lines = [bytes((7 * at * (row + 1) + 13 * row) % 256 for at in range(12)) for row in range(3)]
    raw = b"".join(
        bytes([kind]) + _filtered(kind, line, lines[at - 1] if at else bytes(12)) for at, line in enumerate(lines)
    )
    head = (4).to_bytes(4, "big") + (3).to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, data) for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(raw)), (b"IEND", b""))
    )
    expected = [
        [(line[x] * 299 + line[x + 1] * 587 + line[x + 2] * 114) / 255_000 for x in range(0, 12, 3)] for line in lines
    ]
    assert grey(png) == expected


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def _filtered(kind: int, line: bytes, before: bytes) -> bytes:
    found = []
    for at, value in enumerate(line):
        left, up, corner = (line[at - 3] if at >= 3 else 0), before[at], (before[at - 3] if at >= 3 else 0)
        guess = left + up - corner
        paeth = (
            left
            if abs(guess - left) <= min(abs(guess - up), abs(guess - corner))
            else up
            if abs(guess - up) <= abs(guess - corner)
            else corner
        )
        found.append((value - (0, left, up, (left + up) // 2, paeth)[kind]) & 255)
    return bytes(found)
