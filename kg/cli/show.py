"""``kg show``: one thing in the terminal, with its facts and the quotes they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kg.cli.options import Location, check_text, examples, json_option, store_option
from kg.cli.streams import note, say, say_json
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.cli.facts import Fact, Quote, Thing
    from kg.store import Store

LISTED = 30
"""So many things of a name are listed before the rest is only counted."""


def _unknown(opened: Store, wanted: str, store: Location) -> QueryError:
    """Return the error for a name that nothing has, with the names that come near to it."""
    from pyoxigraph import DefaultGraph, Literal  # noqa: PLC0415 - keeps `kg --help` fast

    from kg.language import skeleton_key  # noqa: PLC0415
    from kg.ontology.terms import RDFS  # noqa: PLC0415
    from kg.query import near  # noqa: PLC0415

    labels = (quad.object for quad in opened.quads(None, RDFS("label"), None, DefaultGraph()))
    names = {skeleton_key(label.value): label.value for label in labels if isinstance(label, Literal)}
    close = "; ".join(names[key] for key in near(skeleton_key(wanted), names))
    todo = f"perhaps one of: {close}" if close else "try fewer words, or kg stats"
    return QueryError(f"nothing is called «{wanted}»", where=str(store), todo=todo)


@click.command(
    epilog=examples(
        "kg show 'استانداری مازندران'     any spelling of a name",
        "kg show ministry-of-energy       the last part of an id is enough",
        "kg show agreement/abcdefghijklmnop --json",
    )
)
@click.argument("name", metavar="NAME", nargs=-1, required=True)
@store_option
@json_option
@click.option("--facts-only", is_flag=True, help="Leave the quotes out.")
def command(name: tuple[str, ...], store: Location, as_json: bool, facts_only: bool) -> None:
    """Show an institution, official, office, agreement, place or article with its facts and their quotes.

    NAME is a name in any spelling, words of it, an article's key, or an id. Dates are shown in the Jalali and
    the Gregorian calendar. Where several things go by the name they are listed with their ids.
    """
    from kg.cli.facts import FactReader  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.query import unmarked  # noqa: PLC0415
    from kg.store import open_store  # noqa: PLC0415

    check_text(name)
    wanted = unmarked(" ".join(name))
    with open_store(store) as opened:
        reader = FactReader(opened)
        things = reader.find(wanted)
        if not things:
            raise _unknown(opened, wanted, store)
        for sentence in reader.redirects:
            note(sentence)
        if len(things) > 1:
            _list(things, wanted, opened.base_iri, as_json)
            return
        facts = reader.facts(things[0])
    if as_json:
        say_json({**asdict(things[0]), "facts": [asdict(fact) for fact in facts]})
    else:
        _print(things[0], opened.base_iri, facts, with_quotes=not facts_only)


def _list(things: tuple[Thing, ...], wanted: str, base_iri: str, as_json: bool) -> None:
    """Print several things of one name with what to pass to see one of them."""
    if as_json:
        say_json([asdict(thing) for thing in things])
        return
    say(f"{len(things)} things go by {wanted!r}; show one by its id:")
    for thing in things[:LISTED]:
        say(f"  {thing.iri.removeprefix(base_iri)}  {thing.kind}: {thing.label}")
    if len(things) > LISTED:
        say(f"  and {len(things) - LISTED} more")


def _print(thing: Thing, base_iri: str, facts: Iterable[Fact], *, with_quotes: bool) -> None:
    """Print the facts under their headings, each with its quotes below it."""
    say(f"{thing.label}")
    say(f"{thing.kind.lower()}, {thing.iri.removeprefix(base_iri)}")
    heading = ""
    for fact in facts:
        if fact.heading != heading:
            heading = fact.heading
            say()
            say(heading)
        more = "; ".join(f"{name} {', '.join(values)}" for name, values in fact.qualifiers.items() if values)
        say(f"  {fact.value}" + (f"  [{more}]" if more else ""))
        for quote in fact.quotes if with_quotes else ():
            say(f"      {_cited(quote)}")


def _cited(quote: Quote) -> str:
    """Return a quote with where it stands: offsets in the article, its title and date."""
    return f"«{quote.text}» {quote.start}–{quote.end} in {quote.article}" + (
        f", {quote.published}" if quote.published else ""
    )
