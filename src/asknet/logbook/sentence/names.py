"""Which words of a sentence are names of contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.logbook.sentence.book import Mention, Named
from asknet.logbook.sentence.contradictions import contradiction, names_a_place
from asknet.logbook.sentence.unknown import unknown_names
from asknet.logbook.sentence.vocabulary import GIVEN_NAMES, KIN, TITLES, is_common
from asknet.logbook.sentence.written import Writing
from asknet.model import Kind
from asknet.text import fold_name, is_filler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.book import Book
    from asknet.logbook.sentence.words import Word
    from asknet.model import Contact

_ONE_OF = frozenset("a an another any every some".split())
"""``a stack overflow`` is not Stack Overflow."""
_LONGEST = 8
"""Words of a name that are compared, at most."""


def find_names(text: str, words: Sequence[Word], book: Book, *, hidden: Sequence[tuple[int, int]]) -> Named:
    """Find who is named, outside the `hidden` spans."""
    finder = _Finder(text, words, book, hidden)
    found = [m for m in finder.all() if not names_a_place(m, words)]
    contradicted, kept = [], []
    for mention in found:
        wrong = contradiction(mention, text, words, finder.usable, finder.writing.firsts)
        if wrong:
            starts = words[mention.first - 1].start if wrong.endswith(mention.said) else mention.start
            contradicted.append((starts, wrong))
        else:
            kept.append(mention)
    wrong_starts = {start for start, _ in contradicted}
    strangers = [u for u in unknown_names(text, words, found, hidden) if u[0] not in wrong_starts]
    return Named(tuple(kept), tuple(sorted({*contradicted, *strangers})))


class _Finder:
    """The names of a book in one sentence."""

    def __init__(self, text: str, words: Sequence[Word], book: Book, hidden: Sequence[tuple[int, int]]) -> None:
        self.text, self.words = text, words
        self.usable = [not w.opaque and not any(a <= w.start < b for a, b in hidden) for w in words]
        contacts = [c for c in book.with_any({w.folded for w in words}) if not c.me]
        self.forms = [
            (contact, tuple(fold_name(name).split()), name)
            for contact in contacts
            for name in (contact.name, *contact.aliases)
        ]
        self.writing = Writing(text, words, book, {form[0] for _, form, _ in self.forms if form})

    def all(self) -> list[Mention]:
        """Return every name in order, the longest at each place."""
        found: list[Mention] = []
        place = 0
        while place < len(self.words):
            mention = self._at(place, found[-1].last if found else -1)
            if mention:
                found.append(mention)
                place = mention.last + 1
            else:
                place += 1
        return found

    def _at(self, place: int, named_to: int) -> Mention | None:
        if not self.usable[place] or (self.words[place].glued_before and not self.words[place].at):
            return None
        if self.words[place].at:
            return self._handle(place)
        for last in range(min(place + _LONGEST, len(self.words)) - 1, place - 1, -1):
            part = self.words[place : last + 1]
            if (
                any(w.apart and not self._initial_stop(w) for w in part[1:])
                or any(w.possessive or w.opaque for w in part[:-1])
                or part[-1].glued_after
            ):
                continue
            mention = self._called(place, last, tuple(w.folded for w in part), named_to)
            if mention:
                return mention
        return None

    def _initial_stop(self, word: Word) -> bool:
        return self.text[: word.start].rstrip().endswith(".") and not word.first

    def _called(self, place: int, last: int, said: tuple[str, ...], named_to: int) -> Mention | None:
        whole = [c for c, form, _ in self.forms if form == said or (form[:1] == ("the",) and form[1:] == said != ())]
        if len(said) == 1:
            return self._one_word(place, said[0], whole, named_to)
        if whole:
            thing = (
                place > 0
                and self.words[place - 1].folded in _ONE_OF
                and not any(w.capital for w in self.words[place:last])
            )
            return None if thing else self._mention(place, last, whole, whole=True)
        part = [c for c, form, _ in self.forms if _side_by_side(said, form) and self._enough(c, said)]
        part += [c for c, form, _ in self.forms if c not in part and _with_initial(said, form, self.words[last])]
        return self._mention(place, last, part) if part else None

    def _enough(self, contact: Contact, said: tuple[str, ...]) -> bool:
        return contact.kind is Kind.PERSON or sum(not is_filler(w) for w in said) > 1

    def _one_word(self, place: int, said: str, whole: Sequence[Contact], named_to: int) -> Mention | None:
        """A first name or an alias before a last name, before what is only in the middle of a name."""
        people = [(c, form, name) for c, form, name in self.forms if c.kind is Kind.PERSON and said in form]
        named_so = [c for c in whole if fold_name(c.name) == said]
        firsts = named_so or [*whole, *(c for c, form, _ in people if form[0] == said)]
        if firsts:
            alone = self.writing.is_a_name(place, firsts, named_to)
            kin = not whole and self._is_kin(place)
            return self._mention(place, place, firsts, whole=bool(whole), loose=kin) if alone else None
        lasts = [c for c, _, _ in people]
        if len(said) < 2 or not lasts or not self.words[place].capital:  # noqa: PLR2004 - a letter is no name
            return None
        before = self.words[place - 1] if place else None
        titled = before is not None and before.folded in TITLES and not self.words[place].possessive
        if is_common(said) and not titled:
            return None
        if not self.writing.is_a_name(place, lasts, named_to):
            return None
        sure = titled or (said not in GIVEN_NAMES and all(_is_last(said, name) for _, _, name in people))
        return self._mention(place, place, lasts, loose=not sure)

    def _is_kin(self, place: int) -> bool:
        """``Uncle Bob``, ``Theo's sister Grace``: kin by a first name that somebody here has too."""
        word, before = self.words[place], self.words[max(0, place - 2) : place]
        if not before or word.apart:
            return False
        titled = before[-1].folded in KIN and before[-1].capital
        return titled or (before[-1].folded in KIN and len(before) > 1 and before[0].possessive)

    def _handle(self, place: int) -> Mention | None:
        last = place
        while last + 1 < len(self.words) and self.words[last].glued_after and self.words[last + 1].glued_before:
            last += 1
        for end in range(last, place - 1, -1):
            said = tuple(w.folded for w in self.words[place : end + 1])
            found = [c for c, form, _ in self.forms if form == said or "".join(form) == said[0] != ""]
            found = found or [c for c, form, _ in self.forms if form[:1] == said]
            found = found or [c for c, form, _ in self.forms if set(said) <= set(form)]
            if found:
                return self._mention(place, end, found)
        return None

    def _mention(
        self, first: int, last: int, contacts: Sequence[Contact], *, whole: bool = False, loose: bool = False
    ) -> Mention:
        start, end = self.words[first].start, self.words[last].end
        distinct = tuple({c.id: c for c in contacts}.values())
        said = " ".join(self.text[start:end].split()).removesuffix("'s").removesuffix("’s")
        return Mention(first, last, start, end, said, self.words[last].possessive, whole, distinct, loose)


def _side_by_side(said: tuple[str, ...], form: tuple[str, ...]) -> bool:
    return any(form[n : n + len(said)] == said for n in range(len(form) - len(said) + 1))


def _with_initial(said: tuple[str, ...], form: tuple[str, ...], last: Word) -> bool:
    """Say whether `said` is a first name and the initial of a later word of the name."""
    if len(said) != 2 or len(said[1]) != 1 or said[0] != form[0]:  # noqa: PLR2004
        return False
    if not last.capital and said[1] in "ais":
        return False
    return any(word.startswith(said[1]) for word in form[1:])


def _is_last(said: str, name: str) -> bool:
    """Say whether a word is the last name of a name as written: ``Duval``, and ``Brown`` of ``Lee-Brown``."""
    parts = name.split()
    return len(parts) > 1 and said in fold_name(parts[-1]).split()
