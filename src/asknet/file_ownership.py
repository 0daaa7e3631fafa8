"""Links and files of another user are not trusted: in a folder that others can write to they may be a trap."""

from __future__ import annotations

import os
import stat
from pathlib import Path

HAS_OWNERS = hasattr(os, "geteuid")
"""Whether files have owners and modes; on Windows access lists decide who may use them, and asknet leaves those alone."""
NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
"""The flag that keeps `os.open` from following a link, on systems that have it."""


def foreign_owner(found: os.stat_result) -> bool:
    """Return whether what `os.stat` found belongs neither to you nor to root."""
    return not is_own(found) and found.st_uid != 0


def is_own(found: os.stat_result) -> bool:
    """Return whether what `os.stat` found belongs to you; where files have no owners (Windows), always true."""
    return not HAS_OWNERS or found.st_uid == os.geteuid()


def foreign_link(path: Path) -> Path | None:
    """Return the first link on the way to `path`, or `path` itself, that is neither yours nor root's.

    The search ends at what does not exist or may not be read.
    """
    waiting, seen = [path.absolute()], set[Path]()
    while waiting:
        way = waiting.pop()
        for part in (*reversed(way.parents), way):
            if part in seen:
                continue
            seen.add(part)
            try:
                found = part.lstat()
                if not stat.S_ISLNK(found.st_mode):
                    continue
                if foreign_owner(found):
                    return part
                waiting.append(part.parent / part.readlink())
            except (OSError, ValueError):
                break
    return None
