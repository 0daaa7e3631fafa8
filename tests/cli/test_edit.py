"""`edit` with options: what replaces, what is added, what is cleared."""

import shlex

import pytest


@pytest.fixture(autouse=True)
def _nan(run, once):
    def build():
        run("add", "Nan Okafor", "crochet:expert", "knitting", "--place", "Hobart", "--email", "nan@example.org",
            "--note", "designs patterns", "--closeness", "3", "--met", "2020-01-02", "--every", "30d", "--reach", "local",
            "--title", "Designer", "--via", "Sam Lee", "--no-suggest")  # fmt: skip

    once("nan to edit", build)


@pytest.fixture
def page(run):
    return lambda name="Nan Okafor": run("show", name, "--json").json


@pytest.mark.parametrize(
    ("option", "value", "field", "becomes"),
    [
        ("--title", "Artist", "title", "Artist"), ("--org", "Loom", "org", "Loom"), ("--place", "Perth", "place", "Perth"),
        ("--kind", "source", "kind", "source"), ("--reach", "global", "reach", "global"),
        ("--met", "2021-03-04", "met", "2021-03-04"), ("--closeness", "5", "closeness", 5), ("--every", "2w", "every", "14d"),
    ],
)  # fmt: skip
def test_a_single_value_replaces(run, page, option, value, field, becomes):
    assert run("edit", "Nan Okafor", option, value).code == 0
    assert page()[field] == becomes


@pytest.mark.parametrize(
    ("option", "field", "empty"),
    [
        ("--title", "title", ""), ("--place", "place", ""), ("--met", "met", None), ("--closeness", "closeness", None),
        ("--every", "every", None), ("--via", "via", None), ("--note", "notes", ""), ("--reach", "reach", None),
    ],
)  # fmt: skip
def test_an_empty_value_clears(run, page, option, field, empty):
    assert run("edit", "Nan Okafor", option, "").code == 0
    assert page()[field] == empty


def test_suggest_takes_back_no_suggest(run, page):
    run("edit", "Nan Okafor", "--suggest")
    assert page()["no_suggest"] is False


def test_several_values_are_added(run, page):
    run("edit", "Nan", "macrame:beginner", "--email", "n@example.net", "--alias", "Nanny", "--wants", "tax")
    now = page()
    assert [s["topic"] for s in now["skills"]] == ["crochet", "knitting", "macrame"]
    assert now["email"] == ["nan@example.org", "n@example.net"]
    assert (now["aliases"], now["wants"]) == (["Nanny"], ["tax"])


def test_a_skill_told_again_gets_its_new_level(run, page):
    run("edit", "Nan", "knitting:advanced")
    assert [(s["topic"], s["level"]) for s in page()["skills"]] == [("crochet", "expert"), ("knitting", "advanced")]


def test_a_skill_told_again_without_a_level_keeps_its_level(run, page):
    run("edit", "Nan", "Crochet")
    assert page()["skills"][0]["level"] == "expert"


def test_values_can_be_taken_out(run, page):
    run("edit", "Nan", "--without", "Knitting", "--without", "nan@example.org")
    now = page()
    assert ([s["topic"] for s in now["skills"]], now["email"]) == (["crochet"], [])


def test_taking_out_what_is_not_there_changes_nothing(run, page):
    before = page()
    ran = run("edit", "Nan", "--title", "Artist", "--without", "juggling")
    assert ran.code == 3
    assert "juggling" in ran.err
    assert page() == before


def test_notes_append(run, page):
    run("edit", "Nan", "--note", "moved studio")
    assert page()["notes"] == "designs patterns\nmoved studio"


def test_a_contact_can_be_renamed(run, page):
    ran = run("edit", "Nan Okafor", "--name", "Nan Hale")
    assert ran.out == "changed Nan Okafor: name Nan Okafor -> Nan Hale\n"
    assert page("Nan Hale")["email"] == ["nan@example.org"]
    assert run("show", "Nan Okafor").code == 3


def test_a_name_cannot_be_cleared(run, page):
    assert run("edit", "Nan Okafor", "--name", "").code == 2
    assert page()["name"] == "Nan Okafor"


def test_nobody_introduces_themselves(run, page):
    assert run("edit", "Nan Okafor", "--via", "Nan Okafor").code == 2
    assert page()["via"] == "Sam Lee"


def test_nothing_to_change_in_a_script_is_a_usage_error(run):
    ran = run("edit", "Nan Okafor")
    assert ran.code == 2
    assert "nothing to change" in ran.err


def test_an_edit_is_found_at_once_by_ask(run):
    run("edit", "Nan Okafor", "--suggest", "beekeeping")
    assert run("ask", "beekeeping", "--json").json["matches"][0]["name"] == "Nan Okafor"


def test_what_was_taken_out_is_not_found_any_more(run):
    run("edit", "Nan Okafor", "--suggest", "--without", "knitting")
    found = run("ask", "knitting", "--json").json["matches"]
    assert "knitting" not in {why["evidence"] for match in found for why in match["why"]}


def test_json_gives_the_changed_contact(run):
    assert run("edit", "Nan Okafor", "--place", "Perth", "--json").json["place"] == "Perth"


def test_a_bad_value_changes_nothing(run, page):
    before = page()
    assert run("edit", "Nan Okafor", "--title", "Artist", "--met", "someday").code == 2
    assert page() == before


def test_an_unclear_introducer_is_chosen_on_a_terminal(run, screen, page):
    run("add", "Ray Lee")
    ran = screen("edit", "Nan Okafor", "--via", "Lee", typed=[("Which one?", "2\n")])
    assert ran.code == 0
    assert page()["introducers"] == ["Sam Lee", "Ray Lee"]


def test_an_unclear_name_is_chosen_on_a_terminal(run, screen, page):
    run("add", "Nan Hale")
    screen("edit", "Nan", "--place", "Perth", typed=[("Which one?", "2\n")])
    assert page("Nan Hale")["place"] == "Perth"
    assert page()["place"] == "Hobart"


def test_a_new_name_that_somebody_has_is_refused_in_a_script(run, page):
    ran = run("edit", "Nan Okafor", "--name", "sam  LEE")
    assert ran.code == 2
    assert "sam LEE is already the name of another contact: Sam Lee (person)" in ran.err
    assert "asknet merge id:1 id:2" in ran.err
    assert page()["id"] == 2


def test_a_new_name_that_somebody_has_is_taken_by_force(run):
    assert run("edit", "Nan Okafor", "--name", "Sam Lee", "--force").code == 0
    assert [one["name"] for one in run("list", "--json").json] == ["Sam Lee", "Sam Lee"]


@pytest.mark.parametrize(("answer", "code", "name"), [("y", 0, "Sam Lee"), ("n", 2, "Nan Okafor")])
def test_a_new_name_that_somebody_has_is_asked_about_on_a_terminal(run, screen, answer, code, name):
    ran = screen("edit", "Nan Okafor", "--name", "Sam Lee", typed=[("Use the name anyway?", f"{answer}\n")])
    assert ran.code == code
    assert run("show", "id:2", "--json").json["name"] == name


def test_a_name_of_ones_own_written_otherwise_is_nobody_elses(run):
    assert run("edit", "Nan Okafor", "--name", "NAN OKAFOR").code == 0


@pytest.mark.parametrize("words", [["--name", "C C", "--via", "C C"], ["--alias", "C C", "--via", "c c"]])
def test_nobody_is_introduced_by_a_name_that_they_get_with_it(run, page, words):
    ran = run("edit", "Nan Okafor", *words)
    assert ran.code == 2
    assert "cannot be their own introducer" in ran.err
    assert (len(run("list", "--json").json), page()["via"]) == (2, "Sam Lee")


def test_an_edit_says_the_old_and_the_new_value_of_what_changed_and_nothing_else(run):
    run(
        "add",
        "Margaret Hale",
        "knitting",
        "crochet:beginner",
        "--every",
        "30d",
        "--place",
        "Hobart",
        "--title",
        "Teacher",
    )
    ran = run("edit", "Margaret", "crochet:expert", "weaving", "--without", "knitting", "--every", "2w", "--place", "")
    assert ran.out == (
        "changed Margaret Hale: - knitting; crochet beginner -> expert; + weaving; place Hobart -> none;"
        " every 30 days -> 14 days\n"
    )


def test_a_second_introducer_alias_or_address_is_said_to_be_added(run):
    run("add", "Margaret Hale", "--via", "Sam Lee", "--alias", "Maggie", "--email", "m@example.org")
    ran = run(
        "edit", "Margaret", "--via", "Theo Brandt", "--alias", "Peg", "--email", "p@example.org", "--note", "moved"
    )
    assert ran.out == ("changed Margaret Hale: + e-mail p@example.org; + alias Peg; + via Theo Brandt; + note moved\n")


def test_an_edit_that_changes_nothing_says_so_and_offers_no_undo(run):
    run("add", "Margaret Hale", "--every", "14d")
    ran = run("edit", "Margaret", "--every", "every 2 weeks")
    assert ran.out == "nothing changed: Margaret Hale already has these values\n"
    assert ran.err == ""


def test_a_new_name_a_status_and_what_is_never_suggested_are_said(run):
    run("add", "Margaret Hale")
    ran = run("edit", "Margaret", "--name", "Margaret Frost", "--past", "--no-suggest")
    assert ran.out == (
        "changed Margaret Hale: name Margaret Hale -> Margaret Frost; suggested yes -> never; status active -> past\n"
    )


def test_a_number_beside_another_says_how_the_former_one_goes(run):
    run("add", "Ida Holm", "--phone", "0113 496 0111")
    command = run("edit", "Ida", "--phone", "0113 496 0112").err.split("`")[1]
    assert command.endswith(' --without "0113 496 0111"')
    run(*shlex.split(command)[1:])
    assert run("show", "Ida", "--json").json["phone"] == ["0113 496 0112"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--alias", "Mimi"], "'Mimi' may be Mei Kim"),
        (["--email", "mei@example.org"], "'mei@example.org' may be Mei Kim"),
    ],
)
def test_an_alias_or_an_address_of_somebody_else_is_said(run, words, said):
    run("add", "Mei Kim", "--alias", "Mimi", "--email", "mei@example.org")
    run("add", "Theo Brandt")
    assert said in run("edit", "Theo Brandt", *words).err
    assert "Mei" not in run("edit", "Theo Brandt", "--place", "York").err


@pytest.mark.parametrize("said", ["never", "none", "No", ""])
def test_a_period_is_ended_in_words_or_with_nothing(run, page, said):
    run("edit", "Nan Okafor", "--every", "30d")
    assert run("edit", "Nan Okafor", "--every", said).code == 0
    assert page()["every"] is None


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("every two weeks", "14d"), ("two weeks", "14d"), ("Three months", "90d"), ("every other week", "14d"),
        ("a year", "365d"), ("every couple of weeks", "14d"),
    ],
)  # fmt: skip
def test_a_period_may_be_counted_in_words(run, page, said, days):
    assert run("edit", "Nan Okafor", "--every", said).code == 0
    assert page()["every"] == days


def test_a_period_that_is_none_says_how_to_end_it(run):
    ran = run("edit", "Nan Okafor", "--every", "sometimes")
    assert (ran.code, "or write never to end it" in ran.err) == (2, True)
    assert "'sometimes' is not a period" in ran.err
