"""``kg query``: the library of questions, and SPARQL files, asked of a store."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import Location, examples, output_option, store_option
from kg.cli.outputs import output_file
from kg.cli.streams import note, say, say_json
from kg.errors import UsageError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.query import Card
    from kg.store import Store

FORMATS = ("table", "csv", "json", "turtle")
LONGEST_TIMEOUT = 1_000_000
"""Seconds (eleven days): more than anyone waits, and what timers of all systems take."""


class QueryCommand(click.Command):
    """A command whose further options are the parameters of the query that is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Explain the query itself where help is asked for after a name."""
        if args and not args[0].startswith("-") and {"-h", "--help"} & set(args[1:]):
            from kg.query import find_card  # noqa: PLC0415 - keeps `kg --help` fast

            _explain(find_card(args[0]))
            ctx.exit()
        return super().parse_args(ctx, args)


@click.command(
    cls=QueryCommand,
    context_settings={"ignore_unknown_options": True},
    epilog=examples(
        "kg query                                        the library",
        "kg query agreements-of-institution --help       what a question means and takes",
        "kg query agreements-of-institution --institution 'وزارت نیرو'",
        "kg query signatures --format csv -o signatures.csv",
        "kg query my-question.rq --format json",
    ),
)
@click.argument("name", metavar="[NAME|FILE.rq]", required=False)
@click.argument("parameters", metavar="[--PARAM VALUE]...", nargs=-1, type=click.UNPROCESSED)
@store_option
@click.option("--on", metavar="DATE", help="The day that questions about now mean (2024-05-05).  [default: today]")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--timeout",
    "seconds",
    metavar="SECONDS",
    type=click.IntRange(1, LONGEST_TIMEOUT),
    default=Settings().query_seconds,
    show_default=True,
    help="The longest run of a query from a FILE.rq, which is then stopped.",
)
@output_option("the answer; standard output if not given")
@click.option("--list", "listing", is_flag=True, help="List the library, as kg query without a name does.")
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    name: str | None,
    parameters: tuple[str, ...],
    store: Location,
    on: str | None,
    format_: str,
    as_json: bool,
    seconds: int,
    output: Path | None,
    listing: bool,
) -> None:
    """Ask the store a question of the library by its NAME, or your own in a FILE.rq; without a name, list them.

    Parameters are given as options: an institution, official, place or topic by its name in any spelling, by its
    id or by its IRI. JSON is the SPARQL 1.1 results format; CSV opens in Excel; Turtle is for CONSTRUCT queries.
    """
    if name is None or listing:
        _list(as_json or format_ == "json")
        return
    from kg.query import find_card  # noqa: PLC0415

    card, given = find_card(name), _pairs(name, parameters)
    if on is None:
        on = _today()
        if "on" not in given and any(one.name == "on" for one in card.parameters):
            note(f"as of today, {on}; --on asks for another day")
    text = _ask(store, card, given, on, "json" if as_json else format_, seconds)
    with output_file(output) as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))


def _ask(  # noqa: PLR0913, PLR0917 - one argument an option
    store: Location, card: Card, given: dict[str, str], on: str, format_: str, seconds: int
) -> str:
    """Return the answer as text: a question of the library is asked here, a user's file in a process of its own."""
    from kg.query import load_library, render, run_apart, run_query  # noqa: PLC0415
    from kg.store import open_store  # noqa: PLC0415

    with open_store(store) as opened:
        if load_library().get(card.name) is card:
            text = render(run_query(opened, card, given, on), format_)
        else:
            text = run_apart(store, card, given, on, format_, seconds)
        _tell_redirects(opened, card, given)
    return text


def _tell_redirects(store: Store, card: Card, given: dict[str, str]) -> None:
    """Say beside the answer which of the identifiers given are retired, and what was asked for instead."""
    from kg.query import redirected  # noqa: PLC0415

    for one in card.parameters:
        if one.type == "iri" and (sentence := redirected(store, given.get(one.name, ""), one.of)):
            note(sentence)


def _today() -> str:
    """Return today's date: the one place where an answer may depend on it, and ``--on`` overrules it."""
    return date.today().isoformat()


def _pairs(name: str, parameters: tuple[str, ...]) -> dict[str, str]:
    """Return the parameters given as ``--name value`` or ``--name=value``. Raises UsageError."""
    given: dict[str, str] = {}
    rest = list(parameters)
    while rest:
        word = rest.pop(0)
        key, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not key:
            raise UsageError(f"{word!r} is no parameter", expected="--name value", todo=f"kg query {name} --help")
        if not equals and not rest:
            raise UsageError(f"the parameter --{key} has no value", todo=f"kg query {name} --help")
        if key.replace("-", "_") in given:
            raise UsageError(f"the parameter --{key} is given twice", expected="one value", todo="leave one out")
        given[key.replace("-", "_")] = value if equals else rest.pop(0)
    return given


def _list(as_json: bool) -> None:
    """Print the library: name and title of every question, and how to learn more."""
    from kg.query import load_library  # noqa: PLC0415

    cards = load_library()
    if as_json:
        fields = {name: {"title": {"en": card.title_en, "fa": card.title_fa}} for name, card in cards.items()}
        for name, card in cards.items():
            fields[name]["parameters"] = {one.name: one.about_en for one in card.parameters}
        say_json(fields)
        return
    size = max(map(len, cards))
    for name, card in cards.items():
        say(f"{name:<{size}}  {card.title_en}")
    say()
    say("kg query NAME --help explains a question; kg query NAME asks it.")


def _explain(card: Card) -> None:
    """Print what a question means, takes and gives, in both languages."""
    say(f"{card.name}: {card.title_en}")
    say(f"  {card.title_fa}")
    for about in (card.about_en, card.about_fa):
        if about:
            say(f"  {about}")
    for one in card.parameters:
        need = "required" if one.required else f"default {one.default}" if one.default else "optional"
        say(f"  --{one.name} {one.of or one.type} ({need})  {one.about_en}")
    if card.columns:
        say(f"  columns: {' '.join(card.columns)}")
    if card.example:
        say(f"  example: {card.example}")
