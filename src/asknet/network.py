"""`Network`: an opened network whose methods are the verbs, for Python callers.

The command line is built on it::

    from asknet import Network

    with Network("network.db") as network:
        network.add("Nan Okafor", skills=["crochet:expert"], place="Hobart")
        for match in network.ask("crochet pattern").matches:
            print(match.contact.name, match.score)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from asknet import surroundings
from asknet.fields import parse_kind, parse_reach, read_card, read_value, read_values
from asknet.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from types import TracebackType

    from asknet.model import Answer, Ask, Card, Contact, Interaction, Outcome
    from asknet.names import Resolved
    from asknet.store.history import PastStep
    from asknet.verbs.add import Added
    from asknet.verbs.close import Closed
    from asknet.verbs.import_ import Imported
    from asknet.verbs.log import Logged, Said
    from asknet.verbs.show import Page
    from asknet.verbs.skills import Topic
    from asknet.verbs.synonym import Synonym

    # inside the class, `list` is a verb
    _Contacts = list[Contact]
    _Topics = list[Topic]
    _Synonyms = list[Synonym]
    _Steps = list[PastStep]
    _Names = list[str]
    _Entries = list[Logged]
    _Asks = list[Ask]


class Network:
    """Your network in the file at `path` (by default where the command line keeps it).

    Nothing is created before something is written. `today` and `now` (ISO 8601)
    stand for the clock. Every method may raise `asknet.errors.AsknetError`:
    `StoreError` when the file cannot be used, `NothingFoundError` and
    `AmbiguousNameError` for names, `UsageError` for bad values.
    """

    def __init__(self, path: str | Path | None = None, *, today: date | None = None, now: str | None = None) -> None:
        self.path = surroundings.database_path(Path(path) if path is not None else None)
        self.today = today or surroundings.today()
        self.now = now or surroundings.now()
        self._store = Store(self.path)

    @property
    def changed(self) -> bool:
        """Say whether something was changed through this object."""
        return self._store.changed

    def __enter__(self) -> Self:
        """Return the network itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        self._store.close()

    def add(self, name: str, *, force: bool = False, **fields: Any) -> Added:  # noqa: ANN401 - fields of many types
        """Add a contact; `fields` are those of `asknet.fields.FIELDS`.

        Values are as in YAML: ``skills=["crochet:expert"]``, ``met="2026-02-08"``,
        ``every="30d"``. Raises `SeemsThereError` unless `force`.
        """
        from asknet.verbs.add import add

        return add(
            self._store,
            read_card({"name": name, **fields}, self.today),
            today=self.today,
            now=self.now,
            force=force,
        )

    def edit(
        self,
        name: str,
        *,
        without: Sequence[str] = (),
        rename: str | None = None,
        **fields: Any,  # noqa: ANN401 - fields of many types
    ) -> Added:
        """Change fields of a contact; `rename` gives a new name.

        The rule is that of `asknet.verbs.edit.edit`: one value replaces, several
        are added, and `without` takes values out.
        """
        from asknet.verbs.edit import edit

        values = read_values(fields, self.today)
        if rename is not None:
            values["name"] = read_value("name", rename, self.today)
        return edit(self._store, name, values, without=without, today=self.today, now=self.now)

    def rewrite(self, number: int, card: Card) -> Added:
        """Make the contact of that number say exactly what `card` says."""
        from asknet.verbs.edit import rewrite

        return rewrite(self._store, number, card, today=self.today, now=self.now)

    def resolve(self, name: str, *, writing: bool = False) -> Contact:
        """Return the contact that a name means."""
        from asknet.names import resolve

        with self._store.reading():
            return resolve(name, self._store.contacts, writing=writing).contact

    def me(self, skills: Sequence[str] = (), *, without: Sequence[str] = (), name: str = "") -> Contact | None:
        """Add to what you know yourself, or with no arguments return your record."""
        from asknet.verbs.me import show_me, tell_me

        if not (skills or without or name):
            return show_me(self._store)
        told = read_value("skills", skills, self.today)
        return tell_me(
            self._store,
            told,
            without=without,
            name=read_value("name", name, self.today),
            today=self.today,
            now=self.now,
        )

    def show(self, name: str) -> Page:
        """Return all there is on a contact."""
        from asknet.verbs.show import show

        return show(self._store, name)

    def list(
        self,
        pattern: str = "",
        *,
        kind: str | None = None,
        reach: str | None = None,
        skill: str = "",
        place: str = "",
        via: str = "",
    ) -> tuple[_Contacts, Resolved | None]:
        """Return the contacts that pass the filters, and who `via` was taken to be."""
        from asknet.verbs.list import list_contacts

        return list_contacts(
            self._store,
            pattern=pattern,
            kind=parse_kind(kind) if kind else None,
            reach=parse_reach(reach) if reach else None,
            skill=skill,
            place=place,
            via=via,
        )

    def skills(self, pattern: str = "", *, kind: str | None = None) -> _Topics:
        """Return what the network knows, the commonest topic first."""
        from asknet.verbs.skills import skills

        return skills(self._store, pattern=pattern, kind=parse_kind(kind) if kind else None)

    def way_to(self, name: str) -> tuple[_Contacts, Resolved]:
        """Return the chain of introducers from you to a contact, the contact last."""
        from asknet.verbs.path import path

        return path(self._store, name)

    def ask(
        self,
        problem: str,
        *,
        n: int = 5,
        kind: str | None = None,
        reach: str | None = None,
        skill: str = "",
        save: bool = True,
    ) -> Answer:
        """Rank who fits a problem in plain words, and say why.

        At most `n` matches. The question is noted when `save`; where the file
        cannot be written the answer says so in `notice`.
        """
        from asknet.verbs.ask import Limits, ask

        limits = Limits(
            n=n,
            kind=parse_kind(kind) if kind else None,
            reach=parse_reach(reach) if reach else None,
            skill=skill,
        )
        return ask(self._store, problem, limits, today=self.today, save=save)

    def synonyms(self) -> _Synonyms:
        """Return your own synonyms."""
        from asknet.verbs.synonym import synonyms

        return synonyms(self._store)

    def add_synonym(self, short: str, long: str) -> Synonym:
        """Keep that two short texts mean the same."""
        from asknet.verbs.synonym import add_synonym

        return add_synonym(self._store, short, long, now=self.now)

    def remove_synonym(self, short: str) -> _Synonyms:
        """Take out every synonym of `short` and return what was there."""
        from asknet.verbs.synonym import remove_synonym

        return remove_synonym(self._store, short, now=self.now)

    def is_empty(self) -> bool:
        """Say whether there is nobody in the network yet."""
        with self._store.reading():
            return self._store.contacts.count() == 0

    def names_starting(self, prefix: str, limit: int = 50) -> _Names:
        """Return names any word of which begins so, for completion."""
        from asknet.text import fold_name

        with self._store.reading():
            return self._store.contacts.starting_with(fold_name(prefix), limit)

    def import_file(
        self,
        data: bytes,
        name: str,
        *,
        form: str = "auto",
        mapping: Sequence[tuple[str, str]] = (),
        encoding: str = "",
        dry_run: bool = False,
        progress: Callable[[int], None] | None = None,
        **defaults: Any,  # noqa: ANN401 - fields of many types
    ) -> Imported:
        """Import contacts from the bytes of a file called `name`.

        `defaults` (``kind``, ``via``, ``skills``) go to every contact that does
        not say its own. All or nothing; `dry_run` only says what would happen.
        """
        from asknet.formats.rows import Options
        from asknet.verbs.import_ import import_contacts

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

    def log(self, said: Said | str) -> Logged:
        """Write down what happened: a sentence, or a `Said` with options."""
        from asknet.verbs.log import Said, log

        wanted = Said(sentence=said) if isinstance(said, str) else said
        return log(self._store, wanted, today=self.today, now=self.now)

    def log_lines(self, lines: Sequence[str], *, add: bool = False) -> _Entries:
        """Write down a sentence a line, all or none."""
        from asknet.verbs.log import log_lines

        return log_lines(self._store, lines, add=add, today=self.today, now=self.now)

    def edit_entry(self, number: int, said: Said | str) -> Logged:
        """Change the entry of that number."""
        from asknet.verbs.log import Said, edit_entry

        wanted = Said(sentence=said) if isinstance(said, str) else said
        return edit_entry(self._store, number, wanted, today=self.today, now=self.now)

    def remove_entry(self, number: int) -> Interaction:
        """Take an entry out of the log and return what it was."""
        from asknet.verbs.log import remove_entry

        return remove_entry(self._store, number, now=self.now)

    def asks(self, *, closed: bool = False) -> _Asks:
        """Return the open asks, or all."""
        from asknet.verbs.asks import asks

        return asks(self._store, closed=closed)

    def close_ask(self, which: str = "last", outcomes: Sequence[tuple[str, Outcome]] = (), *, note: str = "") -> Closed:
        """Close an ask with what came of each contact you turned to."""
        from asknet.verbs.close import close

        return close(self._store, which, outcomes, note=note, today=self.today, now=self.now)

    def day(self, said: str) -> date:
        """Read a day as it is typed. Raises `UsageError`."""
        from asknet.dates import parse_date

        return parse_date(said, self.today)

    def remove(self, name: str) -> Contact:
        """Remove a contact and return what they were."""
        from asknet.verbs.remove import remove

        return remove(self._store, name, now=self.now)

    def undo(self, *, to: int | None = None) -> _Steps:
        """Take back the last step, or all back to step `to`; undoing that is redo."""
        from asknet.verbs.undo import undo

        return undo(self._store, to=to, now=self.now)

    def steps(self) -> _Steps:
        """Return the steps that can be taken back, newest first."""
        from asknet.verbs.undo import past

        return past(self._store)
