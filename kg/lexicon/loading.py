"""Folders of data files → one frozen lexicon: the shipped folder first, then the user's, later ones winning.

A lexicon folder holds ``institutions/*.tsv``, ``places/*.tsv``, ``words/*.tsv``, ``topics.tsv``,
``administrations.tsv`` and ``successions.tsv``; any of them may be missing. A row whose slug (in word lists: whose
first cell; in successions: whose two bodies) an earlier folder has, replaces the earlier row or rows, and the
replacement is listed in ``Lexicon.replaced``. A user's folder may hold a
``retired.csv`` of its own; the shipped one always counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from kg.collecting import rarely_collecting
from kg.errors import DataError
from kg.lexicon.building import check_circles, check_columns, check_factors, check_links, institution, place, topic
from kg.lexicon.entries import Retired, Row
from kg.lexicon.history import administration, check_heirs, check_terms, pair_key, succession
from kg.lexicon.lexicon import Lexicon
from kg.lexicon.retired import FILE, check_retired, read_retired
from kg.lexicon.tables import Table, read_table
from kg.resources import shipped

_PARTS = ("institutions", "places", "words")
_SINGLE = ("administrations.tsv", "successions.tsv", "topics.tsv")


def load_lexicon(dirs: tuple[Path, ...] = ()) -> Lexicon:
    """Return the shipped lexicon with the user's folders merged over it, in their order.

    The result is cached for the life of the process: files are read once. Raises DataError for a folder that
    does not exist or holds no lexicon file, and for any malformed row.
    """
    with rarely_collecting():
        return _load((shipped("lexicons"), *(Path(folder) for folder in dirs)))


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...]) -> Lexicon:
    files = [(folder, path) for folder in folders for path in _files(folder)]
    contents = [_read(path) for _, path in files]
    tables = [
        (folders.index(folder), read_table(_name(folder, path), path, content))
        for (folder, path), content in zip(files, contents, strict=True)
    ]
    digest = hashlib.sha256()
    for (layer, table), content in zip(tables, contents, strict=True):
        digest.update(f"{layer}|{table.name}|{len(content)}\n".encode() + content)
    retired: list[Retired] = []
    for path in _retired_files(folders):
        content = _read(path)
        digest.update(f"{FILE}|{len(content)}\n".encode() + content)
        retired += read_retired(path, content)
    return _assemble(tables, tuple(retired), digest.hexdigest()[:16])


def _retired_files(folders: tuple[Path, ...]) -> list[Path]:
    return [shipped(FILE), *(path for path in (folder / FILE for folder in folders[1:]) if path.exists())]


def _files(folder: Path) -> list[Path]:
    found = [path for part in _PARTS for path in sorted((folder / part).glob("*.tsv"))]
    found += [path for path in (folder / name for name in _SINGLE) if path.is_file()]
    if not found:
        raise DataError(
            "no lexicon files here" if folder.is_dir() else "no such folder",
            where=str(folder),
            expected="a folder with institutions/*.tsv, places/*.tsv, words/*.tsv or topics.tsv",
            todo="see data/lexicons/README.md",
        )
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            "cannot be read: " + (error.strerror or str(error)), where=str(path), todo="check the file"
        ) from None


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _assemble(tables: list[tuple[int, Table]], retired: tuple[Retired, ...], version: str) -> Lexicon:
    for _, table in tables:
        check_columns(table)
    replaced: list[str] = []
    bodies = _merge([(n, t) for n, t in tables if t.name.startswith("institutions/")], replaced)
    topics = _merge([(n, t) for n, t in tables if t.name == "topics"], replaced)
    governments = _merge([(n, t) for n, t in tables if t.name == "administrations"], replaced)
    changes = _merge([(n, t) for n, t in tables if t.name == "successions"], replaced, pair_key)
    located = [(n, t) for n, t in tables if t.name.startswith("places/")]
    places = _merge([(n, t) for n, t in located if "kind" in t.columns], replaced)
    names = {row["slug"]: row for _, table in located if "kind" not in table.columns for row in table.rows}
    made = Lexicon(
        institutions=tuple(sorted(institution(row) for row in bodies)),
        places=tuple(sorted((place(row, names) for row in places), key=lambda entry: entry.slug)),
        topics=tuple(topic(row) for row in topics),
        word_lists=_words(tables, replaced),
        administrations=tuple(sorted(administration(row) for row in governments)),
        successions=tuple(sorted(succession(row) for row in changes)),
        replaced=tuple(replaced),
        own=frozenset(row["slug"] for n, t in tables if n and t.name.startswith("institutions/") for row in t.rows),
        version=version,
        retired=tuple(sorted(retired)),
    )
    _check(made, bodies, places, topics, list(names.values()))
    _check_history(made, governments, changes)
    return made


def _slug(row: Row) -> str:
    return row.get("slug")


def _merge(tables: Iterable[tuple[int, Table]], replaced: list[str], key_of: Callable[[Row], str] = _slug) -> list[Row]:
    """Return the rows that stand, by key in the order first seen; twice in one folder is an error."""
    standing: dict[str, tuple[int, Row]] = {}
    for layer, table in tables:
        for row in table.rows:
            key = key_of(row)
            earlier = standing.get(key)
            if earlier and earlier[0] == layer:
                raise DataError(
                    f"slug {key!r} stands twice",
                    where=row.where,
                    expected=f"one row a slug (the other is {earlier[1].where})",
                    todo="rename or delete one",
                )
            if earlier:
                replaced.append(f"{key}: {row.where} replaces {earlier[1].where}")
            standing[key] = (layer, row)
    return [row for _, row in standing.values()]


def _words(tables: list[tuple[int, Table]], replaced: list[str]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    lists: dict[str, tuple[Row, ...]] = {}
    for _, table in tables:
        if table.name.startswith("words/"):
            name = table.name.removeprefix("words/")
            newer = {row.cells[0] for row in table.rows}
            earlier = lists.get(name, ())
            replaced += [f"words/{name}: {row.where} is replaced" for row in earlier if row.cells[0] in newer]
            lists[name] = (*(row for row in earlier if row.cells[0] not in newer), *table.rows)
    return tuple(sorted(lists.items()))


def _check(made: Lexicon, bodies: list[Row], places: list[Row], topics: list[Row], names: list[Row]) -> None:
    """Raise DataError where a row points at an entry that does not exist."""
    slugs = [entry.slug for entry in made.institutions]
    located = [entry.slug for entry in made.places]
    provinces = [entry.slug for entry in made.places if entry.kind == "province"]
    check_links("parent", bodies, slugs, "institution")
    check_links("successor", bodies, slugs, "institution")
    check_links("province", bodies, provinces, "province")
    check_links("capital", bodies, located, "place")
    check_links("parent", places, located, "place")
    check_links("slug", names, located, "place")
    check_links("parent", topics, [entry.slug for entry in made.topics], "topic")
    for column, rows in (("parent", bodies), ("successor", bodies), ("parent", places), ("parent", topics)):
        check_circles(column, rows)
    check_factors(made.words("currencies"))
    ids = [
        [entry.id for entry in made.institutions],
        [entry.id for entry in made.places],
        [entry.id for entry in made.topics],
    ]
    check_retired(made.retired, {one for group in ids for one in group})


def _check_history(made: Lexicon, governments: list[Row], changes: list[Row]) -> None:
    """Raise DataError where governments overlap or a succession names no known body or goes round in a circle."""
    check_terms(governments)
    slugs = [entry.slug for entry in made.institutions]
    for column in ("former", "successor"):
        check_links(column, changes, slugs, "institution")
    check_heirs(changes)
