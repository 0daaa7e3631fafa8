"""Resolve a name to a contact: the one rule for every verb.

A name is accepted if it is a contact's name or alias, or if its words are whole
words of one contact's name only, including an initial beside one of them ("Dana L");
titles, case, accents, punctuation and the order of given and family name do not
matter. An e-mail address, a telephone number or a uid is accepted for its owner.
Anything looser (the beginning of a word, a short form, a close spelling) is accepted
if the command only reads, and reported; if it writes, it is only offered. A
contradicting initial ("Dana T" and Dana Levi) never matches.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from asknet.addresses import NAMED_ADDRESS, is_address, is_number, same_number
from asknet.errors import AmbiguousNameError, AsknetError, NothingFoundError, UsageError
from asknet.fields import one_line
from asknet.numbers import read_number
from asknet.person_names import Fit, fit, given_name_groups, nicknames, parse_name, plainest
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from asknet.model import Contact

OFFERED = 6
"""How many candidates are named if a name is not clear."""
_SHORTEST_MISSPELT = 4
_TWO_EDITS_FROM = 8


class NameBook(Protocol):
    """What the rule needs from a store."""

    def known_as(self, folded: str) -> list[int]:
        """Return the numbers of the contacts with exactly this folded name or alias."""

    def with_words(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of the contacts with all these folded words whole in the name."""

    def names_near(self, words: Sequence[str]) -> Iterable[tuple[int, str]]:
        """Yield every ``(number, folded name or alias)`` that may resemble these folded words."""

    def having(self, field: str, values: Sequence[str]) -> list[int]:
        """Return the numbers of the contacts that may have one of these addresses (``email``, ``phone``)."""

    def with_uid(self, uid: str) -> int | None:
        """Return the number of the contact with this uid."""

    def load(self, numbers: Sequence[int]) -> list[Contact]:
        """Return the contacts with these numbers."""


class Resolved(NamedTuple):
    """The contact that a name means; `loosely` if the name only resembles theirs."""

    contact: Contact
    loosely: bool = False


_BETWEEN_NAMES = r"[,;]|\s(?:and|und|et|y|&)\s"


def label(contact: Contact) -> str:
    """Describe a contact in one line: ``Nan Okafor (person, Textile designer, Hobart)``."""
    facts = [str(contact.kind), contact.title or contact.org, contact.place]
    return f"{contact.name} ({', '.join(part for part in facts if part)})"


def labels(contacts: Iterable[Contact]) -> dict[int, str]:
    """Return the label of each contact by its number; those that would be the same also say what distinguishes them."""
    found = {contact.id: label(contact) for contact in contacts}
    several = {text for text, times in Counter(found.values()).items() if times > 1}
    return {c.id: detailed_label(c) if found[c.id] in several else found[c.id] for c in contacts}


def detailed_label(contact: Contact) -> str:
    """Return a label with whatever is known first: topics, an address, the beginning of the notes, or the number alone."""
    topics = ", ".join(skill.topic for skill in contact.skills[:3])
    known = topics or next(iter((*contact.email, *contact.phone)), "") or contact.notes.partition("\n")[0][:40]
    return f"{label(contact)[:-1]}, {known})" if known else f"{label(contact)} id:{contact.id}"


def resolve(typed: str, book: NameBook, *, writing: bool) -> Resolved:
    """Find the contact that `typed` means: a name, an alias, or ``id:3``.

    Raises `AmbiguousNameError` with the candidates if several contacts fit, or if
    only a loose match was found while `writing`; `NothingFoundError` if nobody fits.
    """
    typed = one_line(typed, what="a name")
    if not typed:
        message = "a name is missing"
        raise UsageError(message, "Type a name, or see `asknet list`")
    if typed.startswith("id:"):
        return Resolved(_by_number(typed, book))
    mailbox = re.fullmatch(NAMED_ADDRESS, typed)
    if mailbox and (known := book.having("email", [mailbox[2]])) and len(known) == 1:
        return Resolved(book.load(known)[0])
    typed = (mailbox and mailbox[1].strip(" '\"")) or typed
    words = fold_name(typed).split()
    exact = book.known_as(" ".join(words)) or _with_address(typed, book) or _with_words(typed, words, book)
    exact = exact or _with_nickname(words, book)
    if len(exact) == 1:
        return Resolved(book.load(exact)[0])
    if exact:
        raise _several(typed, book.load(exact[:OFFERED]), len(exact))
    uid = book.with_uid(typed)
    if uid and not (contact := book.load([uid])[0]).me:
        return Resolved(contact)
    loose = resembling(words, book.names_near(words))
    if not loose:
        message = f"nobody here is called {typed!r}"
        hint = f"Contact numbers are written id:{typed}" if typed.isdecimal() else "See `asknet list`"
        raise NothingFoundError(message, hint)
    contacts = book.load(loose[:OFFERED])
    if writing:
        message = f"nobody here is called {typed!r}; did you mean {_either(contacts)}?"
        raise AmbiguousNameError(message, [*labels(contacts).items()], "Type the name in full, or id:N")
    if len(loose) > 1:
        raise _several(typed, contacts, len(loose))
    return Resolved(contacts[0], loosely=True)


def is_somebody(typed: str, book: NameBook, *, unclear: bool = False) -> bool:
    """Return whether a name means one contact; with `unclear`, also whether it may mean several."""
    try:
        resolve(typed, book, writing=True)
    except AmbiguousNameError:
        return unclear
    except AsknetError:
        return False
    return True


def may_be_several(typed: str) -> bool:
    """Return whether a text has a comma or an ``and`` that may separate names."""
    return re.search(_BETWEEN_NAMES, typed) is not None


def names_in(typed: str, is_somebody: Callable[[str], bool]) -> list[str]:
    """Return the names in ``A, B`` or ``A and B``, a text that is nobody's name; none if it may be one name.

    They are several if each has two words or more, or if one of them is somebody's.
    """
    parts = [part for part in map(str.strip, re.split(_BETWEEN_NAMES, typed)) if part]
    several = len(parts) > 1 and (all(len(part.split()) > 1 for part in parts) or any(map(is_somebody, parts)))
    return parts if several else []


def _with_address(typed: str, book: NameBook) -> list[int]:
    """Return the numbers of the contacts with this e-mail address or telephone number."""
    if is_address(typed):
        return book.having("email", [typed])
    if not is_number(typed):
        return []
    found = book.load(book.having("phone", [typed]))
    return [c.id for c in found if any(same_number(typed, number) for number in c.phone)]


def _with_words(typed: str, words: Sequence[str], book: NameBook) -> list[int]:
    """Return the numbers of the contacts whose names contain the words; only those without other words, if there are any."""
    wanted = parse_name(typed)
    found = book.with_words(words)
    if len(found) == 1:
        return found
    names = [(c.id, c.name) for c in book.load(found)] or _sharing_a_word(wanted.core, book)
    fits = [(number, fit(wanted, parse_name(name))) for number, name in names]
    best = max((how for _, how in fits), default=Fit.NONE)
    return sorted({number for number, how in fits if how is best}) if best else found


def _with_nickname(words: Sequence[str], book: NameBook) -> list[int]:
    """Return the numbers of the contacts whose alias of one word and family name these are."""
    family = book.load(book.with_words(words[-1:])) if len(words) > 1 else []
    return [c.id for c in family if " ".join(words) in map(fold_name, nicknames(c.name, c.aliases))]


def _sharing_a_word(words: Sequence[str], book: NameBook) -> list[tuple[int, str]]:
    """Return the names that `fit` may match with these folded words: they share a whole word, initials aside."""
    near = book.names_near(words)
    whole = {word for word in words if len(word) > 1}
    return [
        (number, name) for number, name in near if not whole or not (name.isascii() and whole.isdisjoint(name.split()))
    ]


def _by_number(typed: str, book: NameBook) -> Contact:
    digits = typed.removeprefix("id:").strip()
    number = read_number(digits)
    found = book.load([number]) if number else []
    if not found or found[0].me:
        message = f"there is no contact number {digits[:30]!r}"
        raise NothingFoundError(message, "See `asknet list`")
    return found[0]


def _several(typed: str, contacts: Sequence[Contact], count: int) -> AmbiguousNameError:
    more = f" and {count - len(contacts)} more" if count > len(contacts) else ""
    message = f"{typed!r} may be {_either(contacts)}{more}"
    return AmbiguousNameError(message, [*labels(contacts).items()], "Type more of the name, or id:N")


def _either(contacts: Sequence[Contact]) -> str:
    shown = [f"{text} id:{number}" for number, text in labels(contacts).items()]
    return " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def resembling(words: Sequence[str], names: Iterable[tuple[int, str]]) -> list[int]:
    """Return the contacts whose names, given as ``(number, folded name)``, loosely resemble these folded words, best first.

    Each word must be a whole word of the name, its beginning, another form of a given
    name, or a close spelling of it (one edit from 4 letters, two from 8, same first letter).
    """
    if not words:
        return []
    scored: dict[int, float] = {}
    for number, folded in names:
        score = _resemblance(words, folded.split())
        if score and score > scored.get(number, 0.0):
            scored[number] = score
    best = max(scored.values(), default=0.0)
    return [n for n, s in sorted(scored.items(), key=lambda pair: (-pair[1], pair[0])) if s == best]


def _resemblance(typed: Sequence[str], name: Sequence[str]) -> float:
    left = list(name)
    total = 0.0
    for word in typed:
        score, met = max(((_word_resemblance(word, n), n) for n in left), default=(0.0, ""))
        if not score:
            return 0.0
        total += score
        left.remove(met)
    return total / len(typed)


def _word_resemblance(typed: str, name: str) -> float:
    if typed == name:
        return 1.0
    if name.startswith(typed):
        return 0.9
    forms = given_name_groups(typed)
    if forms and not forms.isdisjoint(given_name_groups(name)):
        return 0.85
    if not typed.isascii() and plainest(typed) == plainest(name):
        return 0.85
    if len(typed) < _SHORTEST_MISSPELT or typed[0] != name[0]:
        return 0.0
    from rapidfuzz.distance import OSA

    allowed = 2 if len(typed) >= _TWO_EDITS_FROM else 1
    distance = OSA.distance(typed, name, score_cutoff=allowed)
    return 0.8 - distance / 10 if distance <= allowed else 0.0
