"""Telegram's export (``result.json``): its contacts, and no messages.

The list is at ``contacts / list``: ``{"first_name", "last_name", "phone_number", "date"}`` (Telegram Desktop).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from asknet.errors import InputError
from asknet.formats.headers import FIRST, LAST
from asknet.formats.json_contacts import as_list, objects_in
from asknet.formats.named_values import NamedRecord, read_named
from asknet.formats.network_file.network_rows import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile

_MEANING = {"first_name": FIRST, "last_name": LAST, "phone_number": "phone", "date": "met"}
_MARK = re.compile(rb'"(?:about|personal_information|contacts|chats)"\s*:')
_SAYS = (b"Here is the data you requested", b"telegram", b"Telegram", b'"frequent_contacts"')
_LIST = re.compile(rb'"contacts"\s*:\s*\{\s*(?:"about"\s*:\s*"(?:[^"\\]|\\.)*"\s*,\s*)?"list"\s*:')


def recognises(source: InputFile) -> bool:
    """Return whether the file has Telegram's list of contacts, or begins like its export."""
    head = head_of(source)
    if source.archive or head.lstrip()[:1] != b"{":
        return False
    return bool(_LIST.search(source.data)) or (bool(_MARK.search(head)) and any(word in head for word in _SAYS))


def read(source: InputFile) -> RecognisedFile:
    """Read the contacts. Raises `InputError` if the export has none."""
    found = _LIST.search(source.data)
    if found is None:
        message = f"{source.name} is Telegram's export without its contacts"
        raise InputError(
            message, "Export again from Telegram Desktop (Settings, Advanced), with Contacts list and as JSON"
        )

    def records() -> Iterator[NamedRecord]:
        for value, record in objects_in(source, found.end()):
            texts = {name: str(value[name]).strip() for name in _MEANING if isinstance(value.get(name), str)}
            if "date" in texts:
                texts["date"] = texts["date"][:10]
            yield record._replace(values={name: [text] for name, text in texts.items() if text})

    def written(contacts: list[Any]) -> bytes:
        return b'{"contacts": {"list": ' + as_list(contacts).strip() + b"}}\n"

    return read_named(source, records, label="Telegram contacts", meaning=_MEANING, write=written)
