"""Parties of one agreement, settled over the whole text.

Several offices of one holder make one party: the body that the text names itself, or after «به نمایندگی»; the others
are dropped with the reason OTHER_OFFICE_OF_SAME_HOLDER.
"""

from __future__ import annotations

from kg.extraction.counted import state_at_end, state_at_start, state_served
from kg.extraction.document import Document
from kg.extraction.drafts import Draft
from kg.extraction.elements import Body
from kg.extraction.english.nations import canonical
from kg.extraction.parties import NAME_LIMIT, Member, own_words
from kg.extraction.reading import Party
from kg.extraction.serving import as_states
from kg.extraction.wording import clean_name
from kg.language import Span, skeleton_key


def chosen_bodies(document: Document, listed: list[Member]) -> dict[str, Body]:
    """Return for each person or office-holder key the one body that he represents."""
    named = {m.body.id for m in listed if m.body and m.named}
    options: dict[str, list[Body]] = {}
    for member in listed:
        key = holder_key(document, member)
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


def holder_key(document: Document, member: Member) -> str:
    """Return the key of the person whom a member names or whose office he is named by, "" for none."""
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
    chosen = chosen_bodies(document, [member for member, _ in claimed])
    states = {m.body.id for m, _ in claimed if m.body and m.named and m.body.kind == "state"}
    others = any(m.body and m.named and m.body.kind != "state" for m, _ in claimed)
    listed: dict[str, Party] = {}
    spans: dict[str, list[tuple[bool, Span, str, Body]]] = {}
    for member, rule in claimed:
        key = holder_key(document, member)
        body = member.body or chosen.get(key) or own_body(member)
        if body is None:
            continue
        if not member.named and key in chosen and chosen[key].id != body.id:
            document.drop("party", member.span, "OTHER_OFFICE_OF_SAME_HOLDER")
            continue
        if states and not member.named:
            served = state_served(document, [post for post, _ in member.posts], body)
            if served is not None and (served.id in states or (len(states) == 1 and not others)):
                body = served
            elif len(states) > 1 and not others:
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
    listed = as_states(document, made, listed)
    parties = _without_parts(document, sorted(listed.values(), key=lambda p: p.evidence.start))
    return tuple(sorted((*parties, *_others(document, made, set(listed))), key=lambda p: p.evidence.start))


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
    keys = {party.id: own_words(party.name, document.words) for party in listed}
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
    state = state_at_end(name, document.words) or state_at_start(name, document.words)
    abroad = state is not None and state.id != document.words.home
    named = abroad and (state_at_end(own, document.words) or state_at_start(own, document.words))
    seated = not document.words.sets["seated in"].isdisjoint(name.split())
    return (abroad and not named and not seated) or name.startswith(f"{own} of ")


def _part(own: frozenset[str], other: frozenset[str]) -> bool:
    return len(own) > 2 and own < other


def _written(document: Document, body: Body, found: list[tuple[bool, Span, str, Body]]) -> str:
    """Return the fullest form in which the text names the body.

    The canonical name where it is not named, is a state, or is named by an abbreviation or a reference alone.
    """
    if all(via for via, _, _, _ in found):
        return body.name
    forms = {clean_name(form) for form in document.forms(body)}
    if body.kind == "state":
        named = (clean_name(span.of(document.text)) for _, span, _, _ in found)
        governments = sorted(form for form in named if form.startswith(document.words.governments))
        return governments[0] if governments else _common_name(body, forms, document)
    whole = [form for form in forms if not _organ(form, body)]
    own = [f for f in whole if _names(document, f, body) and (" " in f or not f.isascii())]
    best = max(own, key=lambda form: (len(form), form), default=body.name)
    return body.name if skeleton_key(best) == skeleton_key(body.name) else best


def _names(document: Document, form: str, body: Body) -> bool:
    """Say whether a form is a name of the body: by the lexicon, or the field of an English ministry before its head."""
    lexicon, name = document.words.lexicon, _unbracketed(form)
    if lexicon.institution_id(name) == body.id:
        return True
    company, _, last = name.rpartition(" ")
    if skeleton_key(last) in document.words.sets["company closing"] and lexicon.institution_id(company) == body.id:
        return True
    nation, _, rest = name.partition(" ")
    own = rest if skeleton_key(nation) in document.words.states else name
    return document.words.language == "en" and lexicon.institution_id(canonical(own)) == body.id


def _organ(form: str, body: Body) -> bool:
    """Say whether a form names an office of the body, which speaks for it («دفتر سیاسی X»)."""
    return form.startswith(_OFFICE) and not body.name.startswith(_OFFICE)


_OFFICE = "دفتر "


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


def own_body(member: Member) -> Body | None:
    """Return the body of a person or deputy by his offices: one he stands for, else the one he serves."""
    bodies = [post.body for post, _ in member.posts if post.stands and post.body]
    bodies += [post.body for post, _ in member.posts if post.body]
    return bodies[0] if bodies else None


def _name_span(member: Member) -> Span:
    if member.posts and not member.named:
        return min((span for _, span in member.posts), key=lambda s: (abs(s.start - member.span.start), s.start))
    return Span(member.span.start, min(member.span.end, member.span.start + NAME_LIMIT))
