"""Clear intentions are understood: commas, "and", other forms of a verb, several introducers in one option."""

import pytest


def skills(run, name):
    return [skill["topic"] for skill in run("show", name, "--json").json["skills"]]


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        (["crochet, knitting"], ["crochet", "knitting"]),
        (["crochet,", "knitting"], ["crochet", "knitting"]),
        (["bread", "baking,", "crochet", "and", "lace"], ["bread baking", "crochet", "lace"]),
        (["crochet", "and", "knitting"], ["crochet", "knitting"]),
        (["tax (income, sales); wills"], ["tax (income, sales)", "wills"]),
        (["arts and crafts"], ["arts and crafts"]),
    ],
)
def test_topics_may_be_listed_with_commas(run, words, topics):
    assert run("add", "Theo", *words).code == 0
    assert skills(run, "Theo") == topics


def test_words_that_may_be_read_in_two_ways_are_still_refused_in_a_script(run):
    ran = run("add", "Theo", "bread", "baking", "and", "lace")
    assert ran.code == 2
    assert run("list").out == ""


def test_circles_and_wants_may_be_listed_too(run):
    run("add", "Theo", "--circle", "Work, Choir", "--wants", "piano, French")
    found = run("show", "Theo", "--json").json
    assert (found["circles"], found["wants"]) == (["Work", "Choir"], ["piano", "French"])


@pytest.mark.parametrize(
    ("via", "names"),
    [
        ("Nan Okafor, Theo Brandt", ["Nan Okafor", "Theo Brandt"]),
        ("Nan, Theo", ["Nan Okafor", "Theo Brandt"]),
        ("Nan Okafor and Zed Zebra", ["Nan Okafor", "Zed Zebra"]),
        ("Okafor, Nan", ["Nan Okafor"]),
        ("Berg, Lea", ["Berg, Lea"]),
    ],
)
@pytest.mark.parametrize("verb", ["add", "edit"])
def test_several_introducers_may_stand_in_one_unless_somebody_is_called_so(run, verb, via, names):
    for name in ("Nan Okafor", "Theo Brandt", *(["Kim"] if verb == "edit" else [])):
        run("add", name)
    assert run(verb, "Kim", "--via", via).code == 0
    assert run("show", "Kim", "--json").json["introducers"] == names


@pytest.mark.parametrize(
    ("typed", "verb"), [("skill", "skills"), ("logs", "log"), ("lists", "list"), ("dupe", "dupes")]
)
def test_the_other_form_of_a_verb_is_that_verb(run, typed, verb):
    assert run(typed, "--help").out == run(verb, "--help").out


@pytest.mark.parametrize("period", ["weekly", "every week", "every 7 days", "1 week", "7d"])
def test_a_period_may_be_said_in_words(run, period):
    run("add", "Theo", "--every", period)
    assert run("show", "Theo", "--json").json["every"] == "7d"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("club", "community"), ("Facebook group", "community"), ("forums", "community"), ("communities", "community"),
     ("podcast", "source"), ("Books", "source"), ("people", "person"), ("Person", "person")],
)  # fmt: skip
def test_other_words_for_a_kind_are_understood(run, typed, kind):
    assert run("add", "Chess", "chess", "--kind", typed).code == 0
    found = run("list", "--kind", typed, "--json").json
    assert [contact["kind"] for contact in found] == [kind]


def test_a_word_that_is_no_kind_is_refused_with_the_kinds_and_what_they_are(run):
    refused = run("add", "Krause", "flowers", "--kind", "shop")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert all(kind in refused.err for kind in ("shop", "person", "community (a club", "source (a site"))


@pytest.mark.parametrize("word", ["website", "the neighbours"])
def test_an_introducer_that_is_no_name_is_asked_about(run, screen, word):
    run("add", "Olu", "pipes")
    refused = run("edit", "Olu", "--via", word)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert [contact["name"] for contact in run("list", "--json").json] == ["Olu"]
    assert screen("edit", "Olu", "--via", word, typed=[("of that name", "y\n")]).code == 0
    assert run("show", "Olu", "--json").json["via"] == word
