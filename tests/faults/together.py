"""Writers, readers, imports and backups at the same moment: nothing is lost."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from interrupting import environment

from asknet import Network


def all_at_once(writers: int = 20, lines: int = 50) -> list[tuple[str, str, int, list[str]]]:
    """Each writer logs its lines one program a line; meanwhile others read, ask, import and keep backups."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top)
        with Network(folder / "network.db", now="2026-11-20T12:00:00") as one:
            one.add("Nan Okafor", skills=["crochet"])
        loops = [_loop(folder, f"log --with 'Nan Okafor' 'writer {w} line '$n", lines) for w in range(writers)]
        (folder / "more.csv").write_text("name,skills\n" + "".join(f"Person {n},skill {n}\n" for n in range(600)))
        others = [
            _loop(folder, words, 8)
            for words in (
                "list",
                "show Nan",
                "ask crochet",
                "import more.csv",
                "backup",
                "check",
                "backup copy.db --force",
            )
        ]
        wrong = [f"{words}: {said}" for words, said in (_ended(p) for p in [*loops, *others]) if said]
        with closing(sqlite3.connect(folder / "network.db")) as conn:
            found = {row[0] for row in conn.execute("SELECT text FROM interactions")}
            people = conn.execute("SELECT count(*) FROM contacts").fetchone()[0]
        for w in range(writers):
            missing = [n for n in range(1, lines + 1) if f"writer {w} line {n}" not in found]
            wrong += [f"writer {w} lost {missing[:5]}"] if missing else []
        wrong += [f"{people} contacts"] if people != 601 else []
        with Network(folder / "network.db") as one:
            wrong += [finding.what for finding in one.check().found]
        how = f"{writers} shells x {lines} `asknet log`, 7 others x 8"
        return [("many writers, readers, imports, backups", how, writers * lines + 7 * 8, wrong)]


_MIXED = (
    "log --with 'Nan Okafor' 'writer {w} line '$n",
    "add 'Person {w} '$n bread",
    "log 'tea with Nan Okafor'",
    "undo",
)


def mixed(writers: int = 20, times: int = 50) -> list[tuple[str, str, int, list[str]]]:
    """Each writer logs, adds and undoes in turn; the network agrees with what they reported."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top)
        with Network(folder / "network.db", now="2026-11-20T12:00:00") as one:
            one.add("Nan Okafor", skills=["crochet"])
        run = f"'{sys.executable}' -m asknet"
        loops = []
        for w in range(writers):
            cases = "".join(f"{i}) {run} {words.format(w=w)};; " for i, words in enumerate(_MIXED))
            script = f"for n in $(seq {times}); do case $((n % {len(_MIXED)})) in {cases} esac; echo status $?; done"
            loops.append(_shell(folder, script))
        said = "\n".join(program.communicate(timeout=900)[0].decode() for program in loops)
        with Network(folder / "network.db") as one:
            wrong = [finding.what for finding in one.check().found]
        with closing(sqlite3.connect(folder / "network.db")) as conn:
            entries = {row[0] for row in conn.execute("SELECT id FROM interactions")}
            people = {row[0] for row in conn.execute("SELECT name FROM contacts")} - {"Nan Okafor"}
        logged, added = (
            re.findall(r"^logged (\d+):", said, re.MULTILINE),
            re.findall(r"^added (.*?):", said, re.MULTILINE),
        )
        undone = re.findall(r"^undid: logged entry (\d+)", said, re.MULTILINE)
        gone = re.findall(r"^undid: added (.*)", said, re.MULTILINE)
        wrong += ["an entry has the number of another"] if len(set(logged)) < len(logged) else []
        wrong += (
            [] if entries == {int(n) for n in logged} - {int(n) for n in undone} else ["other entries than were said"]
        )
        wrong += [] if people == set(added) - set(gone) else ["other contacts than were said"]
        ended = set(re.findall(r"^status (.*)", said, re.MULTILINE))
        wrong += [f"exit status {ended}"] if not ended <= {"0", "3"} else []
        return [("many writers that log, add and undo", f"{writers} shells x {times} commands", writers * times, wrong)]


def _loop(folder: Path, words: str, times: int) -> subprocess.Popen[bytes]:
    script = f"for n in $(seq {times}); do '{sys.executable}' -m asknet {words} >/dev/null || echo failed $n; done"
    return _shell(folder, script)


def _shell(folder: Path, script: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["sh", "-c", script], cwd=folder, env=environment(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def _ended(program: subprocess.Popen[bytes]) -> tuple[str, str]:
    out, _ = program.communicate(timeout=900)
    said = "\n".join(line for line in out.decode().splitlines() if "failed" in line or "asknet: " in line)
    return str(program.args), said
