"""Compare what an extractor returned with the expected facts: right, missed and wrong, field by field.

``python tests/gold/comparing.py PREDICTIONS.jsonl`` prints a table, PREDICTIONS being the lines that
``kg extract --json data/articles`` prints. Names are compared by their skeleton key, the three kinds of aim as one
list (two aims are the same if their longest common part is at least half of the longer), single values exactly.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from kg.language import skeleton_key

Record = dict[str, Any]
Tally = Counter[tuple[str, str]]  # (field, "right" | "missed" | "wrong") -> how often

SINGLE = ("type", "status", "date", "duration", "article_count", "note_count")
AIMS = ("objectives", "purpose", "subject")
ENOUGH_IN_COMMON = 0.5


def key(text: str | None) -> str:
    """Return the skeleton key of a name or phrase, "" for none."""
    return skeleton_key(text) if text else ""


def same_party(expected: Record, found: Record) -> bool:
    """Say whether the canonical name, or the name as written, is the found one, in the same role."""
    names = {key(expected["name"]), key(expected["as_written"])}
    return key(found["name"]) in names and expected["role"] == found["role"]


def same_signatory(expected: Record, found: Record) -> bool:
    """Say whether the same person signed."""
    return key(expected["person"]) == key(found["person"])


def same_aim(expected: str, found: str) -> bool:
    """Say whether two aims share at least half of the longer one."""
    left, right = key(expected), key(found)
    if not left or not right:
        return False
    shared = SequenceMatcher(None, left, right, autojunk=False).find_longest_match().size
    return shared / max(len(left), len(right)) >= ENOUGH_IN_COMMON


def same_place(expected: str, found: str) -> bool:
    """Say whether two place names are one up to spelling."""
    return key(expected) == key(found)


def same_value(expected: Record, found: Record) -> bool:
    """Say whether amount and currency agree."""
    return (str(expected["amount"]), expected["currency"]) == (str(found["amount"]), found["currency"])


def same_statement(expected: Record, found: Record) -> bool:
    """Say whether the same speaker is quoted from the same words on."""
    return key(found["text"]).startswith(key(expected["starts"])) and (
        key(expected["speaker"]) == key(found["speaker"])
    )


def same_office(expected: Record, found: Record) -> bool:
    """Say whether the same person holds an office of the same institution."""
    return (key(expected["person"]), key(expected["institution"])) == (
        key(found["person"]),
        key(found["institution"]),
    )


def match(expected: Iterable[Any], found: Iterable[Any], same: Callable[[Any, Any], bool]) -> tuple[int, int, int]:
    """Pair greedily, one to one; return how many are right, missed and wrong."""
    wanted, left = list(expected), list(found)
    right = 0
    for item in wanted:
        hit = next((index for index, other in enumerate(left) if same(item, other)), None)
        if hit is not None:
            left.pop(hit)
            right += 1
    return right, len(wanted) - right, len(left)


def count(tally: Tally, field: str, counts: tuple[int, int, int]) -> None:
    """Add the counts of one field."""
    for name, number in zip(("right", "missed", "wrong"), counts, strict=True):
        tally[field, name] += number


def compare_agreement(tally: Tally, expected: Record, found: Record) -> None:
    """Compare two agreements; an absent one is given as an empty record."""
    for field in SINGLE:
        one, other = ([str(side[field])] if side.get(field) is not None else [] for side in (expected, found))
        count(tally, field, match(one, other, str.__eq__))
    for field, same in LISTS.items():
        count(tally, field, match(expected.get(field, []), found.get(field, []), same))
    one_place, other_place = ([side["place"]] if side.get("place") else [] for side in (expected, found))
    count(tally, "place", match(one_place, other_place, same_place))
    written = [aim for field in AIMS for aim in expected.get(field, [])]
    count(tally, "aims", match(written, [aim["text"] for f in AIMS for aim in found.get(f, [])], same_aim))


LISTS: dict[str, Callable[[Any, Any], bool]] = {
    "parties": same_party,
    "signatories": same_signatory,
    "values": same_value,
    "places_concerned": same_place,
}


def shared_parties(expected: Record, found: Record) -> int:
    """Count the parties two agreements share."""
    return match(expected["parties"], found["parties"], same_party)[0]


def pair(expected: list[Record], found: list[Record]) -> list[tuple[Record, Record]]:
    """Pair agreements by shared parties, most first; what is left over is paired with an empty record."""
    scored = sorted(((-shared_parties(e, f), i, j) for i, e in enumerate(expected) for j, f in enumerate(found)))
    taken: dict[int, int] = {}
    for score, i, j in scored:
        if score and i not in taken and j not in taken.values():
            taken[i] = j
    pairs = [(e, found[taken[i]] if i in taken else {}) for i, e in enumerate(expected)]
    return pairs + [({}, f) for j, f in enumerate(found) if j not in taken.values()]


def rows(officials: list[Record]) -> list[Record]:
    """One row for a person and an office, from the nested form of an extractor or the flat one of the gold."""
    return [row for o in officials for row in ([{**o, **held} for held in o["offices"]] if "offices" in o else [o])]


def compare(expected: Record, found: Record) -> Tally:
    """Compare one expected line with one line of ``kg extract --json``."""
    tally: Tally = Counter()
    pairs = pair(expected["agreements"], found.get("agreements", []))
    for one, other in pairs:
        kind = ("right" if other else "missed") if one else "wrong"
        tally["agreements", kind] += 1
        compare_agreement(tally, one, other)
    count(tally, "offices", match(expected["officials"], rows(found.get("officials", [])), same_office))
    count(tally, "statements", match(expected["statements"], found.get("statements", []), same_statement))
    return tally


def main(path: str) -> None:
    """Print right, missed and wrong for each field over all expected articles."""
    lines = (json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines())
    found = {line["article"]["id"] or line["article"]["sha256"]: line for line in lines}
    total: Tally = Counter()
    for line in (Path(__file__).parent / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        expected = json.loads(line)
        total.update(compare(expected, found.get(expected["id"], {})))
    for field in sorted({field for field, _ in total}):
        right, missed, wrong = (total[field, name] for name in ("right", "missed", "wrong"))
        print(f"{field:18} right {right:4}  missed {missed:4}  wrong {wrong:4}")


if __name__ == "__main__":
    main(sys.argv[1])
