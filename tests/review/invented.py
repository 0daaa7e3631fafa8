"""A network of 300 contacts and two years of entries, invented by a program: the same on every run.

What the public API can write is written by it, each part on its own day; the rest, which would take a minute that way,
is plain SQL. Days after `TODAY` are in it on purpose.
"""

from __future__ import annotations

import csv
import io
import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

from asknet import Network
from asknet.logbook.log import LogRequest
from asknet.model import Direction, Outcome
from asknet.text import fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 20)
CONTACTS = 300
_SEED = 1857
_ENTRIES = 900
_ASKS = 90

_FIRST = (
    "Ada Bruno Chidi Dana Emeka Fatma Goran Hanna Imre Jonas Kemal Lena Mateo Nan Omar Petra Quentin Rosa LogRequest Tove Ulla"
    " Viktor Wanda Ximena Yusuf Zora"
).split()
_LAST = (
    "Achterberg Brandt Castellanos Dahl Eze Ferreira Gruber Haddad Ivanova Jansen Kowalski Lindqvist Moreau Nakamura"
    " O'Brien Petrov Quist Rossi Szabo Tanaka"
).split()

TOPICS = (
    "crochet", "Crochet", "crochet patterns", "knitting", "woodworking", "bread baking", "sourdough", "bus", "DNS",
    "gas heating",
    "e-bikes", "pies", "tax law", "gardening", "bee keeping", "日本語", "welding", "sailing", "Spanish", "chess openings",
    "C++", "photography", "beekeeping", "pottery glazes", "guitar",
)  # fmt: skip
"""Some are the same but for case; some have stems of less than three letters (``bus``, ``dns``, ``pies``)."""

SPELT = ("gas-heating", "bread, baking", "e bike", "crocheting", "tea", "teas", "oil paints")
"""Other spellings of some of them, or of one another, as entries carry them."""

TOLD = (
    "showed me a crochet stitch", "the gas heating runs again", "two pies from the oven", "the bus was on time", "日本語の本",
    "crocheting all evening, and knitted a little", "chess: openings for both", "C++ and DNS", "Knïtting, and wéld after weld",
)  # fmt: skip
"""What some entries say: of topics that they need not carry."""

PROBLEMS = (
    "crochet pattern", "crocheting patterns", "knitted sweater sleeves", "who can help me with a bus", "DNS",
    "gas heating boiler", "e-bike battery", "baking pies", "日本語", "aws", "日本史", "books", "mending ties",
    "quantum thaumaturgy", "zymurgical thaumaturgy", "welding a gate", "tax law", "tax laws abroad", "sail repair",
    "chess opening for black", "C++ templates", "gardens in shade", "bee keeping", "Spanish", "pottery glaze",
    "upholstery foam", "letterpress ink", "falconry permit", "?!", "pottery wheel", "tax refund", "tax refund form",
    "gas leak", "leak of gas in the cellar", "foam seats", "upholsterer for a chair", "bee sting", "heating bill",
    "heating bill dispute",
)  # fmt: skip

_PLACES = ("Hobart", "hobart", "Zürich", "Zurich", "Lima", "Kyoto", "Gent", "", "", "Riga", "Oslo")
_ORGS = ("Harbour Looms", "HARBOUR LOOMS", "Café Kontor", "Cafe Kontor", "Signal Works", "", "", "", "", "")
_WAYS = ("received",) * 5 + ("given",) * 2 + ("mutual",) + ("none",) * 3
_LEVELS = (None, None, "beginner", "intermediate", "advanced", "expert")


def build(path: Path) -> None:
    """Write the network into a file that is not there yet."""
    rng = random.Random(_SEED)
    names = _names(rng)
    _import(path, rng, names)
    _add(path)
    _log(path)
    with closing(sqlite3.connect(path)) as conn, conn:
        _more_contacts(conn, rng, names)
        _more_asks(conn, rng)
        _more_entries(conn, rng)
        _odd_ones(conn)


def _names(rng: random.Random) -> Iterator[str]:
    every = [f"{first} {last}" for first in _FIRST for last in _LAST]
    rng.shuffle(every)
    return iter(every)


def _day(rng: random.Random, most: int = 730) -> date:
    return TODAY - timedelta(days=rng.randint(0, most))


def _import(path: Path, rng: random.Random, names: Iterator[str]) -> None:
    """Import three files, on three days: some rows say when they were met, some who introduced them."""
    some = []
    for file, day, rows in (
        ("old.csv", date(2024, 12, 1), 50),
        ("fair.csv", date(2025, 8, 10), 40),
        ("new.csv", date(2026, 10, 5), 30),
    ):
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow(["name", "skills", "org", "place", "reach", "met", "via", "closeness"])
        for row in range(rows):
            name = next(names)
            some.append(name)
            skill = rng.choice(TOPICS) + rng.choice(["", "", ":expert", ":beginner"])
            met = (day - timedelta(days=rng.randint(0, 400))).isoformat() if row % 3 == 0 else ""
            via = rng.choice(some[:5]) if row % 4 == 1 and name not in some[:5] else ""
            reach = rng.choice(["", "local", "national", "global"])
            table.writerow(
                [name, skill, rng.choice(_ORGS), rng.choice(_PLACES), reach, met, via, rng.choice(["", "4", "2"])]
            )
        with Network(path, today=day, now=f"{day}T09:00:00") as network:
            network.import_file(out.getvalue().encode(), file)


ADDED = (
    (
        "2024-11-02",
        "Nan Okafor",
        {"skills": ["crochet:expert", "knitting"], "place": "Hobart", "closeness": 5, "every": "30d"},
    ),
    ("2024-11-02", "Theo Brandt", {"skills": ["kubernetes:expert", "DNS"], "org": "Signal Works", "via": "Nan Okafor"}),
    ("2024-11-05", "John Smith", {"skills": ["welding:advanced"], "reach": "local", "closeness": 4}),
    ("2024-11-06", "John Smith", {"skills": ["welding"], "wants": ["crochet"], "every": "14d"}),
    ("2024-11-06", "JOHN SMITH", {"wants": ["Spanish", "sailing"], "via": "Theo Brandt"}),
    ("2025-01-15", "Ana María López", {"skills": ["Spanish:expert"], "closeness": 5, "place": "Lima"}),
    ("2025-01-16", "Ana Maria Lopez", {"skills": ["Spanish:expert"], "closeness": 2, "wants": ["pies"]}),
    ("2025-03-01", "Crochet Crowd", {"kind": "community", "skills": ["crochet"], "url": ["https://example.org/crowd"]}),
    ("2025-03-01", "Bread Forum", {"kind": "community", "skills": ["bread baking:expert"], "every": "90d"}),
    ("2025-03-02", "Weld Weekly", {"kind": "source", "skills": ["welding:expert"], "closeness": 4}),
    ("2025-04-10", "Never Suggest", {"skills": ["chess openings:expert"], "no_suggest": True, "wants": ["gardening"]}),
    (
        "2025-05-05",
        "Siobhán O'Brien",
        {"skills": ["pottery glazes:expert"], "every": "60d", "notes": "met at the kiln"},
    ),
    ("2025-06-01", "Upholsterer Unger", {"title": "upholsterer", "org": "Café Kontor", "via": "Siobhán O'Brien"}),
    ("2025-06-02", "Foam Fischer", {"notes": "sells foam for seats", "via": "Siobhán O'Brien", "place": "Zürich"}),
    ("2025-09-09", "-Dash Ness", {"wants": ["welding", "crochet patterns"], "every": "7d"}),
    (
        "2026-02-14",
        "Wanting Wells",
        {"wants": ["crocheted blanket", "guitar", "glass blowing", "日本語", "quilting"], "closeness": 4},
    ),
    ("2026-05-21", "Period Long", {"every": "400d", "closeness": 5}),
    (
        "2026-08-23",
        "Edge Ninety",
        {"met": "2026-08-22", "reach": "global", "skills": ["falconry", "bookbinding", "AWS", "日本史"]},
    ),
    (
        "2026-08-22",
        "Edge Since",
        {"reach": "local", "via": "Nan Okafor", "skills": ["upholstery", "letterpress:expert", "e-books", "ties"]},
    ),
    ("2026-08-21", "Edge Before", {"reach": "local", "via": "Nan Okafor", "skills": ["upholstery:beginner"]}),
    ("2026-11-20", "Today Tran", {"via": "Theo Brandt", "met": "2026-11-20"}),
    ("2026-11-20", "Today Trần", {"via": "Theo Brandt"}),
    ("2027-01-05", "Future Fox", {"skills": ["gas heating:expert"], "every": "1d", "closeness": 5}),
    ("2027-01-05", "Future Flynn", {"met": "2027-01-04", "via": "Nan Okafor", "reach": "national"}),
    ("2025-07-07", "Quill One", {"skills": ["quilting"], "closeness": 5}),
    ("2025-07-07", "Quill Two", {"skills": ["quilting:advanced"]}),
    ("2025-07-08", "Quill Three", {"skills": ["quilting:expert"], "wants": ["Quilting", "bread machine repair"]}),
    ("2025-07-08", "Quill Four", {"wants": ["crocheting", "guitars"]}),
    ("2025-07-09", "Once Consumed", {"kind": "source", "skills": ["upholsterers at work"]}),
    ("2025-07-09", "Only Outcome", {"skills": ["pies"], "every": "30d"}),
    ("2026-03-03", "Met Later", {"every": "10d"}),
)
"""``(day, name, fields)`` of contacts that are added by hand."""


def _add(path: Path) -> None:
    for day, name, fields in ADDED:
        with Network(path, today=date.fromisoformat(day), now=f"{day}T10:00:00") as network:
            network.add(name, force=True, **fields)
    with Network(path, today=date(2025, 1, 1), now="2025-01-01T10:00:00") as network:
        network.me(["crochet:intermediate", "guitar", "Japanese", "gardening"])
    with Network(path, today=date(2026, 1, 1), now="2026-01-01T10:00:00") as network:
        network.edit("Nan Okafor", wants=["bread"], closeness=5)


_LOGGED = (
    # day, problem asked that day or before, contacts, direction, topics, whether the entry names the ask
    ("2025-02-01", "crochet pattern", ["Nan Okafor"], "received", ["crochet"], True),
    ("2025-12-01", "crocheting patterns", ["Nan Okafor", "Crochet Crowd"], "received", [], True),
    ("2026-03-01", "", ["Nan Okafor"], "mutual", ["crochet", "tea"], False),
    ("2026-09-01", "DNS", ["Theo Brandt"], "mutual", ["DNS"], True),
    ("2026-09-20", "welding a gate", ["John Smith", "Weld Weekly"], "received", ["welding"], True),
    ("2026-10-02", "baking pies", ["Bread Forum"], "received", ["pies", "bread baking"], True),
    ("2026-10-03", "", ["Bread Forum"], "received", ["bread baking"], False),
    ("2026-10-04", "Spanish", ["Ana María López"], "none", ["Spanish"], True),
    ("2026-11-20", "letterpress ink", ["Siobhán O'Brien"], "given", ["letterpress ink"], True),
    ("2026-11-20", "", ["Wanting Wells", "Siobhán O'Brien"], "given", ["pottery glazes"], False),
    ("2026-11-15", "", ["Quill Four"], "given", ["guitar"], False),
    ("2025-07-10", "", ["Once Consumed"], "received", [], False),
    ("2027-01-06", "gas heating boiler", ["Future Fox", "Theo Brandt"], "received", ["gas heating"], True),
    ("2027-01-07", "", ["John Smith", "Nan Okafor"], "given", ["crochet"], False),
)


def _log(path: Path) -> None:
    for day, problem, people, way, topics, names_it in _LOGGED:
        with Network(path, today=date.fromisoformat(day), now=f"{day}T18:00:00") as network:
            ask = network.ask(problem).ask if problem else None
            found = {contact.name: contact.id for contact in network.list()}
            network.log(
                LogRequest(
                    sentence="we sat down together",
                    with_=[f"id:{found[name]}" for name in people],
                    direction=Direction(way),
                    about=topics,
                    ask=str(ask) if names_it and ask else "",
                )
            )
    with Network(path, today=date(2026, 11, 1), now="2026-11-01T18:00:00") as network:
        for problem, outcomes in (
            ("quantum thaumaturgy", [("Theo Brandt", Outcome.NO), ("Nan Okafor", Outcome.NO_ANSWER)]),
            ("upholstery foam", [("Foam Fischer", Outcome.PARTLY)]),
            ("baking pies", [("Only Outcome", Outcome.HELPED), ("Nan Okafor", Outcome.HELPED)]),
            ("falconry permit", [("Siobhán O'Brien", Outcome.NO_ANSWER)]),
        ):
            network.close_ask(str(network.ask(problem).ask), outcomes)


def _more_contacts(conn: sqlite3.Connection, rng: random.Random, names: Iterator[str]) -> None:
    ids = [number for (number,) in conn.execute("SELECT id FROM contacts WHERE me = 0")]
    while len(ids) < CONTACTS:
        name, added = next(names), _day(rng)
        via = rng.choice([None, None, None, *rng.sample(ids, 2)])
        met = rng.choice([None, None, _day(rng, 2000), added + timedelta(days=rng.choice([-30, 0, 400]))])
        number = conn.execute(
            "INSERT INTO contacts(uid, kind, name, folded, org, place, reach, met, closeness, every, no_suggest,"
            " notes, added)"
            " VALUES (hex(randomblob(16)), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                rng.choice(["person"] * 8 + ["community", "source"]), name, fold_name(name), rng.choice(_ORGS),
                rng.choice(_PLACES), rng.choice([None, "local", "national", "global"]),
                met and met.isoformat(),
                rng.choice([None, None, 1, 2, 3, 4, 5]), rng.choice([None, None, None, None, 30, 90, 365]),
                int(rng.random() < 0.03), rng.choice(["", "", "knows all on bee keeping\nand on knitted things"]),
                added.isoformat(),
            ),
        ).lastrowid  # fmt: skip
        ids.append(number)
        if via:
            conn.execute("INSERT INTO introducers(contact_id, introducer_id) VALUES (?, ?)", (number, via))
        topics = {fold(topic): topic for topic in rng.sample(TOPICS[:18], rng.randint(0, 3))}
        for folded, topic in topics.items():
            conn.execute(
                "INSERT INTO skills(contact_id, topic, folded, level, provenance) VALUES (?, ?, ?, ?, ?)",
                (number, topic, folded, rng.choice(_LEVELS), rng.choice(["stated", "stated", "imported", "helped"])),
            )
        if rng.random() < 0.08:
            want = rng.choice(["woodwork", "bread", "sailing", "guitars", "quilting"])
            conn.execute(
                "INSERT INTO details(contact_id, field, value, folded) VALUES (?, 'want', ?, ?)",
                (number, want, fold(want)),
            )


def _more_asks(conn: sqlite3.Connection, rng: random.Random) -> None:
    ids = [number for (number,) in conn.execute("SELECT id FROM contacts WHERE me = 0")]
    for _ in range(_ASKS):
        problem, day = rng.choice(PROBLEMS), TODAY - timedelta(days=rng.randint(-20, 700))
        closed = (day + timedelta(days=rng.randint(0, 30))).isoformat() if rng.random() < 0.6 else None
        ask = conn.execute(
            "INSERT INTO asks(date, problem, verdict, closed, note) VALUES (?, ?, ?, ?, ?)",
            (
                day.isoformat(), problem, rng.choice(["strong", "possible", "possible", "none", "none"]), closed,
                rng.choice(["", "", f"what came of {problem}"]),
            ),
        ).lastrowid  # fmt: skip
        if rng.random() < 0.6:
            for contact in rng.sample(ids, rng.randint(1, 3)):
                outcome = rng.choice(["helped", "partly", "no", "no-answer", "waiting"])
                came = day + timedelta(days=rng.randint(0, 40))
                conn.execute(
                    "INSERT INTO outcomes(ask_id, contact_id, outcome, date) VALUES (?, ?, ?, ?)",
                    (ask, contact, outcome, came.isoformat()),
                )


def _more_entries(conn: sqlite3.Connection, rng: random.Random) -> None:
    ids = [number for (number,) in conn.execute("SELECT id FROM contacts WHERE me = 0")]
    outcomes = conn.execute("SELECT ask_id, contact_id, date FROM outcomes ORDER BY id").fetchall()
    for number in range(_ENTRIES):
        people = rng.sample(ids[:240], rng.choice([1, 1, 1, 2, 3]))
        day, ask = TODAY - timedelta(days=rng.randint(-15, 730)), None
        if number % 12 == 0:
            ask, contact, when = rng.choice(outcomes)
            people, day = [contact, *(p for p in people[1:] if p != contact)], date.fromisoformat(when)
        way = rng.choice(_WAYS)
        entry = conn.execute(
            "INSERT INTO interactions(date, text, direction, ask_id) VALUES (?, ?, ?, ?)",
            (day.isoformat(), TOLD[number % 50] if number % 50 < len(TOLD) else f"entry {number} of many", way, ask),
        ).lastrowid
        conn.executemany(
            "INSERT INTO interaction_contacts VALUES (NULL, ?, ?, ?, ?)",
            [(entry, who, day.isoformat(), way) for who in people],
        )
        topics = rng.sample(TOPICS, rng.choice([0, 0, 1, 2]))
        if number % 20 == 7:
            topics += rng.sample(SPELT, rng.choice([1, 2]))
        conn.executemany(
            "INSERT INTO interaction_topics VALUES (NULL, ?, ?, ?, ?)",
            [(entry, topic, fold(topic), day.isoformat()) for topic in topics],
        )


def _odd_ones(conn: sqlite3.Connection) -> None:
    """Write a topic twice in one entry, an entry to come about help that was noted before, and a day met that is to come."""
    conn.execute("UPDATE contacts SET met = '2027-02-02' WHERE name = 'Met Later'")
    (nan,) = conn.execute("SELECT id FROM contacts WHERE name = 'Nan Okafor'").fetchone()
    (ask,) = conn.execute(
        "INSERT INTO asks(date, problem, verdict) VALUES ('2026-11-01', 'DNS', 'possible') RETURNING id"
    ).fetchone()
    conn.execute(
        "INSERT INTO outcomes(ask_id, contact_id, outcome, date) VALUES (?, ?, 'helped', '2026-11-10')", (ask, nan)
    )
    for day, named in (("2026-11-15", None), ("2026-11-25", ask)):
        (entry,) = conn.execute(
            "INSERT INTO interactions(date, text, direction, ask_id) VALUES (?, 'odd', 'received', ?) RETURNING id",
            (day, named),
        ).fetchone()
        conn.execute("INSERT INTO interaction_contacts VALUES (NULL, ?, ?, ?, 'received')", (entry, nan, day))
        conn.executemany(
            "INSERT INTO interaction_topics VALUES (NULL, ?, ?, 'crochet', ?)",
            [(entry, "crochet", day), (entry, "Crochet", day)],
        )
