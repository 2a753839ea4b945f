"""The comparison with the gold finds what is right, missed and wrong: shown on predictions made from the gold itself."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from comparing import AIMS, Record, compare

GOLD = {
    entry["id"]: entry
    for entry in map(json.loads, (Path(__file__).parent / "expected.jsonl").read_text("utf-8").splitlines())
}


def as_predicted(entry: Record) -> Record:
    """Return the expected line in the form an extractor would print it."""
    found = copy.deepcopy(entry)
    for agreement in found["agreements"]:
        for field in AIMS:
            agreement[field] = [{"text": aim} for aim in agreement[field]]
    found["officials"] = [
        {"person": row["person"], "offices": [{"institution": row["institution"]}]} for row in entry["officials"]
    ]
    found["statements"] = [{**row, "text": row["starts"] + " و دیگر واژه‌ها"} for row in entry["statements"]]
    return found


@pytest.mark.parametrize("entry", GOLD.values(), ids=[key[:12] for key in GOLD])
def test_a_perfect_prediction_is_all_right(entry: Record) -> None:
    tally = compare(entry, as_predicted(entry))
    assert {kind for (_, kind), number in tally.items() if number} <= {"right"}


def drop_party(found: Record) -> None:
    found["agreements"][0]["parties"].pop()


def add_party(found: Record) -> None:
    found["agreements"][0]["parties"].append({"name": "وزارت نفت", "role": "party"})


def change_role(found: Record) -> None:
    found["agreements"][0]["parties"][0]["role"] = "witness"


def move_date(found: Record) -> None:
    found["agreements"][0]["date"] = "2019-11-26"


def drop_place(found: Record) -> None:
    found["agreements"][0]["place"] = None


def cut_aim(found: Record) -> None:
    aims = found["agreements"][0]["objectives"]
    aims[0] = {"text": aims[0]["text"][:9]}


def forget_agreement(found: Record) -> None:
    found["agreements"] = []


def invent_statement(found: Record) -> None:
    found["statements"].append({"speaker": "استاندار", "text": "چنین نگفته است"})


@pytest.mark.parametrize(
    ("change", "field", "missed", "wrong"),
    [
        (drop_party, "parties", 1, 0),
        (add_party, "parties", 0, 1),
        (change_role, "parties", 1, 1),
        (move_date, "date", 1, 1),
        (drop_place, "place", 1, 0),
        (cut_aim, "aims", 1, 1),
        (forget_agreement, "agreements", 1, 0),
        (forget_agreement, "signatories", 2, 0),
        (invent_statement, "statements", 0, 1),
    ],
)
def test_a_fault_is_counted(change: Callable[[Any], None], field: str, missed: int, wrong: int) -> None:
    entry = GOLD["sample-fa-01"]
    found = as_predicted(entry)
    change(found)
    tally = compare(entry, found)
    assert (tally[field, "missed"], tally[field, "wrong"]) == (missed, wrong)


def test_an_agreement_where_there_is_none_is_wrong() -> None:
    found = as_predicted(GOLD["sample-fa-15"])
    found["agreements"] = as_predicted(GOLD["sample-fa-01"])["agreements"]
    assert compare(GOLD["sample-fa-15"], found)["agreements", "wrong"] == 1
