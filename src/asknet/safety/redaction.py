"""Taking somebody's name and addresses out of other texts."""

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
"""What stands where a name was: no word, so that it is never found by asking."""

EXACT, PART, INITIALS = 3, 2, 1
"""How near a way of writing a name is to the name: all its words, without middle names and titles, with initials."""

Form = tuple[str, ...]
"""A way of writing a name, as folded words; one of a single letter stands for a word that begins so."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_POSSESSIVE = re.compile(r"'s$")
_BETWEEN = re.compile(r"[\s.,'_*/+()‐‑‒–—-]{0,4}")
"""What may part two words of one name."""
_SHORTEST_WORD = 2
_SHORTEST_PLURAL = 3
_MOST_WORDS = 8
"""Words of a name that are written in another order or left out; a longer one is a sentence."""


class _Word(NamedTuple):
    """A word of a text: folded, whether it begins with a capital, and where it stands in the folded text."""

    folded: str
    capital: bool
    start: int
    end: int


def forms_of(name: str) -> dict[Form, int]:
    """Return the ways of writing a name, each with how near it is: `EXACT`, `PART` or `INITIALS`.

    None for a name that cannot be compared word by word.
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
    """What names a contact, and how to take it out of a text.

    `shared` are ways of writing the name that may as well mean somebody else, and
    names (folded) and addresses (as they are written) that somebody else has too:
    those do not say who is meant, and stay.
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
        """Return simple patterns one of which is in every ASCII text that names the contact, folded."""
        for name in (contact.name, *contact.aliases):
            words = fold_name(name).split()
            long = [word for word in words if len(word) >= _SHORTEST_WORD] or words
            # the plural of Kennedy is Kennedies
            yield from (re.escape(word.removesuffix("y") or word) for word in (long if _is_words(name) else words))
        for field in ("email", "url", "phone"):
            yield from (hint_of(field, value) for value in getattr(contact, field))

    def _is_worth_reading(self, text: str) -> bool:
        return not text.isascii() or self._hint.search(text.lower()) is not None

    @property
    def words(self) -> frozenset[str]:
        """The words of the names, folded."""
        return frozenset(self._words)

    def taken_out(self, text: str, *, beside: Iterable[str] | None = None) -> str:
        """Return `text` without what names the contact.

        Where the contact took part, `beside` are the names of who else did: then
        single words of the name go too, unless they are part of one of those.
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
        """Return whether `text` holds what may name the contact, and may not.

        That is one of these single `words` of the name with a capital, one of
        `plurals` in the plural, the end of a telephone number, or a way of
        writing the name that is somebody else's too.
        """
        for read in _readings(text) if self._is_worth_reading(text) else ():
            if any(pattern.search(read.folded) for pattern in self._numbers):
                return True
            found = _words(read)
            if any(
                word.capital and (not words.isdisjoint(_stems(word.folded)) or _is_plural(word.folded, plurals))
                for word in found
            ):
                return True
            if any(True for _ in self._written(read, found, self._doubtful)):
                return True
        return False

    def single_words(self, others: AbstractSet[str]) -> frozenset[str]:
        """Return the single words of the name that are not `others` and mean nothing else to a reader of English."""
        return frozenset(w for w in self._single - others if not is_filler(w))

    def family(self, others: AbstractSet[str]) -> frozenset[str]:
        """Return the family names whose plural is no name of `others`, though they may be called so themselves."""
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
        """Return where the name stands in one of these forms."""
        for place, word in enumerate(words):
            for form in (form for start in _stems(word.folded) for form in forms.get(start, ())):
                for part in _parts(words, place, form):
                    if _together(read.folded, part) and self._is_meant(read, part, form):
                        yield part[0].start, part[-1].end

    def _is_meant(self, read: Aligned, part: Sequence[_Word], form: Form) -> bool:
        """Return whether words that are written as a form are capitals where they have to be."""
        if len(form) == 1:
            return form not in self._needs_capital or part[0].capital
        return form not in self._initials or all(
            word.capital and (not is_filler(word.folded) or read.folded[word.end : word.end + 1] == ".")
            for word in part
            if len(word.folded) == 1
        )


def _parts(words: Sequence[_Word], place: int, form: Form) -> Iterator[Sequence[_Word]]:
    """Return the words from a place on that are a form, the last one perhaps in the plural.

    Between a given and a family name there may be an initial.
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
    """Return whether a name can be compared word by word: not where a script joins its words, or it has none."""
    return fold_name(name).replace(" ", "").isalnum() and all(ord(c) < 0x0900 for c in fold_name(name))  # noqa: PLR2004 - Devanagari


def _literal(name: str) -> str:
    """Return a pattern for a name that is not words: its characters, with or without what may part them."""
    read = aligned(name).folded
    shown = [re.escape(char) for char in read if not char.isspace()]
    spaced = len(shown) > 2 and any(char.isalnum() for char in read)  # noqa: PLR2004 - two may meet by chance
    pattern = (r"[\s·・.]{0,2}" if spaced else r"\s*").join(shown) if spaced or " " in read else "".join(shown)
    given, _, family = read.rpartition(" ")
    turned = rf"|{re.escape(family)}[\s,·・]{{0,2}}{re.escape(given)}" if given and spaced else ""
    return f"(?:{pattern}{turned})" if shown else ""


def _stems(word: str) -> tuple[str, ...]:
    """Return a word and what it may be the English plural of."""
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
    """Return whether nothing but the usual stands between words."""
    return all(_BETWEEN.fullmatch(text[a.end : b.start]) for a, b in pairwise(words) if a.end < b.start)


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that meet joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
