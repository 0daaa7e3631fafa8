"""Refuse a change if what the person was shown is out of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import ChangedMeanwhileError
from asknet.fields import as_card
from asknet.model import Contact, Interaction
from asknet.names import detailed_label, label

if TYPE_CHECKING:
    from asknet.store import Store

Shown = Contact | Interaction | tuple[int, str]
"""What a person was shown: a whole contact, a log entry, or a contact's number with its name or label."""

_AGAIN = "Nothing was written: look again, and repeat the command"


def check_shown(store: Store, shown: Shown) -> None:
    """Raise `ChangedMeanwhileError` unless the network still is as it was shown.

    A number may belong to another contact by now, if a copy was restored in between.
    """
    if isinstance(shown, Interaction):
        _check_entry(store, shown)
        return
    number, name = (shown.id, shown.name) if isinstance(shown, Contact) else shown
    now = store.contacts.get(number)
    if now is None:
        message = f"{name} was removed meanwhile"
    elif isinstance(shown, Contact) and now.name == name and now.added == shown.added:
        if as_card(now) == as_card(shown):
            return
        message = f"{name} was changed meanwhile"
    elif not isinstance(shown, Contact) and name in (now.name, label(now), detailed_label(now)):
        return
    else:
        message = f"contact {number} is {label(now)} by now, not {name}"
    raise ChangedMeanwhileError(message, _AGAIN)


def _check_entry(store: Store, shown: Interaction) -> None:
    now = store.interactions.get(shown.id)
    if now != shown:
        how = "changed" if now else "removed"
        message = f"entry {shown.id} was {how} meanwhile"
        raise ChangedMeanwhileError(message, _AGAIN)
