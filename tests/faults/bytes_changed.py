"""Changed, truncated or foreign files: refused unchanged, or opened with every row as it was."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from asknet import Network
from asknet.errors import AsknetError
from asknet.store.schema import COLUMNS, VERSION

HEADER = 100
STORE = 4
"""The exit code for a file that cannot be used."""


def network(path: Path) -> bytes:
    """Make a small network at `path` and return its bytes."""
    with Network(path, now="2026-11-20T12:00:00") as one:
        one.add("Nan Okafor", skills=["crochet:expert"], via="Sam Lee", email=["nan@example.org"])
        one.log("coffee with Nan Okafor #bread")
        one.ask("crochet pattern")
    return path.read_bytes()


def content(path: Path) -> dict[str, list[object]]:
    """Return every row as SQLite itself reads it."""
    with closing(sqlite3.connect(path)) as conn:
        return {t: conn.execute(f"SELECT * FROM {t} ORDER BY 1").fetchall() for t in COLUMNS if not t.endswith("_fts")}


def opened(path: Path, data: bytes, whole: dict[str, list[object]]) -> str:
    """Open a file of these bytes by verbs that read and write; return what is not as promised."""
    path.write_bytes(data)
    refused = []
    for verb in ("list", "ask", "add"):
        try:
            _do(path, verb)
        except AsknetError as error:
            refused.append(verb)
            if error.exit_code != STORE or path.read_bytes() != data:
                return f"{verb} left with {error.exit_code} or changed the file: {error}"
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            return f"{verb}: {type(error).__name__} {error}"
    if "list" in refused and refused != ["list", "ask", "add"]:
        return f"only {refused} were refused"
    return "" if "add" in refused else _lost(path, whole)


def _do(path: Path, verb: str) -> None:
    with Network(path, now="2026-11-20T12:00:00") as one:
        if verb == "list":
            names = sorted(c.name for c in one.list())
            assert names == ["Nan Okafor", "Sam Lee"], names
        elif verb == "ask":
            one.ask("crochet", save=False)
        else:
            one.add("Theo Brandt")


def _lost(path: Path, whole: dict[str, list[object]]) -> str:
    try:
        now = content(path)
    except sqlite3.Error as error:
        return f"it was written to and cannot be read: {error}"
    lost = [t for t, before in whole.items() if t not in ("settings", "meanings") and not set(before) <= set(now[t])]
    return f"rows of {lost} are gone" if lost else ""


def _tried(fault: str, how: str, variants: dict[str, bytes]) -> list[tuple[str, str, int, list[str]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.db"
        path.write_bytes(_whole())
        whole = content(path)
        wrong = []
        for place, data in variants.items():
            said = opened(path, data, whole)
            path.with_name("network.db-journal").unlink(missing_ok=True)
            wrong += [f"{place}: {said}"] if said else []
        return [(fault, how, len(variants), wrong)]


@cache
def _whole() -> bytes:
    """Return the bytes of one network, made once since each new one has other uids."""
    with tempfile.TemporaryDirectory() as folder:
        return network(Path(folder) / "network.db")


def flipped_headers(step: int = 1) -> list[tuple[str, str, int, list[str]]]:
    """Flip each bit, and all bits, of each byte of the header."""
    whole = _whole()
    variants = {}
    for place in range(0, HEADER, step):
        for mask in (1, 2, 4, 8, 16, 32, 64, 128, 255):
            changed = bytearray(whole)
            changed[place] ^= mask
            variants[f"byte {place} ^ {mask}"] = bytes(changed)
    return _tried("a byte of the header flipped", "each of 100 bytes, each bit and all 8", variants)


def truncated(step: int = 1) -> list[tuple[str, str, int, list[str]]]:
    """Cut the file at each page, and in the middle of each page."""
    whole = _whole()
    places = [place + more for place in range(0, len(whole), 4096 * step) for more in (0, 1, 2048) if place + more]
    return _tried(
        "the file cut", "at each page and in each page", {f"{place} bytes": whole[:place] for place in places}
    )


def foreign_files() -> list[tuple[str, str, int, list[str]]]:
    """Open databases of other programs, newer versions, and files that are not databases."""
    with tempfile.TemporaryDirectory() as top:
        found = []
        for number, statements in enumerate(
            [
                ["CREATE TABLE moz_places(id INTEGER PRIMARY KEY, url TEXT)"],
                ["CREATE TABLE contacts(id, name)", "PRAGMA user_version = 1"],
                ["CREATE TABLE t(x)", "PRAGMA application_id = 1196444487"],
                ["CREATE TABLE t(x)", "PRAGMA journal_mode = WAL"],
                ["CREATE VIRTUAL TABLE t USING fts5(x)"],
                ["PRAGMA page_size = 65536", "CREATE TABLE t(x)"],
                ["PRAGMA encoding = 'UTF-16'", "CREATE TABLE t(x)"],
            ]
        ):
            path = Path(top) / f"{number}.db"
            with closing(sqlite3.connect(path, isolation_level=None)) as conn:
                for statement in statements:
                    conn.execute(statement)
            found.append(path.read_bytes())
        for version in (VERSION + 1, VERSION + 2, 99, 2**31 - 1):
            path = Path(top) / f"v{version}.db"
            network(path)
            with closing(sqlite3.connect(path)) as conn:
                conn.execute(f"PRAGMA user_version = {version}")
            found.append(path.read_bytes())
    found += [b"dear diary\n" * 400, b"PK\x03\x04" + bytes(5000), bytes(4096), b"\xff" * 8192, b"SQLite format 3\x00"]
    wrong = [said for data in found if (said := _not_refused(data))]
    return [
        ("another program's file, or a newer one", "7 databases, 4 newer versions, 5 that are none", len(found), wrong)
    ]


def _not_refused(data: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.db"
        path.write_bytes(data)
        for verb in ("list", "add"):
            try:
                with Network(path) as one:
                    one.list() if verb == "list" else one.add("Theo")
                return f"{verb} took {data[:20]!r}"
            except AsknetError as error:
                if error.exit_code != 4 or path.read_bytes() != data or len(list(Path(folder).iterdir())) != 1:
                    return f"{verb} left with {error.exit_code}, or changed {data[:20]!r}"
        return ""
