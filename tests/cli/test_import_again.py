"""Any file again, and in any order, changes nothing, whatever came before it."""

import random

import pytest

VALUES = (
    ("John Smith", "John Smith", "Kim", "Kim Young-ho"),
    ("", "a@x.example", "b@x.example", "c@y.example"),
    ("", "", "555-010-2020"),
    ("", "Acme", "Mill"),
    ("", "Weaver"),
    ("", "Oslo"),
)


def changed(ran):
    return ran.json["added"], ran.json["updated"]


@pytest.mark.parametrize("seed", range(12))
def test_rows_of_few_names_are_known_again_in_any_order(run, seed):
    chance = random.Random(seed)
    first, more = ([",".join(map(chance.choice, VALUES)) for _ in range(5)] for _ in range(2))
    newer = [*chance.sample(first, 3), *more[:3]]
    for rows in (first, newer):
        run("import", "-", input="\n".join(["name,email,phone,org,title,place", *rows]))
        for _ in range(2):
            chance.shuffle(rows)
            ran = run("import", "-", "--json", input="\n".join(["name,email,phone,org,title,place", *rows]))
            assert changed(ran) == (0, 0)


@pytest.mark.parametrize("rows", [["Team,crochet", "Team,knitting;purl"], ["Team,knitting;purl", "Team,crochet"]])
def test_of_several_rows_with_one_name_the_one_that_changed_is_the_one_that_is_left(run, rows):
    run("import", "-", input="name,skills\nTeam,crochet\nTeam,knitting\n")
    ran = run("import", "-", "--json", input="\n".join(["name,skills", *rows]))
    assert changed(ran) == (0, 1)
    assert sorted(row[3] for row in run("list").rows) == ["crochet", "knitting;purl"]


def test_one_more_row_of_a_name_is_one_more_contact(run):
    run("import", "-", input="name,skills\nTeam,crochet\nTeam,knitting\n")
    ran = run("import", "-", "--json", input="name,skills\nTeam,crochet\nTeam,knitting\nTeam,purl\n")
    assert changed(ran) == (1, 0)


def test_a_column_that_is_not_read_this_time_takes_nothing_away(run, home):
    (home / "people.csv").write_text(
        "Name,Email,Phone,Woher\nNan Okafor,nan@example.org,01434 600222,from the choir\nSam Lee,,,neighbour\n"
    )
    run("import", home / "people.csv", "--map", "Woher=notes")
    (home / "people.csv").write_text(
        "Name,Email,Phone,Woher\nNan Okafor,nan@example.org,01434 600333,from the choir\nSam Lee,,,neighbour\n"
    )
    assert "1 updated, 1 unchanged" in run("import", home / "people.csv").out
    nan = run("show", "Nan", "--json").json
    assert (nan["notes"], nan["phone"]) == ("from the choir", ["01434 600333"])
