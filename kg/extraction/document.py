"""One article while it is read: its sentences, the persons, offices and bodies met, and who holds what."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kg.extraction.elements import REFERENCE, Body, Element, Person, Post, Sentence
from kg.extraction.reading import Dropped, Evidence
from kg.extraction.words import Words
from kg.language import Folded, Span, skeleton_key

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


SPORTING = 3
"""So many words of sport make a text one on sport."""


@dataclass
class Document:
    """The article's text with all that has been settled about it so far.

    named_beside: names that no list knows, each with the office that it stands beside; families: full names by
    surname; both None until asked for.
    """

    text: str
    words: Words
    sentences: list[Sentence]
    folded: Folded
    holdings: dict[str, Holding] = field(default_factory=dict)
    linked: dict[tuple[int, int], str] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    used: list[Span] = field(default_factory=list)
    titles: dict[str, set[str]] = field(default_factory=dict)
    named: dict[str, set[str]] = field(default_factory=dict)
    counted: dict[int, list[Body]] = field(default_factory=dict)
    named_beside: list[tuple[Post, str]] | None = None
    families: dict[str, str] | None = None

    @cached_property
    def sporting(self) -> bool:
        """Say whether the text is on sport: clubs, players and leagues are named again and again."""
        return sum(self.of_sport(element) for element in self.all("SPORT", "INST", "BARE")) >= SPORTING

    @cached_property
    def coached(self) -> bool:
        """Say whether the text names a coach or another office of a team."""
        return any(office.value == "sport" for office in self.all("OFFICE"))

    def of_sport(self, element: Element) -> bool:
        """Say whether an element is a word of sport, a club, or a body with a sport in its name."""
        if element.kind == "SPORT" or element.extra[1:2] == ("sport",):
            return True
        name = skeleton_key(element.body.name) if element.kind == "INST" and element.body else ""
        return any(sport in name for sport in self.words.sports)

    def evidence(self, span: Span) -> Evidence:
        """Return the exact quote of a span, and note that its sentence was used."""
        self.used.append(span)
        return Evidence(span.start, span.end, span.of(self.text))

    def drop(self, what: str, span: Span, reason: str) -> None:
        """Record a candidate that made no fact."""
        self.dropped.append(Dropped(what, span.of(self.text), reason, span.start, span.end))

    def all(self, *kinds: str) -> list[Element]:
        """Return all elements of the classes."""
        return [element for sentence in self.sentences for element in sentence.all(*kinds)]

    def forms(self, body: Body) -> set[str]:
        """Return the forms in which the text names a body, those inside titles («رئیس سازمان X») too."""
        if not self.named:
            for element in self.all("INST", "STATE", "OFFICE"):
                if element.value == REFERENCE:
                    continue
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
