"""Score the reader on sentences with a known meaning, without a store; ``python tests/logbook/figures.py`` prints."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from asknet.errors import UsageError
from asknet.logbook.sentence.read import EVENT, read_sentence
from asknet.model import Contact, Direction, Kind
from asknet.text import fold_name

HERE = Path(__file__).parent
Row = dict[str, Any]


class Book:
    """The people of a table."""

    def __init__(self, people: list[tuple[str, str, list[str]]]) -> None:
        self.contacts = [
            Contact(id=number, name=name, kind=Kind(kind), aliases=tuple(aliases), added=date(2026, 1, 1))
            for number, (name, kind, aliases) in enumerate(people, 1)
        ]

    def with_any(self, words):
        found = {*words}
        return [
            c for c in self.contacts
            if any({*fold_name(n).split(), fold_name(n).replace(" ", "")} & found for n in (c.name, *c.aliases))
        ]  # fmt: skip


def people_of(table: str) -> Book:
    """Return the people that a table of fresh sentences speaks of."""
    network = "network" if table in ("first", "second", "third", "seventh") else "uneven"
    with (HERE / "fresh" / f"{network}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return Book([(r["Name"], r["Kind"], [a.strip() for a in r["Aliases"].split(";") if a]) for r in rows])


def fresh(name: str) -> list[Row]:
    lines = (HERE / "fresh" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def training(name: str) -> tuple[Book, list[str | Row]]:
    """Return the people and the sentences of a table of the former reader, with their reading where it is known."""
    table = yaml.safe_load((HERE / "training" / f"{name}.yaml").read_text(encoding="utf-8"))
    of = yaml.safe_load((HERE / "training" / f"{table.get('people_of', name)}.yaml").read_text(encoding="utf-8"))
    people = [(p["name"], p.get("kind", "person"), p.get("aliases", [])) for p in of["people"]]
    return Book(people), table["sentences"]


def verdict(row: Row, book: Book) -> tuple[str, list[str]]:
    """Return ``right``, ``asked``, ``unclear`` or ``wrong``, and what is wrong."""
    today = date.fromisoformat(row["today"])
    try:
        read = read_sentence(row["s"], book, today)
    except UsageError:
        return "asked", []
    refused = read.unclear or read.unknown or read.days or read.tells != EVENT or not (read.with_ or read.new)
    if row.get("fact") or row.get("plan") or row.get("ambiguous"):
        return ("right", []) if refused else ("wrong", ["logged"])
    if refused:
        return "asked", []
    wrong = []
    want = {*row["with"], *row.get("new", [])}
    have = {c.name for c in read.with_} | {n.name for n in read.new}
    wrong += ["person missing"] * bool(want - have)
    extra = have - want
    wrong += [("spoken of" if extra <= set(row.get("mentioned", [])) else "person too many")] * bool(extra)
    first, last = row.get("day_span", [row["day"], row["day"]])
    wrong += ["day"] * (not first <= (read.date or today).isoformat() <= last)
    said = None if read.direction is Direction.NONE else read.direction.value
    if said != row["direction"] and not read.unsure:
        wrong.append("direction")
    if wrong:
        return "wrong", wrong
    return ("unclear", []) if said != row["direction"] else ("right", [])


def figures(rows: list[Row], book: Book) -> tuple[Counter[str], Counter[str]]:
    """Return how many of each verdict, and how many of each fault."""
    verdicts, faults = Counter(), Counter()
    for row in rows:
        found, wrong = verdict(row, book)
        verdicts[found] += 1
        faults.update(wrong)
    return verdicts, faults


if __name__ == "__main__":
    for table in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"):
        people, every = people_of(table), fresh(table)
        for what in ("plain", "tricky", "fact", "plan", "ambiguous"):
            kind = {"plain", "tricky", "fact", "plan", "ambiguous"} - {what}
            chosen = [
                r
                for r in every
                if (r.get(what) or what == "plain") and not any(r.get(k) for k in kind if what == "plain")
            ]
            print(table, what, len(chosen), *map(dict, figures(chosen, people)))  # noqa: T201 - a program
