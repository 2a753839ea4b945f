"""Parties and signatories of one agreement, settled over the whole text.

Several offices of one holder make one party: the body that the text names itself, or after «به نمایندگی»; the others
are dropped with the reason OTHER_OFFICE_OF_SAME_HOLDER.
"""

from __future__ import annotations

from kg.extraction.bodies import body_of
from kg.extraction.claims import Claim
from kg.extraction.counted import state_at_end, state_at_start
from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Body, Post
from kg.extraction.institutions import clean_name
from kg.extraction.parties import NAME_LIMIT, Member, own_words
from kg.extraction.reading import OfficeHeld, Party, Signatory
from kg.language import Span, skeleton_key


def _chosen_bodies(document: Document, listed: list[Member]) -> dict[str, Body]:
    """Return for each person or office-holder key the one body that he represents."""
    named = {m.body.id for m in listed if m.body and m.named}
    options: dict[str, list[Body]] = {}
    for member in listed:
        key = _holder_key(document, member)
        if key:
            bodies = options.setdefault(key, [])
            bodies += [member.body] if member.body else []
            bodies += [post.body for post, _ in member.posts if post.body and post.stands]
    chosen = {}
    for key, bodies in options.items():
        best = [body for body in bodies if body.id in named] or bodies
        if best:
            chosen[key] = best[0]
    return chosen


def _holder_key(document: Document, member: Member) -> str:
    if member.person:
        return member.person.key
    holders = [document.holder(post) for post, _ in member.posts]
    return next((holding.person.key for holding in holders if holding), "")


def parties_of(document: Document, made: Draft) -> tuple[Party, ...]:
    """Return the parties of a draft: bodies named or represented; bodies of persons only where fewer than two are."""
    claimed = [(member, claim.rule) for claim in made.claims for member in claim.members]
    primary = [(m, rule) for m, rule in claimed if m.body]
    if len({m.body.id for m, _ in primary if m.body}) >= 2:
        claimed = primary
    else:
        claimed += [
            (m, c.rule) for c in made.claims if not c.members and not c.rule.endswith("presence") for m in c.signers
        ]
    chosen = _chosen_bodies(document, [member for member, _ in claimed])
    states = {m.body.id for m, _ in claimed if m.body and m.named and m.body.kind == "state"}
    others = any(m.body and m.named and m.body.kind != "state" for m, _ in claimed)
    listed: dict[str, Party] = {}
    spans: dict[str, list[tuple[bool, Span, str, Body]]] = {}
    for member, rule in claimed:
        key = _holder_key(document, member)
        body = member.body or chosen.get(key) or _own_body(member)
        if body is None:
            continue
        if not member.named and key in chosen and chosen[key].id != body.id:
            document.drop("party", member.span, "OTHER_OFFICE_OF_SAME_HOLDER")
            continue
        if states and not member.named and not others:
            served = _state_served(document, member, body)
            if served is not None and (served.id in states or len(states) == 1):
                body = served
            elif len(states) > 1:
                document.drop("party", member.span, "OFFICE_BESIDE_NAMED_STATES")
                continue
        spans.setdefault(body.id, []).append((not member.named, _name_span(member), rule, body))
    between_states = sum(found[0][3].kind == "state" for found in spans.values()) > 1 and not others
    for key, found in spans.items():
        if between_states and states and found[0][3].kind != "state":
            continue
        found.sort(key=lambda one: (one[0], one[1].start))
        via, span, rule, body = found[0]
        more = sorted({other for _, other, _, _ in found[1:] if other != span})
        listed[key] = Party(
            _written(document, body, found), body.kind, "party", via, body.id, rule, document.evidence(span),
            tuple(document.evidence(other) for other in more),
        )  # fmt: skip
    parties = _without_parts(document, sorted(listed.values(), key=lambda p: p.evidence.start))
    return tuple(sorted((*parties, *_others(document, made, set(listed))), key=lambda p: p.evidence.start))


def _state_served(document: Document, member: Member, body: Body) -> Body | None:
    """Return the state for which an office-holder acts: named in his title or body, else the home of a known body."""
    if body.kind == "state":
        return body
    named = state_at_end(body.name, document.words)
    titles = [post.title for post, _ in member.posts]
    named = named or next((state for title in titles if (state := state_at_start(title, document.words))), None)
    if named is not None or not body.known or body.ikind in _NO_STATES:
        return named
    home = document.words.lexicon.institution_by_id(document.words.home)
    return body_of(home, document.words.language) if home else None


_NO_STATES = frozenset({"international-organisation", "company", "bank", "university", "association", "municipality"})
"""Kinds of bodies whose head does not act for a state."""


def _others(document: Document, made: Draft, known: set[str]) -> list[Party]:
    """Return hosts, witnesses, executors and supervisors that are no parties; the first role of a body counts."""
    listed: dict[str, Party] = {}
    for part in made.parts if known else []:
        body = part.member.body
        if body is None or body.id in known or body.id in listed:
            continue
        span = _name_span(part.member)
        found = [(not part.member.named, span, part.rule, body)]
        listed[body.id] = Party(
            _written(document, body, found), body.kind, part.role, not part.member.named, body.id, part.rule,
            document.evidence(span),
        )  # fmt: skip
    return list(listed.values())


def _without_parts(document: Document, listed: list[Party]) -> tuple[Party, ...]:
    """Return the parties without those that are only part of another one's name («معاونت … سازمان X» is not X)."""
    kept: list[Party] = []
    keys = {party.id: own_words(party.name) for party in listed}
    names = [(party.name, keys[party.id]) for party in listed]
    for party in listed:
        own = keys[party.id]
        others = [key for name, key in names if not _of_state(document, name, party.name)]
        again = any(keys[one.id] == own for one in kept)
        if party.kind != "state" and (again or any(_part(own, key) for key in others)):
            document.drop("party", Span(party.evidence.start, party.evidence.end), "PART_OF_NAMED_PARTY")
        else:
            kept.append(party)
    return tuple(kept)


def _of_state(document: Document, name: str, own: str) -> bool:
    """Say whether a name is that of another state's body («وزارت نفت عراق» beside «وزارت نفت»), no branch in it."""
    state = state_at_end(name, document.words)
    abroad = state is not None and state.id != document.words.home and state_at_end(own, document.words) is None
    return (abroad and not _WITHIN & set(name.split())) or name.startswith(f"{own} of ")


_WITHIN = frozenset({"در", "in"})
"""Words of a name that is not a state's own but that of a body with a seat there."""


def _part(own: frozenset[str], other: frozenset[str]) -> bool:
    return len(own) > 2 and own < other


def _written(document: Document, body: Body, found: list[tuple[bool, Span, str, Body]]) -> str:
    """Return the fullest form in which the text names the body.

    The canonical name where it is not named, is a state, or is named by an abbreviation or a reference alone.
    """
    if all(via for via, _, _, _ in found):
        return body.name
    lexicon = document.words.lexicon
    forms = {clean_name(form) for form in document.forms(body)}
    if body.kind == "state":
        named = (clean_name(span.of(document.text)) for _, span, _, _ in found)
        governments = sorted(form for form in named if form.startswith(document.words.governments))
        return governments[0] if governments else _common_name(body, forms, document)
    own = [f for f in forms if lexicon.institution_id(_unbracketed(f)) == body.id and (" " in f or not f.isascii())]
    best = max(own, key=lambda form: (len(form), form), default=body.name)
    return body.name if skeleton_key(best) == skeleton_key(body.name) else best


def _common_name(body: Body, forms: set[str], document: Document) -> str:
    """Return a state's name as the text prints it ("Britain"), unless it is an abbreviation or a long form."""
    own = skeleton_key(body.name)
    if any(own in (key := skeleton_key(form)) or key in own for form in forms):
        return body.name
    titled = document.words.language == "fa"
    plain = sorted(form for form in forms if (titled or form.istitle()) and " " not in form and "." not in form)
    return plain[0] if plain else body.name


def _unbracketed(name: str) -> str:
    return name.split(" (", maxsplit=1)[0]


def _own_body(member: Member) -> Body | None:
    """Return the body of a person or deputy by his offices: one he stands for, else the one he serves."""
    bodies = [post.body for post, _ in member.posts if post.stands and post.body]
    bodies += [post.body for post, _ in member.posts if post.body]
    return bodies[0] if bodies else None


def _name_span(member: Member) -> Span:
    if member.posts and not member.named:
        return min((span for _, span in member.posts), key=lambda s: (abs(s.start - member.span.start), s.start))
    return Span(member.span.start, min(member.span.end, member.span.start + NAME_LIMIT))


def signatories_of(document: Document, made: Draft, parties: tuple[Party, ...]) -> tuple[Signatory, ...]:
    """Return who signed, each for the body that he represents, with all offices that the text gives him."""
    known = {party.id: party for party in parties if party.role == "party"}
    listed: dict[str, Signatory] = {}
    chosen = _chosen_bodies(document, [m for claim in made.claims for m in (*claim.members, *claim.signers)])
    for claim in _signing_claims(made):
        for member in claim.signers:
            key = _holder_key(document, member)
            holding = document.holdings.get(key)
            if holding is None or key in listed or not _signed(document, made, claim):
                continue
            body = member.body if member.named else None
            body = body or chosen.get(key) or _own_body(member)
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
