"""From drafts to reports: parties and signatories settled for the whole text, aims merged, status from the last act.

Parties are settled in ``settling``, signatories in ``signatories``; aims, type, title and events here.
"""

from __future__ import annotations

from kg.extraction import values
from kg.extraction.acts import Act
from kg.extraction.called import named_date, signed_before
from kg.extraction.dating import Dated, by_kind, dated_acts, of_another
from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.founding import stands
from kg.extraction.links import links_of, set_count
from kg.extraction.merging import aims_of
from kg.extraction.money import amounts
from kg.extraction.others import others_in
from kg.extraction.places import places_concerned, signed_at
from kg.extraction.reading import (
    Event,
    Party,
    Report,
    Stated,
    When,
)
from kg.extraction.settling import parties_of
from kg.extraction.signatories import signatories_of
from kg.extraction.status import status
from kg.extraction.values import Quantities
from kg.language import DateHit, Span

TITLE = 200
"""Most characters of a title."""

STATUS_AFTER = {
    "negotiation": "negotiated",
    "initialling": "negotiated",
    "plan": "planned",
    "signing": "signed",
    "exchange": "exchanged",
    "cabinet-approval": "ratified",
    "parliamentary-approval": "ratified",
    "council-approval": "ratified",
    "ratification": "ratified",
    "notification": "in-force",
    "entry-into-force": "in-force",
    "amendment": "in-force",
    "accession": "in-force",
    "extension": "extended",
    "suspension": "suspended",
    "termination": "cancelled",
    "withdrawal": "cancelled",
}
"""The status in which each kind of event leaves an agreement, from the extraction format; the scheme of events says
the same (``agr:leadsToStatus``)."""

_RANK = ("negotiation", "initialling", "plan", "signing", "exchange", "cabinet-approval", "parliamentary-approval",
         "council-approval", "ratification", "notification", "entry-into-force", "amendment", "accession", "extension",
         "suspension", "termination", "withdrawal")  # fmt: skip


def report(document: Document, made: Draft, found: Quantities, dates: tuple[DateHit, ...]) -> Report | None:
    """Return the report of a draft, or None when nobody can be named as its party (the reason is recorded)."""
    parties = parties_of(document, made)
    if not stands(document, made, parties):
        return None
    objectives, purposes, subjects = aims_of(document, made)
    provinces = _provinces(document, parties)
    dated = _told(document, made, dates)
    acts = [act for act, _ in dated]
    told = status(document, made, acts, _rank, STATUS_AFTER)
    return Report(
        type=_type(document, made, parties),
        status=told,
        title=_title(document, made),
        parties=parties,
        signatories=signatories_of(document, made, parties) if told.value != "planned" else (),
        objectives=objectives,
        purpose=purposes,
        subject=subjects,
        when=_date(dated) or named_date(document, made, dates),
        values=amounts(document, made, found),
        place=signed_at(document, made),
        places_concerned=places_concerned(document, made, provinces, (*objectives, *purposes, *subjects)),
        duration=values.duration(document, made, found),
        article_count=values.count(document, made, found, "article"),
        note_count=values.count(document, made, found, "note"),
        set_count=set_count(document, made, found),
        events=_events(document, dated),
        links=links_of(document, made),
        mentions=tuple(document.evidence(e.span) for e in made.nouns[1:12]),
    )


def _provinces(document: Document, parties: tuple[Party, ...]) -> set[str]:
    found = set()
    for party in parties:
        entry = document.words.lexicon.institution_by_id(party.id)
        if entry and entry.province:
            found.add(f"place/{entry.province}")
    return found


def _told(document: Document, made: Draft, dates: tuple[DateHit, ...]) -> list[Dated]:
    """Return the acts that were done or are planned, one of a kind, each with its date, in the order of the text."""
    finite = {a.time for a in made.acts if a.event == "signing" and a.rule == "act.verb" and not a.negative}
    told: list[tuple[str, Act]] = []
    for act in made.acts:
        noun = act.event == "signing" and act.rule == "act.noun"
        shadowed = noun and bool(finite) and act.time not in finite
        kind = "plan" if act.time == "future" and act.event in ("signing", "exchange") else _kind(document, act)
        unborn = act.time == "future" and kind not in ("plan", "withdrawal")
        if kind is not None and not (act.negative or unborn or shadowed or of_another(document, made, act)):
            told.append((_amending(made, kind), act))
    last = max((act.span.start for kind, act in told if kind == "plan"), default=0)
    told = [one for one in told if not _only_reached(document, one, last)]
    done = {kind for kind, act in told if act.rule == "act.verb" and kind not in ("plan", "negotiation")}
    dated = by_kind(dated_acts(document, made, dates), [one for one in told if not _overtaken(one, told, done)])
    dated += signed_before(document, made, dates, {act.event for act, _ in dated})
    return sorted(dated, key=lambda one: one[0].span.start)


def _only_reached(document: Document, one: tuple[str, Act], planned: int) -> bool:
    """Say whether an agreement was reached in words only, for its signing is told of as to come, at ``planned``."""
    kind, act = one
    return act.span.end <= planned and kind == "signing" and act.span.of(document.text).lower().endswith("reached")


def _overtaken(one: tuple[str, Act], told: list[tuple[str, Act]], done: set[str]) -> bool:
    """Say whether a plan was carried out as far as told, or a draft is only that of a plan."""
    kind, act = one
    if kind == "plan":
        return bool(done)
    return kind == "negotiation" and act.rule == "act.noun" and any(other == "plan" for other, _ in told)


AMENDS = "an amendment of its parent"
"""Note of a noun whose signing amends another agreement («الحاقیه»)."""


def _amending(made: Draft, kind: str) -> str:
    """Return amendment for the signing of an addendum."""
    noun = made.claims[0].noun
    return "amendment" if kind == "signing" and noun is not None and AMENDS in noun.extra else kind


def _kind(document: Document, act: Act) -> str | None:
    """Return the kind of an act: an approval is the parliament's, the cabinet's or a council's by who gives it.

    «تأیید کرد» approves only when such a body says it, and what a committee approves is not approved yet.
    """
    if act.event not in ("ratification", "confirmation"):
        return act.event
    other = "ratification" if act.event == "ratification" else None
    if act.by is None:
        return other
    foreign = {"parliament": "parliamentary-approval", "committee": None}
    kind = document.words.approvals.get(act.by.id, foreign.get(act.by.ikind, other))
    return kind if other or act.by.id in document.words.approvals else None


def _date(dated: list[Dated]) -> When | None:
    """Return the agreement's date: that of its signing, else of the last act that has one; a plan dates nothing."""
    known = [(act, when) for act, when in dated if when is not None and act.event != "plan"]
    signing = next((when for act, when in known if act.event == "signing"), None)
    last = max(known, key=lambda one: _rank(one[0]), default=None)
    return signing or (last[1] if last else None)


def _events(document: Document, dated: list[Dated]) -> tuple[Event, ...]:
    """Return the acts as events, each with its own date; a plan has none yet."""
    return tuple(
        Event(
            act.event,
            when.date if when and act.event != "plan" else None,
            act.rule,
            document.evidence(act.span),
            act.by.name if act.by else None,
            act.by.id if act.by else None,
        )
        for act, when in dated
    )


def _rank(act: Act) -> int:
    return _RANK.index(act.event)


CONTRACT = "contract with a company"
"""Note of a noun ("deal") that means a contract where a company is a party."""


DOCUMENT = "cooperation-document"
"""What a signed document is that the text calls nothing else."""


def _type(document: Document, made: Draft, parties: tuple[Party, ...]) -> Stated:
    """Return the type by the most telling noun: a strong one before a weak one, then the first; with its modifiers."""
    named = [(claim.noun, claim.sentence) for claim in made.claims if claim.noun]
    claimed = [one for one in named if one[0].value != "ref"]
    if not claimed:
        return Stated(DOCUMENT, "type.noun", document.evidence(named[0][0].span))
    if all(noun.extra[:1] == ("weak",) for noun, _ in claimed):
        language = document.words.language
        others = {s.elements[one.at].span for s in made.sentences for one in others_in(language, s)}
        nouns = ((e, s) for s in made.sentences for e in s.all("NOUN") if e.extra[:1] == ("strong",))
        claimed += [(noun, s) for noun, s in nouns if noun.span not in others][:1]
    anaphoric = {noun.span for noun in _anaphoric(made)}
    claimed = [one for one in claimed if one[0].span not in anaphoric] or claimed
    ranked = sorted(claimed, key=lambda one: (one[0].extra[:1] != ("strong",), one[0].span.start))
    noun, sentence = ranked[0]
    full = [one for one in ranked if one[0].value == noun.value]
    noun, sentence = max(full, key=lambda one: (_modified(*one).end - one[0].span.end, -one[0].span.start))
    traded = CONTRACT in noun.extra and any(party.kind == "company" for party in parties) and _sale(document, made)
    return Stated("contract" if traded else noun.value, "type.noun", document.evidence(_modified(noun, sentence)))


def _sale(document: Document, made: Draft) -> bool:
    """Say whether something is bought or sold: an English deal on that is a contract."""
    sales = document.words.sales
    return any(element.key in sales for claim in made.claims for element in claim.sentence.elements)


def _anaphoric(made: Draft) -> list[Element]:
    """Return the nouns of "the agreement" after the first claim: they may stand for any type."""
    later = made.claims[1:] if made.claims[0].noun is not None else []
    return [claim.noun for claim in later if claim.noun and claim.known and claim.noun.value == "agreement"]


def _modified(noun: Element, sentence: Sentence) -> Span:
    """Return the noun with «همکاری», «مشترک» and the like («تفاهم‌نامه همکاری و مشارکت»)."""
    at = sentence.elements.index(noun)
    end = at + 1
    while end < len(sentence.elements):
        kind = sentence.elements[end].kind
        if kind in ("COOP", "ADJ"):
            end += 1
        elif kind == "AND" and sentence.elements[end + 1 : end + 2] and sentence.elements[end + 1].kind == "COOP":
            end += 2
        else:
            break
    return Span(noun.span.start, sentence.elements[end - 1].span.end)


def _title(document: Document, made: Draft) -> str:
    """Return the first sentence that tells of it; a long one ends at a word, with an ellipsis."""
    title = " ".join(made.sentences[0].span.of(document.text).split())
    if len(title) <= TITLE:
        return title
    cut = title.rfind(" ", 0, TITLE)
    return title[: cut if cut > 0 else TITLE - 1].rstrip(" ،,؛;:-–") + "…"
