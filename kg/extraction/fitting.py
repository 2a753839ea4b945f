"""Whether a claim speaks of an agreement in the making: by its bodies, its type, its name or a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.claims import Claim
from kg.extraction.continuing import typed
from kg.extraction.elements import Body
from kg.extraction.naming import own_name
from kg.extraction.parties import Member, own_words
from kg.extraction.words import Words

if TYPE_CHECKING:
    from kg.extraction.drafts import Draft


def named(claim: Claim) -> str:
    """Return the name of the agreement that a claim speaks of: its noun's, or for "the deal" that of its sentence."""
    name = own_name(claim.noun)
    return name or claim.meant


def bodies(claim: Claim) -> set[str]:
    """Return the ids of the bodies that a claim names or whose office-holders it names."""
    return {body.id for m in (*claim.members, *claim.signers) if (body := m.body or _served(m))}


def _served(member: Member) -> Body | None:
    """Return the body for which a person alone stands by his only such office."""
    held = [post.body for post, _ in member.posts if post.stands and post.body]
    return held[0] if len(held) == 1 else None


def signed_by(drafts: list[Draft], claim: Claim) -> Draft | None:
    """Return the draft to which the offices and the noun of persons who sign belong best, None where none stands out.

    Only for Persian claims that name no body but by its office-holders, where the text tells of several agreements.
    """
    listed = [*claim.members, *claim.signers]
    persian = claim.rule.startswith("fa.")
    if (
        not persian
        or len(drafts) < 2
        or not listed
        or any(member.named and member in claim.members for member in listed)
    ):
        return None
    held = [body for m in listed for body in (m.body, *(post.body for post, _ in m.posts)) if body]
    fit = [_touched(made, held) + _of_type(made, claim) for made in drafts]
    scored = [(fit[n], made.sentences[-1].number, n) for n, made in enumerate(drafts)]
    best, _, number = max(scored)
    return drafts[number] if best > min(fit) else None


def _touched(made: Draft, held: list[Body]) -> int:
    """Return how many bodies of a draft the holders of these bodies' offices can sign for."""
    own = {m.body.id: m.body for claim in made.claims for m in claim.members if m.body}
    return sum(any(_for(body, one) for body in held) for one in own.values())


def _for(body: Body, party: Body) -> bool:
    return body.id == party.id or (party.kind == "state" and party.name in body.name)


def _of_type(made: Draft, claim: Claim) -> bool:
    value = claim.noun.value if claim.noun else "ref"
    return value != "ref" and any(one.noun is not None and one.noun.value == value for one in made.claims)


def fits(made: Draft, claim: Claim, words: Words) -> bool:
    """Say whether a claim speaks of the draft's agreement."""
    name, own = named(claim), made.name
    if name or own:
        generic = claim.noun is not None and claim.noun.value == "agreement"
        same = bool(own) and not name and (claim.definite or claim.known) and generic
        return name == own or (same and (len(bodies(claim)) == 1 or bool(made.known & bodies(claim))))
    if claim.other and typed(made) and claim.noun and claim.noun.value not in typed(made):
        return False
    if (
        _same_words(made, claim)
        or _other_side(made, claim)
        or _contained(made, claim, words)
        or (claim.known and _by_holders(made, claim))
    ):
        return True
    return _shares(made, claim)


def _same_words(made: Draft, claim: Claim) -> bool:
    """Say whether two rules read one side each at the same noun ("N, the head of X, signed a contract with Y")."""
    noun = claim.noun
    latest = made.claims[-LATEST:]
    again = [one for one in latest if noun is not None and one.noun is not None and one.noun.span == noun.span]
    return bool(again) and min(len(bodies(claim)), *(len(bodies(one)) for one in again)) == 1


def _other_side(made: Draft, claim: Claim) -> bool:
    """Say whether "the memorandum was signed with Y" names the other side of one that so far has X alone."""
    last = made.claims[-1]
    typed = claim.noun is not None and any(noun.value == claim.noun.value for noun in made.nouns)
    follows = 0 < claim.sentence.number - last.sentence.number <= 2
    return typed and follows and claim.known and claim.rule.endswith(ONE_SIDED) and len(made.known) == 1


ONE_SIDED = "party.with"
"""The rule on "signed with Y", which names no first side."""

LATEST = 8
"""So many of the last claims are looked through for one at the same noun."""


def _shares(made: Draft, claim: Claim) -> bool:
    """Say whether a claim and a draft have enough bodies in common."""
    new = bodies(claim) if made.names else {m.body.id for m in (*claim.members, *claim.signers) if m.body}
    if not new or not made.known:
        return not _another_by_holders(made, claim)
    shared = len(made.known & new)
    if shared < 2 and _listed_apart(made, claim, new):
        return False
    if claim.definite or len(made.known) == 1 or len(new) == 1:
        return shared > 0 or (claim.definite and not _of_others(made, claim))
    return shared >= 2 or (shared == 1 and claim.sentence.number in made.numbers)


def _another_by_holders(made: Draft, claim: Claim) -> bool:
    """Say whether holders of other offices sign "a contract" where the draft's text so far names no such type."""
    value = claim.noun.value if claim.noun else "ref"
    told = {noun.value for noun in made.nouns}
    typical = value not in ("agreement", "ref") and value not in told
    return claim.other and typical and bool(bodies(claim) - made.known) and claim.sentence.number not in made.numbers


def _of_others(made: Draft, claim: Claim) -> bool:
    """Say whether only «را» makes the noun definite («X و Y پیمان … را امضا کردند») and X and Y are two others."""
    if claim.this or len(claim.members) < 2 or len(made.known) < 2 or not all(m.named for m in claim.members):
        return False
    kinds = {m.body.kind == "state" for m in claim.members if m.body}
    own = {m.body.kind == "state" for one in made.claims for m in one.members if m.body}
    return len(kinds) == 1 and kinds <= own


def _by_holders(made: Draft, claim: Claim) -> bool:
    """Say whether a claim on "the agreement" names office-holders alone, and the draft is of the same type."""
    listed = [*claim.members, *claim.signers]
    value = claim.noun.value if claim.noun else ""
    same = value == "agreement" or any(noun.value in (value, "agreement") for noun in made.nouns)
    return same and all(not member.named for member in listed)


def _listed_apart(made: Draft, claim: Claim, new: set[str]) -> bool:
    """Say whether a sentence lists agreements («… میان ایران و X، … میان ایران و Y»): one more noun and pair."""
    if claim.noun is None or len(new) < 2 or len(made.known) < 2 or claim.sentence.number not in made.numbers:
        return False
    return not any(noun.span == claim.noun.span for noun in made.nouns) and claim.rule.endswith("between")


def _contained(made: Draft, claim: Claim, words: Words) -> bool:
    """Say whether a body of the claim is part of one the draft has, or the other way round, by name."""
    new = {m.body.id: words_of(m, words) for m in claim.members if m.body and m.body.kind != "state"}
    again = set(new) - made.known and all(one in made.known or own in made.names for one, own in new.items())
    return bool(again) or any(min(len(a), len(b)) > 2 and (a < b or b < a) for a in new.values() for b in made.names)


def words_of(member: Member, words: Words) -> frozenset[str]:
    """Return the words of the name of a member's body, without those with which it may also be named."""
    return own_words(member.body.name, words) if member.body else frozenset()
