"""People whose names are written without a space are found by their given name."""

import pytest

NAMES = {"花子": "山田花子", "小龙": "李小龙", "민수": "박민수"}


@pytest.mark.parametrize("given", NAMES)
def test_the_given_name_alone_is_found_and_logged(run, given):
    run("add", NAMES[given])
    assert run("show", given, "--json").json["name"] == NAMES[given]
    assert run("log", f"coffee with {given}", "--json").json["with"] == [NAMES[given]]


@pytest.mark.parametrize(
    ("said", "name"), [("鈴木さん", "鈴木健太"), ("鈴木", "鈴木健太"), ("王先生", "王伟"), ("김 씨", "김지훈")]
)
def test_the_family_name_is_found_and_logged(run, said, name):
    run("add", name)
    assert run("show", said, "--json").json["name"] == name
    assert run("log", f"coffee with {said}", "--json").json["with"] == [name]


def test_a_foreign_name_in_japanese_has_the_given_name_first(run):
    run("import", "-", input="First Name,Last Name\nマイケル,ジョンソン\n")
    assert run("show", "マイケル", "--json").json["name"] == "マイケル・ジョンソン"


def test_who_is_called_by_the_given_name_alone_goes_before(run):
    run("add", "박민수")
    run("add", "민수")
    assert run("show", "민수", "--json").json["name"] == "민수"


def test_two_people_with_one_given_name_are_asked_about(run):
    run("add", "박민수")
    run("add", "김민수")
    assert run("show", "민수").code == 2


def test_a_given_name_alone_with_the_same_number_is_one_person(run, home):
    (home / "a.csv").write_text("name,phone\n山田花子,+81 90 1234 5678\n", encoding="utf-8")
    run("import", home / "a.csv")
    assert run("import", "-", "--json", input="name,phone\n花子,090-1234-5678\n").json["added"] == 0
