"""A name against what stands beside it: ``Dana T`` is not Dana Levi."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.logbook.sentence.vocabulary import (
    AUXILIARIES,
    CALENDAR,
    CONTACTED,
    MEETINGS,
    PRESENT,
    TITLES,
    is_common,
    is_deed,
)
from asknet.model import Kind
from asknet.text import fold_name, is_filler

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from asknet.logbook.sentence.book import Mention
    from asknet.logbook.sentence.words import Word


def contradiction(
    mention: Mention, text: str, words: Sequence[Word], usable: Sequence[bool], firsts: Collection[str]
) -> str:
    """Return the name that is really written where what stands beside a mention contradicts it, else ''.

    `usable` says of each word whether it may be part of a name; `firsts` are first
    words of names that may be in the sentence (``gave Nan Bob's number``).
    """
    if mention.whole and (mention.first != mention.last or mention.candidates[0].kind is not Kind.PERSON):
        return ""
    return _other_first_name(mention, text, words) or _other_last_name(mention, text, words, usable, firsts)


def _other_first_name(mention: Mention, text: str, words: Sequence[Word]) -> str:
    """``Paul Brandt`` where only Theo Brandt is here."""
    first = words[mention.first]
    if not mention.first or first.first:
        return ""
    before = words[mention.first - 1]
    if len(before.folded) == 1 and before.capital and before.text != "I":
        dotted = text[before.end : first.start].strip() in ("", ".")
        initials = {fold_name(c.name)[:1] for c in mention.candidates}
        return f"{before.text} {mention.said}" if dotted and before.folded not in initials else ""
    if first.apart:
        return ""
    names = {fold_name(p) for c in mention.candidates for name in (c.name, *c.aliases) for p in name.split()}
    if any(fold_name(c.name).split()[:1] == [first.folded] for c in mention.candidates) or before.possessive:
        return ""
    if not before.capital or before.folded in TITLES | CALENDAR | names or _opens(before):
        return ""
    return f"{before.text} {mention.said}"


def _other_last_name(
    mention: Mention, text: str, words: Sequence[Word], usable: Sequence[bool], firsts: Collection[str]
) -> str:
    """``Dana Tevi`` or ``Dana T`` where only Dana Levi is here."""
    last = words[mention.last]
    if last.possessive or mention.last + 1 >= len(words):
        return ""
    after = words[mention.last + 1]
    if after.apart or not usable[mention.last + 1] or after.glued_before:
        return ""
    if len(after.folded) == 1:
        following = words[mention.last + 2 : mention.last + 3]
        pronoun = after.text == "I" and text[after.end : after.end + 1] != "."
        pronoun = pronoun and not any(w.capital and not w.apart for w in following)
        no_initial = pronoun or (not after.capital and after.folded in "aiswn") or not after.folded.isalpha()
    else:
        ordinary = after.folded in CALENDAR or after.text == "I" or is_deed(after)
        ordinary = (
            ordinary or after.lower in PRESENT or (after.lower in AUXILIARIES and after.folded not in ("will", "may"))
        )
        ordinary = ordinary or (is_filler(after.folded) and after.folded not in ("will", "may"))
        community = any(c.kind is not Kind.PERSON for c in mention.candidates)
        named = words[mention.first].capital and after.capital and after.text[0].isalpha()
        no_initial = ordinary or community or not named or (after.possessive and after.folded in firsts)
    return "" if no_initial else f"{mention.said} {after.text}"


_PLACES = frozenset(
    """
    street st road rd lane avenue ave court close square park gardens green hill house hall hospital school college church
    station bridge library hotel cafe café pub bar inn island beach bay market mall centre center stadium airport museum
    university building crescent terrace drive bakery kitchen pizza pizzeria grill diner deli shop store restaurant garage salon
    barbers bookshop books bistro tavern
    """.split()
)


_SAINTS = frozenset("st saint san santa mount port lake king queen".split())


def names_a_place(mention: Mention, words: Sequence[Word]) -> bool:
    """Say whether a word of a name is part of the name of a place: ``Tan Court``, ``St Mark's``, ``Theo's Bakery``."""
    if mention.first != mention.last or not words[mention.first].capital:
        return False
    after = words[mention.last + 1 : mention.last + 2]
    before = words[max(0, mention.first - 1) : mention.first]
    holy = any(w.capital and w.folded in _SAINTS for w in before) and not words[mention.first].apart
    return holy or any(w.capital and not w.apart and w.text.lower() in _PLACES for w in after)


def _opens(word: Word) -> bool:
    """Say whether a capital at the start of a sentence is only that."""
    return word.first and (is_deed(word) or is_common(word.folded) or word.folded in MEETINGS | CONTACTED)
