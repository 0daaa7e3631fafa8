"""What the reader asks of a network, and what it says of who is named and what part they had."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from asknet.model import Contact


TOOK_PART = ""
MAYBE = "is only mentioned"
"""Counts where nobody else took part: ``Mark will lend me his drill``, ``Dana couldn't help me``."""
ABSENT = "was not there"
TO_COME = "is named for what is still to come"
SPOKEN_OF = "is only spoken of"
ASKED = "is only in a question"


class Book(Protocol):
    """What the reader asks of a network."""

    def with_any(self, words: Collection[str]) -> list[Contact]:
        """Return who has one of these folded words in the name or an alias, or is written so without spaces."""

    def linked(self, candidates: Collection[int], others: Collection[int]) -> set[int]:
        """Return those candidates who are known to go with one of the others."""

    def is_topic(self, folded: str) -> bool:
        """Say whether somebody here knows a topic of this name."""


class Unclear(NamedTuple):
    """A word of the sentence and the contacts that answer to it.

    `loose` says that it is only a later part of their names, so that somebody
    else may be meant.
    """

    said: str
    candidates: tuple[Contact, ...]
    loose: bool = False


class LeftOut(NamedTuple):
    """A contact who is named and did not take part, and why: ``Nan Okafor was not there``."""

    contact: Contact
    why: str


class Mention(NamedTuple):
    """Words ``first`` to ``last`` (inclusive) of a sentence that name one of `candidates`.

    `whole` says that they are a whole name or alias, `loose` that they are only a
    later part of a name that may as well be somebody's first name.
    """

    first: int
    last: int
    start: int
    end: int
    said: str
    possessive: bool
    whole: bool
    candidates: tuple[Contact, ...]
    loose: bool = False


class Named(NamedTuple):
    """Every name in a sentence: of contacts, and ``(place, name)`` of those that nobody has."""

    mentions: tuple[Mention, ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()

    def outside(self, spans: Iterable[tuple[int, int]]) -> Named:
        """Leave out what is named inside these spans of the text."""
        spans = list(spans)

        def out(place: int) -> bool:
            return not any(a <= place < b for a, b in spans)

        return Named(
            mentions=tuple(m for m in self.mentions if out(m.start)),
            unknown=tuple(u for u in self.unknown if out(u[0])),
        )


class Company(NamedTuple):
    """Who took part: for certain, as one of several, as a name that nobody has; and who did not."""

    clear: tuple[Mention, ...] = ()
    unclear_at: tuple[Mention, ...] = ()
    unknown_at: tuple[tuple[int, str], ...] = ()
    passed: tuple[tuple[Mention, str], ...] = ()
    settled: tuple[str, ...] = ()

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts, in the order in which they are named first."""
        return tuple({m.candidates[0].id: m.candidates[0] for m in self.clear}.values())

    @property
    def unclear(self) -> tuple[Unclear, ...]:
        """Each unclear word once."""
        seen = {fold_name(m.said): Unclear(m.said, m.candidates, m.loose) for m in reversed(self.unclear_at)}
        return tuple(reversed(seen.values()))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Each unknown name once, as written."""
        return tuple(dict.fromkeys(name for _, name in self.unknown_at))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Who is named and did not take part."""
        here = {c.id for c in self.contacts}
        seen = {m.candidates[0].id: LeftOut(m.candidates[0], why) for m, why in reversed(self.passed)}
        return tuple(out for number, out in reversed(seen.items()) if number not in here)
