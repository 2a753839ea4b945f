"""The journal of the fast way in: N-Quads are on the disk as a whole before the first of them is loaded.

Oxigraph's bulk loader is no transaction. What a crash leaves half loaded is loaded again from the journal when the
store is opened for writing; quads are a set, so that nothing is there twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

JOURNAL = "loading.nq"


class Journal:
    """At most one file of N-Quads that are being loaded."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / JOURNAL
        self._draft = folder / f"{JOURNAL}.new"

    def exists(self) -> bool:
        """Say whether a load was begun and not ended."""
        return self.path.exists()

    def write(self, blocks: Iterable[bytes]) -> None:
        """Keep these blocks of N-Quads on the disk, all or none. Raises OSError when they cannot be written."""
        try:
            with self._draft.open("wb") as stream:
                stream.writelines(blocks)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError:
            self._draft.unlink(missing_ok=True)
            raise
        self._put_in_place()

    def clear(self) -> None:
        """Forget what was loaded, which is on the disk by now."""
        self.path.unlink(missing_ok=True)

    def _put_in_place(self) -> None:
        self._draft.replace(self.path)
        handle = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
