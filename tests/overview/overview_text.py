"""Frozen values of the overview as JSON, to be compared with golden files and between processes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any


def text_of(value: Any) -> str:
    """Return a value as JSON text; columns become lists."""
    return json.dumps(asdict(value), ensure_ascii=False, indent=1, default=list) + "\n"
