"""Without what Windows lacks (owners, locks, folders that can be opened) the verbs do what they do elsewhere.

It cannot show how Windows itself behaves; it shows that nothing of Unix is taken for granted.
"""

from pathlib import Path

import pytest

NO_UNIX = Path(__file__).parents[1] / "no_unix"
CONTACTS = "name,skills\nTheo Brandt,sourdough\nMira Olsen,beekeeping\n"


@pytest.fixture
def elsewhere(process):
    return lambda *words, **more: process(*words, env={"PYTHONPATH": str(NO_UNIX)}, **more)


def test_a_life_without_unix(elsewhere, home):
    (home / "contacts.csv").write_text(CONTACTS)
    (home / "inbox.txt").write_text("2026-11-02 coffee with Theo Brandt\n")
    for words, told in (
        (["add", "Nan Okafor", "crochet"], "added Nan Okafor"),
        (["import", "contacts.csv"], "2 added"),
        (["ask", "crochet"], "Nan Okafor"),
        (["log", "coffee with Nan"], "logged 1"),
        (["log", "--from", "inbox.txt", "--drain"], "logged 2"),
        (["backup"], "copied the network"),
        (["edit", "Nan", "--title", "Designer"], "changed Nan Okafor"),
        (["restore", "last", "--yes"], "restored"),
        (["export", "-o", "all.yaml"], ""),
        (["page", "-o", "page.html"], "wrote page.html"),
        (["forget", "Mira Olsen", "--confirm", "Mira Olsen"], "forgot"),
        (["check"], "all is well"),
    ):
        ran = elsewhere(*words)
        assert ran.code == 0, (words, ran.err)
        assert told in ran.out, words
    assert (home / "inbox.txt").read_text() == ""
    assert (home / "all.yaml").stat().st_size > 0
    assert [path.name for path in home.rglob(".asknet-*")] == []


def test_a_file_of_another_size_is_put_in_place_of_an_open_one(elsewhere, home):
    elsewhere("add", "Nan Okafor")
    for _ in range(2):
        assert elsewhere("export", "--format", "csv", "-o", "all.csv").code == 0
    assert "Nan Okafor" in (home / "all.csv").read_text()
