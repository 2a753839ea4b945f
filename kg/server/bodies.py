"""The body of a request, up to a size and within a time."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request

from kg.protocol import refuse
from kg.settings import Serving


async def body_of(request: Request, serving: Serving) -> bytes:
    """Return the body. Raises Refusal ``too-large`` or ``request-timeout``, before more is read than allowed."""
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told[:12]) > serving.request_bytes:
        raise _too_large(serving)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise refuse("unsupported-media-type", "a packed body is not read here; send it as it is")
    try:
        return await asyncio.wait_for(_read(request, serving), serving.request_seconds)
    except TimeoutError as error:
        message = f"the request did not arrive within {serving.request_seconds:g} seconds"
        raise refuse("request-timeout", message, (("Connection", "close"),)) from error
    except ClientDisconnect as error:
        raise refuse("cancelled", "the client went away") from error


async def _read(request: Request, serving: Serving) -> bytes:
    parts, size = list[bytes](), 0
    async for part in request.stream():
        size += len(part)
        if size > serving.request_bytes:
            raise _too_large(serving)
        parts.append(part)
    return b"".join(parts)


def _too_large(serving: Serving) -> Exception:
    message = f"a request may have {serving.request_bytes} bytes"
    return refuse("too-large", message, (("Connection", "close"),))
