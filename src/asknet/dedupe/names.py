"""How similar two written names are, and the keys under which similar ones are found."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from asknet.person_names import (
    VOWELS,
    cjk_given,
    given_names,
    is_given,
    is_initial,
    is_short_form,
    pair_words,
    read_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_WORDS, _MOST_WORDS = 2, 4
"""How many words of a name are checked for a slip."""
_SHORTEST_MISSPELT, _SHORTEST_BACKED = 5, 4
"""Letters of the longer of two words that differ by a slip, without and with other evidence; shorter words just differ."""
_SOUND_ALIKE = ("aeiouy", "sz", "ckq", "dt", "fvw", "iyj", "bp", "mn")
_MOST_GROUPS, _MOST_KEYS = 3, 4
"""The most groups of a given name that make a key, and the most keys of a name."""


class Alike(Enum):
    """How similar two names are, the closest first."""

    SAME = "the same words, in any order"
    FITTING = "one is the other with short forms, initials or more names"
    SHORT = "one is the other's given name alone"
    NEW_SURNAME = "the same given name with another surname"
    FAMILY = "one surname, and given names that are not the same"
    PART = "a word in common, and who knows which"
    NOTHING = "no word in common"
    AGAINST = "an initial, a generation or a form of address that contradicts"


class NameComparison(NamedTuple):
    """How similar two names are; `why` says it in words if that is not obvious; `one_generation`: only one gives it."""

    how: Alike
    why: str = ""
    one_generation: bool = False


def may_fit(one: str, other: str) -> bool:
    """Return whether two names may be `SAME` or `FITTING`, by a quick test: the shorter has no word of its own."""
    less, more = sorted((read_name(one).words, read_name(other).words), key=len)
    return all(
        word in more or any(is_short_form(word, beside) or is_initial(word, beside) for beside in more) for word in less
    )


def alike(one: str, other: str) -> NameComparison:
    """Return how similar two names are, as they are written."""
    a, b = read_name(one), read_name(other)
    if a.generation and b.generation and a.generation != b.generation:
        return NameComparison(Alike.AGAINST, "different generations")
    if a.address and b.address and a.address != b.address:
        return NameComparison(Alike.AGAINST, "different forms of address")
    if len(a.words) == len(b.words) == 1 and (
        a.words[0] in cjk_given(b.words[0]) or b.words[0] in cjk_given(a.words[0])
    ):
        return NameComparison(Alike.SHORT)
    how, why = _compared(a.words, b.words)
    return NameComparison(how, why, one_generation=a.generation != b.generation)


def _compared(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[Alike, str]:
    if not a or not b:
        return Alike.NOTHING, ""
    left, right = list(a), list(b)
    met = pair_words(left, right, lambda x, y: x == y)
    full = [x for x, _ in met if len(x) > 1]
    if not left and not right:
        return (Alike.SAME, "") if full else (Alike.PART, "")
    short = pair_words(left, right, is_short_form)
    full += [x for x, _ in short]
    if not full:
        return Alike.NOTHING, ""
    initials = pair_words(left, right, is_initial)
    if left and right:
        return _partly(full, left, right, a, b)
    why = "; ".join(f"{x.title()} and {y.title()} are one name" for x, y in short)
    if not left and not right:
        return Alike.FITTING, why or "an initial stands for a name"
    longer, less = (a, b) if left else (b, a)
    return _within(less, longer, left or right, why or ("an initial stands for a name" if initials else ""))


def _within(less: tuple[str, ...], longer: tuple[str, ...], more: list[str], why: str) -> tuple[Alike, str]:
    """Compare a name whose words are all in the other; `more` are the other's further words."""
    if len(less) == 1:
        own = less[0] == longer[0] or is_given(less[0])
        return (Alike.SHORT, why) if own else (Alike.PART, "")
    if more[0] == longer[0] and less[0] == longer[1] and not is_short_form(more[0], less[0]):
        # Carlos Vega and Juan Carlos Vega may be two people
        return Alike.PART, ""
    return Alike.FITTING, why or f"only one has {' '.join(more).title()}"


def _partly(
    full: list[str], left: list[str], right: list[str], a: tuple[str, ...], b: tuple[str, ...]
) -> tuple[Alike, str]:
    """Compare two names that share `full` and differ in `left` and `right`."""
    if any(len(x) == 1 for x in left + right):
        return Alike.AGAINST, "an initial contradicts"
    given = [is_given(word) for word in left], [is_given(word) for word in right]
    if any(given[0]) and any(given[1]):
        return Alike.FAMILY, ""
    first = a[0] == full[0] and is_given(full[0]) and (b[0] == full[0] or is_short_form(a[0], b[0]))
    if first and len(full) == 1 and not any(given[0] + given[1]):
        return Alike.NEW_SURNAME, f"{left[0].title()} and {right[0].title()} may be two surnames of one person"
    return Alike.PART, ""


def name_keys(written: str) -> list[str]:
    """Return the sorted words of a name, each given name in one form; several keys if a word is a form of several names."""
    found: list[tuple[str, ...]] = [()]
    for word in read_name(written).words:
        groups = given_names().get(word)
        forms = [f"~{group}" for group in sorted(groups)[:_MOST_GROUPS]] if groups else [word]
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


def without_a_letter(word: str) -> set[str]:
    """Return a word and its forms without one letter, never the first: two words that differ by a slip share one."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}


def slip(one: str, other: str, *, backed: bool) -> tuple[str, str] | None:
    """Return the words of two names that differ by one letter, a typing slip, if all others match; else None.

    With other evidence (`backed`) shorter words count as well. Two known given names are not a slip (Marta, Maria),
    nor are endings that mark gender (Novak, Novaka).
    """
    a, b = read_name(one), read_name(other)
    if (
        len(a.words) != len(b.words)
        or a.generation != b.generation
        or (a.address and b.address and a.address != b.address)
    ):
        return None
    left, right = list(a.words), list(b.words)
    for fits in (lambda x, y: x == y, is_short_form):
        pair_words(left, right, fits)
    if len(left) != 1 or len(a.words) < _FEWEST_WORDS:
        return None
    least = _SHORTEST_BACKED if backed else _SHORTEST_MISSPELT
    return (left[0], right[0]) if _misspelt(left[0], right[0], least) else None


def _one_form(word: str) -> str:
    return f"~{min(given_names()[word])}" if word in given_names() else word


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
    sound = any(short[same] in alike_letters and long[same] in alike_letters for alike_letters in _SOUND_ALIKE)
    says_who = last and short[same] in VOWELS
    return short[same + 1 :] == long[same + 1 :] and sound and not says_who and len(long) > _SHORTEST_MISSPELT
