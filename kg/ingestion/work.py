"""What is done with one input that is new: read, turned into quads, written out. Pure, and so done in any process."""

from __future__ import annotations

from dataclasses import dataclass

from kg.articles import FAULTS, Article, Page, Skip, failed
from kg.errors import InputError
from kg.extraction import Extractor
from kg.graph import write_article
from kg.markup import read_page
from kg.settings import Settings


@dataclass(frozen=True, slots=True)
class Task:
    """One input and how far it is to be taken: only read as an article, or turned into facts as well."""

    item: Article | Page
    facts: bool = True


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one input: the article, its graph as N-Quads (sorted lines) and the number of its reports.

    page: hash of the HTML page it was read from, "" for other inputs. digest: what consolidation reads of the graph.
    """

    article: Article
    lines: bytes = b""
    reports: int = 0
    page: str = ""
    digest: bytes = b""


def read_task(task: Task, extractor: Extractor, settings: Settings) -> Read | Skip:
    """Do what a task asks for. Whatever is wrong with the input is a skip, never an error."""
    source = task.item.source
    try:
        return _read(task, extractor, settings)
    except MemoryError:
        return Skip(source, "TOO_LARGE", "reading it takes more memory than is allowed")
    except (InputError, *FAULTS) as error:
        return failed(source, error)


def _read(task: Task, extractor: Extractor, settings: Settings) -> Read | Skip:
    item, page = task.item, ""
    if isinstance(item, Page):
        page, found = item.sha256, read_page(item, settings)
        if isinstance(found, Skip):
            return found
        item = found
    if not task.facts:
        return Read(item, page=page)
    reading = extractor.extract(item)
    written = write_article(item, reading, settings.base_iri)
    return Read(item, written.lines, len(reading.reports), page, written.digest)
