"""``kg extract``: what is read from articles, printed without any store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
from kg.cli.streams import Progress, json_line, note, printable
from kg.settings import Settings

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
        "curl -s https://example.org/news.json | kg extract --json -",
    )
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@json_option
@output_option("the readings; standard output if not given")
@lexicon_option
@base_iri_option
def command(
    paths: tuple[str, ...], as_json: bool, output: Path | None, lexicon_dirs: tuple[Path, ...], base_iri: str | None
) -> int:
    """Read articles and print what each says: agreements, officials, statements, with quotes and offsets.

    PATH is a text file, a JSON or JSON Lines file of records, a folder of them, or - for standard input. With
    --json: one object a line, one line an article. Exit status 1 tells that some input was skipped.
    """
    settings = make_settings(lexicon_dirs, base_iri)
    skipped = [0]
    with output_file(output) as stream, Progress("reading", "articles", shown=output is not None) as progress:
        for reading in _readings(paths, settings, skipped):
            progress.step()
            text = json_line(reading) + "\n" if as_json else "\n".join([*_lines(reading), "", ""])
            stream.write(text.encode("utf-8", "backslashreplace"))
    return 1 if skipped[0] else 0


def _readings(paths: tuple[str, ...], settings: Settings, skipped: list[int]) -> Iterator[dict[str, Any]]:
    """Yield the documented JSON object of each article; tell of each skip on standard error and count it."""
    from kg.articles import Skip, read_articles  # noqa: PLC0415 - keeps `kg --help` fast
    from kg.extraction import GrammarExtractor, reading_json  # noqa: PLC0415
    from kg.lexicon import load_lexicon  # noqa: PLC0415

    articles = read_articles(paths, settings)
    extractor = GrammarExtractor(load_lexicon(settings.lexicon_dirs))
    for article in articles:
        if isinstance(article, Skip):
            skipped[0] += 1
            note(f"skipped {article.source}: {article.reason} ({article.code})")
        else:
            for remark in article.notes:
                note(f"noted {article.source}: {remark}")
            yield {**reading_json(article, extractor.extract(article), settings.base_iri)}


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
