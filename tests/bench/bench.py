"""Measure how long asknet takes, as ratios to a bare interpreter in the same run.

    python tests/bench/bench.py [--contacts 1000 10000] [--runs 9]

Builds networks of that many contacts with five pieces of evidence each and prints, for
whole processes, the processor time (user and system) as the median of the runs, beside
the same for ``python -c pass`` and for a typer hello-world; then the time inside the
matcher. Nothing here fails a build: figures from one machine say nothing about another.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from pydoc_data import topics
from typing import TYPE_CHECKING

from asknet.ask.ask import ask
from asknet.ask.limits import Limits
from asknet.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "you"):
    typer.echo("hello " + name)
app()
"""
PROBLEMS = 20


def words() -> list[str]:
    """Return real English words, the commonest first: those of Python's own help texts."""
    said = Counter(re.findall(r"[a-z]{3,}", " ".join(topics.topics.values()).lower()))
    return [word for word, _ in said.most_common()]


def write_contacts(path: Path, count: int, vocabulary: Sequence[str], chance: random.Random) -> None:
    """Write a CSV of contacts with three skills, a title and a note each; common words are common."""
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]

    def some(k: int) -> str:
        return " ".join(chance.choices(vocabulary, weights, k=k))

    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["name", "skills", "title", "notes"])
        for number in range(count):
            skills = ";".join(some(chance.randint(1, 2)) for _ in range(3))
            out.writerow([f"Person{number} Family{number % 997}", skills, some(2), some(8)])


def processor_ms(command: Sequence[str], runs: int, *, warm: int = 1) -> float:
    """Run a command and return the median of its processor time, in milliseconds, after `warm` runs more.

    Bytecode is written, as it is when a package is installed: else a checkout is compiled at every start, and typer is not.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    taken = []
    for _ in range(runs + warm):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=False, stdout=quiet, stderr=quiet, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return 1000 * statistics.median(taken[warm:])


def memory_mb() -> float:
    """Return the most memory that any process run so far has held, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def matcher_ms(db: Path, problems: Sequence[str]) -> float:
    """Return the mean time of an answer inside one process, in milliseconds."""
    store = Store(db)
    ask(store, problems[0], Limits(), today=date(2026, 1, 1), save=False)
    began = time.perf_counter()
    for problem in problems:
        ask(store, problem, Limits(), today=date(2026, 1, 1), save=False)
    taken = time.perf_counter() - began
    store.close()
    return 1000 * taken / len(problems)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    asknet = [sys.executable, "-m", "asknet"]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "hello.py").write_text(HELLO)
        bare = processor_ms([sys.executable, "-c", "pass"], given.runs)
        print(f"{'':34}{'ms':>9}{'ratio':>8}")
        print(f"{'python -c pass':34}{bare:9.1f}{1:8.1f}")
        hello = processor_ms([sys.executable, str(home / "hello.py")], given.runs)
        print(f"{'typer hello-world':34}{hello:9.1f}{hello / bare:8.1f}")
        vocabulary = words()
        for count in given.contacts:
            chance = random.Random(count)
            db, file = home / f"{count}.db", home / f"{count}.csv"
            write_contacts(file, count, vocabulary, chance)
            problem = " ".join(chance.sample(vocabulary, 2))
            rows = {"import": processor_ms([*asknet, "--db", str(db), "import", str(file)], 1, warm=0)}
            for name, options in (
                ("ask, piped", ["--no-save"]),
                ("ask --json", ["--no-save", "--json"]),
                ("ask --json, noted", ["--json"]),
            ):
                rows[name] = processor_ms([*asknet, "--db", str(db), "ask", *options, problem], given.runs)
            sentence = "coffee with Person1 Family1 about crochet"
            rows["log"] = processor_ms([*asknet, "--db", str(db), "log", sentence], given.runs)
            for name, taken in rows.items():
                print(f"{name + f', {count:,} contacts':34}{taken:9.1f}{taken / bare:8.1f}")
            asked = [" ".join(chance.sample(vocabulary, chance.randint(1, 6))) for _ in range(PROBLEMS)]
            print(f"{f'in the matcher, {count:,} contacts':34}{matcher_ms(db, asked):9.1f}")
            print(f"{f'most memory of a process, {count:,}':34}{memory_mb():9.0f} MB")


if __name__ == "__main__":
    main()
