"""Brings a site up to date and is killed (kill -9) before it writes its N-th file: ``killed_renewal.py STORE SITE N``."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from kg.site import renew, write_site
from kg.site.folder import Site
from kg.store import open_store


def main() -> None:
    """Run and die."""
    store, site, left = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    written, renew.DRIFT, renew.WORTH = Site.write, 1, 1

    def dying(self: Site, address: str, text: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        written(self, address, text)

    Site.write = dying  # type: ignore[method-assign]
    with open_store(store) as opened:
        write_site(opened, site)


if __name__ == "__main__":
    main()
