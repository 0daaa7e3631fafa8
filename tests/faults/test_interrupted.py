"""Killed, or stopped by a failing disk, at some writes: a change is there completely or not at all.

The long sweep over every write is `sweep.py` beside this file.
"""

import pytest
from interrupting import KILL, STRACE, SWEPT, Sweep, make_base

pytestmark = pytest.mark.skipif(not STRACE, reason="strace stops the program")

SHORT = [
    ("import", "pwrite64", KILL, 0.6), ("import", "pwrite64", "error=ENOSPC", 0.2), ("import", "fdatasync", KILL, 1.0),
    ("migrate", "pwrite64", KILL, 0.7), ("migrate", "linkat", "error=EIO", 1.0), ("migrate", "fdatasync", KILL, 0.5),
    ("migrate", "pwrite64", "error=EIO", 0.3),
    ("merge", "pwrite64", KILL, 0.5), ("restore", "pwrite64", KILL, 0.8), ("restore", "pwrite64", "error=EIO", 0.3),
    ("forget", "pwrite64", KILL, 0.3), ("forget", "rename", KILL, 1.0), ("forget", "pwrite64", "error=ENOSPC", 0.2),
    ("forget", "ftruncate", KILL, 1.0),
]  # fmt: skip
"""Verb, system call, fault, and how far into the run: where something was found once, and what matters most."""


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("interrupted") / "base"
    folder.mkdir()
    make_base(folder)
    return folder


@pytest.fixture(scope="session")
def sweeps():
    """The sweeps that were begun, by verb."""
    return {}


@pytest.mark.parametrize(("name", "call", "fault", "part"), SHORT)
def test_stopped_at_a_write_a_verb_is_done_wholly_or_not_at_all(
    base, sweeps, tmp_path_factory, name, call, fault, part
):
    if name not in sweeps:
        sweeps[name] = Sweep(name, base, tmp_path_factory.mktemp("swept") / name)
    sweep = sweeps[name]
    assert sweep.at(call, fault, str(max(1, round(sweep.calls[call] * part)))) == ""


def test_a_disk_that_is_full_from_the_middle_of_a_forgetting_on_is_told_in_one_sentence(base, tmp_path):
    sweep = Sweep("forget", base, tmp_path / "forget")
    assert sweep.at("pwrite64", "error=ENOSPC", f"{round(sweep.calls['pwrite64'] * 0.9)}+") == ""


def test_every_verb_that_is_swept_is_there():
    assert {"import", "log", "migrate", "undo", "forget"} <= set(SWEPT)
