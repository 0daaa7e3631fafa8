"""The verbs about contacts: who is there and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asknet.fields import one_line, parse_kind, read_card, read_value, read_values
from asknet.network.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from asknet.contacts.add import Added
    from asknet.contacts.show import Page
    from asknet.contacts.skills import Topic
    from asknet.model import Card, Contact
    from asknet.names import Resolved

    # inside the class, `list` is a verb
    _Contacts = list[Contact]
    _Topics = list[Topic]
    _Names = list[str]


class ContactVerbs(Opened):
    """Adding, changing, finding and removing contacts."""

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
        are added, and `without` takes values out. Raises `SeemsThereError` for a
        new name that somebody has, unless `force`.
        """
        from asknet.contacts.edit import edit

        values = read_values(fields, self.today)
        if rename is not None:
            values["name"] = read_value("name", rename, self.today)
        return edit(self._store, name, values, without=without, today=self.today, now=self.now, force=force)

    def rewrite(self, contact: Contact, card: Card, *, force: bool = False) -> Added:
        """Make a contact that still is as given say exactly what `card` says.

        Raises `ChangedMeanwhileError` when it was changed or removed since, and
        `SeemsThereError` for a new name that somebody has, unless `force`.
        """
        from asknet.contacts.edit import rewrite

        with self._as_shown(contact):
            return rewrite(self._store, contact.id, card, today=self.today, now=self.now, force=force)

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
        """Change what is said of yourself, or with no arguments return your record.

        `fields` are those of a contact (``name``, ``email``, ``phone``), by the rule of `edit`; `country` is where
        numbers without a country are from, and `sign` how you sign a message; an empty one clears it.
        """
        from asknet.contacts.me import show_me, tell_me

        changes = {field: value for field, value in fields.items() if value not in (None, "", [])}
        own = {name: value for name, value in (("country", country), ("sign", sign)) if value is not None}
        if not (skills or without or changes or own):
            return show_me(self._store)
        return tell_me(
            self._store,
            read_values({"skills": skills, **changes}, self.today),
            without=without,
            own={name: one_line(value, what=f"the {name}") for name, value in own.items()},
            today=self.today,
            now=self.now,
        )

    def show(self, name: str) -> Page:
        """Return all there is on a contact."""
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
        via: str = "",
        circle: str = "",
        in_email: bool = False,
    ) -> tuple[_Contacts, Resolved | None]:
        """Return the contacts that pass the filters, by name, and who `via` was taken to be.

        `in_email` looks for `pattern` in e-mail addresses too.
        """
        from asknet.contacts.list import by_name, listing

        with listing(
            self._store,
            pattern,
            kind=kind,
            reach=reach,
            skill=skill,
            place=place,
            via=via,
            circle=circle,
            in_email=in_email,
        ) as (contacts, introducer):
            return sorted(contacts, key=by_name), introducer

    def listing(
        self,
        pattern: str = "",
        *,
        kind: str | None = None,
        reach: str | None = None,
        skill: str = "",
        place: str = "",
        via: str = "",
        circle: str = "",
        in_email: bool = False,
    ) -> AbstractContextManager[tuple[Iterator[Contact], Resolved | None]]:
        """Give what `list` returns as an iterator, by number, for more contacts than memory should hold.

        The contacts are read while they are iterated, inside the ``with`` block; until its end nobody can write,
        and no other method of this network be called.
        """
        from asknet.contacts.list import listing

        return self.turn.kept(
            listing(
                self._store,
                pattern,
                kind=kind,
                reach=reach,
                skill=skill,
                place=place,
                via=via,
                circle=circle,
                in_email=in_email,
            )
        )

    def skills(self, pattern: str = "", *, kind: str | None = None) -> _Topics:
        """Return what the network knows, the commonest topic first."""
        from asknet.contacts.skills import skills

        return skills(self._store, pattern=pattern, kind=parse_kind(kind) if kind else None)

    def circles(self, beginning: str = "") -> _Names:
        """Return the circles whose name begins so, in alphabetical order."""
        from asknet.text import fold

        with self._store.reading():
            return self._store.contacts.circles(fold(beginning))

    def way_to(self, name: str) -> tuple[_Contacts, Resolved]:
        """Return the chain of introducers from you to a contact, the contact last."""
        from asknet.contacts.path import path

        return path(self._store, name)

    def is_empty(self) -> bool:
        """Say whether there is nobody in the network yet."""
        with self._store.reading():
            return self._store.contacts.count() == 0

    def names_starting(self, prefix: str, limit: int = 50) -> _Names:
        """Return names any word of which begins so, for completion."""
        from asknet.text import fold_name

        with self._store.reading():
            return self._store.contacts.starting_with(fold_name(prefix), limit)

    def remove(self, name: str) -> Contact:
        """Remove a contact and return what they were."""
        from asknet.contacts.remove import remove

        return remove(self._store, name, today=self.today, now=self.now)
