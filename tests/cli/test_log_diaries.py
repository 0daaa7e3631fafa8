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
