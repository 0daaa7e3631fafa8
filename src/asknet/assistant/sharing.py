"""What an assistant may see of the network, and in what form.

Every text of a result passes `Cleaner`: at most 300 characters, without control, bidirectional and invisible ones, so that
nothing is hidden in it, and without the names of contacts that are past or never to be suggested. Each tool leaves out these
contacts themselves, and addresses, notes and the texts of the log unless the user shares them (`asknet.assistant.tools`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.lexicon import SHIPPED
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_TEXT = 300
"""Characters of a text, at most."""
MAX_BODY = 5_000
"""Characters of a drafted message, the only text with several lines."""
MAX_VALUES = 25
"""Values of a list, at most."""

_JOINERS = "\u200c\u200d"
"""Invisible characters that are part of words or emoji in several scripts."""
_SELECTORS = re.compile("[\ufe00-\ufe0e\U000e0100-\U000e01ef]")
"""Variation selectors, which in sequence can encode hidden text; the one for emoji (U+FE0F) is kept."""
_CUT = "…"
_NAMES_AND_CODES = frozenset(
    "name via chain introducers people mentioned added introducers_added email phone url uid kind verdict reach from how "
    "level provenance direction do for outcome reachable_by unclear error message command section by".split()
)
"""Fields of a result in which no name is removed: the names and addresses of contacts that are shown, and asknet's words."""


class Sharing(NamedTuple):
    """What an assistant may see besides names, skills, titles, organisations, places and circles."""

    addresses: bool = False
    notes: bool = False
    log: bool = False


class Cleaner:
    """Cleans the texts of one result; `shortened` is set if any was cut."""

    def __init__(self, hidden: Hidden) -> None:
        self.shortened = False
        self._hidden = hidden

    def clean(self, value: Any, field: str = "") -> Any:  # noqa: ANN401 - plain values of any depth
        """Return the plain values of a field with each text cleaned and cut, and each list cut."""
        if isinstance(value, str):
            return self._text(value, field)
        if isinstance(value, dict):
            return {visible(key): self.clean(each, key) for key, each in value.items()}
        if isinstance(value, list):
            self.shortened = self.shortened or len(value) > MAX_VALUES
            return [self.clean(each, field) for each in value[:MAX_VALUES]]
        return value

    def _text(self, text: str, field: str) -> str:
        shown = "\n".join(map(visible, text.splitlines())) if field == "body" else visible(text)
        if field not in _NAMES_AND_CODES:
            shown = self._hidden.without(shown)
        return self._cut(shown, MAX_BODY if field == "body" else MAX_TEXT)

    def _cut(self, text: str, most: int) -> str:
        if len(text) <= most:
            return text
        self.shortened = True
        return text[: most - 1] + _CUT


def visible(text: str) -> str:
    """Return text on one line without invisible characters: control, bidirectional, formatting and unassigned ones."""
    if text.isascii() and text.isprintable():
        return text
    text = _SELECTORS.sub("", text)
    kept = "".join(c if c in _JOINERS or unicodedata.category(c)[0] not in "CZ" else _gap(c) for c in text)
    return " ".join(kept.split())


def _gap(character: str) -> str:
    """Return the replacement for a removed character: a space if it separates words."""
    return " " if character.isspace() or unicodedata.category(character) in ("Cc", "Zs", "Zl", "Zp") else ""


class Hidden:
    """The contacts that are never named: by number, by name, and in texts that mention them."""

    def __init__(self, names: Mapping[int, str]) -> None:
        self._names = names
        self._folded = frozenset(map(fold_name, names.values()))

    def __contains__(self, number: object) -> bool:
        """Return whether the contact with that number is never named."""
        return number in self._names

    def has(self, name: str) -> bool:
        """Return whether one of them has that name."""
        return fold_name(name) in self._folded

    def without(self, text: str) -> str:
        """Return a text with their names removed."""
        return _named(frozenset(self._names.values())).sub(_CUT, text) if self._names else text


@lru_cache(maxsize=1)
def _named(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def without_paths(text: str, network: Path) -> str:
    """Return a message without file paths, which often reveal who the user is."""
    named = {
        str(network): "the network's file",
        str(network.parent): "its folder",
        str(SHIPPED.parent): "asknet's data",
    }
    for path, name in named.items():
        text = text.replace(path, name)
    return text


_GONE = object()
_MAY_BE_EMPTY = ("introducer", "via", "last")
"""Fields of a review that may be empty: without the contacts in them, the rest of the record is still meaningful."""
_TEXTS = frozenset(
    "name by field value topic level problem problems verdict want skill kind reach month day last last_day due asked".split()
)
"""Fields of a review with a text that is shown. Any other is left out: it may be a sentence that names others, or private."""
_PRIVATE = "shown"
"""The field with the text of an entry or a note: shown if the user shares both."""


def review_facts(section: Any, hidden: Hidden, sharing: Sharing) -> Any:  # noqa: ANN401 - plain values
    """Return a section of a review as an assistant may see it: without sentences, and without `hidden` contacts."""
    shown = _facts(section, hidden, with_texts=sharing.log and sharing.notes)
    return None if shown is _GONE else shown


def _facts(value: Any, hidden: Hidden, *, with_texts: bool) -> Any:  # noqa: ANN401 - a branch for each shape
    if isinstance(value, list):
        return _facts_of(value, [_facts(each, hidden, with_texts=with_texts) for each in value])
    if not isinstance(value, dict):
        return value
    if "name" in value and value.get("id") in hidden:
        return _GONE
    if value.get("source", "skill") != "skill" and not with_texts:  # the topic is the text of a note, a title
        value = {name: each for name, each in value.items() if name != "topic"}
    shown = {}
    for name, each in value.items():
        if _has_text(each) and name not in _TEXTS and not (name == _PRIVATE and with_texts):
            continue
        shown[name] = _facts(each, hidden, with_texts=with_texts)
        if name == "name" and value.get("id") is None:  # of a place or an organisation
            shown[name] = hidden.without(each)
        if shown[name] is _GONE:
            if name not in _MAY_BE_EMPTY:
                return _GONE
            shown[name] = None
    return shown


def _facts_of(values: list[Any], found: list[Any]) -> Any:  # noqa: ANN401 - a list, or a contact with an outcome
    """Return what may be seen of a list's values; a contact with an outcome is a record."""
    if len(found) == 2 and isinstance(values[1], str) and isinstance(values[0], dict):  # noqa: PLR2004 - a contact, an outcome
        return _GONE if found[0] is _GONE else {"who": found[0], "outcome": found[1]}
    return [each for each in found if each is not _GONE]


def _has_text(value: Any) -> bool:  # noqa: ANN401 - plain values
    """Return whether a value is a text, or a list with one."""
    return isinstance(value, str) or (isinstance(value, list) and any(isinstance(each, str) for each in value))
