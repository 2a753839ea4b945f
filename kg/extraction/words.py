"""The word lists of the grammar as look-up tables, made once a lexicon and kept.

Everything here comes from ``data/lexicons/words``; a word list is the only place where a word may be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.collecting import rarely_collecting
from kg.extraction.bodies import HOME, body_of
from kg.extraction.elements import Body, Person
from kg.extraction.everyday import border_forms, everyday_forms
from kg.extraction.hits import Hit, head_hits, noun_hit, plain_hits, state_names
from kg.extraction.stances import Marks, marks
from kg.language import Matcher, skeleton_key
from kg.lexicon import Lexicon, Row

SOVEREIGN = ("ریاست جمهوری", "دولت", "پادشاهی")
"""Targets of the office heads whose holders act for a whole state."""

NOUN_SUFFIXES = ("ی", "ای", "ها", "های", "هایی", "هایشان", "مان", "شان", "یی")


@dataclass(frozen=True)
class Words:
    """The tables of one language. plain: whole words; nouns: agreement nouns, which may carry endings."""

    language: str
    plain: Matcher[Hit]
    nouns: Matcher[Hit]
    marks: Matcher[tuple[str, str]]
    stances: Marks
    given: frozenset[str]
    honours: tuple[str, ...]
    actions: dict[str, str]
    verbal: tuple[str, ...]
    provision: dict[str, str]
    endings: tuple[str, ...]
    unnaming: frozenset[str]
    halves: frozenset[str]
    everyday: frozenset[str]
    borders: frozenset[str]
    surnames: frozenset[str]
    famous: frozenset[str]
    states: dict[str, Body]
    plurals: dict[str, str]
    singulars: dict[str, str]
    money: dict[str, tuple[str, str, int]]
    capacities: dict[str, str]
    heads: frozenset[str]
    bodies: dict[str, Hit]
    approvals: dict[str, str]
    prospects: frozenset[str]
    sides: dict[str, str]
    fields: frozenset[str]
    areas: frozenset[str]
    sales: frozenset[str]
    takers: frozenset[str]
    speaking: frozenset[str]
    pieces: frozenset[str]
    allegations: frozenset[str]
    sports: tuple[str, ...]
    governments: tuple[str, ...]
    home: str
    figures: dict[str, Person]
    figure_openings: frozenset[str]
    figure_states: dict[str, Body]
    sovereigns: tuple[str, ...]
    sets: dict[str, frozenset[str]]
    regions: dict[str, Row]
    short_names: dict[str, Row]
    short_openings: frozenset[str]
    lexicon: Lexicon


_made: dict[tuple[str, str], Words] = {}
_KEPT = 8


def words_for(lexicon: Lexicon, language: str) -> Words:
    """Return the tables for a language (``fa`` or ``en``), made once a version of the lexicon.

    Kept by version, not by value: hashing a whole lexicon costs more than reading an article.
    """
    key = (lexicon.version, language)
    if key not in _made:
        if len(_made) >= _KEPT:
            _made.clear()
        with rarely_collecting():
            _made[key] = _tables(lexicon, language)
    return _made[key]


def _tables(lexicon: Lexicon, language: str) -> Words:
    nouns = [(row["form"], noun_hit(row)) for row in lexicon.words("agreement-nouns") if row["lang"] == language]
    suffixes = NOUN_SUFFIXES if language == "fa" else ()
    provision = lexicon.words("provision-words-fa") if language == "fa" else ()
    endings = tuple(skeleton_key(row["form"]) for row in lexicon.words("surname-endings") if row["strong"])
    actions = lexicon.words("action-nouns-fa" if language == "fa" else "action-verbs-en")
    return Words(
        language,
        Matcher(list(plain_hits(lexicon, language))),
        Matcher(nouns, suffixes=suffixes),
        Matcher(
            [
                (row["form"], (row["status"], row["place"]))
                for row in lexicon.words("status-marks")
                if row["lang"] == language
            ]
        ),
        marks(lexicon.words("stance-marks"), language),
        frozenset(skeleton_key(row["form"]) for row in lexicon.words("given-names") if row["lang"] == language),
        _honours(lexicon, language),
        {skeleton_key(row["form"]): row["kind"] for row in actions if row["kind"] != "ending"},
        tuple(skeleton_key(row["form"]) for row in actions if row["kind"] == "ending"),
        {skeleton_key(row["form"]): row["kind"] for row in provision},
        endings,
        frozenset(skeleton_key(row["form"]) for row in _of(lexicon, "unnaming-words", language)),
        _halves(lexicon, language),
        everyday_forms(lexicon.words("everyday-words")) if language == "fa" else frozenset(),
        border_forms(lexicon.words("everyday-words")) if language == "fa" else frozenset(),
        frozenset(skeleton_key(row["form"]) for row in lexicon.words("surnames") if row["lang"] == language),
        frozenset(skeleton_key(row["form"]) for row in lexicon.words("surnames") if row["famous"]),
        {skeleton_key(name): body for name, body, _ in state_names(lexicon, language)},
        _plurals(lexicon) if language == "en" else {},
        _singulars(lexicon, language),
        {_written(row): (row["kind"], row["code"], int(row["factor"])) for row in lexicon.words("currencies")},
        {skeleton_key(row["form"]): row["capacity"] for row in lexicon.words("capacities") if row["lang"] == language},
        frozenset(skeleton_key(row["form"]) for row in lexicon.words("office-heads")),
        {skeleton_key(form): hit for form, hit in head_hits(lexicon, language)} if language == "fa" else {},
        {f"institution/{row['slug']}": row["event"] for row in lexicon.words("acting-bodies")},
        _forms(lexicon, "prospects-en", language),
        {skeleton_key(row["form"]): row["kind"] for row in lexicon.words("sides-en")} if language == "en" else {},
        _fields(lexicon) if language == "en" else frozenset(),
        _forms(lexicon, "area-nouns-en", language),
        _forms(lexicon, "sale-words-en", language),
        _forms(lexicon, "infinitive-takers-en", language),
        _forms(lexicon, "speech-verbs-en", language),
        frozenset(skeleton_key(row["form"]) for row in _of(lexicon, "set-words", language)),
        frozenset(skeleton_key(row["form"]) for row in _of(lexicon, "allegations", language)),
        tuple(skeleton_key(row["form"]) for row in lexicon.words(f"cues-{language}") if row["value"] == "sport"),
        tuple(row["form"] + " " for row in lexicon.words("institution-heads") if row["joins"] == "government"),
        lexicon.institution_id(HOME),
        {skeleton_key(name): Person(name, skeleton_key(name), "") for name, _ in _figures(lexicon, language)},
        openings(skeleton_key(name) for name, _ in _figures(lexicon, language)),
        {skeleton_key(name): body for name, body in _figures(lexicon, language)},
        _sovereigns(lexicon, language),
        _sets(lexicon, language),
        _by_form(lexicon, "region-heads-fa") if language == "fa" else {},
        _by_form(lexicon, "short-names-fa") if language == "fa" else {},
        frozenset(skeleton_key(row["form"].split()[0]) for row in lexicon.words("short-names-fa")),
        lexicon,
    )


def openings(keys: Iterable[str]) -> frozenset[str]:
    """Return all beginnings of names, of two letters and more: a word that is none of them begins no name."""
    return frozenset(key[:length] for key in keys for length in range(min(2, len(key)), len(key) + 1))


def _figures(lexicon: Lexicon, language: str) -> Iterator[tuple[str, Body]]:
    """Yield the persons who stand for a state without being told so («ترامپ»), each with the state."""
    for row in lexicon.words("state-figures"):
        entry = lexicon.institution_by_id(f"institution/{row['state']}")
        if entry and row["lang"] == language:
            yield row["form"], body_of(entry, language)


def _sovereigns(lexicon: Lexicon, language: str) -> tuple[str, ...]:
    """Return the keys of the titles whose holders act for a whole state."""
    rows = lexicon.words("office-heads") if language == "fa" else ()
    return tuple(skeleton_key(row["form"]) for row in rows if row["target"] in SOVEREIGN)


def _sets(lexicon: Lexicon, language: str) -> dict[str, frozenset[str]]:
    """Return the sets of words that single rules ask for, by name: the words of the language and of either one."""
    made: dict[str, set[str]] = {}
    for row in lexicon.words("word-sets"):
        own = made.setdefault(row["set"], set())
        if row["lang"] in ("", language):
            own.add(skeleton_key(row["form"]))
    return {name: frozenset(keys) for name, keys in made.items()}


def _by_form(lexicon: Lexicon, table: str) -> dict[str, Row]:
    """Return the rows of a list by the keys of their forms."""
    return {skeleton_key(row["form"]): row for row in lexicon.words(table)}


def _halves(lexicon: Lexicon, language: str) -> frozenset[str]:
    """Return the endings of surnames that are a state's name as well («خوشه چین»)."""
    states = {skeleton_key(name) for name, _, _ in state_names(lexicon, language)}
    return frozenset(states) & {
        skeleton_key(row["form"]) for row in lexicon.words("surname-endings") if row["lang"] == language
    }


def _of(lexicon: Lexicon, name: str, language: str) -> list[Row]:
    return [row for row in lexicon.words(name) if row["lang"] == language]


def _written(row: Row) -> str:
    """Return the key of a word for money; a sign stands for itself, for the fold drops it."""
    return row["form"] if row["kind"] in ("sign", "code") else skeleton_key(row["form"])


def _plurals(lexicon: Lexicon) -> dict[str, str]:
    """Return the plural of every English head noun with its singular ("banks" → "Bank")."""
    heads = [row["form"] for row in lexicon.words("institution-heads") if row["lang"] == "en"]
    pairs = ((head[:-1] + "ies" if head.endswith("y") else head + "s", head) for head in heads)
    return {skeleton_key(plural): head for plural, head in pairs}


def _honours(lexicon: Lexicon, language: str) -> tuple[str, ...]:
    """Return the keys of the Persian forms of address that stand before a name and are no name themselves."""
    if language != "fa":
        return ()
    given = {skeleton_key(row["form"]) for row in lexicon.words("given-names") if row["lang"] == "fa"}
    rows = [row for row in lexicon.words("honorifics") if row["lang"] == "fa" and " " not in row["form"]]
    keys = {skeleton_key(row["form"]) for row in rows} - given
    return tuple(sorted((key for key in keys if len(key) >= SHORTEST_HONOUR), key=lambda key: (-len(key), key)))


SHORTEST_HONOUR = 4
"""Fewest letters of a form of address that is told from the name behind it («دکترمحمد»; «آقامحمد» is one name)."""


def _singulars(lexicon: Lexicon, language: str) -> dict[str, str]:
    """Return the key of every plural office head with that of its singular."""
    if language == "en":
        heads = [row["form"] for row in lexicon.words("office-heads-en") if row["number"] == "pl"]
        return {skeleton_key(head): skeleton_key(head.removesuffix("s")) for head in heads}
    rows = [row for row in lexicon.words("office-heads") if row["singular"]]
    return {skeleton_key(row["form"]): skeleton_key(row["singular"]) for row in rows}


def _forms(lexicon: Lexicon, table: str, language: str) -> frozenset[str]:
    """Return the keys of a list's forms, of English lists in English alone."""
    return frozenset(skeleton_key(row["form"]) for row in lexicon.words(table)) if language == "en" else frozenset()


def _fields(lexicon: Lexicon) -> frozenset[str]:
    """Return the words of the English names of all ministries: what a ministry is about."""
    named = (n for e in lexicon.institutions if e.kind == "ministry" for n in (e.name_en, *e.aliases_en, *e.heads_en))
    listed = (row["form"] for row in lexicon.words("ministry-fields-en"))
    parts = (part.strip("’',") for name in (*named, *listed) for part in name.split())
    states = {skeleton_key(a) for e in lexicon.institutions if e.kind == "state" for a in (e.name_en, *e.adjectives_en)}
    return frozenset(skeleton_key(part) for part in parts if part[:1].isupper()) - states - {"ministry", "minister"}
