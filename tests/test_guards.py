"""What people like about the program and must not be lost, on one invented network. `pytest -m guard` runs them all.

The mark `guard` is also on the tests of the same kind in the files of their verbs.
"""

import pytest

pytestmark = pytest.mark.guard


@pytest.fixture
def network(run, once):
    def build():
        run("add", "Sam Lee", "library research", "--closeness", "5", "--email", "sam@example.org")
        run("add", "Nan Okafor", "crochet:expert", "--via", "Sam Lee", "--note", "Rewired her narrowboat herself")
        run("add", "Theo Brandt", "Sourdough", "--wants", "figma")
        run("add", "Una Vale", "sourdough")
        run("add", "Crochet Crowd", "crochet", "--kind", "community", "--reach", "global")
        run("me", "figma")

    once("guards", build)
    return run


def first(run, problem):
    return run("ask", problem, "--no-save", "--json").json["matches"][0]


def test_the_why_column_is_in_the_words_the_person_wrote(network):
    assert network("ask", "who can rewire a narrowboat").rows[0][4:6] == [
        "Nan Okafor",
        "Rewired her narrowboat herself",
    ]
    assert network("ask", "sourdough", "-n", "1").rows[0][5] in ("Sourdough", "sourdough")


def test_the_way_in_leads_from_you_to_the_person(network):
    assert first(network, "crochet")["via"] == ["Sam Lee"]
    assert network("path", "Nan").rows == [["Sam Lee", "Nan Okafor"]]


@pytest.mark.usefixtures("network")
def test_a_review_says_who_wants_what_you_know(screen):
    assert "Theo Brandt wants figma, and you know figma" in screen("review").shown


def test_help_that_was_had_puts_the_helper_first_and_says_by_how_much(network):
    network("ask", "sourdough")
    logged = network("log", "Una helped me with the sourdough", "--ask", "last")
    assert "Una Vale's record for this 1.00 -> 1.10" in logged.err
    assert first(network, "my sourdough is flat")["name"] == "Una Vale"


def test_who_helped_often_is_marked_as_to_be_repaid_first(network, screen):
    for day in (3, 4, 5, 6):
        network("log", f"{day} Nov: Theo helped me with sourdough")
    shown = " ".join(screen("ask", "sourdough", "--explain", columns=160).shown.split())
    assert "repay first" in shown


def test_a_question_and_what_came_after_are_one_story(network):
    network("ask", "my sourdough is flat")
    ran = network("log", "Theo showed me how to feed it", "--ask", "last")
    assert "ask 1 (my sourdough is flat): helped; closed" in ran.err
    assert network("asks").rows == []
    assert "my sourdough is flat" in network("show", "Theo").out


def test_a_want_that_is_met_is_in_the_card_of_the_person(network):
    assert ["could give", "figma"] in network("show", "Theo").rows


def test_every_row_of_a_file_is_accounted_for_by_its_line(run, home):
    lines = ["name,skills,email", "Ada Marsh,bread,ada@example.org", ",beer,", "Ada Marsh,bread,ada@example.org",
             "Bo Marsh,wine,n/a", "Bo Marsh,wine,"]  # fmt: skip
    (home / "people.csv").write_text("\n".join(lines) + "\n")
    ran = run("import", home / "people.csv", "--json").json
    assert ran["added"] + ran["updated"] + ran["unchanged"] + len(ran["skipped"]) == ran["read"] == 5
    assert [(lines[row["line"] - 1], row["why"]) for row in ran["skipped"]] == [(",beer,", "no name")]
    assert [lines[row["line"] - 1] for row in ran["ignored"]] == ["Bo Marsh,wine,n/a"]
    assert len(run("list").rows) == ran["added"] == 2


def test_an_import_can_be_repeated_any_number_of_times(run, home):
    (home / "people.csv").write_text("name,skills,via\nAda Marsh,bread,Bo Marsh\nBo Marsh,wine,\n")
    first_time = run("import", home / "people.csv", "--json").json
    before = run("export").out
    for _ in range(3):
        again = run("import", home / "people.csv", "--json").json
        assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, first_time["read"])
    assert run("export").out == before


def test_whom_the_answer_names_the_next_command_takes_by_its_number(network):
    shown = network("ask", "sourdough", "--json").json["matches"][1]
    network("me", "--sign", "Robin")
    drafted = network("message", str(shown["rank"]), "--print").out
    assert drafted.startswith(shown["name"])
    assert drafted.endswith("Robin\n")


def test_what_was_understood_is_echoed_with_the_way_back(network):
    ran = network("log", "yesterday: call with Theo about sourdough")
    assert ran.out == "logged 1: Thu 2026-11-19; call; with Theo Brandt; #sourdough\n"
    assert "`asknet undo` undoes this" in ran.err
    network("undo")
    assert network("history").rows == []


def test_a_name_without_its_accents_or_with_a_title_is_the_person(run):
    run("add", "Jürgen Åberg", "welding", "--email", "ja@example.org", "--phone", "+47 22 11 33 44")
    for said in ("jurgen aberg", "Dr. Jürgen Åberg", "Åberg", "ja@example.org", "+47 22113344", "Åberg, Jürgen"):
        assert run("show", said).rows[0] == ["name", "Jürgen Åberg"], said


def test_nobody_is_invented_for_a_problem_that_nobody_fits(network, screen):
    assert network("ask", "helicopter rotor blades").code == 3
    shown = screen("ask", "helicopter rotor blades", "--no-save").shown
    assert not any(name in shown for name in ("Theo Brandt", "Una Vale"))


def test_who_has_died_is_remembered_and_never_suggested(network):
    network("edit", "Theo", "--past")
    assert "Theo Brandt" not in network("ask", "sourdough").out
    assert network("show", "Theo").code == 0
    assert "Theo Brandt" not in network("review", "ties").out
