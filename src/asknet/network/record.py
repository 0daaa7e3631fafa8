"""The verbs about the record: what happened, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.network.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asknet.logbook.log import Logged, Said
    from asknet.model import Interaction
    from asknet.review.model import NextStep
    from asknet.review.review import Review


class RecordVerbs(Opened):
    """Writing down what happened, and reviewing it."""

    def log(self, said: Said | str) -> Logged:
        """Write down what happened: a sentence, or a `Said` with options."""
        from asknet.logbook.log import Said, log

        wanted = Said(sentence=said) if isinstance(said, str) else said
        return log(self._store, wanted, today=self.today, now=self.now)

    def log_lines(self, lines: Sequence[str], *, add: bool = False) -> list[Logged]:
        """Write down a sentence a line, all or none."""
        from asknet.logbook.log import log_lines

        return log_lines(self._store, lines, add=add, today=self.today, now=self.now)

    def edit_entry(self, number: int, said: Said | str) -> Logged:
        """Change the entry of that number."""
        from asknet.logbook.entries import edit_entry
        from asknet.logbook.log import Said

        wanted = Said(sentence=said) if isinstance(said, str) else said
        return edit_entry(self._store, number, wanted, today=self.today, now=self.now)

    def entry(self, number: int) -> Interaction:
        """Return the entry of that number. Raises `NothingFoundError`."""
        from asknet.logbook.log import entry_of

        with self._store.reading():
            return entry_of(self._store, number)

    def remove_entry(self, number: int) -> Interaction:
        """Take an entry out of the log and return what it was."""
        from asknet.logbook.entries import remove_entry

        return remove_entry(self._store, number, now=self.now)

    def review(
        self, sections: Sequence[str] = (), *, since: str = "90d", brief: bool = False, everything: bool = False
    ) -> Review:
        """Answer the questions to ask of a network: these sections, or all.

        `since` is a period (``90d``) or a day; `brief` leaves out what a summary does not show; `everything` has the steps too
        that wait or were not needed.
        """
        from asknet.days import parse_back
        from asknet.review.model import Period
        from asknet.review.review import SECTIONS, review

        period = Period(parse_back(since, self.today), self.today)
        return review(self._store, sections or SECTIONS, period, brief=brief, everything=everything)

    def due(self) -> tuple[NextStep, ...]:
        """Return what is due: whom to be in touch with, and the problems to say the end of."""
        from asknet.review.review import due

        return due(self._store, self.today)

    def finish_step(self, step: NextStep) -> str:
        """Write that a step of the review was done, and say in words what was written."""
        from asknet.logbook.steps import finish

        return finish(self._store, step, today=self.today, now=self.now)

    def put_off_step(self, step: NextStep, *, for_good: bool = False) -> str:
        """Let a step of the review wait for a month, or for good."""
        from asknet.logbook.steps import put_off

        return put_off(self._store, step, today=self.today, now=self.now, for_good=for_good)

    def day(self, said: str) -> date:
        """Read a day as it is typed. Raises `UsageError`."""
        from asknet.days import read_day

        return read_day(said, self.today)
