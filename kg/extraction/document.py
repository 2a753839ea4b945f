"""One article while it is read: its sentences, the persons, offices and bodies met, and who holds what.

References are settled for the whole document: the full name first, then «وی», «استاندار», a surname alone,
«این سازمان».
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from kg.extraction.elements import Body, Element, Person, Post, Sentence
from kg.extraction.patterns import Found, encode, find, rules
from kg.extraction.reading import Dropped, Evidence
from kg.extraction.words import Words
from kg.language import Span, skeleton_key

MOST_POSTS = 12
"""Most offices kept of one person."""


@dataclass(slots=True)
class Holding:
    """A person with the offices the text gives, each with the span that says so, and the rule that joined them."""

    person: Person
    rule: str
    first: Span
    mentions: list[Span] = field(default_factory=list)
    posts: list[tuple[Post, Span]] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """The article's text with all that has been settled about it so far."""

    text: str
    words: Words
    sentences: list[Sentence]
    holdings: dict[str, Holding] = field(default_factory=dict)
    linked: dict[tuple[int, int], str] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    used: list[Span] = field(default_factory=list)
    titles: dict[str, set[str]] = field(default_factory=dict)
    named: dict[str, set[str]] = field(default_factory=dict)

    def evidence(self, span: Span) -> Evidence:
        """Return the exact quote of a span, and note that its sentence was used."""
        self.used.append(span)
        return Evidence(span.start, span.end, span.of(self.text))

    def drop(self, what: str, span: Span, reason: str) -> None:
        """Record a candidate that made no fact."""
        self.dropped.append(Dropped(what, span.of(self.text), reason, span.start, span.end))

    def forms(self, body: Body) -> set[str]:
        """Return the forms in which the text names a body, those inside titles («رئیس سازمان X») too."""
        if not self.named:
            for element in _all(self, "INST", "STATE", "OFFICE"):
                if element.kind != "OFFICE" and element.body:
                    form = " ".join(element.span.of(self.text).split())
                    self.named.setdefault(element.body.id, set()).add(form)
                elif element.post and element.post.body:
                    self.named.setdefault(element.post.body.id, set()).update(element.extra)
        return self.named.get(body.id, set())

    def holder(self, post: Post) -> Holding | None:
        """Return the person of this text who holds the post, or None when nobody or several do."""
        keys = {key for name in _titles(post) for key in self.titles.get(name, ())}
        return self.holdings[next(iter(keys))] if len(keys) == 1 else None

    def give(self, holding: Holding, post: Post, span: Span) -> None:
        """Note that a person holds a post; the fuller title of the same post wins."""
        for name in _titles(post):
            self.titles.setdefault(name, set()).add(holding.person.key)
        for at, (held, _) in enumerate(holding.posts):
            if skeleton_key(held.title) == skeleton_key(post.title):
                return
            if held.head == post.head and held.body == post.body:
                if len(post.title) > len(held.title):
                    holding.posts[at] = (post, span)
                return
        if len(holding.posts) < MOST_POSTS:
            holding.posts.append((post, span))


def _titles(post: Post) -> tuple[str, ...]:
    """Return the names by which a post is the same one: its title, and its head with its body if it stands for it."""
    title = "title|" + skeleton_key(post.title)
    return (title, f"post|{post.head}|{post.body.id}") if post.body and post.stands else (title,)


def settle(document: Document) -> None:
    """Settle the references of the document, in place: bare bodies, bare offices, then who holds which office."""
    _settle_bodies(document)
    _settle_posts(document)
    _hold(document)


def _all(document: Document, *kinds: str) -> list[Element]:
    return [element for sentence in document.sentences for element in sentence.elements if element.kind in kinds]


class _Named:
    """The bodies of a text by the beginning of their names, so that a short reference finds its body."""

    def __init__(self, named: list[tuple[int, Body]], language: str) -> None:
        self._inside = language == "en"
        self._named = [(start, body, skeleton_key(body.name)) for start, body in named]
        self._fitting: dict[str, list[tuple[int, Body]]] = {}

    def nearest(self, key: str, at: int) -> Body | None:
        """Return the last body before ``at`` whose name begins with the key and goes on, else the first after."""
        if key not in self._fitting:
            self._fitting[key] = [(start, b) for start, b, name in self._named if self._fits(key, name)]
        fitting = self._fitting[key]
        before = bisect_left(fitting, at, key=lambda one: one[0])
        return fitting[before - 1][1] if before else fitting[0][1] if fitting else None

    def _fits(self, key: str, name: str) -> bool:
        return name != key and (key in name if self._inside else name.startswith(key))


def _settle_bodies(document: Document) -> None:
    """Give «این سازمان», «بانک», «شورای عالی» the body of the text whose name begins so."""
    named = []
    for element in _all(document, "INST", "OFFICE"):
        body = element.body or (element.post.body if element.post else None)
        if body:
            named.append((element.span.start, body))
    found = _Named(named, document.words.language)
    for bare in _all(document, "BARE"):
        bare.body = found.nearest(bare.key, bare.span.start)


def _settle_posts(document: Document) -> None:
    offices = _all(document, "OFFICE")
    bodies = _Named([(e.span.start, e.body) for e in _all(document, "INST", "BARE") if e.body], document.words.language)
    full: dict[str, list[tuple[int, Post]]] = {}
    for office in offices:
        if office.post and office.post.body and office.post.stands:
            full.setdefault(office.post.head, []).append((office.span.start, office.post))
    for office in offices:
        if office.post and not office.post.body:
            office.post = _settled(office.span.start, office.post, full, bodies)


def _settled(at: int, post: Post, full: dict[str, list[tuple[int, Post]]], bodies: _Named) -> Post:
    """Return the post with its body: that of the same title in full, or of the body its last words begin."""
    parts = post.title.split()
    twins = full.get(skeleton_key(parts[-1]), [])
    if twins:
        twin = twins[max(0, bisect_left(twins, at, key=lambda one: one[0]) - 1)][1]
        whole = len(parts) == 1
        title = twin.title if whole else post.title
        return Post(title, post.head, twin.body, whole and twin.stands, post.plural, post.capacity)
    for start in range(1, len(parts)):
        rest = skeleton_key(" ".join(parts[start:]))
        body = bodies.nearest(rest, at) if len(rest) > 3 else None
        if body:
            return Post(post.title, post.head, body, post.stands or start == 1, post.plural, post.capacity)
    return post


def _hold(document: Document) -> None:
    """Join persons with offices by the pack's holder rules, then note every further mention."""
    for sentence in document.sentences:
        encoded = encode(sentence.elements)
        taken: set[int] = set()
        for rule in rules(document.words.language, "holder"):
            for found in find(rule, encoded):
                _join(document, sentence, found, taken)
    for element in _all(document, "PERSON"):
        if element.person:
            _meet(document, element, "")
    _hold_lead(document)


def _hold_lead(document: Document) -> None:
    """Join the office that speaks in the lead with the person who, named without office, speaks right after it.

    «وزیر X گفت … . به گزارش …، N گفت …»: the usual opening of Persian agency news.
    """
    for number, sentence in enumerate(document.sentences[:3]):
        office = sentence.first("OFFICE", "PERSON")
        if office is None or office.kind != "OFFICE" or office.post is None or not office.post.body:
            continue
        if office.post.plural or document.holder(office.post) or not sentence.first("SAY", "TELL", "NOUN"):
            continue
        for following in document.sentences[number : number + 3]:
            person = following.first("PERSON")
            holding = document.holdings.get(person.person.key) if person and person.person else None
            subject = person is not None and person in following.elements[:14]
            spoken = following.first("SAY") or (subject and sentence.first("SAY", "TELL"))
            if holding and person and not holding.posts and spoken and person.span.start > office.span.start:
                holding.rule = f"{document.words.language}.holder.lead"
                document.give(holding, office.post, office.span)
                return


def _join(document: Document, sentence: Sentence, found: Found, taken: set[int]) -> None:
    """Join a person with the offices that a rule found; elements are used once."""
    person_at, offices = found.groups["person"].start, found.groups["offices"]
    places = [at for at in range(offices.start, offices.end) if sentence.elements[at].kind == "OFFICE"]
    posts = [sentence.elements[at] for at in places]
    if person_at in taken or taken.intersection(places) or any(e.post is None or e.post.plural for e in posts):
        return
    person = sentence.elements[person_at]
    holding = _meet(document, person, found.rule.id)
    if holding is None:
        return
    taken.update([person_at, *places])
    for office in posts:
        if office.post:
            document.give(holding, office.post, office.span)
            document.linked[(sentence.number, sentence.elements.index(office))] = holding.person.key
    document.linked[(sentence.number, person_at)] = holding.person.key


def _meet(document: Document, element: Element, rule: str) -> Holding | None:
    person = element.person
    if person is None:
        return None
    span = element.name or element.span
    holding = document.holdings.get(person.key)
    if holding is None:
        holding = document.holdings[person.key] = Holding(person, rule or "person.named", span)
    if rule and holding.rule == "person.named":
        holding.rule = rule
    if not holding.mentions or span > holding.mentions[-1]:
        holding.mentions.append(span)
    return holding
