"""khard's YAML: its template for showing and editing a contact, one or several documents in a file.

``First name``, ``Last name``, ``Phone: {cell: "123"}``; every entry may be a text or a list, addresses are keyed by type.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from asknet.formats.headers import FIRST, HOME, LABELS, LAST, MIDDLE, WORK
from asknet.formats.json_contacts import is_text, texts_in
from asknet.formats.named_values import NamedRecord, read_named
from asknet.formats.network_file.network_rows import head_of
from asknet.formats.network_file.yaml_file import plain_documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asknet.formats.input_file import InputFile
    from asknet.formats.rows import RecognisedFile

_MEANING = {
    "Formatted name": "name", "First name": FIRST, "Additional": MIDDLE, "Last name": LAST, "Nickname": "aliases",
    "Organisation": "org", "Title": "title", "Role": "title", "Phone": "phone", "Email": "email", "Categories": LABELS,
    "Webpage": "url", "Note": "notes", "Address home": HOME, "Address work": WORK,
}  # fmt: skip
_MARK = re.compile(rb"^(?:First name|Last name|Formatted name)\s*:", re.MULTILINE)
_ANY = re.compile(rb"^(?:Nickname|Organisation|Phone|Email|Address|Webpage|Prefix|Additional)\s*:", re.MULTILINE)
_KHARD = b"# Contact template for khard"
_NOT_CALLED = ("fax", "pager", "modem")


def recognises(source: InputFile) -> bool:
    """Return whether it is khard's template, or has lines with its field names."""
    if source.archive:
        return False
    head = source.data[:65_536]
    return head_of(source).lstrip().startswith(_KHARD) or bool(_MARK.search(head) and _ANY.search(head))


def read(source: InputFile) -> RecognisedFile:
    """Read the contacts. Raises `InputError` if it is not YAML."""
    return read_named(source, lambda: _records(source), label="YAML of khard", meaning=_MEANING, write=_written)


def _written(contacts: list[Any]) -> bytes:
    import yaml

    return str(yaml.safe_dump_all(contacts, allow_unicode=True, sort_keys=False)).encode()


def _records(source: InputFile) -> Iterator[NamedRecord]:
    for line, document in plain_documents(source.text(), source.name):
        for one in document if isinstance(document, list) else [document]:
            if isinstance(one, dict):
                yield NamedRecord(line, line, _values(one), given=one)
            else:
                yield NamedRecord(line, line, {}, "is not a contact of khard", given=one)


def _values(contact: Mapping[str, Any]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in contact.items():
        key = name.strip()
        if key == "Address" and isinstance(value, dict):
            for kind, address in value.items():
                field = "Address work" if "work" in kind else "Address home"
                towns = [text for one in (address if isinstance(address, list) else [address]) for text in _town(one)]
                if towns and field not in values:
                    values[field] = towns
        elif key == "Phone" and isinstance(value, dict):
            called = {kind: n for kind, n in value.items() if not any(word in kind.casefold() for word in _NOT_CALLED)}
            values[key] = texts_in(called)
        elif key in ("First name", "Additional", "Last name"):
            values[key] = [" ".join(texts_in(value))]
        elif key == "Organisation":
            values[key] = [
                text for one in (value if isinstance(value, list) else [value]) for text in texts_in(one)[:1]
            ]
        elif key in _MEANING:
            values[key] = texts_in(value)
    return {key: [text for text in texts if text] for key, texts in values.items() if any(texts)}


def _town(address: Any) -> list[str]:  # noqa: ANN401 - what YAML holds
    if not isinstance(address, dict):
        return []
    found = (address.get(name) for name in ("City", "Country"))
    return [str(text) for text in found if is_text(text)]
