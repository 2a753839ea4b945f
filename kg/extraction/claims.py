"""Claims: what one rule says at one place about one agreement, unless the sentence denies it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.carried import carried
from kg.extraction.conditions import SIGNING_JOBS, approves, deed_of, signed, spoilt
from kg.extraction.denials import denied
from kg.extraction.document import Document
from kg.extraction.elements import Element, Post, Sentence
from kg.extraction.naming import meant, own_name
from kg.extraction.nouns import definite, fresh, indefinite, known, this
from kg.extraction.others import others_in
from kg.extraction.parties import Member, members, with_offices
from kg.extraction.patterns import Found, encode, matches
from kg.extraction.standing import for_states
from kg.extraction.tellers import own_code
from kg.language import Span, skeleton_key

_JOBS = ("sides", "parties", "signers", "presence", "actor", "reported")


@dataclass(slots=True)
class Claim:
    """What one rule says at one place about one agreement."""

    rule: str
    sentence: Sentence
    noun: Element | None
    members: list[Member]
    signers: list[Member]
    definite: bool = False
    this: bool = False
    """Says «این» before its noun, or only refers to an agreement."""
    weak: bool = False
    fresh: bool = False
    """Says itself that it is another agreement than those before ("also signed an agreement")."""
    known: bool = False
    """Names its agreement with "the": one that the text has told of."""
    meant: str = ""
    """The name of the one agreement that "the deal" means here."""
    other: bool = False
    """Names its agreement in English without "the", "this" or an owner: one that may be new."""


def claims_of(document: Document, sentence: Sentence, jobs: tuple[str, ...] = _JOBS) -> list[Claim]:
    """Return the claims of one sentence, one stretch of elements used by one rule only."""
    if not sentence.first("NOUN"):
        carried = _carried(document, sentence) if jobs is _JOBS else []
        told = sentence.kinds[:1] == ("IT",) or sentence.first("SIGNERS")
        unnamed = document.words.language == "en" and not told and not _signs(sentence)
        if carried or unnamed or not sentence.first("ACT", "SIGNERS", "BYSIGN", "SIGNN", "SIGNED"):
            return carried
        jobs = tuple(job for job in jobs if job in ("sides", "signers"))
    encoded = own_code(sentence, document.words.language)
    made: list[Claim] = []
    taken: list[Span] = []
    for found in matches(document.words.language, jobs, encoded):
        stretches = [found.groups[name] for name in ("parties", "second", "signers") if name in found.groups]
        if any(s.overlaps(t) for s in stretches for t in taken) or spoilt(sentence, found):
            continue
        alone = found.rule.job in ("actor", "reported")
        if alone and (any(claim.members for claim in made) or approves(sentence, found)):
            continue
        claim = _claim(document, sentence, found, stretches)
        if claim:
            made.append(claim)
            taken += stretches
    return made


def _signs(sentence: Sentence) -> bool:
    """Say whether somebody signs in an English sentence that names no agreement ("N signed for the ministry")."""
    signing = any(e.kind == "ACT" and e.value.startswith(("signing", "initialling")) for e in sentence.elements)
    return (signing or sentence.first("SIGNN", "SIGNED") is not None) and sentence.has("PERSON")


def _carried(document: Document, sentence: Sentence) -> list[Claim]:
    """Return the claim of a sentence that goes on from the one that names the agreement («بر این اساس، …»)."""
    home = carried(document, sentence)
    if home is None:
        return []
    encoded = encode(sentence)
    first = next(matches(document.words.language, ("carried",), encoded), None)
    if first is None:
        return []
    stretches = [first.groups[name] for name in ("parties", "second") if name in first.groups]
    listed = [member for stretch in stretches for member in members(document, sentence, stretch, slots=True)]
    return [Claim(first.rule.id, *home, listed, [], definite=True)] if len(listed) > 1 else []


def _claim(document: Document, sentence: Sentence, found: Found, stretches: list[Span]) -> Claim | None:
    listed: list[Member] = []
    owners = found.rule.only == "owners"
    for stretch in stretches:
        listed += [with_offices(document, m) for m in members(document, sentence, stretch, slots=True, owners=owners)]
    if listed and _attended(document, sentence, stretches[0]):
        listed = [member for member in listed if member.span.start > _guests_end(sentence, stretches[0])]
    named = any((m.body or m.posts or m.person) and not m.slot for m in listed)
    if not named or (found.rule.only == "holders" and not any(member.person for member in listed)):
        return None
    listed = for_states(document, listed)
    signing = found.rule.job in SIGNING_JOBS
    noun = _left(sentence, found) or _noun(document.words.language, sentence, stretches[0])
    if noun is None and signing and not sentence.first("NOUN"):
        return Claim(found.rule.id, sentence, None, [], listed, definite=True)
    alone = found.rule.job in ("actor", "reported")
    if noun is None or denied(document, sentence, noun, alone=alone) or (signing and _exchanged(sentence, found, noun)):
        return None
    if found.rule.job == "reported" and _framed(sentence, noun):
        return None
    if "strangers" in found.rule.unless or own_name(noun) or _meant(document, sentence, noun):
        listed = [m for m in listed if not _stranger(document, m)]
    if not listed:
        return None
    signing = signing and not _only_bodies(listed)
    return Claim(
        found.rule.id,
        sentence,
        noun,
        [] if signing else listed,
        listed if signing else _signing(document, sentence, found, listed),
        definite=definite(sentence, noun),
        this=this(sentence, noun),
        weak=noun.extra[:1] == ("weak",),
        fresh=not signing and fresh(document.words, sentence, noun),
        known=known(sentence, noun),
        meant=_meant(document, sentence, noun),
        other=document.words.language == "en" and indefinite(sentence, noun),
    )


def _attended(document: Document, sentence: Sentence, stretch: Span) -> bool:
    """Say whether a list begins with guests ("in a ceremony attended by N and M, X and Y signed …")."""
    before = sentence.elements[max(0, stretch.start - 2) : stretch.start]
    return [e.kind for e in before[1:]] == ["BY"] and before[0].key in document.words.sets["attended"]


def _guests_end(sentence: Sentence, stretch: Span) -> int:
    """Return the offset of the comma that closes the guests: before the first body behind one, else the last."""
    inside = range(stretch.start, stretch.end)
    commas = [at for at in inside if sentence.elements[at].kind == "COMMA"]
    behind = (at for at in commas if {"STATE", "INST", "NAME"} & {e.kind for e in sentence.elements[at + 1 : at + 3]})
    close = next(behind, commas[-1] if commas else stretch.end - 1)
    return sentence.elements[close].span.start


def _only_bodies(listed: list[Member]) -> bool:
    """Say whether "signed by X and Y" names bodies alone: the parties, not persons who sign for them."""
    return len(listed) > 1 and all(member.named and member.body and not member.person for member in listed)


def _framed(sentence: Sentence, noun: Element) -> bool:
    """Say whether something is only done under another agreement ("talks … under the North-South corridor pact")."""
    at = sentence.elements.index(noun)
    led = next((n for n in range(at - 1, max(-1, at - 4), -1) if sentence.elements[n].kind == "BASIS"), None)
    return led is not None and any(e.kind == "NAME" for e in sentence.elements[led:at])


def _signing(document: Document, sentence: Sentence, found: Found, listed: list[Member]) -> list[Member]:
    """Return the persons among the parties that a rule found, unless what they do is no signing."""
    deed = deed_of(sentence, found)
    other = document.words.language == "fa" and deed and not signed(deed)
    left = any(e.kind == "WITHDRAW" for e in sentence.elements[found.span.start : found.span.end])
    if other or left or _speaks(found):
        return []
    return [m for m in listed if m.person or (deed is not None and _held_elsewhere(document, sentence, m))]


def _held_elsewhere(document: Document, sentence: Sentence, member: Member) -> bool:
    """Say whether a member named by his office alone, and no source («به گفته N، شهردار X»), is named elsewhere."""
    before = [e.kind for e in sentence.elements if e.span.end <= member.span.start and e.kind not in ("COMMA", "HON")]
    source = before[-2:] in (["REPORT", "PERSON"], ["ACCORDING", "PERSON"])
    return not member.named and not source and any(_held(document, post) for post, _ in member.posts)


def _held(document: Document, post: Post) -> bool:
    """Say whether the text names one person who holds the office, and not one who held it before."""
    holding = document.holder(post)
    return holding is not None and all(own.capacity != "former" for own, _ in holding.posts)


def _stranger(document: Document, member: Member) -> bool:
    """Say whether a name of which nothing is known would be a party: the subject of a treaty, or no name at all.

    In Persian a name that says what it is (the company so-and-so) is one.
    """
    body = member.body
    if body is None or body.kind != "company" or body.known:
        return False
    return skeleton_key(body.name.split()[0]) not in document.words.bodies


def _exchanged(sentence: Sentence, found: Found, noun: Element) -> bool:
    """Say whether what is exchanged is papers («اسناد تصویب را مبادله کردند»): no signing."""
    deed = deed_of(sentence, found)
    return noun.value == "ref" and deed is not None and deed.value.startswith("exchange")


def _speaks(found: Found) -> bool:
    """Say whether the rule reads who speaks of an agreement: that shows no signature."""
    return found.rule.job == "reported" or found.rule.id.endswith("speaker.with")


def _noun(language: str, sentence: Sentence, stretch: Span) -> Element | None:
    """Return the noun that the stretch belongs to: the last one before it, else the first after.

    «سند» and "the document" only refer to an agreement: they stand back behind a noun that names one,
    and so does a noun that only says on what the agreement rests.
    """
    others = _others(language, sentence, stretch)
    for refers, rested_on in ((False, False), (False, True), (True, False)):
        nouns = [(n, e) for n, e in enumerate(sentence.elements) if e.kind == "NOUN" and (e.value == "ref") is refers]
        fit = [(n, e) for n, e in nouns if (n in others) is rested_on]
        before = [e for n, e in fit if n < stretch.start]
        after = [e for n, e in fit if n >= stretch.end]
        if before or after:
            return before[-1] if before else after[0]
    inside = [e for e in sentence.elements[stretch.start : stretch.end] if e.kind == "NOUN"]
    return inside[0] if inside else None  # "N signed the deal for X and M for Y"


def _left(sentence: Sentence, found: Found) -> Element | None:
    """Return the agreement that a rule on leaving one names itself, None for other rules."""
    inside = sentence.elements[found.span.start : found.span.end]
    return next((e for e in inside if e.kind == "NOUN"), None) if found.rule.id.endswith(_LEAVING) else None


_LEAVING = ("withdraws", "withdrawal")


def _others(language: str, sentence: Sentence, stretch: Span) -> set[int]:
    """Return the nouns that only say on what the agreement of the stretch rests («… در اجرای موافقت‌نامه …»).

    One that the stretch itself belongs to («در اجرای موافقت‌نامه میان X و Y») is none of them, unless it is changed.
    """
    between = stretch.start > 0 and sentence.elements[stretch.start - 1].kind in ("BETWEEN", "OF")
    found = others_in(language, sentence)
    return {one.at for one in found if not between or one.kind in ("amends", "extends")}


def _meant(document: Document, sentence: Sentence, noun: Element) -> str:
    anaphoric = noun.value == "agreement" and (known(sentence, noun) or definite(sentence, noun))
    return meant(document, sentence, noun) if anaphoric else ""
