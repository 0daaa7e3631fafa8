"""How similar two written names are."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from asknet.person_names import cjk_given, is_given, is_initial, is_short_form, pair_words, read_name


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
