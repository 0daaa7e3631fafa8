"""`Network`: an open network, with the methods that the verbs and Python callers use; a verb's own method bears its name.

The command line is built on it::

    from asknet import Network

    with Network("network.db") as network:
        network.add("Nan Okafor", skills=["crochet:expert"], place="Hobart")
        for match in network.ask("crochet pattern").matches:
            print(match.contact.name, match.score)
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import partial
from typing import IO, TYPE_CHECKING, Any, Self

from asknet import environment
from asknet.boundary import CallGuard, guarded
from asknet.days import accepted
from asknet.errors import AsknetError, InputError, StoreError, UsageError
from asknet.fields import parse_kind, read_card, read_value, read_values
from asknet.store import Store

if TYPE_CHECKING:
    import builtins  # inside the class, `list` is a verb
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from asknet.contacts.add import Added
    from asknet.contacts.path import TreeNode
    from asknet.contacts.show import ContactDetails
    from asknet.contacts.skills import Topic
    from asknet.contacts.synonym import Synonym
    from asknet.dedupe.dupes import Pair
    from asknet.dedupe.merge import Merged
    from asknet.drafting.drafts import Draft
    from asknet.drafting.links import Links
    from asknet.exporting import Exported
    from asknet.formats.archive import Archive
    from asknet.formats.file_on_disk import FileOnDisk
    from asknet.importing.import_file import Imported
    from asknet.logbook.close import Closed
    from asknet.logbook.drain import Drained
    from asknet.logbook.log import Logged, LogRequest
    from asknet.model import Answer, Ask, Card, Contact, Interaction, Outcome
    from asknet.names import Resolved
    from asknet.review.model import NextStep
    from asknet.review.overview import Overview
    from asknet.review.review import Review
    from asknet.safety.backup import Copy
    from asknet.safety.check import Checked
    from asknet.safety.forget import Forgotten
    from asknet.safety.restore import Restored
    from asknet.store.undo_log import PastStep


@guarded
class Network:
    """Your network in the file at `path` (by default the one that the command line uses).

    No file is created until something is written. `today` and `now` (ISO 8601)
    replace the clock. Every method may raise `asknet.errors.AsknetError`:
    `StoreError` if the file cannot be used, `NothingFoundError` and
    `AmbiguousNameError` for names, `UsageError` for bad values.
    """

    def __init__(
        self, path: str | os.PathLike[str] | None = None, *, today: date | None = None, now: str | None = None
    ) -> None:
        self.path = environment.database_path(path)
        self._today = today
        self._now = _moment(now) if now is not None else ""
        environment.today()  # raises for an invalid ASKNET_TODAY before anything is done
        self.call_guard = CallGuard()
        self._store = Store(self.path, now=lambda: self.now)

    @property
    def today(self) -> date:
        """Today's date; the clock keeps running while the network is open."""
        return self._today or environment.today()

    @property
    def now(self) -> str:
        """The current time, ISO 8601."""
        return self._now or environment.now()

    @property
    def changed(self) -> bool:
        """Return whether something was changed through this object."""
        return self._store.changed

    @property
    def last_step(self) -> int | None:
        """The number, for `undo`, of the last writing call's step; None if it changed nothing or made no step."""
        return self._store.last_step

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

    def as_shown(self, *shown: Contact | Interaction | tuple[int, str]) -> AbstractContextManager[None]:
        """Let the block change something only if the network still is as was `shown`.

        For callers who read, ask a person, and then write: others may have written in
        between. The check is part of the change. Raises `ChangedMeanwhileError`.
        """
        from asknet.contacts.as_shown import check_shown

        return self._store.on_condition(*(partial(check_shown, self._store, one) for one in shown))

    def provided(self, check: Callable[[], None]) -> AbstractContextManager[None]:
        """Let the block change something only if `check` raises no `AsknetError`.

        It is called under the lock of each change, after waiting for other writers, and is part of the change.
        """
        return self._store.on_condition(check)

    def close(self) -> None:
        """Close the file; the next call opens it again, and may come from another thread."""
        self._store.close()
        self.call_guard.leave()

    def add(self, name: str, *, force: bool = False, **fields: Any) -> Added:  # noqa: ANN401 - fields of many types
        """Add a contact; `fields` are those of `asknet.fields.FIELDS`.

        Values are as in YAML: ``skills=["crochet:expert"]``, ``met="2026-02-08"``,
        ``every="30d"``. Raises `SeemsThereError` unless `force`.
        """
        from asknet.contacts.add import add

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
        force: bool = False,
        **fields: Any,  # noqa: ANN401 - fields of many types
    ) -> Added:
        """Change fields of a contact; `rename` gives a new name.

        The rule is that of `asknet.contacts.edit.edit`: one value replaces, several
        are added, and `without` removes values. Raises `SeemsThereError` for a
        new name that somebody else has, unless `force`.
        """
        from asknet.contacts.edit import edit

        values = read_values(fields, self.today)
        if rename is not None:
            values["name"] = read_value("name", rename, self.today)
        return edit(self._store, name, values, without=without, today=self.today, now=self.now, force=force)

    def rewrite(self, contact: Contact, card: Card, *, force: bool = False) -> Added:
        """Replace the fields of a contact that is still as given by those of `card`.

        Raises `ChangedMeanwhileError` when it was changed or removed since, and
        `SeemsThereError` for a new name that somebody else has, unless `force`.
        """
        from asknet.contacts.edit import rewrite

        return rewrite(self._store, contact, card, today=self.today, now=self.now, force=force)

    def resolve(self, name: str, *, writing: bool = False) -> Contact:
        """Return the contact that a name means."""
        from asknet.names import resolve

        with self._store.reading():
            return resolve(name, self._store.contacts, writing=writing).contact

    def me(
        self,
        skills: Sequence[str] = (),
        *,
        without: Sequence[str] = (),
        country: str | None = None,
        sign: str | None = None,
        **fields: Any,  # noqa: ANN401 - fields of many types
    ) -> Contact | None:
        """Change your own record, or with no arguments return it.

        `fields` are those of a contact (``name``, ``email``, ``phone``), by the rule of `edit`; `country` is assumed for
        numbers without a country code, and `sign` is how you sign a message; an empty text clears either, or the name.
        """
        from asknet.contacts.me import me

        given = {"skills": skills, **fields}
        return me(self._store, given, without=without, country=country, sign=sign, today=self.today, now=self.now)

    def show(self, name: str) -> ContactDetails:
        """Return everything about a contact."""
        from asknet.contacts.show import show

        return show(self._store, name, self.today)

    def list(
        self,
        pattern: str = "",
        *,
        kind: str | None = None,
        reach: str | None = None,
        skill: str = "",
        place: str = "",
        org: str = "",
        via: str = "",
        circle: str = "",
        in_email: bool = False,
        sort: str = "name",
    ) -> builtins.list[Contact]:
        """Return the contacts that pass the filters, sorted by name or by `sort`: ``met``, ``contact``, ``closeness``.

        `in_email` looks for `pattern` only in names, organisations and e-mail addresses.
        """
        from asknet.contacts.filters import read_filter
        from asknet.contacts.list import listing, sorting

        only = read_filter(kind=kind, reach=reach, skill=skill, place=place, org=org, circle=circle)
        key = sorting(self._store, sort, self.today)
        with listing(self._store, pattern, only=only, via=via, in_email=in_email) as (contacts, _):
            return sorted(contacts, key=key)

    def sort_key(self, sort: str) -> Callable[[Contact], tuple[float, str, int]]:
        """Return the sort key for contacts: ``name``, ``met`` and ``contact`` (newest first), ``closeness``."""
        from asknet.contacts.list import sorting

        return sorting(self._store, sort, self.today)

    def listing(
        self,
        pattern: str = "",
        *,
        kind: str | None = None,
        reach: str | None = None,
        skill: str = "",
        place: str = "",
        org: str = "",
        via: str = "",
        circle: str = "",
        in_email: bool = False,
    ) -> AbstractContextManager[tuple[Iterator[Contact], Resolved | None]]:
        """Return what `list` returns as an iterator, by number, and the contact that `via` means.

        It is for more contacts than memory should hold: they are read as they are iterated, inside the ``with``
        block; until its end nobody can write, and no other method of this network can be called.
        """
        from asknet.contacts.filters import read_filter
        from asknet.contacts.list import listing

        only = read_filter(kind=kind, reach=reach, skill=skill, place=place, org=org, circle=circle)
        return self.call_guard.kept(listing(self._store, pattern, only=only, via=via, in_email=in_email))

    def skills(self, pattern: str = "", *, kind: str | None = None, suggested: bool = False) -> builtins.list[Topic]:
        """Return what the network knows, the commonest topic first; `suggested` leaves out contacts who are never suggested."""
        from asknet.contacts.skills import skills

        chosen = parse_kind(kind) if kind else None
        return skills(self._store, pattern=pattern, kind=chosen, suggested=suggested)

    def circles(self, beginning: str = "") -> builtins.list[str]:
        """Return the circles whose names begin with `beginning`, in alphabetical order."""
        from asknet.text import fold

        with self._store.reading():
            return self._store.contacts.circles(fold(beginning))

    def way_to(self, name: str) -> tuple[builtins.list[Contact], Resolved]:
        """Return the chain of introducers from you to a contact, who is last."""
        from asknet.contacts.path import path

        return path(self._store, name)

    def count(self) -> int:
        """Return how many contacts there are."""
        with self._store.reading():
            return self._store.contacts.count()

    def all_ways_to(self, name: str) -> tuple[builtins.list[builtins.list[Contact]], Resolved]:
        """Return the chains of introducers from you to a contact, the shortest first; the contact is last in each."""
        from asknet.contacts.path import all_ways

        return all_ways(self._store, name)

    def introductions(self) -> builtins.list[TreeNode]:
        """Return the whole tree of introductions, each contact after their introducer."""
        from asknet.contacts.path import introductions

        return introductions(self._store)

    def is_empty(self) -> bool:
        """Return whether the network has no contacts yet."""
        with self._store.reading():
            return self._store.contacts.count() == 0

    def not_suggested(self) -> dict[int, str]:
        """Return the contacts that are never suggested, past or marked so: number to name."""
        with self._store.reading():
            return self._store.contacts.not_suggested()

    def evidence_day(self, contact: int, evidence: str) -> date | None:
        """Return the day of the newest log entry that gave a contact this evidence."""
        with self._store.reading():
            return self._store.interactions.evidence_day(contact, evidence)

    def names_starting(self, prefix: str, limit: int = 50) -> builtins.list[str]:
        """Return at most `limit` names with a word that begins with `prefix`, for completion."""
        from asknet.text import fold_name

        with self._store.reading():
            return self._store.contacts.starting_with(fold_name(prefix), limit)

    def remove(self, name: str) -> Contact:
        """Remove a contact and return it."""
        from asknet.contacts.remove import remove

        return remove(self._store, name, today=self.today, now=self.now)

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
        suggested: bool = False,
        save: bool = True,
    ) -> Answer:
        """Rank who fits a problem in plain words, and say why.

        At most `n` matches; without `n` as many as `usual`, or all, up to 50, if a place, an
        organisation or a circle is all that is asked for. `skill`, `place` and `org` are
        parts of what contacts must have, `circle` is one they must be in, and `exclude`
        names contacts to leave out. With `suggested`, a contact who is never suggested is
        left out even if the problem names them. The question is noted if `save`; if the
        file cannot be written, the answer says so in `notice`.
        """
        from asknet.ask.ask import ask
        from asknet.ask.limits import Limits
        from asknet.contacts.filters import read_filter

        only = read_filter(kind=kind, reach=reach, skill=skill, place=place, org=org, circle=circle)
        limits = Limits(n, usual, only, suggested=suggested)
        return ask(self._store, problem, limits, exclude=exclude, today=self.today, save=save)

    def asks(self, *, closed: bool = False, before: str = "") -> builtins.list[Ask]:
        """Return the open asks, or all; only those noted before a day, or longer ago than a period (``60d``)."""
        from asknet.days import parse_back
        from asknet.logbook.asks import asks

        day = parse_back(before, self.today) if before else date.max
        return [ask for ask in asks(self._store, closed=closed) if ask.date < day]

    def close_asks(self, numbers: Sequence[int]) -> builtins.list[Ask]:
        """Close several asks without an outcome, as one change; return those that were open."""
        from asknet.logbook.close import close_several

        return close_several(self._store, numbers, today=self.today, now=self.now)

    def history(self, words: Sequence[str] = (), *, since: str = "") -> builtins.list[Interaction]:
        """Return log entries, newest first; the first words may name a contact, the others are searched for.

        `since` is a period (``90d``) or a day.
        """
        from asknet.days import parse_back
        from asknet.logbook.history import history

        return history(self._store, words, since=parse_back(since, self.today) if since else None)

    def ask_number(self, which: str) -> str:
        """Return the number of an ask (a number or ``last``), which does not change. Raises `NothingFoundError`."""
        from asknet.logbook.close import find_ask

        with self._store.reading():
            return str(find_ask(self._store, which).id)

    def close_ask(self, which: str = "last", outcomes: Sequence[tuple[str, Outcome]] = (), *, note: str = "") -> Closed:
        """Close an ask with the outcome of each contact you asked."""
        from asknet.logbook.close import close

        return close(self._store, which, outcomes, note=note, today=self.today, now=self.now)

    def remove_ask(self, which: str) -> Ask:
        """Remove a question (a number or ``last``) with its outcomes, and return it."""
        from asknet.logbook.asks import remove_ask

        return remove_ask(self._store, which, now=self.now)

    def shown_match(self, rank: int, ask: str = "") -> tuple[Ask, Contact]:
        """Return the match with this number in the answer to `ask`, or in the last answer if that is at most a day old."""
        from asknet.drafting.drafts import shown_match

        return shown_match(self._store, rank, ask, self.today)

    def shown_matches(self, ask: str = "") -> tuple[Ask, builtins.list[Contact]]:
        """Return the matches of the answer to `ask`, in order, or of the last answer if that is at most a day old."""
        from asknet.drafting.drafts import shown_matches

        return shown_matches(self._store, ask, self.today)

    def draft(self, name: str, *, purpose: str = "", ask: str = "") -> Draft:
        """Draft a message to a contact for you to send; nothing is written or sent.

        `purpose` is ``ask``, ``way-in``, ``thank`` or ``again``, by default what the `ask` (a number or ``last``) calls for.
        """
        from asknet.drafting.drafts import draft, read_purpose

        return draft(
            self._store,
            name,
            purpose=read_purpose(purpose),
            which=ask,
            templates=environment.templates_folder(),
            today=self.today,
        )

    def likely_ask(self, name: str, purpose: str = "") -> str:
        """Return the number of the ask that a message to a contact is probably about; empty if there is none."""
        from asknet.drafting.drafts import likely_ask

        return likely_ask(self._store, name, self.today, thanks=purpose == "thank")

    def links_to(self, name: str) -> tuple[Contact, Links]:
        """Return the links that open a contact in another program: mail, SMS, chat, telephone, web address."""
        from asknet.drafting.links import links_to
        from asknet.names import resolve

        with self._store.reading():
            contact, me = resolve(name, self._store.contacts, writing=False).contact, self._store.contacts.me()
            return contact, links_to(contact, me.country if me else "")

    def draft_introduction(self, name: str, other: str) -> builtins.list[Draft]:
        """Draft a message to each of two contacts, asking whether they want to be introduced."""
        from asknet.drafting.drafts import introduction

        return introduction(self._store, name, other, templates=environment.templates_folder(), today=self.today)

    def record_sent(self, draft: Draft) -> str:
        """Note that a draft was sent, so that its ask waits for an answer; return in words what was noted."""
        from asknet.drafting.sent import record_sent

        return record_sent(self._store, draft, today=self.today, now=self.now)

    def doubtful_labels(self, limit: int) -> builtins.list[tuple[str, int]]:
        """Return the commonest circles that may name a topic, each with its number of contacts, that were not asked about."""
        from asknet.contacts.skills import doubtful_labels

        return doubtful_labels(self._store, limit)

    def labels_moved(self) -> int:
        """Return how many skills became circles when the network of an older version was upgraded, since they organise."""
        with self._store.reading():
            return self._store.contacts.labels_moved()

    def ask_once(self, what: str) -> bool:
        """Return whether this is the first time that something is asked (``sign``), and remember that it was."""
        from asknet.contacts.me import ask_once

        return ask_once(self._store, what, self.today)

    def settle_label(self, circle: str, *, topic: bool) -> int:
        """Make the name of a circle a skill of everybody in it, or no imported skill; return how many that changes."""
        from asknet.contacts.skills import settle_label

        return settle_label(self._store, circle, topic=topic, now=self.now)

    def synonyms(self) -> builtins.list[Synonym]:
        """Return your own synonyms."""
        from asknet.contacts.synonym import synonyms

        return synonyms(self._store)

    def add_synonym(self, short: str, long: str) -> Synonym:
        """Store that two short texts mean the same."""
        from asknet.contacts.synonym import add_synonym

        return add_synonym(self._store, short, long, now=self.now)

    def remove_synonym(self, short: str) -> builtins.list[Synonym]:
        """Remove every synonym of `short` and return them."""
        from asknet.contacts.synonym import remove_synonym

        return remove_synonym(self._store, short, now=self.now)

    def log(self, request: LogRequest | str) -> Logged:
        """Log what happened: a sentence, or a `LogRequest` with options."""
        from asknet.logbook.log import log, log_request

        return log(self._store, log_request(request), today=self.today, now=self.now)

    def log_lines(self, lines: Sequence[str], *, add: bool = False) -> builtins.list[Logged]:
        """Log one sentence per line, all or none."""
        from asknet.logbook.log import log_lines

        return log_lines(self._store, lines, add=add, today=self.today, now=self.now)

    def drain(self, path: str | Path, *, add: bool = False) -> Drained:
        """Log the clear lines of the file at `path` as one step and remove them from it; the others stay.

        The reason is written above each line that stays. Lines that others append in the meantime stay too.
        """
        from asknet.logbook.drain import drain

        named = environment.named_path(path, InputError)
        return drain(self._store, named, add=add, today=self.today, now=self.now)

    def log_mail(self, data: bytes, *, add: bool = False) -> Logged:
        """Log a message (RFC 5322) by its headers; its body is not read."""
        from asknet.logbook.mail import log_mail

        return log_mail(self._store, data, add=add, today=self.today, now=self.now)

    def edit_entry(self, number: int, request: LogRequest | str) -> Logged:
        """Change the entry of that number: a new sentence is read again, options change only what they name."""
        from asknet.logbook.entries import edit_entry
        from asknet.logbook.log import log_request

        return edit_entry(self._store, number, log_request(request), today=self.today, now=self.now)

    def entry(self, number: int) -> Interaction:
        """Return the entry of that number. Raises `NothingFoundError`."""
        from asknet.logbook.log import entry_of

        with self._store.reading():
            return entry_of(self._store, number)

    def remove_entry(self, number: int) -> Interaction:
        """Remove an entry from the log and return it."""
        from asknet.logbook.entries import remove_entry

        return remove_entry(self._store, number, now=self.now)

    def review(
        self,
        sections: Sequence[str] = (),
        *,
        since: str = "90d",
        brief: bool = False,
        everything: bool = False,
        wait: int = environment.WAIT_DAYS,
    ) -> Review:
        """Answer the questions of a review: the given sections, or all.

        `since` is a period (``90d``) or a day; `brief` leaves out what a summary does not show; `everything` includes steps
        that are put off or were not needed. `wait` is how many days to wait for an answer.
        """
        from asknet.days import parse_back
        from asknet.review.model import Period
        from asknet.review.review import SECTIONS, review

        period = Period(parse_back(since, self.today), self.today)
        return review(self._store, sections or SECTIONS, period, brief=brief, everything=everything, wait=wait)

    def record_shown(self, steps: Sequence[NextStep]) -> None:
        """Note that a person was shown these steps of a review; a step that is shown but not done is dropped in the end.

        This is not a step of `undo`. It waits for other writers as briefly as noting a question does; if it cannot be
        written, it is skipped.
        """
        from asknet.review.shown import record_shown

        with suppress(StoreError):
            record_shown(self._store, steps, self.today)

    def overview(self, *, since: str = "90d", addresses: bool = False, texts: bool = False) -> Overview:
        """Return the figures of a review and the record of every contact, all from one state of the network.

        `addresses` includes the addresses of contacts, `texts` the texts of log entries.
        """
        from asknet.days import parse_back
        from asknet.review.model import Period
        from asknet.review.overview import overview

        period = Period(parse_back(since, self.today), self.today)
        return overview(self._store, period, addresses=addresses, texts=texts)

    def make_folder(self) -> None:
        """Create the folder of the network's file if necessary; only you can enter it."""
        from asknet.store.opening import make_folder

        make_folder(self.path)

    def remember_page(self, path: Path) -> bool:
        """Remember that a page of the network was written to `path`, so that `forget` names it; return whether that worked."""
        from asknet.safety.pages import remember_page

        return remember_page(self._store, environment.named_path(path), self.today)

    def due(self, *, wait: int = environment.WAIT_DAYS) -> tuple[NextStep, ...]:
        """Return what is due: contacts to be in touch with, and asks to follow up or to close.

        An ask is due if an answer has been awaited for `wait` days.
        """
        from asknet.review.review import due

        return due(self._store, self.today, wait=wait)

    def write_calendar(self, out: IO[bytes] | Path) -> int:
        """Write the days to be in touch by as an iCalendar file, to a binary file or to a path.

        Returns how many events there are.
        """
        from asknet.review.ics import write_calendar

        with self._writing_to(out, "the calendar") as file:
            return write_calendar(self._store, file, today=self.today, now=self.now)

    @contextmanager
    def _writing_to(self, out: IO[bytes] | Path, what: str) -> Iterator[IO[bytes]]:
        """Yield the file to write `what` to: `out` itself, or one that replaces the file at that path in the end."""
        from asknet.atomic_write import placing

        if isinstance(out, os.PathLike):
            with placing(environment.named_path(out), network=self.path) as file:
                yield file
            return
        try:
            yield out
        except (OSError, ValueError, TypeError) as error:
            message = f"{what} could not be written ({error})"
            raise AsknetError(message, "Give a file that is open for writing bytes") from error

    def finish_step(self, step: NextStep) -> str:
        """Record that a step of the review was done, and return in words what was written."""
        from asknet.logbook.review_steps import finish

        return finish(self._store, step, today=self.today, now=self.now)

    def put_off_step(self, step: NextStep, *, for_good: bool = False) -> str:
        """Put off a step of the review by a month, or for good."""
        from asknet.logbook.review_steps import put_off

        return put_off(self._store, step, today=self.today, now=self.now, for_good=for_good)

    def day(self, said: str) -> date:
        """Parse a day as a person types it. Raises `UsageError`."""
        from asknet.days import read_day

        return read_day(said, self.today)

    def import_file(
        self,
        data: bytes | FileOnDisk | Archive,
        name: str,
        *,
        form: str = "auto",
        mapping: Sequence[tuple[str, str]] = (),
        encoding: str = "",
        dry_run: bool = False,
        restore_removed: bool = False,
        progress: Callable[[int], None] | None = None,
        expected: Callable[[int], None] | None = None,
        **defaults: Any,  # noqa: ANN401 - fields of many types
    ) -> Imported:
        """Import contacts from the bytes of a file called `name`, or from an `asknet.formats.archive.Archive`.

        An `asknet.formats.file_on_disk.FileOnDisk` takes less memory than its bytes.
        `defaults` (``kind``, ``via``) apply to every contact that does not give its own, ``skills`` and
        ``circles`` to all. A contact who was removed after an earlier import of the file is not added again
        unless `restore_removed`. All or nothing; `dry_run` only reports what would happen.
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
            restore_removed=restore_removed,
            progress=progress,
            expected=expected,
        )

    def own_profile(self, data: bytes | FileOnDisk | Archive, name: str) -> dict[str, str]:
        """Return what a LinkedIn export says about its owner, by field; empty for any other file."""
        from asknet.formats.linkedin.own_profile import own_profile

        return own_profile(data, name, self.today)

    def answered_well(self, problems: Sequence[str], *, limit: int) -> builtins.list[str]:
        """Return the first of some problems, at most `limit`, for which somebody clearly fits; they are not noted."""
        from asknet.importing.questions import answered_well

        return answered_well(self._store, problems, limit=limit, today=self.today)

    def export(
        self,
        out: IO[bytes] | Path,
        *,
        form: str = "yaml",
        kind: str | None = None,
        reach: str | None = None,
        skill: str = "",
        place: str = "",
        org: str = "",
        circle: str = "",
        names: Sequence[str] = (),
        private: bool = False,
        force: bool = False,
    ) -> Exported:
        """Write the network to a binary file, or to the file at a path.

        `form` is one of ``csv``, ``json``, ``yaml``, ``vcard``. JSON and YAML hold
        everything if nothing is filtered; the others hold only contacts. Contacts chosen by
        `names` are cards to pass on, without your notes on them, unless `private`. An
        earlier export is replaced, any other file only with `force`.
        """
        from asknet.contacts.filters import read_filter
        from asknet.exporting import ExportFilter, export, refuse_strange_file
        from asknet.formats.registry import written_format

        only = read_filter(kind=kind, reach=reach, skill=skill, place=place, org=org, circle=circle)
        chosen, written = ExportFilter(only, tuple(names), private), written_format(form)
        with self._writing_to(out, "the export") as file:
            if isinstance(out, os.PathLike) and not force:
                refuse_strange_file(environment.named_path(out))
            return export(self._store, file, written, chosen)

    def dupes(self, name: str = "") -> builtins.list[Pair]:
        """Return the pairs of contacts that may be one person, the likeliest first; with a name, only theirs."""
        from asknet.dedupe.dupes import dupes

        return dupes(self._store, name)

    def pair_of(self, one: int, other: int) -> Pair | None:
        """Compare two contacts as they are now; None if one is gone or they do not resemble each other."""
        from asknet.dedupe.dupes import pair_of

        return pair_of(self._store, one, other)

    def mark_different(self, name: str, other: str) -> tuple[Contact, Contact]:
        """Mark two contacts as different, so that nothing proposes or merges them."""
        from asknet.dedupe.dupes import mark_different

        return mark_different(self._store, name, other, now=self.now)

    def merge(self, name: str, other: str, *, dry_run: bool = False) -> Merged:
        """Move everything of `other` to the contact `name`; the other name becomes an alias."""
        from asknet.dedupe.merge import merge

        return merge(self._store, name, other, now=self.now, dry_run=dry_run)

    def undo(self, *, to: int | None = None) -> builtins.list[PastStep]:
        """Undo the last step not undone yet, or all back to step `to`; return them, newest first."""
        from asknet.safety.undo import undo

        return undo(self._store, to=to, now=self.now)

    def redo(self) -> builtins.list[PastStep]:
        """Redo what the last `undo` undid, unless something else was changed since; return it."""
        from asknet.safety.undo import redo

        return redo(self._store, now=self.now)

    def steps(self) -> builtins.list[PastStep]:
        """Return the steps that can be undone, newest first."""
        from asknet.safety.undo import past

        return past(self._store)

    def backup(self, path: str | Path | None = None, *, force: bool = False) -> Copy:
        """Copy the network to `path`, or among its automatic backups; `force` replaces an older copy."""
        from asknet.safety.backup import backup

        return backup(self._store, environment.named_path(path) if path is not None else None, force=force)

    def backups(self) -> builtins.list[Copy]:
        """Return the automatic backups, newest first."""
        from asknet.safety.backup import backups

        return backups(self._store)

    def restore(self, which: str | Path) -> Restored:
        """Replace the network by a copy: a path, the name of an automatic backup, or ``last``."""
        from asknet.safety.restore import restore

        return restore(self._store, os.fspath(which), now=self.now)

    def check(self, *, repair: bool = False, progress: Callable[[int], None] | None = None) -> Checked:
        """Check the file; `repair` rebuilds its index and makes it readable by you alone."""
        from asknet.safety.check import check

        own = environment.keeps_folder(self.path)
        return check(self._store, repair=repair, own_folder=own, now=self.now, progress=progress)

    def finish_forgetting(self) -> None:
        """Finish a forget operation that was killed; `forget` does so itself."""
        from asknet.store.forgetting import finish_forgetting

        finish_forgetting(self._store)

    def forget(self, name: str, *, confirm: str) -> Forgotten:
        """Erase a contact from every file of asknet's; `confirm` is the name once more.

        Cannot be undone.
        """
        from asknet.safety.forget import forget

        return forget(self._store, name, confirm=confirm, texts=environment.texts_left(), now=self.now)


def _moment(given: str) -> str:
    """Return a moment that is ISO 8601 text."""
    try:
        accepted(datetime.fromisoformat(given))
    except ValueError as error:
        message = f"now is {given[:40]!r}, not a date and time"
        raise UsageError(message, "Write it as 2026-02-08T12:00:00") from error
    return given
