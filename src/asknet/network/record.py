"""The verbs about the record: what happened, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.network.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asknet.model import Interaction
    from asknet.verbs.log import Logged, Said


class RecordVerbs(Opened):
    """Writing down what happened, and reviewing it."""

    def log(self, said: Said | str) -> Logged:
        """Write down what happened: a sentence, or a `Said` with options."""
        from asknet.verbs.log import Said, log

        wanted = Said(sentence=said) if isinstance(said, str) else said
        return log(self._store, wanted, today=self.today, now=self.now)

    def log_lines(self, lines: Sequence[str], *, add: bool = False) -> list[Logged]:
        """Write down a sentence a line, all or none."""
        from asknet.verbs.log import log_lines

        return log_lines(self._store, lines, add=add, today=self.today, now=self.now)

    def edit_entry(self, number: int, said: Said | str) -> Logged:
        """Change the entry of that number."""
        from asknet.verbs.entries import edit_entry
        from asknet.verbs.log import Said

        wanted = Said(sentence=said) if isinstance(said, str) else said
        return edit_entry(self._store, number, wanted, today=self.today, now=self.now)

    def remove_entry(self, number: int) -> Interaction:
        """Take an entry out of the log and return what it was."""
        from asknet.verbs.entries import remove_entry

        return remove_entry(self._store, number, now=self.now)

    def day(self, said: str) -> date:
        """Read a day as it is typed. Raises `UsageError`."""
        from asknet.dates import parse_date

        return parse_date(said, self.today)
