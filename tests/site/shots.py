"""Pictures of small parts of pages, and a comparison of them that another browser or font renderer passes too.

``python tests/site/shots.py`` in the checkout takes the pictures of ``tests/site/shots`` anew. A picture is compared by
where its ink lies, not pixel by pixel: how much of it stands in each of a few columns and rows of the box around it.
Letters that are not joined, words in another order or marks that are lost move ink from one to another.
"""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHOTS = Path(__file__).with_name("shots")
COLUMNS, ROWS = 96, 24
ALIKE = 0.06
"""Largest share of ink that may lie elsewhere. Another scale of the screen moves up to 0.05, lost marks 0.10, half-spaces
0.09, a turned order 0.14, unjoined letters 0.20, another font 0.17."""


@dataclass(frozen=True, slots=True)
class Specimen:
    """A text shown as a page shows it. html: put into a page of the site; direction: of what stands around it."""

    name: str
    html: str
    language: str = "fa"
    theme: str = "light"


_TITLE = "<h1>{}</h1>"
_ROW = '<p><strong><a href="#">{}</a></strong> <span class="chip">{}</span></p>'
_QUOTE = '<blockquote class="quote" dir="auto">{}<mark>{}</mark>{}</blockquote>'
_DATE = '<p><span class="chip s-signed">امضاشده</span> <time>۱۶ اردیبهشت ۱۴۰۳ <small>۵ مه ۲۰۲۴</small></time></p>'
SPECIMENS = tuple(
    Specimen(f"{name}-{theme}", html, language, theme)
    for theme in ("light", "dark")
    for name, html, language in (
        ("joined", _TITLE.format("<bdi>همکاری لاهیجان</bdi>"), "fa"),
        ("half-space", _TITLE.format("<bdi>تفاهم‌نامه بهره‌برداری نمی‌شود</bdi>"), "fa"),
        ("marks", _TITLE.format("<bdi>رئیسۀ مُحَمَّد گلّه هٔ</bdi>"), "fa"),
        ("mixed", _ROW.format("<bdi>ITO سازمان (Tehran) ۱۲٪</bdi>", "<bdi>MoU تفاهم</bdi>"), "fa"),
        ("mixed-english", _ROW.format("<bdi>وزارت نیرو (Energy)</bdi>", "party"), "en"),
        ("quote", _QUOTE.format("قرارداد میان ", "شرکت ملی Gas", " و دانشگاه امضا شد."), "fa"),
        ("date", _DATE, "fa"),
    )
)


@contextmanager
def stand(browser: Any, site: Path, specimen: Specimen, **options: Any) -> Iterator[Any]:
    """Give a page of the site that shows nothing but a specimen, with the site's own font and styles."""
    context = browser.new_context(viewport={"width": 1280, "height": 500}, color_scheme=specimen.theme, **options)
    page = context.new_page()
    try:
        page.goto(f"{(site / 'index.html').as_uri()}?lang={specimen.language}")
        page.evaluate(
            "html => { document.querySelector('main').innerHTML = `<div class=title id=specimen>${html}</div>`; }",
            specimen.html,
        )
        page.evaluate(
            "Object.assign(document.getElementById('specimen').style, { width: 'max-content', padding: '10px 14px', zoom: 2 })"
        )
        page.evaluate("document.fonts.ready.then(() => true)")
        yield page
    finally:
        context.close()


def shoot(browser: Any, site: Path, specimen: Specimen, **options: Any) -> bytes:
    """Return the picture of a specimen as PNG; ``options`` go to the browser."""
    with stand(browser, site, specimen, **options) as page:
        return bytes(page.locator("#specimen").screenshot(animations="disabled"))


def grey(png: bytes) -> list[list[float]]:
    """Return the rows of an 8-bit RGB or RGBA picture as brightness from 0 to 1. Raises ValueError for any other."""
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("no PNG")
    width, height, depth, colours = struct.unpack(">IIBB", png[16:26])
    if depth != 8 or colours not in (2, 6):
        raise ValueError("not 8-bit RGB or RGBA")
    step = 3 if colours == 2 else 4
    raw, size, rows = zlib.decompress(_data(png)), width * step, []
    before = bytearray(size)
    for at in range(height):
        start = at * (size + 1)
        before = _unfilter(raw[start], bytearray(raw[start + 1 : start + 1 + size]), before, step)
        rows.append(
            [(before[x] * 299 + before[x + 1] * 587 + before[x + 2] * 114) / 255_000 for x in range(0, size, step)]
        )
    return rows


def _data(png: bytes) -> bytes:
    found, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            found += png[at + 8 : at + 8 + length]
        at += length + 12
    return found


def _unfilter(kind: int, line: bytearray, before: bytearray, step: int) -> bytearray:
    """Undo one of the five filters of PNG on a line of bytes."""
    for at in range(len(line)):
        left, up = (line[at - step] if at >= step else 0), before[at]
        corner = before[at - step] if at >= step else 0
        if kind == 1:
            line[at] = (line[at] + left) & 255
        elif kind == 2:
            line[at] = (line[at] + up) & 255
        elif kind == 3:
            line[at] = (line[at] + (left + up) // 2) & 255
        elif kind == 4:
            guess = left + up - corner
            near = min((abs(guess - one), order, one) for order, one in enumerate((left, up, corner)))
            line[at] = (line[at] + near[2]) & 255
    return line


@dataclass(frozen=True, slots=True)
class Ink:
    """Where the ink of a picture lies.

    columns, rows: shares that add to one; shape: width over height of its box;
    ground: brightness of what is no ink; amount: share of the box that is ink.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    shape: float
    ground: float
    amount: float


def ink(rows: Sequence[Sequence[float]]) -> Ink:
    """Return where the ink of a picture lies: what is clearly darker or lighter than most of it."""
    flat = sorted(one for row in rows for one in row)
    ground = flat[len(flat) // 2]
    drawn = [[abs(one - ground) if abs(one - ground) > 0.12 else 0.0 for one in row] for row in rows]
    across, down = [sum(column) for column in zip(*drawn, strict=True)], [sum(row) for row in drawn]
    across, down = _box(across), _box(down)
    return Ink(
        _shares(across, COLUMNS),
        _shares(down, ROWS),
        len(across) / len(down),
        ground,
        sum(down) / (len(across) * len(down)),
    )


def _box(sums: list[float]) -> list[float]:
    used = [at for at, one in enumerate(sums) if one > 0]
    return sums[used[0] : used[-1] + 1]


def _shares(sums: Sequence[float], parts: int) -> tuple[float, ...]:
    """Return the sums over ``parts`` equal parts, each a share of the whole; a sum on a border is divided."""
    found, total, scale = [0.0] * parts, sum(sums), parts / len(sums)
    for at, one in enumerate(sums):
        first, last = at * scale, (at + 1) * scale
        for part in range(int(first), min(parts, int(last) + 1)):
            found[part] += one * max(0.0, min(last, part + 1) - max(first, part)) / scale / total
    return tuple(found)


def apart(one: Ink, other: Ink) -> float:
    """Return how far two pictures are from each other: the larger share of ink that would have to move, columns or rows.

    Ink that only moved to the part beside its own counts half: renderers differ by a pixel or two.
    """
    return max(_moved(one.columns, other.columns), _moved(one.rows, other.rows), abs(1 - one.shape / other.shape))


def _moved(one: Sequence[float], other: Sequence[float]) -> float:
    plain = sum(abs(a - b) for a, b in zip(one, other, strict=True)) / 2
    soft = sum(abs(a - b) for a, b in zip(_blurred(one), _blurred(other), strict=True)) / 2
    return (plain + soft) / 2


def _blurred(shares: Sequence[float]) -> list[float]:
    padded = [0.0, *shares, 0.0]
    return [(padded[at - 1] + padded[at] + padded[at + 1]) / 3 for at in range(1, len(padded) - 1)]


def main() -> None:
    """Take all pictures anew."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    import tempfile

    from pages_kit import sample_store
    from playwright.sync_api import sync_playwright
    from tools import require

    from kg.site import write_site

    SHOTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, sample_store() as store:
        write_site(store, Path(folder) / "site")
        browser = playwright.chromium.launch(executable_path=require("browser"), args=["--no-sandbox"])
        for specimen in SPECIMENS:
            (SHOTS / f"{specimen.name}.png").write_bytes(shoot(browser, Path(folder) / "site", specimen))
        browser.close()


if __name__ == "__main__":
    main()
