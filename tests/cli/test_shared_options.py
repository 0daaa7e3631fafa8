"""The options every verb has, before the verb and after it; usage errors; exit codes."""

import pytest

import asknet
from asknet.errors import ExitCode


@pytest.fixture(autouse=True)
def _nan(run, once):
    once("nan", lambda: run("add", "Nan Okafor", "crochet"))


def places(option):
    return [[*option, "list"], ["list", *option]]


@pytest.mark.parametrize("words", places(["--json"]))
def test_json_works_before_and_after_the_verb(run, words):
    assert run(*words).json[0]["name"] == "Nan Okafor"


@pytest.mark.parametrize("form", [["--db", "{}"], ["--db={}"]])
@pytest.mark.parametrize("after", [False, True])
def test_db_works_before_and_after_the_verb(run, tmp_path, form, after):
    option = [part.format(tmp_path / "other.db") for part in form]
    run(*(["add", "Theo", *option] if after else [*option, "add", "Theo"]))
    assert [row[2] for row in run(*(["list", *option] if after else [*option, "list"])).rows] == ["Theo"]
    assert [row[2] for row in run("list").rows] == ["Nan Okafor"]


def test_the_environment_names_the_file_and_the_option_wins(run, tmp_path):
    env = {"ASKNET_DB": str(tmp_path / "env.db")}
    run("add", "Theo", env=env)
    assert [row[2] for row in run("list", env=env).rows] == ["Theo"]
    assert run("list", "--db", tmp_path / "none.db", env=env).rows == []


def test_a_tilde_in_the_option_is_home(run, home):
    run("add", "Theo", "--db", "~/x.db")
    assert (home / "x.db").exists()


@pytest.mark.parametrize("words", [["--quiet", "add", "Theo"], ["add", "Theo", "--quiet"]])
def test_quiet_leaves_results_and_errors_only(run, words):
    ran = run(*words)
    assert (ran.out, ran.err) == ("added Theo\n", "")
    assert run("show", "Zebedee", "--quiet").err != ""


@pytest.mark.parametrize("words", places(["--no-color"]))
def test_no_color_works_before_and_after_the_verb(screen, words):
    assert "\x1b" not in screen(*words).out


@pytest.mark.parametrize("words", [["--no-input", "add", "Nan Okafor"], ["add", "Nan Okafor", "--no-input"]])
def test_no_input_works_before_and_after_the_verb(screen, words):
    assert screen(*words).code == 2


@pytest.mark.parametrize("words", [["--debug", "show", "Zebedee"], ["show", "Zebedee", "--debug"]])
def test_debug_shows_where_an_error_comes_from(run, words):
    ran = run(*words)
    assert ran.code == 3
    assert "Traceback" in ran.err


def test_without_debug_an_error_is_one_line(run):
    err = run("show", "Zebedee").err
    assert err.startswith("asknet: ")
    assert err.count("\n") == 1


def test_the_version_is_the_packages(process):
    ran = process("--version")
    assert (ran.code, ran.out) == (0, f"asknet {asknet.__version__}\n")


def test_without_a_verb_the_help_is_shown(run):
    ran = run()
    assert ran.code == 0
    assert ran.out == run("--help").out == run("-h").out


@pytest.mark.parametrize(
    "words",
    [["nosuchverb"], ["--nosuch"], ["list", "--nosuch"], ["list", "--kind"], ["show"], ["undo", "--to", "x"],
     ["ask", "-x"], ["import"], ["list", "--json=maybe"], ["list", "--db"]],
)  # fmt: skip
def test_wrong_usage_is_2_in_one_line_that_points_to_the_help(run, words):
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "--help" in ran.err


@pytest.mark.parametrize("words", [["ask", "-a"], ["add", "-Nan"], ["show", "-x"]])
def test_a_word_with_a_dash_is_told_to_go_after_two(run, words):
    assert "Words that begin with a dash go after --" in run(*words).err


def test_words_after_two_dashes_are_words(run):
    run("add", "--", "-Nan", "-wool")
    assert run("show", "--json", "--", "-Nan").json["skills"][0]["topic"] == "-wool"
    assert run("ask", "--json", "--", "-wool", "--x").json["problem"] == "-wool --x"


def test_a_number_that_looks_like_an_option_is_told_apart(run):
    assert run("undo", "--to", "-1").code == 2


def test_the_codes_are_the_contract():
    assert {code.name: code.value for code in ExitCode} == {
        "DONE": 0, "FAILED": 1, "USAGE": 2, "NOBODY": 3, "STORE": 4, "INPUT": 5, "INTERRUPTED": 130,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code"),
    [(["list"], 0), (["list", "--nosuch"], 2), (["show", "Zebedee"], 3), (["ask", "juggling"], 3),
     (["list", "--db", "/dev/tty0/x"], 4), (["import", "absent.csv"], 5)],
)  # fmt: skip
def test_a_process_leaves_with_the_code_of_its_outcome(process, words, code):
    assert process(*words).code == code


def test_errors_are_on_stderr_and_results_on_stdout(process):
    found, missing = process("show", "Nan"), process("show", "Zebedee")
    assert (found.err, missing.out) == ("", "")
    assert found.out
    assert missing.err


@pytest.mark.parametrize(
    "text",
    [
        "matches: x",
        "colour: no",
        "- a",
        "matches: [",
        "matches: 99999999999999999999",
        "\x00",
        "matches: 2026-13-45",
        "matches: !!bool x",
        "matches: !!timestamp x",
        "matches: " + "9" * 5000,
    ],
)
def test_a_bad_config_is_a_sentence_that_names_it(run, home, text):
    (home / "config" / "asknet").mkdir(parents=True)
    (home / "config" / "asknet" / "config.yaml").write_text(text)
    ran = run("ask", "crochet")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "config.yaml" in ran.err


def test_a_bad_day_in_the_environment_is_a_sentence(run):
    ran = run("ask", "crochet", env={"ASKNET_TODAY": "someday"})
    assert ran.code == 2
    assert "ASKNET_TODAY" in ran.err
