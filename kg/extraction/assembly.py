"""From drafts to reports: parties and signatories settled for the whole text, aims merged, status from the last act.

Several offices of one holder make one party: the body that the text names itself, or after «به نمایندگی»; the others are dropped
with the reason OTHER_OFFICE_OF_SAME_HOLDER.
"""

from __future__ import annotations

from kg.extraction import values
from kg.extraction.aims_en import english_aims, split_english
from kg.extraction.document import Document
from kg.extraction.drafts import Act, Draft
from kg.extraction.elements import Body, Element, Post, Sentence
from kg.extraction.institutions import clean_name
from kg.extraction.objectives import Found, aims, split
from kg.extraction.parties import NAME_LIMIT, Member
from kg.extraction.reading import (
    Aim,
    Event,
    Evidence,
    Located,
    OfficeHeld,
    Party,
    Report,
    Signatory,
    Stated,
)
from kg.extraction.topics import topics_of
from kg.extraction.values import Quantities
from kg.language import Span, search_text, skeleton_key

MOST_AIMS = 200
"""Most aims kept of one agreement and kind."""

STATUS = {
    "negotiation": "negotiated",
    "initialling": "negotiated",
    "plan": "planned",
    "signing": "signed",
    "exchange": "exchanged",
    "ratification": "ratified",
    "notification": "in-force",
    "entry-into-force": "in-force",
    "amendment": "in-force",
    "extension": "extended",
    "suspension": "cancelled",
    "termination": "cancelled",
    "withdrawal": "cancelled",
}
"""Status by the last act, from the extraction format."""

_RANK = ("negotiation", "initialling", "plan", "signing", "exchange", "ratification", "notification",
         "entry-into-force", "amendment", "extension", "suspension", "termination", "withdrawal")  # fmt: skip
_DOMINATING = 3
"""From so many listed axes on, purposes and subjects are not repeated as objectives."""


def report(document: Document, made: Draft, found: Quantities, published: str | None) -> Report | None:
    """Return the report of a draft, or None when nobody can be named as its party (the reason is recorded)."""
    parties = _parties(document, made)
    if not _stands(document, made, parties):
        return None
    objectives, purposes, subjects = _aims(document, made)
    provinces = _provinces(document, parties)
    acts = _told(made)
    status = _status(document, made, acts)
    return Report(
        type=_type(document, made),
        status=status,
        title=_title(document, made),
        parties=parties,
        signatories=_signatories(document, made, parties) if status.value != "planned" else (),
        objectives=objectives,
        purpose=purposes,
        subject=subjects,
        when=values.when(document, made, found, published),
        values=values.amounts(document, made, found),
        place=values.place(document, made),
        places_concerned=values.places_concerned(document, made, provinces),
        duration=values.duration(document, made, found),
        article_count=values.count(document, made, found, "article"),
        note_count=values.count(document, made, found, "note"),
        events=_events(document, acts),
        mentions=tuple(document.evidence(e.span) for e in made.nouns[1:12]),
    )


def _stands(document: Document, made: Draft, parties: tuple[Party, ...]) -> bool:
    """Say whether the draft is an agreement: a party, and for a weak noun also an act or a second party."""
    noun = made.claims[0].noun
    if noun is None:
        return False
    if not parties:
        document.drop("agreement", noun.span, "NO_PARTY")
        return False
    strong = any(claim.noun and claim.noun.extra[:1] == ("strong",) for claim in made.claims)
    if (not strong and len(parties) < 2) or (len(parties) < 2 and not made.acts):
        document.drop("agreement", noun.span, "WEAK_NOUN" if not strong else "ONE_PARTY_AND_NO_ACT")
        return False
    return True


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


def _parties(document: Document, made: Draft) -> tuple[Party, ...]:
    claimed = [(member, claim.rule) for claim in made.claims for member in claim.members]
    primary = [(m, rule) for m, rule in claimed if m.body]
    if len({m.body.id for m, _ in primary if m.body}) >= 2:
        claimed = primary
    else:
        claimed += [
            (m, c.rule) for c in made.claims if not c.members and not c.rule.endswith("presence") for m in c.signers
        ]
    chosen = _chosen_bodies(document, [member for member, _ in claimed])
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
        spans.setdefault(body.id, []).append((not member.named, _name_span(member), rule, body))
    for key, found in spans.items():
        found.sort(key=lambda one: (one[0], one[1].start))
        via, span, rule, body = found[0]
        more = sorted({other for _, other, _, _ in found[1:] if other != span})
        listed[key] = Party(
            _written(document, body, found), body.kind, "party", via, body.id, rule, document.evidence(span),
            tuple(document.evidence(other) for other in more),
        )  # fmt: skip
    return _without_parts(document, sorted(listed.values(), key=lambda p: p.evidence.start))


def _without_parts(document: Document, listed: list[Party]) -> tuple[Party, ...]:
    """Return the parties without those that are only part of another one's name («معاونت … سازمان X» is not X)."""
    kept = []
    keys = {party.id: frozenset(search_text(party.name).split()) for party in listed}
    for party in listed:
        own = keys[party.id]
        if party.kind != "state" and any(_part(own, key) for key in keys.values()):
            document.drop("party", Span(party.evidence.start, party.evidence.end), "PART_OF_NAMED_PARTY")
        else:
            kept.append(party)
    return tuple(kept)


def _part(own: frozenset[str], other: frozenset[str]) -> bool:
    return len(own) > 2 and own < other


def _written(document: Document, body: Body, found: list[tuple[bool, Span, str, Body]]) -> str:
    """Return the fullest form in which the text names the body; the canonical name where it is not named, is a state,
    or is named by an abbreviation or a reference alone.
    """
    if all(via for via, _, _, _ in found):
        return body.name
    lexicon = document.words.lexicon
    forms = {clean_name(form) for form in document.forms(body)}
    if body.kind == "state":
        governments = sorted(form for form in forms if form.startswith(("دولت ", "Government ")))
        return governments[0] if governments else body.name
    own = [f for f in forms if lexicon.institution_id(_unbracketed(f)) == body.id and (" " in f or not f.isascii())]
    best = max(own, key=lambda form: (len(form), form), default=body.name)
    return body.name if skeleton_key(best) == skeleton_key(body.name) else best


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


def _signatories(document: Document, made: Draft, parties: tuple[Party, ...]) -> tuple[Signatory, ...]:
    known = {party.id: party for party in parties}
    listed: dict[str, Signatory] = {}
    chosen = _chosen_bodies(document, [m for claim in made.claims for m in (*claim.members, *claim.signers)])
    for claim in made.claims:
        for member in claim.signers:
            key = _holder_key(document, member)
            holding = document.holdings.get(key)
            if holding is None or key in listed:
                continue
            body = member.body if member.named else None
            body = body or chosen.get(key) or _own_body(member)
            if claim.rule.endswith("presence") and (body is None or body.id not in known):
                document.drop("signatory", member.span, "PRESENT_BUT_NOT_OF_A_PARTY")
                continue
            span = member.person_span or holding.first
            listed[key] = Signatory(
                holding.person.name, body.name if body else None, body.id if body else None,
                held_offices(document, holding.posts), claim.rule, document.evidence(span),
                tuple(document.evidence(m) for m in holding.mentions if m != span),
            )  # fmt: skip
    return tuple(sorted(listed.values(), key=lambda s: s.evidence.start))


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


def _aims(document: Document, made: Draft) -> tuple[tuple[Aim, ...], tuple[Aim, ...], tuple[Aim, ...]]:
    """Return objectives, purposes and subjects; where no list of axes stands, purposes and subjects are split into
    objectives too, for they are all that the text says of the aims.
    """
    english = document.words.language == "en"
    read, parted = (english_aims, split_english) if english else (aims, split)
    found: list[tuple[Found, Sentence]] = [
        (aim, sentence) for sentence in made.sentences for aim in read(sentence, document.words)
    ]
    found = _one_genitive(found)
    purposes = _merged(document, [f for f, _ in found if f.what == "purpose"])
    subjects = _merged(document, [f for f, _ in found if f.what == "subject"])
    axes = [f for f, _ in found if f.what == "axis"]
    others = [f for f, _ in found if f.what == "objective" and not english]
    if len(axes) < _DOMINATING:
        for aim, sentence in found:
            if aim.what in ("purpose", "subject") or (english and aim.what == "objective"):
                inside = [e for e in sentence.elements if aim.span.covers(e.span)]
                others += [Found("objective", span, aim.rule) for span in parted(inside, document.words)]
    objectives = _merged(document, sorted([*axes, *others], key=lambda f: f.span))
    return objectives, purposes, subjects


def _one_genitive(found: list[tuple[Found, Sentence]]) -> list[tuple[Found, Sentence]]:
    """Keep one subject that follows the noun («تفاهم‌نامه ایجاد …»): the longest, for titles shorten the body's."""
    genitive = [one for one in found if one[0].rule.endswith("genitive")]
    best = max(genitive, key=lambda one: (one[0].span.end - one[0].span.start, -one[0].span.start), default=None)
    return [one for one in found if one is best or not one[0].rule.endswith("genitive")]


def _merged(document: Document, found: list[Found]) -> tuple[Aim, ...]:
    """Return the aims without those that repeat or lie inside another one's text."""
    kept: dict[str, Found] = {}
    for aim in found[:MOST_AIMS]:
        key = skeleton_key(aim.span.of(document.text))
        if any(key in other for other in kept):
            continue
        kept = {other: one for other, one in kept.items() if other not in key}
        kept[key] = aim
    lexicon = document.words.lexicon
    made = []
    for aim in kept.values():
        text = aim.span.of(document.text)
        made.append(Aim(" ".join(text.split()), topics_of(text, lexicon), aim.rule, document.evidence(aim.span)))
    return tuple(sorted(made, key=lambda a: a.evidence.start))


def _provinces(document: Document, parties: tuple[Party, ...]) -> set[str]:
    found = set()
    for party in parties:
        entry = document.words.lexicon.institution_by_id(party.id)
        if entry and entry.province:
            found.add(f"place/{entry.province}")
    return found


def _told(made: Draft) -> list[Act]:
    """Return the acts that were done or are planned, one of a kind, the first that tells of each."""
    acts: dict[str, Act] = {}
    finite_signing = any(a.event == "signing" and a.rule == "act.verb" and not a.negative for a in made.acts)
    for act in made.acts:
        shadowed = finite_signing and act.event == "signing" and act.rule == "act.noun"
        if not act.negative and not shadowed:
            kind = "plan" if act.time == "future" and act.event in ("signing", "exchange") else act.event
            if act.time == "future" and kind != "plan":
                continue
            finite = act.rule == "act.verb"
            if kind not in acts or (finite and acts[kind].rule != "act.verb"):
                acts[kind] = Act(kind, act.time, False, act.span, act.rule)
    return sorted(acts.values(), key=lambda act: act.span.start)


def _status(document: Document, made: Draft, acts: list[Act]) -> Stated:
    ranked = sorted(acts, key=lambda act: _RANK.index(act.event))
    if not ranked:
        noun = made.claims[0].noun
        span = noun.span if noun else made.claims[0].sentence.span
        negotiated = made.claims[0].sentence.first("NEGOT", "DRAFT", "SOON")
        value = "unknown" if negotiated else "in-force"
        return Stated(value, "status.spoken-of-as-existing", document.evidence(span))
    last = ranked[-1]
    return Stated(STATUS[last.event], f"status.{last.rule}", document.evidence(last.span))


def _events(document: Document, acts: list[Act]) -> tuple[Event, ...]:
    return tuple(Event(act.event, None, act.rule, document.evidence(act.span)) for act in acts)


def _type(document: Document, made: Draft) -> Stated:
    """Return the type by the most telling noun: a strong one before a weak one, then the first; with its modifiers."""
    claimed = [(claim.noun, claim.sentence) for claim in made.claims if claim.noun]
    if all(noun.extra[:1] == ("weak",) for noun, _ in claimed):
        claimed += [(e, s) for s in made.sentences for e in s.all("NOUN") if e.extra[:1] == ("strong",)][:1]
    ranked = sorted(claimed, key=lambda one: (one[0].extra[:1] != ("strong",), one[0].span.start))
    noun, sentence = ranked[0]
    full = [one for one in ranked if one[0].value == noun.value]
    noun, sentence = max(full, key=lambda one: (_modified(*one).end - one[0].span.end, -one[0].span.start))
    return Stated(noun.value, "type.noun", document.evidence(_modified(noun, sentence)))


def _modified(noun: Element, sentence: Sentence) -> Span:
    """Return the noun with «همکاری», «مشترک» and the like («تفاهم‌نامه همکاری و مشارکت»)."""
    at = sentence.elements.index(noun)
    end = at + 1
    while end < len(sentence.elements):
        kind = sentence.elements[end].kind
        if kind in ("COOP", "ADJ"):
            end += 1
        elif kind == "AND" and sentence.elements[end + 1 : end + 2] and sentence.elements[end + 1].kind == "COOP":
            end += 2
        else:
            break
    return Span(noun.span.start, sentence.elements[end - 1].span.end)


def _title(document: Document, made: Draft) -> str:
    first = made.sentences[0].span.of(document.text)
    return " ".join(first.split())[:200]


__all__ = ["STATUS", "Evidence", "Located", "held_offices", "report"]
