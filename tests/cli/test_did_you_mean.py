"""For verbs that asknet does not have, and for misplaced words, the exact command is printed."""

import shlex

import pytest


def refused(run, *words):
    ran = run(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    return ran.err


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("find crochet", "asknet ask crochet"),
        ("find Nan", "asknet list Nan"),
        ("search crochet", "asknet ask crochet"),
        ("who do I owe", "asknet review give"),
        ("who introduced Sam", "asknet path Sam"),
        ("thank Nan", "asknet message Nan --for thank"),
        ("thank Nan Okafor for the scarf", 'asknet message "Nan Okafor" --for thank'),
        ("sms Nan hello", "asknet message Nan --by sms"),
        ("introduce Nan Okafor to Sam", 'asknet message "Nan Okafor" Sam --for introduce'),
        ("introduce Nan to Sam", "asknet message Nan Sam --for introduce"),
        ("remind me to call Nan every week", "asknet edit Nan --every week"),
        ("undo 3", "asknet undo --to STEP"),
        ("export Nan --to nan.vcf", "asknet export Nan --output nan.vcf"),
        ("delete 'Nan Okafor'", 'asknet remove "Nan Okafor"'),
        ("rename 'Nan Okafor' 'Nan Hale'", 'asknet edit "Nan Okafor" --name "Nan Hale"'),
        ("rename Nan to 'Nan Hale'", 'asknet edit Nan --name "Nan Hale"'),
        ("rename Nan Okafor to Nan Hale", 'asknet edit "Nan Okafor" --name "Nan Hale"'),
        ("rename Nan Okafor Nan Hale", 'asknet edit "Nan Okafor" --name "Nan Hale"'),
        ("remind Nan Okafor in 3 months", 'asknet edit "Nan Okafor" --every "3 months"'),
        ("remind Nan every week", "asknet edit Nan --every week"),
        ("remind", "asknet review --due"),
        ("note Nan moved to Hobart", 'asknet edit Nan --note "moved to Hobart"'),
        ("ls", "asknet list"),
        ("call Nan", "asknet open Nan --call"),
        ("stats Nan", "asknet show Nan"),
        ("whois Nan", "asknet show Nan"),
        ("mv Nan Nanna", "asknet edit Nan --name Nanna"),
        ("rename Nan", "asknet edit Nan --name ..."),
        ("note Nan", "asknet edit Nan --note ..."),
        ("fnid crochet", "asknet ask crochet"),
        ("helpp", "asknet --help"),
        ("mail Nan", "asknet message Nan"),
        ("map", "asknet path"),
        ("stats", "asknet review"),
        ("lgo coffee with Nan", "asknet log coffee with Nan"),
        ("LIST", "asknet list"),
        ("our boiler is broken", "asknet ask our boiler is broken"),
        ("how do I bake bread", "asknet ask how do I bake bread"),
        ("'our boiler is broken'", 'asknet ask "our boiler is broken"'),
        ("delete 'a$(b)'", "asknet remove 'a$(b)'"),
        ("close 1 Gary", "asknet close 1 --helped-by Gary"),
        ("export my.csv", "asknet export -o my.csv"),
        ("export my.csv --skill bread", "asknet export -o my.csv --skill bread"),
        ("log --delete 7", "asknet remove --entry 7"),
    ],
)
@pytest.mark.guard
def test_the_command_that_was_meant_is_printed(run, typed, command):
    assert f"`{command}`" in refused(run, *shlex.split(typed))


def test_the_name_of_a_contact_alone_shows_them_and_with_more_is_logged(run):
    run("add", "Tom Hale", "history")
    assert "`asknet show tom`" in refused(run, "tom")
    assert "`asknet show Tom Hale`" in refused(run, "Tom", "Hale")
    assert "`asknet log Tom knows computers`" in refused(run, "Tom", "knows", "computers")


def test_of_several_contacts_to_remove_the_unknown_one_is_named(run):
    run("add", "Nan Okafor", "crochet")
    run("add", "Sam Lee", "history")
    ran = run("remove", "Nan", "Okafor", "Zorro", "Sam")
    assert (ran.code, ran.out) == (3, "")
    assert "'Zorro'. Type `asknet remove \"Nan Okafor\" && asknet remove Sam`" in ran.err


def test_a_verb_that_is_like_nothing_gets_no_other_verb(run):
    assert "`asknet ask zyxwv`?" in refused(run, "zyxwv")


def test_several_contacts_to_remove_get_a_command_each(run):
    run("add", "Nan Okafor", "crochet")
    run("add", "Sam Lee", "history")
    before = run("list", "--json").json
    assert '`asknet remove "Nan Okafor" && asknet remove Sam`' in refused(run, "remove", "Nan Okafor", "Sam")
    assert run("list", "--json").json == before
    assert run("remove", "Nan", "Okafor").code == 0


@pytest.mark.parametrize(
    ("said", "every"),
    [("daily", "1d"), ("weekly", "7d"), ("fortnightly", "14d"), ("monthly", "30d"), ("quarterly", "91d"),
     ("yearly", "365d"), ("every month", "30d"), ("Every Week", "7d")],
)  # fmt: skip
def test_a_period_may_be_said_in_a_word(run, said, every):
    assert run("add", "Nan Okafor", "--every", said).code == 0
    assert run("show", "Nan", "--json").json["every"] == every


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("add Mei --tel 0301234567", "asknet add Mei --phone 0301234567"),
        ("add Mei --mail=mei@example.org", "asknet add Mei --email=mei@example.org"),
        ("add Mei --company N26 --city York", "asknet add Mei --org N26 --place York"),
        ("add Mei --notes hello", "asknet add Mei --note hello"),
        ("add Mei -place York", "asknet add Mei --place York"),
        ("add Mei --skill bread --group Choir", "asknet add Mei bread --circle Choir"),
        ("ask plumber --org N26 --place Leeds", "asknet ask plumber --at N26 --in Leeds"),
        ("list --at N26 -n 3", "asknet list --org N26 --limit 3"),
        ("list --title baker", "asknet list baker"),
        ("review --dues", "asknet review --due"),
        ("log --list", "asknet history"),
        ("close last Sam Lee", 'asknet close last --helped-by "Sam Lee"'),
        ("find --org N26", "asknet list --org N26"),
        ("dump --at N26", "asknet export --org N26"),
        ("insert Mei --tel 0301234567", "asknet add Mei --phone 0301234567"),
    ],
)
def test_an_option_of_another_name_is_answered_with_the_command_which_works(run, typed, command):
    run("add", "Sam Lee", "plumbing", "--org", "N26", "--place", "Leeds", "--title", "baker")
    run("ask", "plumbing")
    assert f"`{command}`" in refused(run, *shlex.split(typed))
    assert run(*shlex.split(command)[1:]).code == 0


@pytest.mark.parametrize("typed", ["add Mei --birthday 3", "show Mei --all", "list --reverse", "people --reverse"])
def test_an_option_that_nothing_is_like_gets_no_other(run, typed):
    said = refused(run, *shlex.split(typed))
    assert "Type `" not in said
    assert "--reverse`" not in said


@pytest.mark.parametrize(
    ("typed", "command", "code"),
    [
        ("list --via Nan Okafor", 'asknet list --via "Nan Okafor"', 0),
        ("export --circle Running club", 'asknet export --circle "Running club"', 3),
        ("close 1 --helped-by Nan Okafor", 'asknet close 1 --helped-by "Nan Okafor"', 2),
        ("import new.csv --via Nan Okafor", 'asknet import new.csv --via "Nan Okafor"', 2),
        ("ask plumber --in San Francisco", 'asknet ask plumber --in "San Francisco"', 0),
    ],
)
def test_words_behind_an_option_without_quotes_are_answered_with_the_command_which_works(
    run, home, monkeypatch, typed, command, code
):
    monkeypatch.chdir(home)
    (home / "new.csv").write_text("name\nMei Kim\n")
    run("add", "Nan Okafor", "crochet")
    run("add", "Sam Lee", "plumbing", "--via", "Nan Okafor", "--circle", "Running club", "--place", "San Francisco")
    run("ask", "crochet")
    ran = run(*shlex.split(typed))
    assert ran.code == code
    assert f"`{command}`" in ran.err
    assert run(*shlex.split(command)[1:]).code == 0


def test_a_place_before_the_problem_is_left_alone(run):
    run("add", "Sam Lee", "plumbing", "--place", "Leeds")
    assert "taken as a part" not in run("ask", "--in", "Leeds", "Plumber").err


def test_a_service_in_place_of_its_export_says_what_to_do(run):
    ran = run("import", "LinkedIn")
    assert (ran.code, ran.err.count("\n")) == (5, 1)
    assert "Export your contacts there to a file" in ran.err


@pytest.mark.parametrize("option", ["--entry", "--ask"])
def test_several_entries_or_questions_to_remove_get_a_command_each(run, option):
    assert f"`asknet remove {option} 1 && asknet remove {option} 2`" in refused(run, "remove", option, "1", option, "2")
