"""Reading what a person types after a conversation: a small, fixed grammar.

Nothing is guessed. What the rules below do not name stays as the text.

- **Day** (`days`): at the start before ``:`` or ``,`` (``yesterday:``, ``mon:``, ``3 days
  ago:``, ``2026-11-20:``, ``20 Nov:``, ``21/11:`` where it can only be one day), or at the
  very end (``on 20 Nov``, ``on Monday``, ``yesterday``, ``2 days ago``, ``(2026-11-20)``),
  never from the middle, nor from a clause about what is still to come. A day without a
  year and a weekday are the last such day, today included.
- **Topics** (`topics`): ``#tag``, ``+tag``, and ``about ...`` up to a comma, a full stop,
  ``with``, a name after ``and``, or a new clause; ``a, b and c`` are three. A name alone
  after ``about`` is neither topic nor participant.
- **Names** (`names`, `written`, `contradictions`): the whole name or an alias, two words
  of it side by side, or one word of a person's name, in any case, also possessive or
  with ``@``; never part of another word or of a place (``Tan Court``), never against a
  contradicting surname or initial. First names and aliases go before last names. A last
  name alone needs a capital; one that is as often a first name (``Kim``), a word from the
  middle of a name (``Jane`` of Mary Jane Cook) and kin by a first name (``Uncle Bob``) are
  offered, never taken. A name that is a common word (Will, May, Mark) counts where it is
  written as a name: with ``@``, with a capital inside the sentence, before what a person
  does (``Mark says``, ``mark helped me``), joined to another name (``Ingrid and mark``), or
  after words that names follow (``beers with mark``).
- **Who is meant** (`settling`): one word that several answer to is settled by a fuller
  name in the sentence, or by the only one known to go with the others named; else it is
  unclear.
- **Who took part** (`company`, with `absence`, `hearsay`, `plans`, `owners`): everybody
  named, except
  who was not there (``without Nan``, ``Nan couldn't make it``, ``didn't see Nan``);
  who is named in what somebody says, asks or recommends (``Ingrid told me Bob is
  moving``: Ingrid), or in what others do without us (``she called Bob``), help aside;
  whom I was pointed to (``pointed me to Stack Overflow``);
  who is named for what is still to come (``will call Nan``) or in a question;
  and of whom only kin, a number or a thing is named (``Nan's sister``), unless I was
  their guest (``at Nan's``) or did something for it (``fixed Nan's bike``).
  Who only is, wants, promises, could not help, or is the one it was for counts where
  nobody else took part: ``Mark will lend me his drill`` is an entry with Mark, ``coffee
  with Nan, Mark will lend me his drill`` is not. The words beside a name in its clause
  decide (`clauses`).
- **New contacts** (`introductions`, `unknown`): ``introduced me to Carla Reyes
  (bookbinding)``, through who is named in that clause; and names that nobody has, where
  only a name stands (``coffee with Ximena``, ``Nan's cousin Ike taught me``).
- **Direction and kind** (`direction`, `received`, `given`, `deeds`, `kinds`): lists of plain
  phrases, on the sentence with NAME for who took part and SOMEONE for who did not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.logbook.sentence.book import ASKED, TO_COME, Book, LeftOut, Unclear
from asknet.logbook.sentence.company import company
from asknet.logbook.sentence.days import cut_day
from asknet.logbook.sentence.direction import direction_of
from asknet.logbook.sentence.kinds import kind_of
from asknet.logbook.sentence.names import find_names
from asknet.logbook.sentence.normal import normal
from asknet.logbook.sentence.topics import find_topics
from asknet.logbook.sentence.words import split_words
from asknet.model import Direction

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.logbook.sentence.book import Company
    from asknet.logbook.sentence.introductions import Introduced, NewContact
    from asknet.logbook.sentence.words import Word
    from asknet.model import Contact

__all__ = ["ASKED", "TO_COME", "Book", "LeftOut", "Unclear", "Understood", "read_sentence"]


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
    from asknet.logbook.sentence.introductions import introductions

    return introductions(text, words, book)


def _through(text: str, met: Sequence[NewContact], found: Company) -> tuple[NewContact, ...]:
    if not met:
        return ()
    from asknet.logbook.sentence.introductions import with_introducers

    return with_introducers(text, met, found)
