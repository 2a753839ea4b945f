"""A still picture of a drawing, within the page: what is seen before the canvas is ready, in print, without scripts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

NAMED = 40
"""Nodes up to which each has its name; in a larger picture only the middle, or names would cover each other."""
_NAME = 28
_EDGE = 70
"""Pixels around the outermost nodes, for their names."""
_KINDS, _LINKS = ("institution", "official", "agreement"), ("participation", "signature", "tenure")

_WHERE = {
    "agreement": {"institution": "parties", "official": "signatures"},
    "institution": {"agreement": "agreements", "institution": "agreements", "official": "holders"},
    "official": {"agreement": "signatures", "institution": "signatures", "official": "signatures"},
}
"""Kind of a page -> kind of what is left out -> the section that lists it."""


@dataclass(frozen=True, slots=True)
class Near:
    """What a page shows of its drawing without scripts.

    left_out: (kind, how many near nodes did not fit); at_least: whether there are even more; where: kind -> the section
    of the page that lists them.
    """

    picture: Markup
    left_out: tuple[tuple[str, int], ...]
    at_least: bool
    where: dict[str, str]


def near(kind: str, drawn: dict[str, Any]) -> Near:
    """Return what the page of a thing of this kind shows of its ``kg.pages.drawing``."""
    left_out = tuple(drawn["leftOut"].items())
    return Near(_picture(drawn["nodes"], drawn["edges"]), left_out, drawn["atLeast"], _WHERE[kind])


def _picture(nodes: list[list[Any]], edges: list[list[Any]]) -> Markup:
    lines, marks = defaultdict(list), defaultdict(list)
    for source, target, relation, _ in edges:
        _, _, x, y, *_ = nodes[source]
        _, _, u, v, *_ = nodes[target]
        lines[relation].append(f"M{x} {y}L{u} {v}")
    for kind, _, x, y, *_ in nodes:
        marks[kind].append(f"M{x} {y - 19}l19 33h-38z" if kind == 1 else f"M{x} {y}h0")
    paths = [
        *(f'<path class="l-{_LINKS[at]}" d="{"".join(lines[at])}"/>' for at in sorted(lines)),
        *(f'<path class="n-{_KINDS[at]}" d="{"".join(marks[at])}"/>' for at in sorted(marks)),
    ]
    named = nodes if len(nodes) <= NAMED else nodes[:1]
    texts = [text for node in named for text in _texts(node)]
    return Markup(f'<svg class="picture" viewBox="{_box(nodes)}" aria-hidden="true">{"".join((*paths, *texts))}</svg>')  # noqa: S704 - numbers, and labels escaped below


def _texts(node: list[Any]) -> list[str]:
    """Return the name of a node below it, in both languages where they differ."""
    _, _, x, y, name, *more = node
    at = f'x="{x}" y="{y + 36}"'
    english = more[0] if more else ""
    if not english:
        return [f"<text {at}>{escape(_cut(name))}</text>"]
    return [
        f'<text class="fa" {at}>{escape(_cut(name))}</text>',
        f'<text class="en" {at}>{escape(_cut(english))}</text>',
    ]


def _cut(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"


def _box(nodes: list[list[Any]]) -> str:
    xs, ys = [node[2] for node in nodes] or [0], [node[3] for node in nodes] or [0]
    left, top = min(xs) - 2 * _EDGE, min(ys) - _EDGE
    return f"{left} {top} {max(xs) + 2 * _EDGE - left} {max(ys) + _EDGE - top}"
