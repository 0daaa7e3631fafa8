"""Completion as a shell would do it: the script sourced in a real bash, the protocol for zsh and fish."""

import subprocess
import sys

import pytest

from asknet.cli.app import COMMANDS

COMPLETE = """
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
COMP_LINE="${COMP_WORDS[*]}"
COMP_POINT=${#COMP_LINE}
COMPREPLY=()
complete -p asknet > /dev/null || exit 9
$(complete -p asknet | sed 's/.*-F \\([^ ]*\\) .*/\\1/') asknet
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def network(run, once):
    once("completed", lambda: [run("add", "Nan Okafor", "crochet:expert", "bread baking"),
                               run("add", "José Müller", "tax", "--via", "Sam Lee")])  # fmt: skip
    return run


@pytest.fixture
def bash(process, environment, home):
    """What bash offers for a line of words, the last of them half-typed."""
    script = process(env={"_ASKNET_COMPLETE": "source_bash"}).out
    assert "complete" in script
    (home / "asknet.bash").write_text(script)
    (home / "asknet").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m asknet "$@"\n')
    (home / "asknet").chmod(0o755)

    def completing(*words, **env):
        path = {"PATH": f"{home}:{environment['PATH']}"}
        done = subprocess.run(
            ["bash", "-c", COMPLETE, "bash", str(home / "asknet.bash"), "asknet", *words],
            env=environment | path | env, capture_output=True, text=True, check=True, timeout=30,
        )  # fmt: skip
        assert done.stderr == ""
        return [line for line in done.stdout.split("\n") if line]

    return completing


def test_bash_offers_verbs(bash):
    assert bash("") == list(COMMANDS)
    assert {"ask", "log", "review"} <= set(COMMANDS)
    assert bash("s") == ["show", "skills", "synonym"]


def test_bash_offers_options_of_the_verb_and_shared_ones(bash):
    offered = bash("list", "--")
    assert {"--kind", "--reach", "--skill", "--json", "--db", "--quiet", "--no-color"} <= set(offered)


def test_bash_offers_the_choices_of_an_option(bash):
    assert bash("list", "--kind", "c") == ["community"]


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("verb", ["show", "path", "edit", "remove"])
@pytest.mark.guard
def test_bash_offers_names_with_their_spaces_kept_together(bash, verb):
    assert bash(verb, "Na") == ["Nan\\ Okafor"]


@pytest.mark.usefixtures("network")
def test_bash_offers_names_with_accents(bash):
    assert bash("show", "Jo") == ["José\\ Müller"]
    assert bash("show", "José") == ["José\\ Müller"]


@pytest.mark.usefixtures("network")
def test_bash_offers_names_for_via(bash):
    assert bash("add", "Theo", "--via", "Sa") == ["Sam\\ Lee"]


@pytest.mark.usefixtures("network")
def test_what_bash_offers_is_one_word_that_names_the_contact(bash, run):
    (offered,) = bash("show", "Nan")
    read = subprocess.run(["bash", "-c", f"printf '%s|' {offered}"], capture_output=True, text=True, check=True).stdout
    assert read == "Nan Okafor|"
    assert run("show", read.rstrip("|")).code == 0


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("option", [("--db", "other.db"), ("--db=other.db",)])
def test_bash_offers_names_of_the_file_that_is_named(bash, run, home, option):
    run("add", "Zoe Other", "--db", home / "other.db")
    option = [part.replace("other.db", str(home / "other.db")) for part in option]
    assert bash(*option, "show", "") == ["Zoe\\ Other"]
    assert bash("show", *option, "") == ["Zoe\\ Other"]


@pytest.mark.usefixtures("network")
@pytest.mark.guard
def test_bash_offers_topics_after_a_name(bash):
    assert bash("ask", "--skill", "cro") == ["crochet"]


@pytest.mark.usefixtures("network")
def test_bash_offers_no_title_as_a_topic(bash, run):
    run("add", "Ida Lorne", "--title", "Cropduster")
    assert bash("ask", "--skill", "cro") == ["crochet"]


def test_completion_of_nothing_yet_makes_no_file_and_is_quiet(bash, home):
    assert bash("show", "N") == []
    assert not (home / "data").exists()


def test_completion_beside_a_broken_network_is_quiet(bash, db):
    db.parent.mkdir(parents=True)
    db.write_text("not a database")
    assert bash("show", "N") == []


@pytest.mark.parametrize(
    "sign", ["$(touch owned)", "`touch owned`", ";ls", "|ls", "&", "'", '"', "\\", "\u202e", "*", "~"]
)
def test_a_name_that_could_mean_something_to_a_shell_is_not_offered(run, process, sign):
    run("add", f"Zed {sign} Quill")
    run("add", "Zed Plain")
    env = {"_ASKNET_COMPLETE": "complete_bash", "COMP_WORDS": "asknet show Zed", "COMP_CWORD": "2"}
    assert process(env=env).out.split("\n")[:-1] == ["Zed\\ Plain"]


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_zsh_and_fish_are_offered_names_by_the_protocol(process, shell):
    assert "asknet" in process(env={"_ASKNET_COMPLETE": f"source_{shell}"}).out
    env = {"_ASKNET_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": "asknet show Na",
           "_TYPER_COMPLETE_FISH_ACTION": "get-args"}  # fmt: skip
    ran = process(env=env)
    assert "Nan Okafor" in ran.out
    assert ran.err == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_can_be_shown(process, shell):
    # else typer shows that of the shell in which the tests run, where it finds one
    ran = process("--show-completion", shell, env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    assert ran.code == 0
    assert "asknet" in ran.out


def test_close_completes_the_numbers_of_open_questions(network, bash):
    network("ask", "crochet")
    network("ask", "boilers")
    network("close", "1")
    assert bash("close", "") == ["2"]


def test_bash_shows_the_problem_beside_each_number_and_writes_the_number_alone(network, bash):
    network("ask", "who's good with crochet?")
    network("ask", "boilers")
    assert bash("close", "") == ["2  # boilers", "1  # whos good with crochet"]
    assert bash("close", "1") == ["1"]
