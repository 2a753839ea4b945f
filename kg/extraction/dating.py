"""The dates of what was done to an agreement: each act has the date phrase of its own clause, if any.

A date goes to the act that is nearest to it, where a finite verb, a relative pronoun or a comma between them counts as
distance; in Persian the verb stands behind its date. What an act waits for («پیش از تابستان», "until May")
dates nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from kg.extraction.acts import NOUN, VERB, Act, acts_of
from kg.extraction.called import of_name
from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Element, Sentence
from kg.extraction.naming import own_name
from kg.extraction.others import others_in
from kg.extraction.places import signed_at
from kg.extraction.reading import Located, When
from kg.extraction.settled_dates import when_of
from kg.language import DateHit, Span

MOST_ACTS = 40
"""So many acts of one agreement are searched for a date."""

FARTHEST = 60
"""A date that is farther from an act is not its date."""

_FINITE = frozenset(
    {"ACT", "DO", "BECOME", "SAY", "RASID", "CONFIRM", "JOIN", "LEAVE", "TELL", "IS", "ISNOT", "DECIDED"}
)
_FINITE_EN = frozenset({"ACT", "SAY", "CONFIRM", "JOIN", "LEAVE", "TELL", "SEMI"})
_VERB, _RELATIVE, _COMMA, _BEHIND, _BEFORE_EN = 12, 5, 1, 18, 2
_WAITED = frozenset({"BEFORE", "UNTIL", "AFTER"})
_RANKS = {"day": 0, "month": 1, "year": 2}


Dated = tuple[Act, When | None]
"""An act with the date of its own clause, if it has one."""


def dated_acts(document: Document, made: Draft, dates: tuple[DateHit, ...]) -> list[Dated]:
    """Return the acts of a draft, each with its date. dates: the settled date phrases of the text, in order."""
    dated: list[Dated] = []
    for sentence in made.sentences:
        acts = [act for act in made.acts[:MOST_ACTS] if sentence.span.covers(act.span)]
        hits = _dates_in(sentence, dates) if acts else []
        own = _own(document, sentence, acts, hits)
        dated += [(act, when_of(document, own.get(at))) for at, act in enumerate(acts)]
    return dated


def _dates_in(sentence: Sentence, dates: tuple[DateHit, ...]) -> list[DateHit]:
    """Return the date phrases of a sentence; those of the text stand in its order."""
    found = []
    for at in range(bisect_left(dates, sentence.span.start, key=_start), len(dates)):
        if dates[at].span.start >= sentence.span.end:
            break
        if dates[at].span.end <= sentence.span.end:
            found.append(dates[at])
    return found


def _start(hit: DateHit) -> int:
    return hit.span.start


def dated_in(document: Document, sentence: Sentence, dates: tuple[DateHit, ...]) -> tuple[When | None, Located | None]:
    """Return when and where a sentence says that something was signed, for agreements that it does not tell apart."""
    acts = [act for act in acts_of(sentence) if act.event in ("signing", "exchange") and act.time == "past"]
    made = Draft(acts=acts, sentences=[sentence])
    when = next((when for _, when in dated_acts(document, made, dates) if when), None)
    return when, signed_at(document, made)


def held_in(document: Document, sentence: Sentence, dates: tuple[DateHit, ...]) -> tuple[When | None, Located | None]:
    """Return when and where a sentence says that the ceremony was held («در این آیین که دیروز در ساری برگزار شد»)."""
    held = next(
        (e for e in sentence.elements if e.kind == "CEREMONY" or e.key in document.words.sets["ceremony"]), None
    )
    if held is None:
        return None, None
    near = [hit for hit in _dates_in(sentence, dates) if not _elsewhere(document, sentence, hit.span)]
    near = [hit for hit in near if len(_between(sentence, hit.span, held.span)) <= NEAR]
    act = Act("signing", "past", False, held.span, NOUN)
    place = signed_at(document, Draft(acts=[act], sentences=[sentence])) if near else None
    return when_of(document, near[0] if near else None), place


NEAR = 10
"""Most elements between a ceremony and its date."""


def _own(document: Document, sentence: Sentence, acts: list[Act], hits: list[DateHit]) -> dict[int, DateHit]:
    """Return the best date of each act, by the act's index: each date belongs to its nearest act."""
    best: dict[int, tuple[int, int, int, DateHit]] = {}
    for hit in hits:
        if _elsewhere(document, sentence, hit.span) or of_name(document, sentence, acts, hit):
            continue
        costs = [(_cost(document, sentence, hit.span, act), at) for at, act in enumerate(acts)]
        cost, at = min(costs)
        key = (_RANKS.get(hit.precision, 3), int(hit.basis != "stated"), cost, hit)
        if cost <= FARTHEST and (at not in best or key[:3] < best[at][:3]):
            best[at] = key
    return {at: key[3] for at, key in best.items()}


def _between(sentence: Sentence, one: Span, other: Span) -> list[Element]:
    low, high = (one, other) if one.start < other.start else (other, one)
    return [e for e in sentence.elements if low.end <= e.span.start and e.span.end <= high.start]


def _cost(document: Document, sentence: Sentence, hit: Span, act: Act) -> int:
    """Return how far a date is from an act, with what parts clauses counted."""
    english = document.words.language == "en"
    between = _between(sentence, hit, act.span)
    finite = sum(e.kind in (_FINITE_EN if english else _FINITE) for e in between)
    relative = sum(e.kind == "THAT" for e in between)
    commas = sum(e.kind == "COMMA" for e in between)
    cost = len(between) + _VERB * finite + _RELATIVE * relative + _COMMA * commas
    behind = hit.start > act.span.start
    if english:
        return cost + (0 if behind else _BEFORE_EN)
    if behind and act.rule == VERB:
        after = [e for e in sentence.elements if e.span.start >= hit.end]
        return cost + _BEHIND * (2 if any(e.kind in _FINITE for e in after) else 1)
    return cost


def _elsewhere(document: Document, sentence: Sentence, hit: Span) -> bool:
    """Say whether a date is no act's: a city's name («دوشنبه»), a limit, another agreement's, or when it was told."""
    named = any(e.kind in ("CAPITAL", "STATE", "PLACE") and e.span.covers(hit) for e in sentence.elements)
    if named or _datelined(sentence, hit) or _waited(document, sentence, hit) or _of_another(document, sentence, hit):
        return True
    return _told(document, sentence, hit)


def _datelined(sentence: Sentence, hit: Span) -> bool:
    """Say whether a date is the dateline's where the sentence names another day ("X, 6 Oct – A signed on Monday")."""
    if sentence.number >= DATELINES:
        return False
    dash = next((n for n, e in enumerate(sentence.elements[:DATELINE]) if e.kind == "DASH"), 0)
    placed = sentence.elements[0].kind in ("PLACE", "CAPITAL", "STATE", "INST")
    before = dash > 0 and placed and hit.end <= sentence.elements[dash].span.start
    return before and any(e.kind == "TIME" for e in sentence.elements[dash:])


DATELINES, DATELINE = 3, 14
"""The first sentences, and their first elements, in which a dateline ends."""


def _told(document: Document, sentence: Sentence, hit: Span) -> bool:
    """Say whether a date tells only when something was said ("said on Monday that …", «روز دوشنبه گفت: …»).

    What is said at the ceremony is said on its day («دوشنبه در مراسم امضای … گفت»).
    """
    after = [e for e in sentence.elements if e.span.start >= hit.end]
    if document.words.language == "en":
        before = [e for e in sentence.elements if e.span.end <= hit.start][-4:]
        spoken = any(e.kind == "SAY" for e in before) and not any(e.kind in ("COMMA", "ACT") for e in before)
        return spoken and not any(e.kind in _CEREMONIAL for e in after[:6])
    at = next((n for n, e in enumerate(after) if e.kind in _FINITE), None)
    spoken = at is not None and after[at].kind in ("SAY", "TELL")
    return spoken and not any(e.kind in _CEREMONIAL for e in after[:at])


_CEREMONIAL = ("SIGNN", "WITHSIGN", "CEREMONY")


def _waited(document: Document, sentence: Sentence, hit: Span) -> bool:
    """Say whether a date is only what something comes before or after («پیش از …», «تا …», "until …")."""
    before = [e for e in sentence.elements if e.span.end <= hit.start][-2:]
    last = any(e.kind in _WAITED or e.key in document.words.sets["limit"] for e in before[-1:])
    return last or (len(before) == 2 and before[0].kind in _WAITED and before[1].kind in ("WORD", "TIME", "THE"))


def _of_another(document: Document, sentence: Sentence, hit: Span) -> bool:
    """Say whether a date is part of the name of another agreement («در اجرای موافقت‌نامه فرهنگی سال ۱۳۸۱»)."""
    others = [sentence.elements[one.at].span for one in others_in(document.words.language, sentence)]
    verbs = [e.span for e in sentence.elements if e.kind in _FINITE]
    return any(
        0 <= hit.start - other.end <= 40 and not any(other.end <= v.start < hit.start for v in verbs)
        for other in others
    )


def of_another(document: Document, made: Draft, act: Act) -> bool:
    """Say whether an act is told of another agreement in its own clause («جایگزین قراردادی می‌شود که … امضا شد»)."""
    sentence = _sentence_of(made, act)
    if sentence is not None and act.event == "withdrawal" and _left_another(sentence, made, act):
        return True
    if sentence is not None and sentence is not made.claims[0].sentence and _former(document, sentence, act):
        return True
    found = others_in(document.words.language, sentence) if sentence else []
    if sentence is None or not found:
        return False
    own = {claim.noun.span for claim in made.claims if claim.noun and claim.sentence is sentence}
    others = [one for one in found if sentence.elements[one.at].span not in own]
    if not others:
        return False
    last = max(one.at for one in others)
    at = next((n for n, e in enumerate(sentence.elements) if e.span.start >= act.span.start), 0)
    between = sentence.elements[last + 1 : at]
    return any(e.kind == "THAT" for e in between) and not any(e.kind in ("NOUN", "COMMA") for e in between)


def _former(document: Document, sentence: Sentence, act: Act) -> bool:
    """Say whether English tells of an agreement before this one ("they had signed an initial agreement in 2017")."""
    at = next((n for n, e in enumerate(sentence.elements) if e.span.start >= act.span.start), 0)
    ahead = sentence.elements[at + 1 : at + 5]
    noun = next((n for n, e in enumerate(ahead) if e.kind == "NOUN"), 0)
    former = document.words.sets["former"]
    earlier = [e.kind for e in ahead[:1]] == ["ONE"] and any(e.key in former for e in ahead[:noun])
    return earlier and sentence.elements[at].key.startswith("had")


def _sentence_of(made: Draft, act: Act) -> Sentence | None:
    """Return the sentence of a draft in which an act is told; a draft's sentences are in the order of the text."""
    after = bisect_right(made.sentences, act.span.start, key=lambda sentence: sentence.span.start)
    near = made.sentences[after - 1] if after else None
    return near if near is not None and near.span.covers(act.span) else None


def _left_another(sentence: Sentence, made: Draft, act: Act) -> bool:
    """Say whether what is left has a name of its own, which is not the agreement's («… از برجام خارج شد»)."""
    at = next((n for n, e in enumerate(sentence.elements) if e.span.start >= act.span.start), 0)
    near = sentence.elements[max(0, at - LEFT) : at + LEFT]
    names = {name for noun in near if noun.kind == "NOUN" and (name := own_name(noun))}
    return bool(names) and made.name not in names


LEFT = 4
"""Most elements between a withdrawal and what is left."""


def by_kind(dated: list[Dated], told: list[tuple[str, Act]]) -> list[Dated]:
    """Return one act of each kind: the first finite one, with the best date that any act of the kind has."""
    chosen: dict[str, Dated] = {}
    whens = {id(act): when for act, when in dated}
    for kind, act in told:
        held, known = chosen.get(kind, (None, None))
        better = held is None or (act.rule == VERB and held.rule != VERB)
        kept = replace(act, event=kind) if better or held is None else held
        chosen[kind] = (kept, _better(known, whens.get(id(act))))
    return list(chosen.values())


def _better(one: When | None, other: When | None) -> When | None:
    if one is None or other is None:
        return one or other
    return other if _RANKS[other.precision] < _RANKS[one.precision] else one
