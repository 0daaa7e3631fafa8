"""Handle words typed after a NAME without quotes: ask about them if they can hardly all be topics.

A shell splits ``add Sue Rawson solicitor`` into a name and topics although none were meant. asknet asks one
question on a terminal, and prints the command to type in a script. ``+Word`` is always a topic.
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.cli.shell_words import quoted
from asknet.errors import UsageError
from asknet.fields import MANY
from asknet.model import Kind
from asknet.names import names_in
from asknet.person_names import is_generation, is_given, is_title
from asknet.text import fold_name, is_filler

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from asknet.cli.session import Session

_NUMBER = re.compile(r"\+?[\d()./-]*\d[\d()./-]*", re.ASCII)
_PHONE_DIGITS = 6
"""The fewest digits of a telephone number; fewer belong to a topic (``windows 11``)."""
_ABROAD_DIGITS = 8
"""The fewest digits for a word that begins with a plus sign to be a telephone number rather than a marked topic."""
_PHONE = frozenset({"phone", "mobile", "mob", "cell", "tel", "telephone"})
_EMAIL = frozenset({"email", "e-mail", "mail"})
_FIELD_WORDS = {
    "place": "place", "title": "title", "org": "org", "alias": "aliases", "circle": "circles", "url": "url", "via": "via",
}  # fmt: skip
"""Words that name a field whose value goes on in the words behind them (``place Hexham``)."""
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
"""Options that are called otherwise than their field."""
_OF_ME = frozenset({"email", "phone"})
"""Options that your own record has too."""
_DOES = frozenset("does enjoys fixes helps knows likes loves makes offers plays repairs sells speaks teaches".split())
"""Verbs before a topic, which are not topics themselves: ``knows excel``."""
_ARTICLES = frozenset({"a", "an", "the"})
_BEGINS_NOTE = frozenset({"met"})
_DAY_OF = frozenset({"birthday", "born"})
"""Words before a day that asknet does not keep, and a note can."""
_VERB = re.compile(r"[a-z]{2,}[^s\W]s")
"""A word that may say what somebody does; before a filler word it is hardly a topic."""
_BORN = frozenset("nee ne geb geborene formerly aka".split())
"""Words before a former or another name, folded."""
_ENDS = (",", ";")
_MARKS = ",;"
_NAMED = 3
_NAME_WORDS = 4
"""Words of a name behind its first, at most."""
_MOST_BEFORE = 3
"""Words in small letters before a name that may describe it, at most: ``my old neighbour``."""


class _Reading(NamedTuple):
    """One way to read the words: the name, the topics, and the values of options."""

    name: str
    skills: tuple[str, ...]
    options: tuple[tuple[str, str | bool], ...] = ()

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
    if verb == "add" and not fields.get("force") and (within := _readings_of_sentence(name, words, fields)):
        why = f"{name!r} may be more than a name" if " " in name else f"{name!r} may not be the name"
        return _chosen(session, why, [(reading, reading.command(verb, fields), fields) for reading in within])
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
    why = (
        f"{left[0]!r} may be part of the name"
        if begins_name
        else f"{_few(odd)} {'does' if len(odd) == 1 else 'do'} not look like {'a topic' if len(odd) == 1 else 'topics'}"
    )
    readings = [(reading, fields) for reading in _readings(name, left, begins_name=begins_name)]
    if behind:
        why = " and ".join(f"{value.words[0]!r} may be part of {value.option}" for value in behind)
        whole = fields
        for value in behind:
            whole = value.joined(whole)
        all_topics = list(_readings(name, words, begins_name=begins_name, marked=behind))[-1]
        readings = [*((reading, whole) for reading, _ in readings[:-1]), (all_topics, fields)]
    if verb == "me":  # your own record has no notes, and no place
        of_me = [(reading, given) for reading, given in readings if {field for field, _ in reading.options} <= _OF_ME]
        plain = tuple(word.rstrip(_MARKS) for word in words if not _is_odd(word.rstrip(_MARKS)))
        readings = of_me if len(of_me) > 1 or not plain else [(_Reading("", plain), fields), readings[-1]]
    if verb == "edit" and begins_name and session.is_called(name):
        readings = [readings[-1], *readings[:-1]]  # nobody has the longer name: `_with_whole_name` has looked
    again = _Reading(name, tuple(words)).command(verb, fields)
    readings = [each for each in readings if each[0].command(verb, each[1]) != again]
    return _chosen(
        session,
        why,
        [(reading, reading.command(verb, given), given) for reading, given in readings],
        " if all of it is topics" if readings[-1][0].name == name else "",
    )


def _chosen(
    session: Session, why: str, readings: Sequence[tuple[_Reading, str, dict[str, Any]]], otherwise: str = ""
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


def _readings_of_sentence(name: str, words: list[str], fields: Mapping[str, Any]) -> list[_Reading]:
    """Return the ways to read a NAME that seems to say more than a name, the likeliest first; none if it is one.

    That is a sentence in quotes ("Priya, my registrar, knows how to read ECGs") and words before the name
    (``my sister Joan``, ``supplier "Blumen Krause"``).
    """
    if fields.get("kind", Kind.PERSON) is not Kind.PERSON:
        return []
    typed = _all_topics(name, words, (), first=" " not in name)._replace(options=(("force", True),))
    inside = name.split()
    end = _end_of_name(inside)
    if end:
        reading = _reading(" ".join(inside[:end]), inside[end:])
        return [reading._replace(skills=(*reading.skills, *words)), typed]
    before = len(list(takewhile(_describes, [name, *words]))) if words and " " not in name else 0
    left = words[max(before - 1, 0) :]
    if not 0 < before <= _MOST_BEFORE or not left or not _begins_name(left[0]):
        return []
    run = 1 if " " in left[0] else len(name_words(_to_comma(left)))
    described = " ".join([name, *words[: before - 1]])
    reading = _reading(" ".join(left[:run]), left[run:])
    reading = reading._replace(options=(("notes", described), *reading.options))
    whole = _reading(" ".join([described, *left[:run]]), left[run:])
    if before > 1 or is_filler(name):
        return [reading, whole._replace(options=(*whole.options, ("force", True))), typed]
    return [whole, reading, typed] if is_given(fold_name(name)) else [reading, whole, typed]


def _end_of_name(words: Sequence[str]) -> int:
    """Return how many words of a text are its name, if it goes on with what somebody is or does; else 0."""
    if not words or not words[0][:1].isupper():
        return 0
    for at, (word, following) in enumerate(pairwise(words), 1):
        plain = following[:1].islower() and fold_name(following) not in _BORN
        plain = plain and not is_title(following) and not is_generation(following)
        if (word.endswith(_ENDS) and plain) or following in _DOES:
            return at
    return 0


def _begins_name(word: str) -> bool:
    """Return whether a word or a text in quotes may be a name: it has a capital, and is no abbreviation (SQL, R)."""
    return word[:1].isupper() and ":" not in word and not word.isupper()


def _describes(word: str) -> bool:
    """Return whether a word in small letters may say who somebody is, before the name; an article is part of one."""
    return word.isalpha() and word.islower() and word not in _ARTICLES and word not in _BETWEEN | _DOES


def _to_comma(words: Sequence[str]) -> list[str]:
    """Return the words up to the first that ends in a comma."""
    end = next((at for at, word in enumerate(words, 1) if word.endswith(_ENDS)), len(words))
    return list(words[:end])


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
        or bare.lower() in _FIELD_WORDS
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
        run = len(name_words(words))
        taken = run if name.lower() in _ARTICLES else 2 if initial or titled else 1
        listed = next((at for at, word in enumerate(words[:run], 1) if word.endswith(_ENDS)), 0)
        if listed > taken + 1:  # The Leeds Allotment Society, gardening
            yield _reading(" ".join([name, *words[:listed]]), words[listed:])
        yield _reading(" ".join([name, *words[:taken]]), words[taken:])
        if len(words) > taken and _is_capitalised(words[taken]) and not words[taken - 1].endswith(","):
            yield _reading(" ".join([name, *words[: taken + 1]]), words[taken + 1 :])
    else:
        yield _reading(name, words)
    yield _all_topics(name, words, {word for value in marked for word in value.words}, first=begins_name)


def _all_topics(name: str, words: Sequence[str], marked: Container[str], *, first: bool) -> _Reading:
    """Return the reading as topics, those marked that would be asked about again: the odd, the `marked` and the `first`."""
    topics = [word.rstrip(_MARKS) for word in words if word not in _DASHES]
    asked = [_is_odd(word) or word in marked for word in words if word not in _DASHES]
    asked[:1] = [first or one for one in asked[:1]]
    return _Reading(name, tuple(f"+{topic}" if mark else topic for topic, mark in zip(topics, asked, strict=True)))


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
        option = None if parts[-1] and left[0] == "in" else _option(left)  # formats theses in LaTeX
        if option:
            options.append(option)
            continue
        word = left.pop(0)
        bare = word.rstrip(_MARKS)
        if _is_number(bare):
            (parts[-2] if len(parts) > 1 and not parts[-1] else parts[-1]).append(bare)
        elif bare in _BETWEEN or bare in _DASHES:
            parts.append([])
        elif bare in _DOES | _ARTICLES and not parts[-1] and _topics_behind(left):
            left = _topics_behind(left)
            listed = True
        elif is_filler(bare) or bare in _BEGINS_NOTE or (bare in _DAY_OF and any(map(_is_odd, left))):
            begun = parts[-1] if listed else _verb(parts)  # the clause between commas belongs together
            parts.append([])
            end = _next_clause(left)
            options.append(("notes", " ".join([*begun, word, *left[:end]]).rstrip(_MARKS)))
            parts[-2], left = ([] if listed else parts[-2]), left[end:]
        else:
            parts[-1].append(bare)
            if not listed or " " in bare or word != bare:
                parts.append([])
    return _Reading(name, tuple(" ".join(part) for part in parts if part), tuple(options))


def _topics_behind(words: list[str]) -> list[str]:
    """Return the words behind a verb (``knows``), without "about", if all of them are topics; else none."""
    topics = words[1:] if words[:1] == ["about"] else words
    return topics if all(map(_is_topic, topics)) else []


def _next_clause(words: list[str]) -> int:
    """Return where behind a comma a clause with topics begins (``..., knows about medicines``); the end if there is none."""
    for at, word in enumerate(words, 1):
        if word.endswith(_ENDS) and words[at : at + 1] and words[at] in _DOES and _topics_behind(words[at + 1 :]):
            return at
    return len(words)


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
    field = _FIELD_WORDS.get(key, "")
    capitals = field == "via" or _is_capitalised(left[1] if left[1:] else "")
    value = _run(left[1:], _is_capitalised if capitals else lambda word: not _is_odd(word)) if field else []
    if value:
        del left[: 1 + len(value)]
        return field, " ".join(value)
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
