"""What every verb in the table of commands has."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from asknet.cli.app import COMMANDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
CONTRACT = ["ask", "add", "me", "edit", "show", "list", "skills", "path", "import", "remove", "undo", "demo"]
SHARED = ["--db PATH", "--json", "--no-color", "--quiet", "--no-input", "--debug"]


def test_the_verbs_of_the_foundation_are_there():
    assert set(CONTRACT) <= set(COMMANDS)


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_help_of_a_verb_leads_with_examples(run, verb):
    ran = run(verb, "--help")
    told = ran.out.split("\n\n")
    assert ran.code == 0
    assert told[0].strip().startswith(f"Usage: asknet {verb}")
    assert told[2].strip().startswith(f"Examples:\n    asknet {verb}")


OTHER_WORDS = re.compile(
    r"take[sn]? (?:in|out|back)|put (?:in|out)|turned to|came of|known again|(?:kept|told) apart|made (?:anew|again)|parted by"
    r"|by line and reason|leave[sn]? with \d|only say"
)
"""What the usual words stand for: import, add, remove, undo; asked; outcome; matched; distinguished; rebuilt; exits with."""


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_help_of_a_verb_uses_the_usual_words(run, verb):
    assert OTHER_WORDS.findall(" ".join(run(verb, "--help").out.lower().split())) == []


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_help_of_a_verb_names_the_shared_options(run, verb):
    assert [option for option in SHARED if option not in run(verb, "--help").out] == []


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_line_of_a_verb_in_the_help_is_how_its_own_help_begins(run, verb):
    first = run(verb, "--help").out.split("\n\n")[1].strip()
    assert f"  {verb} " in run("--help").out
    assert first[:20] == COMMANDS[verb][:20]


@pytest.mark.parametrize("verb", COMMANDS)
def test_an_example_of_a_verb_is_in_readme_or_a_page_other_than_its_help(verb):
    pages = [page for page in DOCUMENTS if page.name != "VERBS.md"]
    assert any(f"asknet {verb}" in page.read_text(encoding="utf-8") for page in pages)


def test_the_variables_are_named_in_the_help(run):
    assert all(name in run("--help").out for name in ("ASKNET_DB", "ASKNET_TODAY", "NO_COLOR"))


def test_the_package_says_that_it_is_typed():
    assert (files("asknet") / "py.typed").is_file()


@pytest.mark.parametrize("name", ["demo.yaml", "short_forms.tsv", "calling_codes.tsv"])
def test_the_package_carries_its_data(name):
    assert (files("asknet") / "data" / name).is_file()
