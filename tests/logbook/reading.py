"""Books of names for sentences, without a store, and what a sentence gave as plain values."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from asknet.errors import UsageError
from asknet.logbook.sentence import Understood, read_sentence
from asknet.model import Contact, Kind
from asknet.text import fold, fold_name

HERE = Path(__file__).parent
Row = dict[str, Any]


class Book:
    """The people of a table."""

    def __init__(self, table: Row) -> None:
        numbers = {p["name"]: n for n, p in enumerate(table["people"], 1)}
        self.topics = {fold(t) for t in table["topics"]}
        self.contacts = [
            Contact(
                id=numbers[p["name"]],
                name=p["name"],
                kind=Kind(p.get("kind", "person")),
                aliases=tuple(p.get("aliases", ())),
                via_ids=(numbers[p["via"]],) if p.get("via") in numbers else (),
                added=date(2026, 1, 1),
            )
            for p in table["people"]
        ]

    def with_any(self, words):
        return [
            c for c in self.contacts
            if any({*fold_name(n).split(), fold_name(n).replace(" ", "")} & set(words) for n in (c.name, *c.aliases))
        ]  # fmt: skip

    def linked(self, candidates, others):
        via = {c.id: next(iter(c.via_ids), None) for c in self.contacts}
        return {n for n in candidates if any(via[n] == o or via[o] == n for o in others)}

    def is_topic(self, folded):
        return folded in self.topics


def _table(name: str) -> Row:
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


FIRST = _table("sentences")
TODAY = FIRST["today"]
PEOPLE = Book(FIRST)


def rows(name: str) -> list[tuple[Row, Row, Row]]:
    """Return each row of a table, what came out and what must."""
    table = _table(name)
    book = Book(_table(table.get("people_of", name)))
    return [(row, given(row, book), expected(row)) for row in table["sentences"]]


def read_all(name: str) -> list[Understood]:
    """Return what comes out of each sentence of a table that has nothing but sentences."""
    table = _table(name)
    book = Book(_table(table["people_of"]))
    return [read_sentence(said, book, TODAY) for said in table["sentences"]]


def expected(row: Row) -> Row:
    """Return what a row of a table says must come out."""
    return {
        "date": row.get("date", TODAY), "with": sorted(row.get("with", [])), "topics": row.get("topics", []),
        "direction": row.get("direction", "none"), "kind": row.get("kind", ""),
        "new": [(n["name"], n["via"], n["skills"]) for n in row.get("new", [])],
        "unclear": row.get("unclear", []), "unknown": row.get("unknown", []), "error": row.get("error", ""),
        "refused": row.get("refused", ""),
    }  # fmt: skip


def given(row: Row, book: Book) -> Row:
    """Return what came out, in the same shape."""
    empty = expected({})
    try:
        found = read_sentence(row["say"], book, TODAY)
    except UsageError as error:
        return empty | {"error": row["error"] if row.get("error") and row["error"] in str(error) else str(error)}
    if not (found.with_ or found.unclear or found.unknown):
        why = " ".join(out.why for out in found.left_out) or "nobody"
        return empty | {"refused": row["refused"] if row.get("refused", "?") in why else why}
    return empty | _read(found)


def _read(found: Understood) -> Row:
    return {
        "date": found.date or TODAY, "with": sorted(c.name for c in found.with_), "topics": list(found.topics),
        "direction": str(found.direction), "kind": found.kind,
        "new": [(n.name, n.via.name if n.via else None, list(n.skills)) for n in found.new],
        "unclear": [u.said for u in found.unclear], "unknown": list(found.unknown),
    }  # fmt: skip
