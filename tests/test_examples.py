"""The scripts in examples/ do what their first lines say, in bash and without what they can do without."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SCRIPTS = sorted(EXAMPLES.glob("*.sh"))


@pytest.fixture
def script(environment, home):
    """Run a script of examples/ in the home folder, with this asknet first on the path."""

    def runner(name, *words, env=(), path=None):
        # the tools of the system alone: no fzf that somebody has installed elsewhere
        path = path or f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        return subprocess.run(
            [shutil.which("bash"), EXAMPLES / name, *words], cwd=home, env=environment | {"PATH": path} | dict(env),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

    return runner


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_script_can_be_run_and_says_what_it_is_for(file):
    lines = file.read_text().splitlines()
    assert os.access(file, os.X_OK)
    assert lines[0] in ("#!/usr/bin/env bash", "#!/bin/sh")
    assert lines[1].startswith("# ")
    assert any(line.startswith("set -eu") for line in lines)
    assert subprocess.run(["bash", "-n", file], check=False).returncode == 0


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed")
@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_shellcheck_finds_nothing(file):
    done = subprocess.run(["shellcheck", file], capture_output=True, text=True, check=False)
    assert done.stdout == ""


def test_a_nightly_import_says_nothing_when_all_went_well(script, run):
    for _ in range(2):
        done = script("nightly-import.sh", EXAMPLES / "contacts.csv")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(run("list").rows) == 60


def test_a_nightly_import_names_what_failed_and_reads_the_rest(script, run, home):
    (home / "bad.csv").write_bytes(b"\x89PNG" + bytes(100))
    (home / "good.csv").write_text("name,met\nNan,2020-01-01\nTheo,someday\n")
    done = script("nightly-import.sh", "bad.csv", "good.csv")
    assert (done.returncode, done.stdout) == (5, "")
    assert "bad.csv is a picture" in done.stderr
    assert "good.csv: line 3: met: 'someday' is not a date" in done.stderr
    assert [row[2] for row in run("list").rows] == ["Nan", "Theo"]


def test_a_nightly_import_leaves_with_4_where_the_database_cannot_be_used(script, home):
    (home / "other.db").write_text("not a database")
    done = script("nightly-import.sh", EXAMPLES / "contacts.csv", env={"ASKNET_DB": "other.db"})
    assert done.returncode == 4
    assert "is not an asknet network" in done.stderr


def test_nightly_copies_are_whole_and_only_the_last_are_kept(script, run, home):
    run("add", "Nan Okafor")
    (home / "backup").mkdir()
    for day in range(10, 15):
        (home / "backup" / f"network-2020-01-{day}.yaml").write_text("old")
    assert script("nightly-export.sh", "backup", "3").returncode == 0
    kept = sorted(path.name for path in (home / "backup").iterdir())
    assert kept[:2] == ["network-2020-01-13.yaml", "network-2020-01-14.yaml"]
    assert (home / "backup" / kept[2]).read_text().startswith("asknet: 2")
    assert len(kept) == 3


def test_a_copy_that_cannot_be_written_costs_no_older_one(script, run, home):
    run("add", "Nan Okafor")
    (home / "backup").mkdir()
    (home / "backup" / "network-2020-01-10.yaml").write_text("old")
    done = script("nightly-export.sh", "backup", "1", env={"ASKNET_DB": "/dev/null/x.db"})
    assert done.returncode == 4
    assert (home / "backup" / "network-2020-01-10.yaml").exists()


def test_a_skill_is_given_to_all_of_a_search(script, run, demo):
    before = [row[2] for row in run("list", "--skill", "crochet").rows]
    assert (
        script("tag-all.sh", "spinning wheels", "--skill", "crochet", env={"DRY_RUN": "1"}).stdout.split("\n")[:-1]
        == before
    )
    assert run("list", "--skill", "spinning wheels").rows == []
    assert script("tag-all.sh", "spinning wheels", "--skill", "crochet").returncode == 0
    assert [row[2] for row in run("list", "--skill", "spinning wheels").rows] == before
    assert demo.exists()


def test_picking_without_fzf_prints_the_list(script, run, home):
    run("add", "Nan Okafor", "crochet:expert")
    (home / "bin").mkdir()
    for tool in ("env", "bash", "cut", "asknet"):
        found = Path(sys.executable).parent / tool if tool == "asknet" else shutil.which(tool)
        (home / "bin" / tool).symlink_to(found)
    done = script("pick.sh", "--kind", "person", path=str(home / "bin"))
    assert (done.returncode, done.stdout) == (0, "1\tNan Okafor\tcrochet:expert\n")


def test_picking_where_nobody_is_at_a_terminal_prints_the_list(script, run):
    run("add", "Nan Okafor", "crochet:expert")
    assert script("pick.sh").stdout == "1\tNan Okafor\tcrochet:expert\n"


def test_mutt_is_answered_by_name_and_then_by_what_people_know(script, run):
    run("add", "Nan Okafor", "crochet", "--email", "nan@example.org")
    by_name = script("mutt-query.sh", "oka")
    assert (by_name.returncode, by_name.stdout.splitlines()[1]) == (0, "nan@example.org\tNan Okafor\tcrochet")
    assert script("mutt-query.sh", "CROCH").stdout == by_name.stdout
    nobody = script("mutt-query.sh", "zebedee")
    assert (nobody.returncode, nobody.stdout) == (3, "asknet: no such address\n")


@pytest.mark.parametrize("name", ["nightly-export.sh", "tag-all.sh"])
def test_a_script_that_needs_words_says_which(script, name):
    done = script(name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"usage: {name} ")
    assert done.stderr.count("\n") == 1
