"""`log --from FILE --drain`: log the clear lines of an inbox file and leave the others in it, each with the reason.

A process may be killed between changing the network and changing the file, but must log nothing twice. So an empty
marker file is created beside the file first; the change of the network records, in the same transaction, which lines it
logged and under which marker; then the marker is written and renamed over the file. A later run that still finds the
marker removes those lines without logging them; one that does not find it knows that they are already gone.
"""

from __future__ import annotations

import json
import os
import stat
from codecs import BOM_UTF8
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from asknet.atomic_write import file_lock, refuse_reserved, sync_folder
from asknet.errors import AsknetError, InputError, UsageError
from asknet.file_ownership import foreign_link
from asknet.formats.friends_md import activities
from asknet.logbook.diary import NOTE, is_dated_heading
from asknet.logbook.log import Logged, understand_lines, write_lines
from asknet.store.opening import BUSY_MS
from asknet.text import counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from asknet.store import Store

MAX_FILE_BYTES = 20_000_000
MARKER = ".draining"
"""The suffix of markers."""
NEWLINE = b"\n"


class Drained(NamedTuple):
    """What was logged, and why other lines stay in the file: reason by line number."""

    logged: list[Logged]
    left: Mapping[int, str]


def drain(store: Store, path: Path, *, add: bool, today: date, now: str) -> Drained:
    """Log the clear lines of the file at `path` as one step and remove them from it.

    Raises `InputError` if the file cannot be read, `UsageError` if it is not yours to change, `AsknetError` if
    it cannot be written, and `ChangedMeanwhileError` if contacts were changed in the meantime.
    """
    link = foreign_link(path)
    if link is not None:
        message = f"{link} is a link that belongs to another user"
        raise InputError(message, "Name the real file if you trust it")
    refuse_reserved(path, store.path)
    target = path.resolve()
    if not target.is_file():
        message = f"{path} is not a file"
        raise InputError(message, "Check the name")
    try:
        with file_lock(target):
            return _drain(store, target, add=add, today=today, now=now)
    except OSError as error:
        message = f"{path} could not be read or written ({(error.strerror or str(error)).lower()})"
        raise AsknetError(message, "Nothing is lost; check the file and its folder and run it again") from error


def _drain(store: Store, path: Path, *, add: bool, today: date, now: str) -> Drained:
    key = f"drain {path}"
    lines = read_lines(path.read_bytes(), path.name)
    if activities(lines) is not None:
        message = f"{path.name} is the file of the program friends, which reads it too"
        raise UsageError(message, "Leave out --drain: its activities are logged once")
    logged_before = _interrupted(store, path, key)
    # lines that an interrupted run logged are blank here, so that the others keep their numbers
    fresh = ["" if _use_up(line, logged_before) else line for line in lines]
    understood = understand_lines(store, fresh, add=add, today=today)
    clear = {logged.line for logged in understood.clear}
    done = [_digest(line) for n, line in enumerate(lines, 1) if n in clear or fresh[n - 1] != line]
    why = {_digest(lines[n - 1]): reason for n, reason in understood.unclear.items()}
    written: list[Logged] = []
    marker = _new_marker(path)
    try:
        if done:
            with store.writing("logged" if clear else "", at=now) as step:
                written = write_lines(store, understood, today)
                store.state.put(key, json.dumps({"marker": marker.name, "lines": done}), today)
                step.did = f"logged {counted(len(written), 'entry', 'entries')} of {path.name}"
        _rewrite(path, marker, Counter(done), why, today)
    except BaseException:
        if not _interrupted(store, path, key):
            marker.unlink(missing_ok=True)
        raise
    _drop_markers(path)
    if done:
        with store.noting(wait_ms=BUSY_MS):
            store.state.drop(key)
    return Drained(written, understood.unclear)


def read_lines(data: bytes, name: str) -> list[str]:
    """Return the lines of a text file without line ends. Raises `InputError` if it is too long or not UTF-8."""
    if len(data) > MAX_FILE_BYTES:
        message = f"{name} holds more than {MAX_FILE_BYTES:,} bytes"
        raise InputError(message, "Split it")
    try:
        return data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        message = f"line {data[: error.start].count(NEWLINE) + 1} of {name} is not UTF-8 text"
        raise InputError(message, "Save the file as UTF-8") from error


def _interrupted(store: Store, path: Path, key: str) -> Counter[str]:
    """Return the lines, as digests, that an interrupted run logged without removing them from the file."""
    with store.reading():
        kept = store.state.get(key)
    state = json.loads(kept) if kept else {}
    return Counter(state["lines"] if state and (path.parent / state["marker"]).exists() else ())


def _new_marker(path: Path) -> Path:
    marker = path.parent / f".{path.name}.{os.urandom(6).hex()}{MARKER}"
    os.close(os.open(marker, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    sync_folder(path.parent)
    return marker


def _drop_markers(path: Path) -> None:
    for entry in list(os.scandir(path.parent)):
        if entry.name.startswith(f".{path.name}.") and entry.name.endswith(MARKER):
            Path(entry.path).unlink(missing_ok=True)


def _rewrite(path: Path, marker: Path, done: Counter[str], why: Mapping[str, str], today: date) -> None:
    """Replace the file by what is left: lines that were added meanwhile, and unclear ones below the reason."""
    data = path.read_bytes()
    text = data.decode("utf-8-sig")
    kept: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.startswith(NOTE) or _use_up(line, done):
            continue
        if is_dated_heading(line, today):
            _drop_empty_heading(kept, today)
        reason = why.get(_digest(line))
        kept += [f"{NOTE}{reason}\n", line] if reason and line.strip() else [line]
    rest = "".join(kept).encode("utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8")
    if rest == data:
        marker.unlink()
        return
    with marker.open("wb") as file:
        file.write(rest)
        file.flush()
        os.fsync(file.fileno())
    marker.chmod(stat.S_IMODE(path.stat().st_mode))
    marker.replace(path)
    sync_folder(path.parent)


def _drop_empty_heading(kept: list[str], today: date) -> None:
    """Remove a dated heading with nothing left below it; the last one of a file stays, for lines to come."""
    last = next((n for n in reversed(range(len(kept))) if kept[n].strip()), None)
    if last is not None and is_dated_heading(kept[last], today):
        del kept[last:]


def _use_up(line: str, digests: Counter[str]) -> bool:
    """Return whether a line is among those digests, and use that one up: an equal line further down is another."""
    digest = _digest(line)
    if not digests[digest]:
        return False
    digests[digest] -= 1
    return True


def _digest(line: str) -> str:
    return sha256(line.strip().encode()).hexdigest()
