"""Who signed one agreement, settled over the whole text: each for the one body that he represents."""

from __future__ import annotations

from kg.extraction.claims import Claim
from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Body, Post
from kg.extraction.reading import OfficeHeld, Party, Signatory
from kg.extraction.settling import chosen_bodies, holder_key, own_body
from kg.language import Span


def signatories_of(document: Document, made: Draft, parties: tuple[Party, ...]) -> tuple[Signatory, ...]:
    """Return who signed, each for the body that he represents, with all offices that the text gives him."""
    known = {party.id: party for party in parties if party.role == "party"}
    listed: dict[str, Signatory] = {}
    chosen = chosen_bodies(document, [m for claim in made.claims for m in (*claim.members, *claim.signers)])
    for claim in _signing_claims(made):
        for member in claim.signers:
            key = holder_key(document, member)
            holding = document.holdings.get(key)
            if holding is None or key in listed or not _signed(document, made, claim):
                continue
            body = member.body if member.named else None
            body = body or chosen.get(key) or own_body(member)
            if claim.rule.endswith("presence") and (body is None or body.id not in known):
                document.drop("signatory", member.span, "PRESENT_BUT_NOT_OF_A_PARTY")
                continue
            body = _represented(document, body, known)
            span = member.person_span or holding.first
            listed[key] = Signatory(
                holding.person.name, body.name if body else None, body.id if body else None,
                held_offices(document, holding.posts), claim.rule, document.evidence(span),
                tuple(document.evidence(m) for m in holding.mentions if m != span),
            )  # fmt: skip
    return tuple(sorted(listed.values(), key=lambda s: s.evidence.start))


def _signed(document: Document, made: Draft, claim: Claim) -> bool:
    """Say whether a person among the parties of a Persian claim signs: somewhere the text tells of a signature."""
    if document.words.language != "fa" or claim.rule.endswith(_SIGNERS):
        return True
    acts = [act for act in made.acts if not act.negative]
    return any(act.event in _SIGNING for act in acts)


_SIGNING = ("signing", "exchange", "initialling", "extension")


_SIGNED = tuple(f"signed-{how}" for how in ("by", "with", "on", "it", "sides"))


_SIGNERS = (*_SIGNED, "signatories", "presence", "fronted", "party.by")


def _signing_claims(made: Draft) -> list[Claim]:
    """Return the claims that name signers; who is only present signs where the text tells no other signer."""
    told = [c for c in made.claims if not c.rule.endswith("presence")]
    return told if any(member.person for claim in told for member in claim.signers) else made.claims


def _represented(document: Document, body: Body | None, parties: dict[str, Party]) -> Body | None:
    """Return the state for which the holder of a state's office signs, where the state itself is the party."""
    if body is None or body.id in parties or body.ikind not in ("ministry", "embassy", "other"):
        return body
    states = [party for party in parties.values() if party.kind == "state"]
    named = [party for party in states if party.name in body.name]
    home = [party for party in states if party.id == document.words.home and body.known and body.ikind == "ministry"]
    chosen = (named or home)[:1]
    return Body(chosen[0].name, chosen[0].id, "state", "state", known=True) if chosen else body


def held_offices(document: Document, posts: list[tuple[Post, Span]]) -> tuple[OfficeHeld, ...]:
    """Return the offices of a holder with their evidence, in the order of the text."""
    made = []
    for post, span in sorted(posts, key=lambda one: one[1].start):
        body = post.body
        made.append(
            OfficeHeld(
                post.title,
                body.name if body else None,
                body.id if body else None,
                post.capacity,
                document.evidence(span),
            )
        )
    return tuple(made)
