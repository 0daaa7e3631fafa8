"""What a review should say, computed a second time by other means: SQL over the file, after the definitions.

Nothing of `asknet.review.questions` or of the verbs is used. How well contacts fit a problem is asked of `Network.ask`.
"""

from __future__ import annotations

import shutil
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from asknet import Network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

LEVELS = ["beginner", "intermediate", "advanced", "expert"]
REACHES = ["local", "national", "global"]
_FILLERS = {"who", "can", "help", "me", "with", "a", "on", "in", "for", "and", "all"}


def plain(text: str) -> str:
    """Remove case and accents."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def commonest(written: list[str]) -> str:
    """Return the commonest spelling; among equals, the first in alphabetical order."""
    return min(written, key=lambda spelling: (-written.count(spelling), spelling))


class Stems:
    """Porter stems of the words of a text, from an index of its own."""

    def __init__(self) -> None:
        self.conn = sqlite3.connect(":memory:")
        self.conn.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter unicode61')")
        self.conn.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, row)")
        self.of = cache(self._of)

    def _of(self, text: str) -> frozenset[str]:
        words = "".join(c if c.isalnum() or c == "+" else " " for c in plain(text)).split()
        words = [word for word in words if word not in _FILLERS] or words
        signed = frozenset(word for word in words if "+" in word)
        self.conn.execute("DELETE FROM t")
        self.conn.execute("INSERT INTO t(x) VALUES (?)", (" ".join(word for word in words if word not in signed),))
        return signed | {term for (term,) in self.conn.execute("SELECT term FROM v")}

    def same(self, one: str, other: str) -> bool:
        a, b = self.of(one), self.of(other)
        return bool(a and b) and (a <= b or b <= a)

    def covers(self, one: str, other: str) -> bool:
        shorter, longer = sorted((len(self.of(one)), len(self.of(other))))
        return self.same(one, other) and shorter >= longer / 2

    def alike(self, one: str, other: str) -> bool:
        shared, longer = len(self.of(one) & self.of(other)), max(len(self.of(one)), len(self.of(other)))
        return self.same(one, other) or (shared >= 2 and shared >= longer / 2)


_UNTOLD = (
    "CREATE TEMP TABLE untold AS SELECT o.ask_id, o.contact_id, o.date FROM outcomes o JOIN asks a ON a.id = o.ask_id"
    " WHERE outcome IN ('helped', 'partly') AND o.date <= :today AND a.date <= :today"
    " AND NOT EXISTS (SELECT 1 FROM interactions i JOIN interaction_contacts ic ON i.id = ic.interaction_id"
    " WHERE (i.ask_id = o.ask_id OR (i.ask_id IS NULL AND i.date BETWEEN a.date AND o.date))"
    " AND ic.contact_id = o.contact_id AND i.direction IN ('received', 'mutual')"
    " AND i.date <= :today)"
)
"""Help with an ask that no entry records, by contact."""
_SEEN = (
    "CREATE TEMP VIEW seen AS SELECT c.*, (SELECT introducer_id FROM introducers i WHERE i.contact_id = c.id"
    " ORDER BY i.id LIMIT 1) AS via_id FROM contacts c"
)
"""The contacts with the first introducer of each."""


class Expected:
    """Every section of the review of the file at `path`, on `today`, since `since`."""

    def __init__(self, path: Path, today: date, since: date) -> None:
        self.path, self.today, self.since = path, today.isoformat(), since.isoformat()
        self.day = today
        self.conn = sqlite3.connect(path)
        self.conn.row_factory = sqlite3.Row
        length = (today - since).days
        self.before_to = (since - timedelta(days=1)).isoformat()
        self.before_from = (since - timedelta(days=1 + length)).isoformat()
        self.year_ago = (today - timedelta(days=365)).isoformat()
        self.stems = Stems()
        self.conn.execute(_SEEN)
        self.people = {row["id"]: row for row in self.sql("SELECT * FROM seen WHERE me = 0 ORDER BY id")}
        self.conn.execute(_UNTOLD, {"today": self.today})

    def sql(self, text: str, **values: Any) -> list[sqlite3.Row]:
        days = {"today": self.today, "since": self.since, "year_ago": self.year_ago}
        return self.conn.execute(text, days | values).fetchall()

    def one(self, text: str, **values: Any) -> Any:
        return self.sql(text, **values)[0][0]

    def who_of(self, number: int) -> dict[str, Any]:
        return {"id": number, "name": self.people[number]["name"]}

    def ago(self, day: str) -> int:
        return (self.day - date.fromisoformat(day)).days

    def by_name(self, numbers: Iterable[int], *first: Callable[[int], Any]) -> list[int]:
        return sorted(numbers, key=lambda n: (*(key(n) for key in first), self.people[n]["name"], n))

    def months(self) -> list[str]:
        back = [(self.day.year, self.day.month)]
        while len(back) < 12:
            year, month = back[-1]
            back.append((year, month - 1) if month > 1 else (year - 1, 12))
        return [f"{year:04}-{month:02}" for year, month in reversed(back)]

    # who is in it

    def who(self) -> dict[str, Any]:
        imported = "id IN (SELECT contact_id FROM source_rows)"
        circles = [
            {"by": "introducer", "name": self.people[via]["name"], "contacts": n, "id": via}
            for via, n in self.sql("SELECT via_id, count(*) FROM seen WHERE me = 0 AND via_id IS NOT NULL GROUP BY 1")
            if n >= 2
        ]
        for by in ("place", "org"):
            groups: dict[str, list[str]] = {}
            for person in self.people.values():
                if person[by]:
                    groups.setdefault(plain(person[by]), []).append(person[by])
            circles += [
                {"by": by, "name": g[0], "contacts": len(g), "id": None} for g in groups.values() if len(g) >= 2
            ]
        count = "SELECT count(*) FROM seen WHERE me = 0 AND "
        return {
            "contacts": len(self.people),
            "kinds": {k: self.one(f"{count} kind = '{k}'") for k in ("person", "community", "source")},
            "reach": {
                **{r: self.one(f"{count} reach = '{r}'") for r in REACHES},
                "not_said": self.one(f"{count} reach IS NULL"),
            },
            "known_by": {
                "introduced": self.one(f"{count} via_id IS NOT NULL"),
                "from_file": self.one(f"{count} via_id IS NULL AND {imported}"),
                "added": self.one(f"{count} via_id IS NULL AND NOT {imported}"),
            },
            "circles": sorted(circles, key=lambda c: (-c["contacts"], c["name"], c["by"], c["id"] or 0)),
        }

    # what they know

    def topics(self) -> dict[str, dict[str, Any]]:
        """Return topic -> its contacts, best level, how it is written, and how often it was asked about in a year."""
        found: dict[str, dict[str, Any]] = {}
        for row in self.sql("SELECT s.* FROM skills s JOIN contacts c ON c.id = s.contact_id WHERE c.me = 0"):
            topic = found.setdefault(plain(row["topic"]), {"who": [], "levels": [], "written": [], "asked": 0})
            topic["who"].append(row["contact_id"])
            topic["levels"].append(LEVELS.index(row["level"]) if row["level"] else -1)
            topic["written"].append(row["topic"])
        problems = self.sql("SELECT problem FROM asks WHERE date BETWEEN :year_ago AND :today")
        for folded, topic in found.items():
            topic["asked"] = sum(self.stems.same(problem, folded) for (problem,) in problems)
        return found

    def single_fields(self) -> list[dict[str, Any]]:
        problems = [p for (p,) in self.sql("SELECT problem FROM asks WHERE date BETWEEN :year_ago AND :today")]
        found = []
        for field in ("title", "org"):
            holders: dict[str, list[int]] = defaultdict(list)
            for person in self.people.values():
                if person[field]:
                    holders[plain(person[field])].append(person["id"])
            for folded, (first, *others) in holders.items():
                asked = sum(self.stems.same(problem, folded) for problem in problems)
                used = self.one(
                    "SELECT count(*) FROM interactions i JOIN interaction_contacts ic ON ic.interaction_id = i.id"
                    " WHERE contact_id = :who AND direction IN ('received', 'mutual') AND date BETWEEN :year_ago AND :today",
                    who=first,
                )
                if not others and (asked or (used and field == "title")):
                    value = self.people[first][field]
                    one = {"field": field, "value": value, "who": self.who_of(first), "asked": asked, "used": used}
                    found.append((-asked, -used, folded, field, one))
        return [one for *_, one in sorted(found, key=lambda each: each[:-1])]

    def fields(self) -> list[dict[str, Any]]:
        found = []
        for field in ("title", "org"):
            spellings: dict[str, list[str]] = defaultdict(list)
            for person in self.people.values():
                if person[field]:
                    spellings[plain(person[field])].append(person[field])
            several = sorted((k for k in spellings if len(spellings[k]) > 1), key=lambda k: (-len(spellings[k]), k))
            found += [
                {"field": field, "value": commonest(spellings[k]), "contacts": len(spellings[k])} for k in several[:10]
            ]
        return found

    def know(self) -> dict[str, Any]:
        topics = self.topics()

        def level(of: str) -> str | None:
            best = max(topics[of]["levels"])
            return LEVELS[best] if best >= 0 else None

        def line(of: str) -> dict[str, Any]:
            return {"topic": commonest(topics[of]["written"]), "contacts": len(topics[of]["who"]), "level": level(of)}

        ordered = sorted(topics, key=lambda t: (-len(topics[t]["who"]), -max(topics[t]["levels"]), t))
        single = [t for t in topics if len(topics[t]["who"]) == 1]
        thin = [t for t in topics if len(topics[t]["who"]) in (1, 2) and topics[t]["asked"]]
        return {
            "topics": [line(t) for t in ordered],
            "levels": {
                **{name: sum(level(t) == name for t in topics) for name in LEVELS[::-1]},
                "not_said": sum(level(t) is None for t in topics),
            },
            "single": [
                {
                    "topic": commonest(topics[t]["written"]),
                    "who": self.who_of(topics[t]["who"][0]),
                    "level": level(t),
                    "asked": topics[t]["asked"],
                }
                for t in sorted(single, key=lambda t: (-topics[t]["asked"], -max(topics[t]["levels"]), t))
            ],
            "single_fields": self.single_fields(),
            "fields": self.fields(),
            "thin": [
                {
                    "topic": commonest(topics[t]["written"]),
                    "contacts": len(topics[t]["who"]),
                    "asked": topics[t]["asked"],
                }
                for t in sorted(thin, key=lambda t: (-topics[t]["asked"], len(topics[t]["who"]), t))
            ],
        }

    # how they help

    def help(self) -> dict[str, Any]:
        some = (
            "SELECT count(*) FROM asks a WHERE date BETWEEN :since AND :today AND EXISTS"
            " (SELECT 1 FROM outcomes o WHERE o.ask_id = a.id AND o.date <= :today AND o.outcome {})"
        )
        times: Counter[int] = Counter()
        for (contact,) in self.sql(
            "SELECT contact_id FROM interactions i JOIN interaction_contacts ic ON i.id = interaction_id"
            " WHERE direction IN ('received', 'mutual') AND date BETWEEN :since AND :today"
        ):
            times[contact] += 1
        for (contact,) in self.sql("SELECT contact_id FROM untold WHERE date >= :since"):
            times[contact] += 1
        return {
            "asked": self.one("SELECT count(*) FROM asks WHERE date BETWEEN :since AND :today"),
            "answered": self.one(some.format("NOT IN ('no-answer', 'waiting')")),
            "helped": self.one(some.format("IN ('helped', 'partly')")),
            "helpers": [{"who": self.who_of(n), "times": times[n]} for n in self.by_name(times, lambda n: -times[n])],
            "open": self.open_asks(),
            "problems": [
                {
                    "id": ask["id"],
                    "problem": ask["problem"],
                    "asked": ask["date"],
                    "verdict": ask["verdict"],
                    "came": [
                        [self.who_of(who), what]
                        for who, what in self.sql(
                            "SELECT contact_id, outcome FROM outcomes WHERE ask_id = :ask AND date <= :today ORDER BY id",
                            ask=ask["id"],
                        )
                    ],
                }
                for ask in self.sql(
                    "SELECT * FROM asks WHERE date BETWEEN :since AND :today ORDER BY date DESC, id DESC"
                )
            ],
        }

    def open_asks(self) -> list[dict[str, Any]]:
        return [
            {"id": r["id"], "problem": r["problem"], "asked": r["date"], "days": self.ago(r["date"])}
            | self._waiting(r["id"], r["verdict"], closed=r["closed"])
            for r in self.sql(
                "SELECT * FROM asks WHERE date <= :today AND (closed IS NULL OR closed > :today) ORDER BY date, id"
            )
        ]

    def _waiting(self, ask: int, verdict: str, *, closed: str | None) -> dict[str, Any]:
        last: dict[int, Any] = {}
        for row in self.sql(
            "SELECT * FROM outcomes WHERE ask_id = ? AND date <= :today ORDER BY id".replace("?", str(ask))
        ):
            last.pop(row["contact_id"], None)
            last[row["contact_id"]] = row
        names = {r["id"]: r for r in self.sql("SELECT * FROM contacts")}
        waiting = [row for row in last.values() if row["outcome"] == "waiting"]
        turned = {r["contact_id"] for r in self.sql(f"SELECT contact_id FROM outcomes WHERE ask_id = {ask}")}
        line = [
            r["contact_id"] for r in self.sql(f"SELECT contact_id FROM ask_matches WHERE ask_id = {ask} ORDER BY rank")
        ]
        free = [
            who
            for who in line
            if who not in turned and names[who]["status"] == "active" and not names[who]["no_suggest"]
        ]
        first = free[:1] if verdict != "none" and not closed else []
        return {
            "waiting": [{"id": row["contact_id"], "name": names[row["contact_id"]]["name"]} for row in waiting],
            "waited": min((self.ago(row["date"]) for row in waiting), default=0),
            "next": {"id": first[0], "name": names[first[0]]["name"]} if first else None,
        }

    # experience

    def experience(self) -> list[dict[str, Any]]:
        topics = self.topics()
        spelt = self._spelt(topics)
        logged: dict[str, set[int]] = defaultdict(set)
        for number, tag in self.sql(
            "SELECT i.id, t.folded FROM interactions i JOIN interaction_topics t ON i.id = t.interaction_id"
            " WHERE i.date BETWEEN :year_ago AND :today"
        ):
            logged[spelt[tag]].add(number)
        asked = {t: topic["asked"] for t, topic in topics.items() if topic["asked"]}
        matters = {t: asked.get(t, 0) + len(logged[t]) for t in {*asked, *logged}}
        chosen = sorted(matters, key=lambda t: (-matters[t], t))[:10]
        return [self._experience(t, topics, spelt, asked.get(t, 0), len(logged[t])) for t in chosen]

    def _spelt(self, topics: dict[str, Any]) -> dict[str, str]:
        """Return, for each tag, the topic that it is a spelling of: a skill, the commonest first; else a tag of the year."""
        skills = sorted(topics, key=lambda t: (-len(topics[t]["who"]), t))
        tags = self.sql(
            "SELECT t.folded, min(i.date < :year_ago OR i.date > :today) AS old"
            " FROM interaction_topics t JOIN interactions i ON i.id = t.interaction_id GROUP BY 1 ORDER BY old, 1"
        )
        written = [*skills, *(tag for tag, _ in tags)]
        return {
            tag: tag if tag in topics else next(t for t in written if t == tag or self._spells(tag, t))
            for tag, _ in tags
        }

    def _spells(self, tag: str, topic: str) -> bool:
        return bool(self.stems.of(tag)) and self.stems.of(tag) == self.stems.of(topic)

    def _experience(
        self, topic: str, topics: dict[str, Any], spelt: dict[str, str], asked: int, logged: int
    ) -> dict[str, Any]:
        written = commonest(topics[topic]["written"]) if topic in topics else topic
        skills = self.sql(
            "SELECT s.* FROM skills s JOIN contacts c ON c.id = s.contact_id WHERE me = 0 AND s.folded = :topic",
            topic=topic,
        )
        tags: dict[int, set[str]] = defaultdict(set)
        for number, tag in self.sql("SELECT interaction_id, folded FROM interaction_topics"):
            tags[number].add(spelt[tag])
        entries: dict[int, list[sqlite3.Row]] = defaultdict(list)
        for row in self.sql(
            "SELECT i.*, ic.contact_id AS who FROM interactions i JOIN interaction_contacts ic ON i.id = ic.interaction_id"
            " WHERE i.direction IN ('received', 'mutual') AND i.date <= :today ORDER BY i.date, i.id"
        ):
            words = self.stems.of(topic)
            says = words and words <= self.stems.of(row["text"]) and row["who"] in {s["contact_id"] for s in skills}
            if topic in tags[row["id"]] or says:
                entries[row["who"]].append(row)
        helped: dict[int, list[sqlite3.Row]] = defaultdict(list)
        for row in self.sql(
            "SELECT a.*, o.contact_id AS who, o.date AS came FROM outcomes o JOIN asks a ON a.id = o.ask_id"
            " WHERE o.outcome IN ('helped', 'partly') AND o.date <= :today AND a.date <= :today ORDER BY a.date, a.id"
        ):
            if self.stems.same(row["problem"], written):
                helped[row["who"]].append(row)
        known = {row["contact_id"] for row in skills if row["provenance"] == "helped"}
        proven = []
        for number in {*entries, *helped, *known}:
            told = {row["ask_id"] for row in entries[number]}
            times = len(entries[number]) + sum(row["id"] not in told for row in helped[number])
            shown = {"shown": self._note(number, written), "day": None, "entry": None}
            if entries[number]:
                last = entries[number][-1]
                shown = {"shown": last["text"], "day": last["date"], "entry": last["id"]}
            elif helped[number]:
                last = helped[number][-1]
                shown = {"shown": last["note"] or last["problem"], "day": last["came"], "entry": None}
            proven.append({"who": self.who_of(number), "times": times or 1, **shown})
        done = {p["who"]["id"] for p in proven}
        claims = {
            how: self.by_name(r["contact_id"] for r in skills if r["provenance"] == how and r["contact_id"] not in done)
            for how in ("stated", "imported")
        }
        return {
            "topic": written,
            "asked": asked,
            "logged": logged,
            "proven": sorted(proven, key=lambda p: (-p["times"], p["who"]["name"], p["who"]["id"])),
            "stated": [self.who_of(n) for n in claims["stated"]],
            "imported": [self.who_of(n) for n in claims["imported"]],
        }

    def _note(self, number: int, topic: str) -> str:
        for line in self.people[number]["notes"].split("\n"):
            if self.stems.of(topic) <= self.stems.of(line):
                return line
        return ""

    # growth

    def growth(self) -> dict[str, Any]:
        dated = self.sql(
            "SELECT coalesce(met, added) AS day, reach, via_id, id FROM seen WHERE me = 0 AND"
            " (met IS NOT NULL OR id NOT IN (SELECT contact_id FROM source_rows)) AND coalesce(met, added) <= :today"
        )
        new = [row for row in dated if row["day"] >= self.since]
        through = Counter(row["via_id"] for row in new if row["via_id"])
        last = max(dated, key=lambda row: (row["day"], row["id"]), default=None)

        def by_reach(rows: list[sqlite3.Row]) -> dict[str, int]:
            return {
                **{r: sum(row["reach"] == r for row in rows) for r in REACHES},
                "not_said": sum(row["reach"] is None for row in rows),
            }

        monthly = {m: [row for row in dated if row["day"].startswith(m)] for m in self.months()}
        return {
            "new": len(new),
            "new_before": sum(self.before_from <= row["day"] <= self.before_to for row in dated),
            "reach": by_reach(new),
            "months": [{"month": m, "new": len(rows), "reach": by_reach(rows)} for m, rows in monthly.items()],
            "through": [
                {"who": self.who_of(n), "contacts": through[n]} for n in self.by_name(through, lambda n: -through[n])
            ],
            "newcomers": [
                {
                    "who": self.who_of(row["id"]),
                    "day": row["day"],
                    "reach": row["reach"],
                    "via": self.who_of(row["via_id"]) if row["via_id"] else None,
                }
                for row in sorted(new, key=lambda row: (row["day"], row["id"]), reverse=True)
            ],
            "last": self.who_of(last["id"]) if last else None,
            "last_day": last["day"] if last else None,
            "days_since": self.ago(last["day"]) if last else None,
        }

    # give and take

    def balances(self) -> list[dict[str, Any]]:
        count: dict[int, Counter[str]] = defaultdict(Counter)
        for number, way, day in self.sql(
            "SELECT contact_id, direction, date FROM interaction_contacts JOIN interactions i ON i.id = interaction_id"
            " WHERE date <= :today AND direction <> 'none'"
        ):
            for each in ("received", "given", "mutual") if way == "mutual" else (way,):
                count[number][each] += 1
                count[number][f"{each}_now"] += day >= self.since
        for number, day in self.sql("SELECT contact_id, date FROM untold"):
            count[number]["received"] += 1
            count[number]["received_now"] += day >= self.since
        ways = ("received", "given", "mutual", "received_now", "given_now")
        return [
            {"who": self.who_of(n), "kind": self.people[n]["kind"], **{way: count[n][way] for way in ways}}
            for n in self.by_name(count, lambda n: -abs(count[n]["received"] - count[n]["given"]))
        ]

    def give(self) -> dict[str, Any]:
        balances = self.balances()
        passed = self.sql(
            "SELECT direction, date FROM interactions WHERE date <= :today"
            " UNION ALL SELECT 'received', max(date) FROM untold GROUP BY ask_id"
        )
        ways = ("received", "given", "mutual")

        def total(way: str, since: str, until: str) -> int:
            return sum(direction in (way, "mutual") and since <= day <= until for direction, day in passed)

        take = [b for b in balances if b["received"] and not b["given"]]
        return {
            **{way: total(way, self.since, self.today) for way in ways},
            **{f"{way}_before": total(way, self.before_from, self.before_to) for way in ways},
            "months": [{"month": m, **{way: total(way, m, f"{m}-31") for way in ways}} for m in self.months()],
            "only_take": [b for b in take if b["kind"] == "person" and b["received"] >= 2],
            "only_takes": [b for b in balances if b["given"] >= 2 and not b["received"] and b["kind"] == "person"],
            "only_consume": [b for b in take if b["kind"] != "person"],
            "could_give": self.could_give(),
            "introductions": self.introductions(),
            "contacts": balances,
        }

    def wants(self) -> list[sqlite3.Row]:
        return self.sql(
            "SELECT d.contact_id AS who, d.value AS want FROM details d JOIN contacts c ON c.id = d.contact_id"
            " WHERE d.field = 'want' AND c.me = 0 ORDER BY d.id"
        )

    def could_give(self) -> list[dict[str, Any]]:
        mine = [
            t
            for (t,) in self.sql(
                "SELECT topic FROM skills JOIN contacts c ON c.id = contact_id WHERE me ORDER BY skills.id"
            )
        ]
        found = []
        for row in self.wants():
            fitting = [topic for topic in mine if self.stems.covers(topic, row["want"])]
            given = self.sql(
                "SELECT t.topic FROM interactions i JOIN interaction_contacts ic ON ic.interaction_id = i.id"
                " JOIN interaction_topics t ON t.interaction_id = i.id WHERE i.direction = 'given'"
                " AND i.date BETWEEN :since AND :today AND ic.contact_id = :who",
                who=row["who"],
            )
            if fitting and not any(self.stems.covers(row["want"], topic) for (topic,) in given):
                found.append({"who": self.who_of(row["who"]), "want": row["want"], "skill": fitting[0]})
        return found

    def introductions(self) -> list[dict[str, Any]]:
        met = {
            frozenset(pair)
            for pair in self.sql(
                "SELECT x.contact_id, y.contact_id FROM interaction_contacts x"
                " JOIN interaction_contacts y USING (interaction_id)"
                " JOIN interactions i ON i.id = interaction_id WHERE x.contact_id < y.contact_id AND i.date <= :today"
                " UNION SELECT id, via_id FROM seen WHERE via_id IS NOT NULL"
            )
        }
        worth = {None: 2.5, "beginner": 1, "intermediate": 2, "advanced": 3, "expert": 4}
        skills = self.sql(
            "SELECT s.* FROM skills s JOIN contacts c ON c.id = contact_id WHERE me = 0 AND kind = 'person'"
        )
        found = []
        for row in self.wants():
            wanting = {
                other["who"] for other in self.wants() if self.stems.of(other["want"]) == self.stems.of(row["want"])
            }
            able = [
                s
                for s in skills
                if s["contact_id"] not in wanting
                and frozenset((s["contact_id"], row["who"])) not in met
                and not self.people[s["contact_id"]]["no_suggest"]
                and self.stems.covers(s["topic"], row["want"])
            ]
            if able:
                best = min(
                    able,
                    key=lambda s: (
                        -worth[s["level"]],
                        -(self.people[s["contact_id"]]["closeness"] or 0),
                        self.people[s["contact_id"]]["name"],
                        s["contact_id"],
                        s["folded"],
                    ),
                )
                found.append(
                    {
                        "who": self.who_of(row["who"]),
                        "want": row["want"],
                        "to": self.who_of(best["contact_id"]),
                        "topic": best["topic"],
                        "level": best["level"],
                        "source": "skill",
                    }
                )
        return found

    # ties

    def ties(self) -> dict[str, Any]:
        entries: dict[int, list[str]] = defaultdict(list)
        received: Counter[int] = Counter()
        for number, day, way in self.sql(
            "SELECT contact_id, date, direction FROM interaction_contacts JOIN interactions i ON i.id = interaction_id"
            " WHERE date <= :today"
        ):
            entries[number].append(day)
            received[number] += way in ("received", "mutual")
        for number, day in self.sql("SELECT contact_id, date FROM untold"):
            entries[number].append(day)
            received[number] += 1
        asked = {t for t, topic in self.topics().items() if topic["asked"]}
        lists: dict[str, list[dict[str, Any]]] = {"overdue": [], "quiet": [], "dormant": []}
        by = self._due_by({n: max(found) for n, found in entries.items() if found})
        for n, person in self.people.items():
            last = max(entries[n]) if entries[n] else min(max(person["met"] or "", person["added"]), self.today)
            days, who = self.ago(last), self.who_of(n)
            since = {"last": last, "days": days, "logged": bool(entries[n])}
            if person["every"]:
                due = by[n].isoformat()
                if due < self.today:
                    periods = round(days / person["every"], 1)
                    lists["overdue"].append(
                        {"who": who, "every": person["every"], **since, "due": due, "periods": periods}
                    )
            elif (person["closeness"] or 0) >= 4:
                if days > 180:
                    lists["quiet"].append({"who": who, "closeness": person["closeness"], **since})
            elif person["kind"] == "person" and days > 365 and len(entries[n]) >= 2:
                why = self._reasons(n, asked, received[n])
                if why:
                    lists["dormant"].append(
                        {"who": who, "last": last, "days": days, "why": "; ".join(why), "n": len(why)}
                    )
        lists["overdue"].sort(key=lambda o: (-o["periods"], o["who"]["name"], o["who"]["id"]))
        lists["quiet"].sort(key=lambda q: (-q["closeness"], -q["days"], q["who"]["name"], q["who"]["id"]))
        lists["dormant"].sort(key=lambda d: (-d.pop("n"), d["days"], d["who"]["name"], d["who"]["id"]))
        return dict(lists)

    def _due_by(self, last: dict[int, str]) -> dict[int, date]:
        """Three a day, the closest first; the others later, by a quarter of their period or 30 days at most."""
        first = []
        for n, person in self.people.items():
            if person["every"]:
                since = last.get(n) or min(max(person["met"] or "", person["added"]), self.today)
                due = date.fromisoformat(since) + timedelta(days=person["every"])
                first.append((due, -(person["closeness"] or 0), person["name"], n, person["every"]))
        full: dict[date, int] = defaultdict(int)
        found = {}
        for due, _, _, n, every in sorted(first):
            window = [due + timedelta(days=more) for more in range(min(every // 4, 30) + 1)]
            free = [day for day in window if full[day] < 3]
            found[n] = free[0] if free else min(window, key=lambda day: full[day])
            full[found[n]] += 1
        return found

    def _reasons(self, number: int, asked: set[str], received: int) -> list[str]:
        why = []
        known = self.sql("SELECT topic, folded FROM skills WHERE contact_id = :n ORDER BY folded", n=number)
        topics = [row["topic"] for row in known if row["folded"] in asked]
        introduced = self.one("SELECT count(*) FROM seen WHERE via_id = :n", n=number)
        if topics:
            why.append(f"knows {', '.join(topics[:2])}, which you asked about")
        if received:
            why.append(f"helped you {['', 'once', 'twice'][received] if received < 3 else f'{received} times'}")
        if introduced:
            why.append(f"introduced you to {introduced} contact{'' if introduced == 1 else 's'}")
        return why

    # gaps

    def gaps(self) -> list[dict[str, Any]]:
        asks = self.sql("SELECT * FROM asks WHERE date <= :today ORDER BY date DESC, id DESC")
        helped = {
            row[0]
            for row in self.sql("SELECT ask_id FROM outcomes WHERE outcome IN ('helped', 'partly') AND date <= :today")
        }
        skills = {t for (t,) in self.sql("SELECT topic FROM skills JOIN contacts c ON c.id = contact_id WHERE me = 0")}
        groups: list[list[sqlite3.Row]] = []
        for place, ask in enumerate(asks):
            good = [a for a in asks[: place + 1] if a["verdict"] in ("strong", "possible") or a["id"] in helped]
            if ask in good or any(self.stems.same(a["problem"], ask["problem"]) for a in good):
                continue
            if any(self.stems.same(skill, ask["problem"]) for skill in skills):
                continue
            home = next((g for g in groups if self.stems.alike(g[0]["problem"], ask["problem"])), None)
            if home is None:
                groups.append([ask])
            else:
                home.append(ask)
        groups.sort(key=lambda g: (-len(g), -date.fromisoformat(g[0]["date"]).toordinal(), g[0]["problem"]))
        return [
            {
                "topic": g[0]["problem"],
                "asks": [a["id"] for a in g],
                "problems": list(dict.fromkeys(a["problem"] for a in g)),
                "last": g[0]["date"],
                "introducer": self.introducer(g[0]["problem"]) if place < 25 else None,
            }
            for place, g in enumerate(groups)
        ]

    def introducer(self, problem: str) -> dict[str, Any] | None:
        fits = fits_of(self.path, problem)
        best: tuple[Any, int, float, str] | None = None
        for n, person in self.people.items():
            if person["kind"] != "person" or person["no_suggest"]:
                continue
            ties: list[tuple[tuple[float, str], int]] = []
            for other, fit in ((other, fit) for other, fit in fits.items() if fit >= 0.2):
                one = self.people[other]
                worth = []
                if one["via_id"] == n:
                    worth.append((1.0 * fit, "introduced"))
                if person["org"] and plain(person["org"]) == plain(one["org"]):
                    worth.append((0.8 * fit, "org"))
                if other != n and worth:
                    ties.append((max(worth), other))
            nearest = sorted(ties, key=lambda t: (-t[0][0], t[1]))[:3]
            far = 1.0
            for (worth_of, _), _ in nearest:
                far *= 1 - worth_of
            nearness = 1 - far
            order = (round(-nearness, 4), -(person["closeness"] or 0), person["name"], n)
            if nearness >= 0.25 and (best is None or order < best[0]):
                how = nearest[0][0][1]
                names = [self.people[other]["name"] for (_, tie), other in nearest if tie == how][:2]
                said = "introduced you to" if how == "introduced" else f"shares {person[how]} with"
                best = order, n, nearness, f"{said} {' and '.join(names)}"
        return {"who": self.who_of(best[1]), "why": best[3], "nearness": best[2]} if best else None

    # next

    def next(self) -> list[dict[str, Any]]:
        """Return the steps without their words."""
        give, ties = self.give(), self.ties()
        waiting = {r[0] for r in self.sql("SELECT step FROM snoozes WHERE until IS NULL OR until > :today")}

        def step(
            kind: str, *whom: dict[str, Any], about: str = "", key: str = "", ask: int | None = None
        ) -> dict[str, Any]:
            parts = [kind, *(str(who["id"]) for who in whom), *([about] if kind in ("give", "introduce") else [])]
            return {"key": key or ":".join(parts), "kind": kind, "contacts": list(whom), "topic": about, "ask": ask}

        gaps = [gap for gap in self.gaps()[:3] if gap["introducer"]]
        single = [one["topic"] for one in self.know()["single"] if one["asked"]]
        open_asks = [
            ask for ask in self.open_asks()[::-1] if (ask["waited"] >= 5 if ask["waiting"] else ask["days"] >= 7)
        ]
        kinds = [
            [step("close", *ask["waiting"], key=f"close:{ask['id']}", ask=ask["id"]) for ask in open_asks],
            [step("touch", tie["who"]) for tie in ties["overdue"]],
            [step("give", offer["who"], about=offer["want"]) for offer in give["could_give"]],
            [step("introduce", i["who"], i["to"], about=i["want"]) for i in give["introductions"]],
            [step("repay", balance["who"]) for balance in give["only_take"]],
            [step("gap", g["introducer"]["who"], about=g["topic"], key=f"gap:{g['topic']}") for g in gaps],
            [step("reconnect", tie["who"]) for tie in ties["quiet"] + ties["dormant"]],
            [step("contribute", balance["who"]) for balance in give["only_consume"]],
            [step("second", about=topic, key=f"second:{topic}") for topic in single],
            [] if self.growth()["new"] or not self.growth()["last"] else [step("widen", key="widen")],
        ]
        chosen: list[tuple[int, dict[str, Any]]] = []
        for _turn in range(7):
            for place, steps in enumerate(kinds):
                named = [who for _, taken in chosen for who in taken["contacts"]]
                taken = [one["key"] for _, one in chosen]
                free = (
                    s
                    for s in steps
                    if s["key"] not in waiting
                    and s["key"] not in taken
                    and not any(who in named for who in s["contacts"])
                )
                one = next(free, None)
                if one and len(chosen) < 7:
                    chosen.append((place, one))
        return [one for _, one in sorted(chosen, key=lambda each: each[0])]


@cache
def fits_of(path: Path, problem: str) -> dict[int, float]:
    """Ask how well contacts fit a problem, those not to be suggested too."""
    copy = path.with_name("everybody.db")
    if not copy.exists():
        shutil.copy(path, copy)
        with sqlite3.connect(copy) as conn:
            conn.execute("UPDATE contacts SET no_suggest = 0")
        conn.close()
    with Network(copy, today=date(2026, 11, 20), now="2026-11-20T12:00:00") as network:
        return {m.contact.id: m.fit for m in network.ask(problem, n=1000, save=False).matches}
