"""`dupes`: possible duplicates, decided with one key each and remembered."""

import pytest

PEOPLE = """name,email,phone,org
Nan Okafor,,,Loom
Okafor Nan,,,Loom
Tom Miller,tom.miller@example.org,,
Sue Miller,tom.miller@example.org,,
Theo Brandt,,,
"""


@pytest.fixture
def people(run):
    run("import", "-", input=PEOPLE)


@pytest.mark.usefixtures("people")
def test_a_pipe_gets_a_line_for_each_pair(run):
    assert run("dupes").rows == [
        ["likely", "id:3", "Tom Miller", "id:4", "Sue Miller",
         "the same surname; the same e-mail tom.miller@example.org"],
        ["likely", "id:1", "Nan Okafor", "id:2", "Okafor Nan", "the same name; the same organisation Loom"],
    ]  # fmt: skip


@pytest.mark.usefixtures("people")
def test_json_has_both_contacts_and_the_reasons(run):
    [first, second] = run("dupes", "--json").json
    assert (first["verdict"], [c["name"] for c in first["contacts"]]) == ("likely", ["Tom Miller", "Sue Miller"])
    assert second["why"] == ["the same name", "the same organisation Loom"]


@pytest.mark.usefixtures("people")
def test_a_name_asks_for_its_pairs_only(run):
    assert [row[2] for row in run("dupes", "Sue", "Miller").rows] == ["Tom Miller"]
    assert run("dupes", "Nobody Here").code == 3


def test_nobody_twice_is_no_error(run):
    run("add", "Nan")
    ran = run("dupes")
    assert (ran.code, ran.out) == (0, "")
    assert "no possible duplicates" in ran.err
    assert run("dupes", "--json").json == []


@pytest.mark.usefixtures("people")
def test_keys_merge_and_keep_apart_and_what_is_kept_apart_does_not_come_again(run, screen):
    shown = screen("dupes", typed=[("q quit:", "k"), ("q quit:", "m")])
    assert shown.code == 0
    assert "marked Tom Miller and Sue Miller as different" in shown.shown
    assert "merged Okafor Nan into Nan Okafor" in shown.shown
    assert run("dupes").rows == []
    assert [row[2] for row in run("list").rows] == ["Nan Okafor", "Sue Miller", "Theo Brandt", "Tom Miller"]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("typed", ["q", "\x04"])
def test_it_can_be_left_at_any_time(run, screen, typed):
    before = run("list").out
    assert screen("dupes", typed=[("q quit:", typed)]).code == 0
    assert run("list").out == before


@pytest.mark.usefixtures("people")
def test_leaving_keeps_what_was_decided_and_an_interruption_too(run, screen):
    assert screen("dupes", typed=[("q quit:", "k"), ("q quit:", 2)]).code == 130
    assert len(run("dupes").rows) == 1


@pytest.mark.usefixtures("people")
def test_what_is_skipped_comes_again(run, screen):
    screen("dupes", typed=[("q quit:", "s"), ("q quit:", "s")])
    assert len(run("dupes").rows) == 2


@pytest.mark.usefixtures("people")
def test_the_other_name_can_stay(run, screen):
    screen("dupes", "Nan Okafor", typed=[("q quit:", "o")])
    assert run("show", "Nan Okafor", "--json").json["name"] == "Okafor Nan"


def test_three_of_one_person_become_one(run, screen):
    run("import", "-", input='name,org\nNan Okafor,Loom\nOkafor Nan,Loom\n"Okafor, Nan",Loom\n')
    screen("dupes", typed=[("q quit:", "m"), ("q quit:", "m")])
    assert len(run("list").rows) == 1


@pytest.mark.usefixtures("people")
def test_both_are_shown_side_by_side(screen):
    shown = screen("dupes", "Tom Miller", typed=[("q quit:", "q")]).shown
    row = next(line for line in shown.splitlines() if line.strip().startswith("email"))
    assert row.count("tom.miller@example.org") == 2


@pytest.mark.usefixtures("people")
def test_a_terminal_gets_a_table_when_only_a_list_is_wanted(screen):
    assert "Okafor Nan" in screen("dupes", "--list").shown


@pytest.mark.usefixtures("people")
def test_to_decide_takes_a_terminal(run):
    assert run("dupes", "--interactive").code == 2


@pytest.mark.usefixtures("people")
def test_keeping_apart_is_one_step_of_undo(run, screen):
    screen("dupes", "Tom Miller", typed=[("q quit:", "k")])
    assert len(run("dupes").rows) == 1
    run("undo")
    assert len(run("dupes").rows) == 2


def test_a_number_of_a_whole_office_says_nothing_of_a_person(run):
    rows = "".join(f"{name} Person,+1 415 555 0100\n" for name in ["Ada", "Ben", "Cal", "Dee", "Eve", "Fay"])
    run("import", "-", input=f"name,phone\n{rows}")
    assert run("dupes").rows == []
