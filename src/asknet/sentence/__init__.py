"""Reading what a person types after a conversation: a small, fixed grammar.

Nothing is guessed. What the rules below do not name stays as the text.

- **Day** (`asknet.sentence.days`): at the start before ``:`` or ``,`` (``yesterday:``,
  ``mon:``, ``3 days ago:``, ``2026-11-20:``, ``20 Nov:``), or at the very end (``on 20
  Nov``, ``on Monday``, ``yesterday``, ``2 days ago``, ``(2026-11-20)``), never from the
  middle, nor from a clause about what is still to come. A day without a year and a
  weekday are the last such day, today included.
- **Topics** (`asknet.sentence.topics`): ``#tag``, ``+tag``, and ``about ...`` up to a
  comma, a full stop, ``with``, a name after ``and``, or a new clause; ``a, b and c``
  are three. A name alone after ``about`` is neither topic nor participant.
- **Names** (`asknet.sentence.mentions`): the whole name or an alias, two words of it
  side by side, or one word of a person's name (a last name with a capital), in any
  case, also possessive or with ``@``; never part of another word, never against a
  contradicting surname or initial. A name that is a common word (Will, May) counts
  where it is written as a name: with ``@``, with a capital inside the sentence, or
  before what a person did. One word that several answer to is settled by a fuller
  name in the sentence, or by the only one known to go with the others named; else
  it is unclear.
  Not taking part: ``without Nan``, ``instead of Nan``, ``said Nan``, ``Nan's sister``,
  ``my nan``, and who is named inside ``about ...``.
- **New contacts**: ``introduced me to Carla Reyes (bookbinding)``, through who is named in that clause.
- **Direction and kind** (`asknet.sentence.phrases`): lists of plain phrases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.model import Direction
from asknet.sentence.book import Book, LeftOut, Unclear
from asknet.sentence.company import company
from asknet.sentence.days import cut_day
from asknet.sentence.direction import direction_of
from asknet.sentence.kinds import kind_of
from asknet.sentence.names import find_names
from asknet.sentence.normal import normal
from asknet.sentence.topics import find_topics
from asknet.sentence.words import split_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.model import Contact
    from asknet.sentence.book import Company
    from asknet.sentence.introductions import Introduced, NewContact
    from asknet.sentence.words import Word

__all__ = ["Book", "LeftOut", "Unclear", "Understood", "read_sentence"]


class Understood(NamedTuple):
    """What a sentence says.

    `text` is the sentence without its day; `date` is None when none was given.
    `unclear` are words that several contacts answer to, `unknown` names that nobody
    has, `settled` tells which unclear words were settled by who else is named,
    `left_out` who is named and did not take part.
    """

    text: str
    date: date | None = None
    with_: tuple[Contact, ...] = ()
    topics: tuple[str, ...] = ()
    direction: Direction = Direction.NONE
    kind: str = ""
    new: tuple[NewContact, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    unknown: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def read_sentence(text: str, book: Book, today: date, chosen: Mapping[str, int] | None = None) -> Understood:
    """Read one line of text by the grammar above; a pure function over its arguments.

    `book` says who is known; `chosen` maps a word that was unclear to the number of
    the contact that was chosen for it. Raises `UsageError` for a day that does not
    exist or lies in the future, and when there is nothing besides the day.
    """
    day, rest = cut_day(text, today)
    words = split_words(rest)
    met, hidden = _introduced(rest, words, book)
    named = find_names(rest, words, book, hidden=hidden)
    topics, spans = find_topics(rest, words, named.mentions)
    found = company(rest, words, named.outside(spans), book, chosen or {})
    said = normal(rest, found, spans)
    direction = direction_of(said)
    return Understood(
        text=rest,
        date=day,
        with_=found.contacts,
        topics=topics,
        direction=direction,
        kind=kind_of(said),
        new=_through(rest, met, found),
        unclear=found.unclear,
        unknown=found.unknown,
        settled=found.settled,
        left_out=found.left_out,
    )


def _introduced(text: str, words: Sequence[Word], book: Book) -> Introduced:
    """Return whom the sentence brings, and where; its rules are loaded only where it may."""
    lower = text.lower()
    if not any(cue in lower for cue in ("introduced", "put ", "connected")):
        return (), ()
    from asknet.sentence.introductions import introductions

    return introductions(text, words, book)


def _through(text: str, met: Sequence[NewContact], found: Company) -> tuple[NewContact, ...]:
    if not met:
        return ()
    from asknet.sentence.introductions import with_introducers

    return with_introducers(text, met, found)
