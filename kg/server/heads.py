"""One header of a request, read where it lies: the server asks for few, and for some of them several times."""

from __future__ import annotations

from starlette.requests import HTTPConnection


def head(request: HTTPConnection, name: bytes) -> str:
    """Return the first value of a header, whose name is given in lower case; "" where it is not sent."""
    for key, value in request.scope["headers"]:
        if key == name:
            text: str = value.decode("latin-1")
            return text
    return ""
