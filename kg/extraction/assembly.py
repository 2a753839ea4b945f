"""From drafts to reports: parties and signatories settled for the whole text, aims merged, status from the last act.

Parties and signatories are settled in ``settling``; aims, type, title and events here.
"""

from __future__ import annotations

from kg.extraction import values
from kg.extraction.acts import Act
from kg.extraction.aims_en import english_aims
from kg.extraction.aims_fa import aims
from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.items import split
from kg.extraction.items_en import split_english
from kg.extraction.money import amounts
from kg.extraction.objectives import Found
from kg.extraction.places import place, places_concerned
from kg.extraction.places_en import place_of_signing
from kg.extraction.provisions import clauses, continued
from kg.extraction.reading import (
    Aim,
    Event,
    Party,
    Report,
    Stated,
    When,
)
from kg.extraction.settling import parties_of, signatories_of
from kg.extraction.topics import topics_of
from kg.extraction.values import Quantities
from kg.language import Span, skeleton_key

MOST_CLAUSES = 60
"""Most numbered clauses read after one introducing sentence."""

MOST_AIMS = 200
"""Most aims kept of one agreement and kind."""

TITLE = 200
"""Most characters of a title."""

STATUS = {
    "negotiation": "negotiated",
    "initialling": "negotiated",
    "plan": "planned",
    "signing": "signed",
    "exchange": "exchanged",
    "ratification": "ratified",
    "notification": "in-force",
    "entry-into-force": "in-force",
    "amendment": "in-force",
    "extension": "extended",
    "suspension": "cancelled",
    "termination": "cancelled",
    "withdrawal": "cancelled",
}
"""Status by the last act, from the extraction format."""

_RANK = ("negotiation", "initialling", "plan", "signing", "exchange", "ratification", "notification",
         "entry-into-force", "amendment", "extension", "suspension", "termination", "withdrawal")  # fmt: skip
_DOMINATING = 3
"""From so many listed axes on, purposes and subjects are not repeated as objectives."""


def report(document: Document, made: Draft, found: Quantities, published: str | None) -> Report | None:
    """Return the report of a draft, or None when nobody can be named as its party (the reason is recorded)."""
    parties = parties_of(document, made)
    if not _stands(document, made, parties):
        return None
    objectives, purposes, subjects = _aims(document, made)
    provinces = _provinces(document, parties)
    acts = _told(made)
    status = _status(document, made, acts)
    when = values.when(document, made, found, published)
    return Report(
        type=_type(document, made, parties),
        status=status,
        title=_title(document, made),
        parties=parties,
        signatories=signatories_of(document, made, parties) if status.value != "planned" else (),
        objectives=objectives,
        purpose=purposes,
        subject=subjects,
        when=when,
        values=amounts(document, made, found),
        place=(place_of_signing if document.words.language == "en" else place)(document, made),
        places_concerned=places_concerned(document, made, provinces, (*objectives, *purposes, *subjects)),
        duration=values.duration(document, made, found),
        article_count=values.count(document, made, found, "article"),
        note_count=values.count(document, made, found, "note"),
        events=_events(document, acts, when),
        mentions=tuple(document.evidence(e.span) for e in made.nouns[1:12]),
    )


def _stands(document: Document, made: Draft, parties: tuple[Party, ...]) -> bool:
    """Say whether the draft is an agreement: a party, and for a weak noun also an act or a second party."""
    noun = made.claims[0].noun
    if noun is None:
        return False
    if not parties:
        document.drop("agreement", noun.span, "NO_PARTY")
        return False
    number = sum(party.role == "party" for party in parties)
    strong = any(claim.noun and claim.noun.extra[:1] == ("strong",) for claim in made.claims)
    if (not strong and number < 2) or (number < 2 and not made.acts):
        document.drop("agreement", noun.span, "WEAK_NOUN" if not strong else "ONE_PARTY_AND_NO_ACT")
        return False
    return True


def _aims(document: Document, made: Draft) -> tuple[tuple[Aim, ...], tuple[Aim, ...], tuple[Aim, ...]]:
    """Return objectives, purposes and subjects.

    Where no list of axes stands, purposes and subjects are split into objectives too, for they are all that the
    text says of the aims; the subject in an agreement's name only where the text tells no other aim.
    """
    english = document.words.language == "en"
    read, parted = (english_aims, split_english) if english else (aims, split)
    found: list[tuple[Found, Sentence]] = [
        (aim, sentence) for sentence in made.sentences for aim in read(sentence, document.words)
    ]
    for sentence in made.sentences:
        following = document.sentences[sentence.number + 1 : sentence.number + 1 + MOST_CLAUSES]
        found += [(clause, sentence) for clause in clauses(sentence, following, document.words)]
        if not english:
            found += [(clause, sentence) for clause in continued(sentence, following, document.words)]
    found = _one_genitive(found)
    purposes = _merged(document, [f for f, _ in found if f.what == "purpose"])
    subjects = _merged(document, [f for f, _ in found if f.what == "subject"])
    axes = [f for f, _ in found if f.what == "axis"]
    others = [f for f, _ in found if f.what == "objective" and not english]
    dominating = len([f for f in axes if f.rule.endswith("axes")]) >= _DOMINATING
    told = any(f.what in ("purpose", "objective", "axis") for f, _ in found)
    if not dominating:
        for aim, sentence in found:
            if told and aim.rule.endswith("genitive"):
                continue
            if aim.what in ("purpose", "subject") or (english and aim.what == "objective"):
                inside = [e for e in sentence.elements if aim.span.covers(e.span)]
                others += [Found("objective", span, aim.rule) for span in parted(inside, document.words)]
    objectives = _merged(document, sorted([*axes, *others], key=lambda f: f.span))
    return objectives, purposes, subjects


def _one_genitive(found: list[tuple[Found, Sentence]]) -> list[tuple[Found, Sentence]]:
    """Keep one subject that follows the noun («تفاهم‌نامه ایجاد …»): the longest, for titles shorten the body's."""
    genitive = [one for one in found if one[0].rule.endswith("genitive")]
    best = max(genitive, key=lambda one: (one[0].span.end - one[0].span.start, -one[0].span.start), default=None)
    return [one for one in found if one is best or not one[0].rule.endswith("genitive")]


def _merged(document: Document, found: list[Found]) -> tuple[Aim, ...]:
    """Return the aims without those that repeat or lie inside another one's text."""
    kept: dict[str, Found] = {}
    for aim in found[:MOST_AIMS]:
        key = skeleton_key(aim.span.of(document.text))
        if any(key in other for other in kept):
            continue
        kept = {other: one for other, one in kept.items() if other not in key}
        kept[key] = aim
    lexicon = document.words.lexicon
    made = []
    for aim in kept.values():
        text = aim.span.of(document.text)
        made.append(Aim(" ".join(text.split()), topics_of(text, lexicon), aim.rule, document.evidence(aim.span)))
    return tuple(sorted(made, key=lambda a: a.evidence.start))


def _provinces(document: Document, parties: tuple[Party, ...]) -> set[str]:
    found = set()
    for party in parties:
        entry = document.words.lexicon.institution_by_id(party.id)
        if entry and entry.province:
            found.add(f"place/{entry.province}")
    return found


def _told(made: Draft) -> list[Act]:
    """Return the acts that were done or are planned, one of a kind, the first that tells of each."""
    acts: dict[str, Act] = {}
    finite_signing = any(a.event == "signing" and a.rule == "act.verb" and not a.negative for a in made.acts)
    for act in made.acts:
        shadowed = finite_signing and act.event == "signing" and act.rule == "act.noun"
        if not act.negative and not shadowed:
            kind = "plan" if act.time == "future" and act.event in ("signing", "exchange") else act.event
            if act.time == "future" and kind != "plan":
                continue
            finite = act.rule == "act.verb"
            if kind not in acts or (finite and acts[kind].rule != "act.verb"):
                acts[kind] = Act(kind, act.time, False, act.span, act.rule)
    return sorted(acts.values(), key=lambda act: act.span.start)


def _status(document: Document, made: Draft, acts: list[Act]) -> Stated:
    ranked = sorted(acts, key=_rank)
    if not ranked:
        noun = made.claims[0].noun
        span = noun.span if noun else made.claims[0].sentence.span
        negotiated = made.claims[0].sentence.first("NEGOT", "DRAFT", "SOON")
        value = "unknown" if negotiated else "in-force"
        return Stated(value, "status.spoken-of-as-existing", document.evidence(span))
    last = ranked[-1]
    return Stated(STATUS[last.event], f"status.{last.rule}", document.evidence(last.span))


def _events(document: Document, acts: list[Act], when: When | None) -> tuple[Event, ...]:
    """Return the acts as events; the report's date is that of the signing, else of the last act."""
    dated = next((act for act in acts if act.event == "signing"), max(acts, key=_rank, default=None))
    return tuple(
        Event(act.event, when.date if when and act is dated else None, act.rule, document.evidence(act.span))
        for act in acts
    )


def _rank(act: Act) -> int:
    return _RANK.index(act.event)


CONTRACT = "contract with a company"
"""Note of a noun ("deal") that means a contract where a company is a party."""


def _type(document: Document, made: Draft, parties: tuple[Party, ...]) -> Stated:
    """Return the type by the most telling noun: a strong one before a weak one, then the first; with its modifiers."""
    claimed = [(claim.noun, claim.sentence) for claim in made.claims if claim.noun and claim.noun.value != "ref"]
    if all(noun.extra[:1] == ("weak",) for noun, _ in claimed):
        claimed += [(e, s) for s in made.sentences for e in s.all("NOUN") if e.extra[:1] == ("strong",)][:1]
    ranked = sorted(claimed, key=lambda one: (one[0].extra[:1] != ("strong",), one[0].span.start))
    noun, sentence = ranked[0]
    full = [one for one in ranked if one[0].value == noun.value]
    noun, sentence = max(full, key=lambda one: (_modified(*one).end - one[0].span.end, -one[0].span.start))
    traded = CONTRACT in noun.extra and any(party.kind == "company" for party in parties)
    return Stated("contract" if traded else noun.value, "type.noun", document.evidence(_modified(noun, sentence)))


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
