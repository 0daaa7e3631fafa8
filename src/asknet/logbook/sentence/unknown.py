"""Names in a sentence that nobody here has: whom to add, or what was misspelt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.logbook.sentence.vocabulary import CALENDAR, DETERMINERS, RELATIONS, TITLES, is_common, is_deed
from asknet.text import is_filler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.book import Mention
    from asknet.logbook.sentence.words import Word

_MET_WITH = frozenset(
    """
    called phoned rang emailed mailed texted messaged met visited skyped helped taught showed thanked saw
    """.split()
)
_MEETINGS = frozenset(
    "coffee tea cuppa lunch dinner breakfast brunch drinks beer call chat walk meeting zoom skype spoke talked met".split()
)
_HELPING = frozenset("helped showed taught lent gave sent explained told introduced fixed reviewed advised".split())
_FROM = frozenset("help advice mail email letter call learned learnt message feedback tips tip".split())
_NOBODY = frozenset("people everyone everybody nobody someone somebody google youtube things kids".split())
_LONGEST = 4


def unknown_names(
    text: str, words: Sequence[Word], found: Sequence[Mention], hidden: Sequence[tuple[int, int]]
) -> list[tuple[int, str]]:
    """Return ``(place in the text, name as written)`` of each name that is not in `found`.

    A handle (``@bob``); capitals after ``with``, ``called`` and the like, or joined to
    a name by ``and``; capitals that begin a clause before what they did for me; and,
    where nobody at all is named, the one word after ``coffee with``.
    """
    taken = {place for m in found for place in range(m.first, m.last + 1)}
    names: list[tuple[int, str]] = []
    ends = {m.last for m in found}
    place = 0
    while place < len(words):
        word = words[place]
        run = 0 if word.opaque or place in taken or any(a <= word.start < b for a, b in hidden) else 1
        if not run:
            place += 1
            continue
        if word.at:
            names.append((word.start, word.text))
            place += 1
            continue
        length = _run(words, place, taken)
        if all(w.folded in TITLES for w in words[place : place + length]):
            length = 0
        if length == 1 and len(word.folded) == 1 and place + 1 in taken:
            length = 0  # the initial of a name that is known
        if length and (
            _cued(text, words, place, ends)
            or _did_something(words, place, length)
            or _opens_a_list(text, words, place + length, found)
        ):
            last = words[place + length - 1]
            names.append((word.start, text[word.start : last.end].removesuffix("'s").removesuffix("’s")))
            ends.add(place + length - 1)
            place += length
            continue
        place += 1
    if not names and not found:
        names = _plain(words)
    return names


def _run(words: Sequence[Word], place: int, taken: set[int]) -> int:
    """Count the words of a name written with capitals from here on."""
    count = 0
    for word in words[place : place + _LONGEST]:
        if count and word.apart and words[place + count - 1].folded not in TITLES:
            break
        if place + count in taken or word.opaque or not (word.capital or (count and word.glued_before)):
            break
        if word.text == "I" or word.folded in CALENDAR or is_filler(word.folded):
            break
        count += 1
        if word.possessive:
            break
    return count


def _cued(text: str, words: Sequence[Word], place: int, ends: set[int]) -> bool:
    """Say whether what stands before makes these capitals a name of somebody who took part."""
    if not place:
        return False
    before = place - 1
    if words[before].folded == "and" or text[words[before].end : words[place].start].strip() == "&":
        joined = before - 1 if words[before].folded == "and" else before
        return joined in ends and not words[before].apart
    if words[place].apart:
        comma = text[words[before].end : words[place].start].strip() == ","
        following = words[place + 1].folded if place + 1 < len(words) else ""
        return comma and before in ends and following == "and"
    while before > 0 and words[before].folded in RELATIONS | {"new", "old", "dear", "good"} and not words[before].apart:
        before -= 1
    if before < place - 1 and words[before].folded in DETERMINERS:
        before -= 1
    cue = words[before].folded
    if cue in ("with", "w"):
        clause = _clause(words, before)
        return not any(w.folded in _HELPING for w in clause)
    if cue == "from":
        return before > 0 and words[before - 1].folded in _FROM
    return cue in _MET_WITH


def _clause(words: Sequence[Word], place: int) -> list[Word]:
    """Return the words between the last comma or stop and this place."""
    clause: list[Word] = []
    for word in reversed(words[: place + 1]):
        clause.append(word)
        if word.apart:
            break
    return clause


def _did_something(words: Sequence[Word], place: int, length: int) -> bool:
    """Say whether a clause begins with these capitals and goes on with what they did for me.

    ``Ximena showed me``, ``my neighbour Rafael lent me``, ``Nan's cousin Ike taught me``.
    """
    first, after = words[place], words[place + length : place + length + 2]
    kin = place > 0 and words[place - 1].folded in RELATIONS and not first.apart
    if not (first.first or first.apart or kin) or first.folded in _NOBODY or words[place + length - 1].possessive:
        return False
    if is_common(first.folded) and not kin:
        return False
    return len(after) > 1 and after[0].folded in _HELPING and after[1].folded in ("me", "us", "my", "our")


def _opens_a_list(text: str, words: Sequence[Word], after: int, found: Sequence[Mention]) -> bool:
    """Say whether capitals that open the sentence are joined to a name that does something: ``Ike and Nan came``."""
    first, last = words[0], words[after - 1]
    opening = after <= _LONGEST and all(not w.apart for w in words[1:after]) and not is_common(first.folded)
    if not opening or first.folded in _MEETINGS | _MET_WITH | _NOBODY or last.possessive:
        return False
    beside = next((m for m in found if text[last.end : m.start].strip() in ("and", "&")), None)
    return beside is not None and any(is_deed(w) and not w.apart for w in words[beside.last + 1 : beside.last + 2])


def _plain(words: Sequence[Word]) -> list[tuple[int, str]]:
    for before, with_, name in zip(words, words[1:], words[2:], strict=False):
        if with_.folded == "with" and before.folded in _MEETINGS and not name.apart and not is_common(name.folded):
            return [] if name.opaque or name.folded in RELATIONS else [(name.start, name.text)]
    return []
