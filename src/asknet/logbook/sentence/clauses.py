"""The clauses of a sentence, and the lists of names in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.logbook.sentence.vocabulary import AUXILIARIES, PRESENT, REPORTED, is_deed
from asknet.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.book import Mention
    from asknet.logbook.sentence.words import Word

_OPENERS = frozenset("but so because although though while whereas however otherwise".split())
_SUBJECTS = frozenset("i we he she they you it i'm i've i'd i'll we're we've we'll he's she's they're".split())
ALL_OR_NONE = frozenset("everyone everybody all anyone anybody nobody none one no-one".split())
"""What ``but Nan`` takes one out of."""
_WHEN = frozenset("since when after before until as".split())
_SUBORDINATE = frozenset(
    "instead after before when while if because although since as once without unless until".split()
)
_ADVERBS = frozenset(
    "also just really still never always even only then both kindly again already finally sadly apparently who".split()
)
_JOINERS = ("and", "or", "nor", "plus", "n")
_JOINING = frozenset(("", ",", "&", "+", "/", "->"))
_WHERE = frozenset("with at in on off out away back ill sick here gone busy still".split())
_CLOSING = frozenset("at on about over for yesterday today tonight this last too".split())


class Group(NamedTuple):
    """Names that stand together (``Nan, Theo and Ingrid``), and the words before and after them in their clause.

    `before` and `after` are in small letters with apostrophes, without the names;
    `verb_next` says that what follows tells what they do or are.
    """

    mentions: tuple[Mention, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    verb_next: bool


def groups(text: str, words: Sequence[Word], mentions: Sequence[Mention]) -> list[Group]:
    """Return the names of a sentence in groups, in order."""
    clauses = _Clauses(text, words, mentions)
    return [clauses.group(part) for part in clauses.lists()]


def sentence_of(text: str, place: int) -> str:
    """Return the sentence that stands at a place of the text, with its stop."""
    start = max(text.rfind(stop, 0, place) for stop in (". ", "! ", "? ", "; ", ": ")) + 1
    ends = [n for n in (text.find(stop, place) for stop in ".!?;") if n >= 0]
    return text[start : min(ends) + 1 if ends else len(text)].strip()


class _Clauses:
    def __init__(self, text: str, words: Sequence[Word], mentions: Sequence[Mention]) -> None:
        self.text, self.words, self.mentions = text, words, mentions
        self.names = {place: m for m in mentions for place in range(m.first, m.last + 1)}
        self.list_of: dict[int, int] = {}
        self._begun = [True]

    def lists(self) -> list[list[Mention]]:
        """Gather the mentions that only commas, signs and ``and`` part."""
        gathered: list[list[Mention]] = []
        for mention in self.mentions:
            if gathered and self._joined(gathered[-1][-1], mention):
                gathered[-1].append(mention)
            else:
                gathered.append([mention])
        parted = [part for together in gathered for part in self._parted(together)]
        self._begun = [True]
        self.list_of = {place: n for n, part in enumerate(parted) for m in part for place in range(m.first, m.last + 1)}
        return parted

    def _gap(self, left: Mention, right: Mention) -> str:
        return self.text[left.end : right.start].strip().removesuffix("@").strip()

    def _joined(self, left: Mention, right: Mention) -> bool:
        between = [w.folded for w in self.words[left.last + 1 : right.first]]
        if between and between not in ([j] for j in _JOINERS):
            return False
        gap = self._gap(left, right).lower()
        return gap in _JOINING - {""} or (bool(between) and gap.strip(" ,") in _JOINERS)

    def _parted(self, together: list[Mention]) -> list[list[Mention]]:
        """Part a list where a new clause begins in it: ``coffee with Nan, Theo couldn't come``."""
        last = together[-1]
        alone = self._gap(together[-2], last) == "," if len(together) > 1 else False
        if len(together) == 1 or not (self._verb_at(last.last + 1) or (alone and self._goes_on(last.last + 1))):
            return [together]
        commas = [n for n in range(1, len(together)) if self._gap(together[n - 1], together[n]).startswith(",")]
        governed = self._starts(together[0].first) < together[0].first
        if not commas or (not governed and self._gap(together[-2], last) != ","):
            return [together]
        cut = commas[-1]
        if governed or cut == len(together) - 1:
            return [together[:cut], together[cut:]]
        return [together]

    def group(self, mentions: Sequence[Mention]) -> Group:
        """Return the names with the words beside them."""
        first, last = mentions[0].first, mentions[-1].last
        start, end = self._starts(first), self._ends(last)
        inside = set(range(first, last + 1))
        before = tuple(self._said(n) for n in range(start, first) if n not in inside)
        after = tuple(self._said(n) for n in range(last + 1, end) if n not in inside)
        return Group(tuple(mentions), before, after, self._verb_at(last + 1) or self._is_short_for_is(mentions[-1]))

    def _said(self, place: int) -> str:
        mention = self.names.get(place)
        if mention is None:
            return self.words[place].lower
        if mention.candidates[0].kind is not Kind.PERSON:
            return "PLACE"
        return "NAME's" if mention.possessive and place == mention.last else "NAME"

    def _is_short_for_is(self, mention: Mention) -> bool:
        """``Bob's moving``: a possessive before a word in -ing, or ``been``, ``got``, ``not``."""
        following = self.words[mention.last + 1 : mention.last + 2]
        if not mention.possessive or not following or following[0].apart:
            return False
        said = following[0].folded
        opens = self._starts(mention.first) == mention.first
        return said.endswith("ing") or said in ("been", "got", "not", "a") or (opens and said in _WHERE)

    def _starts(self, place: int) -> int:
        """Say where the clause that holds a place begins."""
        while place > 0 and not self._boundary(place):
            place -= 1
        return place

    def _ends(self, place: int) -> int:
        place += 1
        while place < len(self.words) and not self._boundary(place):
            place += 1
        return place

    def _boundary(self, place: int) -> bool:
        """Say whether a clause begins with this word; found from the left, once each, as one may hang on those before."""
        while len(self._begun) <= place:
            self._begun.append(self._begins(len(self._begun)))
        return self._begun[place]

    def _begins(self, place: int) -> bool:
        word, before = self.words[place], self.words[place - 1]
        if before.folded == "re" or word.first:
            return before.folded != "re"
        if word.apart:
            gap = self.text[before.end : word.start].strip()
            listed = place in self.list_of and self.list_of[place] == self.list_of.get(place - 1)
            return not ((listed and gap in _JOINING) or gap in ("&", "+", "'", '"', "“", "‘"))
        if place + 1 == len(self.words):
            return False
        if word.folded == "and":
            return self._begins_with_and(place)
        if word.folded in _OPENERS:
            return not (word.folded == "but" and before.folded in ALL_OR_NONE)
        return self._begins_with_when(place) or self._ends_a_subordinate(place)

    def _begins_with_and(self, place: int) -> bool:
        """``and she helped``, ``and Olu fixed my laptop``, ``and helped Theo``; not ``Nan and I``, ``and Theo``."""
        following = self.words[place + 1]
        if place + 1 in self.names:
            return place - 1 not in self.names and self._verb_at(self.names[place + 1].last + 1)
        if following.lower in _SUBJECTS:
            return not (place - 1 in self.names and following.lower in ("i", "we", "you"))
        return is_deed(following) or following.lower in REPORTED

    def _begins_with_when(self, place: int) -> bool:
        """``since Bob was away``, past a verb of asking."""
        if self.words[place].folded not in _WHEN or self.words[place - 1].lower in REPORTED:
            return False
        subject = self.names.get(place + 1)
        return subject is not None and self._verb_at(subject.last + 1)

    def _ends_a_subordinate(self, place: int) -> bool:
        """``Instead of calling Bob I called Nan``: I and we begin the clause that it leads up to."""
        said = self.words[place].lower
        if place < 2 or not said.startswith(("i", "we")) or said not in _SUBJECTS:  # noqa: PLR2004
            return False
        start = self._starts(place - 1)
        return start < place - 1 and self.words[start].folded in _SUBORDINATE

    def _goes_on(self, place: int) -> bool:
        """Say whether something is told of the last name of a list: ``met Nan, Bob ill``."""
        following = self.words[place : place + 1]
        return any(not w.apart and not w.opaque and w.folded not in _CLOSING for w in following)

    def _verb_at(self, place: int) -> bool:
        """Say whether a verb stands here, past an adverb or two, in the same clause."""
        for word in self.words[place : place + 3]:
            if word.apart or place in self.names:
                return False
            if is_deed(word) or word.lower in AUXILIARIES or word.lower in PRESENT or word.lower in REPORTED:
                return True
            if word.folded not in _ADVERBS:
                return False
        return False
