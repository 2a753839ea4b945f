"""Drafts: hidden siblings in which an output is written before it is moved into its place.

A process that is killed cannot clear its draft, so the next one that writes the same target does. The number of the
process stands in the name; a draft whose process lives on this machine is left alone.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path


def fresh_draft(target: Path, kind: str = "part") -> Path:
    """Return the name of this process's draft of a target, and clear what dead processes left beside it.

    Raises OSError when a leftover cannot be removed.
    """
    for path in dead_drafts(target, kind):
        _remove(path)
    return target.parent / f".{target.name}.{os.getpid()}.{kind}"


def dead_drafts(target: Path, kind: str = "part") -> list[Path]:
    """Return the drafts of a target whose processes are no more, sorted."""
    named = re.compile(rf"\.{re.escape(target.name)}\.([0-9]{{1,9}})\.{re.escape(kind)}")
    beside = sorted(target.parent.iterdir()) if target.parent.is_dir() else []
    return [path for path in beside if (found := named.fullmatch(path.name)) and not _lives(int(found[1]))]


def _lives(process: int) -> bool:
    """Say whether another process of this number runs; where that cannot be asked, one is taken to."""
    if process == os.getpid():
        return False
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
