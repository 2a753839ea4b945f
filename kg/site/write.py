"""Writes the whole site: every page, the drawings, the cards and the search data, in one pass over the store."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx

from kg.network import Measures, cooperation_network, layout, measures, neighbourhood
from kg.ontology import reference_page
from kg.ontology.terms import AGR
from kg.pages import (
    KINDS,
    Card,
    Frame,
    Label,
    Link,
    Reader,
    Row,
    View,
    data_script,
    drawing,
    edge_cards,
    fold_data,
    list_order,
    page_href,
    page_name,
    page_text,
    render,
    search_entry,
    shared_assets,
    short_hash,
    view_of,
    words,
)
from kg.site.figures import write_figures
from kg.site.folder import MARKER, Site, fresh_site
from kg.store import Store

LIST_ROWS = 500
"""Rows of one page of a list."""
CARDS_A_FILE = 64
"""Cards of one data file, about; they are spread over 1, 16, 256 or 4,096 files by hash."""
TOP = 20
_LATEST = 10

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was written: the index to open, pages by kind, files in all."""

    index: Path
    pages: dict[str, int]
    files: int


def write_site(store: Store, folder: Path, *, progress: Progress | None = None) -> SiteReport:
    """Write the site of a store into ``folder`` (replaced if it is an earlier site).

    Opens from ``file://``, asks no other host, and gives the same bytes for the same store. ``progress`` is called
    with (pages done, pages in all). Raises OutputError when the folder cannot be written.
    """
    folder = Path(folder).resolve()
    with fresh_site(folder) as site:
        report = _Writer(store, site, progress or (lambda done, total: None)).write()
    return SiteReport(folder / "index.html", report, site.files)


class _Writer:
    """One run: what is read once, and what the pages leave behind for lists, search and cards."""

    def __init__(self, store: Store, site: Site, progress: Progress) -> None:
        self.store, self.reader, self.site, self.progress = store, Reader(store), site, progress
        self.graph: nx.MultiDiGraph = cooperation_network(store)
        self.measures: Measures = measures(self.graph)
        self.measure = self.measures.by_node()
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.cards: dict[str, Card] = {}
        self.search: list[list[str]] = []
        self.done = 0

    def write(self) -> dict[str, int]:
        members = {kind: self.reader.members(kind.capitalize()) for kind in KINDS}
        self.total = sum(map(len, members.values()))
        self.site.copy_all(shared_assets())
        self.site.write("ontology.html", reference_page())
        for kind, ids in members.items():
            for local_id in ids:
                self._thing(kind, local_id)
                self._step()
        self._overviews({f"{kind}s": len(ids) for kind, ids in members.items()})
        self._data()
        write_figures(self.site, self.store, self.measures, self.reader)
        return {kind: len(ids) for kind, ids in members.items()}

    def _step(self) -> None:
        self.done += 1
        self.progress(self.done, self.total)

    def _thing(self, kind: str, local_id: str) -> None:
        view = view_of(self.reader, kind, local_id)
        address = page_name(kind, local_id)
        frame = Frame() if view.card is None else self._drawn(address, local_id)
        self.site.write(f"{address}.html", page_text(view, frame))
        if view.card is not None:
            self.cards[short_hash(local_id)] = view.card
        self._listed(view, local_id)

    def _drawn(self, address: str, local_id: str) -> Frame:
        """Write the drawing of what lies around a thing."""
        near = neighbourhood(self.graph, local_id)
        self.site.write(f"{address}.js", data_script(address, drawing(near, layout(near))))
        return Frame(drawn=address, measure=self.measure.get(local_id), sample=self.measures.sample)

    def _listed(self, view: View, local_id: str) -> None:
        self.rows[f"{view.kind}s"].append(view.row)
        folded = self.reader.node(local_id).text(AGR("searchText")) if view.card is not None else ""
        self.search.append(search_entry(view.row.link, folded))

    def _overviews(self, counts: dict[str, int]) -> None:
        """Write the lists, the whole network and the index."""
        for section in counts:
            self._list(section)
        agreements, institutions = (
            sorted(self.rows[name], key=list_order(name)) for name in ("agreements", "institutions")
        )
        bridges = list(self._bridges())
        common = {"root": "", "bridges": bridges, "sample": self.measures.sample}
        index = render(
            "index.html",
            section="home",
            counts=list(counts.items()),
            total=sum(counts.values()),
            latest=agreements[:_LATEST],
            connected=[row for row in institutions if row.count][:_LATEST],
            quiet=sum(row.note == "toldNothing" for row in self.rows["articles"]),
            **common,
        )
        self.site.write("index.html", index)
        values = {"drawn": "data/network", "communities": self.measures.communities, "section": "network"}
        self.site.write("network.html", render("network.html", **values, **common))
        said = self._said()
        drawn = drawing(said, layout(said), self.measures)
        self.site.write("data/network.js", data_script("data/network", drawn))

    def _said(self) -> nx.MultiDiGraph:
        """Return the network without bodies of which no article says anything: parents and former bodies alone."""
        graph = self.graph
        quoted = {node for node in graph if any(row["quotes"] for row in self.cards[short_hash(node)]["rows"])}
        return graph.subgraph([node for node in graph if graph.degree(node) or node in quoted])

    def _list(self, section: str) -> None:
        rows = sorted(self.rows[section], key=list_order(section))
        pages = max(1, -(-len(rows) // LIST_ROWS))
        for number in range(1, pages + 1):
            part = rows[(number - 1) * LIST_ROWS : number * LIST_ROWS]
            values = {"rows": part, "total": len(rows), "pages": pages, "number_of": number}
            name = section if number == 1 else f"{section}-{number}"
            self.site.write(f"{name}.html", render("list.html", root="", section=section, **values))

    def _bridges(self) -> Iterator[tuple[Link, Any]]:
        """Yield the nodes most shortest paths pass by, most first."""
        ranked = sorted(self.measures, key=lambda item: (-item.betweenness, -item.degree, item.node))
        for item in ranked[:TOP]:
            data = self.graph.nodes[item.node]
            label = Label(data["label_fa"], data["label_en"])
            yield Link(page_href(data["kind"], item.node), label, data["kind"]), item

    def _data(self) -> None:
        """Write search entries, the fold, the words for scripts, and the cards of nodes and edges."""
        self.cards.update(edge_cards(self.reader, self.graph))
        digits = _digits(len(self.cards))
        shards: dict[str, dict[str, Card]] = defaultdict(dict)
        for key in sorted(self.cards):
            shards[key[:digits]][key] = self.cards[key]
        for shard, found in sorted(shards.items()):
            self.site.write(f"data/cards{shard}.js", data_script(f"data/cards{shard}", found))
        self.site.write("data/search.js", data_script("data/search", self.search))
        self.site.write("data/fold.js", data_script("data/fold", fold_data()))
        texts = {key: [label.fa, label.en] for key, label in words().items()}
        self.site.write("data/words.js", data_script("data/words", {"words": texts, "digits": digits}))
        marker = {"generator": "agreements-kg", "format": 1}
        self.site.write(MARKER, json.dumps(marker, sort_keys=True) + "\n")


def _digits(count: int) -> int:
    """Return how many hex digits of a card's hash name its file."""
    digits = 0
    while count > CARDS_A_FILE * 16**digits and digits < 3:
        digits += 1
    return digits
