"""Everybody in a place, an organisation or a circle, and contacts whose name was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.ask.match.named_phrases import SURE, NamedPhrase
from asknet.ask.ranking import TieHistory, factors, ranked
from asknet.contacts.filters import fold_filter
from asknet.contacts.path import chain
from asknet.errors import NothingFoundError
from asknet.model import EvidenceKind, Match, Status, Verdict, Why
from asknet.text import counted, first_few, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from asknet.ask.limits import Limits
    from asknet.ask.match.named_phrases import Asked, What
    from asknet.contacts.filters import ContactFilter
    from asknet.model import Contact, Direction
    from asknet.store import Store

EVERYBODY = 50
"""Contacts that are returned if everybody is asked for."""

_SOURCES: dict[What, EvidenceKind] = {
    "place": EvidenceKind.PLACE,
    "organisation": EvidenceKind.ORG,
    "circle": EvidenceKind.CIRCLE,
    "name": EvidenceKind.NAME,
}
_NOBODY: dict[What, str] = {
    "place": "nobody here is in",
    "organisation": "nobody here is at",
    "circle": "nobody here is in a circle",
}
_SAID: dict[What, str] = {
    "name": "called {!r}",
    "circle": "in the circle {!r}",
    "organisation": "at {}",
    "place": "in {}",
}


class Listed(NamedTuple):
    """The contacts asked for, in order, and how many more there are."""

    matches: tuple[Match, ...]
    more: int

    @property
    def verdict(self) -> Verdict:
        """``strong`` if there is anybody, else ``none``."""
        return Verdict.STRONG if self.matches else Verdict.NONE

    @property
    def probability(self) -> float:
        """How likely it is that one of them is meant."""
        return SURE if self.matches else 0.0


def listed(store: Store, asked: Asked, limits: Limits, today: date) -> Listed:
    """Return everybody that a problem asks for, the closest tie first: at most ``limits.n``, or `EVERYBODY`.

    A contact whose own name was typed is included even if they are never suggested for problems, unless only
    the `suggested` are wanted.
    """
    contacts = store.contacts.load(sorted(asked.wanted))
    by_name = not limits.suggested and any(each.what == "name" for each in asked.named)
    contacts = [
        contact
        for contact in contacts
        if limits.let_in(contact) or (by_name and contact.status is not Status.PAST and limits.pass_filters(contact))
    ]
    met = store.interactions.dates([c.id for c in contacts], today)
    turned = store.asks.outcomes([c.id for c in contacts])
    found = ranked(contacts, dict.fromkeys(asked.wanted, SURE), met, turned, (), today)
    most = EVERYBODY if limits.n is None else limits.n
    ways = {one.contact.id: chain(store, one.contact)[:-1] for one in found[:most]}
    sought = any(each.what in ("name", "organisation") for each in asked.named)
    weakest = _weakest(store, ways, today) if sought else {}
    matches = tuple(
        Match(
            rank=rank,
            contact=one.contact,
            score=round(min(1.0, SURE * one.factors.product), 4),
            fit=SURE,
            verdict=Verdict.STRONG,
            factors=one.factors,
            why=reasons(asked, one.contact),
            via=tuple(introducer.name for introducer in ways[one.contact.id]),
            dormant=one.dormant,
            weakest=weakest.get(one.contact.id),
        )
        for rank, one in enumerate(found[:most], 1)
    )
    return Listed(matches, max(0, len(found) - most))


def _weakest(store: Store, ways: Mapping[int, Sequence[Contact]], today: date) -> dict[int, tuple[str, str]]:
    """Return the introducer on each way with whom your own tie is the weakest, and when you were last in touch."""
    introducers = {who.id: who for way in ways.values() for who in way}
    met = store.interactions.dates(introducers, today)
    tie = {n: factors(TieHistory(who.closeness, met[n], ()), (), today).tie for n, who in introducers.items()}
    found: dict[int, tuple[str, str]] = {}
    for contact, way in ways.items():
        if way:
            who = min(way, key=lambda each: tie[each.id])
            found[contact] = who.name, _last(met[who.id], today)
    return found


def _last(met: Sequence[tuple[date, Direction]], today: date) -> str:
    if not met:
        return "nothing is logged"
    days = (today - met[-1][0]).days
    return "in touch today" if days == 0 else f"last {counted(days, 'day')} ago"


def named_by_filter(store: Store, only: ContactFilter) -> tuple[NamedPhrase, ...]:
    """Return the place, the organisation and the circle of a filter, as phrases that name everybody.

    Raises `NothingFoundError` for one that nobody in the network has.
    """
    values: dict[What, tuple[str, Callable[[], Sequence[str]]]] = {
        "place": (only.place, store.groups.places),
        "organisation": (only.org, store.groups.organisations),
        "circle": (only.circle, lambda: store.contacts.circles("")),
    }
    found = []
    for what, (wanted, known) in values.items():
        there = [(fold_filter(value), value) for value in known()] if wanted else []
        meant = [value for folded, value in there if (wanted == folded if what == "circle" else wanted in folded)]
        if wanted and not meant:
            raise _nobody_in(what, wanted, there)
        if meant:
            everybody = frozenset(number for number, _ in store.contacts.names())
            found.append(NamedPhrase(what, wanted, everybody, min(meant, key=len)))
    return tuple(found)


def _nobody_in(what: What, wanted: str, known: Sequence[tuple[str, str]]) -> NothingFoundError:
    """Return the error for a filter that nobody passes, with the nearest values."""
    from difflib import get_close_matches

    written = dict(known)
    meant = " or ".join(written[near] for near in get_close_matches(wanted, written))
    message = f"{_NOBODY[what]} {wanted!r}" + (f"; did you mean {meant}?" if meant else "")
    some = "" if meant else first_few([value for _, value in known])
    return NothingFoundError(message, f"There are: {some}" if some else "See `asknet list`")


def nobody_is_both(asked: Asked) -> str:
    """Return that nobody is in all that a problem names, in words: nobody in the circle 'friends' is in Oslo."""
    parts = {each.what: each for each in asked.named}
    kinds = [what for what in _SAID if what in parts]
    who, *where = [_SAID[what].format(parts[what].typed) for what in kinds]
    place = "elsewhere" if asked.wanted == parts[kinds[0]].contacts else "there"
    return f"nobody {who} is {' '.join(where)}; these contacts are {place}"


def nobody_there(asked: Asked, matches: Sequence[Match]) -> str:
    """Return that nobody of those who fit is in the place that a problem names, in words; else empty."""
    places = [each for each in asked.named if each.what == "place"]
    fitting = {match.contact.id for match in matches if match.verdict is not Verdict.NONE}
    if not (places and fitting) or any(fitting & each.contacts for each in places):
        return ""
    return f"none of them is in {places[0].typed}"


def reasons(asked: Asked, contact: Contact) -> tuple[Why, ...]:
    """Return the phrases of a problem that name a contact, as reasons."""
    return tuple(_why(named, contact) for named in asked.of(contact.id))


def _why(named: NamedPhrase, contact: Contact) -> Why:
    said = {"place": contact.place, "organisation": contact.org, "name": contact.name}
    evidence = said.get(named.what) or next((c for c in contact.circles if fold(c) == named.phrase), named.phrase)
    how = named.what if named.what in ("place", "organisation") else "word"
    return Why(evidence, _SOURCES[named.what], None, named.phrase, named.phrase, how)
