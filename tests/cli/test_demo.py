"""`demo`: the example network, and nothing of yours."""

import json
from importlib.resources import files

import pytest
import yaml


def test_it_answers_a_few_problems(run):
    ran = run("demo")
    assert ran.code == 0
    assert ran.out.count("asknet demo ") >= 3
    assert "Nan Okafor" in ran.out


def test_it_answers_the_problem_given(run):
    answer = run("demo", "my", "sourdough", "won't", "rise", "--json").json
    assert answer["problem"] == "my sourdough won't rise"
    assert answer["verdict"] == "strong"
    assert answer["ask"] is None


def test_nobody_fitting_is_3(run):
    assert run("demo", "zymurgical thaumaturgy").code == 3


def test_an_empty_problem_is_a_usage_error(run):
    assert run("demo", "").code == 2


def test_without_a_problem_json_is_one_object_a_line(run):
    answers = [json.loads(line) for line in run("demo", "--json").out.splitlines()]
    assert all(a["verdict"] in ("strong", "possible") for a in answers)


def test_it_makes_no_file(process, home):
    assert process("demo").code == 0
    assert [p.name for p in home.rglob("*")] == ["tmp"]


def test_it_leaves_your_own_network_as_it_is(run, db):
    run("add", "Zebedee Quill", "crochet:expert")
    before = db.read_bytes()
    assert "Zebedee" not in run("demo", "crochet").out
    assert db.read_bytes() == before


def test_it_works_beside_a_network_that_cannot_be_used(run, db):
    db.parent.mkdir(parents=True)
    db.write_text("not a database")
    assert run("demo", "crochet").code == 0


def test_the_answers_do_not_depend_on_the_day(run):
    assert run("demo", "--json").out == run("demo", "--json", env={"ASKNET_TODAY": "2031-01-01"}).out


@pytest.mark.parametrize("filters", [["--kind", "source"], ["--reach", "local"], ["-n", "1"]])
def test_the_filters_of_ask_work(run, filters):
    assert run("demo", "sourdough", *filters, "--json").json["matches"]


def test_the_network_is_about_sixty_of_every_kind_and_reach():
    contacts = yaml.safe_load((files("asknet") / "data" / "demo.yaml").read_bytes())["contacts"]
    assert 55 <= len(contacts) <= 70
    assert {c["kind"] for c in contacts} == {"person", "community", "source"}
    assert {c.get("reach") for c in contacts} >= {"local", "national", "global"}
    assert len({c["via"] for c in contacts if "via" in c}) > 5
