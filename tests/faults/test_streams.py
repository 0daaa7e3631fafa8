"""Pipes that close, disks that fill, keys that interrupt."""

import signal
import subprocess
import sys
import time

import pytest
from interrupting import STRACE


@pytest.fixture
def many(run, once):
    """A network whose list does not fit into a pipe."""
    rows = "".join(f"Person {n},skill number {n},{'x' * 60}\n" for n in range(1500))
    once("many", lambda: run("import", "-", input=f"name,skills,title\n{rows}"))


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["skills"], ["ask", "skill", "-n", "1000"]])
def test_a_pipe_that_closes_is_quiet_and_0(background, words):
    with background(*words) as program:
        program.stdout.read(10)
        program.stdout.close()
        err = program.stderr.read()
        assert (program.wait(30), err) == (0, b"")


def test_a_pipe_gets_utf_8_whatever_the_encoding_of_the_system(run, process):
    run("add", "Zoë Ærø", "häkeln")
    env = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    assert process("list", env=env).out == run("list").out
    assert process("ask", "-", input="häkeln\n", env=env).out.split("\t")[4] == "Zoë Ærø"


@pytest.mark.parametrize("words", [["list"], ["--help"], ["--version"], ["demo"], ["ask", "crochet"], ["show", "Nan"]])
def test_a_pipe_that_is_closed_from_the_start_is_quiet_and_0(run, once, background, words):
    once("nan", lambda: run("add", "Nan Okafor", "crochet"))
    with background(*words) as program:
        program.stdout.close()
        err = program.stderr.read()
        assert program.wait(30) == 0
        assert b"Traceback" not in err
        assert b"Broken" not in err


def test_lines_of_ask_end_quietly_with_the_pipe(run, background):
    run("add", "Nan Okafor", "crochet")
    with background("ask", "-", "--json", "--no-save", stdin=subprocess.PIPE) as program:
        program.stdin.write(b"crochet\n")
        program.stdin.flush()
        program.stdout.readline()
        program.stdout.close()
        program.stdin.write(b"crochet\n" * 3)
        program.stdin.close()
        assert (program.wait(30), program.stderr.read()) == (0, b"")


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["--help"], ["list", "--help"], ["--version"],
                                   ["ask", "crochet"], ["add", "Theo"], ["demo"]])  # fmt: skip
def test_a_full_disk_for_stdout_is_1_and_one_sentence(run, once, process, words):
    once("nan", lambda: run("add", "Nan Okafor", "crochet"))
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        ran = process(*words, stdout=full)
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("asknet: ")
    assert "no space left on device" in ran.err
    assert ran.err.count("asknet: ") == 1
    assert "Traceback" not in ran.err
    assert "Exception ignored" not in ran.err


def closing(*numbers):
    import os

    def close():
        for number in numbers:
            os.close(number)

    return close


@pytest.mark.parametrize("numbers", [(0,), (1,), (2,), (0, 1, 2)])
@pytest.mark.parametrize("words", [["ask", "crochet"], ["show", "Zed"], ["--help"], ["import", "-"]])
def test_streams_that_are_closed_end_without_a_traceback(run, process, numbers, words):
    run("add", "Nan Okafor", "crochet")
    ran = process(*words, preexec_fn=closing(*numbers))
    assert ran.code in (0, 1, 2, 3, 5)
    assert "Traceback" not in ran.err
    assert "internal error" not in ran.err


@pytest.mark.parametrize(("words", "code"), [
    (["export", "--force", "-o", "out.yaml"], 0), (["page", "-o", "n.page.html"], 0),
    (["log", "--from", "inbox", "--drain"], 0),
    (["import", "more.csv"], 0), (["undo"], 0), (["show", "Nobody"], 3), (["list", "--nosuch"], 2), (["add"], 2),
    (["--db", "/", "list"], 4), (["import", "gone.csv"], 5),
])  # fmt: skip
@pytest.mark.parametrize("both", [False, True])
def test_a_full_disk_for_stderr_leaves_what_was_done_and_its_exit_code(run, once, process, home, words, code, both):
    once("nan", lambda: run("add", "Nan Okafor", "crochet"))
    (home / "inbox").write_text("2026-10-02 coffee with Nan\n")
    (home / "more.csv").write_text("name\nTheo Brandt\n")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        ran = process(*words, stderr=full, **({"stdout": full} if both else {}))
    assert ran.code in ((code, 1) if both else (code,))


@pytest.mark.skipif(not STRACE, reason="strace fails the writes")
@pytest.mark.parametrize("words", [["list"], ["show", "Nobody"], ["export", "--force", "-o", "out.yaml"]])
def test_an_exit_code_is_of_the_contract_where_nothing_at_all_can_be_written(run, once, environment, home, words):
    once("nan", lambda: run("add", "Nan Okafor", "crochet"))
    inject = ["-e", "trace=write", "-e", "inject=write:error=ENOSPC:when=1+"]
    command = [STRACE, "-qq", "-f", "-o", "/dev/null", *inject, sys.executable, "-B", "-m", "asknet", *words]
    done = subprocess.run(command, env=environment, cwd=home, capture_output=True, check=False, timeout=60)
    assert done.returncode in (1, 3)


def test_an_answer_is_given_where_stderr_is_closed(run, process):
    run("add", "Nan Okafor", "crochet")
    ran = process("ask", "crochet", preexec_fn=closing(2))
    assert ran.code == 0
    assert "Nan Okafor" in ran.out


@pytest.mark.parametrize(("words", "question"), [(["ask"], "need help"), (["remove", "Nan"], "Which one?"),
                                                 (["add", "Nan Hale"], "[y/N]")])  # fmt: skip
def test_an_interrupt_at_a_prompt_is_130_and_changes_nothing(run, screen, words, question):
    run("add", "Nan Okafor")
    run("add", "Nan Hale")
    ran = screen(*words, typed=[(question, signal.SIGINT)])
    assert ran.code == 130
    assert "Traceback" not in ran.out
    assert "interrupted" in ran.shown
    assert len(run("list").rows) == 2


@pytest.mark.parametrize(("words", "question"), [(["ask"], "need help"), (["add", "Nan Hale"], "[y/N]")])
def test_an_end_of_input_at_a_prompt_changes_nothing(run, screen, words, question):
    run("add", "Nan Hale")
    ran = screen(*words, typed=[(question, "\x04")])
    assert ran.code in (2, 130)
    assert "Traceback" not in ran.out
    assert len(run("list").rows) == 1


def test_an_interrupt_during_an_import_changes_nothing(run, background, home, db):
    run("add", "Nan Okafor")
    (home / "rows.csv").write_text("name,skills\n" + "".join(f"Person {n},skill {n}\n" for n in range(20_000)))
    with background("import", "rows.csv") as program:
        end = time.monotonic() + 20
        while not (db.parent / "network.db-journal").exists() and program.poll() is None and time.monotonic() < end:
            time.sleep(0.005)
        program.send_signal(signal.SIGINT)
        assert program.wait(30) == 130
        assert program.stderr.read().decode().splitlines()[-1] == "asknet: interrupted"
    assert len(run("list").rows) == 1


@pytest.mark.parametrize("env", [
    {}, pytest.param({"NO_COLOR": "1"}, marks=pytest.mark.slow), pytest.param({"TERM": "dumb"}, marks=pytest.mark.slow),
])  # fmt: skip
def test_a_long_import_shows_how_far_it_is_on_a_terminal(screen, home, unsafe, env):
    name = "\x1b]0;x\x07[red].csv"
    (home / name).write_text("name,skills\n" + "".join(f"Person {n},skill {n}\n" for n in range(6_000)))
    ran = screen("import", name, env=env)
    assert ran.code == 0
    assert "6000 read: 6000 added" in ran.shown
    assert "\x1b]" not in ran.out
    if env:
        assert "\x1b" not in ran.out
    else:
        assert "importing" in ran.out
    assert unsafe
