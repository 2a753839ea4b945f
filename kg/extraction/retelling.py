"""An agreement told of twice side by side: "the two countries signed a memorandum … The MOU was signed by N and M".

Also "X signed an MOU with Y … an Iranian delegation finalised an MOU with Y", and a lead that only counts what the text
tells of one by one ("Iran signed two MOUs with Asian firms").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.claims import Claim
from kg.extraction.counted import state_served
from kg.extraction.document import Document
from kg.extraction.elements import Body
from kg.extraction.nouns import plural
from kg.extraction.parties import Member
from kg.language import skeleton_key

if TYPE_CHECKING:
    from kg.extraction.drafts import Draft

NEAR = 3
"""Within so many sentences of each other, counted states and the signers who act for them tell of one thing."""


def retold(document: Document, claims: list[Claim], counted: Claim) -> bool:
    """Say whether the claim counts the states whose bodies the claims beside it name; leave those states out of it.

    What stays in the claim are states for which nobody is named.
    """
    first = claims[0]
    members = [member for claim in claims for member in (*claim.members, *claim.signers) if member.body]
    nouns = {claim.noun.value for claim in claims if claim.noun}
    near = abs(first.sentence.number - counted.sentence.number) <= NEAR
    if not near or counted.noun is None or counted.noun.value not in nouns or counted.signers:
        return False
    served = {state.id for member in members if (state := _served(document, member))}
    states = {member.body.id for member in counted.members if member.body}
    if not served or not served <= states or all(m.body and m.body.kind == "state" for m in members):
        return False
    counted.members = [member for member in counted.members if member.body and member.body.id not in served]
    return True


def _served(document: Document, member: Member) -> Body | None:
    """Return the state for which a member acts, None where that is not said."""
    return state_served(document, [post for post, _ in member.posts], member.body) if member.body else None


def of_delegation(document: Document, drafts: list[Draft], claim: Claim) -> Draft | None:
    """Return the draft right before the claim that names the same partner and, for the claim's state, a body of it.

    The state is left out of the claim: the delegation is that body's.
    """
    made = drafts[-1] if drafts and document.words.language == "en" else None
    if made is None or claim.noun is None or claim.fresh or claim.sentence.number - made.sentences[-1].number > 1:
        return None
    states = [m for m in claim.members if m.body and m.body.kind == "state" and m.body.id not in made.known]
    others = [m for m in claim.members if m.body and m not in states]
    same = len(states) == 1 and bool(others) and all(m.body and m.body.id in made.known for m in others)
    if not same or claim.noun.value not in {noun.value for noun in made.nouns}:
        return None
    own = [m for one in made.claims for m in one.members if m.body and m.body.kind != "state" and m not in others]
    served = {state.id for member in own if (state := _served(document, member))}
    if states[0].body is None or states[0].body.id not in served:
        return None
    claim.members = [member for member in claim.members if member not in states]
    return made


def only_counted(document: Document, made: Draft, drafts: list[Draft]) -> bool:
    """Say whether an English draft counts agreements with bodies that nobody names, and others of the text are they."""
    claim = made.claims[0]
    if document.words.language != "en" or len(made.claims) != 1 or claim.noun is None:
        return False
    value = claim.noun.value
    names = [member.body.name.split()[-1] for member in claim.members if member.body]
    several = any(name.islower() and skeleton_key(name) in document.words.plurals for name in names)
    others = [one for one in drafts if one is not made and any(noun.value == value for noun in one.nouns)]
    return several and plural(document, claim.noun) and len(others) > 1
