"""Places, organisations, circles and names in a problem."""

import pytest


@pytest.fixture
def network(run, once):
    """People in several towns, some of which are ordinary English words."""

    def build():
        for words in (
            ["Rui Pires", "--place", "Lisbon"],
            ["Ana Sol", "--title", "Potter", "--place", "Lisboa, Portugal"],
            ["Tom Ost", "plumbing", "--place", "Leeds", "--closeness", "5"],
            ["Uma Ost", "plumbing", "--place", "Oslo", "--org", "N26 GmbH", "--closeness", "1"],
            ["Ida Lorne", "tutoring", "--place", "Reading"],
            ["Ned Nash", "massage", "--place", "Nice, France"],
            ["Nan Okafor", "reading lessons", "massage", "--place", "Bath", "--email", "nan@example.org"],
            ["Al Moby", "bath fitting", "mobile phones", "--place", "Mobile, Alabama"],
            ["Karen Holt", "--place", "Greater Manchester Area", "--org", "City Council", "--circle", "Running club",
             "--phone", "+1 555 0100"],
            ["Rose Eden", "--place", "Leeds", "--circle", "Running club"],
            ["Gus Lind", "rose pruning"],
        ):  # fmt: skip
            assert run("add", *words).code == 0

    once("where", build)


def names(ran):
    return [match["name"] for match in ran.json["matches"]]


def asked(run, *words):
    return run("ask", *words, "--json", "--no-save")


pytestmark = pytest.mark.usefixtures("network")


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("who do I know in Lisbon", ["Rui Pires"]),
        ("Lisbon", ["Rui Pires"]),
        ("I am travelling to Portugal next week", ["Ana Sol"]),
        ("who do I know in Manchester", ["Karen Holt"]),
        ("anybody near Leeds?", ["Tom Ost", "Rose Eden"]),
        ("who works at N26", ["Uma Ost"]),
        ("someone inside N26", ["Uma Ost"]),
        ("N26", ["Uma Ost"]),
        ("anyone at the City Council", ["Karen Holt"]),
        ("who is in my running club", ["Karen Holt", "Rose Eden"]),
        ("running club", ["Karen Holt", "Rose Eden"]),
        ("who lives in Reading", ["Ida Lorne"]),
        ("who is in Nice", ["Ned Nash"]),
        ("who works at N26 in Oslo", ["Uma Ost"]),
    ],
)
def test_a_place_an_organisation_or_a_circle_alone_lists_who_is_there(run, problem, expected):
    answer = asked(run, problem)
    assert (answer.code, answer.json["verdict"], names(answer)) == (0, "strong", expected)


@pytest.mark.parametrize("problem", ["who do I know in Hamburg", "who works at Zalando", "someone inside Zalando"])
def test_nobody_is_said_where_nobody_is(run, problem):
    answer = asked(run, problem)
    assert (answer.code, answer.json["verdict"], names(answer)) == (3, "none", [])


@pytest.mark.parametrize(
    "problem", ["plumber in Oslo", "plumber Oslo", "oslo plumber", "somebody in Oslo for plumbing"]
)
def test_a_place_puts_those_who_are_there_before_closer_contacts_elsewhere(run, problem):
    answer = asked(run, problem)
    assert names(answer)[:2] == ["Uma Ost", "Tom Ost"]
    place = {"evidence": "Oslo", "from": "place", "level": None, "term": "oslo", "how": "place"}
    first, second = answer.json["matches"][:2]
    assert place in first["why"]
    assert place not in second["why"]


def test_a_place_brings_nobody_who_does_not_fit_the_rest(run):
    answer = asked(run, "massage in Leeds")
    assert {*names(answer)[:2]} == {"Ned Nash", "Nan Okafor"}


def test_an_organisation_puts_those_who_are_inside_first(run):
    run("edit", "Gus Lind", "plumbing")
    answer = asked(run, "plumbing question for somebody inside N26")
    assert names(answer)[0] == "Uma Ost"
    assert {"evidence": "N26 GmbH", "from": "org", "level": None, "term": "n26", "how": "organisation"} in answer.json[
        "matches"
    ][0]["why"]


@pytest.mark.parametrize(
    ("problem", "first"),
    [
        ("reading lessons", "Nan Okafor"),
        ("a nice massage", "Nan Okafor"),
        ("bath fitting", "Al Moby"),
        ("mobile phones", "Al Moby"),
        ("massage in Nice", "Ned Nash"),
        ("massage in Bath", "Nan Okafor"),
    ],
)
def test_a_place_that_is_an_ordinary_word_is_one_after_a_preposition_only(run, problem, first):
    run("edit", "Nan Okafor", "--closeness", "5")
    answer = asked(run, problem)
    assert names(answer)[0] == first
    is_place = " in " in problem
    assert any(why["how"] == "place" for why in answer.json["matches"][0]["why"]) == is_place


def test_a_word_alone_that_is_a_place_and_a_topic_gives_both(run):
    assert names(asked(run, "Reading")) == ["Ida Lorne", "Nan Okafor"]


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("Karen's number", "Karen Holt"),
        ("Karen’s phone number please", "Karen Holt"),
        ("how do I reach Nan Okafor", "Nan Okafor"),
        ("Dr Holt's email", "Karen Holt"),
        ("Karen", "Karen Holt"),
    ],
)
def test_a_contacts_own_name_leads_to_them(run, problem, expected):
    answer = asked(run, problem)
    assert (answer.json["verdict"], names(answer)) == ("strong", [expected])
    (why,) = answer.json["matches"][0]["why"]
    assert (why["from"], why["how"], why["evidence"]) == ("name", "word", expected)


def test_a_name_beside_a_problem_puts_that_contact_first(run):
    assert names(asked(run, "ask Nan Okafor about plumbing"))[0] == "Nan Okafor"


def test_a_name_that_is_a_word_of_the_problem_leads_to_nobody(run):
    assert names(asked(run, "rose pruning"))[0] == "Gus Lind"


def test_who_is_not_to_be_suggested_is_found_by_name_alone(run):
    run("edit", "Karen Holt", "--no-suggest")
    assert names(asked(run, "Karen's number")) == ["Karen Holt"]
    assert asked(run, "who do I know in Manchester").code == 3


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ([], ["Tom Ost", "Uma Ost"]),
        (["--in", "leeds"], ["Tom Ost"]),
        (["--at", "n26"], ["Uma Ost"]),
        (["--exclude", "Tom Ost"], ["Uma Ost"]),
        (["--exclude", "Tom", "--exclude", "Uma Ost"], []),
        (["--circle", "running club"], []),
    ],
)
def test_filters_leave_the_others_out(run, options, left):
    answer = asked(run, "plumbing", *options)
    assert [name for name in names(answer) if name.endswith("Ost")] == left


def test_nobody_of_a_name_cannot_be_left_out(run):
    answer = run("ask", "plumbing", "--exclude", "Zoe Quist")
    assert (answer.code, answer.out) == (3, "")
    assert "nobody here is called 'Zoe Quist'" in answer.err


def test_a_filter_holds_for_everybody_of_a_place_too(run):
    assert names(asked(run, "who is in Leeds", "--circle", "Running club")) == ["Rose Eden"]


def test_a_name_that_is_left_out_and_unclear_is_asked_for_again(run):
    answer = run("ask", "plumbing", "--exclude", "Ost")
    assert (answer.code, answer.out) == (2, "")
    assert "Tom Ost" in answer.err
    assert "Uma Ost" in answer.err


def test_who_is_left_out_is_said_where_the_name_was_not_typed_in_full(run):
    assert "leaving out Tom Ost" in run("ask", "plumbing", "--exclude", "Tom").err


def test_the_filters_hold_for_every_line(run):
    answer = run("ask", "-", "--exclude", "Tom Ost", "--in", "Oslo", input="plumbing\nwho is in Oslo\n")
    assert [row[4] for row in answer.rows] == ["Uma Ost", "Uma Ost"]


def test_everybody_is_given_up_to_fifty_and_then_a_count(run):
    people = "name,place\n" + "".join(f"Person Number{n},Trondheim\n" for n in range(57))
    run("import", "-", input=people)
    everybody = run("ask", "who do I know in Trondheim", "--no-save")
    assert len(everybody.rows) == 50
    assert "and 7 more" in everybody.err
    as_json = asked(run, "who do I know in Trondheim")
    assert (len(as_json.json["matches"]), as_json.json["more"]) == (50, 7)
    assert len(asked(run, "who do I know in Trondheim", "-n", "3").json["matches"]) == 3
    whole = asked(run, "who do I know in Trondheim", "-n", "100").json
    assert (len(whole["matches"]), "more" in whole) == (57, False)


def test_a_terminal_gets_the_count_below_the_table(run, screen):
    people = "name,place\n" + "".join(f"Person Number{n},Trondheim\n" for n in range(52))
    run("import", "-", input=people)
    assert "and 2 more: -n 52" in screen("ask", "who do I know in Trondheim").shown
