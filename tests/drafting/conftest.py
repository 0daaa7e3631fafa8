"""A network with an answer to write about, and programs that replace the system's opener and clipboard."""

import os
import stat
import sys
from pathlib import Path

import pytest


@pytest.fixture
def asked(run, once):
    def build():
        run("add", "Nan Okafor", "crochet:expert", "--email", "nan@example.org")
        run("add", "Sam Lee", "crochet", "--phone", "0491 570 006")
        run("add", "Carla Reyes", "bookbinding", "--via", "Sam Lee")
        run("ask", "crochet pattern")

    once("drafting", build)
    return run


@pytest.fixture
def program(tmp_path, environment):
    """Put a program of a name in front of all others; it appends what it is given to the file that is returned."""
    folder = tmp_path / "bin"
    folder.mkdir(exist_ok=True)
    environment["PATH"] = f"{folder}:/usr/bin:/bin"

    def make(name, *, status=0, sleep=0):
        said = tmp_path / f"{name}.said"
        path = folder / name
        path.write_text(
            f"#!{sys.executable} -S\nimport sys, time\n"
            f"open({str(said)!r}, 'a').write(' '.join(sys.argv[1:]) + '|' + sys.stdin.read() + '\\n')\n"
            f"time.sleep({sleep})\nsys.exit({status})\n"
        )
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return said

    return make


@pytest.fixture
def nothing_installed(tmp_path, environment):
    """Leave no program on the path but the interpreter."""
    folder = tmp_path / "none"
    folder.mkdir()
    environment["PATH"] = str(folder)
    assert Path(sys.executable).is_absolute()
    return os.devnull
