"""Test which kind of helper a lexicon finds for a problem, on many fresh asks.

    python tools/kinds.py FRESH.jsonl [--lexicon src/asknet/data/lexicon.bin]

FRESH.jsonl has asks that were written later than `tools/helpers`, by others, for the same kinds; nothing may be trained on
them. One JSON object a line: `helper`, the name of a kind, and `asks`. Every ask is compared with every kind; right is the
kind itself or one of its `near`. Printed: the share of the asks for which a right kind is the first, among the first three
and ten, and the mean reciprocal rank, with the kinds ranked

    by names    the nearest of a kind's descriptors
    by asks     the mean of the three nearest of a kind's asks
    by both     the sum of these two
    by bits     as by asks, by sign bits alone
    by look-up  as asknet does it, with the thesaurus that ships; only for the lexicon that ships

With some 9,000 asks differences of .005 are noise.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from build_lexicon import Floats, read_kinds, unpack

from asknet import lexicon, thesaurus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NEAREST = 3  # asks of a kind


def embedding(path: Path) -> Callable[[Sequence[str]], Floats]:
    """Return the function from texts to unit vectors (texts x dimensions) of a packed lexicon."""
    vocab, table = unpack(path)
    index = {token: i for i, token in enumerate(vocab)}

    def embed(texts: Sequence[str]) -> Floats:
        numbers = (lexicon.tokens([text], lambda token: index.get(token, -1)) for text in texts)
        vectors: Floats = np.array([table[found].sum(0) for found in numbers], np.float32)
        length: Floats = np.linalg.norm(vectors, axis=1, keepdims=True)
        units: Floats = (vectors / np.maximum(length, 1e-9)).astype(np.float32)
        return units

    return embed


def report(label: str, scores: Floats, right: Sequence[Sequence[int]]) -> None:
    """Print how high the best of the right kinds ranks; `scores` is asks x kinds."""
    best = [s[some].max() for s, some in zip(scores, right, strict=True)]
    ranks = np.array([1 + (s > b).sum() + ((s == b).sum() - 1) / 2 for s, b in zip(scores, best, strict=True)])
    shares = "  ".join(f"R{k} {(ranks <= k).mean():.3f}" for k in (1, 3, 10))
    print(f"by {label:6} {shares}  MRR {(1 / ranks).mean():.3f}")


def looked_up(problems: Sequence[str], kinds: int) -> Floats:
    """The weight that asknet gives each kind, problems x kinds; -1 for a kind that it does not name."""
    scores = np.full((len(problems), kinds), -1.0, np.float32)
    with lexicon.Lexicon.open(lexicon.SHIPPED) as words:
        shipped = thesaurus.shipped(words.id)
        if shipped is None:
            sys.exit("The thesaurus that ships is not of this lexicon. Run: build_lexicon.py thesaurus")
        for row, problem in enumerate(problems):
            vector = words.vector([problem])
            for kind, weight in shipped.look_up(vector).kinds if vector.norm else ():
                scores[row, kind] = weight
    return scores


def main() -> None:
    """Compare every fresh ask with every kind."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("fresh", type=Path)
    ap.add_argument("--lexicon", type=Path, default=lexicon.SHIPPED)
    a = ap.parse_args()
    embed = embedding(a.lexicon)
    kinds = read_kinds()
    place = {kind.helper: i for i, kind in enumerate(kinds)}
    right_of = [[i, *(place[n] for n in kind.near if n in place)] for i, kind in enumerate(kinds)]
    fresh = [json.loads(line) for line in a.fresh.read_text("utf8").splitlines()]
    problems = embed([ask for row in fresh for ask in row["asks"]])
    right = [right_of[place[row["helper"]]] for row in fresh for _ in row["asks"]]

    def by_kind(texts: Sequence[Sequence[str]], nearest: int, *, signs: bool = False) -> Floats:
        vectors = embed(list(itertools.chain.from_iterable(texts)))
        left = np.sign(problems) if signs else problems
        likeness = left @ (np.sign(vectors) if signs else vectors).T
        parts = np.split(likeness, np.cumsum([len(t) for t in texts])[:-1], axis=1)
        return np.stack([np.sort(part, axis=1)[:, -nearest:].mean(1) for part in parts], axis=1)

    asks = [kind.asks for kind in kinds]
    names, asked = by_kind([kind.descriptors for kind in kinds], 1), by_kind(asks, NEAREST)
    report("names", names, right)
    report("asks", asked, right)
    report("both", names + asked, right)
    report("bits", by_kind(asks, NEAREST, signs=True), right)
    if a.lexicon == lexicon.SHIPPED:
        report("look-up", looked_up([ask for row in fresh for ask in row["asks"]], len(kinds)), right)
    print(f"{len(right)} asks, {len(kinds)} kinds")


if __name__ == "__main__":
    main()
