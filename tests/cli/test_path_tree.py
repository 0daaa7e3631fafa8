"""`asknet path` without a name: the tree of introductions."""

import pytest


@pytest.fixture
def people(run):
    for name, *via in (
        ["Sam Lee"], ["Nan Okafor", "Sam Lee"], ["Theo Brandt", "Nan Okafor"], ["Kim Day", "Sam Lee"], ["Zoe Alone"],
        ["Ann First"], ["Bea Second", "Ann First"],
    ):  # fmt: skip
        run("add", name, *(word for one in via for word in ("--via", one)))
    run("edit", "Kim Day", "--via", "Ann First")
    return run


def test_the_tree_stands_in_a_pipe_with_each_introducer_before_those_they_introduced(people):
    ran = people("path")
    assert ran.rows == [
        ["1", "Sam Lee", "0", ""], ["2", "Nan Okafor", "1", "1"], ["3", "Theo Brandt", "2", "2"], ["4", "Kim Day", "1", "1"],
        ["6", "Ann First", "0", ""], ["7", "Bea Second", "1", "6"],
    ]  # fmt: skip
    assert ran.err == "and 1 whom nobody introduced and who introduced nobody\n"


@pytest.mark.usefixtures("people")
def test_the_tree_is_drawn_on_a_terminal_within_its_width(screen):
    shown = screen("path", columns=60).shown
    assert shown.split("\n")[:7] == [
        "you", "├─ Sam Lee", "│  ├─ Nan Okafor", "│  │  └─ Theo Brandt", "│  └─ Kim Day  also via Ann First", "└─ Ann First",
        "   └─ Bea Second",
    ]  # fmt: skip
    assert max(map(len, screen("path", columns=40).shown.split("\n"))) <= 60


def test_the_tree_in_json_has_the_depth_and_the_introducers(people):
    found = {one["name"]: (one["depth"], one["via"]) for one in people("path", "--json").json}
    assert found["Kim Day"] == (1, ["Sam Lee", "Ann First"])
    assert found["Sam Lee"] == (0, [])


def test_without_introductions_it_says_how_to_name_one(run):
    run("add", "Zoe Alone")
    ran = run("path")
    assert (ran.code, ran.out) == (0, "")
    assert "--via" in ran.err


def test_a_chain_of_a_thousand_introductions_is_a_tree_too(run, tmp_path):
    lines = "name,via\nP0,\n" + "".join(f"P{n},P{n - 1}\n" for n in range(1, 1000))
    (tmp_path / "c.csv").write_text(lines)
    run("import", tmp_path / "c.csv")
    assert [row[2] for row in run("path").rows] == [str(n) for n in range(1000)]
