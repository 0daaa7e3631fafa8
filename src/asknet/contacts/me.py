"""`me`: what you know yourself, for what you can give back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.contacts.edit import changed, without_values
from asknet.errors import NothingFoundError
from asknet.fields import as_card, unique_skills
from asknet.model import Card, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from asknet.model import Contact, Skill
    from asknet.store import Store

YOU = "Me"
"""The name your own record has until you give another."""


def show_me(store: Store) -> Contact | None:
    """Return your own record, if you have said anything of yourself."""
    with store.reading():
        return store.contacts.me()


def tell_me(
    store: Store,
    skills: Sequence[Skill],
    *,
    without: Sequence[str] = (),
    name: str = "",
    today: date,
    now: str,
) -> Contact:
    """Add skills to your own record, or take some out.

    A skill told again gets its new level. Raises `NothingFoundError` for a
    topic to take out that is not there.
    """
    with store.writing("changed what you know", at=now, creating=not without):
        before = store.contacts.me()
        if before is None:
            if without:
                message = f"you have not said that you know {without[0]!r}"
                raise NothingFoundError(message, "See `asknet me`")
            card = Card(name=name or YOU, kind=Kind.PERSON, skills=unique_skills(skills))
            number = store.contacts.add(card, added=today, via_id=None, me=True)
            return store.contacts.load([number])[0]
        card = without_values(as_card(before), without)
        card = changed(card, {"skills": skills, "name": name or before.name})
        store.contacts.update(before, card, via_id=None)
        return store.contacts.load([before.id])[0]
