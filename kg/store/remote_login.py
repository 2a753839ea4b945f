"""Who asks: user and password from the environment (KG_STORE_USER, KG_STORE_PASSWORD), shown to a server that asks.

Basic and Digest (RFC 7616, MD5 as Virtuoso's ``/sparql-auth`` asks it). Nothing is sent unasked, and nothing of it
ever stands in an error.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from hashlib import md5
from secrets import token_hex
from urllib.parse import urlsplit


class Login:
    """The credentials for one server, and how it wants them."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._scheme, self._asked, self._count = "", dict[str, str](), 0

    @classmethod
    def of_environment(cls) -> Login:
        """Return what KG_STORE_USER and KG_STORE_PASSWORD say."""
        return cls(os.environ.get("KG_STORE_USER", ""), os.environ.get("KG_STORE_PASSWORD", ""))

    def take(self, challenge: str) -> bool:
        """Note how the server wants the credentials; say whether another try makes sense."""
        scheme = challenge.partition(" ")[0].lower()
        asked = {name.lower(): quoted or plain for name, quoted, plain in _PART.findall(challenge)}
        again = self._asked.get("nonce") == asked.get("nonce") and self._scheme == scheme
        if not self._user or again or scheme not in {"basic", "digest"}:
            return False
        self._scheme, self._asked, self._count = scheme, asked, 0
        return True

    def headers(self, method: str, url: str) -> dict[str, str]:
        """Return the header that shows the credentials, none while the server has not asked."""
        if self._scheme == "basic":
            told = b64encode(f"{self._user}:{self._password}".encode()).decode("ascii")
            return {"Authorization": f"Basic {told}"}
        return {"Authorization": self._digest(method, url)} if self._scheme == "digest" else {}

    def _digest(self, method: str, url: str) -> str:
        self._count += 1
        parts = urlsplit(url)
        uri = parts.path + (f"?{parts.query}" if parts.query else "")
        realm, nonce = self._asked.get("realm", ""), self._asked.get("nonce", "")
        count, own = f"{self._count:08x}", token_hex(8)
        secret, what = _hash(f"{self._user}:{realm}:{self._password}"), _hash(f"{method}:{uri}")
        response = _hash(f"{secret}:{nonce}:{count}:{own}:auth:{what}")
        shown = {
            "username": self._user,
            "realm": realm,
            "nonce": nonce,
            "uri": uri,
            "response": response,
            "cnonce": own,
        }
        if "opaque" in self._asked:
            shown["opaque"] = self._asked["opaque"]
        return "Digest " + ", ".join(f'{name}="{value}"' for name, value in shown.items()) + f", qop=auth, nc={count}"


_PART = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s,"]+))')


def _hash(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()
