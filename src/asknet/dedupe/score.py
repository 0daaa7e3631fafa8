"""The rule: what makes two contacts certainly one person, what makes it likely, and what contradicts it.

- The same LinkedIn profile, or the same mailbox of one person, is sure if the
  names fit. A mailbox named only after the family may be a household's:
  there, and wherever different given names share a surname, it is at most likely.
- The same number is sure if the full names fit, and likely if they share a word or one of them is no full name
  (``Mum``, ``Gate Plumber``); people with different given and family names share a line, and are not proposed.
- A contact called by its mailbox or number is whoever has it.
- A shared mailbox (``info@``) or number counts no more than the same organisation. A number of contacts with different
  names, and one beside different mailboxes, makes only those sure that have the same name.
- A name alone is never sure: it is likely if the organisation, place or title agrees,
  or if the full names are equal. A private and a work address, two numbers and two
  firms contradict nothing; two towns and two profiles do.
- Names that sound alike or differ by a typing slip are likely one unless town or profile contradicts.
- A contact with several names is never sure to be one whose name contradicts one of them.
- A contradicting initial, generation (Jr, Sr) or form of address (Mr, Mrs) is never overruled.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from asknet.addresses import (
    is_nameless,
    is_number,
    is_shared,
    known_by,
    mailbox,
    parse_phone,
    same_number,
    slug_of,
    takes_no_mail,
    unreadable,
)
from asknet.dedupe.names import Alike, NameComparison, alike
from asknet.dedupe.spelling import slip
from asknet.former_names import other_readings
from asknet.model import Card, Kind
from asknet.person_names import described, is_given, is_whole, plainest, read_name
from asknet.text import LEGAL_FORMS, fold, fold_name
from asknet.thesaurus import trades

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

_LOCAL_DIGITS = 7
_LONG_LOCAL_PART = 5
_LETTERS = re.compile(r"[^a-z]+")
_HOUSEHOLD = ("famil", "haus", "home", "house", "casa", "couple", "parents", "eltern")
_NO_NAMES = frozenset(
    "mum mom mama mutti dad papa vati home work office haus buro mobile cell handy phone new old neu alt privat nummer number"
    " aunt uncle tante onkel oma opa granny grandma grandpa".split()
)
"""Words of a telephone's list that are no names."""
_WHOLE = (Alike.SAME, Alike.FITTING, Alike.SHORT)


class Sameness(IntEnum):
    """Whether two contacts are one person."""

    NO = 0
    LIKELY = 1
    SURE = 2


class Comparison(NamedTuple):
    """Whether two contacts are one person, the reasons in words, and how strong they are (0..100), for sorting."""

    sameness: Sameness
    reasons: tuple[str, ...] = ()
    strength: int = 0


_NO = Comparison(Sameness.NO)


def _shared_by_nobody(_number: str) -> bool:
    return False


def compare(
    one: Card,
    other: Card,
    *,
    common: Collection[str] = (),
    shared: Callable[[str], bool] = _shared_by_nobody,
    same_id: bool = False,
) -> Comparison:
    """Compare two contacts.

    A card without a kind may be of the other's. `common` are mailboxes, in the form of `known_by`,
    and digits of numbers, that so many contacts have that they identify nobody. `shared` says whether
    contacts of different names have a number, `same_id` whether cards of two files have one short id, which a
    coincidence may be.
    """
    names = _closest(one, other)
    if names.how is Alike.AGAINST:
        return _NO
    if one.kind and other.kind and one.kind is not other.kind:
        return _of_two_kinds(one, other, names)
    if (one.kind or other.kind or Kind.PERSON) is not Kind.PERSON:
        return _of_no_person(one, other, names)
    found = [
        _by_profile(one, other, names),
        _by_mailbox(one, other, names, common),
        _by_number(one, other, names, common, shared),
        _by_name(one, other, names, common),
        _by_slip(one, other, names, common),
        Comparison(Sameness.LIKELY, ("the same id in two files",), 40)
        if same_id and names.how not in (Alike.NOTHING, Alike.FAMILY)
        else _NO,
    ]
    sameness, _, strength = max(found, key=lambda one: (one.sameness, one.strength))
    if sameness is Sameness.NO:
        return _NO
    by_profile = found[0].sameness is Sameness.SURE
    if sameness is Sameness.SURE and (names.one_generation or (not by_profile and _contradicted(one, other))):
        sameness = Sameness.LIKELY
    reasons = [reason for comparison in found if comparison.sameness for reason in comparison.reasons]
    every = [_name_reason(names), *reasons] if names.how is not Alike.NOTHING else [*reasons, "the names share no word"]
    both = sum(10 for comparison in found if comparison.sameness) - 10
    return Comparison(sameness, tuple(dict.fromkeys(reason for reason in every if reason)), min(100, strength + both))


def _closest(one: Card, other: Card) -> NameComparison:
    """Compare the names, and if they differ, the aliases and what a word in brackets may mean too."""
    best = alike(one.name, other.name)
    if best.how in (Alike.SAME, Alike.AGAINST):
        return best
    mine = (one.name, *other_readings(one.name), *one.aliases)
    theirs = (other.name, *other_readings(other.name), *other.aliases)
    if len(mine) == len(theirs) == 1:
        return best
    order = list(Alike)
    for a in mine:
        for b in theirs:
            how = alike(a, b)
            if how.how is not Alike.AGAINST and order.index(how.how) < order.index(best.how):
                best = how
    return best


def _contradicted(one: Card, other: Card) -> bool:
    """Return whether one has a name that the other does not have, and that contradicts one of theirs.

    Two contacts whose names both begin with a shared short name are still two.
    """
    if not (one.aliases or other.aliases):
        return False
    mine, theirs = (one.name, *one.aliases), (other.name, *other.aliases)
    return _contradicts(mine, theirs) or _contradicts(theirs, mine)


def _contradicts(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    def held(name: str, names: tuple[str, ...]) -> bool:
        return any(
            alike(name, known).how is Alike.SAME and read_name(name).address == read_name(known).address
            for known in names
        )

    return any(
        alike(name, known).how in (Alike.AGAINST, Alike.FAMILY, Alike.PART) and not held(known, mine)
        for name in mine
        if not held(name, theirs)
        for known in theirs
    )


def _name_reason(names: NameComparison) -> str:
    plain = {
        Alike.SAME: "the same name",
        Alike.FITTING: "the names fit",
        Alike.SHORT: "one name is short for the other",
        Alike.NEW_SURNAME: "the same given name",
        Alike.FAMILY: "the same surname",
        Alike.PART: "the names share a word",
    }[names.how]
    generation = "; only one gives a generation" if names.one_generation else ""
    return (f"{plain}: {names.why}" if names.why else plain) + generation


def _of_two_kinds(one: Card, other: Card, names: NameComparison) -> Comparison:
    if names.how is not Alike.SAME:
        return _NO
    shared = _shared_urls(one, other) or _mailboxes(one) & _mailboxes(other)
    reason = ("the same name", f"the same address {min(shared)}", "one is not a person") if shared else ()
    return Comparison(Sameness.LIKELY, reason, 40) if shared else _NO


def _of_no_person(one: Card, other: Card, names: NameComparison) -> Comparison:
    """Compare communities and sources: shared words of a name mean little unless all are the same."""
    same = names.how is Alike.SAME or organisation(one.name) == organisation(other.name)
    shared = _shared_urls(one, other) or _mailboxes(one) & _mailboxes(other)
    if shared and same:
        return Comparison(Sameness.SURE, ("the same name", f"the same address {min(shared)}"), 90)
    if shared and names.how is not Alike.NOTHING:
        return Comparison(Sameness.LIKELY, (_name_reason(names), f"the same address {min(shared)}"), 50)
    return Comparison(Sameness.LIKELY, ("the same name",), 30) if same and not _conflict(one, other) else _NO


def _by_profile(one: Card, other: Card, names: NameComparison) -> Comparison:
    shared = _slugs(one) & _slugs(other)
    if not shared:
        return _NO
    sure = names.how not in (Alike.NOTHING, Alike.FAMILY)
    reason = (f"the same LinkedIn profile {min(shared)}",)
    return Comparison(Sameness.SURE, reason, 90) if sure else Comparison(Sameness.LIKELY, reason, 60)


def _by_mailbox(one: Card, other: Card, names: NameComparison, common: Collection[str]) -> Comparison:
    best = _NO
    for address in sorted(_mailboxes(one) & _mailboxes(other)):
        if address in common or is_shared(address):
            continue
        household = _is_household(address, one, other)
        fitting = names.how in (*_WHOLE, Alike.NEW_SURNAME) or is_nameless(one) or is_nameless(other)
        sure = names.how is Alike.SAME or (fitting and not household)
        reason = f"the same e-mail {address}"
        if sure:
            return Comparison(Sameness.SURE, (reason,), 85)
        if (names.how is Alike.FAMILY and household) or _are_strangers(names, one, other):
            continue
        best = Comparison(Sameness.LIKELY, (f"{reason}, which may be a household's" if household else reason,), 55)
    return best


def _by_number(
    one: Card, other: Card, names: NameComparison, common: Collection[str], shared: Callable[[str], bool]
) -> Comparison:
    for a in one.phone:
        for b in other.phone:
            if not _same_line(a, b) or _is_common(a, common) or _is_common(b, common):
                continue
            reason = (f"the same number {a}",)
            mailboxes = _mailboxes(one), _mailboxes(other)
            moved = all(mailboxes) and mailboxes[0].isdisjoint(mailboxes[1])
            fitting = names.how in _WHOLE or is_nameless(one) or is_nameless(other)
            if names.how is Alike.SAME or (fitting and not moved and not shared(a)):
                return Comparison(Sameness.SURE, reason, 80)
            local = len(parse_phone(a).digits) <= _LOCAL_DIGITS
            local = local and names.how is Alike.NOTHING
            if names.how is Alike.FAMILY or local or _are_strangers(names, one, other):
                return _NO
            if names.how is Alike.NEW_SURNAME and _agreements(one, other, ("org",)):
                # colleagues at one switchboard
                return _NO
            return Comparison(Sameness.LIKELY, reason, 35 if names.how is Alike.NOTHING else 45)
    return _NO


def _are_strangers(names: NameComparison, one: Card, other: Card) -> bool:
    """Return whether two have full names without a common word."""
    return names.how is Alike.NOTHING and _is_full(one.name) and _is_full(other.name)


def are_different(names: Iterable[str]) -> bool:
    """Return whether two of these names surely are two people's: relatives', strangers', or with another initial."""
    for one, other in combinations(sorted(names), 2):
        how = alike(one, other).how
        if how is Alike.AGAINST or (
            how in (Alike.FAMILY, Alike.NOTHING)
            and not slip(one, other, backed=True)
            and _is_full(one)
            and _is_full(other)
        ):
            return True
    return False


def _is_full(name: str) -> bool:
    """Return whether a name is the full name of a person, rather than ``Mum``, ``Gate Plumber`` or an address."""
    full = "@" not in name and not is_number(name) and is_whole(read_name(name)) and not described(name, trades())
    return full and not any(word in _NO_NAMES for word in read_name(name).words)


def _by_name(one: Card, other: Card, names: NameComparison, common: Collection[str]) -> Comparison:
    if names.how not in (Alike.SAME, Alike.FITTING) or names.one_generation:
        return _NO
    agree = _agreements(one, other, ("org", "place", "title"))
    agree += [f"the same address {url}" for url in sorted(_shared_urls(one, other))[:1]]
    agree += _shared_by_many(one, other, common)
    local = _local_parts(one) & _local_parts(other)
    if local:
        agree.append(f"mailboxes called {min(local)}")
    if not (is_whole(read_name(one.name)) and is_whole(read_name(other.name))):
        agree = [text for text in agree if text.startswith("the same organisation")]
    elif not agree and names.how is Alike.SAME and not _conflict(one, other):
        return Comparison(Sameness.LIKELY, _nothing_against(one, other), 10)
    return Comparison(Sameness.LIKELY, tuple(agree), 20 + 10 * len(agree)) if agree else _NO


def _agreements(one: Card, other: Card, fields: Iterable[str]) -> list[str]:
    """Return in words what both share; a title or place alone does not count against another organisation."""
    words = {"org": "organisation", "place": "place", "title": "title"}
    agreeing = []
    for field in fields:
        a, b = getattr(one, field), getattr(other, field)
        folded = organisation if field == "org" else fold_name
        if a and b and folded(a) == folded(b):
            agreeing.append(f"the same {words[field]} {a}")
    if not agreeing or agreeing[0].startswith("the same title"):
        elsewhere = [f for f in ("org", "place") if getattr(one, f) and getattr(other, f)]
        return [] if elsewhere else agreeing
    return agreeing


def _conflict(one: Card, other: Card) -> bool:
    """Return whether the two live in different towns, or have different LinkedIn profiles."""
    if one.place and other.place and not _same_town(one.place, other.place):
        return True
    mine, theirs = _slugs(one), _slugs(other)
    return bool(mine and theirs and not mine & theirs)


def _same_town(one: str, other: str) -> bool:
    """Return whether one place is the other, or contains it (``Lisboa, Portugal``)."""
    a, b = ([part for part in map(fold_name, written.split(",")) if part] for written in (one, other))
    return not set(a).isdisjoint(b)


def _nothing_against(one: Card, other: Card) -> tuple[str, ...]:
    """Return in words that only the name suggests that two are one; a change of firm may explain the rest."""
    firms = one.org and other.org and organisation(one.org) != organisation(other.org)
    return ("the organisation may have changed",) if firms else ("nothing contradicts it",)


@lru_cache(maxsize=4096)
def organisation(written: str) -> str:
    """Return an organisation's name in the form that is compared: without legal forms."""
    words = fold_name(written).split()
    return " ".join([w for w in words if w not in LEGAL_FORMS] or words)


def _mailboxes(card: Card) -> set[str]:
    """Return the mailboxes of a card; a placeholder identifies nobody."""
    return {mailbox(one) for one in card.email if not (unreadable("email", one) or takes_no_mail(one))}


def _slugs(card: Card) -> set[str]:
    return {slug_of(url) for url in card.url} - {""}


def _same_line(one: str, other: str) -> bool:
    return not unreadable("phone", one) and not unreadable("phone", other) and same_number(one, other)


def _is_common(written: str, common: Collection[str]) -> bool:
    return parse_phone(written).digits in common


def _shared_by_many(one: Card, other: Card, common: Collection[str]) -> list[str]:
    """Return in words which shared mailbox or switchboard both have."""
    mail = [f"the same e-mail {a}" for a in sorted(_mailboxes(one) & _mailboxes(other)) if a in common or is_shared(a)]
    lines = [
        f"the same number {a}" for a in one.phone for b in other.phone if _same_line(a, b) and _is_common(a, common)
    ]
    return [*mail[:1], *lines[:1]]


def _by_slip(one: Card, other: Card, names: NameComparison, common: Collection[str]) -> Comparison:
    if names.how is Alike.SAME:
        return _NO
    shared = _shared_by_many(one, other, common)
    shared += [f"the same address {url}" for url in sorted(_shared_urls(one, other))[:1]]
    words = slip(one.name, other.name, backed=bool(shared))
    if words is None:
        return _NO
    agree = [*_agreements(one, other, ("org", "place", "title")), *shared]
    reason = f"{_as_written(words[0], one.name)} and {_as_written(words[1], other.name)} {words[2]}"
    if not agree and _conflict(one, other):
        return _NO
    return Comparison(Sameness.LIKELY, (reason, *agree), 15 + 10 * len(agree))


def _as_written(word: str, name: str) -> str:
    """Return a word of a name, in the form that is compared, as it is written there."""
    return next((raw for raw in re.findall(r"\w+", name) if plainest(fold_name(raw)) == word), word.title())


def _local_parts(card: Card) -> set[str]:
    """Return the names of mailboxes (before the @) that are the person's own name, as ``viktor.hale``."""
    words = [word for word in read_name(card.name).words if len(word) > 1]
    parts = {address.partition("@")[0] for address in _mailboxes(card)}
    return {p for p in parts if len(p) >= _LONG_LOCAL_PART and sum(word in p for word in words) > 1}


def _shared_urls(one: Card, other: Card) -> set[str]:
    return {known_by("url", url) for url in one.url} & {known_by("url", url) for url in other.url} - {""}


def _is_household(address: str, one: Card, other: Card) -> bool:
    """Return whether a mailbox is named only after a family (``millers@``), so that several may read it."""
    local = _LETTERS.sub("", fold(address.partition("@")[0]))
    if any(word in local for word in _HOUSEHOLD):
        return True
    surnames = {w for card in (one, other) for w in read_name(card.name).words if len(w) > 1 and not is_given(w)}
    return any(local in (word, word + "s", word + "i", word + "e") for word in surnames)
