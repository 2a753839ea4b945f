"""``kg review``: what waits for a decision, and the decisions themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from kg.cli.options import (
    Location,
    change_settings,
    check_text,
    examples,
    json_option,
    ledgers_option,
    lexicon_option,
    output_option,
    store_option,
)
from kg.cli.outputs import spare_stores
from kg.errors import UsageError
from kg.ledgers import ACTIONS, VERDICTS
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Call:
    """What every form of the command needs."""

    store: Location
    settings: Settings
    as_json: bool
    by: str
    why: str
    on: str


def _today() -> str:
    """Return today's date: the day of a decision unless ``--on`` gives it."""
    return date.today().isoformat()


@click.command(
    epilog=examples(
        "kg review                                  the doubtful pairs, both sides of each",
        "kg review --page -o review-pages           the same as a page with two columns",
        "kg review --compare report/… report/…      any two reports or mentions side by side",
        "kg review --decide report/… report/… same --by 'م. کاظمی' --why 'یک مراسم'",
        "kg review --correct article/… articleCount 5 --span 230:238 replace --with 6 --by NAME --why TEXT",
        "kg review --ledger                         every decision, and what has become of it",
    )
)
@store_option
@ledgers_option
@lexicon_option
@json_option
@click.argument("action", metavar="[reject|confirm|replace]", required=False, type=click.Choice(ACTIONS))
@click.option("--compare", nargs=2, metavar="ID ID", help="Show two reports or mentions side by side.")
@click.option("--decide", nargs=3, metavar=f"KEY KEY {'|'.join(VERDICTS)}", help="Judge two things to be one or not.")
@click.option("--correct", nargs=3, metavar="ARTICLE PROPERTY VALUE", help="Correct one fact of one article.")
@click.option("--span", metavar="START:END", help="Where in the article the quote for the fact stands, in characters.")
@click.option("--with", "new", metavar="VALUE", help="The value that takes the place of the wrong one.")
@click.option("--by", metavar="NAME", default="", help="Who decides.")
@click.option("--why", metavar="TEXT", default="", help="The reason.")
@click.option("--on", metavar="DATE", help="The day of the decision (2026-05-31).  [default: today]")
@click.option("--ledger", is_flag=True, help="List all lines of the ledgers.")
@click.option("--page", is_flag=True, help="Write the doubtful pairs as a page into the folder -o DIR.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(1), default=20, show_default=True, help="So many pairs at most."
)
@output_option("the page: a new or empty folder, or an earlier page")
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    store: Location,
    ledger_dir: Path | None,
    lexicon_dirs: tuple[Path, ...],
    as_json: bool,
    action: str | None,
    compare: tuple[str, str] | None,
    decide: tuple[str, str, str] | None,
    correct: tuple[str, str, str] | None,
    span: str | None,
    new: str | None,
    by: str,
    why: str,
    on: str | None,
    ledger: bool,
    page: bool,
    limit: int,
    output: Path | None,
) -> int:
    """List the doubtful pairs with their evidence side by side; take decisions and corrections; list them all.

    KEY is the id of a report, mention or institution; an agreement's or official's id means its earliest report or
    mention. A decision is one line in judgements.csv or corrections.csv, beside the store or in --ledgers DIR; the
    last line about a pair or a fact stands; without its line a pair is doubtful again. Exit status 1 tells that a line
    names something that has vanished, or contradicts another.
    """
    from kg.cli import reviewing  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.store import open_store  # noqa: PLC0415

    _check_form(decide or (), correct or (), compare or (), flags=(ledger, page))
    check_text((by, why, on or "", span or "", new or "", *(decide or ()), *(correct or ()), *(compare or ())))
    open_store(store, settings=Settings(ledger_dir=ledger_dir, lexicon_dirs=lexicon_dirs)).close()
    if not (decide or correct):
        _follows(store, ledger_dir)
    call = Call(store, change_settings(store, lexicon_dirs, ledger_dir), as_json, by, why, on or _today())
    if decide:
        return reviewing.decide(call, *decide)
    if correct:
        return reviewing.correct(call, *correct, _span(span), action, new or "")
    if action or span or new:
        raise UsageError("reject, confirm, replace, --span and --with belong to --correct", todo="kg review --help")
    if ledger:
        return reviewing.list_ledger(call)
    if compare:
        return reviewing.show_pair(call, *compare)
    if page:
        if output is None:
            raise UsageError("--page needs a folder", expected="-o DIR", todo="pass -o DIR")
        spare_stores(output)
        return reviewing.write_page(call, output)
    return reviewing.list_doubts(call, limit)


def _follows(store: Location, ledger_dir: Path | None) -> None:
    """Raise UsageError when a listing asks for ledgers that the store's facts do not follow."""
    from kg.store import is_remote, ledger_folder, recorded  # noqa: PLC0415 - keeps `kg --help` fast

    made = recorded(store, Settings())
    own = None if is_remote(store) and made.ledger_dir is None else ledger_folder(store, made)
    if ledger_dir is not None and (own is None or ledger_dir.resolve() != own.resolve()):
        raise UsageError(
            "the store does not follow these ledgers",
            where=str(ledger_dir),
            expected=str(own or "no ledgers: it was made without"),
            todo=f"leave --ledgers out, or make the store follow them: kg ingest PATH --ledgers {ledger_dir}",
        )


def _check_form(*groups: tuple[str, ...], flags: tuple[bool, ...]) -> None:
    """Raise UsageError when more than one thing is asked for at once."""
    if sum(map(bool, (*groups, *flags))) > 1:
        raise UsageError(
            "only one of these at a time",
            expected="--decide, --correct, --compare, --ledger or --page",
            todo="call twice",
        )


def _span(text: str | None) -> tuple[int, int]:
    """Return the offsets of ``START:END``. Raises UsageError."""
    start, _, end = (text or "").partition(":")
    if not (start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal() and len(text or "") < 20):
        raise UsageError(
            f"{text or ''!r} is no span", expected="--span START:END in characters", todo="kg show gives it"
        )
    return int(start), int(end)
