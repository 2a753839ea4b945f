"""``kg extract``: what is read from articles, printed without any store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import (
    base_iri_option,
    examples,
    json_option,
    lexicon_option,
    make_settings,
    output_option,
)
from kg.cli.outputs import output_file
from kg.cli.streams import Progress, json_line, note, on_screen, printable, skip_line
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.articles import Article

_QUOTED = (
    ("party", "parties", "name"),
    ("signed by", "signatories", "person"),
    ("purpose", "purpose", "text"),
    ("subject", "subject", "text"),
    ("objective", "objectives", "text"),
    ("value", "values", "surface"),
    ("event", "events", "kind"),
)
_PLAIN = ("type", "status", "date", "duration", "article_count", "note_count", "place")


@click.command(
    epilog=examples(
        "kg extract data/articles/",
        "kg extract --json news.jsonl -o readings.jsonl",
        "kg extract --explain data/articles/afarineshdaily-48608.txt",
        "curl -s https://example.org/news.json | kg extract --json -",
    )
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@json_option
@click.option("--explain", is_flag=True, help="Show why: every sentence with its marks, rules and what was dropped.")
@output_option("the readings; standard output if not given")
@lexicon_option
@base_iri_option
def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: tuple[str, ...],
    as_json: bool,
    explain: bool,
    output: Path | None,
    lexicon_dirs: tuple[Path, ...],
    base_iri: str | None,
) -> int:
    """Read articles and print what each says: agreements, officials, statements, with quotes and offsets.

    PATH is a text file, a JSON or JSON Lines file of records, a folder of them, or - for standard input. With
    --json: one object a line, one line an article. Exit status 1 tells that some input was skipped.
    """
    settings = make_settings(lexicon_dirs, base_iri)
    skipped = [0]
    with output_file(output) as stream, Progress("reading", "articles", shown=output is not None) as progress:
        for text in _texts(paths, settings, skipped, as_json=as_json, explain=explain):
            progress.step()
            shown = on_screen(text) if stream is sys.stdout.buffer and not as_json else text
            stream.write(shown.encode("utf-8", "backslashreplace"))
    return 1 if skipped[0] else 0


def _texts(
    paths: tuple[str, ...], settings: Settings, skipped: list[int], *, as_json: bool, explain: bool
) -> Iterator[str]:
    """Yield what is printed of each article: its reading or the explanation of it, for people or as JSON."""
    from kg.cli.explain import explained_json, explained_lines  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.extraction import GrammarExtractor, reading_json  # noqa: PLC0415
    from kg.lexicon import load_lexicon  # noqa: PLC0415

    extractor = GrammarExtractor(load_lexicon(settings.lexicon_dirs))
    for article in _articles(paths, settings, skipped):
        if explain:
            lines: Iterator[str] = explained_lines(article, extractor)
            yield (json_line(explained_json(article, extractor)) + "\n" if as_json else "\n".join([*lines, "", ""]))
            continue
        reading = {**reading_json(article, extractor.extract(article), settings.base_iri)}
        yield json_line(reading) + "\n" if as_json else "\n".join([*_lines(reading), "", ""])


def _articles(paths: tuple[str, ...], settings: Settings, skipped: list[int]) -> Iterator[Article]:
    """Yield the articles; tell of each skip on standard error and count it."""
    from kg.articles import Skip  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.sources import read_articles  # noqa: PLC0415 - keeps `kg --help` fast

    for article in read_articles(paths, settings):
        if isinstance(article, Skip):
            skipped[0] += 1
            note(skip_line(article))
        else:
            for remark in article.notes:
                note(f"noted {article.source}: {remark}")
            yield article


def _lines(reading: dict[str, Any]) -> Iterator[str]:
    """Yield a reading as lines for a person: facts with their quotes, then what was left."""
    article = reading["article"]
    yield printable(f"{article['id']}  {article['title'] or ''}")
    for agreement in reading["agreements"]:
        yield printable(f"  agreement: {agreement['title']}")
        yield from _plain_values(agreement)
        for label, name, field in _QUOTED:
            yield from (_fact(label, item[field], item["evidence"]) for item in agreement[name])
    for official in reading["officials"]:
        posts = ", ".join(office["title"] for office in official["offices"])
        yield _fact("official", f"{official['person']}{f' ({posts})' if posts else ''}", official["evidence"])
    for statement in reading["statements"]:
        yield _fact("statement", statement["speaker"], statement["evidence"])
    unused, all_sentences = sum(not item["used"] for item in reading["sentences"]), len(reading["sentences"])
    yield f"  not used: {unused} of {all_sentences} sentences; dropped: {len(reading['dropped'])} candidates"


def _plain_values(agreement: dict[str, Any]) -> Iterator[str]:
    for name in _PLAIN:
        if agreement[name] is not None:
            yield _fact(name.replace("_", " "), agreement[name], agreement["evidence"].get(name))
    for place in agreement["places_concerned"]:
        yield printable(f"    place concerned: {place}")


def _fact(label: str, value: object, evidence: dict[str, Any] | None) -> str:
    """Return a fact as one line; a value that is its own quote stands there once."""
    if not evidence:
        return printable(f"    {label}: {value}")
    quote = f"«{evidence['text']}» {evidence['start']}–{evidence['end']}"
    return printable(f"    {label}: {quote}" if value == evidence["text"] else f"    {label}: {value}  {quote}")
