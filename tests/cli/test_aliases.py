"""An alias never repeats the name, wherever it comes from."""

import json

import pytest


def aliases(run, name="Nan Okafor"):
    return run("show", name, "--json").json["aliases"]


def test_an_alias_that_is_added_does_not_repeat_the_name(run):
    run("add", "Nan Okafor", "crochet", "--alias", "nan okafor", "--alias", "Nana")
    assert aliases(run) == ["Nana"]
    run("edit", "Nan", "--alias", "NAN OKAFOR")
    assert aliases(run) == ["Nana"]


def test_an_alias_that_is_the_name_in_another_form_is_not_kept(run):
    run("add", "Eve Ebb", "crochet", "--alias", "Ebb, Eve", "--alias", "Eve", "--alias", "Eve 'Evie' Ebb")
    assert aliases(run, "Eve Ebb") == ["Eve", "Eve 'Evie' Ebb"]
    ran = run("edit", "Eve Ebb", "--alias", "Dr Eve Ebb", "--alias", "Mrs Ebb, Eve")
    assert aliases(run, "Eve Ebb") == ["Eve", "Eve 'Evie' Ebb", "Mrs Ebb, Eve"]
    assert "Dr Eve" not in ran.out
    assert run("edit", "Eve Ebb", "--alias", "EBB Eve").out.startswith("nothing changed")


def test_a_merge_keeps_no_alias_that_is_the_name_in_another_form(run):
    run("add", "Eve Ebb", "crochet")
    run("add", "Ebb, Eve", "knitting", "--alias", "Evie", "--force")
    run("merge", "id:1", "id:2")
    assert aliases(run, "Eve Ebb") == ["Evie"]


def test_a_contact_renamed_to_an_alias_keeps_it_as_the_name_alone(run):
    run("add", "Nan Okafor", "crochet", "--alias", "Nana", "--alias", "Nan Hale")
    run("edit", "Nana", "--name", "Nan Hale")
    assert aliases(run, "Nan Hale") == ["Nana"]
    run("undo")
    assert aliases(run) == ["Nana", "Nan Hale"]


@pytest.mark.parametrize("name", ["people.csv", "people.json", "people.yaml", "people.vcf"])
def test_an_alias_that_is_imported_does_not_repeat_the_name(run, home, name):
    texts = {
        "people.csv": "name,aliases\nNan Okafor,nan okafor;Nana\n",
        "people.json": json.dumps(
            {"asknet": 1, "contacts": [{"name": "Nan Okafor", "aliases": ["Nan Okafor", "Nana"]}]}
        ),
        "people.yaml": "asknet: 1\ncontacts:\n- name: Nan Okafor\n  aliases: [NAN OKAFOR, Nana]\n",
        "people.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Nan Okafor\nNICKNAME:nan okafor,Nana\nEND:VCARD\n",
    }
    (home / name).write_text(texts[name])
    assert run("import", home / name).code == 0
    assert aliases(run) == ["Nana"]


def test_a_merge_of_one_name_leaves_no_alias_that_repeats_it(run):
    run("add", "Nan Okafor", "crochet")
    run("add", "NAN OKAFOR", "knitting", "--alias", "nan okafor", "--force")
    run("merge", "id:1", "id:2")
    assert aliases(run) == []
