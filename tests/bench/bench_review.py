"""Measure how long a review takes, as a ratio to a bare interpreter in the same run.

    python tests/bench/bench_review.py [--contacts 10000] [--interactions 50000] [--runs 9]

Builds a network of that many contacts, who know three topics each out of 2,000 (a few common, most rare), were met over
eight years, half of them through somebody, in 80 places and 900 organisations; 3 in 100 with a keep-in-touch period, 1 in 100
with a want; with interactions over two years, half of them with a topic, and 200 problems asked. Prints the processor time of
whole processes, as `bench.py` does.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from asknet import Network
from asknet.model import Direction, Interaction, Verdict
from asknet.store import Store
from bench import processor_ms, words

TODAY = date(2026, 11, 20)
TOPICS = 2000


def contacts_csv(count: int, pool: list[str], chance: random.Random) -> bytes:
    """Write the contacts, as a file to import."""
    weights = [1 / (rank + 10) for rank in range(len(pool))]
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        ["name", "skills", "title", "notes", "reach", "place", "org", "via", "met", "closeness", "every", "wants"]
    )
    for number in range(count):
        via = chance.randrange(number) if number > 10 and chance.random() < 0.5 else None
        table.writerow([
            f"Person{number} Family{number % 997}", ";".join(chance.choices(pool, weights, k=3)), chance.choice(pool),
            f"likes {chance.choice(pool)}", chance.choice(["local", "national", "global", ""]),
            f"Town{chance.randrange(80)}", f"Organisation{chance.randrange(900)}",
            "" if via is None else f"Person{via} Family{via % 997}", TODAY - timedelta(days=chance.randrange(3000)),
            chance.randint(1, 5) if chance.random() < 0.1 else "",
            chance.choice(["30d", "90d"]) if chance.random() < 0.03 else "",
            chance.choice(pool) if chance.random() < 0.01 else "",
        ])  # fmt: skip
    return out.getvalue().encode()


def fill(path: Path, contacts: int, interactions: int) -> None:
    """Make the network."""
    chance = random.Random(contacts)
    vocabulary = words()
    pool = [" ".join(chance.choices(vocabulary, k=chance.choice([1, 1, 2]))) for _ in range(TOPICS)]
    with Network(path, today=TODAY, now="2026-11-20T12:00:00") as network:
        network.import_file(contacts_csv(contacts, pool, chance), "contacts.csv")
        network.me(["python", *pool[:3]])
    store = Store(path)
    with store.writing("filled"):
        numbers = [member.id for member in store.review_rows.members()]
        for _ in range(interactions):
            topic = chance.choice(pool)
            entry = Interaction(
                id=0,
                date=TODAY - timedelta(days=chance.randrange(730)),
                text=f"coffee about {topic}",
                direction=chance.choice(list(Direction)),
                kind="coffee",
                topics=(topic,) if chance.random() < 0.5 else (),
            )
            store.interactions.add(
                entry,
                contacts=chance.sample(numbers, chance.choice([1, 1, 1, 2])),
            )
        for _ in range(200):
            problem = f"{chance.choice(pool)} {chance.choice(vocabulary)}"
            store.asks.note(problem, chance.choice(list(Verdict)), TODAY - timedelta(days=chance.randrange(200)))
    store.close()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, default=10_000)
    parser.add_argument("--interactions", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "network.db"
        fill(db, given.contacts, given.interactions)
        bare = processor_ms([sys.executable, "-c", "pass"], given.runs)
        print(f"{'':34}{'ms':>9}{'ratio':>8}")
        print(f"{'python -c pass':34}{bare:9.1f}{1:8.1f}")
        for options in ([], ["--json"], ["ties"], ["gaps"], ["--due"]):
            command = [sys.executable, "-m", "asknet", "--db", str(db), "review", *options]
            taken = processor_ms(command, given.runs)
            print(f"{' '.join(['review', *options]):34}{taken:9.1f}{taken / bare:8.1f}")


if __name__ == "__main__":
    main()
