"""What worker processes answer about single things: their pages, and their descriptions as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pyoxigraph import NamedNode

from kg.errors import OutputError
from kg.export import triples_bytes
from kg.pages import LIVE_POLICY, Served, absent_page, live_href, serve_page, shared_file
from kg.protocol import CODES, refuse
from kg.query import PAGE as PAGE_SIZE
from kg.query import Description, Whereabouts, describe, is_named, near_ids, whereabouts
from kg.server.linking import BY_EXTENSION, PAGE, Form, Named, address, links
from kg.store import Store
from kg.workers import Limits, Reply

POLICY = ("Content-Security-Policy", f"{LIVE_POLICY}; frame-ancestors 'none'")
_REFERENCE = ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
"""For the reference page of the ontology, which itself allows its one style by a hash and nothing else."""
_SAID = {
    "split": ("divided", "this identifier was divided into several; choose one of them"),
    "gone": ("gone", "this identifier was given up, and nothing stands for it"),
    "unnamed": ("not-found", "no article of the store names what this identifier was given up for"),
    "unknown": ("not-found", "the store has no such identifier"),
}
"""State of an identifier -> code of the answer and what is said."""


def answer_page(store: Store, fields: Mapping[str, Any], _: Limits) -> Reply:
    """Return a page, drawing, card or shared file. fields: address, query, depth as for ``serve_page``."""
    shared = shared_file(fields["address"])
    if shared is not None:
        return Reply(*shared, 200, (_REFERENCE,) if shared[1] == "text/html" else ())
    return _served(serve_page(store, fields["address"], fields["query"], fields["depth"]), fields["depth"])


def answer_thing(store: Store, fields: Mapping[str, Any], limits: Limits) -> Reply:
    """Return what an address below ``/id/`` leads to.

    fields: id, depth, extension (see ``Named``), form (extension of the form that Accept prefers), page (from 1).
    """
    named, form = _meant(store, fields)
    try:
        node = NamedNode(store.base_iri + named.local_id)
    except ValueError:
        return _not_here(store, named, form, Whereabouts("unknown"))
    found = whereabouts(store, node)
    if found.state != "here":
        return _not_here(store, named, form, found)
    if form == PAGE:
        target = "../" * (named.depth + 1) + "pages/" + live_href("", named.local_id)
        link = links(named, form, node.value, page=1, more=False)
        return Reply(b"", form.media_type, 303, (("Location", target), ("Link", link)))
    return _written(describe(store, node, fields["page"], min(limits.rows, PAGE_SIZE)), node, named, form)


def _meant(store: Store, fields: Mapping[str, Any]) -> tuple[Named, Form]:
    """Return what is named and in which form; an extension counts as part of the id where the store has it so."""
    named = Named(fields["id"], fields["depth"], fields["extension"])
    if named.extension and not _has(store, named.whole):
        return named, BY_EXTENSION[named.extension]
    return Named(named.whole, named.depth), BY_EXTENSION[fields["form"]]


def _has(store: Store, local_id: str) -> bool:
    try:
        return is_named(store, NamedNode(store.base_iri + local_id))
    except ValueError:
        return False


def _written(found: Description, node: NamedNode, named: Named, form: Form) -> Reply:
    """Return a page of a description; where it is not the whole, KG-Partial says so and Link names the others."""
    if not found.triples:
        return _told("not-found", "the description has no page of this number", {})
    number = found.number
    here = address(named, named.local_id, form.extension) + (f"?page={number}" if number > 1 else "")
    link = links(named, form, node.value, page=number, more=found.more)
    partial = (("KG-Partial", f"page {number}"),) if found.more or number > 1 else ()
    headers = (("Content-Location", here), ("Link", link), *partial)
    return Reply(_bytes(found, form), form.media_type, 200, headers)


def _bytes(found: Description, form: Form) -> bytes:
    """Return a description in a form. Raises Refusal 406 for what graphs of users say and a form cannot."""
    try:
        return triples_bytes(found.triples, form.writer)
    except OutputError as error:
        raise refuse("not-acceptable", f"{error}; Turtle and N-Triples can say it") from error


def _not_here(store: Store, named: Named, form: Form, found: Whereabouts) -> Reply:
    heirs = [heir.value.removeprefix(store.base_iri) for heir in found.heirs]
    if found.state == "moved":
        target = address(named, heirs[0], named.extension)
        return Reply(b"", "text/plain", 301, (("Location", target),))
    if form == PAGE:
        return _served(absent_page(store, named.local_id, found, "../" * (named.depth + 1) + "pages/"), named.depth)
    code, message = _SAID[found.state]
    if found.state in ("split", "gone"):
        told = describe(store, NamedNode(store.base_iri + named.local_id))
        also = tuple(("Link", f'<{address(named, heir)}>; rel="alternate"') for heir in heirs[:20])
        return Reply(_bytes(told, form), form.media_type, CODES[code][0], also)
    more = {"heirs": heirs[:20]} if heirs else {"near": list(near_ids(store, named.local_id))}
    return _told(code, message, more)


def _told(code: str, message: str, more: Mapping[str, object]) -> Reply:
    body = json.dumps({"code": code, "message": message, **more}, ensure_ascii=False)
    return Reply(body.encode(), "application/json", CODES[code][0])


def _served(served: Served, depth: int) -> Reply:
    moved = (("Location", "../" * depth + served.location),) if served.location else ()
    return Reply(served.text.encode("utf-8", "replace"), served.media_type, served.status, (POLICY, *moved))
