"""`list --mutt`: what mutt's query_command reads."""

import pytest


@pytest.fixture
def few(run, once):
    def build():
        run("add", "Nan Okafor", "crochet", "--email", "nan@example.org", "--email", "okafor@loom.example.org",
            "--org", "Loom Ltd", "--title", "Designer", "--alias", "Nana")  # fmt: skip
        run("add", "Theo Brandt", "sourdough", "--email", "theo@example.org")
        run("add", "Sam Lee", "--email", "sam@example.org, eve@example.org")

    once("mutt", build)
    return run


def test_the_first_line_is_a_message_and_each_address_has_a_line(few):
    ran = few("list", "--mutt", "okafor")
    assert (ran.code, ran.err) == (0, "")
    assert ran.rows == [
        ["asknet: 2 addresses"],
        ["nan@example.org", "Nan Okafor", "Designer; Loom Ltd; crochet"],
        ["okafor@loom.example.org", "Nan Okafor", "Designer; Loom Ltd; crochet"],
    ]


@pytest.mark.parametrize(("pattern", "found"), [("nana", 2), ("LOOM", 2), ("theo@", 1), ("example", 3), ("", 3)])
def test_names_aliases_addresses_and_organisations_are_looked_in(few, pattern, found):
    assert len(few("list", "--mutt", "--", pattern).rows) == 1 + found


@pytest.mark.parametrize("pattern", ["zebedee", "sam lee", "-x"])
def test_no_address_is_3_and_still_a_message(few, pattern):
    ran = few("list", "--mutt", "--", pattern)
    assert (ran.code, ran.out) == (3, "asknet: no such address\n")


def test_filters_count_for_mutt_too(few):
    assert [row[0] for row in few("list", "--mutt", "--skill", "sourdough").rows[1:]] == ["theo@example.org"]
