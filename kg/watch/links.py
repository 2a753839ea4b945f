"""Which links and articles of feeds were taken, and which still wait."""

from __future__ import annotations

from kg.watch.memory import Memory, put_off

MOST_TRIES = 10
"""Tries of one link; with the wait doubled from 15 minutes to a day they span four days."""
_FORGOTTEN = 90 * 86_400.0
"""Seconds that a link which its feed no longer holds is remembered: ninety days, so that one that comes back is not
taken for new."""
_TAKEN, _WAITING = "taken", "waiting"


class Links:
    """The links of all feeds; a page that stands in several is fetched once. Times are seconds since 1970."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def is_new(self, feed: str, link: str, mark: str, now: float) -> bool:
        """Note that a feed holds a link, and say whether it is new there or has another mark than before."""
        self._memory.changed("UPDATE links SET seen = ? WHERE feed = ? AND link = ?", now, feed, link)
        return self._memory.rows("SELECT mark FROM links WHERE feed = ? AND link = ?", feed, link) != [(mark,)]

    def wait_for(self, feed: str, link: str, mark: str, now: float) -> None:
        """Remember a link whose page is to be fetched, unless it is new here only and another feed had it."""
        here = self._memory.rows("SELECT 1 FROM links WHERE feed = ? AND link = ?", feed, link)
        elsewhere = self._memory.rows("SELECT 1 FROM links WHERE link = ? AND state = ?", link, _TAKEN)
        self._put(feed, link, mark, _TAKEN if elsewhere and not here else _WAITING, now)

    def take(self, feed: str, link: str, mark: str, now: float) -> None:
        """Remember an article that the feed itself held."""
        self._put(feed, link, mark, _TAKEN, now)

    def _put(self, feed: str, link: str, mark: str, state: str, now: float) -> None:
        self._memory.changed("DELETE FROM links WHERE feed = ? AND link = ?", feed, link)
        statement = "INSERT INTO links (feed, link, mark, state, failures, due, seen) VALUES (?, ?, ?, ?, 0, 0, ?)"
        self._memory.changed(statement, feed, link, mark, state, now)

    def taken(self, link: str) -> None:
        """Note that a page was fetched, or that nothing is to be had there."""
        self._memory.changed("UPDATE links SET state = ? WHERE link = ?", _TAKEN, link)

    def failed(self, link: str, now: float, every: float) -> None:
        """Put the next try of a page off; after ten tries there is none."""
        self._memory.changed("UPDATE links SET failures = failures + 1 WHERE link = ?", link)
        ((failures,),) = self._memory.rows("SELECT max(failures) FROM links WHERE link = ?", link)
        tries = int(str(failures))
        self._memory.changed("UPDATE links SET due = ? WHERE link = ?", now + put_off(tries, every), link)
        if tries >= MOST_TRIES:
            self.taken(link)

    def later(self, link: str, due: float) -> None:
        """Put a page off that was not asked for, without counting a failure."""
        self._memory.changed("UPDATE links SET due = ? WHERE link = ?", due, link)

    def due(self, now: float, most: int) -> list[str]:
        """Return links to fetch now: the oldest of each feed, then the second of each, and so on."""
        turn = "row_number() OVER (PARTITION BY feed ORDER BY failures, number) AS turn"
        inner = f"SELECT link, feed, {turn} FROM links WHERE state = ? AND due <= ?"  # noqa: S608 - no value in it
        query = f"SELECT link FROM ({inner}) GROUP BY link ORDER BY min(turn), min(feed) LIMIT ?"  # noqa: S608
        return [str(link) for (link,) in self._memory.rows(query, _WAITING, now, most)]

    def waiting(self) -> int:
        """Return the number of pages not yet fetched."""
        ((count,),) = self._memory.rows("SELECT count(DISTINCT link) FROM links WHERE state = ?", _WAITING)
        return int(str(count))

    def forget_old(self, feed: str, now: float) -> None:
        """Forget what was taken and has not stood in the feed for ninety days."""
        statement = "DELETE FROM links WHERE feed = ? AND state = ? AND seen < ?"
        self._memory.changed(statement, feed, _TAKEN, now - _FORGOTTEN)
