"""Networks of anything that the program accepts, for properties that must hold for every network."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from asknet.fields import many_lines, new_uid, one_line, parse_referral, parse_uid, unique, unique_skills
from asknet.formats.registry import read
from asknet.formats.rows import Options
from asknet.model import (
    Ask,
    AskedContact,
    Card,
    Direction,
    Interaction,
    Kind,
    Level,
    Outcome,
    Provenance,
    Reach,
    Skill,
    Status,
    Verdict,
)
from asknet.store.dump import ImportedRow, RemovedRow, Snooze, Source

if TYPE_CHECKING:
    from asknet.store import Store


def example_contacts() -> list[Card]:
    """The contacts of the bundled example network."""
    data = (files("asknet") / "data" / "demo.yaml").read_bytes()
    return [row.card for row in read(data, "demo.yaml", Options(today=dt.date(2026, 11, 20))).rows if row.card]


NASTY = [
    "=", "+", "-", "@", "'", '"', "\t", "\n", "\r", "\0", "\x1b[31m", "\x85", "\u2028", "\ufeff", "\u202e", "\u200d",
    "＝", "＠", "；", ";", ";=", "; =1+1", "\\", "\\;", "\\n", ":", ": ", ":expert", ":Expert", "::", ",", "|", ">", "#", " #",
    "- ", "? ", "&a", "*a", "!!python/object:os.system", "%", "`", "{", "}", "[", "]", "[/]", "null", "~", "yes", "no",
    "true", "1e999", "NaN", "0x1f", "1:30", "2026-01-01", "=1+1", "''=", "<<", "---", "...", "e\u0301", "\u0958", "ﬁ",
    "怎么", "\U0001f469\u200d\U0001f52c", "א", "id:1", "BEGIN:VCARD", "END:VCARD", "a", "b c", "http://x.example.org/?a=b,c;d",
]  # fmt: skip
pieces = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=6))
raw = st.lists(pieces, max_size=5).map("".join)
words = raw.map(one_line).filter(bool)
lines = words | st.just("")
notes = st.lists(raw, max_size=4).map(lambda found: many_lines("\n".join(found)))
several = st.lists(words, max_size=3).map(unique)
days = st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31))
skills = st.lists(
    st.builds(Skill, words, st.none() | st.sampled_from(Level), st.sampled_from(Provenance)), max_size=4
).map(unique_skills)
referrals = st.lists(
    words.filter(lambda text: text.partition(": ")[0].strip("#+ ")).map(parse_referral), max_size=3
).map(unique)
cards = st.builds(
    Card, name=words, kind=st.sampled_from(Kind), skills=skills, circles=several, refers=referrals,
    status=st.sampled_from(Status), uid=words.map(parse_uid) | st.builds(new_uid), title=lines, org=lines, place=lines,
    reach=st.none() | st.sampled_from(Reach), email=several, phone=several, url=several, aliases=several,
    met=st.none() | days, closeness=st.none() | st.integers(1, 5), every=st.none() | st.integers(1, 36_500),
    wants=several, no_suggest=st.booleans(), notes=notes,
)  # fmt: skip


@st.composite
def fillings(draw):  # noqa: C901 - a part for each table
    """A function that fills an empty store, inside a transaction."""
    people = draw(st.lists(st.tuples(cards, days), max_size=5))
    if people and draw(st.booleans()):
        people.append(people[0])  # names are not unique, and even twins are two
    some = st.lists(st.integers(0, max(0, len(people) - 1)), min_size=1, max_size=3, unique=True)
    via = draw(st.lists(st.none() | st.integers(0, 5), min_size=len(people), max_size=len(people)))
    me = draw(st.none() | st.builds(Card, name=words, kind=st.just(Kind.PERSON), skills=skills))
    asked = st.tuples(days, words, st.sampled_from(Verdict), st.none() | days, lines)
    turned = st.tuples(st.sampled_from(Outcome), days, lines)
    whom = st.lists(st.integers(0, 5), max_size=3, unique=True)
    asks = draw(st.lists(st.tuples(asked, st.dictionaries(st.integers(0, 5), turned, max_size=3), whom), max_size=3))
    happened = st.tuples(
        days, words, st.sampled_from(Direction), lines, st.lists(words, max_size=3), some, st.integers(0, 5), whom,
        st.none() | st.sampled_from(Outcome),
    )  # fmt: skip
    happenings = draw(st.lists(happened, max_size=4)) if people else []
    synonyms = draw(st.lists(st.tuples(words, words), max_size=3))
    rows = draw(st.lists(st.tuples(raw.filter(bool), st.integers(0, 5), words, several, notes), max_size=3))
    former = draw(st.lists(st.tuples(st.integers(0, 5), words), max_size=3, unique_by=lambda one: one[1]))
    removed = draw(st.lists(raw.filter(bool), max_size=2, unique=True))

    def fill(store: Store) -> None:  # noqa: C901, PLR0912 - the same
        numbers = [store.contacts.add(card, added=day, provenance=None) for card, day in people]
        if numbers:
            gone = store.contacts.add(Card(name="gone", kind=Kind.PERSON), added=dt.date(2026, 1, 1))
            store.contacts.remove(min(gone, numbers[0]))  # numbers in the file are not those here
            numbers[0] = gone
        for place, other in enumerate(via):
            if other is not None and other < place:
                store.contacts.set_introducers(numbers[place], [numbers[other]])
        if me:
            store.contacts.add(me, added=dt.date(2026, 1, 1), me=True, provenance=None)
        known = []
        for (day, problem, verdict, closed, note), outcomes, shown in asks:
            matches = tuple((numbers[who], "") for who in shown if who < len(numbers))
            known.append(store.dump.add_ask(Ask(0, day, problem, verdict, closed, note, matches=matches)))
            for who, (outcome, when, said) in outcomes.items():
                if who < len(numbers):
                    store.dump.add_outcome(known[-1], AskedContact(numbers[who], "", outcome, when, said))
        for day, text, direction, kind, topics, with_, ask, mentioned, outcome in happenings:
            entry = store.interactions.add(
                Interaction(0, day, text, direction, kind, tuple(topics)),
                contacts=[numbers[who] for who in with_], ask=known[ask] if ask < len(known) else None,
                mentioned=[numbers[who] for who in mentioned if who < len(numbers) and who not in with_],
            )  # fmt: skip
            if outcome and ask < len(known):
                store.dump.add_outcome(known[ask], AskedContact(numbers[with_[0]], "", outcome, day, "", entry))
        for short, long in synonyms:
            store.synonyms.add(short, long)
        if len(numbers) > 1:
            store.dump.mark_different(*sorted(numbers[:2]))
            store.dump.snooze(Snooze(f"reconnect:{numbers[1]}", numbers[1], None, "2026-05-01"))
            step = f"introduce:{numbers[0]}:{numbers[1]}:{numbers[0]}"
            store.dump.snooze(Snooze(step, numbers[0], numbers[1], None))
        for place in known[1:]:
            store.dump.snooze(Snooze(f"close:{place}", None, None, "2026-05-01"))
        source, _ = store.dump.add_source(Source(0, "people.csv", "csv", "2026-01-01", "2026-01-02"))
        for key, who, name, values, text in rows:
            if who < len(numbers):
                gave = {"name": name, "email": list(values), "closeness": 3, "no_suggest": True, "notes": text}
                store.dump.add_imported_row(ImportedRow(source, key, 1, numbers[who], gave))
        for key in removed:
            store.dump.add_removed_row(RemovedRow(source, key, 1, "2026-02-03"))
        for who, uid in former:
            if who < len(numbers):
                store.contacts.add_uid(numbers[who], uid)

    return fill
