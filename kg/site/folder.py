"""Writes a site beside its place and moves it there when it is whole, so that nothing half-written stays."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.drafts import dead_drafts, fresh_draft
from kg.errors import OutputError

MARKER = "site.json"
"""The file by which a folder is known as an earlier site, which may be replaced."""
_THINGS = "agreement|institution|official|article|topic|province"
_OWN = re.compile(
    rf"(?:{_THINGS})(?:s(?:-[0-9a-f]{{16}}|-[0-9]+|-most)?\.html)?|assets|data|timeline|rankings|quality"
    r"|(?:index|search|network|timeline|map|rankings|quality|ontology)\.html|site\.(?:json|sqlite.*)|\..*\.part"
)
"""What this program puts at the top of a site; what else is there was put there by others, and stays."""


class Site:
    """A folder being written: text files by their address, always UTF-8 with plain line ends."""

    def __init__(self, root: Path, *, atomic: bool = False) -> None:
        """Write below ``root``; ``atomic``: for a site in use, each file at once, and only what says anything new.

        grown: files more than at first, where each is put in place at once.
        """
        self.root, self._atomic = root, atomic
        self.grown = 0
        self._made, self._safe = set[Path](), set[Path]()

    def write(self, address: str, text: str) -> None:
        """Write a text file; its folder is made."""
        target, data = self._target(address), text.encode()
        if not self._atomic:
            _write(target, data)
        elif not target.is_file() or target.read_bytes() != data:
            self.grown += not target.is_file()
            draft = target.with_name(f".{target.name}.part")
            draft.unlink(missing_ok=True)  # of a run that was killed, or a link that leads elsewhere
            with draft.open("xb") as stream:
                stream.write(data)
            draft.replace(target)

    def copy(self, source: Path, address: str) -> None:
        """Copy a file's bytes."""
        shutil.copyfile(source, self._target(address))

    def copy_all(self, sources: Mapping[str, Path]) -> None:
        """Copy files by their address below ``assets/``."""
        for name, source in sources.items():
            self.copy(source, f"assets/{name}")

    def remove(self, address: str) -> bool:
        """Take a file away; say whether it was there."""
        target = self._inside(address)
        there = target.is_file()
        target.unlink(missing_ok=True)
        self.grown -= there
        return there

    def _inside(self, address: str) -> Path:
        """Return where an address lies. Raises ValueError outside the site: anybody may edit its memory."""
        steps = address.split("/")
        if not all(0 < len(step.encode()) < 256 and step not in {".", ".."} and "\0" not in step for step in steps):
            raise ValueError(f"{address[:99]!r} is no address inside the site")
        target = self.root / address
        if target.parent not in self._safe:
            between = [one for one in (target.parent, *target.parent.parents) if self.root in one.parents]
            if any(one.is_symlink() for one in between):
                raise ValueError(f"{address!r} leads out of the site")
            self._safe.add(target.parent)
        return target

    def _target(self, address: str) -> Path:
        target = self._inside(address)
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        return target


def _write(target: Path, data: bytes) -> None:
    """Write a file: as ``Path.write_bytes``, for thousands a second."""
    number = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(number, view) :]
    finally:
        os.close(number)


@contextmanager
def fresh_site(folder: Path) -> Iterator[Site]:
    """Give a new folder beside ``folder`` and put it in its place at the end; an earlier site goes.

    What others put beside its pages (``CNAME``, ``.git``, their own files) stays. Raises OutputError when the place
    cannot be written or holds something that is no earlier site; then, as after any error, ``folder`` is as it was.
    """
    try:
        _bring_back(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    _check(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = fresh_draft(folder)
        work.mkdir(mode=0o700)
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield Site(work / "new")
        _replace(folder, work)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def is_site(folder: Path) -> bool:
    """Say whether a folder holds a site that this program wrote: its marker says so."""
    try:
        told = json.loads((folder / MARKER).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("generator") == "agreements-kg"


def _bring_back(folder: Path) -> None:
    """Put an earlier site back that a process had moved aside when it was killed."""
    for draft in dead_drafts(folder):
        if (draft / "old").is_dir() and not folder.exists():
            (draft / "old").rename(folder)


def _check(folder: Path) -> None:
    if folder.is_mount():
        raise OutputError(
            "is a mount point: a site is written beside its place and moved there",
            where=str(folder),
            expected="a folder that can be replaced",
            todo="give a folder inside it",
        )
    try:
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return
        if is_site(folder):
            return
    except OSError as error:
        raise _unwritable(folder, error) from error
    raise OutputError(
        "holds files that are no site of pages and would be lost",
        where=str(folder),
        expected="a new or empty folder, or an earlier site",
        todo="give another folder",
    )


def _replace(folder: Path, work: Path) -> None:
    """Move the new site in, with what others put into the old one; should that fail, the old one comes back."""
    old, new = work / "old", work / "new"
    had = folder.exists()
    if had:
        folder.rename(old)
    try:
        for path in sorted(old.iterdir()) if had else ():
            if not _OWN.fullmatch(path.name) and not (new / path.name).exists():
                _copy(path, new / path.name)
        new.rename(folder)
    except OSError:
        if had:
            old.rename(folder)
        raise


def _copy(source: Path, target: Path) -> None:
    """Copy a file or folder as it is, links as links: until the end the old site lacks nothing."""
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _unwritable(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"the pages cannot be written: {error.strerror or error}",
        where=str(folder),
        expected="a folder that can be written, with room on the disk",
        todo="give another folder",
    )
