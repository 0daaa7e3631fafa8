"""What a page knows, as JSON values: the figures of the review, and a row for every contact.

Every text is cleaned, and contacts are referred to by their place among the rows. What is long is short: texts that recur are
kept once in `words` and referred to by place, days count back from the day of the page, empty values at the end of a row are
left out, and a list of records is ``{"f": field names, "r": rows}``. `asknet/page/web/data.js` reads it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.model import Kind, Level, Outcome, Provenance, Reach
from asknet.page.initials import NameHider, initials
from asknet.page.introductions import forest
from asknet.page.note_topics import topics_in_notes
from asknet.review.model import ContactRef
from asknet.text import fold, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asknet.review.overview import Overview
    from asknet.review.review import Review

WITH = ("addresses", "notes", "log")
"""What stays out of a page unless it is asked for."""

_KINDS = {kind.value: place for place, kind in enumerate(Kind)}
_REACH = {reach.value: place for place, reach in enumerate(Reach, 1)}
_LEVELS = {None: 0, **{level.value: place for place, level in enumerate(Level, 1)}}
_PROVENANCE = {p.value: place for place, p in enumerate((Provenance.STATED, Provenance.IMPORTED, Provenance.HELPED))}
_DIRECTIONS = {"received": 1, "given": 2, "mutual": 3, "none": 0}
_MOST_TOPICS = 12
"""Topics of entries that a contact's row has, the newest."""
_MOST_TEXTS = 50
"""Entries whose text a contact's row has, the newest."""
_PAST, _NO_SUGGEST, _IMPORTED, _LOGGED = 1, 2, 4, 8

COLUMNS = (
    "id", "name", "kind", "title", "org", "place", "reach", "flags", "via", "also", "closeness", "every", "last", "met",
    "balance", "months", "skills", "circles", "wants", "refers", "entries", "asks", "noted", "aliases", "addresses", "notes",
    "texts",
)  # fmt: skip
"""The fields of a contact's row, in order."""


class Contents(NamedTuple):
    """What goes into a page: which of `WITH`, and whether people are called by their initials."""

    with_: frozenset[str] = frozenset()
    initials: bool = False


class _Words:
    """Texts that recur, each kept once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Return the place of a text."""
        found = self._places.get(text)
        if found is None:
            found = self._places[text] = len(self.texts)
            self.texts.append(text)
        return found


def page_data(overview: Overview, contents: Contents) -> dict[str, Any]:
    """Return the JSON value of a page."""
    return _Page(overview, contents).value()


class _Page:
    def __init__(self, overview: Overview, contents: Contents) -> None:
        self._overview = overview
        self._contents = contents
        self._today = overview.review.period.today
        self._days: dict[str, int] = {}
        self._words = _Words()
        self._rows = {member.id: place for place, member in enumerate(overview.members)}
        people = [member.name for member in overview.members if member.kind == Kind.PERSON]
        people += [detail.value for detail in overview.details if detail.field == "alias"]
        self._hider = NameHider(people) if contents.initials else None
        self._names = initials(overview.members) if contents.initials else {m.id: m.name for m in overview.members}

    def value(self) -> dict[str, Any]:
        review, me = self._overview.review, self._overview.me
        rows = self._contacts()
        figures = self._figures(review)
        return {
            "today": self._today.isoformat(),
            "since": review.period.since.isoformat(),
            "with": sorted(self._contents.with_),
            "initials": self._contents.initials,
            "me": safe(me.name) if me and not self._contents.initials else "",
            "review": figures,
            "sources": [[self._text(source.label), source.contacts] for source in self._overview.sources],
            "columns": COLUMNS,
            "contacts": rows,
            "words": self._words.texts,
        }

    def _text(self, text: str) -> str:
        """Return a text that somebody wrote as it may be shown, cleaned, and with initials where they are asked for."""
        return safe(self._hider.hidden(text) if self._hider else text)

    def _word(self, text: str) -> int:
        return self._words.place(self._text(text))

    def _ago(self, day: str) -> int:
        """Return how many days ago a day (ISO 8601) was; less than 0 for one that is yet to come."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = (self._today - date.fromisoformat(day)).days
        return found

    def _months_ago(self, month: str) -> int:
        return (self._today.year - int(month[:4])) * 12 + self._today.month - int(month[5:7])

    def _contacts(self) -> list[list[Any]]:
        overview, with_ = self._overview, self._contents.with_
        above, others = forest(overview.members, overview.totals, overview.introducers)
        lists = _Lists(self)
        rows = []
        for member in overview.members:
            number = member.id
            total = overview.totals.get(number)
            flags = _PAST * member.past | _NO_SUGGEST * bool(member.no_suggest) | _IMPORTED * member.imported
            last = self._ago(total.last if total else min(max(member.met, member.added), self._today.isoformat()))
            row: list[Any] = [
                number,
                safe(self._names[number]),
                _KINDS[member.kind],
                self._text(overview.titles[number]) if number in overview.titles else 0,
                self._word(member.org) + 1 if member.org else 0,
                self._word(member.place) + 1 if member.place else 0,
                _REACH.get(member.reach or "", 0),
                flags | _LOGGED * bool(total),
                self._rows[above[number]] + 1 if number in above else 0,
                [self._rows[other] for other in others[number]] if number in others else 0,
                member.closeness or 0,
                member.every or 0,
                last,
                self._ago(member.met) if member.met else -1 if member.imported else self._ago(member.added),
                [total.received, total.given, total.mutual, total.entries] if total else 0,
                lists.months.get(number, 0),
                lists.skills.get(number, 0),
                lists.circles.get(number, 0),
                lists.wants.get(number, 0),
                lists.refers.get(number, 0),
                lists.entries.get(number, 0),
                lists.asks.get(number, 0),
                lists.noted.get(number, 0),
                lists.aliases.get(number, 0),
                lists.addresses.get(number, 0),
                safe(overview.notes[number], lines=True) if "notes" in with_ and number in overview.notes else 0,
                lists.texts.get(number, 0),
            ]
            while not row[-1]:
                row.pop()
            rows.append(row)
        return rows

    def _figures(self, review: Review) -> dict[str, Any]:
        """Return the sections of the review, without what a note or an entry says unless that was asked for."""
        log, notes = ("log" in self._contents.with_), ("notes" in self._contents.with_)
        known = {(skill.contact, fold(skill.topic)) for skill in self._overview.skills}
        give = review.give
        if give is not None and not notes:
            give = give._replace(
                introductions=tuple(
                    # where no skill says so, the topic is a text of a title, an organisation or a note
                    each if (each.to.id, fold(each.topic)) in known else each._replace(topic=each.want)
                    for each in give.introductions
                )
            )
        experience = review.experience
        if experience is not None and not log:
            experience = tuple(
                each._replace(
                    proven=tuple(
                        proof._replace(shown="entry" if proof.entry else "ask" if proof.day else "note", entry=None)
                        for proof in each.proven
                    )
                )
                for each in experience
            )
        shown = review._replace(give=give, experience=experience)
        return {name: self._value(value) for name, value in shown._asdict().items() if value is not None}

    def _value(self, value: Any) -> Any:  # noqa: ANN401 - whatever a record holds
        if isinstance(value, str):
            return value if isinstance(value, (Kind, Level, Outcome)) else self._text(value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, ContactRef):
            return self._rows[value.id]
        if isinstance(value, dict):
            return {key: self._value(each) for key, each in value.items()}
        fields = getattr(value, "_fields", None)
        if fields is not None:
            return {name: self._value(each) for name, each in zip(fields, value, strict=True)}
        if isinstance(value, tuple):
            fields = getattr(value[0], "_fields", None) if value else None
            if fields is None or isinstance(value[0], ContactRef):
                return [self._value(each) for each in value]
            return {"f": fields, "r": [[self._value(each) for each in record] for record in value]}
        return value


class _Lists:
    """What contacts have several of, as it stands in their rows: by contact."""

    def __init__(self, page: _Page) -> None:
        overview, contents = page._overview, page._contents
        self.circles: dict[int, list[int]] = {}
        self.wants: dict[int, list[int]] = {}
        self.aliases: dict[int, list[str]] = {}
        self.addresses: dict[int, list[list[str]]] = {}
        for contact, field, value in overview.details:
            if field == "circle":
                self.circles.setdefault(contact, []).append(page._word(value))
            elif field == "want":
                self.wants.setdefault(contact, []).append(page._word(value))
            elif field != "alias":
                self.addresses.setdefault(contact, []).append([field, safe(value)])
            elif not contents.initials:
                self.aliases.setdefault(contact, []).append(safe(value))
        self.skills: dict[int, list[int]] = {}
        for skill in overview.skills:
            code = _LEVELS[skill.level] * len(_PROVENANCE) + _PROVENANCE[skill.provenance]
            self.skills.setdefault(skill.contact, []).extend((page._word(skill.topic), code))
        self.refers: dict[int, list[Any]] = {}
        for contact, topic, evidence in overview.references:
            shown = safe(evidence) if evidence and "notes" in contents.with_ else 0
            self.refers.setdefault(contact, []).append([page._word(topic), shown] if shown else [page._word(topic)])
        self.entries: dict[int, list[int]] = {}
        for entry in overview.entry_topics:
            mine = self.entries.setdefault(entry.contact, [])
            if len(mine) < _MOST_TOPICS * 4:
                mine.extend(
                    (page._word(entry.topic), _DIRECTIONS[entry.direction], entry.entries, page._ago(entry.last))
                )
        self.asks: dict[int, list[list[Any]]] = {}
        for outcome in overview.outcomes:
            self.asks.setdefault(outcome.contact, []).append(
                [page._word(outcome.problem), outcome.outcome, page._ago(outcome.day)]
            )
        self.noted = {
            contact: [page._word(topic) for topic in topics] for contact, topics in topics_in_notes(overview).items()
        }
        self.texts: dict[int, list[list[Any]]] = {}
        for text in overview.texts:
            mine_ = self.texts.setdefault(text.contact, [])
            if len(mine_) < _MOST_TEXTS:
                mine_.append([page._ago(text.day), _DIRECTIONS[text.direction], safe(text.text)])
        self.months = _months(page)


def _months(page: _Page) -> dict[int, list[int]]:
    """Return by contact, for each month with entries: how many months ago, received, given, mutual, other."""
    overview = page._overview
    found: dict[int, dict[int, list[int]]] = {}
    for contact, month, *counts in overview.months:
        found.setdefault(contact, {})[page._months_ago(month)] = list(counts)
    for contact, day in overview.helped_on:
        mine = found.setdefault(contact, {}).setdefault(page._months_ago(day.isoformat()), [0, 0, 0, 0])
        mine[0] += 1
    return {
        contact: _flat((ago, *counts) for ago, counts in sorted(mine.items(), reverse=True))
        for contact, mine in found.items()
    }


def _flat(rows: Iterable[Sequence[int]]) -> list[int]:
    return [number for row in rows for number in row]
