"""Addresses and links are never broken on a terminal: one that is too long for its column gets its own line."""

import pytest

EMAIL = "nan.okafor@designers.example.org"
LINK = "https://crowd.example.org/" + "a-long-part/" * 9


@pytest.fixture
def two(run):
    run("add", "Nan Okafor", "crochet:expert", "--email", EMAIL, "--via", "Sam Lee")
    run("add", "Crochet Crowd", "crochet", "--kind", "community", "--url", LINK, "--url", "https://c.example.org")


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("columns", [40, 60, 80, 100, 140])
@pytest.mark.parametrize(("words", "addresses"), [
    (["ask", "crochet"], [EMAIL, LINK]), (["show", "Nan"], [EMAIL]),
    (["show", "Crochet Crowd"], [LINK, "https://c.example.org"]),
])  # fmt: skip
def test_an_address_is_never_folded(screen, columns, words, addresses):
    shown = screen(*words, columns=columns).shown
    for address in addresses:
        assert any(address in line for line in shown.split("\n"))
    others = [line for line in shown.split("\n") if LINK not in line]
    assert max(map(len, others)) <= columns
