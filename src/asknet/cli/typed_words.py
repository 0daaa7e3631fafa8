"""Handle words typed after a NAME without quotes: ask about them if they can hardly all be topics.

A shell splits ``add Sue Rawson solicitor`` into a name and topics although none were meant. asknet asks one
question on a terminal, and prints the command to type in a script. ``+Word`` is always a topic.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.cli.shell_words import quoted
from asknet.errors import UsageError
from asknet.fields import MANY
from asknet.person_names import is_title
from asknet.text import is_filler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from asknet.cli.session import Session

_NUMBER = re.compile(r"\+?[\d()./-]*\d[\d()./-]*", re.ASCII)
_PHONE_DIGITS = 6
"""The fewest digits of a telephone number; fewer belong to a topic (``windows 11``)."""
_ABROAD_DIGITS = 8
"""The fewest digits for a word that begins with a plus sign to be a telephone number rather than a marked topic."""
_PHONE = frozenset({"phone", "mobile", "mob", "cell", "tel", "telephone"})
_EMAIL = frozenset({"email", "e-mail", "mail"})
_BETWEEN = frozenset({"and", "or"})
_DASHES = frozenset("-–—")
_LIVES = frozenset({"lives", "living", "based", "located"})
"""Words before a place: ``lives in Leeds``."""
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
_OPTIONS = {"aliases": "alias", "notes": "note", "rename": "name", "circles": "circle"}
"""Options whose name differs from that of their field."""
_DOES = frozenset("does enjoys fixes helps knows likes loves makes offers plays repairs sells speaks teaches".split())
"""Verbs before a topic, which are not topics themselves: ``knows excel``."""
_ARTICLES = frozenset({"a", "an", "the"})
_BEGINS_NOTE = frozenset({"met"})
_VERB = re.compile(r"[a-z]{2,}[^s\W]s")
"""A word that may say what somebody does; before a filler word it is hardly a topic."""
_ENDS = (",", ";")
_MARKS = ",;"
_NAMED = 3
_NAME_WORDS = 4
"""The most words of a name after its first."""


class _Reading(NamedTuple):
    """One way to read the words: the name, the topics, and the values of options."""

    name: str
    skills: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()

    def fields(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the given fields, with those of this reading."""
        fields = {**given, "skills": list(self.skills)}
        for field, value in self.options:
            begun = fields.get("phone") if field == "phone" else None
            if begun and _digits(begun[-1]) < _ABROAD_DIGITS:  # --phone 0113 496 0300: the beginning of one number
                fields[field] = [*begun[:-1], f"{begun[-1]} {value}"]
                continue
            fields[field] = [*fields.get(field, ()), value] if field in MANY or field == "notes" else value
        return fields

    def command(self, verb: str, given: Mapping[str, Any]) -> str:
        """Return the command for this reading."""
        words = ["asknet", verb, *([quoted(self.name)] if self.name else []), *map(quoted, self.skills)]
        for field, value in self.fields(given).items():
            option = "--" + _OPTIONS.get(field, field).replace("_", "-")
            if field == "skills" or value is False:
                continue
            for one in value if isinstance(value, (list, tuple)) else [value]:
                words += [option] if one is True else [option, quoted(str(one))]
        return " ".join(words)


def settle_words(session: Session, verb: str, name: str, fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the name and the fields that were meant; `name` is empty for a verb without one.

    Raises `UsageError` with the corrected command in a script, and if nothing is chosen on a terminal.
    """
    if verb == "edit":
        name, fields = _with_whole_name(session, name, fields)
    words: list[str] = fields.get("skills") or []
    behind = _behind_options(session.typed, words) if name or verb == "me" else []
    for value in [each for each in behind if each.option == "--via" and session.is_called(each.whole)]:
        behind.remove(value)
        words = _without(words, value.words)
        fields = {**value.joined(fields), "skills": words}
    left = _without(words, [word for value in behind for word in value.words])
    odd = [word for word in left if _is_odd(word)]
    begins_name = bool(left) and _continues_name(name, left)
    if not odd and not begins_name and not behind:
        return name, fields
    if not begins_name and not behind and _is_plain_list(words):
        return name, _reading(name, words).fields(fields)
    why = f"{left[0]!r} may be part of the name" if begins_name else f"{_few(odd)} does not look like a topic"
    readings = [(reading, fields) for reading in _readings(name, left, begins_name=begins_name)]
    if behind:
        why = " and ".join(f"{value.words[0]!r} may be part of {value.option}" for value in behind)
        whole = fields
        for value in behind:
            whole = value.joined(whole)
        all_topics = list(_readings(name, words, begins_name=begins_name, marked=behind))[-1]
        readings = [*((reading, whole) for reading, _ in readings[:-1]), (all_topics, fields)]
    commands = [reading.command(verb, given) for reading, given in readings]
    terminal = session.terminal
    chosen = None
    if terminal.interactive:
        terminal.say(why)
        chosen = terminal.choose("Which did you mean?", list(enumerate(commands)))
    if chosen is None:
        likely, as_typed = commands[0], commands[-1]
        raise UsageError(why, f"Type `{likely}`, or `{as_typed}` if all of it is topics")
    reading, given = readings[chosen]
    return reading.name, reading.fields(given)


def _with_whole_name(session: Session, name: str, fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the name with the following words that make it a contact's whole name, and the fields without them."""
    words: list[str] = fields.get("skills") or []
    for count in range(min(len(words), _NAME_WORDS), 0, -1):
        whole = " ".join([name, *words[:count]])
        if session.is_called(whole):
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
            run = name_words(run) if _is_capitalised(value) else []
        if run:
            found.append(_Behind(option, value, tuple(run)))
    return found


def name_words(words: Sequence[str]) -> list[str]:
    """Return the leading words that continue a name: capitalised ones, or filler between those (``and Sons``)."""
    fits = [_is_capitalised(word) for word in words]
    between = [is_filler(word) and any(fits[at + 1 : at + 2]) for at, word in enumerate(words)]
    return [word for word, *_ in takewhile(lambda each: any(each[1:]), zip(words, fits, between, strict=True))]


def _without(words: Sequence[str], taken: Sequence[str]) -> list[str]:
    """Return the words without those of options, which come last."""
    left = list(words)
    for word in reversed(taken):
        at = len(left) - 1 - left[::-1].index(word)
        del left[at]
    return left


def _is_plain_list(words: Sequence[str]) -> bool:
    """Return whether words are topics between commas, the last perhaps after "and": ``bread baking, crochet and lace``."""
    parts = re.split(r"[,;]\s+|\s+(?:and|or)\s+", " ".join(words).rstrip(_MARKS))
    joined = any(word.endswith(_ENDS) for word in words[:-1])
    several = all(len(part.split()) == 1 for part in parts)
    bare = [word for part in parts for word in part.split()]
    return (joined or several) and not any(map(_is_odd, bare))


def _few(words: Sequence[str]) -> str:
    more = " and more" if len(words) > _NAMED else ""
    return ", ".join(map(repr, words[:_NAMED])) + more


def _is_number(word: str) -> bool:
    return bool(_NUMBER.fullmatch(word))


def _digits(text: str) -> int:
    return sum(character.isdecimal() for character in text)


def _is_odd(word: str) -> bool:
    """Return whether an unquoted word is not a topic: it ends in a comma, is filler, a bare number or an address."""
    if " " in word:
        return False
    if word.startswith("+"):
        return _is_number(word) and _digits(word) >= _ABROAD_DIGITS
    bare = word.rstrip(_MARKS)
    return (
        bare in _DASHES | _DOES | _BEGINS_NOTE
        or word != bare
        or is_filler(word)
        or _is_number(word)
        or _is_address(word)
    )


def _is_topic(word: str) -> bool:
    return word.rstrip(_MARKS) in _BETWEEN | _ARTICLES or not _is_odd(word.rstrip(_MARKS))


def _is_address(word: str) -> bool:
    local, at, domain = word.partition("@")
    return bool(at and local) and "." in domain


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and " " not in word and ":" not in word


def _continues_name(name: str, words: Sequence[str]) -> bool:
    """Return whether the first word may belong to a NAME of one word.

    An abbreviation (SQL) does not, unless the name is in capitals too; nor does a single letter (R) at the end.
    """
    word = words[0]
    if len(name.split()) != 1 or name.startswith("id:") or "@" in name or not _is_capitalised(word):
        return False
    if len(word.rstrip(".,")) == 1:
        return word.endswith(".") or (len(words) > 1 and _is_capitalised(words[1]))
    return name.isupper() or not word.isupper()


def _readings(
    name: str, words: Sequence[str], *, begins_name: bool, marked: Sequence[_Behind] = ()
) -> Iterable[_Reading]:
    """Yield the ways to read the words, the likeliest first, and last that all of them are topics.

    `marked` are words that would be asked about again without a mark.
    """
    if begins_name:
        initial = len(words[0].rstrip(".,")) == 1 and len(words) > 1
        titled = is_title(name) and len(words) > 1 and _is_capitalised(words[1])
        taken = 2 if initial or titled else 1
        run = len(name_words(words))
        listed = next((at for at, word in enumerate(words[:run], 1) if word.endswith(_ENDS)), 0)
        if listed > taken + 1:  # The Leeds Allotment Society, gardening
            yield _reading(" ".join([name, *words[:listed]]), words[listed:])
        yield _reading(" ".join([name, *words[:taken]]), words[taken:])
        if len(words) > taken and _is_capitalised(words[taken]) and not words[taken - 1].endswith(","):
            yield _reading(" ".join([name, *words[: taken + 1]]), words[taken + 1 :])
    else:
        yield _reading(name, words)
    words = [word for word in words if word not in _DASHES]
    topics = [word.rstrip(_MARKS) for word in words]
    again = {word for value in marked for word in value.words}
    odd = [_is_odd(word) or word in again for word in words]
    if odd:
        odd[0] = odd[0] or begins_name
    yield _Reading(name, tuple(f"+{topic}" if is_odd else topic for topic, is_odd in zip(topics, odd, strict=True)))


def _reading(name: str, words: Sequence[str]) -> _Reading:
    """Sort words into topics, numbers, addresses, an introducer and a note."""
    listed = any(word.endswith(_ENDS) for word in (name, *words))
    name = name.rstrip(_MARKS)
    if not any(map(_is_odd, words)):
        return _Reading(name, tuple(words))
    parts: list[list[str]] = [[]]
    options: list[tuple[str, str]] = []
    left = list(words)
    while left:
        option = _option(left)
        if option:
            options.append(option)
            continue
        word = left.pop(0)
        bare = word.rstrip(_MARKS)
        if _is_number(bare):
            (parts[-2] if len(parts) > 1 and not parts[-1] else parts[-1]).append(bare)
        elif bare in _BETWEEN or bare in _DASHES:
            parts.append([])
        elif bare in _DOES | _ARTICLES and left and not parts[-1] and all(map(_is_topic, left)):
            listed = True
        elif is_filler(bare) or bare in _BEGINS_NOTE:
            begun = parts.pop() if listed else _verb(parts)  # the clause between commas belongs together
            options.append(("notes", " ".join([*begun, word, *left])))
            break
        else:
            parts[-1].append(bare)
            if not listed or " " in bare or word != bare:
                parts.append([])
    return _Reading(name, tuple(" ".join(part) for part in parts if part), tuple(options))


def _verb(parts: list[list[str]]) -> list[str]:
    """Take the last word from the topics if it may be the verb of what follows: ``works (at N26)``."""
    filled = [part for part in parts if part]
    if filled and len(filled[-1]) == 1 and _VERB.fullmatch(filled[-1][0]):
        return [filled[-1].pop()]
    return []


def _option(left: list[str]) -> tuple[str, str] | None:
    """Take the leading words that belong to an option, and return its field and value."""
    key = left[0].rstrip(_MARKS).lower()
    following = left[1].rstrip(_MARKS) if left[1:] else ""
    named = key in _PHONE
    number = _run(left[named:], _is_number)
    if number and (named or _digits("".join(number)) >= _PHONE_DIGITS):
        del left[: named + len(number)]
        return "phone", " ".join(number)
    if key in _EMAIL and _is_address(following):
        del left[:2]
        return "email", following
    if _is_address(left[0].rstrip(_MARKS)):
        return "email", left.pop(0).rstrip(_MARKS)
    lives = len(left) - len(rest) if (rest := _after_lives(left)) else 0
    where = _run(rest, _is_capitalised) if lives else []
    if where:
        del left[: lives + len(where)]
        return "place", " ".join(where)
    people = _run(left[1:], _is_capitalised) if key == "via" else []
    if people:
        del left[: 1 + len(people)]
        return "via", " ".join(people)
    return None


def _after_lives(words: list[str]) -> list[str]:
    """Return the words after ``in``, ``lives in``, ``based in`` at the beginning; nothing if there are none."""
    for place, word in enumerate(words[:3]):
        if word == "in":
            return words[place + 1 :]
        if word not in _LIVES:
            return []
    return []


def _run(words: Sequence[str], fits: Callable[[str], bool]) -> list[str]:
    """Return the leading words that fit, without commas, up to one that ends in a comma."""
    run: list[str] = []
    for word in words:
        if not fits(word.rstrip(_MARKS)):
            break
        run.append(word.rstrip(_MARKS))
        if word.endswith(_ENDS):
            break
    return run
