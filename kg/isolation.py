"""Worker processes that run no module of the folder in which the program is called: it may be anybody's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_SAFE_PATH = "PYTHONSAFEPATH"
"""Read by Python when it begins (3.11)."""


@contextmanager
def safe_path() -> Iterator[None]:
    """Let no Python process that is begun meanwhile look for modules in the current folder."""
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before
