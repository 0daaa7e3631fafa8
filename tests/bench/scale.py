"""Measure how the time and memory of the verbs grow with a network.

    python tests/bench/scale.py [SIZE ...] [--asknet PROGRAM] [--verbs VERB ...] [--limit SECONDS]

A SIZE is a number of contacts (``1000``), ``one:50000`` (one contact with that many entries) or ``many:1000000`` (that
many entries of 10,000 contacts); by default 1,000, 10,000 and 100,000 contacts, ``one:50000`` and ``many:1000000``.
PROGRAM is the asknet that is measured, so that two installations can be compared with one script.

Prints for whole processes the processor time (user and system), its ratio to ``python -c pass`` of the same moment, and the
most memory held. Each verb runs once on a network built again from the same import; a quick one runs three times, of
which the median counts. Nothing here fails a build: figures from one machine say nothing about another.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path
from pydoc_data import topics
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES = ("1000", "10000", "100000", "one:50000", "many:1000000")
MANY_CONTACTS = 10_000
QUICK = 1.0
"""Seconds of processor time below which a run is repeated."""
RUNS = 3
WAITING = 10
"""How many times its limit of processor time a run may take on the clock."""
PREPARING = 10
"""How many times the limit something may take that the other rows need."""


class Taken(NamedTuple):
    """What a process took: processor seconds and megabytes at most, and its exit status (None: stopped)."""

    cpu: float
    memory: float
    status: int | None


class Step(NamedTuple):
    """A verb to measure: its name in the table, and its arguments."""

    name: str
    arguments: Sequence[str]
    ready: Sequence[Sequence[str]] = ()
    """What is run before it, unmeasured."""


def words() -> list[str]:
    """Return real English words, the commonest first: those of Python's own help texts."""
    said = Counter(re.findall(r"[a-z]{3,}", " ".join(topics.topics.values()).lower()))
    return [word for word, _ in said.most_common()]


class Writer:
    """Invented texts, the same for the same seed; common words are common."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._words = words()
        self._weights = [1 / (rank + 10) for rank in range(len(self._words))]

    def some(self, count: int) -> str:
        """Return so many words."""
        return " ".join(self.chance.choices(self._words, self._weights, k=count))


def name_of(number: int) -> str:
    """Name a contact."""
    return f"Person{number} Family{number % 997}"


def write_contacts(path: Path, count: int) -> None:
    """Write a CSV of contacts with an organisation, a place, an address, two skills, a title and a note."""
    writer = Writer(count)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["name", "email", "org", "place", "skills", "title", "notes"])
        for n in range(1, count + 1):
            skills = ";".join(writer.some(writer.chance.randint(1, 2)) for _ in range(2))
            row = [name_of(n), f"person{n}@example.org", f"Company {n % 5003}", f"Town {n % 313}", skills]
            out.writerow([*row, writer.some(2), writer.some(8)])


def write_entries(path: Path, contacts: int, entries: int) -> None:
    """Write a whole export of contacts among whom the entries are shared out."""
    writer = Writer(entries)
    met = [{"id": n, "name": name_of(n)} for n in range(1, contacts + 1)]
    happened = (
        {"id": n, "date": "2020-01-01", "text": f"tea about {writer.some(6)} {n}", "direction": "none",
         "with": [met[n % contacts]]}
        for n in range(1, entries + 1)
    )  # fmt: skip
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"asknet": 1, "export": "whole", "contacts": {json.dumps(met)}, "interactions": [')
        for number, one in enumerate(happened):
            file.write(("," if number else "") + json.dumps(one))
        file.write("]}")


def run(command: Sequence[str], limit: float) -> Taken:
    """Run a process with nothing on its streams and measure it alone."""
    seconds = math.ceil(limit)
    with Path(os.devnull).open("r+b") as nothing:
        process = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)
    resource.prlimit(process.pid, resource.RLIMIT_CPU, (seconds, seconds))
    stop = threading.Timer(limit * WAITING, process.kill)
    stop.start()
    _, status, used = os.wait4(process.pid, 0)
    stop.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    ended = process.returncode if process.returncode >= 0 else None
    return Taken(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, ended)


def verbs(folder: Path, sentence: str) -> Iterator[Step]:
    """Return what is measured on a network of contacts."""
    yield Step("ask", ["ask", "--no-save", "--json", "the string object"])
    yield Step("log", ["log", sentence])
    yield Step("show", ["show", name_of(1), "--json"])
    yield Step("list --json", ["list", "--json"])
    yield Step("skills", ["skills", "--json"])
    yield Step("review", ["review", "--json"])
    yield Step("dupes", ["dupes", "--json"])
    yield Step("undo", ["undo"])
    yield Step("redo", ["redo"], [["undo"]])
    yield Step("check", ["check"])
    yield Step("export json", ["export", "--format", "json", "-o", str(folder / "out.json")])
    yield Step("backup", ["backup", str(folder / "backup.db"), "--force"])
    yield Step(
        "restore", ["restore", str(folder / "kept.db"), "--yes"], [["backup", str(folder / "kept.db"), "--force"]]
    )
    yield Step("forget", ["forget", name_of(1), "--confirm", name_of(1)])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", default=SIZES, metavar="SIZE")
    parser.add_argument("--asknet", default=f"{sys.executable} -m asknet", help="the program to measure")
    parser.add_argument("--verbs", nargs="*", help="only these rows of the table")
    parser.add_argument("--limit", type=float, default=600, help="processor seconds after which a run is stopped")
    given = parser.parse_args()
    print(f"{'':34}{'cpu s':>9}{'ratio':>9}{'MB':>7}{'exit':>6}")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(size, Path(folder), given)


def measure(size: str, folder: Path, given: argparse.Namespace) -> None:
    """Print the rows of one size."""
    made, db = folder / "made.db", folder / "network.db"
    os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = str(folder)
    shape, _, count = size.rpartition(":")
    source = folder / ("entries.json" if shape else "contacts.csv")
    if shape:
        write_entries(source, 1 if shape == "one" else MANY_CONTACTS, int(count))
    else:
        write_contacts(source, int(count))
    asknet = [*given.asknet.split(), "--quiet", "--db"]
    row(
        given,
        f"{size} import {source.suffix[1:]}",
        lambda: run([*asknet, str(made), "import", str(source)], given.limit * PREPARING),
    )
    if not made.exists():
        return
    if not shape and wanted(given, "import yaml"):
        run([*asknet, str(made), "export", "--format", "yaml", "-o", str(folder / "all.yaml")], given.limit * PREPARING)
        command = [*asknet, str(folder / "again.db"), "import", str(folder / "all.yaml")]
        row(given, f"{size} import yaml", lambda: run(command, given.limit))
    for step in verbs(folder, f"coffee with {name_of(1)} about #crochet"):
        if not wanted(given, step.name):
            continue

        def once(step: Step = step) -> Taken:
            shutil.copy(made, db)
            for before in step.ready:
                run([*asknet, str(db), *before], given.limit * PREPARING)
            return run([*asknet, str(db), *step.arguments], given.limit)

        row(given, f"{size} {step.name}", once)


def wanted(given: argparse.Namespace, name: str) -> bool:
    """Return whether a row is asked for."""
    return not given.verbs or name in given.verbs


def row(given: argparse.Namespace, title: str, once: Callable[[], Taken]) -> None:
    """Measure and print one row, a quick run as the median of several."""
    bare, found = [], []
    while not found or (len(found) < RUNS and found[0].cpu < QUICK):
        bare += [run([sys.executable, "-c", "pass"], given.limit).cpu for _ in range(RUNS)]
        found.append(once())
    cpu, memory = statistics.median(f.cpu for f in found), max(f.memory for f in found)
    ended = "-" if found[-1].status is None else str(found[-1].status)
    print(f"{title:34}{cpu:9.2f}{cpu / statistics.median(bare):9.1f}{memory:7.0f}{ended:>6}", flush=True)


if __name__ == "__main__":
    main()
