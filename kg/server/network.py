"""The page of the whole network and its data files over HTTP: ``/pages/network.html`` and ``/pages/data/overview…``."""

from __future__ import annotations

import gzip
import re

from starlette.requests import Request
from starlette.responses import Response

from kg.pages import waiting_page
from kg.protocol import Refusal
from kg.server.asking import Asking
from kg.server.caching import matches, tag_of
from kg.server.linked import POLICY
from kg.server.overviews import Overviews
from kg.server.packing import takes_gzip
from kg.server.replies import of_refusal
from kg.workers import Reply

_DATA = re.compile(r"data/overview(-provinces|/[a-z0-9-]{1,20})?\.js")
_WAIT = (("Retry-After", "5"), ("Cache-Control", "no-store"))


async def network(request: Request) -> Response:
    """Answer with the page, or with the one that says that it is being computed."""
    return await _answer(request, "network.html", "text/html")


async def network_data(request: Request) -> Response:
    """Answer with a data file; 404 for what is none and while there are none."""
    return await _answer(request, f"data/overview{request.path_params['rest']}", "text/javascript")


async def _answer(request: Request, address: str, media_type: str) -> Response:
    asking: Asking = request.app.state.asking
    overviews: Overviews = request.app.state.overviews
    try:
        asking.admit(request)
    except Refusal as refusal:
        return asking.finished(request, of_refusal(refusal))
    known = address == "network.html" or _DATA.fullmatch(address)
    packed = await overviews.file(asking.version, address) if known else None
    if packed is None:
        if address == "network.html":
            text = waiting_page(failed=overviews.failed)
            return asking.finished(request, Reply(text.encode(), media_type, 503, (POLICY, *_WAIT)))
        return asking.finished(request, Reply(b"", media_type, 404))
    tag = tag_of("network", f"{overviews.version} {address} {takes_gzip(request)}")
    caching = {"ETag": tag, "Cache-Control": "no-cache"}
    if matches(request.headers.get("if-none-match", ""), tag):
        return asking.finished(request, Reply(b"", "", 304), caching)
    if takes_gzip(request):
        return asking.finished(request, Reply(packed, media_type, 200, (POLICY, ("Content-Encoding", "gzip"))), caching)
    return asking.finished(request, Reply(gzip.decompress(packed), media_type, 200, (POLICY,)), caching)
