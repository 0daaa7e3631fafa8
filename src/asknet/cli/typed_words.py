"""Handle words typed after a NAME without quotes: ask about them if they can hardly all be topics.

A shell splits ``add Sue Rawson solicitor`` into a name and topics although none were meant. asknet asks one
question on a terminal, and prints the command to type in a script. ``+Word`` is always a topic.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.cli.shell_words import quoted
from asknet.cli.typed_readings import (
    MARKS,
    Reading,
    all_topics,
    continues_name,
    is_capitalised,
    is_odd,
    is_plain_list,
    name_words,
    read_words,
    readings_of,
    readings_of_sentence,
)
from asknet.errors import UsageError
from asknet.names import names_in
from asknet.person_names import is_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asknet.cli.session import Session

_OF_SEVERAL_WORDS = {
    "--name": "rename", "--via": "via", "--alias": "aliases", "--place": "place", "--org": "org", "--title": "title",
    "--circle": "circles", "--wants": "wants", "--refers": "refers", "--note": "notes", "--sign": "sign",
    "--country": "country",
}  # fmt: skip
"""Options whose value may continue in the following words, if the quotes were left out, and their fields."""
_PROSE = frozenset({"--title", "--wants", "--refers", "--note", "--sign"})
_NAMES_OF_THINGS = frozenset({"--circle", "--place", "--org"})
"""Those of them that take any words, and those that do if they begin in lower case (``the old mill``).

A value of the others continues with capitalised words.
"""
_OF_ME = frozenset({"email", "phone"})
"""Options that your own record has too."""
_NAMED = 3
_NAME_WORDS = 4
"""Words of a name behind its first, at most."""


def settle_words(session: Session, verb: str, name: str, fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the name and the fields that were meant; `name` is empty for a verb without one.

    Raises `UsageError` with the corrected command in a script, and if nothing is chosen on a terminal.
    """
    if verb == "edit":
        name, fields = _with_whole_name(session, name, fields)
    words: list[str] = fields.get("skills") or []
    if verb == "add" and not fields.get("force") and (within := readings_of_sentence(name, words, fields)):
        why = f"{name!r} may be more than a name" if " " in name else f"{name!r} may not be the name"
        return _chosen(session, why, [(reading, reading.command(verb, fields), fields) for reading in within])
    behind = _behind_options(session.typed, words) if name or verb == "me" else []
    for value in [each for each in behind if each.option == "--via" and session.is_called(each.whole)]:
        behind.remove(value)
        words = _without(words, value.words)
        fields = {**value.joined(fields), "skills": words}
    left = _without(words, [word for value in behind for word in value.words])
    odd = [word for word in left if is_odd(word)]
    begins_name = bool(left) and continues_name(name, left)
    if not odd and not begins_name and not behind:
        return name, fields
    if not begins_name and not behind and is_plain_list(words):
        return name, read_words(name, words).fields(fields)
    why = (
        f"{left[0]!r} may be part of the name"
        if begins_name
        else f"{_few(odd)} {'does' if len(odd) == 1 else 'do'} not look like {'a topic' if len(odd) == 1 else 'topics'}"
    )
    readings = [(reading, fields) for reading in readings_of(name, left, begins_name=begins_name)]
    if behind:
        why = " and ".join(f"{value.words[0]!r} may be part of {value.option}" for value in behind)
        whole = fields
        for value in behind:
            whole = value.joined(whole)
        marked = {word for value in behind for word in value.words}
        topics = all_topics(name, words, marked, first=begins_name)
        readings = [*((reading, whole) for reading, _ in readings[:-1]), (topics, fields)]
    if verb == "me":  # your own record has no notes, and no place
        of_me = [(reading, given) for reading, given in readings if {field for field, _ in reading.options} <= _OF_ME]
        plain = tuple(word.rstrip(MARKS) for word in words if not is_odd(word.rstrip(MARKS)))
        readings = of_me if len(of_me) > 1 or not plain else [(Reading("", plain), fields), readings[-1]]
    if verb == "edit" and begins_name and session.is_called(name):
        readings = [readings[-1], *readings[:-1]]  # nobody has the longer name: `_with_whole_name` has looked
    again = Reading(name, tuple(words)).command(verb, fields)
    readings = [each for each in readings if each[0].command(verb, each[1]) != again]
    return _chosen(
        session,
        why,
        [(reading, reading.command(verb, given), given) for reading, given in readings],
        " if all of it is topics" if readings[-1][0].name == name else "",
    )


def _chosen(
    session: Session, why: str, readings: Sequence[tuple[Reading, str, dict[str, Any]]], otherwise: str = ""
) -> tuple[str, dict[str, Any]]:
    """Return the name and the fields of the reading that is chosen on a terminal; raise `UsageError` if none is."""
    terminal = session.terminal
    chosen = None
    if terminal.interactive:
        terminal.say(why)
        chosen = terminal.choose("Which did you mean?", [(at, command) for at, (_, command, _) in enumerate(readings)])
    if chosen is None:
        first, *others = [command for _, command, _ in readings]
        raise UsageError(why, f"Type `{first}`" + (f", or `{others[-1]}`{otherwise}" if others else ""))
    reading, _, given = readings[chosen]
    return reading.name, reading.fields(given)


def _with_whole_name(session: Session, name: str, fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the name with the following words that make it a contact's whole name, and the fields without them."""
    words: list[str] = fields.get("skills") or []
    for count in range(min(len(words), _NAME_WORDS), 0, -1):
        whole = " ".join([name, *words[:count]])
        if (
            count == len(words)
            and (several := names_in(whole, session.is_somebody))
            and all(map(session.is_somebody, several))
        ):
            message = f"{whole[:60]!r} are {len(several)} contacts, and each is changed by itself"
            option = [quoted(word) for word in session.typed[1 + count :]]
            raise UsageError(
                message, f"Type `{' && '.join(' '.join(['asknet edit', quoted(each), *option]) for each in several)}`"
            )
        if session.is_called(whole) or (is_title(name) and session.is_somebody(whole)):
            left = {field: value for field, value in fields.items() if field != "skills"}
            return whole, left | ({"skills": words[count:]} if words[count:] else {})
    return name, fields


class _Behind(NamedTuple):
    """Words after the value of an option that may continue it: ``--via Margaret Whitfield``."""

    option: str
    value: str
    words: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The value with the words."""
        return " ".join([self.value, *self.words])

    def joined(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the given fields, with the whole value."""
        field = _OF_SEVERAL_WORDS[self.option]
        there = given.get(field)
        if isinstance(there, list):
            return {**given, field: [self.whole if one == self.value else one for one in there]}
        return {**given, field: self.whole}


def _behind_options(typed: Sequence[str], words: Sequence[str]) -> list[_Behind]:
    """Return for each option the words after it that may belong to its value, if they are among `words`.

    After a note and the like, or a place in lower case, that is every word; after another value that begins with a
    capital, every following word that does too.
    """
    found = []
    for place, typed_option in enumerate(typed):
        option, equals, value = typed_option.partition("=")
        at = place + 1
        if not equals:
            value, at = (typed[at] if at < len(typed) else ""), at + 1
        if option not in _OF_SEVERAL_WORDS or not value or " " in value or value.startswith("-"):
            continue
        run = list(takewhile(lambda word: word in words and not word.startswith(("-", "+")), typed[at:]))
        if option not in _PROSE and not (option in _NAMES_OF_THINGS and value[:1].islower()):
            run = name_words(run) if is_capitalised(value) else []
        if run:
            found.append(_Behind(option, value, tuple(run)))
    return found


def _without(words: Sequence[str], taken: Sequence[str]) -> list[str]:
    """Return the words without those of options, which come last."""
    left = list(words)
    for word in reversed(taken):
        at = len(left) - 1 - left[::-1].index(word)
        del left[at]
    return left


def _few(words: Sequence[str]) -> str:
    more = " and more" if len(words) > _NAMED else ""
    return ", ".join(map(repr, words[:_NAMED])) + more
