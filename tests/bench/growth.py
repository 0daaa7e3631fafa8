"""Measure how the work of long logs and imports grows with the number of lines.

    python tests/bench/growth.py [--lines 500 1000 2000 10000] [--rows 1000 4000] [--entries 50000] [--asknet PROGRAM]

Prints the processor time of whole processes, and how many times that of the row before it is: `log --from` of so many lines
about one person, and the longest time for which it kept others from writing; import of so many rows whose `via` names
somebody unknown, and of the same rows without; `log`, `log --edit` and `undo` of one line about somebody with so many entries.
PROGRAM is the asknet that is measured, so that two installations can be compared. Nothing here fails a build.
"""

from __future__ import annotations

import argparse
import csv
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from scale import run, write_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT = 600.0
_SYLLABLES = "ba co da fe gi ho ju ka le mi no pu ra se ti vo wa xe ya zu bra cle dro fli gra sto".split()


def invented_names(count: int, chance: random.Random) -> list[str]:
    """Return so many names of two invented words, no two alike."""
    names: set[str] = set()
    while len(names) < count:
        names.add(" ".join("".join(chance.choices(_SYLLABLES, k=4)).capitalize() for _ in range(2)))
    return sorted(names)


class Locked(threading.Thread):
    """Measures the longest time for which nobody else could write to a network."""

    def __init__(self, db: Path) -> None:
        super().__init__()
        self._db = db
        self._ended = threading.Event()
        self.longest = 0.0

    def run(self) -> None:
        """Try again and again to lock the file."""
        with closing(sqlite3.connect(self._db, isolation_level=None, timeout=60)) as conn:
            while not self._ended.wait(0.02):
                began = time.perf_counter()
                conn.execute("BEGIN IMMEDIATE")
                self.longest = max(self.longest, time.perf_counter() - began)
                conn.execute("ROLLBACK")

    def stop(self) -> None:
        """End."""
        self._ended.set()
        self.join()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, nargs="*", default=[500, 1000, 2000, 10_000])
    parser.add_argument("--rows", type=int, nargs="*", default=[1000, 4000])
    parser.add_argument("--entries", type=int, nargs="*", default=[500, 50_000])
    parser.add_argument("--asknet", nargs="*", default=[sys.executable, "-m", "asknet"])
    given = parser.parse_args()
    print(f"{'':44}{'cpu s':>8}{'times':>8}{'locked s':>10}")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        logging(given.asknet, given.lines, home)
        for via in (True, False):
            importing(given.asknet, given.rows, home, via=via)
        one_line(given.asknet, given.entries, home)


def logging(asknet: Sequence[str], sizes: Sequence[int], home: Path) -> None:
    """Measure `log --from` about one person."""
    before = 0.0
    for count in sizes:
        db, notes = home / f"log-{count}.db", home / f"{count}.txt"
        chance = random.Random(count)
        notes.write_text("".join(f"call with Nan about {chance.choice(_SYLLABLES)}{n} yarn\n" for n in range(count)))
        subprocess.run([*asknet, "--db", db, "add", "Nan Okafor"], check=True, capture_output=True)
        others = Locked(db)
        others.start()
        taken = run([*asknet, "--db", str(db), "log", "--from", str(notes)], LIMIT).cpu
        others.stop()
        row(f"log --from, {count:,} lines", taken, before, locked=others.longest)
        before = taken


def importing(asknet: Sequence[str], sizes: Sequence[int], home: Path, *, via: bool) -> None:
    """Measure an import whose rows each name another unknown introducer, or none."""
    before = 0.0
    for count in sizes:
        db, file = home / f"import-{count}-{via}.db", home / f"{count}.csv"
        names = invented_names(2 * count, random.Random(count))
        random.Random(1).shuffle(names)
        with file.open("w", newline="") as opened:
            table = csv.writer(opened)
            table.writerow(["name", "skills", "via"])
            table.writerows([name, "yarn", names[count + n] if via else ""] for n, name in enumerate(names[:count]))
        taken = run([*asknet, "--db", str(db), "import", str(file)], LIMIT).cpu
        row(f"import, {count:,} rows{', unknown via' if via else ''}", taken, before)
        before = taken


def one_line(asknet: Sequence[str], sizes: Sequence[int], home: Path) -> None:
    """Measure what one line takes with somebody of so many entries."""
    before: dict[str, float] = {}
    for count in sizes:
        db, file = home / f"one-{count}.db", home / f"one-{count}.json"
        write_entries(file, 1, count)
        subprocess.run([*asknet, "--db", db, "import", file], check=True, capture_output=True)
        for name, words in (
            ("log", ["log", "tea with Person1 about subject 7"]),
            ("log --edit", ["log", "--edit", str(count), "tea with Person1 about subject 8"]),
            ("undo", ["undo"]),
            ("remove --entry", ["remove", "--entry", str(count)]),
        ):
            taken = run([*asknet, "--db", str(db), *words], LIMIT).cpu
            row(f"{name}, {count:,} entries", taken, before.get(name, 0.0))
            before[name] = taken


def row(title: str, taken: float, before: float, *, locked: float | None = None) -> None:
    """Print a row."""
    times = f"{taken / before:8.1f}" if before else f"{'':8}"
    print(f"{title:44}{taken:8.2f}{times}{'' if locked is None else f'{locked:10.2f}'}", flush=True)


if __name__ == "__main__":
    main()
