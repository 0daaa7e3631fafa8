"""`asknet` alone, its help, and what a shell does to a question."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from asknet.cli.app import COMMANDS, GROUPS

ROOT = Path(__file__).parents[2]
ZSH = shutil.which("zsh")


def test_every_verb_stands_below_one_heading_of_the_help(run):
    assert sorted(verb for verbs in GROUPS.values() for verb in verbs) == sorted(COMMANDS)
    told = run("--help").out
    places = [told.index(f"\n{heading}:\n") for heading in GROUPS]
    assert places == sorted(places)


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_help_of_a_verb_comes_to_its_options_within_a_screen(run, verb):
    assert run(verb, "--help").out.split("\nOptions:")[0].count("\n") <= 23


@pytest.mark.parametrize("verb", ["ask", "log"])
def test_the_bare_verb_is_the_first_example(run, verb):
    assert f"Examples:\n    asknet {verb}  " in run(verb, "--help").out


@pytest.mark.parametrize("page", ["README.md", "docs/TUTORIAL.md"])
@pytest.mark.parametrize("verb", ["ask", "log"])
def test_the_bare_verb_comes_first_where_it_is_taught(page, verb):
    text = (ROOT / page).read_text(encoding="utf-8")
    alone = re.search(rf"asknet {verb}`? alone|`asknet {verb}` asks|^\$ asknet {verb}$", text, re.MULTILINE)
    assert alone
    assert alone.start() < text.index(f"$ asknet {verb} ")


@pytest.mark.guard
def test_alone_on_a_terminal_it_shows_three_things_to_do_next(run, screen):
    run("add", "Nan Okafor", "crochet")
    shown = screen()
    assert shown.code == 0
    assert "1 contact in your network" in shown.shown
    assert [line.split("  ")[1] for line in shown.shown.splitlines()[1:4]] == [
        "asknet ask",
        "asknet log",
        "asknet review",
    ]
    assert len(shown.shown.splitlines()) == 5


def test_alone_on_a_terminal_without_a_network_it_shows_three_ways_to_begin(screen, db):
    shown = screen().shown
    assert [line.split()[1] for line in shown.splitlines()[2:5]] == ["demo", "import", "add"]
    assert not db.exists()


def test_alone_in_a_pipe_it_shows_the_help(run):
    run("add", "Nan Okafor")
    assert "Examples:" in run().out


def test_help_as_a_verb_shows_the_help(run):
    assert run("help").out == run("--help").out
    assert run("help", "log").out == run("log", "--help").out


def test_a_message_is_broken_between_words_and_never_within_a_command(run, screen):
    run("add", "Nan Okafor", "crochet")
    message = screen("add", "Sue", "Rawson", "solicitor", typed=[("Which did you mean?", "\n")]).shown.splitlines()
    message = message[next(at for at, line in enumerate(message) if "asknet: " in line) :]
    message[0] = message[0].rpartition("none] ")[2]
    assert len(message) > 1
    assert all(line.count("`") % 2 == 0 and len(line) <= 80 for line in message)
    assert " ".join(message) in run("add", "Sue", "Rawson", "solicitor").err


def test_the_script_for_zsh_turns_patterns_of_file_names_off(process):
    script = process(env={"_ASKNET_COMPLETE": "source_zsh"}).out
    assert script.startswith("#compdef asknet")
    assert script.endswith("\nalias asknet='noglob asknet'\n")


@pytest.mark.skipif(not ZSH, reason="zsh is not installed")
def test_in_zsh_with_the_script_a_question_mark_needs_no_quotes(process, environment, home):
    (home / "bin").mkdir()
    (home / "bin" / "asknet").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m asknet "$@"\n')
    (home / "bin" / "asknet").chmod(0o755)
    path = environment | {"PATH": f"{home / 'bin'}:{os.environ['PATH']}"}
    script = process(env={"_ASKNET_COMPLETE": "source_zsh"}).out
    (home / "_asknet").write_text(script)
    (home / "typed").write_text("autoload -Uz compinit; compinit -u\nsource ~/_asknet\n")
    typed = ["zsh", "-f", "-c", "source ~/typed; eval 'asknet add Nan crochet; asknet ask who knows crochet?'"]
    ran = subprocess.run(typed, env=path, cwd=home, capture_output=True, text=True, check=False, timeout=60)
    assert "no matches found" not in ran.stderr
    assert "Nan" in ran.stdout.splitlines()[-1]
