"""An agreement told of twice side by side: "the two countries signed a memorandum … The MOU was signed by N and M"."""

from __future__ import annotations

from kg.extraction.claims import Claim
from kg.extraction.counted import state_served
from kg.extraction.document import Document
from kg.extraction.elements import Body
from kg.extraction.parties import Member

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
