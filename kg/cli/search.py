"""``kg search``: names and texts of a store by the words in them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import examples, json_option, store_option
from kg.cli.streams import note, printable, say, say_json
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.query import Result, SearchAnswer

KINDS = (
    "institution", "official", "place", "topic", "administration", "office", "agreement", "objective", "statement",
    "article", "evidence",
)  # fmt: skip
_ISOLATE, _END = "\u2068", "\u2069"
"""Marks around each text, so that Persian and Latin parts of a line do not mix."""


@click.command(
    epilog=examples(
        "kg search 'وزارت نیرو'                     all words, in any spelling",
        "kg search '\"انرژی خورشیدی\"'                one word after another",
        "kg search 'نیروگاه*' --kind objective      words that begin so",
        "kg search تفاهم‌نامه --kind article --limit 5 --json",
    )
)
@click.argument("text", metavar="TEXT", nargs=-1, required=True)
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this; may be given several times.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Results at most.")
@store_option
@json_option
def command(text: tuple[str, ...], kinds: tuple[str, ...], limit: int, store: Path, as_json: bool) -> int:
    """Find names, objectives, statements and articles that have all the words of TEXT, names first.

    Spelling does not count: ملي finds ملی, and تفاهمنامه finds تفاهم‌نامه and تفاهم نامه. Whole words are found,
    with * behind a word all that begin so; "words in quotation marks" one after another. The quotes behind the facts
    are searched with --kind evidence. Exit status 1 tells that nothing was found.
    """
    from kg.query import search  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.store import open_store  # noqa: PLC0415

    with open_store(store) as opened:
        answer = search(opened, " ".join(text), kinds, limit)
    if not answer.words:
        raise UsageError("there is no word to search for", expected="letters or digits", todo="kg search 'وزارت نیرو'")
    if as_json:
        say_json(answer.plain())
    else:
        _tell(answer, limit)
    return 0 if answer.results else 1


def _tell(answer: SearchAnswer, limit: int) -> None:
    for number, result in enumerate(answer.results, 1):
        _tell_result(number, result)
    if not answer.results:
        say("nothing found")
    if answer.more:
        note(f"there are more than {limit} results; narrow the search, or pass a larger --limit")
    if not answer.indexed:
        note("this store has no text index: names were searched, article texts were not")


def _tell_result(number: int, result: Result) -> None:
    """Print a result: its name and id, then the text around the words, where that is more than the name."""
    about = f"  {_isolated(result.note)}" if result.note else ""
    name = f"{_isolated(result.label)}  " if result.label else ""
    _write(f"{number}. {name}{result.kind}  {printable(result.id)}{about}")
    if result.text != result.label:
        _write(f"   {_ISOLATE}{_marked(result)}{_END}")


def _marked(result: Result) -> str:
    """Return the text with the words found in bold on a terminal, as it is elsewhere."""
    if not sys.stdout.isatty():
        return printable(result.text)
    pieces, at = [], 0
    for start, end in result.marks:
        pieces += [printable(result.text[at:start]), click.style(printable(result.text[start:end]), bold=True)]
        at = end
    return "".join([*pieces, printable(result.text[at:])])


def _isolated(text: str) -> str:
    return f"{_ISOLATE}{printable(text)}{_END}"


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
