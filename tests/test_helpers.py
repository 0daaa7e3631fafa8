"""The thesaurus of who helps with what: its checker, and the file that is made of it."""

import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from asknet.lexicon import SHIPPED, meaning_of, shipped

TOOLS = Path(__file__).resolve().parent.parent / "tools"
FILES = sorted((TOOLS / "helpers").glob("*.jsonl"))
KINDS = [json.loads(line) for file in FILES for line in file.read_text("utf8").splitlines()]
KINDS.sort(key=lambda kind: (kind["helper"].casefold(), kind["helper"]))


def check(*files):
    return subprocess.run(
        [sys.executable, TOOLS / "check_helpers.py", *files], capture_output=True, text=True, check=False
    )


def test_the_checker_finds_nothing_in_the_files_that_are_kept():
    done = check()
    assert (done.returncode, done.stdout) == (0, f"{len(FILES)} files, no faults\n")


def with_change(**fields):
    kind = KINDS[0] | fields
    return json.dumps({name: value for name, value in kind.items() if value is not None})


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{'helper': 1}", "no JSON"),
        ("[]", "the fields are not helper, also, asks, near"),
        (with_change(near=None), "the fields are not"),
        (with_change(note="x"), "the fields are not"),
        (with_change(helper="…"), "helper: '…' has no words"),
        (with_change(also=KINDS[0]["also"][:3]), "also: not a list of"),
        (with_change(near="plumber"), "near: not a list of"),
        (with_change(asks=[*KINDS[0]["asks"][:-1], 7]), "asks: 7 has no words"),
        (with_change(asks=[*KINDS[0]["asks"][:-1], "a  b"]), "asks: 'a  b' has spaces"),
        (with_change(asks=[*KINDS[0]["asks"][:-1], "a\x07b"]), "asks: 'a\\x07b' has spaces or signs"),
        (with_change(asks=[*KINDS[0]["asks"][:-1], "word " * 25 + "word"]), "has 26 words"),
        (with_change(asks=[*KINDS[0]["asks"][:-1], "w" * 161]), "161 characters, too many"),
        (with_change(asks=[*KINDS[0]["asks"][:-1], KINDS[0]["asks"][0].upper() + "?"]), "stands there twice"),
        (with_change(also=[*KINDS[0]["also"][:-1], KINDS[0]["helper"]]), "stands there twice"),
    ],
)
def test_the_checker_names_the_line_and_the_fault(tmp_path, line, fault):
    broken = tmp_path / "broken.jsonl"
    broken.write_text(json.dumps(KINDS[1]) + "\n" + line + "\n", "utf8")
    done = check(broken)
    assert done.returncode == 1
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith("broken.jsonl:2: ")
    assert fault in done.stdout


def test_the_checker_finds_a_helper_that_stands_in_two_files(tmp_path):
    copy = tmp_path / "copy.jsonl"
    copy.write_text(with_change(helper=KINDS[0]["helper"].upper()), "utf8")
    done = check(*FILES, copy)
    assert done.returncode == 1
    assert done.stdout.startswith("copy.jsonl:1: helper: ")


def test_the_checker_finds_a_helper_among_the_names_of_another_that_is_not_near(tmp_path):
    one = KINDS[0] | {"near": ["one", "two"]}
    other = KINDS[1] | {"near": ["three", "four"], "also": [*KINDS[1]["also"][:8], one["helper"].upper()]}
    files = [tmp_path / "one.jsonl", tmp_path / "other.jsonl"]
    for file, kind in zip(files, (one, other), strict=True):
        file.write_text(json.dumps(kind), "utf8")
    assert check(*files).stdout.startswith(f"other.jsonl:1: also: '{one['helper'].casefold()}' has a line of its own")
    files[0].write_text(json.dumps(one | {"near": ["two", other["helper"]]}), "utf8")
    assert check(*files).returncode == 0


class Packed:
    """The sections of thesaurus.bin, as `tools/build_lexicon.py` describes them."""

    def __init__(self):
        data = (SHIPPED.parent / "thesaurus.bin").read_bytes()
        self.magic, self.form, self.dimensions, kinds, asks, self.lexicon = struct.unpack_from("<8sHHII16s", data)
        (near,) = struct.unpack_from("<I", data, 64 + 12 * kinds - 4)
        sections = [64, 4 * kinds, 4 * kinds, 4 * kinds, 4 * near, 32 * kinds, 256 * kinds, 32 * asks]
        starts = [sum(sections[: i + 1]) for i in range(len(sections))]
        self.ends = struct.unpack_from(f"<{kinds}I", data, starts[0])
        name_ends = struct.unpack_from(f"<{kinds}I", data, starts[1])
        near_ends = struct.unpack_from(f"<{kinds}I", data, starts[2])
        numbers = struct.unpack_from(f"<{near}I", data, starts[3])
        self.near = [numbers[a:b] for a, b in zip((0, *near_ends), near_ends, strict=False)]
        self.centroids, self.vectors, self.asks, names = (data[start:] for start in starts[4:])
        self.names = [names[a:b].decode() for a, b in zip((0, *name_ends), name_ends, strict=False)]
        self.rest = names[name_ends[-1] :]


@pytest.fixture(scope="module")
def packed():
    return Packed()


def test_the_packed_thesaurus_belongs_to_the_lexicon_that_ships(packed):
    assert (packed.magic, packed.form, packed.dimensions) == (b"ASKNTHES", 2, 256)
    assert packed.lexicon.hex() == shipped().id


def test_the_packed_thesaurus_holds_who_else_could_help(packed):
    names = {kind["helper"] for kind in KINDS}
    for kind, near in zip(KINDS, packed.near, strict=True):
        assert [packed.names[number] for number in near] == [name for name in kind["near"] if name in names]


def test_the_packed_thesaurus_holds_every_kind_and_ask_of_the_files(packed):
    assert packed.names == [kind["helper"] for kind in KINDS]
    ends = [sum(len(kind["asks"]) for kind in KINDS[: i + 1]) for i in range(len(KINDS))]
    assert list(packed.ends) == ends
    assert packed.rest == b""
    for i in range(0, len(KINDS), 50):
        signs = [packed.asks[32 * n : 32 * n + 32] for n in range(([0, *ends])[i], ends[i])]
        assert signs == [meaning_of(ask) or bytes(32) for ask in KINDS[i]["asks"]]


def test_the_vector_of_a_packed_kind_points_to_its_name_and_its_centroid_to_its_asks(packed):
    for i in range(0, len(KINDS), 50):
        vector = shipped().vector([KINDS[i]["helper"]])
        kind = struct.unpack_from("256b", packed.vectors, 256 * i)
        assert max(map(abs, kind)) == 127
        assert vector.cosine(type(vector)(kind)) > 0.5
        centroid = int.from_bytes(packed.centroids[32 * i : 32 * i + 32], "little")
        asks = [int.from_bytes(meaning_of(ask), "little") for ask in KINDS[i]["asks"]]
        assert sum((centroid ^ ask).bit_count() for ask in asks) / len(asks) < 100
