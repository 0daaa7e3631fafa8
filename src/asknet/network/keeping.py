"""The verbs about the file as a whole: what comes in, what goes out, and what is taken back."""

from __future__ import annotations

from os import PathLike
from typing import IO, TYPE_CHECKING, Any

from asknet.errors import AsknetError
from asknet.fields import one_line, parse_kind, parse_reach, read_values
from asknet.network.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from asknet.dedupe.dupes import Pair
    from asknet.dedupe.merge import Merged
    from asknet.exporting import Exported
    from asknet.formats.archive import Archive
    from asknet.importing.import_file import Imported
    from asknet.model import Contact
    from asknet.store.history import PastStep


class KeepingVerbs(Opened):
    """Importing, exporting, merging what is there twice, and undoing."""

    def import_file(
        self,
        data: bytes | Archive,
        name: str,
        *,
        form: str = "auto",
        mapping: Sequence[tuple[str, str]] = (),
        encoding: str = "",
        dry_run: bool = False,
        progress: Callable[[int], None] | None = None,
        **defaults: Any,  # noqa: ANN401 - fields of many types
    ) -> Imported:
        """Import contacts from the bytes of a file called `name`, or from a `asknet.formats.archive.Folder`.

        `defaults` (``kind``, ``via``, ``skills``) go to every contact that does
        not say its own. All or nothing; `dry_run` only says what would happen.
        """
        from asknet.formats.rows import Options
        from asknet.importing.import_file import import_contacts

        options = Options(format=form, mapping=tuple(mapping), encoding=encoding, today=self.today)
        extra = read_values(defaults, self.today)
        return import_contacts(
            self._store,
            data,
            name,
            options,
            defaults=extra,
            now=self.now,
            dry_run=dry_run,
            progress=progress,
        )

    def export(
        self,
        out: IO[bytes] | Path,
        *,
        form: str = "yaml",
        kind: str | None = None,
        reach: str | None = None,
        skill: str = "",
    ) -> Exported:
        """Write the network to a binary file, or into the place of the file at a path.

        `form` is one of ``csv``, ``json``, ``yaml``, ``vcard``. JSON and YAML hold
        everything when nothing is filtered; the others hold contacts alone.
        """
        from asknet.atomic_write import placing
        from asknet.environment import named_path
        from asknet.exporting import ExportFilter, export
        from asknet.formats.registry import written_format

        matching = ExportFilter(
            kind=parse_kind(kind) if kind else None,
            reach=parse_reach(reach) if reach else None,
            skill=one_line(skill, what="a filter"),
        )
        chosen = written_format(form)
        if not isinstance(out, PathLike):
            try:
                return export(self._store, out, chosen, matching)
            except (OSError, ValueError, TypeError) as error:
                message = f"the export could not be written ({error})"
                raise AsknetError(message, "Give a file that is open for writing bytes") from error
        with placing(named_path(out), network=self.path) as file:
            return export(self._store, file, chosen, matching)

    def dupes(self, name: str = "") -> list[Pair]:
        """Return the pairs of contacts that may be one person, the likeliest first; with a name only theirs."""
        from asknet.dedupe.dupes import dupes

        return dupes(self._store, name)

    def pair_of(self, one: int, other: int) -> Pair | None:
        """Judge two contacts as they are now; None when one is gone or they are not alike."""
        from asknet.dedupe.dupes import pair_of

        return pair_of(self._store, one, other)

    def keep_apart(self, name: str, other: str) -> tuple[Contact, Contact]:
        """Remember that two contacts are not one person, so that nothing proposes or merges them."""
        from asknet.dedupe.dupes import keep_apart

        return keep_apart(self._store, name, other, now=self.now)

    def merge(self, name: str, other: str, *, dry_run: bool = False) -> Merged:
        """Move everything of `other` to the contact `name`; the lost name becomes an alias."""
        from asknet.dedupe.merge import merge

        return merge(self._store, name, other, now=self.now, dry_run=dry_run)

    def undo(self, *, to: int | None = None) -> list[PastStep]:
        """Undo the last step that is not undone yet, or all back to step `to`; return them, newest first."""
        from asknet.safety.undo import undo

        return undo(self._store, to=to, now=self.now)

    def redo(self) -> list[PastStep]:
        """Make again what the last `undo` took back, unless something else was changed since; return it."""
        from asknet.safety.undo import redo

        return redo(self._store, now=self.now)

    def steps(self) -> list[PastStep]:
        """Return the steps that can be undone, newest first."""
        from asknet.safety.undo import past

        return past(self._store)
