"""Who is asked for by circle, place, organisation and name together, and what such a look-up is not: a problem."""

import pytest


@pytest.fixture
def network(run, once):
    """An address book with labels, trades in names and towns."""

    def build():
        for words in (
            ["Jean Ash", "--place", "Bath", "--circle", "Family", "--phone", "+1 555 0100"],
            ["Bo Poe", "--place", "Leeds", "--circle", "Family", "--circle", "Work"],
            ["Cy Dee", "--place", "Leeds", "--circle", "Friends"],
            ["Di Eel", "--place", "Leeds"],
            ["Ida Fox", "--place", "Oslo", "--circle", "Friends", "--circle", "School", "--org", "HSBC"],
            ["Zara Quinn", "--place", "York", "--org", "HSBC"],
            ["Colin Peake", "--place", "Leeds", "--circle", "Neighbours"],
            ["Mum", "--place", "Leeds", "--circle", "ICE"],
            ["Ben's Mum", "--place", "York", "--circle", "School"],
            ["Karen Holt", "--place", "Nice"],
            ["Boris Meyer", "tax returns", "--place", "München"],
            ["María Pérez", "--place", "Zuerich"],
            ["Gary Moss", "--title", "Mechanic"],
            ["Les Hobson"],
            ["Dave Plumber", "--place", "Leeds", "--circle", "Plumbers"],
            ["Nick Farrow", "plumbing", "--place", "York"],
            ["Lucy Babysitter", "--place", "Leeds"],
            ["Fiona Dale", "beekeeping", "--place", "Bath", "--circle", "Beekeeping"],
        ):
            assert run("add", *words).code == 0

    once("look-ups", build)


pytestmark = pytest.mark.usefixtures("network")


def names(ran):
    return [match["name"] for match in ran.json["matches"]]


def asked(run, *words):
    return run("ask", *words, "--json", "--no-save")


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("family in Leeds", ["Bo Poe"]),
        ("family in Bath", ["Jean Ash"]),
        ("friends in Leeds", ["Cy Dee"]),
        ("any friends in Leeds?", ["Cy Dee"]),
        ("Leeds friends", ["Cy Dee"]),
        ("work in Leeds", ["Bo Poe"]),
        ("neighbours in Leeds", ["Colin Peake"]),
        ("who do I know in Leeds from my family", ["Bo Poe"]),
        ("friends at HSBC", ["Ida Fox"]),
        ("family in Leeds, not Bo", []),
        ("HSBC in York", ["Zara Quinn"]),
    ],
)
def test_a_circle_in_a_place_or_an_organisation_is_who_is_in_both(run, problem, expected):
    assert names(asked(run, problem)) == expected


@pytest.mark.parametrize(
    ("problem", "expected", "said"),
    [
        ("friends in York", ["Ben's Mum", "Nick Farrow", "Zara Quinn"], "nobody in the circle 'friends' is in York"),
        ("family at HSBC", ["Ida Fox", "Zara Quinn"], "nobody in the circle 'family' is at HSBC"),
        ("family in Berlin", ["Bo Poe", "Jean Ash"], "nobody in the circle 'family' is in Berlin"),
    ],
)
def test_where_nobody_is_in_both_that_is_said_and_the_answer_is_weak(run, problem, expected, said):
    answer = run("ask", problem, "--no-save")
    assert [(row[1], row[4]) for row in answer.rows] == [("weak", name) for name in expected]
    assert said in answer.err


def test_a_circle_that_is_a_topic_leads_to_those_who_know_it_elsewhere(run):
    answer = run("ask", "beekeeping in Leeds", "--no-save")
    assert answer.rows[0][4] == "Fiona Dale"
    assert "none of them is in Leeds" in answer.err


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("my neighbour", ["Colin Peake"]),
        ("people at work", ["Bo Poe"]),
        ("work friends", ["Bo Poe"]),
        ("ICE contacts", ["Mum"]),
        ("parents from school", ["Ben's Mum", "Ida Fox"]),
    ],
)
def test_a_circle_is_recognised_in_the_words_around_it(run, problem, expected):
    assert names(asked(run, problem)) == expected


@pytest.mark.parametrize("problem", ["problem at work", "help with family law", "friend request", "family tree"])
def test_a_problem_with_the_name_of_a_circle_stays_one(run, problem):
    matches = asked(run, problem).json["matches"]
    assert not any(why["from"] == "circle" for match in matches for why in match["why"])


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("Karens number", ["Karen Holt"]),
        ("Boris Mayer's number", ["Boris Meyer"]),
        ("Karen Hlot", ["Karen Holt"]),
        ("Mary Perez", ["María Pérez"]),
        ("who is Les", ["Les Hobson"]),
        ("Karen in Nice", ["Karen Holt"]),
        ("Mum's phone", ["Mum"]),
        ("text mum", ["Mum"]),
    ],
)
def test_a_name_is_found_without_an_apostrophe_with_a_slip_and_beside_a_place(run, problem, expected):
    answer = asked(run, problem)
    assert (answer.json["verdict"], names(answer)) == ("strong", expected)


def test_the_owner_of_what_is_asked_for_comes_first(run):
    assert names(asked(run, "Gary's garage number"))[0] == "Gary Moss"


@pytest.mark.parametrize("problem", ["a plumber, not Dave", "plumber but not Dave please", "plumber other than Dave"])
def test_who_is_named_after_not_is_left_out_and_that_is_said(run, problem):
    answer = run("ask", problem, "--no-save")
    assert answer.rows[0][4] == "Nick Farrow"
    assert "Dave Plumber" not in answer.out
    assert "leaving out Dave Plumber" in answer.err


def test_not_before_other_words_leaves_nobody_out(run):
    assert "leaving out" not in run("ask", "the plumbing does not work", "--no-save").err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["who is in Muenchen"], "Boris Meyer"),
        (["in Zürich"], "María Pérez"),
        (["--in", "Muenchen"], "Boris Meyer"),
        (["--in", "zurich"], "María Pérez"),
    ],
)
def test_an_umlaut_may_be_written_either_way(run, words, expected):
    assert names(asked(run, *words)) == [expected]


@pytest.mark.parametrize("problem", ["in Berlin", "anyone in Berlin"])
def test_a_place_where_nobody_is_has_nobody_by_meaning(run, problem):
    answer = asked(run, problem)
    assert (answer.code, names(answer)) == (3, [])


@pytest.mark.parametrize("place", ["Oslo", "Berlin"])
def test_it_is_said_that_nobody_who_fits_is_in_the_place(run, place):
    answer = run("ask", f"plumber in {place}", "--no-save")
    assert {row[4] for row in answer.rows[:2]} == {"Dave Plumber", "Nick Farrow"}
    assert f"none of them is in {place}" in answer.err
    assert "none of them" not in run("ask", "plumber in Leeds", "--no-save").err


@pytest.mark.parametrize(
    "problem",
    ["who do I know in Leeds", "Karen's number", "my family", "people at HSBC", "--in Leeds", "friends in York"],
)
def test_a_look_up_is_not_noted_as_a_problem(run, problem):
    words = problem.split() if problem.startswith("--") else [problem]
    answer = run("ask", *words, "--json")
    assert answer.json["matches"]
    assert answer.json["ask"] is None
    assert run("asks", "--all", "--json").json == []


def test_the_number_of_a_look_up_is_not_taken_for_one_of_the_question_before(run):
    run("ask", "plumber")
    assert run("message", "1", "--print").code == 0
    run("ask", "my family")
    refused = run("message", "1", "--print")
    assert (refused.code, refused.out) == (2, "")
    assert "the last answer was a list of contacts, not to a question" in refused.err
    assert run("message", "1", "--ask", "1", "--print").code == 0
    run("ask", "plumber")
    assert run("message", "1", "--print").code == 0


@pytest.mark.parametrize("problem", ["plumber in Leeds", "beekeeping", "plumbing question for somebody at HSBC"])
def test_a_problem_that_names_a_place_a_circle_or_an_organisation_is_noted(run, problem):
    assert run("ask", problem, "--json").json["ask"] == 1


def test_a_look_up_offers_no_message_at_a_terminal(screen):
    shown = screen("ask", "my family").shown
    assert "Jean Ash" in shown
    assert "asknet message" not in shown


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--circle", "Familly", "nobody here is in a circle 'familly'; did you mean Family?"),
        ("--at", "HSCB", "nobody here is at 'hscb'; did you mean HSBC?"),
        ("--in", "Leedz", "nobody here is in 'leedz'; did you mean Leeds?"),
        ("--circle", "Xyz", "There are: Beekeeping, Family"),
    ],
)
def test_a_filter_that_nobody_passes_is_an_error_with_the_nearest(run, option, value, said):
    answer = run("ask", "plumber", option, value)
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err


def test_who_fits_without_the_filter_is_said_if_nobody_does_with_it(run):
    assert "without the filter, these fit: Lucy Babysitter" in run("ask", "babysitter", "--circle", "Friends").err


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--in", "Bath"], ["Fiona Dale", "Jean Ash"]),
        (["--circle", "family"], ["Bo Poe", "Jean Ash"]),
        (["--at", "HSBC"], ["Ida Fox", "Zara Quinn"]),
        (["--at", "HSBC", "--in", "York"], ["Zara Quinn"]),
    ],
)
def test_a_filter_without_a_problem_lists_everybody_who_passes(run, options, expected):
    answer = asked(run, *options)
    assert (answer.code, names(answer)) == (0, expected)


def test_a_filter_without_a_problem_in_an_empty_network_says_how_to_begin(run):
    answer = run("--db", "empty.db", "ask", "--in", "Bath")
    assert answer.code == 3
    assert "Nobody is in your network yet" in answer.err


@pytest.mark.parametrize("problem", ["the", "who can help me"])
def test_nothing_but_filler_gets_one_line(run, problem):
    answer = run("ask", problem)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.strip() == f"{problem!r} does not say what you need: describe the problem, or type a topic"


@pytest.mark.parametrize(
    ("topic", "problem"), [("go", "go"), ("difference", "different"), ("must-haves", "must having")]
)
def test_filler_that_is_a_topic_or_a_form_of_one_is_one(run, topic, problem):
    run("edit", "Di Eel", f"+{topic}")
    assert names(asked(run, problem))[0] == "Di Eel"


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("friends not in Leeds", ["Ida Fox"]),
        ("family outside Bath", ["Bo Poe"]),
        ("plumber not in Leeds", ["Nick Farrow"]),
        ("friends in Leeds or Oslo", ["Cy Dee", "Ida Fox"]),
    ],
)
def test_a_place_may_be_left_out_and_several_may_be_asked_for(run, problem, expected):
    found = asked(run, problem).json["matches"]
    assert sorted(match["name"] for match in found if match["verdict"] in ("strong", "possible")) == expected


@pytest.mark.parametrize("problem", ["looking for work in York", "I want to live in York", "stay in York"])
def test_what_is_wanted_in_a_place_is_a_problem_and_no_look_up(run, problem):
    assert run("ask", problem, "--json").json["ask"]


@pytest.mark.parametrize("problem", ["who lives in York", "in York next week", "anybody working in York?"])
def test_who_is_in_a_place_is_a_look_up(run, problem):
    ran = run("ask", problem, "--json")
    assert (ran.json["ask"], names(ran)) == (None, ["Ben's Mum", "Nick Farrow", "Zara Quinn"])


def test_a_name_that_is_a_trade_leads_to_both(run):
    run("add", "Bill Cook", "--title", "Roofer")
    run("add", "Pablo Ruiz", "--title", "Chef")
    found = asked(run, "cook").json["matches"]
    assert [match["name"] for match in found][:2] == ["Bill Cook", "Pablo Ruiz"]
