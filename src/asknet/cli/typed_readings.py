"""Readings of words typed after a NAME: how much of them is the name, which are topics, values of options, a note."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.cli.shell_words import quoted
from asknet.fields import MANY
from asknet.model import Kind
from asknet.person_names import is_generation, is_given, is_title
from asknet.text import fold_name, is_filler

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

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
_OPTIONS = {"aliases": "alias", "notes": "note", "rename": "name", "circles": "circle"}
"""Options that are called otherwise than their field."""
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
MARKS = ",;"
_MOST_BEFORE = 3
"""Words in small letters before a name that may describe it, at most: ``my old neighbour``."""


class Reading(NamedTuple):
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


def readings_of_sentence(name: str, words: list[str], fields: Mapping[str, Any]) -> list[Reading]:
    """Return the ways to read a NAME that seems to say more than a name, the likeliest first; none if it is one.

    That is a sentence in quotes ("Priya, my registrar, knows how to read ECGs") and words before the name
    (``my sister Joan``, ``supplier "Blumen Krause"``).
    """
    if fields.get("kind", Kind.PERSON) is not Kind.PERSON:
        return []
    typed = all_topics(name, words, (), first=" " not in name)._replace(options=(("force", True),))
    inside = name.split()
    end = _end_of_name(inside)
    if end:
        reading = read_words(" ".join(inside[:end]), inside[end:])
        return [reading._replace(skills=(*reading.skills, *words)), typed]
    before = len(list(takewhile(_describes, [name, *words]))) if words and " " not in name else 0
    left = words[max(before - 1, 0) :]
    if not 0 < before <= _MOST_BEFORE or not left or not _begins_name(left[0]):
        return []
    run = 1 if " " in left[0] else len(name_words(_to_comma(left)))
    described = " ".join([name, *words[: before - 1]])
    reading = read_words(" ".join(left[:run]), left[run:])
    reading = reading._replace(options=(("notes", described), *reading.options))
    whole = read_words(" ".join([described, *left[:run]]), left[run:])
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


def name_words(words: Sequence[str]) -> list[str]:
    """Return the leading words that continue a name: capitalised ones, or filler between those (``and Sons``)."""
    fits = [is_capitalised(word) for word in words]
    between = [is_filler(word) and any(fits[at + 1 : at + 2]) for at, word in enumerate(words)]
    return [word for word, *_ in takewhile(lambda each: any(each[1:]), zip(words, fits, between, strict=True))]


def is_plain_list(words: Sequence[str]) -> bool:
    """Return whether words are topics between commas, the last perhaps after "and": ``bread baking, crochet and lace``."""
    parts = re.split(r"[,;]\s+|\s+(?:and|or)\s+", " ".join(words).rstrip(MARKS))
    joined = any(word.endswith(_ENDS) for word in words[:-1])
    several = all(len(part.split()) == 1 for part in parts)
    bare = [word for part in parts for word in part.split()]
    return (joined or several) and not any(map(is_odd, bare))


def _is_number(word: str) -> bool:
    return bool(_NUMBER.fullmatch(word))


def _digits(text: str) -> int:
    return sum(character.isdecimal() for character in text)


def is_odd(word: str) -> bool:
    """Return whether an unquoted word is not a topic: it ends in a comma, is filler, a bare number or an address."""
    if " " in word:
        return False
    if word.startswith("+"):
        return _is_number(word) and _digits(word) >= _ABROAD_DIGITS
    bare = word.rstrip(MARKS)
    return (
        bare in _DASHES | _DOES | _BEGINS_NOTE
        or word != bare
        or is_filler(word)
        or bare.lower() in _FIELD_WORDS
        or _is_number(word)
        or _is_address(word)
    )


def _is_topic(word: str) -> bool:
    return word.rstrip(MARKS) in _BETWEEN | _ARTICLES or not is_odd(word.rstrip(MARKS))


def _is_address(word: str) -> bool:
    local, at, domain = word.partition("@")
    return bool(at and local) and "." in domain


def is_capitalised(word: str) -> bool:
    """Return whether a word begins with a capital and has neither a space nor a level."""
    return word[:1].isupper() and " " not in word and ":" not in word


def continues_name(name: str, words: Sequence[str]) -> bool:
    """Return whether the first word may belong to a NAME of one word.

    An abbreviation (SQL) does not, unless the name is in capitals too; nor does a single letter (R) at the end.
    """
    word = words[0]
    if len(name.split()) != 1 or name.startswith("id:") or "@" in name or not is_capitalised(word):
        return False
    if len(word.rstrip(".,")) == 1:
        return word.endswith(".") or (len(words) > 1 and is_capitalised(words[1]))
    return name.isupper() or not word.isupper()


def readings_of(name: str, words: Sequence[str], *, begins_name: bool) -> Iterable[Reading]:
    """Yield the ways to read the words, the likeliest first, and last that all of them are topics."""
    if begins_name:
        initial = len(words[0].rstrip(".,")) == 1 and len(words) > 1
        titled = is_title(name) and len(words) > 1 and is_capitalised(words[1])
        run = len(name_words(words))
        taken = run if name.lower() in _ARTICLES else 2 if initial or titled else 1
        listed = next((at for at, word in enumerate(words[:run], 1) if word.endswith(_ENDS)), 0)
        if listed > taken + 1:  # The Leeds Allotment Society, gardening
            yield read_words(" ".join([name, *words[:listed]]), words[listed:])
        yield read_words(" ".join([name, *words[:taken]]), words[taken:])
        if len(words) > taken and is_capitalised(words[taken]) and not words[taken - 1].endswith(","):
            yield read_words(" ".join([name, *words[: taken + 1]]), words[taken + 1 :])
    else:
        yield read_words(name, words)
    yield all_topics(name, words, (), first=begins_name)


def all_topics(name: str, words: Sequence[str], marked: Container[str], *, first: bool) -> Reading:
    """Return the reading as topics, those marked that would be asked about again: the odd, the `marked` and the `first`."""
    topics = [word.rstrip(MARKS) for word in words if word not in _DASHES]
    asked = [is_odd(word) or word in marked for word in words if word not in _DASHES]
    asked[:1] = [first or one for one in asked[:1]]
    return Reading(name, tuple(f"+{topic}" if mark else topic for topic, mark in zip(topics, asked, strict=True)))


def read_words(name: str, words: Sequence[str]) -> Reading:
    """Sort words into topics, numbers, addresses, an introducer and a note."""
    listed = any(word.endswith(_ENDS) for word in (name, *words))
    name = name.rstrip(MARKS)
    if not any(map(is_odd, words)):
        return Reading(name, tuple(words))
    parts: list[list[str]] = [[]]
    options: list[tuple[str, str]] = []
    left = list(words)
    while left:
        option = None if parts[-1] and left[0] == "in" else _option(left)  # formats theses in LaTeX
        if option:
            options.append(option)
            continue
        word = left.pop(0)
        bare = word.rstrip(MARKS)
        if _is_number(bare):
            (parts[-2] if len(parts) > 1 and not parts[-1] else parts[-1]).append(bare)
        elif bare in _BETWEEN or bare in _DASHES:
            parts.append([])
        elif bare in _DOES | _ARTICLES and not parts[-1] and _topics_behind(left):
            left = _topics_behind(left)
            listed = True
        elif is_filler(bare) or bare in _BEGINS_NOTE or (bare in _DAY_OF and any(map(is_odd, left))):
            begun = parts[-1] if listed else _verb(parts)  # the clause between commas belongs together
            parts.append([])
            end = _next_clause(left)
            options.append(("notes", " ".join([*begun, word, *left[:end]]).rstrip(MARKS)))
            parts[-2], left = ([] if listed else parts[-2]), left[end:]
        else:
            parts[-1].append(bare)
            if not listed or " " in bare or word != bare:
                parts.append([])
    return Reading(name, tuple(" ".join(part) for part in parts if part), tuple(options))


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
    key = left[0].rstrip(MARKS).lower()
    following = left[1].rstrip(MARKS) if left[1:] else ""
    named = key in _PHONE
    number = _run(left[named:], _is_number)
    if number and (named or _digits("".join(number)) >= _PHONE_DIGITS):
        del left[: named + len(number)]
        return "phone", " ".join(number)
    if key in _EMAIL and _is_address(following):
        del left[:2]
        return "email", following
    if _is_address(left[0].rstrip(MARKS)):
        return "email", left.pop(0).rstrip(MARKS)
    lives = len(left) - len(rest) if (rest := _after_lives(left)) else 0
    where = _run(rest, is_capitalised) if lives else []
    if where:
        del left[: lives + len(where)]
        return "place", " ".join(where)
    field = _FIELD_WORDS.get(key, "")
    capitals = field == "via" or is_capitalised(left[1] if left[1:] else "")
    value = _run(left[1:], is_capitalised if capitals else lambda word: not is_odd(word)) if field else []
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
        if not fits(word.rstrip(MARKS)):
            break
        run.append(word.rstrip(MARKS))
        if word.endswith(_ENDS):
            break
    return run
