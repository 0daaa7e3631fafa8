"""Word families: derived words that a stemmer distinguishes (statistics, statistician; bankrupt, bankruptcy)."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from asknet.ask.match import constants

if TYPE_CHECKING:
    from collections.abc import Container

    from asknet.ask.match.index import WordIndex
    from asknet.lexicon import Lexicon

SUFFIXES = frozenset(
    """
    s es ed ing er ers or ors r rs e y ies
    ist ists istic istics ician icians ian ians an ans eer eers ee
    ic ics ical ism isms ity ities al als ial ual
    ion ions ation ations ition tion sion ition ment ments ness
    ize izes izing ized ization ise ising isation ify ification ifying
    ive ative able ible ful less ous ious
    ance ances ence ences ancy ency ant ants ent ents ential cy
    ary ery ry ory istry istries stry ure ures age ages ship hood dom
    ly en ening ened
    a o n ian ese ish eous
    in innen os as ora oras ores eur eurs euse euses rice rices ier iers iere ieres
    """.split()
)
"""Endings that make one word from another: derivation as in grammar books, not a word list. '' is one too. The last line:
those of women and men in German, French and Spanish (Lehrerin, coiffeuse, traductora)."""


INFLECTIONS = frozenset(["", "s", "es", "d", "ed", "ing", "e", "y", "ies", "ied"])
"""Endings for number and tense, which do not change the meaning."""

_ENDINGS = re.compile(r"(?:innen|in|e[nrs]?|n|s)$")
"""Endings of a German or Dutch noun, as folding leaves them: Arzt, Ärzte, Ärztin, Ärztinnen."""

NAME_ENDINGS = frozenset(["js", ".js", "lang"])
"""What people add to the name of a technology, besides a version number: vue.js, rubylang, python3."""


def kinship(one: str, other: str) -> float:
    """Return how closely two words are related, 0..1: the share of the longer word that they have in common.

    0 unless both have the same stem of FAMILY_STEM letters or more, each followed by nothing or a known suffix.
    """
    shared = _common_start(one, other)
    short, long = sorted((one, other), key=len)
    if shared == len(short) >= constants.NAME_STEM and (long[shared:].isdigit() or long[shared:] in NAME_ENDINGS):
        return 1.0
    for cut in range(shared, constants.FAMILY_STEM - 1, -1):
        ends = one[cut:], other[cut:]
        if all(end in SUFFIXES or not end for end in ends):
            return cut / max(len(one), len(other))
    return 0.0


def inflected(one: str, other: str) -> bool:
    """Return whether two words are grammatical forms of one word: cook, cooks, cooking."""
    shared = _common_start(one, other)
    return one[shared:] in INFLECTIONS and other[shared:] in INFLECTIONS


def overlap(one: str, other: str) -> float:
    """Return the share 0..1 of the longer word that both begin with."""
    return _common_start(one, other) / max(len(one), len(other))


def relatives(word: str, index: WordIndex) -> list[tuple[str, float]]:
    """Return the words of the network in the family of this one, each with its kinship, nearest first; not the word itself."""
    if len(word) < constants.NAME_STEM or word.isdigit():
        return []
    prefix = word[: max(constants.NAME_STEM, len(word) - constants.FAMILY_ENDING)]
    scored = [(held, kinship(word, held)) for held in index.starting(prefix) if held != word]
    kin = [(held, share) for held, share in scored if share >= constants.FAMILY_KINSHIP]
    return sorted(kin, key=lambda pair: (-pair[1], pair[0]))[: constants.FAMILY_MOST]


def compounds(word: str, index: WordIndex, known: Container[str] | Lexicon | None) -> list[tuple[str, float]]:
    """Return words of the network that may be compounds with this one, each with the share of the longer word, nearest first.

    One word is the beginning of the other (Holz, Holzhandel; Steuern, Steuer) or the end of this one (jruby, ruby), or
    both end alike but for their endings (Anwalt, Rechtsanwältin).
    With ``known`` words, a shared beginning counts too if it is one of them (Autohaus, Autoreparatur), or if it is
    longer (Steuerrecht, Steuererklärung). A compound that begins with the whole word is related to it nine times in
    ten, however long it is (Auto, Autowerkstatt): it counts at least COMPOUND_BEGINS.
    """
    if len(word) < constants.COMPOUND_WHOLE or not word.isalpha():
        return []
    found = {end: len(end) / len(word) for end in index.known(_ends(word))}
    stem = _ENDINGS.sub("", word)
    if known is not None and len(stem) >= constants.COMPOUND_WHOLE:
        same = re.compile(rf".*{stem}(?:innen|in|e[nrs]?|n|s)?")
        found |= {
            held: constants.COMPOUND_BEGINS for held in index.vocabulary() if held != word and same.fullmatch(held)
        }
    for held in index.starting(word[: constants.COMPOUND_WHOLE]):
        shared = _common_start(word, held)
        share = shared / max(len(word), len(held))
        if (
            held != word
            and share >= constants.COMPOUND_LEAST
            and (
                shared == min(len(word), len(held))
                or (known is not None and word[:shared] in known)
                or (known is not None and shared >= constants.COMPOUND_PART and share >= constants.COMPOUND_SHARE)
            )
        ):
            found[held] = max(share, constants.COMPOUND_BEGINS) if shared == len(word) else share
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[: constants.FAMILY_MOST]


def _ends(word: str) -> set[str]:
    least = max(constants.COMPOUND_WHOLE, math.ceil(constants.COMPOUND_END * len(word)))
    return {word[at:] for at in range(1, len(word) - least + 1)}


def _common_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
