"""Train the table by which the log reader distinguishes help from talk: `src/asknet/data/deeds.json`.

    pip install numpy
    python tools/train_deeds.py            print the score on words left out, five folds by verb
    python tools/train_deeds.py --write    train on all of them and write the table

Multinomial logistic regression over the vectors of the lexicon that ships, each of length 1; the words are those of
deeds.txt, verbs in three forms (`mend`, `mended`, `mending`). The table belongs to one lexicon: train it again whenever
that is rebuilt.
"""

import argparse
import json
import random
import re
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "src"))

from asknet.lexicon import shipped  # noqa: E402
from asknet.logbook.sentence.deeds import CLASSES, TABLE  # noqa: E402

IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "give:gave get:got lend:lent teach:taught show:showed drive:drove write:wrote read:read see:saw meet:met "
        "speak:spoke tell:told say:said think:thought know:knew hear:heard go:went come:came sing:sang swim:swam run:ran "
        "ring:rang eat:ate "
        "drink:drank sit:sat stand:stood sleep:slept "
        "leave:left find:found buy:bought bring:brought take:took pay:paid sell:sold "
        "send:sent build:built lay:laid hang:hung dig:dug feed:fed cut:cut set:set put:put keep:kept lead:led bind:bound "
        "grind:ground weave:wove draw:drew sew:sewed fly:flew ride:rode wake:woke break:broke fall:fell grow:grew lose:lost "
        "win:won begin:began become:became have:had be:was bear:bore feel:felt forget:forgot understand:understood catch:caught"
    ).split()
)
PENALTY, BIAS, STEPS, RATE, COMMON = 4e-4, 0.3, 500, 12.0, 8.0


def words() -> list[tuple[str, int]]:
    """Return each word of the data with the number of its class."""
    found = []
    for line in Path(__file__).with_name("deeds.txt").read_text(encoding="utf-8").splitlines():
        name, _, listed = line.partition(":")
        if not line.startswith("#"):
            found += [(word.strip(), CLASSES.index(name)) for word in listed.split(";") if word.strip()]
    return found


def forms(word: str) -> list[str]:
    """Return a verb in its forms; anything else as it is."""
    if " " in word or word.endswith("ed") or not word.isalpha() or word in IRREGULAR.values():
        return [word]
    double = re.search(r"^[^aeiou]*[aeiou][bdgklmnprt]$", word)
    stem = word[:-1] if word.endswith("e") else word + word[-1] if double else word
    past = IRREGULAR.get(word) or (word[:-1] + "ied" if re.search("[^aeiou]y$", word) else stem + "ed")
    return [past, word, stem + "ing"]


def vector(word: str) -> "np.ndarray":
    """Return the vector of a word, of length 1, and a constant."""
    values = np.array(shipped().vector([word]).values, dtype=float)
    length = np.linalg.norm(values)
    return np.append(values / length if length else values, BIAS)


def train(rows: list[tuple[str, int]], verbs: set[str]) -> "np.ndarray":
    """Return the weights, one column a class."""
    bare = [(word.rstrip("*"), kind, COMMON if word.endswith("*") else 1.0) for word, kind in rows]
    examples = [
        (form, kind, count) for word, kind, count in bare for form in (forms(word) if word in verbs else [word])
    ]
    x = np.array([vector(form) for form, _, _ in examples])
    y = np.eye(len(CLASSES))[[kind for _, kind, _ in examples]]
    often = np.array([[count] for _, _, count in examples])
    weights = np.zeros((x.shape[1], len(CLASSES)))
    for _ in range(STEPS):
        chance = np.exp(x @ weights)
        chance /= chance.sum(1, keepdims=True)
        weights -= RATE * (x.T @ ((chance - y) * often) / often.sum() + PENALTY * weights)
    return weights


def main() -> None:
    """Measure, and with ``--write`` write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    writing = parser.parse_args().write
    rows = words()
    verbs = {word.rstrip("*") for word, kind in rows if CLASSES[kind] != "praise" and " " not in word}
    random.Random(15).shuffle(rows)
    table = np.zeros((len(CLASSES), len(CLASSES)), int)
    sure = right = 0
    for fold in range(5):
        weights = train([row for n, row in enumerate(rows) if n % 5 != fold], verbs)
        for starred, kind in rows[fold::5]:
            word = starred.rstrip("*")
            chance = np.exp(vector(forms(word)[0] if word in verbs else word) @ weights)
            chance /= chance.sum()
            table[kind, chance.argmax()] += 1
            if chance.max() > 0.6:  # noqa: PLR2004
                sure += 1
                right += chance.argmax() == kind
    print(f"{len(rows)} words, left out in turn: {table.trace() / table.sum():.0%} right")
    print(f"of the {sure / len(rows):.0%} whose likeliest class is above 0.6, {right / sure:.0%} right")
    for name, row in zip(CLASSES, table, strict=True):
        print(f"  {name:8}", *(f"{count:5}" for count in row))
    if writing:
        weights = train(rows, verbs)
        scale = 127 / abs(weights).max()
        columns = [[round(float(value) * scale) for value in column] for column in weights.T]
        lines = ",\n".join(
            f'  "{name}": {json.dumps(column, separators=(",", ":"))}'
            for name, column in zip(CLASSES, columns, strict=True)
        )
        TABLE.write_text(
            f'{{"lexicon": "{shipped().id}", "scale": {scale:.4f}, "bias": {BIAS},\n{lines}}}\n', encoding="utf-8"
        )
        print(f"wrote {TABLE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
