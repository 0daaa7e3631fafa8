"""Edit a contact field by field, if no editor is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asknet.errors import AsknetError, UsageError
from asknet.fields import FIELDS, MANY, card_values, read_card
from asknet.note_lines import add_note

if TYPE_CHECKING:
    from asknet.cli.session import Session
    from asknet.contacts.add import Added

_CLEAR, _END = "-", "."


def edit_field_by_field(session: Session, name: str, *, force: bool = False) -> Added:
    """Ask for each field and apply the answers, if the contact has not been changed since it was shown.

    Raises `UsageError` if the input ends or nothing was changed.
    """
    network, terminal = session.network, session.terminal
    contact = network.resolve(name, writing=True)
    network.close()
    terminal.say(
        f"{contact.name}: Enter keeps a value, {_CLEAR} clears it, {_END} ends. Several values are separated by ;"
    )
    before = card_values(contact)
    after = dict(before)
    for field in (field for field in FIELDS if field != "uid"):
        if not _ask(session, field, after):
            break
    if after == before:
        message = f"{contact.name} was not changed"
        raise UsageError(message)
    card = read_card(after, network.today)
    return session.renaming(lambda certain: network.rewrite(contact, card, force=certain), force)


def _ask(session: Session, field: str, values: dict[str, Any]) -> bool:
    """Ask for one field until the answer can be read; return whether to continue."""
    now = values.get(field, "")
    shown = "; ".join(now) if isinstance(now, list) else str(now)
    while True:
        said = session.terminal.ask(f"{field} [{shown}]:" if shown else f"{field}:")
        if said == _END:
            return False
        if not said:
            return True
        value: Any = "" if said == _CLEAR else said
        if field in MANY:
            value = [one for one in map(str.strip, value.split(";")) if one]
        elif field == "notes" and value:
            value = add_note(str(now), value)
        try:
            read_card({"name": "x", field: value}, session.network.today)
        except AsknetError as error:
            session.terminal.say(str(error))
            continue
        if value:
            values[field] = value
        else:
            values.pop(field, None)
        return True
