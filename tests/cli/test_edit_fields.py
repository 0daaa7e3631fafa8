"""`edit NAME` on a terminal where no editor is set: one field after another."""

import pytest


@pytest.fixture(autouse=True)
def _nan(run, once):
    words = ["Nan Okafor", "crochet:expert", "knitting", "--place", "Hobart", "--org", "Loom", "--note", "knows wool"]
    once("nan by fields", lambda: run("add", *words))


def nan(run):
    return run("show", "id:1", "--json").json


def test_fields_are_kept_changed_cleared_and_ended(run, screen):
    typed = [
        ("name [Nan Okafor]:", "\n"), ("kind", "\n"), ("skills [crochet:expert; knitting]:", "crochet:expert; macrame\n"),
        ("circles", "\n"),
        ("title:", "Designer\n"), ("org [Loom]:", "-\n"), ("place [Hobart]:", ".\n"),
    ]  # fmt: skip
    ran = screen("edit", "Nan", typed=typed)
    assert ran.code == 0
    page = nan(run)
    assert [(s["topic"], s["level"]) for s in page["skills"]] == [("crochet", "expert"), ("macrame", None)]
    assert (page["title"], page["org"], page["place"], page["notes"]) == ("Designer", "", "Hobart", "knows wool")


def test_a_value_that_cannot_be_read_is_asked_for_again(run, screen):
    typed = [("name [", "\n"), ("kind", "hermit\n"), ("kind", "source\n"), ("skills", ".\n")]
    assert screen("edit", "Nan", typed=typed).code == 0
    assert nan(run)["kind"] == "source"


def test_no_change_says_so_and_is_no_step(run, screen):
    ran = screen("edit", "Nan", typed=[("name [", ".\n")])
    assert ran.code == 2
    assert "was not changed" in ran.out
    assert len(run("undo", "--list").rows) == 1


def test_the_end_of_the_input_changes_nothing(run, screen):
    before = nan(run)
    ran = screen("edit", "Nan", typed=[("name [", "Nan Hale\n"), ("kind", "\x04")])
    assert ran.code == 2
    assert nan(run) == before
