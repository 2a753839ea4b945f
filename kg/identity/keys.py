"""What is compared: the key of a report and the key of a mention. Plain values, made from an article's graph."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class ReportKey:
    """What decides whether two reports are of one agreement.

    report: its local id; article_key: of the article it stands in; published: ISO day, month or year.
    parties: local ids, sorted; broader: (party, the body it belongs to) where the lexicon knows one.
    earliest, latest: bounds of the stated date, ISO days; date_basis: "quoted", or "derived" from a relative phrase.
    type, status: slugs of the schemes; signatories: names as written; topics: slugs of the objectives' topics.
    objectives, title: search texts; references: skeleton keys of the names of agreements the report links to.
    duration: ISO 8601; place: local id or name; values: "120000000000 IRR"; events: "kind" or "kind@2021-10".
    minhash: signature of the article's text, characters: its length.
    fields: (topic, the broader topic it belongs to).
    names: (party, search text of a name: as written, and those the lexicon has); states: (party, its state).
    """

    report: str
    article_key: str
    published: str | None
    parties: tuple[str, ...]
    earliest: str | None = None
    latest: str | None = None
    date_basis: str | None = None
    type: str = "other"
    status: str = "unknown"
    signatories: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    article_count: int | None = None
    note_count: int | None = None
    duration: str | None = None
    place: str | None = None
    values: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    title: str = ""
    language: str = "fa"
    minhash: tuple[int, ...] = ()
    characters: int = 0
    broader: tuple[tuple[str, str], ...] = ()
    topics: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    states: tuple[tuple[str, str], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
