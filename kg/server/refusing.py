"""A refusal as an answer, wherever it arises: in the front process or in a worker."""

from __future__ import annotations

import json

from kg.protocol import Refusal
from kg.workers import Reply


def refused(refusal: Refusal) -> Reply:
    """Return a refusal as an answer: JSON with ``code`` and ``message``."""
    told = {"code": refusal.code, "message": refusal.message}
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return Reply(body, "application/json", refusal.status, tuple(refusal.headers))
