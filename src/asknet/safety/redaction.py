"""Remove somebody's name and addresses from other texts."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from asknet.model import Kind
from asknet.person_names import without_titles
from asknet.safety.address_patterns import address_pattern, doubtful_number, hint_of
from asknet.safety.aligned import Aligned, aligned, has_ignored
from asknet.text import fold_name, is_filler

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from asknet.model import Contact

GAP = "[…]"
"""The replacement for a name: not a word, so that asking never finds it."""

EXACT, PART, INITIALS = 3, 2, 1
"""How close a spelling is to the name: all its words, without middle names and titles, with initials."""

Form = tuple[str, ...]
"""A spelling of a name, as folded words; a single letter stands for a word that begins with it."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_POSSESSIVE = re.compile(r"'s$")
_BETWEEN = re.compile(r"[\s.,'_*/+()‐‑‒–—-]{0,4}")
"""What may separate two words of a name."""
_SPELT_OUT = re.compile("aa|ae|oe|ue")
"""Two letters that may stand for one with a mark: Søren, Soeren; Müller, Mueller; Åse, Aase."""
_SHORTEST_WORD = 2
_SHORTEST_RESPELT = 4
"""Letters of a single word that is compared so: "Has" is no name of somebody called Haas."""
_SHORTEST_PLURAL = 3
_MOST_WORDS = 8
"""The most words of a name that are tried in another order or left out; a longer one is a sentence."""


class _Word(NamedTuple):
    """A word of a text: folded, whether it is capitalised, and its position in the folded text."""

    folded: str
    capital: bool
    start: int
    end: int


def forms_of(name: str) -> dict[Form, int]:
    """Return the spellings of a name, each with how close it is: `EXACT`, `PART` or `INITIALS`.

    Empty for a name that cannot be compared word by word.
    """
    if not _is_words(name):
        return {}
    words = tuple(fold_name(name).split())
    forms: dict[Form, int] = {}
    for shorter, near in ((words, EXACT), (tuple(without_titles(words)), PART)):
        if 1 < len(shorter) <= _MOST_WORDS:
            first, *middle, last = shorter
            turned = [shorter[cut:] + shorter[:cut] for cut in range(len(shorter))]
            for form in (*turned, ("".join(shorter),), ("".join(turned[-1]),)):
                forms.setdefault(form, near)
            if middle:
                forms |= {form: PART for form in ((first, last), (last, first)) if form not in forms}
            letters = [word[0] for word in middle]
            for form in (
                (first[0], last), (last, first[0]), (first, last[0]), (first[0], *letters, last),
                (last, first[0], *letters), (first, *letters, last),
            ):  # fmt: skip
                if max(map(len, form)) > 1:
                    forms.setdefault(form, INITIALS)
        elif shorter == words:
            forms[words] = EXACT
    return forms


class Naming:
    """The ways to name a contact, and how to remove them from a text.

    `shared` are spellings that may also mean somebody else, and names (folded)
    and addresses (as written) that somebody else has too: these do not say
    who is meant, and stay.
    """

    def __init__(self, contact: Contact, shared: AbstractSet[str | Form] = frozenset()) -> None:
        names = (contact.name, *contact.aliases)
        self._words = {word for name in names for word in fold_name(name).split()}
        self._person = contact.kind is Kind.PERSON
        forms: dict[Form, int] = {}
        for name in names:
            for form, near in forms_of(name).items():
                forms[form] = max(near, forms.get(form, 0))
        if not self._person:
            forms = {form: near for form, near in forms.items() if near == EXACT}
        self._initials = {form for form, near in forms.items() if near == INITIALS}
        self._certain = _by_first(form for form in forms if form not in shared)
        self._doubtful = _by_first(form for form in forms if form in shared)
        self._respelt = _by_first({tuple(map(_respelt, form)) for form in forms if len(form) > 1})
        self._needs_capital = {
            form for name in names if len(form := tuple(fold_name(name).split())) == 1 and name[:1].isupper()
        }
        addresses = [
            pattern
            for field in ("email", "url", "phone")
            for value in getattr(contact, field)
            if value not in shared and (pattern := address_pattern(field, value))
        ]
        literal = [_literal(name) for name in names if not _is_words(name) and fold_name(name) not in shared]
        self._patterns = [re.compile(pattern) for pattern in (*addresses, *filter(None, literal))]
        numbers = [doubtful_number(value) for value in contact.phone if value not in shared]
        self._numbers = [re.compile(pattern) for pattern in numbers if pattern]
        self._hint = re.compile("|".join(filter(None, self._hints(contact))) or "(?!)")
        self._single = (
            frozenset(word for word in self._words if len(word) >= _SHORTEST_WORD) if self._person else frozenset()
        )
        self._last = {words[-1] for name in names if len(words := without_titles(fold_name(name).split())) > 1}

    def _hints(self, contact: Contact) -> Iterator[str]:
        """Yield simple patterns, one of which matches in every ASCII text, folded, that names the contact."""
        for name in (contact.name, *contact.aliases):
            words = fold_name(name).split()
            long = [word for word in words if len(word) >= _SHORTEST_WORD] or words
            # the plural of Kennedy may be Kennedies
            yield from (_any_spelling(word.removesuffix("y") or word) for word in (long if _is_words(name) else words))
        for field in ("email", "url", "phone"):
            yield from (hint_of(field, value) for value in getattr(contact, field))

    def _is_worth_reading(self, text: str) -> bool:
        return not text.isascii() or self._hint.search(text.lower()) is not None

    @property
    def words(self) -> frozenset[str]:
        """The words of the names, folded."""
        return frozenset(self._words)

    def redacted(self, text: str, *, beside: Iterable[str] | None = None) -> str:
        """Return `text` without what names the contact.

        If the contact took part, `beside` are the names of the others who did: then
        single words of the name are removed too, unless they are part of one of those.
        """
        if not self._is_worth_reading(text):
            return text
        single: frozenset[str] = frozenset()
        if beside is not None:
            single = self._single - {w for name in beside for w in fold_name(name).split()}
        spans = [
            (read.starts[start], read.ends[end - 1])
            for read in _readings(text)
            for start, end in self._spans(read, single)
            if start < end
        ]
        for start, end in reversed(_joined(spans)):
            text = text[:start] + GAP + text[end:]
        return text

    def may_name(self, text: str, words: frozenset[str], plurals: frozenset[str]) -> bool:
        """Return whether `text` contains something that may or may not name the contact.

        That is one of these single `words` of the name with a capital, one of
        `plurals` in the plural, the end of a telephone number, a spelling
        of the name that somebody else shares, or one with two letters for one (Soeren for Søren).
        """
        respelt_words = {_respelt(word) for word in words}
        for read in _readings(text) if self._is_worth_reading(text) else ():
            if any(pattern.search(read.folded) for pattern in self._numbers):
                return True
            found = _words(read)
            if any(
                word.capital
                and (
                    not words.isdisjoint(_stems(word.folded))
                    or (len(word.folded) >= _SHORTEST_RESPELT and _respelt(word.folded) in respelt_words)
                    or _is_plural(word.folded, plurals)
                )
                for word in found
            ):
                return True
            if any(True for _ in self._written(read, found, self._doubtful)):
                return True
            respelt = [word._replace(folded=_respelt(word.folded)) for word in found]
            if any(True for _ in self._written(read, respelt, self._respelt)):
                return True
        return False

    def single_words(self, others: AbstractSet[str]) -> frozenset[str]:
        """Return the single words of the name that are not in `others` and have no other meaning in English."""
        return frozenset(w for w in self._single - others if not is_filler(w))

    def family(self, others: AbstractSet[str]) -> frozenset[str]:
        """Return the family names whose plural is not a name of `others`, though others may share the name itself."""
        return frozenset(w for w in self._last & self._single if not is_filler(w) and f"{w}s" not in others)

    def _spans(self, read: Aligned, single: frozenset[str]) -> Iterator[tuple[int, int]]:
        for pattern in self._patterns:
            yield from (match.span() for match in pattern.finditer(read.folded))
        words = _words(read)
        for word in words:
            if any(
                stem in single and (word.capital or not (is_filler(stem) or is_filler(word.folded)))
                for stem in _stems(word.folded)
            ):
                yield word.start, word.end
        yield from self._written(read, words, self._certain)

    def _written(
        self, read: Aligned, words: Sequence[_Word], forms: dict[str, list[Form]]
    ) -> Iterator[tuple[int, int]]:
        """Yield where the name occurs in one of these forms."""
        for place, word in enumerate(words):
            for form in (form for start in _stems(word.folded) for form in forms.get(start, ())):
                for part in _parts(words, place, form):
                    if _together(read.folded, part) and self._is_meant(read, part, form):
                        yield part[0].start, part[-1].end

    def _is_meant(self, read: Aligned, part: Sequence[_Word], form: Form) -> bool:
        """Return whether words that match a form are capitalised where they have to be."""
        if len(form) == 1:
            return form not in self._needs_capital or part[0].capital
        return form not in self._initials or all(
            word.capital and (not is_filler(word.folded) or read.folded[word.end : word.end + 1] == ".")
            for word in part
            if len(word.folded) == 1
        )


def _parts(words: Sequence[_Word], place: int, form: Form) -> Iterator[Sequence[_Word]]:
    """Yield the words from a position on that match a form, the last one perhaps in the plural.

    An initial may be between a given and a family name.
    """
    part = words[place : place + len(form)]
    if _are(part, form):
        yield part
    part = words[place : place + 3]
    if len(form) == 2 and len(part) == 3 and len(form[0]) > 1 and len(part[1].folded) == 1 and part[1].capital:  # noqa: PLR2004
        yield from [part] if _are([part[0], part[2]], form) else []


def _are(words: Sequence[_Word], form: Form) -> bool:
    return (
        len(words) == len(form)
        and all(word.folded == said for word, said in zip(words[:-1], form[:-1], strict=True))
        and form[-1] in _stems(words[-1].folded)
    )


def _by_first(forms: Iterable[Form]) -> dict[str, list[Form]]:
    found: dict[str, list[Form]] = {}
    for form in forms:
        found.setdefault(form[0], []).append(form)
    return found


def _readings(text: str) -> Iterator[Aligned]:
    yield aligned(text)
    if has_ignored(text):
        yield aligned(text, ignored=" ")


def _is_words(name: str) -> bool:
    """Return whether a name can be compared word by word: not if its script joins words, or if it has none."""
    return fold_name(name).replace(" ", "").isalnum() and all(ord(c) < 0x0900 for c in fold_name(name))  # noqa: PLR2004 - Devanagari


def _respelt(word: str) -> str:
    """Return a folded word with one letter for each two that may stand for it, so that both spellings are equal."""
    return _SPELT_OUT.sub(lambda two: two[0][0], word)


def _any_spelling(word: str) -> str:
    """Return a pattern for a folded word with one letter or two for each that may be spelt out."""
    return re.sub("[aou]", lambda letter: f"{letter[0]}[ae]?", re.escape(_respelt(word)))


def _literal(name: str) -> str:
    """Return a pattern for a name that is not words: its characters, with optional separators."""
    read = aligned(name).folded
    shown = [re.escape(char) for char in read if not char.isspace()]
    spaced = len(shown) > 2 and any(char.isalnum() for char in read)  # noqa: PLR2004 - two may meet by chance
    pattern = (r"[\s·・.]{0,2}" if spaced else r"\s*").join(shown) if spaced or " " in read else "".join(shown)
    given, _, family = read.rpartition(" ")
    turned = rf"|{re.escape(family)}[\s,·・]{{0,2}}{re.escape(given)}" if given and spaced else ""
    return f"(?:{pattern}{turned})" if shown else ""


def _stems(word: str) -> tuple[str, ...]:
    """Return a word and the words of which it may be the English plural."""
    if len(word) <= _SHORTEST_PLURAL or word[-1] != "s":
        return (word,)
    return (
        word,
        word[:-1],
        *((word[:-2],) if word.endswith("es") else ()),
        *((f"{word[:-3]}y",) if word.endswith("ies") else ()),
    )


def _is_plural(word: str, of: frozenset[str]) -> bool:
    return not of.isdisjoint(_stems(word)[1:])


def _words(read: Aligned) -> list[_Word]:
    found = []
    for match in _WORD.finditer(read.folded):
        said = _POSSESSIVE.sub("", match.group())
        capital = read.is_capital(match.start())
        found += [_Word(word, capital, match.start(), match.start() + len(said)) for word in fold_name(said).split()]
    return found


def _together(text: str, words: Sequence[_Word]) -> bool:
    """Return whether only the usual separators are between words."""
    return all(_BETWEEN.fullmatch(text[a.end : b.start]) for a, b in pairwise(words) if a.end < b.start)


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, with those that touch joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
