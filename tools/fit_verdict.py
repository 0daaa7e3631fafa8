"""Fit the probability of an answer, and print how often each verdict was right.

    python tools/fit_verdict.py measure FOLDER ... --out signals.jsonl     # some minutes
    python tools/fit_verdict.py fit signals.jsonl                          # prints the numbers of asknet.ask.match.verdict
    python tools/fit_verdict.py table signals.jsonl                        # prints the tables of docs/VERDICTS.md

A FOLDER holds one set of people, problems and who can help with them, in one of two forms: `contacts.csv`, `log.jsonl`,
`problems.jsonl`, `nobody.jsonl`, or `people.jsonl`, `queries.jsonl`, `qrels.tsv`. Of each set networks of SIZES contacts are
drawn, and the whole set is one; a problem whose helpers were not drawn is one that nobody there can help with, near by.

An answer is right when somebody with gain 2 or 3 (any gain, where nobody has more) is among the first three. Problems that
nobody can help with are never right; they weigh as one to four answerable ones, half of them near. The numbers come from a
logistic regression (Newton's method, ridge RIDGE on standardised signals); a second one estimates whether anybody can
help at all. A signal that would count against an answer is left out. Where no lexicon can be used, both are made of the
signals of words alone, from the problems of which a word fits somebody, ranked by words. The tables come from
regressions that never saw the set they judge.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import csv
import dataclasses
import io
import json
import math
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from asknet import Network
from asknet.ask.ask import current_lexicon, fits_of, read_problem
from asknet.ask.match.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from asknet.ask.match.answer import Fits

SIZES = (8, 20, 60, 130, 500, 2000)
TIMES = {8: 6}
"""Sizes that are drawn more often than once."""
PROBLEMS = 150
"""Problems of a network at most; of those that were not drawn into a small one, a quarter as many."""
RIDGE = 1.0
EVERYDAY, EVERYDAY_THERE = 15.0, 4.5
"""What an everyday set weighs beside one of the others, whose lists of who can help are thin, so that a right answer often
counts as wrong there; and the same for whether anybody can help. With 3, 4.5, 9 and 15 for the second lay has .213, .216, .233
and .249 of its answerable refused and .31, .31, .31 and .29 of its far answered; four everyday sets .075 and .23, .19, .19,
.19."""
WANTED, WELL = 3, 2

Floats = npt.NDArray[np.float64]


@dataclasses.dataclass
class Problem:
    """A problem: its text, and the gain of each person who can help; nobody for ``near`` and ``far``."""

    text: str
    kind: str
    gold: dict[str, int]


@dataclasses.dataclass
class Collection:
    """A set: the rows of its contacts as a CSV has them, by name, and its problems."""

    name: str
    contacts: dict[str, dict[str, str]]
    problems: list[Problem]


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def read_everyday(folder: Path) -> Collection:
    """A set of the first form. What happened is a note of everybody who took part."""
    with (folder / "contacts.csv").open(encoding="utf-8") as file:
        rows = [{key.lower(): value or "" for key, value in row.items() if key} for row in csv.DictReader(file)]
    contacts = {row["name"]: row for row in rows}
    for entry in map(_Any, read_lines(folder / "log.jsonl")):
        for name in entry["with"]:
            row = contacts[name]
            row["notes"] = " | ".join(filter(None, [row.get("notes", ""), entry["text"]]))
    problems = [Problem(p["text"], "answerable", p["gold"]) for p in map(_Any, read_lines(folder / "problems.jsonl"))]
    problems += [Problem(p["text"], p["kind"], {}) for p in map(_Any, read_lines(folder / "nobody.jsonl"))]
    return Collection(folder.name, contacts, problems)


class _Any(dict):  # type: ignore[type-arg]
    """A record of a file, with any fields."""


def read_people(folder: Path) -> Collection:
    """A set of the second form."""
    people = {p["id"]: p for p in map(_Any, read_lines(folder / "people.jsonl"))}
    contacts = {
        p["name"]: {
            "name": p["name"],
            "skills": ";".join(s.replace(";", ",") for s in p["skills"]),
            "notes": " | ".join(p["notes"]),
            "title": p["title"],
        }
        for p in people.values()
    }
    gold: dict[str, dict[str, int]] = collections.defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, person, gain = line.split("\t")
        gold[query][people[person]["name"]] = int(gain)
    problems = [
        Problem(
            q["text"],
            q["kind"].removeprefix("nofit-") if q["kind"].startswith("nofit") else "answerable",
            gold[q["id"]],
        )
        for q in map(_Any, read_lines(folder / "queries.jsonl"))
    ]
    return Collection(folder.name, contacts, problems)


def drawn(whole: Collection, size: int, seed: int) -> Collection:
    """A network of some of a set's contacts, with some of its problems."""
    rng = random.Random(f"{whole.name} {size} {seed}")
    names = sorted(whole.contacts)
    if size < len(names):
        names = sorted(rng.sample(names, size))
    there = set(names)
    problems = []
    for problem in whole.problems:
        gold = {name: gain for name, gain in problem.gold.items() if name in there}
        problems.append(Problem(problem.text, problem.kind if gold or not problem.gold else "near", gold))
    rng.shuffle(problems)
    answerable = [p for p in problems if p.kind == "answerable"][:PROBLEMS]
    others = [p for p in problems if p.kind != "answerable"][: max(len(answerable), PROBLEMS // 4)]
    return Collection(whole.name, {name: whole.contacts[name] for name in names}, answerable + others)


@contextlib.contextmanager
def opened(network: Collection) -> Iterator[tuple[dict[int, str], Callable[[str], Fits]]]:
    """A network of these contacts: their names by number, and how well they fit a problem."""
    table = io.StringIO()
    fields = list(dict.fromkeys(key for row in network.contacts.values() for key in row))
    writer = csv.DictWriter(table, fields)
    writer.writeheader()
    writer.writerows(network.contacts.values())
    with tempfile.TemporaryDirectory() as folder, Network(Path(folder) / "network.db") as net:
        net.import_file(table.getvalue().encode(), "contacts.csv")
        store = net._store  # noqa: SLF001
        lexicon, _ = current_lexicon(store)
        with store.reading():
            names = dict(store.connection().execute("SELECT id, name FROM contacts").fetchall())
            yield names, lambda text: fits_of(store, read_problem(text), lexicon)


def measured(network: Collection) -> Iterator[dict[str, object]]:
    """The signals of every problem of a network, and whether the answer was right."""
    with opened(network) as (names, fits_to):
        for problem in network.problems:
            fits = fits_to(problem.text)
            well = {n for n, gain in problem.gold.items() if gain >= WELL} or set(problem.gold)
            yield {
                "set": network.name,
                "size": len(network.contacts),
                "kind": problem.kind,
                "right": bool(well & first_of(fits.fits, names)),
                "right_by_words": bool(well & first_of(fits.by_words, names)),
                "signals": {name: round(value, 5) for name, value in fits.signals.items()},
            }


def first_of(fits: Mapping[int, float], names: Mapping[int, str]) -> set[str]:
    """Return the names of the first three."""
    return {names[contact] for contact in sorted(fits, key=lambda contact: (-fits[contact], contact))[:WANTED]}


def measure(folders: Sequence[Path], out: Path) -> None:
    """Write the signals of every network drawn from the sets, a line a problem."""
    with out.open("w", encoding="utf-8") as file:
        for folder in folders:
            whole = read_everyday(folder) if (folder / "contacts.csv").exists() else read_people(folder)
            sizes = [size for size in SIZES if size < len(whole.contacts)] + [len(whole.contacts)]
            for size in sizes:
                for seed in range(TIMES.get(size, 1)):
                    for record in measured(drawn(whole, size, seed)):
                        file.write(json.dumps(record) + "\n")
                file.flush()
                print(whole.name, size, flush=True)


@dataclasses.dataclass
class Measured:
    """What was measured: signals (problems x signals), and by problem what it is, whether it was right, and its weight."""

    names: list[str]
    signals: Floats
    right: Floats
    weight: Floats
    even: Floats
    answerable: Floats
    kind: npt.NDArray[np.str_]
    group: npt.NDArray[np.str_]
    size: npt.NDArray[np.int64]


GROUPS = {"onet": "onet", "lay": "stack", "tags": "stack", "qa": "stack", "acl-1k": "acl"}
"""Sets that share their source are left out together; each of the others is left out alone."""


def read_measured(path: Path, names: Sequence[str] | None = None) -> Measured:
    """Read what `measure` wrote: some signals, or all but that of words alone, which the fit of the first holds.

    Every set weighs the same, but for EVERYDAY, and a whole one as much as all networks drawn from it; no-fits as one to four
    answerable problems, half of them near.
    """
    records = list(map(_Any, read_lines(path)))
    right = "right"
    if names:  # words alone answer where a word fits somebody, and rank by them
        records, right = [r for r in records if r["signals"]["words"] > 0], "right_by_words"
    names = list(names or [name for name in records[0]["signals"] if name != "words"])
    kind = np.array([r["kind"] for r in records])
    size = np.array([r["size"] for r in records])
    sets = np.array([r["set"] for r in records])
    weight = np.zeros(len(records))
    for name in set(sets):
        mine = sets == name
        for one in set(size[mine]):
            there = mine & (size == one)
            answerable = there & (kind == "answerable")
            weight[answerable] = 1 / max(1, answerable.sum())
            others = [k for k in ("near", "far") if (there & (kind == k)).any()]
            for k in others:
                weight[there & (kind == k)] = 1 / 4 / len(others) / (there & (kind == k)).sum()
            weight[there] /= 2 if one == max(size[mine]) else 2 * (len(set(size[mine])) - 1)
    everyday = ~np.isin(sets, list(GROUPS))
    even = weight * np.where(everyday, EVERYDAY_THERE, 1.0)
    weight[everyday] *= EVERYDAY
    return Measured(
        list(names),
        np.array([[r["signals"][n] for n in names] for r in records]),
        np.array([r[right] for r in records], float),
        weight / weight.sum() * len(records),
        even / even.sum() * len(records),
        (kind == "answerable").astype(float),
        kind,
        np.array([GROUPS.get(r["set"], r["set"]) for r in records]),
        size,
    )


def logistic(x: Floats, y: Floats, weight: Floats) -> tuple[Floats, float]:
    """Weights of the signals, and the bias."""
    mean, spread = np.average(x, 0, weight), x.std(0) + 1e-9
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    b = np.zeros(z.shape[1])
    ridge = np.diag([RIDGE] * (z.shape[1] - 1) + [0.0])
    for _ in range(40):
        p = 1 / (1 + np.exp(-z @ b))
        b += np.linalg.solve((z * (weight * p * (1 - p))[:, None]).T @ z + ridge, z.T @ (weight * (y - p)) - ridge @ b)
    weights = b[:-1] / spread
    return weights, float(b[-1] - weights @ mean)


FREE = ("contacts", "pieces")
"""Signals that may count against; of the others none does: more of any of them never makes an answer less sure."""


def regression(x: Floats, names: Sequence[str], y: Floats, weight: Floats) -> tuple[Floats, float]:
    """Weights of the signals and the bias; a signal that would count against is left out, the worst first."""
    kept = list(range(len(names)))
    while True:
        some, bias = logistic(x[:, kept], y, weight)
        against = [(w * s, k) for k, w, s in zip(kept, some, x[:, kept].std(0), strict=True) if w < 0]
        against = [each for each in against if names[each[1]] not in FREE]
        if not against:
            break
        kept.remove(min(against)[1])
    weights = np.zeros(len(names))
    weights[kept] = some
    return weights, bias


def sure_of(x: Floats, weights: Floats, bias: float) -> Floats:
    """The probability of each row."""
    p: Floats = 1 / (1 + np.exp(-(x @ weights + bias)))
    return p


def fit(path: Path) -> None:
    """Print the numbers that ship."""
    for names, suffix in ((None, ""), (WORDS, "_BY_WORDS")):
        every = read_measured(path, names)
        for what, y, weight in (("RIGHT", every.right, every.weight), ("ANSWERABLE", every.answerable, every.even)):
            data = without(every, RIGHT_ALONE) if what == "ANSWERABLE" and not names else every
            weights, bias = regression(data.signals, data.names, y, weight)
            numbers = "".join(
                f'    "{n}": {value:.3f},\n' for n, value in zip(data.names, weights, strict=True) if value
            )
            print(f"{what}{suffix}: Numbers = {bias:.3f}, {{\n{numbers}}}")


WORDS = ("words", "covered", "contacts")
"""Signals that need no lexicon."""
RIGHT_ALONE = ("contacts", "moved")
"""Signals for whether the first three are right, but not for whether anybody can help: with the number of contacts lay
has .25 of its answerable problems refused for .16, everyday the same; with the cosine .181 for .177."""


def without(data: Measured, names: Sequence[str]) -> Measured:
    """Return the same data without some signals."""
    kept = [at for at, name in enumerate(data.names) if name not in names]
    return dataclasses.replace(data, names=[data.names[at] for at in kept], signals=data.signals[:, kept])


def left_out(data: Measured, y: Floats, weight: Floats) -> Floats:
    """The probabilities by regressions that never saw the set."""
    p = np.zeros(len(y))
    for group in sorted(set(data.group)):
        rest = data.group != group
        numbers = regression(data.signals[rest], data.names, y[rest], weight[rest])
        p[~rest] = sure_of(data.signals[~rest], *numbers)
    return p


def verdicts(sure: Floats, anybody: Floats) -> npt.NDArray[np.str_]:
    """The verdict on each answer."""
    return np.array([verdict(p, q) for p, q in zip(sure, anybody, strict=True)])


def table(path: Path) -> None:
    """Print how often each verdict was right and how often it was given: everyday sets, the others, and by size."""
    data = read_measured(path)
    sure = left_out(data, data.right, data.weight)
    anybody = left_out(without(data, RIGHT_ALONE), data.answerable, data.even)
    said = verdicts(sure, anybody)
    everyday = ~np.isin(data.group, list(GROUPS.values()))
    bands: Mapping[str, npt.NDArray[np.bool_]] = {
        **{f"everyday, {size}": everyday & (data.size == size) for size in SIZES[:3]},
        "everyday, whole": everyday & ~np.isin(data.size, SIZES),
        **{f"others, {size}": ~everyday & (data.size == size) for size in SIZES},
        **{f"{g}, whole": (data.group == g) & ~np.isin(data.size, SIZES) for g in sorted(set(GROUPS.values()))},
    }
    print("| networks | verdict | right | given to answerable | near | far | problems |\n|---|---|---|---|---|---|---|")
    for name, rows in bands.items():
        for one in ("strong", "possible", "weak", "none"):
            there = rows & (said == one)
            right = (data.weight * data.right)[there].sum() / max(1e-9, data.weight[there].sum())
            shares = [_share(data, there, rows & (data.kind == kind)) for kind in ("answerable", "near", "far")]
            print(f"| {name} | {one} | {right:.2f} | {' | '.join(f'{x:.2f}' for x in shares)} | {there.sum()} |")
    print("\n| networks | AUC near | AUC far |\n|---|---|---|")
    for name, rows in bands.items():
        aucs = [_auc(sure[rows & (data.kind == "answerable")], sure[rows & (data.kind == k)]) for k in ("near", "far")]
        print(f"| {name} | {aucs[0]:.3f} | {aucs[1]:.3f} |")


def _share(data: Measured, said: npt.NDArray[np.bool_], of: npt.NDArray[np.bool_]) -> float:
    total = data.weight[of].sum()
    return float(data.weight[said & of].sum() / total) if total else math.nan


def _auc(high: Floats, low: Floats) -> float:
    if not len(high) or not len(low):
        return math.nan
    return float(np.mean([(high > x).mean() + (high == x).mean() / 2 for x in low]))


def main() -> None:
    """Run one stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=["measure", "fit", "table"])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("signals.jsonl"))
    a = parser.parse_args()
    if a.stage == "measure":
        measure(a.paths, a.out)
    elif a.stage == "fit":
        fit(a.paths[0])
    else:
        table(a.paths[0])


if __name__ == "__main__":
    main()
