"""``introduced me to Carla Reyes (bookbinding)``: contacts that a sentence brings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.logbook.sentence.vocabulary import DETERMINERS, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.book import Book, Company
    from asknet.logbook.sentence.words import Word
    from asknet.model import Contact

_TO = r"(?i:\b(?:introduced (?:me|us) to|put (?:me|us) in (?:touch|contact) with|connected (?:me|us) (?:with|to))\s+)"
_IN_BRACKETS = re.compile(r"\s*\(([^()]{1,200})\)")
_LONGEST = 4
"""Words of a new name, at most."""


class NewContact(NamedTuple):
    """Somebody the sentence brings: the name as written, what they know (``topic[:level]``), through whom.

    `place` is where in the text the introduction is told.
    """

    name: str
    skills: tuple[str, ...]
    place: int
    via: Contact | None = None


Introduced = tuple[tuple[NewContact, ...], tuple[tuple[int, int], ...]]
"""New contacts, and the spans of the text that name them."""


def introductions(text: str, words: Sequence[Word], book: Book) -> Introduced:
    """Find whom somebody introduced me to and who is not here yet.

    A new name is written with capitals, or has what they know in brackets behind it.
    """
    new: list[NewContact] = []
    hidden: list[tuple[int, int]] = []
    for found in re.finditer(_TO, text):
        run = _name_run(text, [w for w in words if w.start >= found.end()])
        if not run:
            continue
        end = run[-1].end
        brackets = _IN_BRACKETS.match(text, end)
        capital = all(w.capital for w in run)
        folded = tuple(f for w in run for f in w.folded.split())
        if not (capital or brackets) or book.is_topic(" ".join(folded)) or _known(folded, book):
            continue
        skills = tuple(s.strip() for s in re.split(r"[,;]", brackets[1]) if s.strip()) if brackets else ()
        new.append(NewContact(text[run[0].start : end], skills, found.start()))
        hidden.append((run[0].start, brackets.end() if brackets else end))
    return tuple(new), tuple(hidden)


def _name_run(text: str, after: Sequence[Word]) -> list[Word]:
    """Return the words of a name at the start of `after`, past ``her cousin``."""
    rest = list(after)
    if rest and rest[0].folded in DETERMINERS:
        rest = rest[1:]
        while rest and not rest[0].capital and rest[0].folded in RELATIONS:
            rest = rest[1:]
    capitals: list[Word] = []
    for word in rest[:_LONGEST]:
        if (capitals and word.apart) or not (word.capital or (capitals and word.glued_before)):
            break
        capitals.append(word)
    if capitals:
        return capitals
    for count in range(1, min(_LONGEST, len(rest)) + 1):
        if _IN_BRACKETS.match(text, rest[count - 1].end) and not any(w.apart for w in rest[1:count]):
            return rest[:count]
    return []


def _known(folded: tuple[str, ...], book: Book) -> bool:
    """Say whether somebody here may be meant by this name."""
    return any(
        set(folded) <= set(form)
        for contact in book.with_any(set(folded))
        for form in _forms(contact.name, contact.aliases)
    )


def _forms(name: str, aliases: Sequence[str]) -> list[list[str]]:
    from asknet.text import fold_name

    return [fold_name(n).split() for n in (name, *aliases)]


def with_introducers(text: str, new: Sequence[NewContact], found: Company) -> tuple[NewContact, ...]:
    """Say through whom each new contact came: who is named in the clause, else the only one named.

    Nobody, when it may be several.
    """
    named = []
    for contact in new:
        clause = max(text.rfind(mark, 0, contact.place) for mark in ",;.!?") + 1
        beside = {m.candidates[0].id: m.candidates[0] for m in found.clear if clause <= m.start < contact.place}
        who = list(beside.values()) or list(found.contacts)
        named.append(contact._replace(via=who[0] if len(who) == 1 else None))
    return tuple(named)
