"""Help and JSON, compared with the golden files.

Each is in a file beside this one. After an intended change, regenerate them
with ``ASKNET_GOLDEN=write pytest tests/golden`` and read the diff.
"""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from networks import example_contacts

from asknet.cli.app import COMMANDS
from asknet.fields import FIELDS, card_values

HERE = Path(__file__).parent
WRITING = os.environ.get("ASKNET_GOLDEN") == "write"


def agrees(name, text):
    """Compare with the file of that name, or write it."""
    path = HERE / name
    if WRITING:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def pretty(ran):
    return json.dumps(ran.json, indent=1, ensure_ascii=False) + "\n"


def test_the_help_of_the_program(run):
    agrees("help.txt", run("--help").out)


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_help_of_a_verb(run, verb):
    agrees(f"help_{verb}.txt", run(verb, "--help").out)


@pytest.mark.parametrize("verb", ["", *COMMANDS])
def test_help_keeps_within_80_columns(run, verb):
    assert max(map(len, run(*verb.split(), "--help").out.split("\n"))) <= 80


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ask_strong", ["ask", "crochet pattern", "-n", "3"]),
        ("ask_misspelt", ["ask", "kuberntes pods keep restarting", "-n", "2"]),
        ("ask_none", ["ask", "zymurgical thaumaturgy"]),
        ("ask_community", ["ask", "sourdough", "--kind", "community", "-n", "2"]),
        ("show_person", ["show", "Nan Okafor"]),
        ("show_community", ["show", "id:40"]),
        ("list_local_bread", ["list", "--skill", "bread", "--reach", "local"]),
        ("skills_bread", ["skills", "bread"]),
        ("path", ["path", "Theo Brandt"]),
    ],
)
def test_the_json_of_the_example_network(run, name, words):
    agrees(f"{name}.json", pretty(run(*words, "--json")))


def example_csv():
    """The example network's contacts as CSV."""
    out = io.StringIO()
    table = csv.DictWriter(out, FIELDS)
    table.writeheader()
    for card in example_contacts():
        row = {f: ";".join(v) if isinstance(v, list) else v for f, v in card_values(card).items()}
        table.writerow(row)
    return out.getvalue()


def test_the_json_of_an_import_of_the_example_network(run):
    agrees("import.json", pretty(run("import", "-", "--json", input=example_csv())))


def test_an_imported_network_is_the_network_it_was_written_from(run):
    run("import", "-", input=example_csv())
    cards = {card.name: card for card in example_contacts()}
    listed = {c["name"]: c for c in run("list", "--json").json}
    assert set(listed) == set(cards)
    for name, c in listed.items():
        card = cards[name]
        assert [(s["topic"], s["level"]) for s in c["skills"]] == [(s.topic, s.level) for s in card.skills]
        assert (c["introducers"], c["place"], c["reach"], c["closeness"]) == (
            list(card.via),
            card.place,
            card.reach,
            card.closeness,
        )
        assert (c["email"], c["phone"], c["url"]) == (list(card.email), list(card.phone), list(card.url))
        assert (c["aliases"], c["wants"]) == (list(card.aliases), list(card.wants))
        assert c["notes"] == card.notes


def test_no_file_here_is_left_over():
    known = {"help.txt", "import.json", *(f"help_{verb}.txt" for verb in COMMANDS)}
    kept = {p.name for p in HERE.glob("*.txt")} | {p.name for p in HERE.glob("import*.json")}
    assert kept == known
