"""One run of the program: the shared options, the terminal, the network."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, TypeVar

from asknet import environment
from asknet.cli.terminal import Terminal
from asknet.errors import AmbiguousNameError, AsknetError, NothingFoundError, SeemsThereError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from asknet.model import Contact
    from asknet.network import Network

T = TypeVar("T")


class Session:
    """The object that every command receives as its context."""

    def __init__(self) -> None:
        self.terminal = Terminal(env=os.environ)
        self.db: str | None = None
        self.debug = False
        self.typed: Sequence[str] = ()
        """The words after the verb, as they were typed."""
        self._network: Network | None = None
        self._shown = ExitStack()

    @property
    def network(self) -> Network:
        """The network chosen by ``--db``, the environment or the default."""
        if self._network is None:
            from asknet.network import Network

            self._network = Network(
                environment.database_path(self.db),
                today=environment.today(),
                now=environment.now(),
            )
        return self._network

    @property
    def changed(self) -> bool:
        """Return whether the network was changed in this run."""
        return self._network is not None and self._network.changed

    def close(self) -> None:
        """Close the network, if it was opened."""
        self._shown.close()
        if self._network is not None:
            self._network.close()

    def choosing(self, name: str, call: Callable[[str], T]) -> T:
        """Call with a name; if it is ambiguous, let the user choose on a terminal."""
        try:
            return call(name)
        except AmbiguousNameError as unclear:
            if not self.terminal.interactive:
                raise
            self.terminal.say(unclear.message)
            chosen = self.terminal.choose("Which one?", unclear.candidates)
            if chosen is None:
                raise
            self._as_shown(chosen, dict(unclear.candidates)[chosen])
            return call(f"id:{chosen}")

    def meant(self, name: str) -> str:
        """Return the number of the contact that a name means, for a command that writes.

        If the number belongs to somebody else by then, nothing is written.
        """
        contact = self.choosing(name, lambda who: self.network.resolve(who, writing=True))
        self._as_shown(contact.id, contact.name)
        return f"id:{contact.id}"

    def _as_shown(self, number: int, name: str) -> None:
        self._shown.enter_context(self.network.as_shown((number, name)))

    def introducers(self, names: Sequence[str], own: Sequence[str] = ()) -> list[str]:
        """Return the numbers of introducers; one that no contact resembles stays a name, and an empty name stays empty.

        ``A, B`` and ``A and B`` are two, unless a contact has that name ("Okafor, Nan"). `own` are the names of whom they
        introduce.
        """
        from asknet.text import fold_name

        folded = frozenset(map(fold_name, own))
        return [one for name in names if name.strip() for one in self._introducers(name, folded)]

    def _introducers(self, name: str, own: frozenset[str]) -> list[str]:
        try:
            return [self.meant(name)]
        except NothingFoundError:
            if name.startswith("id:"):
                raise
            from asknet.names import names_in

            parts = names_in(name, self.is_somebody)
            return [one for part in parts for one in self._introducers(part, own)] or [self._new_introducer(name, own)]

    def _new_introducer(self, name: str, own: frozenset[str]) -> str:
        """Return the name of an introducer to add; a word that hardly is one (``website``) is asked about first."""
        from asknet.addresses import is_address
        from asknet.text import fold_name

        if name != name.lower() or name == name.upper() or is_address(name) or fold_name(name) in own:
            return name
        message = f"nobody here is called {name[:60]!r}, and it does not look like a name"
        if self.terminal.interactive:
            self.terminal.say(message)
            if self.terminal.confirm("Add a contact of that name, who introduced them?"):
                return name
        from asknet.cli.shell_words import quoted

        note = quoted(f"through {name}")
        raise UsageError(message, f"If it is one, type `asknet add {quoted(name)}` first; if not, use --note {note}")

    def is_somebody(self, name: str) -> bool:
        """Return whether a name means exactly one contact."""
        try:
            self.network.resolve(name, writing=True)
        except AsknetError:
            return False
        return True

    def is_called(self, name: str) -> bool:
        """Return whether a name is one contact's whole name or alias."""
        from asknet.text import fold_name

        try:
            contact = self.network.resolve(name, writing=True)
        except AsknetError:
            return False
        return fold_name(name) in map(fold_name, (contact.name, *contact.aliases))

    def renaming(self, change: Callable[[bool], T], force: bool) -> T:
        """Call `change`; if the new name is taken, ask on a terminal, and call it again with True."""
        try:
            return change(force)
        except SeemsThereError as there:
            if not self.terminal.interactive:
                raise
            self.terminal.say(there.message)
            if not self.terminal.confirm("Use the name anyway?"):
                raise
            return change(True)

    def say_possible_duplicates(self, contact: Contact) -> None:
        """Report who may be the same as a contact that was just written, and whom else an alias or e-mail of theirs means."""
        for pair in self.network.dupes(f"id:{contact.id}"):
            former = pair.other if pair.one.id == contact.id else pair.one
            self.terminal.say(
                f"possible duplicate of {former.name} ({'; '.join(pair.comparison.reasons)}):"
                f" `asknet merge id:{former.id} id:{contact.id}` merges them"
            )
        for known_as in (*contact.aliases, *contact.email):
            with suppress(NothingFoundError):
                try:
                    self.network.resolve(known_as, writing=True)
                except AmbiguousNameError as unclear:
                    self.terminal.say(unclear.message)

    def ask_of_labels(self, labels: Sequence[tuple[str, int]]) -> None:
        """Ask once of labels that may name a topic, each with its number of contacts, whether they do."""
        for label, number in labels:
            who = "somebody knows" if number == 1 else f"{number} people know"
            key = self.terminal.key(f"{label}: is that what {who}? [y/n, q later]", ("y", "n", "q"))
            if key == "q":
                return
            if self.network.ask_once(f"label {label}"):
                changed = self.network.settle_label(label, topic=key == "y")
                if key == "y":
                    self.terminal.line(f"{label} is a skill of theirs now")
                elif changed:
                    self.terminal.line(f"{label} is a circle now, and no skill")
                if changed:
                    self.say_undo()

    def say_doubtful_labels(self) -> None:
        """Report the labels that wait to be asked about in a walk through the review."""
        from asknet.contacts.skills import MOST_LABELS
        from asknet.text import counted

        labels = [label for label, _ in self.network.doubtful_labels(MOST_LABELS)]
        if labels:
            names = ", ".join(labels[:3]) + (", ..." if labels[3:] else "")
            which = f"{counted(len(labels), 'label')} may be a skill or only a group ({names})"
            self.terminal.say(f"{which}: `asknet review -i` asks, one key each")

    def report_upgrade(self) -> None:
        """Report once, at the first command on a terminal after an upgrade, how many skills became circles."""
        if self._network is None or not self.terminal.interactive or self.terminal.quiet:
            return
        with suppress(AsknetError):  # of a file that nobody may write it is not remembered that it was reported
            moved = self._network.labels_moved()
            if not moved or not self._network.ask_once("labels moved"):
                return
            names = "1 imported skill was a label" if moved == 1 else f"{moved} imported skills were labels"
            self.terminal.say(
                f"upgraded: {names} of an address book (Family, Work): circles now, see `asknet list --circle NAME`"
            )

    def say_undo(self) -> None:
        """Report how to undo what was just done, if it changed anything."""
        if self.network.last_step is not None:
            self.terminal.say("`asknet undo` undoes this")
