"""Articles that came, went, or are told with another text or head."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.compare.side import Side
from kg.compare.values import Difference, Said, Turn
from kg.ontology.terms import AGR, SCHEMA

_HEAD = {
    AGR("sha256"): "text",
    SCHEMA("headline"): "headline",
    SCHEMA("url"): "url",
    SCHEMA("publisher"): "publisher",
    SCHEMA("datePublished"): "published",
    SCHEMA("inLanguage"): "language",
}
"""What of an article is compared: the property, and its name as an aspect."""

Head = dict[str, str]


def article_differences(old: Side, new: Side) -> Iterator[Difference]:
    """Yield the articles that are in one state only, then those that differ, by id."""
    before, after = ({side.local(node): node for node in _articles(side)} for side in (old, new))
    for one in sorted(before.keys() | after.keys()):
        if one not in before:
            yield Difference("article", "new", new.label(after[one]), (), (one,))
        elif one not in after:
            yield Difference("article", "gone", old.label(before[one]), (one,), ())
        elif turns := _turns(_head(old, before[one]), _head(new, after[one])):
            yield Difference("article", "replaced", new.label(after[one]), (one,), (one,), turns)


def has_articles(side: Side) -> bool:
    """Say whether the state holds what articles say; an export of consolidated facts alone does not."""
    return next(_articles(side), None) is not None


def _articles(side: Side) -> Iterator[NamedNode]:
    for quad in side.store.quads(predicate=AGR("sha256")):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _head(side: Side, article: NamedNode) -> Head:
    found = ((_HEAD.get(quad.predicate), quad.object) for quad in side.store.quads(article))
    return {name: value.value for name, value in found if name and isinstance(value, Literal)}


def _turns(before: Head, after: Head) -> tuple[Turn, ...]:
    """Return what of an article differs; of a text only its hash is told."""
    return tuple(
        Turn(name, _told(before, name), _told(after, name))
        for name in _HEAD.values()
        if before.get(name) != after.get(name)
    )


def _told(head: Head, name: str) -> tuple[Said, ...]:
    return (Said(head[name][:12] if name == "text" else head[name]),) if name in head else ()
