"""Build the gold corpus from its sources: articles without marks, facts with offsets.

``python tests/gold_corpus/build_gold.py`` writes ``articles-fa.jsonl``, ``articles-en.jsonl`` and ``facts.jsonl`` in
``data/gold/blind`` and ``data/gold/open`` from their ``source/*.txt``. A source holds one article: header, text with
marks, notes on its facts; ``data/gold/README.md`` describes the form. Offsets are only ever computed here, never typed.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parents[2] / "data" / "gold"
HALVES = ("blind", "open")
PUBLISHER = {"fa": "خبرگزاری نمونه", "en": "Sample News Agency"}
RULER = "\n----\n"
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
TOKEN = re.compile(r"\{(?P<key>[a-z]+\d*) |(?P<close>\})")
KINDS = {"i": "institution", "s": "state", "c": "company"}
ROLES = {"host", "witness", "executor", "supervisor"}
EVENT_OF = {
    "negotiated": "negotiation",
    "planned": "plan",
    "signed": "signing",
    "exchanged": "exchange",
    "in-force": "entry-into-force",
    "extended": "extension",
    "suspended": "suspension",
    "cancelled": "termination",
}
AIMS = {"obj": "objectives", "purpose": "purpose", "subject": "subject"}
SINGLE = {
    "place": "place",
    "dur": "duration",
    "articles": "article_count",
    "notes": "note_count",
    "set": "set_count",
}
COUNTS = ("articles", "notes", "set")
LINKS = {"implements", "amends", "extends", "supersedes"}

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """One article: ``header`` fields, the plain ``text``, ``marks`` from key to offsets, note lines as cells."""

    id: str
    header: dict[str, str]
    text: str
    marks: dict[str, tuple[int, int]]
    notes: tuple[tuple[str, tuple[str, ...]], ...]

    def fail(self, message: str) -> ValueError:
        """Return an error that names the source."""
        return ValueError(f"{self.id}: {message}")

    def evidence(self, reference: str) -> Record:
        """Resolve ``@mark``, or a phrase (its first occurrence, or ``phrase #2``), to a span of the text."""
        if reference.startswith("@"):
            if reference[1:] not in self.marks:
                raise self.fail(f"no mark {reference}; expected one of {sorted(self.marks)}")
            start, end = self.marks[reference[1:]]
        else:
            start, end = self.phrase(reference)
        return {"start": start, "end": end, "text": self.text[start:end]}

    def phrase(self, reference: str) -> tuple[int, int]:
        """Find a phrase between word borders; ``#n`` asks for its n-th occurrence."""
        wanted, _, ordinal = reference.partition(" #")
        pattern = rf"(?<!\w){re.escape(unescape(wanted))}(?!\w)"
        hits = [hit.span() for hit in re.finditer(pattern, self.text)]
        if len(hits) < int(ordinal or 1):
            raise self.fail(f"the text does not hold {reference!r} as a whole phrase; mark it with braces")
        return hits[int(ordinal or 1) - 1]


def unescape(raw: str) -> str:
    r"""Turn ``\u200c`` and the like into the characters they stand for (invisible ones are written so)."""
    return ESCAPE.sub(lambda hit: chr(int(hit[1], 16)), raw)


def unmark(name: str, raw: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Take ``{key …}`` marks, which may nest, out of a text; return it plain and the span of each key."""
    plain, marks, opened, last = "", {}, [], 0
    for token in TOKEN.finditer(raw):
        plain += unescape(raw[last : token.start()])
        last = token.end()
        if token["key"]:
            opened.append((token["key"], len(plain)))
            continue
        key, start = opened.pop()
        if key in marks:
            raise ValueError(f"{name}: the mark {key} stands twice")
        marks[key] = (start, len(plain))
    if opened:
        raise ValueError(f"{name}: the marks {[key for key, _ in opened]} are not closed")
    return plain + unescape(raw[last:]), marks


def read_source(path: Path) -> Source:
    """Read one source file."""
    head, raw, notes = path.read_text(encoding="utf-8").split(RULER)
    text, marks = unmark(path.stem, raw)
    header = dict(line.split(": ", 1) for line in head.splitlines() if line)
    lines = []
    for line in notes.splitlines():
        if line.strip():
            code, _, rest = line.strip().partition(" ")
            lines.append((code, tuple(cell.strip() for cell in rest.split(" | "))))
    return Source(f"gold-{path.parents[1].name}-{path.stem}", header, text, marks, tuple(lines))


def article(source: Source) -> Record:
    """Return the record of the article as users give it to the program."""
    language = source.id.split("-")[2]
    return {
        "id": source.id,
        "url": None,
        "title": source.header["title"],
        "publisher": PUBLISHER[language],
        "published": source.header.get("published"),
        "language": language,
        "text": source.text,
    }


def described(source: Source) -> Record:
    """Return the ``article`` object of the facts."""
    record = article(source)
    text = record.pop("text")
    extra = {"byline": source.header.get("byline"), "dateline": source.header.get("dateline")}
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return record | extra | {"sha256": digest, "characters": len(text)}


def opened_agreement(source: Source, cells: tuple[str, ...]) -> Record:
    """Begin an agreement: ``A type | status | noun phrase | words that show the status [| background]``."""
    noun = source.evidence(cells[2])
    record: Record = {"type": cells[0], "type_surface": noun["text"], "status": cells[1], "title": None}
    record |= {name: [] for name in ("parties", "signatories", "objectives", "purpose", "subject", "values")}
    record |= {name: None for name in ("date", "date_basis", "date_surface", "date_calendar", "date_precision")}
    record |= {"places_concerned": [], "events": [], "links": []} | {name: None for name in SINGLE.values()}
    record["evidence"] = {name: None for name in ("date", *SINGLE.values())}
    record["evidence"] |= {"type": noun, "status": source.evidence(cells[3]), "places_concerned": []}
    if cells[4:] == ("background",):
        record["salience"] = "background"
    return record


def party(source: Source, cells: tuple[str, ...]) -> Record:
    """Read ``P name | kind [office] [role] | evidence | further mention …``."""
    flags = cells[1].split()
    references = cells[2:] or (cells[0],)
    return {
        "name": cells[0],
        "kind": KINDS[flags[0]],
        "role": next((flag for flag in flags if flag in ROLES), "party"),
        "via_office": "office" in flags,
        "evidence": source.evidence(references[0]),
        "mentions": [source.evidence(reference) for reference in references[1:]],
    }


def office(source: Source, cells: tuple[str, ...]) -> tuple[str, Record, Record]:
    """Read ``O person | title [= evidence] | institution or - [| capacity [| evidence of the person]]``."""
    person, written, institution, capacity, reference = (*cells, *("holder", cells[0])[len(cells) - 3 :])
    title, _, where = written.partition(" = ")
    evidence = source.evidence(where or title)
    held = {"title": evidence["text"] if title.startswith("@") else unescape(title.split(" #")[0])}
    held |= {"institution": None if institution == "-" else institution, "capacity": capacity, "evidence": evidence}
    return person, held, source.evidence(reference)


def add_to_agreement(source: Source, agreement: Record, code: str, cells: tuple[str, ...]) -> None:
    """Add one note line to the agreement it belongs to."""
    if code == "P":
        agreement["parties"].append(party(source, cells))
    elif code == "S":
        evidence = source.evidence((*cells, cells[0])[2])
        signs_for = None if cells[1] == "-" else cells[1]
        agreement["signatories"].append({"person": cells[0], "for": signs_for, "evidence": evidence})
    elif code in AIMS:
        evidence, topics = source.evidence(cells[0]), [slug for slug in "".join(cells[1:]).split(",") if slug]
        agreement[AIMS[code]].append({"text": evidence["text"], "topics": topics, "evidence": evidence})
    elif code == "date":
        add_date(source, agreement, cells)
    elif code in SINGLE:
        agreement[SINGLE[code]] = int(cells[0]) if code in COUNTS else cells[0]
        agreement["evidence"][SINGLE[code]] = source.evidence((*cells, cells[0])[1])
    elif code == "near":
        agreement["places_concerned"].append(cells[0])
        agreement["evidence"]["places_concerned"].append(source.evidence((*cells, cells[0])[1]))
    elif code == "value":
        evidence = source.evidence(cells[2])
        value = {"amount": int(cells[0]), "currency": cells[1], "surface": evidence["text"], "evidence": evidence}
        agreement["values"].append(value)
    elif code == "E":
        when = None if cells[1] == "-" else cells[1]
        by = cells[3] if len(cells) > 3 else None
        agreement["events"].append({"kind": cells[0], "date": when, "by": by, "evidence": source.evidence(cells[2])})
    elif code in LINKS:
        evidence = source.evidence(cells[0])
        agreement["links"].append({"kind": code, "name": evidence["text"], "evidence": evidence})
    else:
        raise source.fail(f"unknown note {code!r}")


def add_date(source: Source, agreement: Record, cells: tuple[str, ...]) -> None:
    """Read ``date ISO or - | stated|resolved | phrase [| calendar]``; a phrase that settles nothing keeps null."""
    evidence = source.evidence(cells[2])
    agreement["date_surface"], agreement["evidence"]["date"] = evidence["text"], evidence
    agreement["date_calendar"] = dict(enumerate(cells)).get(3)
    if cells[0] != "-":
        agreement["date"], agreement["date_basis"] = cells[0], cells[1]
        agreement["date_precision"] = ("year", "month", "day")[cells[0].count("-")]


def finished(agreement: Record, officials: dict[str, Record]) -> Record:
    """Give signatories their offices, and the one event that the status implies where none is noted."""
    for signatory in agreement["signatories"]:
        signatory["offices"] = officials.get(signatory["person"], {"offices": []})["offices"]
    if not agreement["events"]:
        kind, status = EVENT_OF[agreement["status"]], agreement["evidence"]["status"]
        agreement["events"].append({"kind": kind, "date": agreement["date"], "by": None, "evidence": status})
    return agreement


def facts(source: Source) -> Record:
    """Return the line of facts of one article, in the form of ``kg extract --json``."""
    agreements: list[Record] = []
    officials: dict[str, Record] = {}
    statements: list[Record] = []
    for code, cells in source.notes:
        if code == "A":
            agreements.append(opened_agreement(source, cells))
        elif code == "O":
            person, held, evidence = office(source, cells)
            officials.setdefault(person, {"person": person, "offices": [], "evidence": evidence})
            officials[person]["offices"].append(held)
        elif code == "say":
            evidence = source.evidence(cells[2])
            said = {"speaker": cells[0], "text": evidence["text"], "stance": cells[1], "evidence": evidence}
            statements.append(said)
        else:
            add_to_agreement(source, agreements[-1], code, cells)
    line: Record = {"article": described(source), "sentences": [], "dropped": []}
    line["agreements"] = [finished(agreement, officials) for agreement in agreements]
    return line | {"officials": list(officials.values()), "statements": statements}


def sources(half: str) -> list[Source]:
    """Return every source of a half, Persian first, in the order of their numbers."""
    paths = (GOLD / half / "source").glob("*.txt")
    return [read_source(path) for path in sorted(paths, key=lambda path: (path.stem[:2] != "fa", path.stem))]


def built(half: str) -> dict[str, str]:
    """Return the content of each file of a half by its name."""
    every = sources(half)
    records: dict[str, list[Record]] = {"facts.jsonl": [facts(source) for source in every]}
    for language in PUBLISHER:
        chosen = [article(source) for source in every if f"-{language}-" in source.id]
        records[f"articles-{language}.jsonl"] = chosen
    return {name: "".join(map(line_of, rows)) for name, rows in records.items()}


def line_of(record: Record) -> str:
    """Return a record as one line of JSON with sorted keys."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    for half in HALVES:
        for name, content in built(half).items():
            (GOLD / half / name).write_text(content, encoding="utf-8")
