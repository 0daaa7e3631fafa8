"""Train the tables of the log reader, `src/asknet/data/directions.bin`: who took part, which day it was, who helped whom.

    pip install scipy
    python tools/train_directions.py            print the score on writers left out
    python tools/train_directions.py --misses   and what was not read rightly
    python tools/train_directions.py --write    train on all of them and write the tables

Logistic regressions over the features of `asknet.logbook.sentence.model`. For the direction each sentence counts once as
it is and half with the persons exchanged: what they did for me is then what I did for them. The sentences are those of
tests/logbook/fresh, of tests/logbook/training and of conversations.txt, whose head says how people and days are marked
there. A writer is left out at a time, and whole sentences are read by the tables of the others. The tables belong to one
lexicon and one deeds.json: train them again whenever either is rebuilt (train_deeds.py first).
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from asknet.lexicon import shipped  # noqa: E402
from asknet.logbook.sentence import model as m  # noqa: E402
from asknet.logbook.sentence import words as w  # noqa: E402
from asknet.logbook.sentence.names import possible_strangers  # noqa: E402
from asknet.logbook.sentence.read import read_tokens  # noqa: E402
from asknet.logbook.sentence.words import Token  # noqa: E402
from asknet.model import Kind  # noqa: E402
from asknet.text import fold_name  # noqa: E402
from logbook.figures import Book, fresh, people_of, training, verdict  # noqa: E402

WRITERS = {
    "one": ("first", "second", "third"),
    "two": ("fourth", "fifth", "sixth"),
    "three": ("seventh",),
    "four": ("eighth",),
    "five": ("ninth",),
}
UNSEEN = ("tenth", "eleventh", "twelfth")
"""Never trained on; read here by the tables of all writers."""
FORMER = ("sentences", "strangers", "styles", "afterwards")
STRENGTH = {"way": 0.1, "who": 0.3, "day": 0.3}
"""Inverse of the penalty."""
MEANING, EXCHANGED, PLANNED, LEAST = 2.0, 0.5, 0.2, {"way": 3, "who": 2, "day": 2}
"""Weight of the meanings, of exchanged sentences and of the days of plans and facts, times a feature must occur."""
BOUNDS = {
    "way": (0.0, 0.6), "not_happened": (0.35, 0.35), "there": (0.3, 0.6), "stranger": (0.2, 0.2), "introduced": (0.03, 0.03),
    "day": (0.35, 0.65),
}  # fmt: skip
TODAY = date(2026, 12, 22)
"""The day of the sentences of conversations.txt and of the former tables."""
WAYS = (*(way.value for way in m.WAYS), "plan", "fact")
_MARKS = re.compile(r"<(?P<there>[^<>]*)>|~(?P<spoken>[^~]*)~|(?<!\S)\+(?P<new>[^+]*)\+|\[(?P<day>[^\[\]]*)\]")


class Span(NamedTuple):
    """A name or a day of a sentence: which table it belongs to, its features, whether that holds, its weight."""

    table: str
    features: set[str]
    holds: bool
    weight: float = 1.0


class Example(NamedTuple):
    """A sentence: who wrote it, its way, its words, its names and days, and its reading (`row`) where whole."""

    writer: str
    way: int
    tokens: list[Token]
    spans: list[Span]
    row: dict[str, Any]
    book: Book


def examples() -> list[Example]:
    """Return all sentences with a known way."""
    found: list[Example] = []
    for writer, tables in (*WRITERS.items(), *((name, (name,)) for name in UNSEEN)):
        for table in tables:
            book = people_of(table)
            found += [_read(writer, book, row) for row in fresh(table) if not row.get("ambiguous")]
    for table in FORMER:
        book, sentences = training(table)
        for row in sentences:
            told = row.keys() & {"with", "new"} and not row.keys() & {"refused", "error"}
            if told and row.get("direction") != "mutual":  # these called mutual what is done together
                found.append(_way_alone(row["say"], row.get("direction"), book))
    book, writer = people_of("fourth"), ""
    for line in (ROOT / "tools" / "conversations.txt").read_text(encoding="utf-8").splitlines():
        way, _, text = line.partition(": ")
        if way == "# writer":
            writer = text
        elif not line.startswith("#"):
            found.append(_marked(writer, way, text, book) if writer else _way_alone(text, way, book))
    return found


def _way_alone(text: str, way: str | None, book: Book) -> Example:
    tokens, _ = read_tokens(text, book, TODAY)
    return Example("", WAYS.index(way or "none"), tokens, [], {}, book)


def _read(writer: str, book: Book, row: dict[str, Any]) -> Example:
    """Return a sentence whose people and day are known by their names and by its date."""
    today, text = date.fromisoformat(row["today"]), row["s"].strip()
    tokens, days = read_tokens(text, book, today)
    way = next((each for each in ("plan", "fact") if row.get(each)), row.get("direction"))
    there, new = {*row.get("with", [])}, [fold_name(name) for name in row.get("new", [])]
    either = row.get("either") if isinstance(row.get("either"), list) else []
    first, last = row.get("day_span", [row.get("day"), row.get("day")])
    by_start = {day.start: day.day.isoformat() for day in days}

    def holds(token: Token) -> bool | None:
        if token.kind == w.DAY:
            return first <= by_start[token.start] <= last
        if token.kind == w.STRANGER:
            return any(token.low == name or token.low in name.split() for name in new)
        names = {c.name for c in token.mention.candidates}
        return None if names & {*either} else bool(names & there)

    spans = [*(_spans(tokens, text, holds) if way not in ("plan", "fact") else _planned(tokens))]
    return Example(writer, WAYS.index(way or "none"), tokens, spans, row, book)


def unmarked(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Return a sentence without its marks, and what they mark: which of `_MARKS`, from where to where."""
    text, marks, place = "", [], 0
    for found in _MARKS.finditer(marked):
        text += marked[place : found.start()]
        name = found.lastgroup
        marks.append((name, len(text), len(text) + len(found[name])))
        text += found[name]
        place = found.end()
    return text + marked[place:], marks


def _marked(writer: str, way: str, marked: str, book: Book) -> Example:
    """Return a sentence in which people and days are marked."""
    text, marks = unmarked(marked)
    tokens, days = read_tokens(text, book, TODAY)

    def holds(token: Token) -> bool | None:
        kinds = {kind for kind, start, end in marks if start < token.end and token.start < end}
        if token.kind == w.DAY:
            return "day" in kinds
        if token.kind == w.STRANGER:
            return "new" in kinds
        return bool({"there", "new"} & kinds) if kinds - {"day"} else None

    spans = [*(_spans(tokens, text, holds) if way not in ("plan", "fact") else _planned(tokens))]
    by_start = {day.start: day for day in days}
    its_day = next((by_start[t.start] for t in tokens if t.kind == w.DAY and holds(t)), None)
    unread = its_day is None and any(kind == "day" for kind, _, _ in marks)
    row = {"s": text, "today": TODAY.isoformat(), "direction": None if way == "none" else way, "mentioned": []}
    row |= {"with": sorted({t.mention.contact.name for t in tokens if t.kind == w.NAME and holds(t)})}
    row |= {"new": [text[start:end] for kind, start, end in marks if kind == "new"]}
    row["day_span"] = (
        ["-", "-"]
        if unread
        else [its_day.first.isoformat(), its_day.last.isoformat()]
        if its_day
        else [TODAY.isoformat()] * 2
    )
    row |= {"day": row["day_span"][0]} | ({way: True} if way in ("plan", "fact") else {})
    return Example(writer, WAYS.index(way), tokens, spans, row, book)


def _spans(tokens: Sequence[Token], text: str, holds: Any) -> Iterator[Span]:  # noqa: ANN401
    for place, token in enumerate(tokens):
        if token.mention and (held := holds(token)) is not None:
            yield Span("who", m.name_features(tokens, place, place + 1, token), held)
        if token.kind == w.DAY and token.low != "future":
            yield Span("day", m.span_features(tokens, place, place + 1), holds(token))
    for start, end, name in possible_strangers(tokens, text):
        yield Span("who", m.name_features(tokens, start, end, name), holds(name))


def _planned(tokens: Sequence[Token]) -> Iterator[Span]:
    for place, token in enumerate(tokens):
        if token.kind == w.DAY and token.low != "future":
            yield Span("day", m.span_features(tokens, place, place + 1), holds=False, weight=PLANNED)


class Data(NamedTuple):
    """What one table learns from: buckets of features, meanings, classes, weights and writers."""

    buckets: csr_matrix
    meanings: "np.ndarray"
    classes: "np.ndarray"
    weights: "np.ndarray"
    writers: "np.ndarray"


def data_of(rows: list[Example]) -> dict[str, Data]:
    """Return what each table learns from."""
    lexicon = shipped()
    found: dict[str, list[tuple[set[str], list[float], int, float, str]]] = {"way": [], "who": [], "day": []}
    for row in rows:
        groups = any(t.mention and t.mention.contact.kind is not Kind.PERSON for t in row.tokens)
        for exchanged in (False, True)[: 1 if groups else 2]:  # a group does not say I
            roles = m.sentence_roles(row.tokens, exchanged=exchanged)
            way = _TURNED.get(row.way, row.way) if exchanged else row.way
            weight = EXCHANGED if exchanged else 1.0
            found["way"].append((m.features(roles), m.meaning(roles, lexicon), way, weight, row.writer))
        for span in row.spans:
            found[span.table].append((span.features, [], int(span.holds), span.weight, row.writer))
    return {table: _data(lines) for table, lines in found.items()}


_TURNED = {WAYS.index("received"): WAYS.index("given"), WAYS.index("given"): WAYS.index("received")}


def _data(lines: list[tuple[set[str], list[float], int, float, str]]) -> Data:
    ends, buckets = [0], []
    for features, *_ in lines:
        buckets += sorted({crc32(feature.encode()) % m.BUCKETS for feature in features})
        ends.append(len(buckets))
    shown = csr_matrix((np.ones(len(buckets), np.float32), buckets, ends), shape=(len(lines), m.BUCKETS))
    columns = list(zip(*lines, strict=True))
    return Data(shown, np.array(columns[1], np.float32), *(np.array(column) for column in columns[2:]))


def train(table: str, data: Data, chosen: "np.ndarray") -> tuple[float, list[float], bytes]:
    """Return the table learnt from the chosen lines: the value of a step, the constants, and the rows."""
    count = len(WAYS) if table == "way" else 1
    often = np.asarray(data.buckets[chosen].sum(0)).ravel() >= LEAST[table]
    shown, dense = data.buckets[chosen][:, often].tocsr(), data.meanings[chosen] * np.float32(MEANING)
    turned, split = shown.T.tocsr(), int(often.sum())
    classes, weights = data.classes[chosen], data.weights[chosen].astype(np.float32)[:, None]
    wanted = np.eye(count, dtype=np.float32)[classes] if count > 1 else classes.astype(np.float32)[:, None]
    size = split + dense.shape[1]

    def loss(flat: "np.ndarray") -> tuple[float, "np.ndarray"]:
        rows, constants = flat[: size * count].reshape(size, count).astype(np.float32), flat[size * count :]
        totals = shown @ rows[:split] + dense @ rows[split:] + constants.astype(np.float32)
        if count > 1:
            totals -= totals.max(1, keepdims=True)
            logs = totals - np.log(np.exp(totals).sum(1, keepdims=True))
            chances, cost = np.exp(logs), -(logs * wanted * weights).sum()
        else:
            chances = 1 / (1 + np.exp(-totals))
            cost = ((np.logaddexp(0, totals) - wanted * totals) * weights).sum()
        slope = (chances - wanted) * weights
        step = np.concatenate([turned @ slope, dense.T @ slope]) + rows / STRENGTH[table]
        return float(cost) + 0.5 / STRENGTH[table] * float((flat[: size * count] ** 2).sum()), np.concatenate(
            [step.ravel(), slope.sum(0)]
        ).astype(np.float64)

    found = minimize(loss, np.zeros((size + 1) * count), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    learnt = found[: size * count].reshape(size, count)
    rows = np.zeros((m.BUCKETS + dense.shape[1], count))
    rows[: m.BUCKETS][often], rows[m.BUCKETS :] = learnt[:split], learnt[split:] * MEANING
    step = float(f"{abs(rows).max() / 127:.6g}")
    return (
        step,
        [float(f"{value:.4f}") for value in found[size * count :]],
        np.round(rows / step).astype(np.int8).tobytes(),
    )


def trained(data: dict[str, Data], *without: str) -> bytes:
    """Return the file of the tables that were trained without some writers, and without the unseen ones."""
    tables = {name: train(name, each, ~np.isin(each.writers, (*without, *UNSEEN))) for name, each in data.items()}
    return m.packed({"lexicon": shipped().id, "bounds": BOUNDS}, tables)


def report(name: str, rows: list[Example], *, misses: bool) -> tuple[Counter[str], Counter[str]]:
    """Print how whole sentences are read by the tables in use."""
    verdicts, faults, told = Counter(), Counter(), Counter()
    for row in rows:
        found, wrong = verdict(row.row, row.book)
        if row.row.get("plan") or row.row.get("fact"):
            told[found] += 1
        elif not (row.row.get("tricky") or row.row.get("hard")):
            verdicts[found] += 1
            faults.update(wrong)
        if misses and found != "right":
            print(f"  {WAYS[row.way]} {found} {' '.join(wrong)}: {row.row['s']}")
    count = max(verdicts.total(), 1)
    shares = ", ".join(f"{verdicts[each] / count:.1%} {each}" for each in ("right", "unclear", "asked", "wrong"))
    print(
        f"{name:9}{verdicts.total():5} plain: {shares}; plans and facts {told['right']} of {told.total()}; {dict(faults)}",
        flush=True,
    )
    return verdicts + Counter({f"told {each}": n for each, n in told.items()}), faults


def use(tables: bytes, place: Path) -> None:
    """Let the reader use these tables."""
    place.write_bytes(tables)
    m.TABLE = place
    m.model.cache_clear()
    m._class.cache_clear()  # noqa: SLF001


def main() -> None:
    """Measure, and with ``--write`` write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", action="store_true", help="print the sentences that were not read rightly")
    parser.add_argument("--only", nargs="*", help="leave out only these writers")
    given = parser.parse_args()
    rows = examples()
    data, shipped_tables = data_of(rows), m.TABLE
    writers = [name for name in dict.fromkeys(row.writer for row in rows) if name and name not in UNSEEN]
    print(f"{len(rows)} sentences; the plain ones of each writer, read by tables trained without that writer:")
    trial = Path("/tmp") / "trial.bin"
    verdicts, faults = Counter(), Counter()
    for writer in writers if given.only is None else given.only:
        use(trained(data, writer), trial)
        more = report(writer, [row for row in rows if row.writer == writer], misses=given.misses)
        verdicts, faults = verdicts + more[0], faults + more[1]
    print(dict(verdicts), dict(faults))
    tables = trained(data)
    use(tables, trial)
    for name in UNSEEN:
        report(name, [row for row in rows if row.writer == name], misses=given.misses)
    if given.write:
        shipped_tables.write_bytes(tables)
        print(f"wrote {shipped_tables.relative_to(ROOT)}, {shipped_tables.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
