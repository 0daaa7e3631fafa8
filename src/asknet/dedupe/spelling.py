"""How one name is written in several ways: words that sound alike, and slips of one letter.

The sound of a word is its spelling with one letter for each sound, as in the phonetic keys made for names (Soundex,
Metaphone, the Cologne phonetics), by the spelling of English, German and their neighbours. These keys drop the
vowels, so that Meier is Moore; here most vowels stay.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from asknet.person_names import VOWELS, given_name_groups, is_given, is_short_form, pair_words, read_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_WORDS, _MOST_WORDS = 2, 4
"""How many words of a name are checked for a slip."""
_SHORTEST_MISSPELT, _SHORTEST_BACKED = 5, 4
"""Letters of the longer of two words that differ by a slip, without and with other evidence; shorter words just differ."""
_SOUND_ALIKE = ("aeiouy", "sz", "ckq", "dt", "fvw", "iyj", "bp", "mn")
_MOST_GROUPS, _MOST_KEYS = 3, 4
_SOUNDS = {
    "sch|sh": "S",
    "t?sch|tch|^ch(?=[aeiou])": "C",
    "q[uvw]|kv": "kf",
    "ck|kh|ch|c(?![eiy])|q": "k",
    "ph|v|w": "f",
    "tz|z|c": "s",
    "x": "ks",
    "^g(?=[eiy])|^[yi](?=[aeou])": "j",
    "th|dt": "t",
    "(?<=m)p(?=[st])|(?<=[aeiouy])h(?![aeiouy])|(?<=[bdgjklmnpr])h": "",
    "(?:ey|ie|y)$|ij|ie|ee|y": "i",
    "[ea][iy]": "A",
    "oo|ou": "u",
    "eo": "e",
}
"""Letters and the sound they stand for; the first that fits counts."""
_WITHIN = re.compile("[aeiouA](?!$)")
_LETTERS = "|".join(f"({letters})" for letters in _SOUNDS)
_OF_LETTERS = tuple(_SOUNDS.values())


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """Return the sound of a word (see `person_names.plainest`): words of one sound are spellings of one name.

    >>> sound("stephen") == sound("steven"), sound("meyer") == sound("maier"), sound("meier") == sound("moore")
    (True, True, False)
    """
    if not word.isascii():
        return word
    spoken = re.sub(_LETTERS, lambda found: _OF_LETTERS[(found.lastindex or 1) - 1], word)
    return re.sub(r"([a-zA-Z])\1+", r"\1", spoken)


def name_keys(written: str) -> list[str]:
    """Return the sorted words of a name by sound, a given name in one form; several keys if it is a form of several."""
    found: list[tuple[str, ...]] = [()]
    for word in read_name(written).words:
        groups = sorted(given_name_groups(word))[:_MOST_GROUPS]
        forms = [f"~{group}" for group in groups] or [sound(word)]
        found = [(*key, form) for key in found for form in forms][:_MOST_KEYS]
    return [" ".join(sorted(key)) for key in found]


def beside_slips(written: str) -> Iterator[tuple[str, str]]:
    """Yield each word of a name that may be misspelt, with the rest of the name, in the form that is compared."""
    words = read_name(written).words
    if _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
        for place, word in enumerate(words):
            if len(word) >= _SHORTEST_BACKED - 1:
                rest = sorted(_one_form(other) for at, other in enumerate(words) if at != place)
                yield word, " ".join(rest)


def spellings_beside(word: str) -> set[str]:
    """Return a word, its sound, and its forms without one letter, never the first: words that may be a slip share one."""
    return {word, sound(word), *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}


@lru_cache(maxsize=16_384)
def _one_form(word: str) -> str:
    groups = given_name_groups(word)
    return f"~{min(groups)}" if groups else sound(word)


def slip(one: str, other: str, *, backed: bool) -> tuple[str, str, str] | None:
    """Return two words of two names that are spellings of one, and in words how they differ, if all others match.

    They sound alike, or differ by one letter, a typing slip. With other evidence (`backed`) shorter words count as
    well. Two known given names are not a slip (Marta, Maria), nor are endings that mark gender (Novak, Novaka).
    """
    a, b = read_name(one), read_name(other)
    if (
        not _FEWEST_WORDS <= len(a.words) == len(b.words)
        or a.generation != b.generation
        or (a.address and b.address and a.address != b.address)
    ):
        return None
    least = _SHORTEST_BACKED if backed else _SHORTEST_MISSPELT
    left, right = list(a.words), list(b.words)
    pair_words(left, right, lambda x, y: x == y)
    mine, theirs = list(left), list(right)
    alike = pair_words(mine, theirs, lambda x, y: _sound_alike(x, y, least))
    if alike and not mine:
        return (*alike[0], "sound alike")
    pair_words(left, right, is_short_form)
    misspelt = len(left) == 1 and _misspelt(left[0], right[0], least)
    return (left[0], right[0], "differ by a letter") if misspelt else None


def _sound_alike(one: str, other: str, least: int) -> bool:
    """Return whether two words sound alike; forms of one given name may differ in vowels before the end (Yusuf, Youssef)."""
    mine, theirs, forms = sound(one), sound(other), is_short_form(one, other)
    if mine == theirs:
        known = is_given(one) and is_given(other)
        return max(len(one), len(other)) >= (_SHORTEST_BACKED if known else least)
    return forms and len(mine) == len(theirs) and _WITHIN.sub("*", mine) == _WITHIN.sub("*", theirs)


def _misspelt(one: str, other: str, least: int) -> bool:
    """Return whether one word is the other with an extra letter, two letters swapped, or one that sounds alike."""
    short, long = sorted((one, other), key=len)
    if len(long) < least or long[0] != short[0] or (is_given(one) and is_given(other)):
        return False
    same = next((at for at, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) < len(long):
        return short[same:] == long[same + 1 :] and not (same == len(short) and long[-1] in "ao")
    last = same == len(long) - 1
    if short[same:] == long[same + 1 : same + 2] + long[same : same + 1] + long[same + 2 :] and not last:
        return True
    sounding = any(short[same] in letters and long[same] in letters for letters in _SOUND_ALIKE)
    says_who = last and short[same] in VOWELS
    return short[same + 1 :] == long[same + 1 :] and sounding and not says_who and len(long) > _SHORTEST_MISSPELT
