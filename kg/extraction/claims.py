"""Claims: what one rule says at one place about one agreement, unless the sentence denies it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.acts import acts_of
from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence
from kg.extraction.parties import Member, members, with_offices
from kg.extraction.patterns import Found, encode, find, rules
from kg.language import Span, skeleton_key

_JOBS = ("parties", "signers", "presence", "actor", "reported")


@dataclass(slots=True)
class Claim:
    """What one rule says at one place about one agreement."""

    rule: str
    sentence: Sentence
    noun: Element | None
    members: list[Member]
    signers: list[Member]
    definite: bool = False
    weak: bool = False
    fresh: bool = False
    """Says itself that it is another agreement than those before ("also signed an agreement")."""


def claims_of(document: Document, sentence: Sentence, jobs: tuple[str, ...] = _JOBS) -> list[Claim]:
    """Return the claims of one sentence, one stretch of elements used by one rule only."""
    if not sentence.first("NOUN"):
        return []
    encoded = encode(sentence.elements)
    made: list[Claim] = []
    taken: list[Span] = []
    for job in jobs:
        for rule in rules(document.words.language, job):
            for found in find(rule, encoded):
                stretches = [found.groups[name] for name in ("parties", "second", "signers") if name in found.groups]
                if any(s.overlaps(t) for s in stretches for t in taken) or _spoilt(sentence, found):
                    continue
                if job in ("actor", "reported") and any(claim.members for claim in made):
                    continue
                claim = _claim(document, sentence, found, stretches)
                if claim:
                    made.append(claim)
                    taken += stretches
    return made


def _spoilt(sentence: Sentence, found: Found) -> bool:
    """Say whether the rule's own condition rules the place out.

    An active reading with a passive verb; words between noun and «بین» that cut them apart.
    """
    if "cut" in found.rule.unless:
        stretch = found.groups["parties"]
        nouns = [n for n, e in enumerate(sentence.elements) if e.kind == "NOUN"]
        before = [n for n in nouns if n < stretch.start]
        if before:
            gap = sentence.elements[before[-1] + 1 : stretch.start - 1]
            return any(e.kind in ("RA", "SAY", "COLON", "THAT", "DO", "BARE") for e in gap)
        return not nouns or nouns[0] - stretch.end > 8
    if "passive" in found.rule.unless:
        last = sentence.elements[found.span.end - 1]
        return last.kind == "ACT" and last.value.split(":")[1:2] == ["passive"]
    return False


def _claim(document: Document, sentence: Sentence, found: Found, stretches: list[Span]) -> Claim | None:
    listed: list[Member] = []
    for stretch in stretches:
        listed += [with_offices(document, m) for m in members(document, sentence, stretch, slots=True)]
    if not any(m.body or m.posts or m.person for m in listed):
        return None
    noun = _noun(sentence, stretches[0])
    if noun is None or _vetoed(document, sentence, noun):
        return None
    signing = found.rule.job in ("signers", "presence")
    return Claim(
        found.rule.id,
        sentence,
        noun,
        [] if signing else listed,
        listed if signing else [m for m in listed if m.person and found.rule.job != "reported"],
        definite=_definite(sentence, noun),
        weak=noun.extra[:1] == ("weak",),
        fresh=not signing and _fresh(sentence, noun),
    )


def _noun(sentence: Sentence, stretch: Span) -> Element | None:
    """Return the noun that the stretch belongs to: the last one before it, else the first after.

    «سند» and "the document" only refer to an agreement: they stand back behind a noun that names one.
    """
    for refers in (False, True):
        fit = [(n, e) for n, e in enumerate(sentence.elements) if e.kind == "NOUN" and (e.value == "ref") is refers]
        before = [e for n, e in fit if n < stretch.start]
        after = [e for n, e in fit if n >= stretch.end]
        if before or after:
            return before[-1] if before else after[0]
    return None


def _vetoed(document: Document, sentence: Sentence, noun: Element) -> bool:
    """Say whether the sentence denies the agreement; such a candidate is dropped by name."""
    at = sentence.elements.index(noun)
    near = sentence.elements[max(0, at - 3) : at]
    denied = any(e.kind == "SAY" and e.value == "denial" for e in sentence.elements[:at])
    if denied or any(e.value == "negative" for e in near):
        document.drop("agreement", noun.span, "NEGATED_OR_CLAIMED")
        return True
    if noun.value == "contract" and _sport(document, sentence):
        document.drop("agreement", noun.span, "SPORT_CONTRACT")
        return True
    acts = acts_of(sentence)
    if not acts and _plural(document, noun):
        document.drop("agreement", noun.span, "GENERIC_PLURAL")
        return True
    if acts and all(act.negative for act in acts):
        document.drop("agreement", noun.span, "NOT_DONE")
        return True
    return False


def _fresh(sentence: Sentence, noun: Element) -> bool:
    """Say whether the sentence adds an agreement to those before: "also signed a …", "another agreement"."""
    elements = sentence.elements
    at = elements.index(noun)
    near = [n for n in range(max(0, at - 12), at) if elements[n].kind == "ALSO"]
    acted = any(elements[n].value == "other" or elements[n + 1].kind == "ACT" for n in near)
    return acted and not any(e.kind in ("THE", "THIS") for e in elements[max(0, at - 2) : at])


def _sport(document: Document, sentence: Sentence) -> bool:
    """Say whether a contract is a player's or a coach's: sport words, a club, or a person where the text has a coach."""
    told = any(e.kind == "SPORT" or (e.kind == "INST" and e.extra[1:2] == ("sport",)) for e in sentence.elements)
    coached = sentence.first("PERSON") and any(office.value == "sport" for office in document.all("OFFICE"))
    return told or bool(coached)


def _plural(document: Document, noun: Element) -> bool:
    surface = skeleton_key(noun.span.of(document.text))
    return surface.endswith(("ها", "های", "هایی")) if document.words.language == "fa" else surface.endswith("s")


def _definite(sentence: Sentence, noun: Element) -> bool:
    at = sentence.elements.index(noun)
    if noun.value == "ref" or (at + 1 < len(sentence.elements) and sentence.elements[at + 1].kind == "RA"):
        return True
    return at > 0 and sentence.elements[at - 1].kind in ("THIS", "TOPICHEAD", "BASIS")
