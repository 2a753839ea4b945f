"""A decision is looked at before it is written down: what it names has to be in the store."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.errors import InputError, UsageError
from kg.graph import corrected
from kg.ledgers import Correction, Ledgers, normalised
from kg.lexicon import Lexicon
from kg.ontology.terms import DCTERMS
from kg.review.standing import article_view, is_known
from kg.store import Store

_COMPARED = ("report", "mention", "institution")


def judged_id(store: Store, name: str) -> str:
    """Return the local id of what a judgement names: an id or a whole IRI.

    Raises UsageError for what is never compared, InputError for what the store does not have.
    """
    local = name.removeprefix(store.base_iri)
    kind = normalised(local).partition("/")[0]
    if "/" not in local or kind not in _COMPARED:
        raise UsageError(
            f"{name!r} is nothing that can be judged",
            expected="the id of a report, mention, institution, agreement or official",
            todo="kg review lists doubtful pairs with their ids, kg show NAME shows an id",
        )
    try:
        known = is_known(store, local)
    except ValueError:
        known = False
    if not known:
        raise InputError(f"the store has no {local}", todo="kg review lists doubtful pairs, kg show NAME shows an id")
    return local


def check_pair(store: Store, one: str, other: str) -> tuple[str, str]:
    """Return the local ids of two things that can be judged. Raises UsageError or InputError."""
    first, second = judged_id(store, one), judged_id(store, other)
    kinds = [normalised(name).partition("/")[0] for name in (first, second)]
    if kinds[0] != kinds[1]:
        raise UsageError(f"a {kinds[0]} cannot be compared with a {kinds[1]}", expected="two things of one kind")
    if normalised(first) == normalised(second):
        raise UsageError(f"{one} and {other} stand for the same", expected="two different things")
    return first, second


def article_id(store: Store, name: str) -> str:
    """Return the local id of an article given by id, IRI or key. Raises InputError when the store has none such."""
    local = name.removeprefix(store.base_iri)
    if local.startswith("article/"):
        try:
            found = article_view(store, local) is not None
        except ValueError:
            found = False
        if found:
            return local
    for quad in store.quads(None, DCTERMS("identifier"), Literal(name), None):
        if isinstance(quad.subject, NamedNode):
            return quad.subject.value.removeprefix(store.base_iri)
    raise InputError(f"the store has no article {name}", todo="kg query articles lists them")


def check_correction(store: Store, line: Correction, ledgers: Ledgers, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the local ids of the nodes on which a new line acts after those there are.

    Raises InputError when its article says no such thing.
    """
    view = article_view(store, line.article)
    if view is None:
        raise InputError(f"the store has no article {line.article}", todo="kg query articles lists them")
    article = NamedNode(store.base_iri + line.article)
    _, outcomes = corrected(view, article, (*ledgers.corrections, line), store.base_iri, lexicon)
    last = outcomes[-1]
    if not last.applied:
        todo = f"kg show {line.article} and kg show of its agreements give values and offsets"
        raise InputError(last.reason, where=line.article, todo=todo)
    return tuple(node.value.removeprefix(store.base_iri) for node in last.nodes)
