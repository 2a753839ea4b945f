"""Agreements in the making: claims about parties, signers and acts, gathered until each agreement stands apart.

A claim is what one rule says at one place. It joins the draft with which it shares a party, or the latest one where the
text refers back («این تفاهم‌نامه»); two claims with different pairs of parties are two agreements.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.acts import Act, acts_of
from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence
from kg.extraction.parties import Member, members, with_offices
from kg.extraction.patterns import Found, encode, find, rules
from kg.language import Span, search_text, skeleton_key


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


@dataclass(slots=True)
class Draft:
    """One agreement in the making."""

    claims: list[Claim] = field(default_factory=list)
    nouns: list[Element] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    known: set[str] = field(default_factory=set)
    names: set[frozenset[str]] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)

    def add_sentence(self, sentence: Sentence) -> None:
        """Note a sentence that tells of this agreement."""
        if sentence.number not in self.numbers:
            self.numbers.add(sentence.number)
            self.sentences.append(sentence)

    def add(self, claim: Claim) -> None:
        """Take a claim in."""
        self.claims.append(claim)
        self.add_sentence(claim.sentence)
        self.known |= _bodies(claim)
        self.names |= {_words_of(m) for m in claim.members if m.body and m.body.kind != "state"}
        if claim.noun is not None:
            self.nouns.append(claim.noun)

    def retell(self) -> None:
        """Forget the states that the headline names: the text itself names the bodies that act for them."""
        for claim in self.claims:
            claim.members = []
        self.known.clear()


LEAD = 3
"""The sentences after the headline in which the lead is expected."""

RECENT = 30
"""So many of the latest drafts are looked through for the one that a claim belongs to."""


def _bodies(claim: Claim) -> set[str]:
    return {m.body.id for m in (*claim.members, *claim.signers) if m.body}


def draft(document: Document) -> list[Draft]:
    """Return the drafts of the document, in the order of their first claim."""
    drafts: list[Draft] = []
    silent: list[tuple[Sentence, int]] = []
    for sentence in document.sentences:
        claims = claims_of(document, sentence)
        for claim in claims:
            _place(drafts, claim)
        if not claims:
            silent.append((sentence, len(drafts)))
    _count(document, drafts)
    for sentence, begun in silent:
        if drafts and sentence.first("NOUN", "TERMS", "DECIDED", "GOALHEAD", "COOP"):
            home = drafts[max(0, begun - 1)]
            home.add_sentence(sentence)
            home.nouns += sentence.all("NOUN")
    for made in drafts:
        made.sentences.sort(key=lambda s: s.number)
        made.acts = [act for sentence in made.sentences for act in acts_of(sentence)]
    return drafts


def _count(document: Document, drafts: list[Draft]) -> None:
    """Give a draft of fewer than two bodies, or a text without drafts, the states that a reference counts."""
    for sentence in document.sentences:
        home = next((made for made in drafts[::-1] if made.claims[0].sentence.number <= sentence.number), None)
        home = home or (drafts[0] if drafts else None)
        if home is not None and not _incomplete(home):
            continue
        for claim in claims_of(document, sentence, ("counted",)):
            if home is None:
                home = Draft()
                drafts.append(home)
            home.add(claim)


def _incomplete(made: Draft) -> bool:
    """Say whether a draft names at most one body, and that one a state."""
    bodies = [m.body for claim in made.claims for m in (*claim.members, *claim.signers) if m.body]
    return len(made.known) < 2 and all(body.kind == "state" for body in bodies)


def _place(drafts: list[Draft], claim: Claim) -> None:
    home = next((made for made in drafts[: -RECENT - 1 : -1] if _fits(made, claim)), None)
    if drafts and _headline(drafts[-1], claim):
        drafts[-1].retell()
        drafts[-1].add(claim)
        return
    refers = claim.noun is not None and claim.noun.value == "ref"
    if home is None and drafts and (refers or not claim.members):
        home = drafts[-1]
    if home is None and refers:
        return
    if home is None:
        home = Draft()
        drafts.append(home)
    home.add(claim)


def _headline(made: Draft, claim: Claim) -> bool:
    """Say whether a draft stands on its headline's states alone and the claim is the lead that names their bodies.

    «یادداشت تفاهم ایران و عمان پاراف شد / یادداشت تفاهم … میان وزارت راه … و وزارت حمل‌ونقل عمان …».
    """
    first = made.claims[0]
    if len(made.claims) != 1 or first.sentence.number > 0 or not 0 < claim.sentence.number <= LEAD:
        return False
    states = [m.body is not None and m.body.kind == "state" for m in first.members]
    bodies = {m.body.id for m in claim.members if m.body and m.body.kind != "state"}
    same = first.noun is not None and claim.noun is not None and first.noun.value == claim.noun.value
    return bool(states) and all(states) and len(bodies) >= 2 and same


def _fits(made: Draft, claim: Claim) -> bool:
    """Say whether a claim speaks of the draft's agreement."""
    if _contained(made, claim):
        return True
    new = _bodies(claim)
    if not new or not made.known:
        return True
    shared = len(made.known & new)
    if claim.definite or len(made.known) == 1 or len(new) == 1:
        return shared > 0 or claim.definite
    return shared >= 2 or (shared == 1 and claim.sentence.number in made.numbers)


def _contained(made: Draft, claim: Claim) -> bool:
    """Say whether a body of the claim is part of one the draft has, or the other way round, by name."""
    new = {_words_of(m) for m in claim.members if m.body and m.body.kind != "state"}
    return any(min(len(a), len(b)) > 2 and (a < b or b < a) for a in new for b in made.names)


def _words_of(member: Member) -> frozenset[str]:
    return frozenset(search_text(member.body.name).split()) if member.body else frozenset()


_JOBS = ("parties", "signers", "presence", "actor", "reported")


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
    if any(e.value == "negative" for e in near):
        document.drop("agreement", noun.span, "NEGATED_OR_CLAIMED")
        return True
    if noun.value == "contract" and _sport(sentence):
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


def _sport(sentence: Sentence) -> bool:
    """Say whether a contract is a player's or a coach's: sport words or a club stand in its sentence."""
    club = skeleton_key("باشگاه")
    return any(e.kind == "SPORT" or (e.kind == "INST" and e.extra[:1] == (club,)) for e in sentence.elements)


def _plural(document: Document, noun: Element) -> bool:
    surface = skeleton_key(noun.span.of(document.text))
    return surface.endswith(("ها", "های", "هایی")) if document.words.language == "fa" else surface.endswith("ts")


def _definite(sentence: Sentence, noun: Element) -> bool:
    at = sentence.elements.index(noun)
    if noun.value == "ref":
        return True
    return at > 0 and sentence.elements[at - 1].kind in ("THIS", "TOPICHEAD", "BASIS")
