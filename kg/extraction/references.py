"""References settled for the whole document: «این سازمان», «بانک», «استاندار» find the name that the text gives."""

from __future__ import annotations

from bisect import bisect_left

from kg.extraction.bodies import HOME, body_of, non_state_actor
from kg.extraction.countries import settle_countries
from kg.extraction.document import Document
from kg.extraction.elements import Body, Element, Post
from kg.extraction.holders import hold
from kg.extraction.institutions import UNNAMED
from kg.extraction.plurals import SINGULAR
from kg.extraction.shortened import settle_short
from kg.language import skeleton_key


def settle(document: Document) -> None:
    """Settle the references of the document, in place: short names, bare bodies and offices, who holds which office."""
    settle_short(document)
    settle_countries(document)
    for sentence in document.sentences:
        sentence.settle()
    _settle_bodies(document)
    _settle_posts(document)
    hold(document)


class _Named:
    """The bodies of a text by the beginning of their names, so that a short reference finds its body."""

    def __init__(self, named: list[tuple[int, Body]], language: str) -> None:
        self._inside = language == "en"
        self._named = [(start, body, skeleton_key(body.name)) for start, body in named]
        self._fitting: dict[tuple[str, str], list[tuple[int, Body]]] = {}

    def nearest(self, key: str, at: int, state: str = "") -> Body | None:
        """Return the last body before ``at`` whose name begins with the key and goes on, else the first after.

        state: the name of the state whose body is meant («the Japanese agency»), which its own name has.
        """
        if (key, state) not in self._fitting:
            all_of_it = [(start, b) for start, b, name in self._named if self._fits(key, name)]
            self._fitting[key, state] = [(start, body) for start, body in all_of_it if state in body.name]
        fitting = self._fitting[key, state]
        before = bisect_left(fitting, at, key=lambda one: one[0])
        return fitting[before - 1][1] if before else fitting[0][1] if fitting else None

    def _fits(self, key: str, name: str) -> bool:
        return name != key and (key in name if self._inside else name.startswith(key))


def _settle_bodies(document: Document) -> None:
    """Give «این سازمان», «بانک», «شورای عالی» the body of the text whose name begins so."""
    named = []
    for element in document.all("INST", "OFFICE"):
        body = element.body or (element.post.body if element.post else None)
        if body:
            named.append((element.span.start, body))
    found = _Named(named, document.words.language)
    starts = [start for start, _ in named]
    for bare in (one for one in document.all("BARE") if one.value != UNNAMED):
        last = bisect_left(starts, bare.span.start) - 1 if bare.value == _LAST else -1
        if bare.value == _ACTOR:
            last = _last_actor(named[: bisect_left(starts, bare.span.start)])
        state = bare.body
        key = SINGULAR.get(bare.key, bare.key)
        bare.body = named[last][1] if last >= 0 else found.nearest(key, bare.span.start, state.name if state else "")
        if state is not None and bare.body is None:
            bare.body = _of_nation(document, state, bare.span.start)
    if document.words.language == "fa":
        _settle_paired(document)


def _last_actor(named: list[tuple[int, Body]]) -> int:
    """Return the index of the last body that is a known non-state actor («طالبان … این گروه»), -1 where none is."""
    found = (n for n in range(len(named) - 1, -1, -1) if non_state_actor(named[n][1]))
    return next(found, -1)


def _of_nation(document: Document, state: Body, before: int) -> Body | None:
    """Return the last company named before with its state ("South Korea's Gigi Foundation … the Korean company")."""
    found: Body | None = None
    for sentence in document.sentences:
        for at, element in enumerate(sentence.elements):
            if element.span.start >= before:
                return found
            own = [e for e in sentence.elements[max(0, at - NATION) : at] if e.kind in ("STATE", "NATIONAL")]
            if element.kind in ("INST", "NAME") and element.body and own and own[-1].body == state:
                found = element.body
    return found


NATION = 6
"""Most elements from a state to the company that is said to be its."""

_LAST = "last"
"""Value of the references to the body named last, whatever it is called («این نهاد»)."""


_ACTOR = "actor"
"""Value of the references to the non-state actor named last («این گروه»)."""


def _settle_paired(document: Document) -> None:
    """Give the first of two heads the place that stands once behind both («شهرداری و دانشگاه X»)."""
    for sentence in document.sentences:
        for at, bare in enumerate(sentence.elements[:-2]):
            link, body = sentence.elements[at + 1 : at + 3]
            if bare.kind == "BARE" and bare.body is None and link.kind == "AND" and body.kind == "INST":
                bare.body = _at_place(document, bare, body)


def _at_place(document: Document, bare: Element, body: Element) -> Body | None:
    """Return the known body that a head names with the last word of another body's name, where that is a place."""
    place = body.span.of(document.text).split()[-1]
    lexicon = document.words.lexicon
    entry = lexicon.institution(f"{bare.span.of(document.text)} {place}") if lexicon.place(place) else None
    return body_of(entry) if entry else None


class _Twins:
    """The full titles of a text by their head, so that a bare title finds the one it repeats."""

    def __init__(self, document: Document) -> None:
        self._beside = _beside(document)
        self._all: dict[str, list[tuple[int, Post]]] = {}
        self._owned: dict[tuple[str, str], list[tuple[int, Post]]] = {}
        for office in document.all("OFFICE"):
            if office.post and office.post.body and office.post.stands:
                twin = (office.span.start, office.post)
                self._all.setdefault(office.post.head, []).append(twin)
                owner = self._beside.get(office.span.start, "")
                self._owned.setdefault((office.post.head, owner), []).append(twin)

    def of(self, post: Post, at: int) -> list[tuple[int, Post]]:
        """Return the titles that a bare one can repeat: beside a name those of the same person, else those of nobody.

        Where the titles of nobody belong to several bodies, a bare one is the home state's.
        """
        whole, last = skeleton_key(post.title), skeleton_key(post.title.split()[-1])
        own = whole == post.head and " " in post.title
        head = whole if whole in self._all or own else last
        owner = self._beside.get(at, "")
        if not owner:
            return self._all.get(head, [])
        loose = self._owned.get((head, ""), [])
        alone = len({twin.body.id for _, twin in loose[:50] if twin.body}) == 1
        home = [
            twin for twin in loose[:50] if twin[1].body and (twin[1].body.known or twin[1].body.name.endswith(HOME))
        ]
        return self._owned.get((head, owner)) or (loose if alone else home)


def _settle_posts(document: Document) -> None:
    bodies = _Named([(e.span.start, e.body) for e in document.all("INST", "BARE") if e.body], document.words.language)
    twins = _Twins(document)
    for office in document.all("OFFICE"):
        if office.post and not office.post.body:
            at = office.span.start
            office.post = _settled(at, office.post, twins.of(office.post, at), bodies)


def _beside(document: Document) -> dict[int, str]:
    """Return the surname of the person right beside each office: two persons' equal titles need not be one post."""
    found: dict[int, str] = {}
    for sentence in document.sentences:
        for at, element in enumerate(sentence.elements):
            if element.kind != "OFFICE":
                continue
            near = [one.person for one in sentence.elements[max(0, at - 2) : at + 3] if one.person]
            if near:
                found[element.span.start] = near[0].family
    return found


def _settled(at: int, post: Post, twins: list[tuple[int, Post]], bodies: _Named) -> Post:
    """Return the post with its body: that of the same title in full, or of the body its last words begin."""
    parts = post.title.split()
    if twins:
        twin = twins[max(0, bisect_left(twins, at, key=lambda one: one[0]) - 1)][1]
        whole = skeleton_key(post.title) == post.head
        title = twin.title if whole else post.title
        return Post(title, post.head, twin.body, whole and twin.stands, post.plural, post.capacity)
    for start in range(1, len(parts)):
        rest = skeleton_key(" ".join(parts[start:]))
        body = bodies.nearest(rest, at) if len(rest) > 3 else None
        if body:
            return Post(post.title, post.head, body, post.stands or start == 1, post.plural, post.capacity)
    return post
