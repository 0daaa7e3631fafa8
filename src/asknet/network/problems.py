"""The verbs about problems: asking, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.fields import one_line, parse_kind, parse_reach
from asknet.network.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.contacts.synonym import Synonym
    from asknet.logbook.close import Closed
    from asknet.model import Answer, Ask, Outcome


class ProblemVerbs(Opened):
    """Asking, closing what was asked, and words that mean the same."""

    def ask(
        self,
        problem: str,
        *,
        n: int | None = None,
        usual: int = 5,
        kind: str | None = None,
        reach: str | None = None,
        skill: str = "",
        place: str = "",
        org: str = "",
        circle: str = "",
        exclude: Sequence[str] = (),
        save: bool = True,
    ) -> Answer:
        """Rank who fits a problem in plain words, and say why.

        At most `n` matches. Without it as many as is `usual`, or all, up to 50, where
        a place, an organisation or a circle is all that is asked for. `skill`, `place`
        and `org` are parts of what contacts must have, `circle` is one they must be in,
        and whom `exclude` names is left out. The question is noted when `save`; where
        the file cannot be written the answer says so in `notice`.
        """
        from asknet.ask.ask import ask
        from asknet.ask.limits import Limits
        from asknet.names import resolve
        from asknet.text import fold

        skill, place, org, circle = (fold(one_line(text, what="a filter")) for text in (skill, place, org, circle))
        with self._store.reading():
            without = [resolve(name, self._store.contacts, writing=False).contact.id for name in exclude]
        limits = Limits(
            n=n,
            usual=usual,
            kind=parse_kind(kind) if kind else None,
            reach=parse_reach(reach) if reach else None,
            skill=skill,
            place=place,
            org=org,
            circle=circle,
            without=frozenset(without),
        )
        return ask(self._store, problem, limits, today=self.today, save=save)

    def asks(self, *, closed: bool = False) -> list[Ask]:
        """Return the open asks, or all."""
        from asknet.logbook.asks import asks

        return asks(self._store, closed=closed)

    def ask_number(self, which: str) -> str:
        """Return the number of an ask (a number or ``last``), which stays when others ask. Raises `NothingFoundError`."""
        from asknet.logbook.close import find_ask

        with self._store.reading():
            return str(find_ask(self._store, which).id)

    def close_ask(self, which: str = "last", outcomes: Sequence[tuple[str, Outcome]] = (), *, note: str = "") -> Closed:
        """Close an ask with what came of each contact you turned to."""
        from asknet.logbook.close import close

        return close(self._store, which, outcomes, note=note, today=self.today, now=self.now)

    def synonyms(self) -> list[Synonym]:
        """Return your own synonyms."""
        from asknet.contacts.synonym import synonyms

        return synonyms(self._store)

    def add_synonym(self, short: str, long: str) -> Synonym:
        """Keep that two short texts mean the same."""
        from asknet.contacts.synonym import add_synonym

        return add_synonym(self._store, short, long, now=self.now)

    def remove_synonym(self, short: str) -> list[Synonym]:
        """Take out every synonym of `short` and return what was there."""
        from asknet.contacts.synonym import remove_synonym

        return remove_synonym(self._store, short, now=self.now)
