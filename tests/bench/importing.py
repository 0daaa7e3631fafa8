"""Measure how long an import takes, compared with reading the same file and writing its rows in one statement.

    python tests/bench/importing.py [--rows 10000 100000] [--folder /dev/shm]

Writes contacts with an address, a number, an organisation and five pieces of evidence
each (two skills, a title, an organisation, a note) and prints, for whole processes: rows a
second, processor time (user and system), the most memory held, and the ratio to a process
that reads the CSV and inserts its rows with one ``executemany`` in one transaction. Then
the same file again, which changes nothing, and another with the same people, who are
all matched by their e-mail addresses; and a profile of the first import.
Nothing here fails a build: figures from one machine say nothing about another.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import pstats
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from asknet import Network
from bench import words

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ["name", "email", "phone", "org", "skills", "title", "notes"]
BASELINE = """
import csv, sqlite3, sys
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    header = next(rows)
    with sqlite3.connect(sys.argv[2]) as conn:
        conn.execute(f"CREATE TABLE rows({', '.join(header)})")
        conn.executemany(f"INSERT INTO rows VALUES ({', '.join('?' * len(header))})", rows)
"""
PARTS = {
    "reading the rows": ("read.py", "_rows"),
    "who of the network it is": ("find_contact.py", "find_contact"),
    "writing the contact": ("contacts.py", "add"),
    "storing the source row": ("sources.py", "write_row"),
    "making the evidence (meanings)": ("evidence.py", "evidence_for"),
    "writing the evidence (index)": ("evidence_index.py", "_write"),
}


class Taken(NamedTuple):
    """What a process took: processor seconds, seconds on the clock, megabytes at most."""

    cpu: float
    wall: float
    memory: float


def write_rows(path: Path, count: int, *, again: bool = False) -> None:
    """Write that many people; with `again`, the same with other titles and organisations, as from another source."""
    chance = random.Random(count + again)
    vocabulary = words()
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]

    def some(k: int) -> str:
        return " ".join(chance.choices(vocabulary, weights, k=k))

    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        for n in range(count):
            skills = ";".join(some(chance.randint(1, 2)) for _ in range(2))
            name, email = f"Person{n} Family{n % 997}", f"person{n}@example.org"
            out.writerow([name, email, f"+49 30 {n:08d}", f"Company {n % 5003}", skills, some(2), some(8)])


def taken_by(command: Sequence[str]) -> Taken:
    """Run a process and measure it alone."""
    began = time.perf_counter()
    measured = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime + u.ru_stime, u.ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", measured, *command], capture_output=True, text=True, check=True)
    cpu, memory = map(float, done.stdout.split())
    return Taken(cpu, time.perf_counter() - began, memory)


def where_it_goes(file: Path, db: Path) -> None:
    """Profile an import in this process and print the share of each part."""
    profile = cProfile.Profile()
    with Network(db) as network:
        profile.runcall(network.import_file, file.read_bytes(), file.name)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = max(times[3] for times in stats.values())
    for part, (module, function) in PARTS.items():
        spent = sum(times[3] for (path, _, name), times in stats.items() if path.endswith(module) and name == function)
        print(f"  {part:34}{spent / whole:8.0%}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--folder", default="/dev/shm" if Path("/dev/shm").is_dir() else None)
    given = parser.parse_args()
    print(f"{'':38}{'cpu s':>8}{'rows/s':>9}{'MB':>6}{'ratio':>8}")
    for count in given.rows:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            home = Path(folder)
            first, second, db = home / "people.csv", home / "others.csv", home / "network.db"
            write_rows(first, count)
            write_rows(second, count, again=True)
            asknet = [sys.executable, "-m", "asknet", "--quiet", "--db", str(db)]
            base = taken_by([sys.executable, "-c", BASELINE, str(first), str(home / "rows.db")])
            for what, command in (
                ("csv and one executemany", None),
                ("import", [*asknet, "import", str(first)]),
                ("the same file again", [*asknet, "import", str(first)]),
                ("the same people from elsewhere", [*asknet, "import", str(second)]),
                ("dupes", [*asknet, "dupes"]),
            ):
                taken = taken_by(command) if command else base
                title = f"{what}, {count:,} rows"
                rate = count / taken.cpu
                print(
                    f"{title:38}{taken.cpu:8.2f}{rate:9,.0f}{taken.memory:6.0f}{taken.cpu / base.cpu:8.0f}", flush=True
                )
            if count == min(given.rows):
                print("where the time of the import goes (profiled):")
                where_it_goes(first, home / "profiled.db")


if __name__ == "__main__":
    main()
