"""How well reports of one agreement find each other: the gold of ``data/gold/clusters`` against the program and simple peers.

``python tests/evaluation/cluster_bench.py``            prints pairwise precision, recall and F1 of each half and of both
``… --errors``           lists the errors of the half that rules may be made with
``… --thresholds``       counts the pairs of that half above, between and below the thresholds of the score
``… --write``            raises the floors (``data/gold/clusters/floors.json``) to 0.02 below what is measured now
``… --lower "REASON"``   also lowers floors that are not met any more and writes each with its reason

All articles are read and consolidated together, as in a store. A pair is two rows of the tables. "all pairs" are all
of them; "pairs read" are those of which both reports were read: the report with the ordinal of the row exists, and at
least two of the agreement's parties (``parties-X.tsv``) are among its parties, by identifier or, outside the lexicon,
by a name that the product takes for the same body's (or, in the other script, by that of any body outside it).

Intervals are of 95 %: a bootstrap that draws whole agreements (2,000 times, seeded), since pairs of one agreement are
not independent; for precision and recall widened to Wilson's interval where that reaches further, because a bootstrap
of no errors has no width.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from evaluation_floors import Floors, write
from intervals import wilson
from pyoxigraph import NamedNode, Quad

from kg.articles import Article
from kg.consolidation import consolidated_quads
from kg.extraction import GrammarExtractor
from kg.graph import View, article_quads
from kg.graph.keys import report_keys
from kg.identity import ReportKey, resolve_institutions, score
from kg.lexicon import Lexicon, load_lexicon
from kg.ontology.terms import AGR
from kg.settings import BASE_IRI, Settings
from kg.sources import read_articles

FOLDER = Path(__file__).resolve().parents[2] / "data" / "gold" / "clusters"
FILE = FOLDER / "floors.json"
HALVES = ("dev", "test", "both")
DRAWS, SEED = 2000, 1
WINDOW = 31
"""Days within which the former rule joined two reports of the same parties."""
RAISE = "python tests/evaluation/cluster_bench.py --write"


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement told in one article. report: its local id, "" where the program read none; read: see above."""

    cluster: str
    article: str
    half: str
    role: str
    report: str
    read: bool


def corpus_hash() -> str:
    """Return the SHA-256 over names and bytes of the corpus files."""
    digest = hashlib.sha256()
    for path in sorted([*FOLDER.glob("*.jsonl"), *FOLDER.glob("*.tsv")]):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def table(kind: str) -> list[dict[str, str]]:
    """Return the rows of all tables of a kind."""
    found: list[dict[str, str]] = []
    for path in sorted(FOLDER.glob(f"{kind}-*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return found


@cache
def lexicon() -> Lexicon:
    """Return the shipped lexicon."""
    return load_lexicon()


Graphs = dict[str, tuple[Quad, ...]]
"""The graph of each article by the article's id."""


@cache
def graphs() -> Graphs:
    """Read all articles of the gold."""
    return graphs_of(sorted(FOLDER.glob("articles-*.jsonl")))


def graphs_of(paths: list[Path]) -> Graphs:
    """Read all articles of some files."""
    extractor = GrammarExtractor(lexicon())
    articles = (one for one in read_articles(paths, Settings()) if isinstance(one, Article))
    return {one.key: article_quads(one, extractor.extract(one), BASE_IRI) for one in articles}


@cache
def keys() -> dict[str, ReportKey]:
    """Return the keys of all reports by local id."""
    found = (key for quads in graphs().values() for key in report_keys(View(quads), BASE_IRI, lexicon()))
    return {key.report: key for key in found}


def ordinals_of(told: Graphs) -> dict[tuple[str, int | None], str]:
    """Return the local id of each report by the id of its article and its number in it."""
    found = {}
    for article, quads in told.items():
        view = View(quads)
        for node in view.of_type(AGR("Report")):
            found[article, view.number(node, AGR("ordinal"))] = node.value.removeprefix(BASE_IRI)
    return found


@cache
def rows() -> tuple[Row, ...]:
    """Return all rows of the tables with the report that the program read for each."""
    ordinals = ordinals_of(graphs())
    parties = {line["cluster"]: line["parties"].split("|") for line in table("parties")}
    found = []
    for line in table("clusters"):
        report = ordinals.get((line["article"], int(line["agreement"])), "")
        read = bool(report) and is_read(keys()[report], parties[line["cluster"]])
        found.append(Row(line["cluster"], line["article"], line["half"], line["role"], report, read))
    return tuple(found)


def is_read(key: ReportKey, parties: Iterable[str]) -> bool:
    """Say whether at least two of the gold's parties are among those of a report."""
    return sum(f"institution/{party}" in key.parties or _named(party, key) for party in parties) >= 2


def _named(party: str, key: ReportKey) -> bool:
    """Say whether a report names a body of the gold that is not in the lexicon; in the other script any such will do."""
    outside = [name for body, name in key.names if lexicon().institution_by_id(body) is None]
    if lexicon().institution_by_id(f"institution/{party}") is not None:
        return False
    return any(
        name.isascii() != party.isascii() or resolve_institutions(lexicon(), party, name).same for name in outside
    )


Group = Callable[[], dict[str, str]]
"""Gives each report (local id) the name of its group."""


@cache
def consolidated() -> dict[str, str]:
    """Return the agreement of every report, as the product consolidates all articles together."""
    return agreements_of(graphs())


def agreements_of(told: Graphs) -> dict[str, str]:
    """Consolidate the graphs together; return the agreement of every report."""
    names = {name: quads for quads in told.values() if isinstance(name := quads[0].graph_name, NamedNode)}
    view = View(consolidated_quads(names, names.__getitem__, lexicon(), BASE_IRI))
    found = {}
    for agreement in view.of_type(AGR("Agreement")):
        for report in view.nodes(agreement, AGR("reportedBy")):
            found[report.value.removeprefix(BASE_IRI)] = agreement.value
    return found


@cache
def same_parties() -> dict[str, str]:
    """Join all reports of the same parties, whenever they are of; reports without two parties stay alone."""
    return {name: "|".join(key.parties) if len(key.parties) > 1 else name for name, key in keys().items()}


@cache
def same_parties_and_month() -> dict[str, str]:
    """Join reports of the same parties whose dates (else days of publication) follow within 31 days of each other."""
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    found = {}
    for name, group in same_parties().items():
        day = keys()[name].earliest or keys()[name].published
        found[name] = name
        if day and len(day) == 10:
            groups[group].append((date.fromisoformat(day).toordinal(), name))
    for members in groups.values():
        members.sort()
        for (before, one), (after, other) in pairwise(members):
            if after - before <= WINDOW:
                found[other] = found[one]
    return found


PEERS: dict[str, Group] = {
    "this program": consolidated,
    "same parties, 31 days": same_parties_and_month,
    "same parties alone": same_parties,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Pairs rightly joined, wrongly joined and missed."""

    right: float
    wrong: float
    missed: float

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1; 1 where nothing was asked."""
        return {
            "precision": self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0,
            "recall": self.right / (self.right + self.missed) if self.right + self.missed else 1.0,
            "f1": 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0,
        }


def chosen(half: str, *, read: bool) -> list[Row]:
    """Return the rows of a half, or of both; read: only those that the program read."""
    return [row for row in rows() if half in ("both", row.half) and (row.read or not read)]


def joined(one: Row, other: Row, group: dict[str, str]) -> bool:
    """Say whether the two rows' reports stand in one group; a report that was not read is in none."""
    return bool(one.report and other.report) and group[one.report] == group[other.report]


Counts = Counter[tuple[str, str, bool]]
"""How many pairs there are of two clusters, joined or not; only pairs of one cluster, and joined ones, are kept."""


def counts(some: list[Row], group: dict[str, str]) -> Counts:
    """Count the pairs of the rows."""
    found: Counts = Counter()
    for one, other in combinations(some, 2):
        together = joined(one, other, group)
        if together or one.cluster == other.cluster:
            first, second = sorted((one.cluster, other.cluster))
            found[first, second, together] += 1
    return found


def tally(found: Counts, drawn: dict[str, int] | None = None) -> Tally:
    """Sum the pairs up. drawn: how often each cluster counts; once each when None."""
    right, wrong, missed = 0, 0, 0
    for (one, other, together), number in found.items():
        weight = 1 if drawn is None else drawn.get(one, 0) * (drawn.get(other, 0) if one != other else 1)
        if one != other:
            wrong += weight * number
        elif together:
            right += weight * number
        else:
            missed += weight * number
    return Tally(right, wrong, missed)


def intervals(found: Counts, clusters: list[str]) -> dict[str, tuple[float, float]]:
    """Return the 95 % interval of each figure, as described at the top."""
    source = random.Random(SEED)
    draws = [tally(found, Counter(source.choices(clusters, k=len(clusters)))).figures() for _ in range(DRAWS)]
    total = tally(found)
    spans = {}
    for name in ("precision", "recall", "f1"):
        values = sorted(draw[name] for draw in draws)
        spans[name] = values[round(0.025 * DRAWS)], values[round(0.975 * DRAWS) - 1]
    for name, lost in (("precision", total.wrong), ("recall", total.missed)):
        low, high = wilson(total.right, total.right + lost)
        spans[name] = min(low, spans[name][0]), max(high, spans[name][1])
    return spans


def near_misses(half: str, group: dict[str, str]) -> tuple[int, int]:
    """Return how many near-miss pairs (two shared parties, or a signatory) were joined, and how many there are."""
    known = {line["cluster"]: line for line in table("parties")}
    there = wrong = 0
    for one, other in combinations(chosen(half, read=False), 2):
        if one.half == other.half and one.cluster != other.cluster and _near(known[one.cluster], known[other.cluster]):
            there += 1
            wrong += joined(one, other, group)
    return wrong, there


def _near(one: dict[str, str], other: dict[str, str]) -> bool:
    parties, hands = (
        {name for name in one[column].split("|") if name} & {name for name in other[column].split("|") if name}
        for column in ("parties", "signatories")
    )
    return len(parties) > 1 or bool(hands)


def measured() -> Floors:
    """Return the figures of today: by half, kind of pairs and figure."""
    group = consolidated()
    return {
        half: {
            kind: tally(counts(chosen(half, read=read), group)).figures()
            for kind, read in (("all pairs", False), ("pairs read", True))
        }
        for half in HALVES
    }


def _print_figures() -> None:
    print(f"{'judge':23}{'half':5}{'pairs':11}{'number':>6}  {'precision':22}{'recall':22}{'F1':22}near-misses joined")
    for name, group in PEERS.items():
        for half in HALVES:
            near = "{} of {}".format(*near_misses(half, group()))
            for kind, read in (("all pairs", False), ("pairs read", True)):
                some = chosen(half, read=read)
                found, clusters = counts(some, group()), sorted({row.cluster for row in some})
                figures, spans = tally(found).figures(), intervals(found, clusters)
                number = sum(times for (one, other, _), times in found.items() if one == other)
                cells = "".join(f"{figures[key]:.3f} [{low:.3f}, {high:.3f}]  " for key, (low, high) in spans.items())
                print(f"{name:23}{half:5}{kind:11}{number:6}  {cells}{near if kind == 'all pairs' else ''}")


def _print_errors() -> None:
    group = consolidated()
    for one, other in combinations(chosen("dev", read=False), 2):
        together = joined(one, other, group)
        if together != (one.cluster == other.cluster):
            why = (
                "" if one.read and other.read else "unread: " + " ".join(r.article for r in (one, other) if not r.read)
            )
            said = ""
            if one.report and other.report:
                found = score(keys()[one.report], keys()[other.report])
                said = f"{found.total:+.1f} " + " ".join(map(str, found.parts))
            print("wrong" if together else "missed", one.cluster, one.article, other.article, other.cluster, why, said)


def _print_thresholds() -> None:
    """Count the pairs without a conflict by verdict, those of one agreement apart from the others."""
    found: Counter[tuple[bool, str]] = Counter()
    for one, other in combinations([row for row in chosen("dev", read=False) if row.report], 2):
        said = score(keys()[one.report], keys()[other.report])
        if not said.conflict:
            found[one.cluster == other.cluster, said.verdict] += 1
    for same in (True, False):
        print(
            "of one agreement" if same else "of two",
            *(f"{v}: {found[same, v]}" for v in ("same", "doubtful", "different")),
        )


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--errors", action="store_true", help="list the errors of the half dev")
    parser.add_argument("--thresholds", action="store_true", help="count the pairs of dev by verdict")
    parser.add_argument("--write", action="store_true", help="raise the floors")
    parser.add_argument("--lower", metavar="REASON", default="", help="lower floors that are not met any more")
    wanted = parser.parse_args()
    if wanted.errors:
        _print_errors()
    elif wanted.thresholds:
        _print_thresholds()
    elif wanted.write or wanted.lower:
        write(FILE, measured(), corpus_hash(), wanted.lower)
    else:
        _print_figures()


if __name__ == "__main__":
    main()
