"""The words of a sentence, with where they stand."""

from __future__ import annotations

import re
from typing import NamedTuple

from asknet.text import fold_name

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?")
_OPAQUE = re.compile(r"(?<!\S)\S*(?:://|[^\s@(]@)\S*|www\.\S+|(?<!\S)[#+][^\s#+]\S*")
"""Addresses and tags: no names in them. Tried only where a run of characters begins, so that a long one is read once."""
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
    def lower(self) -> str:
        """The word as written, in small letters, with a plain apostrophe: ``couldn't``."""
        return self.text.lower().replace("’", "'")

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
        if made and made[-1].folded == "w" and gap == "/ ":
            gap = " "
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
                apart=bool(made) and gap.strip().removesuffix("@").strip() != "" and not glued,
                glued_before=glued and gap not in "/&" and not at,
                glued_after=glued_after,
                opaque=any(a <= start < b for a, b in opaque),
            )
        )
        end_before = end
    return made


def _after_initial(before: Word, gap: str) -> bool:
    return len(before.folded) == 1 and before.capital and gap.strip() == "."
