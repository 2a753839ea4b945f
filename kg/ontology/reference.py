"""The reference page of the ontology: one HTML file, Persian and English, no script, no request, readable offline.

Ready-made generators fall short: pyLODE 3.2 runs scripts that stand in definitions and 3.4 fails on Python 3.11.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutputError
from kg.ontology.describe import Page, describe

if TYPE_CHECKING:
    from rdflib import Graph

FILE_NAME = "ontology.html"
_TEMPLATES = Path(__file__).resolve().parent / "templates"


def write_reference(folder: Path, graph: Graph | None = None) -> Path:
    """Write the reference page of the ontology (or of the given graph) and return its path.

    The folder is made when absent. Raises OutputError when it cannot be written.
    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(render(describe(graph)), encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(
            f"the reference page cannot be written: {error}", where=str(path), todo="choose another folder"
        ) from error
    return path


@cache
def reference_page() -> str:
    """Return the reference page of the shipped ontology as HTML; it is made once in a process."""
    return render(describe(None))


def render(page: Page) -> str:
    """Return the page as HTML; everything that comes from the graph is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - slow to import

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = (_TEMPLATES / "reference.css").read_text(encoding="utf-8")
    html = environment.get_template("reference.html.j2")
    return html.render(page=page, style=style, style_hash=_hash(style))


def _hash(text: str) -> str:
    """Return the CSP hash source of an inline element with this text."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
