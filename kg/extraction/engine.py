"""The grammar extractor: one article in, one reading out, by the pack of the article's language.

Nothing in here knows a word: words stand in ``data/lexicons/words``, patterns in ``packs``.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Protocol

from kg.articles import Article
from kg.collecting import rarely_collecting
from kg.extraction.accords import name_accords
from kg.extraction.acting import mark_acting
from kg.extraction.assembly import report
from kg.extraction.capitals import settle_capitals
from kg.extraction.ceremony import shared
from kg.extraction.document import Document
from kg.extraction.drafts import draft
from kg.extraction.elements import Element, Person, Sentence
from kg.extraction.elided import restore_places
from kg.extraction.english.abroad import settle_abroad
from kg.extraction.english.listed import itemised
from kg.extraction.english.names import build_names
from kg.extraction.english.statements import statements_en
from kg.extraction.explaining import Explained, explanation
from kg.extraction.heading import byline_person, heading
from kg.extraction.institutions import build_institutions
from kg.extraction.itemising import numbered
from kg.extraction.links import linked
from kg.extraction.offices import build_offices
from kg.extraction.parting import parted
from kg.extraction.persons import build_persons, restore_surnames, unite_persons
from kg.extraction.quoted import join_listed, join_quoted
from kg.extraction.reading import (
    Dropped,
    OfficialMention,
    Reading,
    Report,
    SentenceUse,
    Statement,
)
from kg.extraction.references import settle
from kg.extraction.regions import signing_regions
from kg.extraction.scanning import scan
from kg.extraction.settled_dates import settled
from kg.extraction.shared_verbs import share_verbs
from kg.extraction.short_names import short_bodies
from kg.extraction.signatories import held_offices
from kg.extraction.statements_fa import statements_fa
from kg.extraction.values import quantities
from kg.extraction.words import Words, openings, words_for
from kg.language import fold, sentences
from kg.lexicon import Lexicon

LANGUAGES = ("fa", "en")


class Extractor(Protocol):
    """Anything that reads an article."""

    def extract(self, article: Article) -> Reading:
        """Return what the article says; never raises for any text."""
        ...


class GrammarExtractor:
    """Reads articles by the grammar packs; ``extract`` is pure and depends on article and lexicon alone."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def extract(self, article: Article) -> Reading:
        """Return the reading of an article.

        A language without a pack gives an empty reading whose sentences all say UNKNOWN_LANGUAGE.
        """
        return self._read(article)[0]

    def explain(self, article: Article) -> tuple[Reading, tuple[Explained, ...]]:
        """Return the reading and, sentence by sentence, what it rests on; () for a language without a pack."""
        reading, document = self._read(article)
        return reading, explanation(document, reading, self._lexicon) if document else ()

    def _read(self, article: Article) -> tuple[Reading, Document | None]:
        with rarely_collecting():
            return self._read_all(article)

    def _read_all(self, article: Article) -> tuple[Reading, Document | None]:
        language = article.language if article.language in LANGUAGES else language_of(article.text)
        if language is None or (article.language and article.language not in LANGUAGES):
            return _unread(article), None
        document = self._document(article.text, words_for(self._lexicon, language))
        head = heading(document)
        reports = linked(self._reports(document, article.published))
        officials = _officials(document, byline_person(document, head))
        said = _statements(document, reports)
        dropped = tuple(sorted(set(document.dropped), key=_place))
        return Reading(language, head, reports, officials, said, _uses(document), dropped), document

    def _document(self, text: str, words: Words) -> Document:
        folded = fold(text)
        raw = scan(text, folded, words)
        for sentence in raw:
            sentence.elements = _phrases(text, sentence, words)
            settle_capitals(sentence.elements, english=words.language == "en")
        told = itemised(raw) if words.language == "en" else numbered(parted(raw))
        document = Document(text, words, told, folded)
        _surnames(document)
        if words.language == "en":
            settle_abroad(document)
        settle(document)
        mark_acting(document)
        return document

    def _reports(self, document: Document, published: str | None) -> tuple[Report, ...]:
        drafts = draft(document)
        if not drafts:
            _unclaimed(document)
            return ()
        found = quantities(document)
        dates = settled(document, found.dates.hits, published)
        made = [(one, report(document, one, found, dates)) for one in drafts]
        told = [(one, read) for one, read in made if read is not None]
        return tuple(shared(document, told, dates, published))


def _unclaimed(document: Document) -> None:
    for sentence in document.sentences:
        for noun in sentence.all("NOUN"):
            document.drop("agreement", noun.span, "NO_PARTY")


def _phrases(text: str, sentence: Sentence, words: Words) -> list[Element]:
    if words.language == "en":
        return build_names(text, sentence.elements, words)
    elements = restore_places(text, build_institutions(text, sentence.elements, words), words)
    share_verbs(elements)
    elements = short_bodies(text, signing_regions(text, elements, words), words)
    elements = build_offices(text, elements, words)
    elements = build_persons(text, elements, words)
    kinds = {element.kind for element in elements}
    elements = join_quoted(text, elements, words) if "QUOTE" in kinds else elements
    elements = join_listed(text, elements, words) if "GIVEN" in kinds else elements
    return name_accords(text, elements) if kinds & {"DECIDED", "ACT"} else elements


def _surnames(document: Document) -> None:
    known: dict[str, Person] = {}
    for element in document.all("PERSON"):
        person = element.person
        if person and len(person.family) > 2 and person.family != person.key:
            known.setdefault(person.family, person)
    restorable = {family: one for family, one in known.items() if family not in document.words.everyday}
    own = restorable | {one.key: one for one in known.values()}
    begun = document.words.figure_openings | openings(own)
    restorable = document.words.figures | own
    for sentence in document.sentences:
        restore_surnames(sentence.elements, restorable, begun)
    unite_persons(document.all("PERSON"))


def _officials(document: Document, byline: str) -> tuple[OfficialMention, ...]:
    made = []
    for holding in document.holdings.values():
        if holding.person.key == byline or not holding.posts:
            continue
        offices = held_offices(document, holding.posts)
        more = tuple(document.evidence(span) for span in holding.mentions if span != holding.first)
        made.append(OfficialMention(holding.person.name, offices, holding.rule, document.evidence(holding.first), more))
    return tuple(sorted(made, key=lambda one: one.evidence.start))


def _statements(document: Document, reports: tuple[Report, ...]) -> tuple[Statement, ...]:
    """Return the statements; one is about the only agreement when it names it, is made at its signing, or goes on."""
    made = []
    concerned: set[str] = set()
    told = statements_en(document) if document.words.language == "en" else statements_fa(document)
    for said in sorted(told, key=lambda one: one.span):
        if document.sentences[said.sentence].first("NOUN", "SIGNN", "CEREMONY"):
            concerned.add(said.speaker)
        about = 0 if len(reports) == 1 and said.speaker in concerned else None
        quote = document.evidence(said.span)
        made.append(Statement(said.speaker, " ".join(quote.text.split()), said.stance, about, said.rule, quote))
    return tuple(made)


def _uses(document: Document) -> tuple[SentenceUse, ...]:
    made: list[SentenceUse] = []
    used = sorted(document.used, key=attrgetter("start", "end"))
    at = 0
    for sentence in document.sentences:
        while at < len(used) and used[at].end <= sentence.span.start:
            at += 1
        hit = any(span.overlaps(sentence.span) for span in used[at : at + 50])
        one = SentenceUse(sentence.span.start, sentence.span.end, hit, None if hit else _reason(sentence))
        made.append(_joined(made.pop(), one) if sentence.cut else one)
    return tuple(made)


def _joined(lead: SentenceUse, item: SentenceUse) -> SentenceUse:
    """Return the use of a sentence with that of the next item of its list."""
    used = lead.used or item.used
    return SentenceUse(lead.start, item.end, used, None if used else lead.reason)


def _reason(sentence: Sentence) -> str:
    """Return why a sentence gave nothing: a stable code."""
    kinds = set(sentence.kinds)
    if not kinds & {"WORD", "INST", "PERSON", "OFFICE", "NOUN", "NAME"}:
        return "NO_WORDS"
    if "NOUN" in kinds:
        return "AGREEMENT_WITHOUT_NEW_FACT"
    if "SAY" in kinds:
        return "SPEECH_WITHOUT_QUOTATION"
    return "NO_AGREEMENT_NAMED"


def _unread(article: Article) -> Reading:
    uses = tuple(SentenceUse(s.start, s.end, False, "UNKNOWN_LANGUAGE") for s in sentences(article.text))
    return Reading(article.language or "und", sentences=uses)


def language_of(text: str) -> str | None:
    """Return fa or en by the letters of the text's beginning, None where neither script has 60 % of the letters.

    Arabic and other languages in Arabic script are not told apart here: an article that says its language is believed.
    """
    letters = [char for char in text[:4000] if char.isalpha()]
    arabic = sum("\u0600" <= char <= "\u06ff" for char in letters)
    latin = sum(char.isascii() for char in letters)
    if letters and arabic >= 0.6 * len(letters):
        return "fa"
    return "en" if letters and latin >= 0.6 * len(letters) else None


def _place(dropped: Dropped) -> tuple[int, int, str, str]:
    return dropped.start, dropped.end, dropped.what, dropped.reason


__all__ = ["LANGUAGES", "Extractor", "GrammarExtractor", "language_of"]
