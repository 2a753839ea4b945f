"""Agreements in the making: claims about parties, signers and acts, gathered until each agreement stands apart.

A claim is what one rule says at one place. It joins the draft with which it shares a party, or the latest one where the
text refers back («این تفاهم‌نامه»); two claims with different pairs of parties are two agreements.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace

from kg.extraction.acts import Act, acts_of
from kg.extraction.approving import approver
from kg.extraction.claims import Claim, claims_of
from kg.extraction.continuing import begin, goes_on, spoken_of
from kg.extraction.document import Document
from kg.extraction.elements import Element, Sentence
from kg.extraction.fitting import bodies, fits, named, signed_by, words_of
from kg.extraction.hosted import hosted
from kg.extraction.implied import completing, implied
from kg.extraction.itemising import itemise
from kg.extraction.naming import bound_body
from kg.extraction.one_more import one_more
from kg.extraction.own_act import own_act
from kg.extraction.owning import share
from kg.extraction.patterns import rules
from kg.extraction.referring import antecedent, founded
from kg.extraction.retelling import retold
from kg.extraction.roles import Part, parts_of
from kg.extraction.signing import listed_below
from kg.extraction.speakers import at_home, is_ours, leaves_out, speaking
from kg.extraction.told_before import told_before
from kg.extraction.words import Words


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
    parts: list[Part] = field(default_factory=list)
    name: str = ""
    """The agreement's own name ("JCPOA"), where a claim uses it."""
    around: set[int] = field(default_factory=set)
    """Numbers of sentences that tell its parties, acts, time and place, but others' aims."""
    others: set[int] = field(default_factory=set)
    """Where nouns of other agreements begin in its sentences."""
    listed: bool = False
    """Whether it is only the whole of which the text lists every agreement."""

    def add_sentence(self, sentence: Sentence) -> None:
        """Note a sentence that tells of this agreement."""
        if sentence.number not in self.numbers:
            self.numbers.add(sentence.number)
            self.sentences.append(sentence)

    def add(self, claim: Claim, words: Words) -> None:
        """Take a claim in."""
        self.claims.append(claim)
        self.add_sentence(claim.sentence)
        self.known |= bodies(claim)
        self.names |= {words_of(m, words) for m in claim.members if m.body and m.body.kind != "state"}
        if claim.noun is not None:
            self.nouns.append(claim.noun)
            self.name = self.name or named(claim)

    def retell(self) -> None:
        """Forget the states that the headline names: the text itself names the bodies that act for them."""
        for claim in self.claims:
            claim.members = []
        self.known.clear()


LEAD = 3
"""The sentences after the headline in which the lead is expected."""

NEAR = 6
"""So many sentences behind the last one on an agreement its signers are told without its noun."""

RECENT = 30
"""So many of the latest drafts are looked through for the one that a claim belongs to."""


def draft(document: Document) -> list[Draft]:
    """Return the drafts of the document, in the order of their first claim."""
    drafts: list[Draft] = []
    silent: list[Sentence] = []
    for sentence in document.sentences:
        claims = [*claims_of(document, sentence), *listed_below(document, sentence)]
        told = hosted(document, sentence, {m.body.id for claim in claims for m in claim.members if m.body})
        told = told or (None if claims or drafts else told_before(document, sentence))
        told = told or approver(document, sentence, claims)
        claims += [told] if told else []
        item = itemise(document, drafts, sentence, claims) or (None if claims else one_more(document, drafts, sentence))
        if item:
            drafts.append(item)
            claims = item.claims
        for claim in claims if item is None else ():
            _place(document, drafts, claim)
        if all(claim.sentence is not sentence for claim in claims):
            silent.append(sentence)
    drafts = [made for made in drafts if not made.listed]
    _count(document, drafts)
    drafts.sort(key=begin)
    for made in drafts:
        _know(document, made)
    if rules(document.words.language, "implied"):
        drafts = drafts or _implied(document)
    drafts = drafts or _begun(document, own_act(document))
    _complete(document, drafts)
    _give_parts(document, drafts)
    _give_sentences(document, drafts, silent)
    share(drafts)
    for made in drafts:
        made.sentences.sort(key=lambda s: s.number)
        made.acts = [act for sentence in made.sentences for act in acts_of(sentence)]
    return drafts


def _give_sentences(document: Document, drafts: list[Draft], silent: list[Sentence]) -> None:
    """Give each draft the sentences that go on about it without naming parties."""
    told = {claim.sentence.number for made in drafts for claim in made.claims}
    for sentence in silent:
        if drafts and goes_on(document, sentence, told):
            home = spoken_of(drafts, sentence)
            if home is None:
                continue
            home.add_sentence(sentence)
            home.nouns += sentence.all("NOUN")


def _count(document: Document, drafts: list[Draft]) -> None:
    """Give a draft of fewer than two bodies, or a text without drafts, the states that a reference counts."""
    begun = [made.claims[0].sentence.number for made in drafts]
    for sentence in document.sentences:
        home = drafts[max(0, bisect_right(begun, sentence.number) - 1)] if drafts else None
        if not sentence.first("PARTIES", "ADJ"):
            continue
        english = document.words.language == "en"
        if home is not None and not (_incomplete(home) or english):
            continue
        for claim in claims_of(document, sentence, ("counted",)):
            if english and home is not None and (home.name or not _incomplete(home)):
                if retold(document, home.claims, claim):
                    home.add(claim, document.words)
                    continue
                if not _begins(drafts, home, claim):
                    continue
                home = None
            if home is None:
                home = Draft()
                drafts.append(home)
            home.add(claim, document.words)


def _begins(drafts: list[Draft], home: Draft, claim: Claim) -> bool:
    """Say whether "the two countries signed a memorandum" begins an agreement of a type not told of before."""
    told = {noun.value for made in drafts if not made.name for noun in made.nouns}
    value = claim.noun.value if claim.noun else ""
    acted = any(act.rule == "act.verb" and not act.negative for act in acts_of(claim.sentence))
    return acted and claim.other and value not in told and (bool(home.name) or "agreement" not in told)


def _know(document: Document, made: Draft) -> None:
    """Add the body that a named agreement is known to bind, where the text names that body too."""
    member = bound_body(document, made.nouns, made.known)
    if member is not None:
        made.add(Claim("party.known", made.claims[0].sentence, None, [member], []), document.words)


def _implied(document: Document) -> list[Draft]:
    return _begun(document, implied(document))


def _begun(document: Document, claim: Claim | None) -> list[Draft]:
    if claim is None:
        return []
    made = Draft()
    made.add(claim, document.words)
    return [made]


def _complete(document: Document, drafts: list[Draft]) -> None:
    """Give each draft with one body the other: of a state the one that stands out around it, else the speaker's."""
    for made in drafts:
        if leaves_out(made.claims[0], made.known, document.words):
            named = any(m.body for claim in made.claims for m in (*claim.members, *claim.signers))
            persian = document.words.language == "fa"
            among_states = persian and named and _incomplete(made)
            claim = completing(document, made.claims[0], made.known) if among_states else None
            if claim is None and (not among_states or is_ours(made.claims[0].sentence, document.words)):
                claim = speaking(document, made.claims[0], made.known)
            if claim is None and not persian and named and _incomplete(made):
                claim = at_home(document, made.claims[0], made.known)
            others = {body for other in drafts if other is not made and other.name for body in other.known}
            if claim and not bodies(claim) <= others:
                made.add(claim, document.words)


def _give_parts(document: Document, drafts: list[Draft]) -> None:
    """Give each draft the hosts, witnesses, executors and supervisors named from its beginning on."""
    begun = [made.claims[0].sentence.number for made in drafts]
    for sentence in document.sentences[begun[0] :] if begun else []:
        home = drafts[max(0, bisect_right(begun, sentence.number) - 1)]
        home.parts += parts_of(document, sentence)


def _incomplete(made: Draft) -> bool:
    """Say whether a draft names at most one body, and that one a state."""
    bodies = [m.body for claim in made.claims for m in (*claim.members, *claim.signers) if m.body]
    return len(made.known) < 2 and all(body.kind == "state" for body in bodies)


def _place(document: Document, drafts: list[Draft], claim: Claim) -> None:
    words = document.words
    if claim.noun is None:
        _sign(drafts, claim, words)
        return
    home = signed_by(drafts[-RECENT:], claim)
    if home is None:
        latest = drafts[: -RECENT - 1 : -1]
        home = next((made for made in latest if not claim.fresh and fits(made, claim, words)), None)
    if drafts and _headline(drafts[-1], claim):
        drafts[-1].retell()
        drafts[-1].add(claim, words)
        return
    refers = claim.noun is not None and claim.noun.value == "ref"
    spoken = [made for made in drafts[-RECENT:] if made.name in ("", named(claim))]
    if home is None and spoken and (refers or not claim.members):
        home = max(spoken, key=lambda made: made.sentences[-1].number)
    if home is None:
        back = refers and not founded(claim)
        earlier = antecedent(document, claim) if back else None
        if back and earlier is None:
            return
        home = Draft()
        drafts.append(home)
        if earlier is not None:
            home.add_sentence(claim.sentence)
            claim = replace(claim, sentence=earlier[0], noun=earlier[1], this=False)
    home.add(claim, words)


def _sign(drafts: list[Draft], claim: Claim, words: Words) -> None:
    """Give signers whose sentence names no agreement to a draft told of shortly before, one of their bodies first."""
    near = [made for made in drafts[-RECENT:] if claim.sentence.number - made.sentences[-1].number <= NEAR]
    if near and any(member.person for member in claim.signers):
        (signed_by(near, claim) or max(near, key=lambda made: made.sentences[-1].number)).add(claim, words)


def _headline(made: Draft, claim: Claim) -> bool:
    """Say whether a draft stands on its headline's states alone and the claim is the lead that names their bodies.

    «یادداشت تفاهم ایران و عمان پاراف شد / یادداشت تفاهم … میان وزارت راه … و وزارت حمل‌ونقل عمان …».
    """
    first = made.claims[0]
    if len(made.claims) != 1 or first.sentence.number > 0 or not 0 < claim.sentence.number <= LEAD:
        return False
    states = [m.body is not None and m.body.kind == "state" for m in first.members]
    bodies = {m.body.id for m in claim.members if m.body and m.body.kind != "state" and m.named}
    same = first.noun is not None and claim.noun is not None and first.noun.value == claim.noun.value
    return bool(states) and all(states) and len(bodies) >= 2 and same
