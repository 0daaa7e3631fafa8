"""Train the table by which the log reader decides who helped whom: `src/asknet/data/directions.bin`.

    pip install scikit-learn
    python tools/train_directions.py            print the score on writers left out
    python tools/train_directions.py --write    train on all of them and write the table

Multinomial logistic regression over the features and meanings of `asknet.logbook.sentence.direction`. Each sentence
counts once as it is and half with the persons exchanged: what they did for me is then what I did for them. The sentences
are those of tests/logbook/fresh, a writer a line of WRITERS, and those of tests/logbook/training and directions.txt,
which are never scored. The table belongs to one lexicon and one deeds.json: train it again whenever either is rebuilt
(train_deeds.py first).
"""

import argparse
import json
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from asknet.lexicon import shipped  # noqa: E402
from asknet.logbook.sentence.clauses import Clause  # noqa: E402
from asknet.logbook.sentence.direction import BUCKETS, NOT_HAPPENED, SIZE, TABLE, WAYS, features, meanings  # noqa: E402
from asknet.logbook.sentence.read import read_clauses  # noqa: E402
from asknet.model import Direction, Kind  # noqa: E402
from logbook.figures import Book, fresh, people_of, training  # noqa: E402

WRITERS = {
    "one": ("first", "second", "third"),
    "two": ("fourth", "fifth", "sixth"),
    "three": ("seventh",),
    "four": ("eighth",),
    "five": ("ninth",),
}
FORMER = ("sentences", "strangers", "styles", "afterwards")
STRENGTH, MEANING, EXCHANGED, LEAST, SURE = 0.1, 2.0, 0.5, 3, 0.65
"""Inverse of the penalty, weight of the meanings and of exchanged sentences, times a feature must occur, least chance."""
TODAY = date(2026, 11, 20)
OTHERS = ("plan", "fact")
"""The classes after those of WAYS."""
NAMES = (*(way.value for way in WAYS), *OTHERS)


class Example(NamedTuple):
    """A sentence: who wrote it, whether people would agree on it, its direction and its clauses."""

    writer: str
    plain: bool
    way: int
    clauses: list[Clause]
    text: str


def examples() -> list[Example]:
    """Return all sentences that describe a conversation, or a fact (which is no help)."""
    found = []
    for writer, tables in WRITERS.items():
        for table in tables:
            book = people_of(table)
            for row in fresh(table):
                if not row.get("ambiguous"):
                    today = date.fromisoformat(row["today"])
                    plain = not (row.get("tricky") or row.get("hard"))
                    way = next((each for each in ("plan", "fact") if row.get(each)), row.get("direction"))
                    found.append(_example(writer, way, row["s"], (book, today), plain=plain))
    for table in FORMER:
        book, sentences = training(table)
        found += [
            _example("", row.get("direction"), row["say"], (book, TODAY), plain=True)
            for row in sentences
            if row.keys() & {"with", "new"}
            and not row.keys() & {"refused", "error"}
            and row.get("direction") != "mutual"
        ]  # these called mutual what is done together
    book = people_of("fourth")
    for line in (ROOT / "tools" / "directions.txt").read_text(encoding="utf-8").splitlines():
        way, _, text = line.partition(": ")
        if not line.startswith("#"):
            found.append(_example("", None if way == "none" else way, text, (book, TODAY), plain=True))
    return found


def _example(writer: str, way: str | None, text: str, told: tuple[Book, date], *, plain: bool) -> Example:
    number = len(WAYS) + OTHERS.index(way) if way in OTHERS else WAYS.index(Direction(way or "none"))
    return Example(writer, plain, number, read_clauses(text, *told), text)


def matrix(rows: list[Example], *, exchanged: bool) -> csr_matrix:
    """Return the features of each sentence by bucket, and its meanings."""
    lexicon = shipped()
    ends, buckets, dense = [0], [], []
    for row in rows:
        buckets += {crc32(feature.encode()) % BUCKETS for feature in features(row.clauses, exchanged=exchanged)}
        ends.append(len(buckets))
        dense.append(meanings(row.clauses, lexicon, exchanged=exchanged))
    shown = csr_matrix((np.ones(len(buckets)), buckets, ends), shape=(len(rows), BUCKETS))
    return hstack([shown, csr_matrix(np.array(dense) * MEANING)]).tocsr()


def train(x: csr_matrix, turned: csr_matrix, rows: list[Example], chosen: "np.ndarray") -> LogisticRegression:
    """Return the regression over the chosen sentences, as they are and exchanged."""
    groups = [
        any(t.mention and t.mention.contact.kind is not Kind.PERSON for c in r.clauses for t in c.tokens) for r in rows
    ]
    also = chosen & ~np.array(groups)  # a group does not say I
    y = np.array([row.way for row in rows])
    other = np.array([*(WAYS.index(_EXCHANGED.get(way, way)) for way in WAYS), *range(len(WAYS), SIZE)])[y]
    data = vstack([x[chosen], turned[also]]).tocsr()
    often = np.asarray((data[:, :BUCKETS] != 0).sum(0)).ravel()
    data = data.multiply(np.concatenate([often >= LEAST, np.ones(data.shape[1] - BUCKETS)])[None, :]).tocsr()
    weights = np.concatenate([np.ones(chosen.sum()), np.full(also.sum(), EXCHANGED)])
    return LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3).fit(
        data, np.concatenate([y[chosen], other[also]]), sample_weight=weights
    )


_EXCHANGED = {Direction.RECEIVED: Direction.GIVEN, Direction.GIVEN: Direction.RECEIVED}


def report(name: str, rows: list[Example], chance: "np.ndarray") -> None:
    """Print how often the likeliest way is right, what is unclear and silently wrong, and which plans and facts are seen."""
    y, told = np.array([row.way for row in rows]), chance[:, len(WAYS) :].sum(1) > NOT_HAPPENED
    happened = y < len(WAYS)
    ways = chance[happened, : len(WAYS)]
    ways = ways / ways.sum(1, keepdims=True)
    sure, wrong, helped = ways.max(1) >= SURE, ways.argmax(1) != y[happened], y[happened] > 0
    print(
        f"{name:6}{happened.sum():6}{1 - wrong.mean():9.1%} right,{(~sure).mean():7.1%} unclear"
        f" ({(~sure & helped).mean():.1%} with help),{(wrong & sure).mean():7.1%} wrong;"
        f" {(told & ~happened).sum()} of {(~happened).sum()} plans and facts seen, {(told & happened).sum()} made up"
    )


def main() -> None:
    """Measure, and with ``--write`` write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", action="store_true", help="print the plain sentences that were read wrongly")
    given = parser.parse_args()
    rows = examples()
    x, turned = matrix(rows, exchanged=False), matrix(rows, exchanged=True)
    writers, plain = np.array([row.writer for row in rows]), np.array([row.plain for row in rows])
    print(f"{len(rows)} sentences; plain ones of each writer, read by a model trained without that writer:")
    chance = np.zeros((len(rows), SIZE))
    for writer in WRITERS:
        chance[writers == writer] = train(x, turned, rows, writers != writer).predict_proba(x[writers == writer])
        tried = (writers == writer) & plain
        report(writer, [row for row, use in zip(rows, tried, strict=True) if use], chance[tried])
    tried = plain & (writers != "")
    report("all", [row for row, use in zip(rows, tried, strict=True) if use], chance[tried])
    true = chance.argmax(1) == np.array([row.way for row in rows])  # of all six classes
    for low, high in pairwise((0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)):
        band = tried & (chance.max(1) >= low) & (chance.max(1) < high)
        said = f"{true[band].mean():.0%} right, said {chance.max(1)[band].mean():.0%}"
        print(f"  likeliest from {low}: {band.sum():4} sentences, {said}")

    if given.misses:
        for row, likely, use in zip(rows, chance, tried, strict=True):
            if use and likely.argmax() != row.way:
                print(f"{row.writer} {NAMES[row.way]} not {NAMES[likely.argmax()]} {likely.max():.2f}: {row.text}")
    if given.write:
        model = train(x, turned, rows, np.ones(len(rows), bool))
        values = model.coef_.copy()
        values[:, BUCKETS:] *= MEANING
        step = abs(values).max() / 127
        head = {
            "lexicon": shipped().id,
            "step": float(f"{step:.6g}"),
            "sure": SURE,
            "constants": [float(f"{value:.4f}") for value in model.intercept_],
        }
        TABLE.write_bytes(json.dumps(head).encode() + b"\n" + np.round(values.T / step).astype(np.int8).tobytes())
        print(f"wrote {TABLE.relative_to(ROOT)}, {TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
