"""The data of a page, as JSON values: the figures of the review, and a row for every contact.

Every text is cleaned, and contacts are referred to by their index among the rows. The data is compact: recurring texts are
stored once in `words` and referred to by index, days count back from the day of the page, empty values at the end of a row
are left out, and a list of records is ``{"f": field names, "r": rows}``. `asknet/page/web/data.js` reads it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from asknet.due_days import watched_since
from asknet.model import Kind, Level, Provenance, Reach
from asknet.page.initials import NameHider, initials
from asknet.page.introductions import forest
from asknet.page.note_topics import topics_in_notes
from asknet.review.model import ContactRef
from asknet.text import safe

if TYPE_CHECKING:
    from asknet.review.overview import Overview

WITH = ("addresses", "notes", "log")
"""What is left out of a page unless it is asked for."""

_KINDS = {kind.value: place for place, kind in enumerate(Kind)}
_REACH = {reach.value: place for place, reach in enumerate(Reach, 1)}
_LEVELS: dict[str | None, int] = {None: 0, **{level.value: place for place, level in enumerate(Level, 1)}}
_PROVENANCE = {p.value: place for place, p in enumerate((Provenance.STATED, Provenance.IMPORTED, Provenance.HELPED))}
_DIRECTIONS = {"received": 1, "given": 2, "mutual": 3, "none": 0}
_MOST_TOPICS = 12
"""Topics of entries in a contact's row, the newest."""
_MOST_TEXTS = 50
"""Entries whose text is in a contact's row, the newest."""
_PAST, _NO_SUGGEST, _IMPORTED, _LOGGED = 1, 2, 4, 8

COLUMNS = (
    "id", "name", "kind", "title", "org", "place", "reach", "flags", "via", "also", "closeness", "every", "last", "met",
    "balance", "months", "skills", "refers", "entries", "asks", "noted", "texts", "circles", "wants", "aliases", "addresses",
    "notes",
)  # fmt: skip
"""The fields of a contact's row, in order."""


class Contents(NamedTuple):
    """The contents of a page: which of `WITH`, and whether people are called by their initials."""

    with_: frozenset[str] = frozenset()
    initials: bool = False


class _Cells:
    """Writes the values of an overview: texts cleaned, with initials if asked for, recurring ones by index."""

    def __init__(self, overview: Overview, contents: Contents) -> None:
        self.overview = overview
        self.contents = contents
        self.today = overview.review.period.today
        self.rows = {member.id: place for place, member in enumerate(overview.members)}
        people = [member.name for member in overview.members if member.kind == Kind.PERSON]
        people += [detail.value for detail in overview.details if detail.field == "alias"]
        self._hider = NameHider(people) if contents.initials else None
        self.names = initials(overview.members) if contents.initials else {m.id: m.name for m in overview.members}
        self.words: list[str] = []
        self._places: dict[str, int] = {}
        self._days: dict[str, int] = {}

    def text(self, text: str) -> str:
        """Return a text that somebody wrote in a form that may be shown."""
        return safe(self._hider.hidden(text) if self._hider else text)

    def word(self, text: str) -> int:
        """Return the index of a text in `words`."""
        found = self._places.get(text)
        if found is None:
            found = self._places[text] = len(self.words)
            self.words.append(self.text(text))
        return found

    def ago(self, day: str) -> int:
        """Return how many days ago a day (ISO 8601) was; negative for a future one."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = (self.today - date.fromisoformat(day)).days
        return found

    def months_ago(self, month: str) -> int:
        """Return how many months ago a month (or a day of it, ISO 8601) was."""
        return (self.today.year - int(month[:4])) * 12 + self.today.month - int(month[5:7])

    def value(self, value: Any) -> Any:  # noqa: ANN401, PLR0911 - any value of a record; a way to write each sort
        """Return a figure of the review, with contacts by index."""
        if isinstance(value, str):
            return value if isinstance(value, StrEnum) else self.text(value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, ContactRef):
            return self.rows[value.id]
        if isinstance(value, dict):
            return {key: self.value(each) for key, each in value.items()}
        if isinstance(value, tuple):
            fields = getattr(value, "_fields", None)
            if fields is not None:
                return {name: self.value(each) for name, each in zip(fields, value, strict=True)}
            fields = getattr(value[0], "_fields", None) if value else None
            if fields is None or isinstance(value[0], ContactRef):
                return [self.value(each) for each in value]
            return {"f": fields, "r": [[self.value(each) for each in record] for record in value]}
        return value


def page_data(overview: Overview, contents: Contents) -> dict[str, Any]:
    """Return the JSON value of a page."""
    cells = _Cells(overview, contents)
    period, me = overview.review.period, overview.me
    return {
        "today": period.today.isoformat(),
        "since": period.since.isoformat(),
        "with": sorted(contents.with_),
        "initials": contents.initials,
        "me": cells.text(me.name) if me and not contents.initials else "",
        "review": _figures(cells),
        "sources": [[cells.text(source.label), source.contacts] for source in overview.sources],
        "columns": COLUMNS,
        "contacts": _contacts(cells),
        "words": cells.words,
    }


SHOWN = ("contacts", "future", "who", "know", "help", "experience", "growth", "give", "ties", "gaps")
"""The sections of the review that the page has; another is in no page until it is named here."""


def _figures(cells: _Cells) -> dict[str, Any]:
    """Return the sections of the review, without the texts of notes and entries unless those were asked for."""
    review = cells.overview.review
    give, experience = review.give, review.experience
    if give is not None and "notes" not in cells.contents.with_:
        give = give._replace(
            introductions=tuple(
                # the topic is else the text of a title, an organisation or a note
                each if each.source == "skill" else each._replace(topic=each.want)
                for each in give.introductions
            )
        )
    if experience is not None and "log" not in cells.contents.with_:
        experience = tuple(
            each._replace(
                proven=tuple(
                    proof._replace(shown="entry" if proof.entry else "ask" if proof.day else "note")
                    for proof in each.proven
                )
            )
            for each in experience
        )
    shown = review._replace(give=give, experience=experience)
    return {name: cells.value(getattr(shown, name)) for name in SHOWN}


def _contacts(cells: _Cells) -> list[list[Any]]:
    """Return a row for each contact, in the order of `COLUMNS`."""
    overview, names, rows_of = cells.overview, cells.names, cells.rows
    above, others = forest(overview.members, overview.totals, overview.introducers)
    details, lists = _details(cells), _lists(cells)
    notes = overview.notes if "notes" in cells.contents.with_ else {}
    now = cells.today.isoformat()
    rows = []
    for member in overview.members:
        number = member.id
        total = overview.totals.get(number)
        flags = _PAST * member.past | _NO_SUGGEST * bool(member.no_suggest) | _IMPORTED * member.imported
        title = overview.titles.get(number)
        row: list[Any] = [
            number,
            safe(names[number]),
            _KINDS[member.kind],
            cells.text(title) if title else 0,
            cells.word(member.org) + 1 if member.org else 0,
            cells.word(member.place) + 1 if member.place else 0,
            _REACH.get(member.reach or "", 0),
            flags | _LOGGED * bool(total),
            rows_of[above[number]] + 1 if number in above else 0,
            [rows_of[other] for other in others[number]] if number in others else 0,
            member.closeness or 0,
            member.every or 0,
            cells.ago(total.last if total else watched_since(member.met, member.added, now)),
            cells.ago(member.met or member.added) if member.met or not member.imported else None,
            [total.received, total.given, total.mutual, total.entries] if total else 0,
            *(found.get(number, 0) for found in lists),
            *(
                details[field].get(number, 0) if field in details else 0
                for field in ("circle", "want", "alias", "address")
            ),
            safe(notes[number], lines=True) if number in notes else 0,
        ]
        while not row[-1]:
            row.pop()
        rows.append(row)
    return rows


def _details(cells: _Cells) -> dict[str, dict[int, list[Any]]]:
    """Return circles, wants, aliases and addresses, each by contact."""
    found: dict[str, dict[int, list[Any]]] = {"circle": {}, "want": {}, "alias": {}, "address": {}}
    for contact, field, value in cells.overview.details:
        if field in ("circle", "want"):
            found[field].setdefault(contact, []).append(cells.word(value))
        elif field != "alias":
            found["address"].setdefault(contact, []).append([field, safe(value)])
        elif not cells.contents.initials:
            found["alias"].setdefault(contact, []).append(safe(value))
    return found


def _lists(cells: _Cells) -> tuple[dict[int, list[Any]], ...]:
    """Return months, skills, referrals, topics of entries, asks, topics of notes and texts, each by contact."""
    overview, word, ago = cells.overview, cells.word, cells.ago
    skills: dict[int, list[Any]] = {}
    for contact, topic, _, level, provenance in overview.skills:
        code = _LEVELS[level] * len(_PROVENANCE) + _PROVENANCE[provenance]
        skills.setdefault(contact, []).extend((word(topic), code))
    refers: dict[int, list[Any]] = {}
    for contact, topic, evidence in overview.referrals:
        said = [safe(evidence)] if evidence and "notes" in cells.contents.with_ else []
        refers.setdefault(contact, []).append([word(topic), *said])
    entries: dict[int, list[Any]] = {}
    for contact, topic, direction, times, last in overview.entry_topics:
        mine = entries.setdefault(contact, [])
        if len(mine) < _MOST_TOPICS * 4:
            mine += word(topic), _DIRECTIONS[direction], times, ago(last)
    asks: dict[int, list[Any]] = {}
    for contact, problem, outcome, day in overview.outcomes:
        asks.setdefault(contact, []).append([word(problem), outcome, ago(day)])
    noted: dict[int, list[Any]] = {c: [word(t) for t in topics] for c, topics in topics_in_notes(overview).items()}
    texts: dict[int, list[Any]] = {}
    for contact, day, direction, text in overview.texts:
        shown = texts.setdefault(contact, [])
        if len(shown) < _MOST_TEXTS:
            shown.append([ago(day), _DIRECTIONS[direction], safe(text)])
    return _months(cells), skills, refers, entries, asks, noted, texts


def _months(cells: _Cells) -> dict[int, list[Any]]:
    """Return, for each month with entries, how many months ago it was, and how many were received, given, mutual, other."""
    found: dict[int, dict[int, list[int]]] = {}
    for contact, month, *counts in cells.overview.months:
        found.setdefault(contact, {})[cells.months_ago(month)] = counts
    for contact, day in cells.overview.helped_on:
        month_of_help = cells.months_ago(day.isoformat())
        found.setdefault(contact, {}).setdefault(month_of_help, [0, 0, 0, 0])[0] += 1
    return {
        contact: [number for ago, counts in sorted(mine.items(), reverse=True) for number in (ago, *counts)]
        for contact, mine in found.items()
    }
