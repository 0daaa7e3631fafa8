"""Whom a problem in plain words leads to: names that describe, help that was given, people whom a problem is about."""

import pytest


def names(ran, verdicts=("strong", "possible", "weak")):
    return [match["name"] for match in ran.json["matches"] if match["verdict"] in verdicts]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Dave Plumber", "plumber"),
        ("Sparky Steve", "electrician"),
        ("Jo the vet", "vet"),
        ("Ali - taxi", "taxi"),
        ("Mum's dentist Dr Rao", "dentist"),
        ("Plumber Leeds (good)", "plumber"),
        ("hair by Sue", "hair"),
        ("Imran Cricket", "cricket club"),
        ("Mark Removals", "removals"),
        ("Big Ron Skips", "need a skip"),
        ("Dr Surgery Clifton", "surgery"),
        ("Dr Surgery Clifton", "GP"),
        ("Dr Rao", "doctor"),
        ("Harpreet Gill CA", "accountant"),
        ("MOT garage Bedminster", "mot"),
        ("Man with van Gary", "a man with a van"),
        ("Yoga Rachel", "yoga teacher"),
    ],
)
def test_what_the_words_of_a_name_say_is_found(run, name, problem):
    run("add", name, "--kind", "person")
    run("add", "Ida Lorne", "lute music")
    answer = run("ask", problem, "--json")
    assert names(answer) == [name]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Tom Baker", "somebody to bake a cake"),
        ("Helen Price", "a fair price"),
        ("George Wood", "wood for a shelf"),
        ("Joost van Dalen", "somebody with a van"),
        ("Anna Brook", "a walk along a brook"),
        ("Mum", "my mother needs a lift"),
        ("Dr Helen Smith", "mathematics"),
    ],
)
def test_a_family_name_and_kin_say_nothing(run, name, problem):
    run("add", name, "--kind", "person")
    run("add", "Ida Lorne", "lute music")
    assert name not in names(run("ask", problem, "--json"))


def test_what_the_words_of_an_alias_say_is_found_until_it_goes(run):
    run("add", "Mark Dewhirst", "--title", "Owner")
    run("add", "Ida Lorne", "lute music")
    run("edit", "Mark Dewhirst", "--alias", "Mark Removals")
    assert names(run("ask", "removals", "--json")) == ["Mark Dewhirst"]
    assert run("check").code == 0
    run("undo")
    assert names(run("ask", "removals", "--json")) == []
    assert run("check").code == 0
    run("redo")
    assert names(run("ask", "removals", "--json")) == ["Mark Dewhirst"]


def test_a_merge_keeps_what_the_name_said(run):
    run("add", "Mark Dewhirst", "--phone", "+44 7700 900123")
    run("add", "Mark Removals", "--kind", "person")
    run("merge", "Mark Dewhirst", "Mark Removals")
    assert names(run("ask", "removals", "--json")) == ["Mark Dewhirst"]
    assert run("check").code == 0


def test_a_doctor_with_a_title_of_another_kind_is_no_physician(run):
    run("add", "Dr Helen Smith", "--title", "Lecturer in history")
    run("add", "Ida Lorne", "lute music")
    assert run("ask", "doctor", "--json").json["verdict"] == "none"


def test_who_was_helped_is_at_most_perhaps_able_to_help(run):
    for name in ("Rutuja More", "Ida Lorne"):
        run("add", name)
    run("log", "helped Rutuja with her CV", "--gave", "--with", "Rutuja More")
    given = run("ask", "CV review", "--json").json
    run("log", "--edit", "1", "--got")
    received = run("ask", "CV review", "--json").json
    assert [m["why"][0]["from"] for m in given["matches"]] == ["given"]
    assert given["verdict"] == "weak"
    assert received["matches"][0]["why"][0]["from"] == "interaction"
    assert received["verdict"] == "strong"


def test_help_both_ways_is_evidence_as_help_received_is(run):
    run("add", "Rutuja More")
    run("log", "went through each other's CV with Rutuja", "--both", "--with", "Rutuja More")
    assert run("ask", "CV", "--json").json["matches"][0]["why"][0]["from"] == "interaction"


def test_who_can_help_comes_before_who_was_helped(run):
    for name in ("Rutuja More", "Piet Adema"):
        run("add", name)
    run("log", "went through the CV with Rutuja", "--gave", "--with", "Rutuja More")
    run("log", "went through my CV with Piet", "--got", "--with", "Piet Adema")
    assert names(run("ask", "CV", "--json"))[0] == "Piet Adema"


def test_undo_brings_evidence_of_help_back_as_it_was(run):
    run("add", "Rutuja More")
    run("log", "helped Rutuja with her CV", "--gave", "--with", "Rutuja More")
    run("log", "--edit", "1", "--got")
    run("undo")
    assert run("ask", "CV", "--json").json["matches"][0]["why"][0]["from"] == "given"
    assert run("check").code == 0


@pytest.mark.parametrize(
    "problem",
    [
        "landlord won't return my deposit",
        "my landlord keeps the deposit",
        "Kaution, der Vermieter zahlt sie nicht zurück",
    ],
)
def test_the_opponent_in_a_problem_is_not_who_helps(run, problem):
    run("add", "Landlord Keith", "--kind", "person")
    run("add", "Jo Lund", "--note", "Vermieter")
    run("add", "Amal Said", "rental deposits; Kaution")
    assert names(run("ask", problem, "--json")) == ["Amal Said"]


@pytest.mark.parametrize("problem", ["landlord", "my landlord", "who is my landlord"])
def test_a_landlord_alone_is_found(run, problem):
    run("add", "Landlord Keith", "--kind", "person")
    assert names(run("ask", problem, "--json")) == ["Landlord Keith"]


@pytest.mark.parametrize("problem", ["my mother forgets things", "meine Mutter wird vergesslich"])
def test_kin_in_a_problem_lead_to_nobody(run, problem):
    run("add", "Anja Fischer", "--note", "mother of Leon")
    run("add", "Ulla Richter", "--note", "Mutter von Emil")
    assert run("ask", problem, "--json").json["verdict"] == "none"


def test_the_kind_of_a_source_is_no_topic(run):
    run("add", "Plain Tax", "tax returns", "--kind", "source", "--title", "Website")
    assert run("ask", "make a website", "--json").json["verdict"] == "none"
    assert names(run("ask", "tax return", "--json")) == ["Plain Tax"]


def test_only_what_is_near_is_suggested_where_nobody_fits(run, demo):
    assert demo.exists()
    assert run("ask", "baby won't sleep", "--json").json["suggestions"] == []
    near = run("ask", "swim", "--json").json["suggestions"]
    assert [each["command"] for each in near] == ["asknet ask 'sea kayaking'"]


@pytest.mark.parametrize("problem", ["remortgaging", "we want to remortgage"])
def test_what_is_done_again_leads_to_who_does_it(run, problem):
    run("add", "Jo Lund", "--title", "Mortgage adviser")
    run("add", "Ida Lorne", "lute music")
    assert names(run("ask", problem, "--json")) == ["Jo Lund"]


def test_a_word_that_only_begins_so_is_another_word(run):
    run("add", "Jo Lund", "port wine")
    run("add", "Ida Lorne", "lute music")
    assert names(run("ask", "report", "--json")) == []


@pytest.mark.parametrize(
    ("tags", "problem", "verdict"),
    [
        ("selling", "selling a simple product", "weak"),
        ("home", "home roaster cleaning", "weak none"),
        ("selling", "selling", "strong"),
        ("eggs", "eggs", "strong"),
        ("MOT", "my car needs its MOT", "strong"),
    ],
)
def test_an_everyday_tag_must_carry_half_of_a_problem(run, tags, problem, verdict):
    run("add", "Ann One", tags)
    for name, tag in (("Bo Berg", "chess"), ("Cy Dahl", "yoga"), ("Di Ek", "Latin")):
        run("add", name, tag)
    assert run("ask", problem, "--json").json["verdict"] in verdict.split()


@pytest.mark.parametrize("problem", ["make a will", "my will", "I want to make a will", "write my will"])
def test_a_will_is_no_filler(run, problem):
    run("add", "Pat Poe", "--title", "Probate solicitor", "--note", "Wills; inheritance")
    run("add", "Ida Lorne", "lute music")
    assert names(run("ask", problem, "--json")) == ["Pat Poe"]


@pytest.mark.parametrize("problem", ["who will help", "will you help me", "can you help", "who can help me"])
def test_will_and_can_say_nothing_elsewhere(run, problem):
    run("add", "Pat Poe", "--title", "Probate solicitor", "--note", "Wills; inheritance")
    run("add", "Ida Lorne", "canning fruit; tin cans")
    assert names(run("ask", problem, "--json")) == []
