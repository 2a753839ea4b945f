"""``kg evaluate``: how well articles are read, measured on a corpus whose facts are known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import examples, json_option, lexicon_option, make_settings, type_of_path
from kg.cli.streams import Progress, note, say, say_json
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.articles import Article
    from kg.evaluation import ArticleFacts, Evaluation
    from kg.settings import Settings

GOLD = Path(__file__).resolve().parents[2] / "data" / "gold"
HALVES = ("blind", "open")
"""The halves of the project's corpus: written without sight of the rules, and used to make them."""


@click.command(
    epilog=examples(
        "kg evaluate",
        "kg evaluate --lang fa --errors",
        "kg evaluate --gold my-gold/facts.jsonl --pred readings.jsonl --json",
    )
)
@click.option(
    "--gold",
    metavar="FILE",
    type=type_of_path,
    default=None,
    help="The facts that are right, articles*.jsonl beside it.  [default: both halves of data/gold in a checkout]",
)
@click.option(
    "--pred", metavar="FILE", type=type_of_path, default=None, help="Readings to score; else the articles are read now."
)
@click.option("--lang", type=click.Choice(["fa", "en"]), default=None, help="Score articles of one language only.")
@click.option("--errors", is_flag=True, help="List what differs: article, kind, gold | predicted.")
@json_option
@lexicon_option
def command(  # noqa: PLR0913 - one parameter for each option
    *,
    gold: Path | None,
    pred: Path | None,
    lang: str | None,
    errors: bool,
    as_json: bool,
    lexicon_dirs: tuple[Path, ...],
) -> int:
    """Compare readings with the facts of a gold corpus: precision, recall, F1 of each kind of fact.

    FILE holds one object a line, as `kg extract --json` prints them. Strict asks for equal names, lenient for close
    ones; low and high are a 95 % interval of the F1 over samples of the articles. Exit status 1 tells that some
    article has no reading.
    """
    settings = make_settings(lexicon_dirs)
    results = {name: _scored(path, pred, lang, settings) for name, path in _gold_files(gold).items()}
    if as_json:
        values = {name: _plain(result, errors=errors) for name, result in results.items()}
        say_json(values.get("", values))
        return 1 if any(result.unread for result in results.values()) else 0
    for name, result in results.items():
        _print(name, result, errors=errors)
    for line in _gaps(results) if len(results) > 1 else ():
        say(line)
    return 1 if any(result.unread for result in results.values()) else 0


def _scored(path: Path, pred: Path | None, lang: str | None, settings: Settings) -> Evaluation:
    from kg.evaluation import evaluate  # noqa: PLC0415 - keeps `kg --help` fast

    wanted = [one for one in _facts(path) if lang in (None, one.language)]
    if not wanted:
        raise InputError("no article to score", where=str(path), todo="choose another --gold or --lang")
    articles = _articles(path, wanted, settings)
    predicted = _facts(pred) if pred else _readings([articles[one.id] for one in wanted], settings)
    return evaluate(wanted, predicted, {key: article.text for key, article in articles.items()})


def _gold_files(given: Path | None) -> dict[str, Path]:
    """Return the files of gold facts by name: the given one without a name, else the halves of the project's own."""
    return {"": _gold_file(given)} if given else {half: _gold_file(GOLD / half) for half in HALVES}


def _gold_file(given: Path) -> Path:
    """Return the file of the gold facts. Raises UsageError where there is none, as outside a checkout."""
    path = given / "facts.jsonl" if given.is_dir() else given
    if not path.is_file():
        ours = given.parent == GOLD
        what = "the gold corpus lies only in a checkout of the project" if ours else "there is no such gold file"
        raise UsageError(what, where="" if ours else str(path), todo="pass --gold FILE")
    return path


def _facts(path: Path) -> Iterator[ArticleFacts]:
    """Yield the facts of each line of a file. Raises InputError with the line that is no reading or has an id again."""
    from kg.evaluation import facts_of  # noqa: PLC0415

    if not path.is_file():
        raise InputError("this is no file", where=str(path), expected="lines of JSON", todo="pass a file of readings")
    try:
        lines = path.read_text("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise InputError("this is no UTF-8 text", where=str(path), expected="lines of JSON") from error
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if line.strip():
            facts = facts_of(_record(line, f"{path}:{number}"), f"{path}:{number}")
            if facts.id in seen:
                raise InputError("this article stands in a line before", where=f"{path}:{number}", todo="leave one out")
            seen.add(facts.id)
            yield facts


def _record(line: str, where: str) -> Any:  # noqa: ANN401 - whatever the line holds; facts_of checks it
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError("this line is no JSON", where=where, todo="write it with kg extract --json") from error


def _articles(path: Path, wanted: list[ArticleFacts], settings: Settings) -> dict[str, Article]:
    """Return the articles beside the gold by id. Raises InputError when one of the ``wanted`` is missing."""
    from kg.articles import Article  # noqa: PLC0415
    from kg.sources import read_articles  # noqa: PLC0415

    files = sorted(path.parent.glob("articles*.jsonl"))
    read = read_articles(files, settings) if files else iter(())
    articles = {article.key: article for article in read if isinstance(article, Article)}
    missing = [one.id for one in wanted if one.id not in articles]
    if missing:
        raise InputError(
            f"the text of {missing[0]} is missing", where=str(path.parent), expected="articles*.jsonl beside the gold"
        )
    return articles


def _readings(articles: list[Article], settings: Settings) -> Iterator[ArticleFacts]:
    """Read the articles now and yield what is scored of each."""
    from kg.evaluation import facts_of  # noqa: PLC0415
    from kg.extraction import GrammarExtractor, reading_json  # noqa: PLC0415
    from kg.lexicon import load_lexicon  # noqa: PLC0415

    extractor = GrammarExtractor(load_lexicon(settings.lexicon_dirs))
    with Progress("reading", "articles") as progress:
        for article in articles:
            yield facts_of({**reading_json(article, extractor.extract(article), settings.base_iri)}, article.key)
            progress.step()


def _plain(result: Evaluation, *, errors: bool) -> dict[str, Any]:
    value = asdict(result)
    return value if errors else {key: value[key] for key in value if key != "differences"}


def _print(name: str, result: Evaluation, *, errors: bool) -> None:
    for line in _table(name, result):
        say(line)
    say()
    for one in result.differences if errors else ():
        say(f"{one.article}  {one.kind}: {one.gold or '–'} | {one.predicted or '–'}")
    if result.unread:
        note(f"{len(result.unread)} of {result.articles} articles have no reading; the first is {result.unread[0]}")


def _gaps(results: dict[str, Evaluation]) -> Iterator[str]:
    """Yield how much better the open half is read than the blind one, in points of F1."""
    blind, opened = (results[half].scores for half in HALVES)
    yield f"{'strict F1':18}{'blind':>8}{'open':>8}{'gap':>8}"
    for kind in blind:
        one, other = blind[kind]["strict"].f1, opened[kind]["strict"].f1
        yield f"{kind:18}{one:8.3f}{other:8.3f}{100 * (other - one):+8.1f}"


def _table(name: str, result: Evaluation) -> Iterator[str]:
    yield f"{name} half: {result.articles} articles" if name else f"{result.articles} articles"
    yield f"{'':18}{'gold':>6}{'pred':>6}{'P':>8}{'R':>8}{'F1':>8}  {'95 %':13}{'lenient F1':>10}"
    for kind, grades in result.scores.items():
        one, lenient = grades["strict"], grades["lenient"]
        yield (
            f"{kind:18}{one.gold:6}{one.predicted:6}{one.precision:8.3f}{one.recall:8.3f}{one.f1:8.3f}"
            f"  {one.low:.3f}–{one.high:.3f}  {lenient.f1:10.3f}"
        )
