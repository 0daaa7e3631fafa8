"""The table of column names: the file that ships is built from its sources, and each source names its origin."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
spec = importlib.util.spec_from_file_location("build_headers", ROOT / "tools" / "build_headers.py")
build_headers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(build_headers)


def test_the_table_that_ships_is_what_the_program_makes():
    shipped = (ROOT / "src" / "asknet" / "data" / "headers.tsv").read_text("utf8")
    assert build_headers.joined(build_headers.FILES) == (shipped, [])


def test_every_file_of_names_is_a_source():
    assert sorted(build_headers.FILES) == sorted((ROOT / "tools" / "headers").glob("*.tsv"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("# a\n# licence: MIT\nen\tname\twho\n", "names no source"),
        ("# a\n# source: me\nen\tname\twho\n", "names no licence"),
        ("# a\n# source: me\n# licence: MIT\nen\tname\twho\nen\temail\tWho?\n", "'Who?' is email, and name in"),
        ("# a\n# source: me\n# licence: MIT\nen\tshoes\twho\n", "en shoes is not known"),
    ],
)
def test_a_fault_in_a_source_is_found(tmp_path, text, fault):
    file = tmp_path / "a.tsv"
    file.write_text(text, encoding="utf8")
    assert any(fault in said for said in build_headers.joined([file])[1])
