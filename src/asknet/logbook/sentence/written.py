"""Whether a single word that may be a name is written as one: ``Mark says hi``, not ``mark the beds``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.logbook.sentence.vocabulary import (
    AUXILIARIES,
    CALENDAR,
    CONTACTED,
    DETERMINERS,
    HANDED,
    MEETINGS,
    PRESENT,
    is_common,
    is_deed,
    is_only_past,
)
from asknet.model import Kind
from asknet.text import fold_name, is_filler

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from asknet.logbook.sentence.book import Book
    from asknet.logbook.sentence.words import Word
    from asknet.model import Contact

_MODALS = ("will", "may", "can")
_JOINERS = ("and", "or", "plus")
_JOINING_SIGNS = ("&", "+", "/")
_BEFORE_MONTHS = frozenset("in by until since last next early late mid this of every".split())
_FROM_WHOM = frozenset("help advice mail email letter call tips tip message text feedback thanks hi heard".split())
_TO_WHOM = frozenset(
    "spoke talked wrote chatted listened apologised apologized replied thanks sent gave lent hi explained".split()
)
_AFTER_A_NAME = frozenset(
    """
    and or plus at in on about over for from to with w yesterday today tonight this last re too again after before during
    by via
    """.split()
)
_OF_PEOPLE = frozenset(
    """
    helped called rang phoned texted emailed mailed visited said told taught showed explained lent asked joined popped
    says fixed mended reviewed introduced recommended bailed cancelled canceled couldn't didn't wasn't wants needs thinks
    """.split()
)
_PETS = frozenset("dog cat horse pony puppy kitten hamster rabbit parrot boat".split())
_MY = frozenset("me us my our".split())
_BE = frozenset("is was be are were isn't wasn't has had".split())


class Writing:
    """How the words of one sentence are written; `firsts` are the first words of all names that may be in it."""

    def __init__(self, text: str, words: Sequence[Word], book: Book, firsts: Collection[str]) -> None:
        self.text, self.words, self.book, self.firsts = text, words, book, firsts

    def is_a_name(self, place: int, contacts: Sequence[Contact], named_to: int) -> bool:
        """Say whether the word at `place` is a name of `contacts`; a name ended at `named_to` before it."""
        word, after = self.words[place], self._after(place)
        if self._is_no_person(place, after) and any(c.kind is Kind.PERSON for c in contacts):
            return False
        if not (is_common(word.folded) or self.book.is_topic(word.folded)):
            return True
        if word.folded in CALENDAR and self._is_a_month(place, after):
            return False
        return self._capital(place, after, contacts) if word.capital else self._small(place, after, named_to)

    def _capital(self, place: int, after: Word | None, contacts: Sequence[Contact]) -> bool:
        """Say whether a common word with a capital is a name: inside a sentence, or where a person does something."""
        word = self.words[place]
        first_name = any(fold_name(c.name).split()[0] == word.folded for c in contacts)
        if not word.first or word.possessive:
            return True
        joined = self._sign_after(place) or self._lists(place) or self.text[word.end :].startswith(" and ")
        alone = len(self.words) == 1 and first_name
        return (
            alone
            or self._acts(word, after)
            or self._does_for_me(place, after)
            or (joined and first_name)
            or (first_name and self._headed(place))
        )

    def _is_no_person(self, place: int, after: Word | None) -> bool:
        """``my nan``, ``our dog Bob``, ``nan bread``."""
        word = self.words[place]
        if place and not word.apart and self.words[place - 1].folded in (DETERMINERS - {"that"}) | _PETS:
            return True
        return word.folded == "nan" and after is not None and after.folded in ("bread", "breads")

    def _after(self, place: int) -> Word | None:
        following = self.words[place + 1] if place + 1 < len(self.words) else None
        return None if following is None or following.apart else following

    def _sign_after(self, place: int) -> bool:
        if place + 1 >= len(self.words):
            return False
        return self.text[self.words[place].end : self.words[place + 1].start].strip() in _JOINING_SIGNS

    def _lists(self, place: int) -> bool:
        """``Mark, Grace and I``."""
        following = self.words[place + 1] if place + 1 < len(self.words) else None
        comma = following is not None and self.text[self.words[place].end : following.start].strip() == ","
        return comma and following is not None and following.capital and following.folded in self.firsts

    def _acts(self, word: Word, after: Word | None) -> bool:
        """Say whether what follows a capital at the start is what a person does: ``Mark wants``, ``Will rang``."""
        if after is None:
            return False
        if is_deed(after):
            return True
        if word.folded in CALENDAR and after.lower in _BE:
            return False
        if word.folded in _MODALS and after.lower in AUXILIARIES:
            return after.lower in _BE | {"will", "can", "can't", "won't", "couldn't", "wants", "needs"}
        return after.lower in AUXILIARIES or after.lower in PRESENT

    def _does_for_me(self, place: int, after: Word | None) -> bool:
        """Say whether a word and then ``me`` or ``my`` follow: ``Grace cut my hair``."""
        object_ = self.words[place + 2 : place + 3]
        return (
            after is not None and not is_filler(after.folded) and any(w.lower in _MY and not w.apart for w in object_)
        )

    def _headed(self, place: int) -> bool:
        """Say whether a sentence begins with the word and a colon, a dash or an arrow: ``Mark - mended the tap``."""
        word = self.words[place]
        if place or word.folded in CALENDAR:
            return False
        return self.text[word.end :].startswith((": ", " - ", " – ", " -> ", " → "))

    def _is_a_month(self, place: int, after: Word | None) -> bool:
        near = self.words[max(0, place - 1) : place + 2]
        if any(w.folded.isdecimal() for w in near):
            return True
        before = self.words[place - 1].folded if place else ""
        of_it = after is not None and after.folded == "be"
        return of_it or before in _BEFORE_MONTHS

    def _small(self, place: int, after: Word | None, named_to: int) -> bool:
        """Say whether a common word in small letters stands where only a name stands."""
        word = self.words[place]
        if self._acts_small(word, after):
            return place == 0 or word.apart or self.words[place - 1].folded in (*_JOINERS, "but", "so")
        if after is not None and [w.lower for w in self.words[place + 1 : place + 3]] == ["and", "i"]:
            return True
        if self._joined(place, named_to):
            return self._ends_here(place, after)
        if self._sign_after(place) and place + 1 < len(self.words) and self.words[place + 1].folded in self.firsts:
            return True
        return self._follows_a_cue(place, after)

    def _acts_small(self, word: Word, after: Word | None) -> bool:
        """``will brought cake``, ``mark helped me``, ``grace rang``."""
        if after is None:
            return False
        if word.folded in _MODALS:
            return is_only_past(after)
        return after.lower in _OF_PEOPLE

    def _joined(self, place: int, named_to: int) -> bool:
        """Say whether ``and`` or a sign joins the word to the name before it."""
        if named_to < 0:
            return False
        if named_to == place - 1:
            gap = self.text[self.words[place - 1].end : self.words[place].start].strip()
            return gap in _JOINING_SIGNS or gap == ","
        return named_to == place - 2 and self.words[place - 1].folded in _JOINERS and not self.words[place].apart

    def _ends_here(self, place: int, after: Word | None) -> bool:
        """Say whether a list of names may end with this word."""
        if after is None or self._sign_after(place):
            return True
        return after.folded in _AFTER_A_NAME or is_only_past(after)

    def _follows_a_cue(self, place: int, after: Word | None) -> bool:
        before = [w.folded for w in self.words[max(0, place - 3) : place]]
        if not before or self.words[place].apart:
            return False
        if before[-1] in HANDED and after is not None:
            return True
        thing = after is not None and after.folded in DETERMINERS
        if before[-1] in CONTACTED or before[-2:] in (["ran", "into"], ["bumped", "into"]):
            return not thing
        if before[-1] in ("with", "w") and len(before) > 1:
            return any(word in MEETINGS for word in before[:-1]) and self._ends_here(place, after)
        if before[-1] == "from":
            return len(before) > 1 and before[-2] in _FROM_WHOM
        return before[-1] == "to" and any(word in _TO_WHOM for word in before[:-1]) and self._ends_here(place, after)
