"""The words of a sentence, with where they stand; and lists of words that are no names."""

from __future__ import annotations

import re
from typing import NamedTuple

from asknet.text import fold_name, is_filler

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?")
_OPAQUE = re.compile(r"\S*(?:://|[^\s@(]@)\S*|www\.\S+|(?<!\S)[#+][^\s#+]\S*")
"""Addresses and tags: no names in them."""
_GLUE = "-_.&+@#/'’‐‑"
_STOPS = ".!?:;"


class Word(NamedTuple):
    """One word: where it stands, how it is compared, how it is written.

    `glued_before` and `glued_after` say that a sign joins it to its neighbour
    (``e-mail``); `first` that a sentence begins with it; `at` that ``@`` stands
    before it; `apart` that more than a space lies between it and the word before.
    """

    start: int
    end: int
    text: str
    folded: str
    possessive: bool
    first: bool
    at: bool
    apart: bool
    glued_before: bool
    glued_after: bool
    opaque: bool

    @property
    def capital(self) -> bool:
        """Say whether it begins with a capital (or a letter that has none)."""
        return self.text[0] != self.text[0].lower() or not self.text[0].isascii()


def split_words(text: str) -> list[Word]:
    """Return the words of a text in order."""
    opaque = [m.span() for m in _OPAQUE.finditer(text)]
    made: list[Word] = []
    end_before = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        said = found.group()
        gap = text[end_before:start]
        bare = re.sub(r"['’]s$|(?<=s)['’]$", "", said, flags=re.IGNORECASE)
        at = text[start - 1 : start] == "@" and (start < 2 or not text[start - 2].isalnum())  # noqa: PLR2004
        glued = bool(made) and gap != "" and all(c in _GLUE for c in gap)
        after = text[end : end + 2]
        glued_after = len(after) > 1 and after[0] in _GLUE and after[0] not in "/&." and after[1].isalnum()
        glued_after = glued_after or (len(after) > 1 and after[0] == "." and after[1].isalnum())
        made.append(
            Word(
                start=start,
                end=end,
                text=said.rstrip("'’") if said == bare + "'" else said,
                folded=fold_name(bare),
                possessive=bare != said,
                first=not made or (any(c in _STOPS for c in gap) and not _after_initial(made[-1], gap)),
                at=at,
                apart=bool(made) and gap.strip() != "" and not glued,
                glued_before=glued and gap not in "/&" and not at,
                glued_after=glued_after,
                opaque=any(a <= start < b for a, b in opaque),
            )
        )
        end_before = end
    return made


def _after_initial(before: Word, gap: str) -> bool:
    return len(before.folded) == 1 and before.capital and gap.strip() == "."


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january february march april may june july august september october november december".split()
)  # fmt: skip
CALENDAR = frozenset(WEEKDAYS) | frozenset(MONTHS)

RELATIONS = frozenset(
    """
    brother sister mother father mum mom dad parents partner husband wife son daughter kid kids child children cousin
    uncle aunt nephew niece grandma grandpa grandmother grandfather friend friends mate mates boss colleague colleagues
    neighbour neighbor neighbours neighbors boyfriend girlfriend flatmate roommate housemate dog cat team family folks
    ex fiance fiancee twin assistant student students teacher doctor accountant lawyer plumber landlord
    """.split()
)
"""Nan's sister is not Nan."""

TITLES = frozenset("dr mr mrs ms miss prof professor sir aunt auntie aunty uncle cousin granny grandpa grandma".split())

DETERMINERS = frozenset("a an the my your his her its our their this that these those some any no each every".split())

_COMMON = frozenset(
    """
    mark marks grace rose hope faith joy art bill bills sue pat rob jack drew chase dale dean earl frank gene grant guy
    harry ivy jade june april august march dawn lily daisy holly heather hazel iris olive pearl penny ruby sandy skip sky
    summer autumn wade ward woody young king baker cook page long short brown white green black gray grey rich max miles
    nick pierce ray reed rusty stone storm sunny tab trip victor buck bud carol chuck cliff clay crystal eve flora ginger
    glen jean jewel kit lance lane melody mercy misty norm opal patience peg poppy rod robin sage stew tuck val van vine
    wren basil rosemary pepper forest brook brooks dusty colt hunter mason carter taylor tanner parker fisher josh chad
    china jordan paris georgia virginia florence sydney victoria austin dallas blaze ace angel major duke prince christian
    gay happy honey star moon sun rain snow winter spring love destiny trinity justice liberty constant bishop pope abbot
    potter smith miller butler porter turner walker hall hill wood woods field fields bank banks river rivers lake park
    bell bond cross day rice bean bush church church fox wolf lamb swan finch bird crane may will dong song ran see way
    one two three four five six first second last new old big small little good best hand head foot may tom jam cash bob
    dot gus hank herb jo kay lee ken laurel linden maple myrtle nova ocean phoenix pip raven reef river rowan sailor saint
    scout silver sparrow temple tiger true ty viola violet willow zen bea don ward price power wise strong sharp swift
    """.split()
)


def is_common(folded: str) -> bool:
    """Say whether a word is an ordinary word as well as a name."""
    return folded in _COMMON or folded in CALENDAR or is_filler(folded)
