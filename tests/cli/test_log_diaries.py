"""Files that other programs write, read by `log --from`; and `history`, which reads the log again."""

import pytest

DIARIES = {
    "iso": "2026-10-02 coffee with Mira about hives\n2026-10-05T18:00 Theo showed me how to shape a loaf\n"
    "06 Oct 2026, call with Mira\n",
    "chat": "02/10/2026, 10:15 - Mira Olsen: you should requeen in May\n05/10/2026, 18:00 - Theo Brandt: bake it hotter\n",
    "activities": "- 2026-10-02: Coffee with **Mira Olsen** in _Oslo_. @bees\n- 2026-10-05: **Theo Brandt** rang.\n",
    "journal": "[2026-10-02 10:15] Coffee with Mira about hives. @bees\n[2026-10-05 18:00] Theo rang.\n",
    "clock": "[2026-10-02 10:15 AM] Coffee with Mira about hives.\n2026-10-05 06:00 PM Theo rang.\n",
    "days alone": "2026-10-02\ncoffee with Mira\n\nMonday, 5 October 2026:\nTheo rang\n",
    "bullets": "# Week 40\n- 2026-10-02 coffee with Mira\n\n* 2026-10-05 - Theo rang\n- [x] call Mira about mites 2026-10-07\n",
    "daily": "## 2026-10-02\n- coffee with [[Mira Olsen]] about hives #bees\n## 2026-10-05\n- [[Theo Brandt|Theo]] rang\n",
}


@pytest.fixture
def people(run):
    run("add", "Mira Olsen")
    run("add", "Theo Brandt")
    return run


@pytest.mark.parametrize("name", DIARIES)
def test_each_line_of_a_diary_has_its_own_day_and_nobody_is_made_up(people, tmp_path, name):
    (tmp_path / "diary").write_text(DIARIES[name])
    assert people("log", "--from", tmp_path / "diary").code == 0
    found = {(row[1], row[3]) for row in people("history").rows}
    assert {("2026-10-02", "Mira Olsen"), ("2026-10-05", "Theo Brandt")} <= found
    assert "2026-11-20" not in {day for day, _ in found}
    assert [row[2] for row in people("list").rows] == ["Mira Olsen", "Theo Brandt"]


def test_lines_without_a_day_and_unclear_directions_are_counted(people):
    ran = people("log", "-", input="2026-10-02 coffee with Mira\ntea with Theo\nMira carried on with the fence\n")
    assert "no day given, so dated today: lines 2, 3" in ran.err
    assert "who helped whom is not clear in entry 3: asknet log --edit ID --got" in ran.err


def test_a_line_that_cannot_be_read_keeps_all_of_them_out(people):
    ran = people("log", "-", input="- 2026-10-02 coffee with Mira\n# Plans\n- must ring Theo\n")
    assert (ran.code, ran.out) == (5, "")
    assert "line 3: nothing has happened yet with Theo Brandt" in ran.err
    assert people("history").out == ""


@pytest.fixture
def written(people):
    people("log", "2026-10-02: coffee with Mira about hives")
    people("log", "2026-11-02: Theo showed me how to shape a loaf #baking")
    people("log", "2026-11-03: call with Mira, she said Theo is ill")
    return people


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ([], ["3", "2", "1"]), (["Mira"], ["3", "1"]), (["mira", "hives"], ["1"]), (["Theo"], ["3", "2"]), (["baking"], ["2"]),
        (["loaf", "shape"], ["2"]), (["--since", "last week"], []), (["--since", "1 Nov"], ["3", "2"]), (["nonesuch"], []),
    ],
)  # fmt: skip
def test_history_finds_entries_by_name_word_and_day(written, words, numbers):
    ran = written("history", *words)
    assert ran.code == 0
    assert [row[0] for row in ran.rows] == numbers


def test_history_gives_the_entries_that_can_be_edited(written):
    first = written("history", "hives", "--json").json[0]
    written("log", "--edit", str(first["id"]), "--got")
    assert written("history", "hives", "--json").json[0]["direction"] == "received"
    assert (first["direction"], first["with"], first["mentioned"]) == (None, ["Mira Olsen"], [])


def test_a_name_of_several_is_asked_for(written):
    written("add", "Mira Berg")
    ran = written("history", "Mira")
    assert ran.code == 2
    assert "Mira Berg" in ran.err


FRIENDS = """### Activities:
- 2026-11-01: **Mira Olsen** and I went to _Theo's Diner_. @food
- 2026-10-31: Walked along the beach.

### Notes:
- 2026-06-15: **Mira Olsen** moved to _Oslo_.

### Friends:
- Mira Olsen (a.k.a. The Admiral) [Oslo] @navy
- Theo Brandt [Kiel]

### Locations:
- Kiel
- Oslo
"""


@pytest.fixture
def friends(tmp_path):
    (tmp_path / "my files").mkdir()
    file = tmp_path / "my files" / "friends.md"
    file.write_text(FRIENDS)
    return file


def test_of_a_file_of_friends_only_the_activities_with_somebody_are_logged(run, friends):
    run("import", friends)
    assert run("log", "--from", friends).code == 0
    assert [row[1:4] for row in run("history").rows] == [["2026-11-01", "", "Mira Olsen"]]


def test_the_command_that_an_import_names_for_activities_can_be_typed(run, friends):
    assert f'`asknet log --from "{friends}"`' in run("import", friends).err


def test_draining_is_not_advised_for_a_file_of_friends(run, friends):
    ran = run("log", "--from", friends)
    assert (ran.code, "--drain" in ran.err) == (5, False)


def test_an_activity_of_friends_is_logged_once(people, friends):
    people("log", "--from", friends)
    friends.write_text(FRIENDS.replace("- 2026-10-31", "- 2026-11-02: Tea with **Theo Brandt**.\n- 2026-10-31"))
    people("log", "--from", friends)
    assert [row[3] for row in people("history").rows] == ["Theo Brandt", "Mira Olsen"]


def test_a_file_of_friends_is_not_drained(people, friends):
    ran = people("log", "--from", friends, "--drain")
    assert (ran.code, friends.read_text(), people("history").out) == (2, FRIENDS, "")


def test_the_article_in_an_alias_names_nobody(people):
    people("edit", "Theo Brandt", "--alias", "The Admiral")
    ran = people("log", "talked to Mira on the phone about the hives", "--json").json
    assert (ran["with"], ran["mentioned"]) == (["Mira Olsen"], [])
