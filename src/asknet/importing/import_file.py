"""`import`: read contacts from a file, without duplicating anybody."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asknet.contacts.add import introducers_of
from asknet.formats.archive import MAX_BYTES
from asknet.formats.file_on_disk import FileOnDisk
from asknet.formats.registry import read
from asknet.importing.import_rows import RowImporter
from asknet.importing.import_sections import import_sections
from asknet.importing.report import Ignored, Skipped, Tally, check_skipped
from asknet.model import Card
from asknet.safety.backup import keep_before_import
from asknet.store.dump import OWN_FORM

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asknet.formats.archive import Archive
    from asknet.formats.rows import Options, RecognisedFile, Row
    from asknet.importing.import_sections import ImportedSections
    from asknet.importing.report import Differing, MatchedRow, PossibleDuplicate, RemovedBefore
    from asknet.store import Store

COMMONEST = 8
"""How many topics are named after an import."""
_DOUBTFUL = 3
"""How many labels that may name a topic are asked about on a terminal."""
_TO_ASK = 12
"""How many topics may be suggested as a question."""
_FIRST_LINES = 2
"""Lines that a file of one long line may have."""
_EVERY = 100
"""Rows between two reports of progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The result of an import, or of a trial."""

    reading: RecognisedFile
    read: int
    added: int
    updated: int
    unchanged: int
    skipped: list[Skipped]
    possible_duplicates: list[PossibleDuplicate]
    matched: list[MatchedRow]
    introducers: list[str]
    unclear: list[Skipped]
    ignored: list[Ignored]
    removed_before: list[RemovedBefore]
    replaced: list[Differing]
    kept: list[Differing]
    topics: list[tuple[str, int]]
    questions: list[str]
    doubtful_labels: list[tuple[str, int]]
    sections: ImportedSections | None = None

    @property
    def imported_anything(self) -> bool:
        """Whether any row was imported, or there were no rows to skip."""
        others = self.sections.counts.values() if self.sections else ()
        rows = self.added or self.updated or self.unchanged or self.removed_before
        return not self.skipped or bool(rows or any(map(any, others)))

    def rejects(self) -> bytes:
        """Return the skipped rows in the file's own format, to be corrected and imported again."""
        return self.reading.rejects([skipped.row for skipped in self.skipped if skipped.row])


def import_contacts(
    store: Store,
    data: bytes | FileOnDisk | Archive,
    name: str,
    options: Options,
    *,
    defaults: Mapping[str, Any],
    now: str,
    dry_run: bool = False,
    restore_removed: bool = False,
    progress: Callable[[int], None] | None = None,
    expected: Callable[[int], None] | None = None,
) -> Imported:
    """Import the contacts in `data`, a file or a folder, all or nothing.

    A row is matched to the row of an earlier import by the source's own id, else by the source's
    label and the folded name, unless it contradicts what that row said; values from the source
    are updated, and what you typed stays. A row that certainly is an existing contact
    adds what that one lacks; one that may be becomes a new contact and is reported. A row whose
    contact was removed since is listed, unless `restore_removed`. `progress`
    is called with the number of rows so far, `expected` with their total, as far as it is known,
    or with 0. Raises `InputError` or `UsageError`
    if the file cannot be read at all. A backup is kept before a large import.
    """
    reading = read(data, name, options)
    if not dry_run:
        keep_before_import(store, data.whole(MAX_BYTES) if isinstance(data, FileOnDisk) else data)
    tally = Tally()
    # an import that changes nothing leaves no step to undo
    with suppress(_NothingImportedError), store.trying() if dry_run else store.writing(f"imported {name}", at=now):
        introducer = None
        if defaults.get("via"):
            named = Card(name="", via=defaults["via"])
            introducers, new = introducers_of(store, named, today=options.today)
            defaults = {**defaults, "via": tuple(f"id:{introducer}" for introducer in introducers)}
            introducer = next(iter(new), None)
        form = OWN_FORM if reading.is_copy else reading.format
        importer = RowImporter(
            store,
            _source(reading, name),
            form,
            options,
            defaults,
            tally,
            now,
            reading=reading,
            introducer=introducer,
            restore_removed=restore_removed,
            read_again=lambda: read(data, name, options).rows,
        )
        first: Row | None = None
        for row in reading.rows:
            first = first or row
            importer.add(row)
            check_skipped(tally)
            if tally.read % _EVERY == 0:
                if expected:
                    expected(_expected_rows(tally.read, row, first, reading.lines))
                if progress:
                    progress(tally.read)
        importer.finish()
        sections = None
        if reading.sections:
            moved = (lambda done: progress(tally.read + done)) if progress else (lambda _: None)
            sections = import_sections(
                store,
                reading,
                importer.id_map,
                today=options.today,
                progress=moved,
                check=lambda skipped: check_skipped(tally, skipped),
            )
        if isinstance(data, FileOnDisk):
            data.check_unchanged()
        done = _imported(reading, tally, sections)
        if not done.imported_anything:
            raise _NothingImportedError
    return done


def _expected_rows(read: int, row: Row, first: Row, lines: int) -> int:
    """Estimate the number of rows of a file by the lines of those read so far; 0 if rows have no lines of their own.

    `first` is the first row, `lines` are those of the whole file.
    """
    at = max(row.line, row.last)
    known = row.file == first.file and first.line + _FIRST_LINES < at <= lines
    return round(read * (lines - first.line + 1) / (at - first.line + 1)) if known else 0


class _NothingImportedError(Exception):
    """Every row was skipped."""


def _source(reading: RecognisedFile, name: str) -> str:
    """Return the label of the source: its format if rows have ids, else the file's name."""
    if reading.is_copy:
        return f"{'standard input' if name == '-' else name} (export)"
    return reading.service or ("standard input" if name == "-" else name)


def _imported(reading: RecognisedFile, tally: Tally, sections: ImportedSections | None) -> Imported:
    return Imported(
        reading=reading,
        read=tally.read,
        added=tally.added,
        updated=tally.updated,
        unchanged=tally.unchanged,
        skipped=tally.skipped + [Skipped(*line) for line in (sections.skipped if sections else ())],
        possible_duplicates=tally.duplicates,
        matched=tally.matched,
        introducers=list(dict.fromkeys(tally.introducers)),
        unclear=tally.unclear,
        ignored=tally.ignored + [Ignored(*value) for value in (sections.ignored if sections else ())],
        removed_before=tally.removed_before,
        replaced=tally.replaced,
        kept=tally.kept,
        topics=tally.commonest(COMMONEST),
        questions=tally.to_ask(_TO_ASK),
        doubtful_labels=tally.doubtful_labels(_DOUBTFUL),
        sections=sections,
    )
