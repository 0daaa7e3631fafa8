"""`import`: read contacts from a file, without doubling anybody."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asknet.contacts.add import introducers_of
from asknet.formats.registry import read
from asknet.importing.network_entries import bring_rest
from asknet.importing.report import Skipped, Tally, refuse_many
from asknet.importing.rows import Rows
from asknet.model import Card
from asknet.safety.backup import keep_before_import
from asknet.store.dump import OWN_FORM

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asknet.formats.archive import Archive
    from asknet.formats.rows import Options, Reading
    from asknet.importing.network_entries import Brought
    from asknet.importing.report import Joined, Likeness
    from asknet.store import Store

COMMONEST = 8
"""Topics named after an import."""
_EVERY = 100
"""Rows between two reports of progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, or would do."""

    reading: Reading
    read: int
    added: int
    updated: int
    unchanged: int
    skipped: list[Skipped]
    possible_duplicates: list[Likeness]
    joined: list[Joined]
    introducers: list[str]
    unclear: list[Skipped]
    left_out: list[Skipped]
    topics: list[tuple[str, int]]
    questions: list[str]
    rest: Brought | None = None

    @property
    def took_anything(self) -> bool:
        """Say whether anything was read that is not skipped, or nothing was there to skip."""
        rest = self.rest.counts.values() if self.rest else ()
        return not self.skipped or bool(self.added or self.updated or self.unchanged or any(map(any, rest)))

    def rejects(self) -> bytes:
        """Write the skipped rows in the file's own shape, to mend and read again."""
        return self.reading.rejects([skipped.row for skipped in self.skipped if skipped.row])


def import_contacts(
    store: Store,
    data: bytes | Archive,
    name: str,
    options: Options,
    *,
    defaults: Mapping[str, Any],
    now: str,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Import the contacts in `data`, a file or a folder, all or nothing.

    A row is known again by the source's own id, else by the source's label, the
    folded name and that it does not contradict what was given before; what the source gave before is updated and what you typed
    stays. A row that is surely somebody who is there already adds what is missing
    to them; one that may be becomes a new contact and is told. `progress` is
    called with the number of rows so far. Raises `InputError` or `UsageError`
    when the file cannot be read at all. Before a large import a backup is kept.
    """
    reading = read(data, name, options)
    if not dry_run:
        keep_before_import(store, data)
    tally = Tally()
    # what nothing could be taken of leaves no step to undo
    with suppress(_NothingTakenError), store.trying() if dry_run else store.writing(f"imported {name}", at=now):
        introducer = None
        if defaults.get("via"):
            named = Card(name="", via=defaults["via"])
            introducers, new = introducers_of(store, named, today=options.today)
            defaults = {**defaults, "via": tuple(f"id:{introducer}" for introducer in introducers)}
            introducer = next(iter(new), None)
        form = OWN_FORM if reading.is_copy else reading.format
        rows = Rows(
            store,
            _source(reading, name),
            form,
            options,
            defaults,
            tally,
            now,
            reading=reading,
            introducer=introducer,
            again=lambda: read(data, name, options).rows,
        )
        for row in reading.rows:
            rows.take(row)
            refuse_many(tally)
            if progress and tally.read % _EVERY == 0:
                progress(tally.read)
        rows.introduce()
        rest = None
        if reading.sections:
            moved = (lambda done: progress(tally.read + done)) if progress else (lambda _: None)
            rest = bring_rest(
                store,
                reading,
                rows.became,
                today=options.today,
                progress=moved,
                check=lambda skipped: refuse_many(tally, skipped),
            )
        done = _imported(reading, tally, rest)
        if not done.took_anything:
            raise _NothingTakenError
    return done


class _NothingTakenError(Exception):
    """Every row was skipped."""


def _source(reading: Reading, name: str) -> str:
    """Label the source: by its format where rows have ids, else by the file's name."""
    if reading.is_copy:
        return f"{'standard input' if name == '-' else name} (export)"
    return reading.service or ("standard input" if name == "-" else name)


def _imported(reading: Reading, tally: Tally, rest: Brought | None) -> Imported:
    topics = tally.topics.most_common(COMMONEST)
    asked = [topic for topic, _ in (tally.topics or tally.titles).most_common(3)]
    return Imported(
        reading=reading,
        read=tally.read,
        added=tally.added,
        updated=tally.updated,
        unchanged=tally.unchanged,
        skipped=tally.skipped + [Skipped(*line) for line in (rest.skipped if rest else ())],
        possible_duplicates=tally.duplicates,
        joined=tally.joined,
        introducers=list(dict.fromkeys(tally.introducers)),
        unclear=tally.unclear,
        left_out=tally.left_out,
        topics=topics,
        questions=asked,
        rest=rest,
    )
