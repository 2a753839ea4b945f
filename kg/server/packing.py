"""Whether an answer may be packed: what a client says that it unpacks."""

from __future__ import annotations

from starlette.requests import Request

from kg.server.heads import head


def takes_gzip(request: Request) -> bool:
    """Say whether the client unpacks gzip; ``gzip;q=0`` says it does not."""
    for one in head(request, b"accept-encoding")[:1000].lower().split(","):
        name, _, rest = one.partition(";")
        if name.strip() in ("gzip", "*"):
            return rest.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
