"""Run a verb in its own process, and stop it, or make the disk fail, at the n-th write.

`strace` does it from outside, at the very system call, so that the program that
is tested is the one that people run. A verb to be swept is one line in `VERBS`.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from asknet import Network
from asknet.cli.app import COMMANDS
from asknet.store.schema import COLUMNS, UNDOABLE, VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

STRACE = shutil.which("strace")
CALLS = ("pwrite64", "fdatasync", "fsync", "unlink", "rename", "link", "linkat", "ftruncate")
"""System calls by which SQLite and asknet change files."""
KILL = "signal=KILL"
NAME = "Zyxwvut Qpmlkja"
DAY = "2026-11-20"
OLD = Path(__file__).parents[1] / "store" / "data" / "version_1.db.gz"
INBOX = "2026-10-02 coffee with Sam Lee about hives\n2026-10-05 Zzz Nobody rang\n2026-10-06 Sam Lee helped me\n"
ROWS = "name,skills,via\n" + "".join(f"Person {n},crochet {n};topic {n % 7},{NAME}\n" for n in range(40))


class Verb(NamedTuple):
    """A verb to be stopped: its words, what it says when it is done, and whether it begins with an older file.

    `ready` is run before it, undisturbed; `writes` is the file it makes or rewrites beside the network.
    """

    words: tuple[str, ...]
    done: str
    old: bool = False
    ready: tuple[str, ...] = ()
    writes: str = ""


VERBS = {
    "import": Verb(("import", "more.csv"), "read:"),
    "log": Verb(("log", f"today: tea with {NAME} and Sam Lee, Sam helped me #weaving"), "logged"),
    "add": Verb(("add", "Theo Brandt", "pies", "--via", NAME, "--email", "theo@example.org"), "added"),
    "ask": Verb(("ask", "crochet"), "noted nowhere in words"),
    "edit": Verb(("edit", "Sam Lee", "macrame", "--note", "x" * 9000), "changed"),
    "remove": Verb(("remove", NAME), "removed"),
    "undo": Verb(("undo",), "undid"),
    "migrate": Verb(("add", "Theo Brandt", "pies"), "added", old=True),
    "backup": Verb(("backup",), "copied"),
    "restore": Verb(("restore", "copy.db", "--yes"), "restored"),
    "repair": Verb(("check", "--repair"), "rebuilt the index"),
    "forget": Verb(("forget", NAME, "--confirm", NAME), "forgot"),
    "merge": Verb(("merge", "id:2", "id:5"), "merged"),
    "redo": Verb(("redo",), "redid", ready=("undo",)),
    "message": Verb(("message", "id:2", "--ask", "1", "--sent"), "waiting"),
    "close": Verb(("close", "1", "--helped-by", "id:2", "--no-answer", "id:4"), "closed ask 1"),
    "drain": Verb(("log", "--from", "inbox.txt", "--drain"), "logged", writes="inbox.txt"),
    "edit entry": Verb(("log", "--edit", "1", "coffee with Sam Lee #knots"), "changed"),
    "remove entry": Verb(("remove", "--entry", "2"), "removed"),
    "remove ask": Verb(("remove", "--ask", "1"), "removed"),
    "me": Verb(("me", "knots", "--name", "Robin Ash", "--sign", "Robin"), "Robin Ash"),
    "page": Verb(("page", "-o", "network.page.html"), "wrote", writes="network.page.html"),
    "export": Verb(("export", "--force", "-o", "out.yaml"), "wrote", writes="out.yaml"),
}
"""Those of them that the program has are swept."""

SWEPT = [name for name, verb in VERBS.items() if verb.words[0] in COMMANDS]


class Stopped(NamedTuple):
    """The result of a run: its exit code, what it wrote, and whether it was interfered with."""

    code: int
    out: str
    err: str
    hit: bool = False


def make_base(folder: Path) -> None:
    """Make the network that every verb begins with, and one of the first version, in `folder`."""
    env = environment(folder)
    (folder / "first.csv").write_text(ROWS)
    (folder / "more.csv").write_text(ROWS.replace("Person", "Someone"))
    (folder / "inbox.txt").write_text(INBOX)
    for words in (
        ["add", NAME, "zyxskill:expert", "--note", "zyxnote", "--email", "zyx@example.org"],
        ["add", "Sam Lee", "history", "--note", f"cousin of {NAME}"],
        ["import", "first.csv"],
        ["log", f"coffee with {NAME}"],
        ["log", f"lunch with {NAME} and Sam Lee #bread"],
        ["ask", f"what would {NAME} say"],
        ["backup", "copy.db"],
        ["backup"],
        ["export", "-o", "out.yaml"],
        ["page", "-o", "network.page.html"],
        ["edit", "Sam Lee", "--title", "Librarian"],
    ):
        subprocess.run([sys.executable, "-m", "asknet", *words], cwd=folder, env=env, check=True, capture_output=True)
    (folder / "old.db").write_bytes(gzip.decompress(OLD.read_bytes()))


def environment(folder: Path) -> dict[str, str]:
    """Return the variables of a run in `folder`."""
    kept = {key: value for key, value in os.environ.items() if key == "PATH" or key.startswith("COV")}
    return kept | {
        "HOME": str(folder), "ASKNET_DB": str(folder / "network.db"), "ASKNET_TODAY": DAY, "TMPDIR": str(folder),
        "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8",
    }  # fmt: skip


def begin(base: Path, folder: Path, verb: Verb) -> Path:
    """Lay out what `verb` begins with in an empty `folder`; return the network's file."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
    db = folder / "network.db"
    if verb.old:
        shutil.rmtree(folder / "network.db-backups")
        (folder / "old.db").replace(db)
        db.chmod(0o600)
    elif verb.words[0] == "check":
        with closing(sqlite3.connect(db)) as conn:
            conn.execute("DELETE FROM evidence WHERE id % 2")
            conn.commit()
    if verb.ready:
        _plain(folder, verb.ready)
    return db


def count_calls(folder: Path, verb: Verb) -> dict[str, int]:
    """Run the verb undisturbed; return how often it makes each of `CALLS`."""
    trace = folder / "trace"
    calls = (*CALLS, "write") if verb.writes else CALLS
    done = _run(folder, verb, "-o", str(trace), "-e", f"trace={','.join(calls)}")
    assert done.code == 0, done
    made = re.findall(r"^\d*\s*(\w+)\(", trace.read_text(errors="replace"), flags=re.MULTILINE)
    trace.unlink()
    return {call: made.count(call) for call in calls if call in made}


def interfere(folder: Path, verb: Verb, call: str, fault: str, when: str) -> Stopped:
    """Run the verb with a fault at one system call: ``signal=KILL`` or ``error=EIO``, ``when`` as strace reads it."""
    trace = folder / "trace"
    stopped = _run(folder, verb, "-o", str(trace), "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={when}")
    said = trace.read_text(errors="replace")
    trace.unlink()
    hit = stopped.code in (-signal.SIGKILL, 128 + signal.SIGKILL) if fault == KILL else "INJECTED" in said
    return stopped._replace(hit=hit)


def _run(folder: Path, verb: Verb, *options: str) -> Stopped:
    assert STRACE
    command = [STRACE, "-qq", "-f", *options, sys.executable, "-m", "asknet", *verb.words]
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )
    return Stopped(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def rows(db: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row that the user entered, except random uids, in the current schema.

    The file is opened as the program opens it.
    """
    with Network(db) as network:
        network.list()
    with closing(sqlite3.connect(db)) as conn:
        return {
            table: conn.execute(
                f"SELECT {', '.join(c for c in columns if c != 'uid')} FROM {table} ORDER BY id"
            ).fetchall()
            for table, columns in (UNDOABLE | {"asks": COLUMNS["asks"]}).items()
            if table in {row[0] for row in conn.execute("SELECT name FROM sqlite_master")}
        }


def sound(db: Path, *, index: bool = True) -> list[str]:
    """Report what `asknet check` finds wrong (with the index only if that matters)."""
    with Network(db) as network:
        found = [finding.what for finding in network.check().found if index or finding.repair != "index"]
    with closing(sqlite3.connect(db)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone()[0] in (1, VERSION)
        found = [said for said in found if "set aside by a forget operation" not in said]  # the next one finishes it
        return found + [row[0] for row in conn.execute("PRAGMA integrity_check") if row[0] != "ok"]


def traces(folder: Path, needles: Sequence[str] = ("zyxwvut", "qpmlkja", "zyxskill", "zyxnote", "zyx@")) -> list[str]:
    """Return asknet's files in `folder` that still contain something about the forgotten contact."""
    files = [p for p in folder.rglob("*") if p.is_file() and p.name.startswith(("network.db", ".asknet", "00"))]
    return [p.name for p in files if any(needle.encode() in p.read_bytes().lower() for needle in needles)]


def _badly_told(stopped: Stopped) -> str:
    """Report a failure that was not reported in one sentence and with a documented code."""
    if "Traceback" in stopped.err + stopped.out or "internal error" in stopped.err:
        return f"a traceback: {stopped.err[-300:]}"
    if stopped.code not in (0, 1, 4):
        return f"it left with {stopped.code}: {stopped.err[-300:]}"
    if stopped.code and stopped.err.count("asknet: ") != 1:
        return f"not one sentence: {stopped.err[-500:]}"
    return ""


class Sweep:
    """One verb that is run again and again, interfered with, and examined."""

    def __init__(self, name: str, base: Path, folder: Path) -> None:
        self.name, self.verb = name, VERBS[name]
        self._base, self._folder = base, folder
        self.before = rows(self._begin())
        self._begin()
        self.calls = count_calls(folder, self.verb)
        self.after = rows(folder / "network.db")
        self.written = _text(folder / self.verb.writes)

    def _begin(self) -> Path:
        return begin(self._base, self._folder, self.verb)

    def at(self, call: str, fault: str, when: str) -> str:
        """Interfere once; return what is wrong afterwards, or nothing."""
        db = self._begin()
        stopped = interfere(self._folder, self.verb, call, fault, when)
        if not stopped.hit:
            return f"nothing happened at {call} {when}: {stopped}"
        return self._wrong(db, stopped, killed=fault == KILL)

    def _wrong(self, db: Path, stopped: Stopped, *, killed: bool) -> str:
        said = self.verb.done in stopped.out
        if not killed and (odd := _badly_told(stopped)):
            return odd
        now = rows(db)
        if now not in (self.before, self.after):
            return "some rows are of before and some of after"
        if said and now != self.after:
            return "it said that it was done and was not"
        if wrong := sound(db, index=self.name != "repair" or said):
            return wrong[0]
        if self.name == "forget":
            return self._traces(db, said=said)
        return self._files()

    def _files(self) -> str:
        """Report what is wrong with the file that the verb writes, and what else was left in the folder."""
        there = _text(self._folder / self.verb.writes)
        if self.name == "drain":
            again = _plain(self._folder, self.verb.words)
            there = _text(self._folder / self.verb.writes)
            if rows(self._folder / "network.db") != self.after or there != self.written:
                return f"drained again, the inbox holds {there!r} ({again.err})"
        elif there not in (_text(self._base / self.verb.writes), self.written):
            return f"{self.verb.writes} is neither the old nor the new file"
        known = {path.name for path in self._base.iterdir()} | {"network.db-journal", "network.db-backups"}
        if any(path.name not in known for path in self._folder.iterdir()):
            _plain(self._folder, self.verb.words)  # removes what a killed process left behind
        left = [path.name for path in self._folder.iterdir() if path.name not in known]
        left = [name for name in left if not name.startswith("etilqs_")]  # SQLite's own, whose unlinking was stopped
        return f"files were left: {left}" if left else ""

    def _traces(self, db: Path, *, said: bool) -> str:
        if said and (left := traces(self._folder)):
            return f"it said that it was done and left traces in {left}"
        again = _plain(self._folder, ("forget", NAME, "--confirm", NAME))
        left = traces(self._folder)
        return f"after forgetting again traces in {left} ({again.err}, {db})" if left else ""


def _text(path: Path) -> str:
    """Return the content of a file, except random uids and the time of writing."""
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "uid", path.read_text()) if path.is_file() else ""


def _plain(folder: Path, words: Sequence[str]) -> Stopped:
    command = [sys.executable, "-m", "asknet", *words]
    done = subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, check=False, timeout=120)
    return Stopped(done.returncode, done.stdout.decode(), done.stderr.decode())
