"""Processes that run no module of the folder in which the program is called: it may be anybody's."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SAFE_PATH = "PYTHONSAFEPATH"
"""Read by Python when it begins (3.11)."""


def isolated(function: str, *arguments: str) -> list[str]:
    """Return the command that runs ``module:function`` in a Python process with the module path of this one alone."""
    module, _, name = function.partition(":")
    code = f"import sys; sys.path[:] = {sys.path!r}; from {module} import {name}; {name}()"
    return [sys.executable, "-I", "-c", code, *arguments]


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
