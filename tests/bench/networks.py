"""Networks as the overview's page loads them, made up by a seed: as many nodes as asked for, in groups, placed by group."""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.pages import data_script, render
from kg.pages.assets_of import shared_assets
from kg.pages.searching import fold_data
from kg.pages.words import words

KINDS = ("agreement", "institution", "official")
TOPICS = (("energy", "انرژی", "Energy"), ("health", "سلامت", "Health"), ("water", "آب", "Water"))
PROVINCES = (("yazd", "یزد", "Yazd"), ("fars", "فارس", "Fars"), ("gilan", "گیلان", "Gilan"))
STATUSES = (("signed", "امضا شده", "Signed"), ("active", "در حال اجرا", "Active"))
NAMES = {
    "agreement": ("تفاهم‌نامه همکاری", "Memorandum"),
    "institution": ("سازمان توسعه", "Organisation"),
    "official": ("مدیر کل", "Director"),
}
APART = 60
"""Pixels between neighbouring nodes, as where ``kg.overview`` places them."""
_PER_GROUP = 40


def overview_data(count: int, seed: int = 0) -> dict[str, Any]:
    """Return the data of a network of ``count`` nodes, with about twice as many edges, that is not folded."""
    choice = random.Random(seed)
    groups = max(1, count // _PER_GROUP)
    group = sorted(choice.randrange(groups) for _ in range(count))
    kind = [choice.choices((0, 1, 2), (55, 30, 15))[0] for _ in range(count)]
    edges = _edges(choice, group, kind)
    degree = [0] * count
    for end in (*edges["source"], *edges["target"]):
        degree[end] += 1
    x, y = _places(choice, group, groups)
    month = [choice.randrange(120) for _ in range(count)]
    day = [(2015 + one // 12) * 10000 + (one % 12 + 1) * 100 + 15 for one in month]
    nodes = {
        "id": [f"{at:016x}" for at in range(count)],
        "href": [f"{KINDS[one]}/n{at}.html" for at, one in enumerate(kind)],
        "kind": kind,
        "fa": [f"{NAMES[KINDS[one]][0]} {at}" for at, one in enumerate(kind)],
        "en": [f"{NAMES[KINDS[one]][1]} {at}" for at, one in enumerate(kind)],
        "x": x,
        "y": y,
        "degree": degree,
        "community": group,
        "topics": [[choice.randrange(len(TOPICS))] for _ in range(count)],
        "provinces": [[choice.randrange(len(PROVINCES))] for _ in range(count)],
        "status": [[choice.randrange(len(STATUSES))] for _ in range(count)],
        "from": day,
        "to": day,
    }
    sizes = [group.count(one) for one in range(groups)]
    return {
        "format": 1,
        "folded": False,
        "leftOut": 0,
        "sample": None,
        "total": [count, len(edges["source"])],
        "where": 1,
        "facets": {"kinds": KINDS, "topics": TOPICS, "provinces": PROVINCES, "statuses": STATUSES},
        "communities": [[f"خوشه {one + 1}", f"Community {one + 1}", size] for one, size in enumerate(sizes)],
        "relations": ["participation", "signature", "tenure"],
        "nodes": nodes,
        "edges": edges,
    }


def _edges(choice: random.Random, group: Sequence[int], kind: Sequence[int]) -> dict[str, list[Any]]:
    """Return edges: most within a group, some between groups; a few nodes take part in many."""
    first: dict[int, list[int]] = {}
    for at, one in enumerate(group):
        first.setdefault(one, []).append(at)
    pairs = set()
    for at, one in enumerate(group):
        members = first[one]
        for _ in range(2):
            near = members[int(len(members) * choice.random() ** 2)]
            other = near if choice.random() < 0.93 else choice.randrange(len(group))
            if other != at:
                pairs.add((min(at, other), max(at, other)))
    chosen = sorted(pairs)
    relation = [2 if kind[a] and kind[b] else int(2 in (kind[a], kind[b])) for a, b in chosen]
    return {
        "source": [a for a, _ in chosen],
        "target": [b for _, b in chosen],
        "relation": relation,
        "key": [f"{at:016x}" for at in range(len(chosen))],
    }


def _places(choice: random.Random, group: Sequence[int], groups: int) -> tuple[list[int], list[int]]:
    """Return x and y: groups on a spiral, nodes of one on a smaller spiral around its middle."""
    turn = math.pi * (3 - math.sqrt(5))
    wide = APART * math.sqrt(_PER_GROUP) * 1.2
    seen = [0] * groups
    x, y = [], []
    for one in group:
        seen[one] += 1
        far, near = wide * math.sqrt(one), APART * 0.55 * math.sqrt(seen[one])
        x.append(round(far * math.cos(turn * one) + near * math.cos(turn * seen[one]) + choice.uniform(-9, 9)))
        y.append(round(far * math.sin(turn * one) + near * math.sin(turn * seen[one]) + choice.uniform(-9, 9)))
    return x, y


def write_page(folder: Path, count: int, seed: int = 0) -> Path:
    """Write the overview's page of a made-up network with all it loads; return the page."""
    from kg.pages import Label, Link

    data = overview_data(count, seed)
    texts = {key: [label.fa, label.en] for key, label in words().items()}
    files = {
        "data/overview": data,
        "data/words": {"words": texts},
        "data/fold": fold_data(),
    }
    for name, value in files.items():
        target = folder / f"{name}.js"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(data_script(name, value), "utf-8")
    for address, file in shared_assets().items():
        target = folder / "assets" / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    page = folder / "network.html"
    measure = {"betweenness": 0.0, "degree": 1, "neighbours": 1, "community": 0}
    bridges = [(Link("institution/n0.html", Label("سازمان", "Organisation"), "institution"), measure)]
    page.write_text(
        render(
            "network.html", root="", section="network", drawn="data/overview", bridges=bridges, sample=None,
            communities=len(data["communities"]), folded=False, nodes=count, edges=len(data["edges"]["key"]),
        ),
        "utf-8",
    )  # fmt: skip
    return page


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--nodes", type=int, default=1000)
    given = parser.parse_args()
    print(write_page(given.folder, given.nodes))
