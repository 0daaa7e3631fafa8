"""A small network file read whole: the bundled example, for `demo` and for what is made of it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from asknet.errors import AsknetError, InputError
from asknet.formats.network_file.entries import read_asked, read_contact, read_happened, read_me
from asknet.formats.network_file.network_rows import checked, counted
from asknet.formats.network_file.yaml_file import parts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from asknet.formats.network_file.network_rows import Part
    from asknet.formats.network_file.sections import Asked, Happened
    from asknet.model import Card

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeNetwork:
    """What a network file holds, as far as one written by hand goes."""

    me: Card | None
    contacts: tuple[Card, ...]
    interactions: tuple[Happened, ...]
    asks: tuple[Asked, ...]


def read_network(data: bytes, name: str, today: dt.date) -> WholeNetwork:
    """Read a network file in UTF-8. Raises `InputError` that names the entry and the reason."""
    found: dict[str, list[tuple[Part, int]]] = {}
    for part, place in counted(checked(parts(io.StringIO(data.decode()), name), name)):
        found.setdefault(part.section, []).append((part, place))

    def each(section: str, read: Callable[[Any], T]) -> tuple[T, ...]:
        return tuple(_entry(name, part, place, read) for part, place in found.get(section, ()))

    me = each("me", lambda raw: read_me(raw, today)[0])
    return WholeNetwork(
        me=me[0] if me else None,
        contacts=each("contacts", lambda raw: read_contact(raw, today)[0]),
        interactions=each("interactions", lambda raw: read_happened(raw, today)),
        asks=each("asks", lambda raw: read_asked(raw, today)),
    )


def _entry(name: str, part: Part, place: int, read: Callable[[Any], T]) -> T:
    try:
        return read(part.value)
    except AsknetError as error:
        message = f"{name}: {part.section} entry {place}: {error.message}"
        raise InputError(message, "Mend the entry") from error
