"""The shipped questions, and query files of the user."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import QueryError
from kg.query.card import Card, parse_card
from kg.query.guard import MAX_CHARACTERS
from kg.query.near import near
from kg.resources import shipped


@cache
def _library() -> tuple[Card, ...]:
    return tuple(load_file(path, name=path.stem) for path in sorted(shipped("queries").glob("*.rq")))


def load_library() -> dict[str, Card]:
    """Return the shipped questions by name, in the order of their names."""
    return {card.name: card for card in _library()}


def load_file(path: Path, *, name: str = "") -> Card:
    """Return the query in a file. Raises QueryError if it cannot be read, is malformed or not allowed."""
    name = name or str(path)
    if path.exists() and not path.is_file():
        raise QueryError("the query cannot be read: this is no regular file", where=name, expected="a file of SPARQL")
    try:
        with path.open("rb") as stream:
            raw = stream.read(4 * MAX_CHARACTERS + 4)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise QueryError(f"the query cannot be read: {error.strerror}", where=name, expected="a file") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"byte {error.start} is not UTF-8", where=name, expected="a query in UTF-8") from error
    return parse_card(name, text.replace("\r\n", "\n"))


def find_card(name: str) -> Card:
    """Return the question of that name, or the one in the file of that name.

    Raises QueryError, with the nearest names, when there is neither.
    """
    library = load_library()
    if name in library:
        return library[name]
    if name.endswith((".rq", ".sparql")) or Path(name).is_file():
        return load_file(Path(name))
    close = near(name, library)
    raise QueryError(
        f"there is no query {name!r}",
        expected=f"one like {', '.join(close)}" if close else "a name from the library or a file .rq",
        todo="kg query --list",
    )
