"""`remove`, `undo` and `redo`: removing, undoing one change after another, and redoing them."""

import pytest


@pytest.fixture
def three(run, once):
    def build():
        run("add", "Nan Okafor", "crochet:expert", "--note", "designs patterns")
        run("add", "Sam Lee", "history")
        run("add", "Theo Brandt", "sourdough", "--via", "Nan Okafor")

    once("three", build)
    return run


def listed(run):
    return run("list", "--json").json


def test_remove_takes_a_contact_out(three):
    ran = three("remove", "Nan Okafor")
    assert (ran.code, ran.out) == (0, "removed Nan Okafor\n")
    assert three("show", "Nan Okafor").code == 3
    assert "Nan Okafor" not in {m["name"] for m in three("ask", "crochet", "--json").json["matches"]}


def test_those_they_introduced_stay_without_an_introducer(three):
    three("remove", "Nan Okafor")
    assert three("show", "Theo", "--json").json["via"] is None


def test_undo_brings_all_of_a_removed_contact_back(three):
    before = three("show", "Nan Okafor", "--json").json
    three("remove", "Nan Okafor")
    ran = three("undo")
    assert (ran.code, ran.out) == (0, "undid: removed Nan Okafor\n")
    assert three("show", "Nan Okafor", "--json").json == before
    assert three("show", "Theo", "--json").json["via"] == "Nan Okafor"
    assert three("ask", "crochet", "--json").json["matches"][0]["name"] == "Nan Okafor"


def test_undo_brings_interactions_and_asks_back(run, demo):
    before = run("show", "Nan Okafor", "--json").json
    assert before["interactions"]
    run("remove", "Nan Okafor")
    run("undo")
    assert run("show", "Nan Okafor", "--json").json == before
    assert demo.exists()


def test_remove_by_number(three):
    three("remove", "id:2")
    assert [c["name"] for c in listed(three)] == ["Nan Okafor", "Theo Brandt"]


def test_remove_in_json_gives_what_was_removed(three):
    assert three("remove", "Sam Lee", "--json").json["name"] == "Sam Lee"


def test_undo_again_goes_further_back(three):
    three("undo")
    assert three("undo").out == "undid: added Sam Lee\n"
    assert [c["name"] for c in listed(three)] == ["Nan Okafor"]


@pytest.mark.guard
def test_two_slips_are_taken_back_and_made_again_one_by_one(three):
    states = [listed(three)]
    for _ in range(3):
        assert three("undo").code == 0
        states.append(listed(three))
    assert three("undo").code == 3
    for state, done in zip(states[2::-1], ["Nan Okafor", "Sam Lee", "Theo Brandt"], strict=True):
        assert three("redo").out == f"redid: added {done}\n"
        assert listed(three) == state
    assert three("redo").code == 3


def test_redo_can_be_undone_in_its_turn(three):
    three("undo")
    three("redo")
    assert three("undo").out == "undid: added Theo Brandt\n"
    assert three("undo").out == "undid: added Sam Lee\n"
    assert three("redo").out == "redid: added Sam Lee\n"


def test_undo_goes_past_a_change_that_was_made_after_an_undo(three):
    three("undo")
    three("add", "Mo Ray", "tax")
    assert three("redo").code == 3
    assert [three("undo").out for _ in range(3)] == [f"undid: added {n}\n" for n in ("Mo Ray", "Sam Lee", "Nan Okafor")]
    assert listed(three) == []


def test_nothing_to_redo_is_3_and_changes_nothing(three):
    before = listed(three)
    ran = three("redo")
    assert (ran.code, ran.out) == (3, "")
    assert "nothing to redo" in ran.err
    assert listed(three) == before


def test_redo_in_json_gives_the_steps_made_again(three):
    three("undo", "--to", "2")
    assert [step["did"] for step in three("redo", "--json").json] == ["added Sam Lee", "added Theo Brandt"]


def test_the_list_leaves_out_what_was_undone(three):
    three("undo")
    assert [row[2] for row in three("undo", "--list").rows] == ["added Sam Lee", "added Nan Okafor"]
    three("redo")
    assert [row[0] for row in three("undo", "--list").rows] == ["3", "2", "1"]


def test_an_undone_step_cannot_be_gone_back_to(three):
    three("undo")
    ran = three("undo", "--to", "3")
    assert ran.code == 3
    assert "no step 3" in ran.err


def test_the_list_names_each_step_newest_first(three):
    three("edit", "Sam", "--place", "Hobart")
    rows = three("undo", "--list").rows
    assert [row[2] for row in rows] == ["changed Sam Lee", "added Theo Brandt", "added Sam Lee", "added Nan Okafor"]
    assert [row[0] for row in rows] == ["4", "3", "2", "1"]
    assert {row[1] for row in rows} == {"2026-11-20T12:00:00"}


def test_the_list_changes_nothing(three):
    before = listed(three)
    three("undo", "--list")
    assert listed(three) == before


def test_the_list_of_nothing_is_empty_and_makes_no_file(run, db):
    ran = run("undo", "--list")
    assert (ran.code, ran.out) == (0, "")
    assert not db.exists()


def test_undo_to_a_step_takes_back_everything_down_to_it(three):
    ran = three("undo", "--to", "2")
    assert ran.out == "undid: added Theo Brandt\nundid: added Sam Lee\n"
    assert [c["name"] for c in listed(three)] == ["Nan Okafor"]


def test_undo_to_a_step_is_one_step_itself(three):
    before = listed(three)
    three("undo", "--to", "1")
    assert listed(three) == []
    three("redo")
    assert listed(three) == before


@pytest.mark.parametrize("step", ["99", str(2**63), str(10**30)])
def test_a_step_that_is_not_there_is_3_and_changes_nothing(three, step):
    before = listed(three)
    ran = three("undo", "--to", step)
    assert ran.code == 3
    assert "no step" in ran.err
    assert listed(three) == before


def test_nothing_to_undo_is_3(run):
    ran = run("undo")
    assert ran.code == 3
    assert "nothing to undo" in ran.err


def test_undo_in_json_gives_the_steps_taken_back(three):
    (step,) = three("undo", "--json").json
    assert step == {"step": 3, "at": "2026-11-20T12:00:00", "did": "added Theo Brandt", "undoes": None}


def test_a_question_is_no_step(three):
    three("ask", "crochet")
    assert three("undo").out == "undid: added Theo Brandt\n"


def test_an_edit_that_changes_nothing_is_no_step(three):
    three("edit", "Sam", "history")
    assert three("undo").out == "undid: added Theo Brandt\n"


def test_evidence_follows_undo(three):
    three("edit", "Sam Lee", "kayaking", "--without", "history")
    three("undo")
    assert three("ask", "kayaking", "--json").json["verdict"] == "none"
    assert three("ask", "history", "--json").json["matches"][0]["name"] == "Sam Lee"


@pytest.mark.parametrize(
    "command",
    [["undo"], ["redo"], ["remove", "Nan"], ["edit", "Nan", "--title", "x"], ["add", "Nan", "--via", "id:9"],
     ["me", "--without", "x"],
     ["show", "Nan"], ["path", "Nan"], ["skills"], ["ask", "crochet"], ["list"]],
)  # fmt: skip
def test_a_command_that_changes_nothing_makes_no_file(run, home, command):
    run(*command)
    assert [p.name for p in home.iterdir()] == ["tmp"]
