"""Optional programs that some tests need: found, or named as absent; one variable makes absence a failure.

Mark a test ``@pytest.mark.browser``, ``java``, ``rapper`` … and conftest asks ``require`` before it
runs. Where ``KG_REQUIRE_TOOLS=1`` is set (``.ci/run`` does), an absent program fails the test, not skips it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

PROGRAMS = {
    "browser": ("chromium", "chromium-browser", "google-chrome"),
    "java": ("java",),
    "rapper": ("rapper",),
    "node": ("node",),
    "npm": ("npm",),
    "curl": ("curl",),
    "faketime": ("faketime",),
    "oxigraph": ("oxigraph",),
    "virtuoso": ("virtuoso-t",),
}


def find(tool: str) -> str | None:
    """Return the full path of the program that stands for ``tool``, on PATH or beside this interpreter, or None."""
    path = os.pathsep.join((os.environ.get("PATH", ""), str(Path(sys.executable).parent)))
    return next((found for name in PROGRAMS[tool] if (found := shutil.which(name, path=path))), None)


def required() -> bool:
    """Say whether absent programs are failures here."""
    return os.environ.get("KG_REQUIRE_TOOLS", "") not in ("", "0")


def require(tool: str) -> str:
    """Return the program's path; skip the running test if it is absent, or fail it under KG_REQUIRE_TOOLS."""
    path = find(tool)
    if path:
        return path
    message = f"{tool}: none of {', '.join(PROGRAMS[tool])} is on PATH"
    if required():
        pytest.fail(f"{message}, and KG_REQUIRE_TOOLS is set", pytrace=False)
    pytest.skip(message)
