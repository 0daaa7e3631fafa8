"""asknet's own JSON and YAML written by hand: what is clear is read, and the rest is reported in one line."""

import json
import re

import pytest
import yaml

from asknet.errors import InputError, UsageError
from asknet.formats.network_file.write import write_yaml

HEAD = '{"asknet": 1, '


def refused(given, text, name="network.json", **options):
    def whole():
        list(given(text, name, **options).reading.rest)

    with pytest.raises((InputError, UsageError)) as error:
        whole()
    return str(error.value)


def test_json_is_recognised_by_its_mark_whatever_it_is_called(given):
    found = given('{"asknet": 1, "contacts": [{"name": "Nan", "skills": ["crochet:expert"]}]}', "people.txt")
    assert (found.reading.format, found.names) == ("json", ["Nan"])


def test_yaml_is_recognised_by_its_mark_whatever_it_is_called(given):
    found = given("# mine\n---\nasknet: 1\ncontacts:\n- {name: Nan}\n", "people.txt")
    assert (found.reading.format, found.names) == ("yaml", ["Nan"])


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    "text", ['{"asknet": 1, "contacts": [{"name": "Zo\u00eb"}]}', "asknet: 1\ncontacts:\n- name: Zo\u00eb\n"]
)
def test_a_shell_that_saves_in_another_encoding_is_no_hindrance(given, text, codec):
    assert given(text.encode(codec), "people.txt").names == ["Zo\u00eb"]


def test_yaml_by_hand_takes_names_lists_and_plain_values(given):
    card = given(
        "asknet: 1\ncontacts:\n- name: Nan\n  skills: crochet; knitting\n  phone: 0491570006\n  no_suggest: yes\n"
        "  notes: [one, two]\n  place: ~\n  aliases: [no]\n  via: Sam Lee\n",
        "n.yaml",
    ).card
    assert ([s.topic for s in card.skills], card.phone, card.no_suggest) == (
        ["crochet", "knitting"],
        ("0491570006",),
        True,
    )
    assert (card.notes, card.place, card.aliases, card.via) == ("one\ntwo", "", ("no",), ("Sam Lee",))


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_a_newer_file_is_refused_with_a_sentence(given, form):
    text = '{"asknet": 3, "contacts": []}' if form == "json" else "asknet: 3\ncontacts: []\n"
    assert "written by a newer asknet (shape 3, this one knows 2). Upgrade asknet." in refused(given, text)


@pytest.mark.parametrize(
    "text",
    [
        '{"books": [{"isbn": "1"}]}',
        "[1, 2]",
        '{"asknet": "x"}',
        '{"contacts": [], "asknet": 1}',
        '{"asknet": true}',
    ],
)
def test_json_that_is_not_ours_is_refused_with_a_sentence(given, text):
    assert re.search(
        "not a network of asknet|JSON of another program|without a list of objects with names", refused(given, text)
    )


@pytest.mark.parametrize("text", ["contacts:\n- name: Nan\n", "- a\n- b\n", "name: Nan\n", "a: 1\nasknet: 1\n"])
def test_yaml_that_is_not_ours_is_refused_with_a_sentence(given, text):
    assert "asknet" in refused(given, text, "network.yaml")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (HEAD + '"contacts": [{"name": "A"}], "contacts": []}', "'contacts' occurs twice"),
        (HEAD + '"contacts": [{"name": "A", "name": "B"}]}', "'name' occurs twice"),
        (HEAD + '"contacts": [{"name": NaN}]}', "NaN is not a number"),
        (HEAD + '"contacts": [{"name": -Infinity}]}', "-Infinity is not a number"),
        (HEAD + '"contacts": [' + "[" * 100_000, "nested too deeply"),
        (HEAD + '"contacts": [{"skills": ' + "[" * 50 + "]" * 50 + "}]}", "nested too deeply"),
        (HEAD + '"contacts": [{"name": "A"},]}', "a value is missing"),
        (HEAD + '"contacts": [{"name": "A"}', "is missing"),
        (HEAD + '"contacts": [{"name": "A', ": unterminated string. Export"),
        (HEAD + '"contacts": []} x', "follows the end"),
        (HEAD + '"contacts": {"name": "A"}}', "should be a list"),
        (HEAD + '"me": [{"name": "A"}]}', "me should not be a list"),
        (HEAD + '"sections": [1]}', "'sections' is not a part of a network"),
        ('{"asknet": 1', "is missing"),
    ],
)
def test_broken_json_is_refused_in_one_line(given, text, why):
    said = refused(given, text)
    assert why in said
    assert "\n" not in said
    assert len(said) < 300


def test_the_line_of_broken_json_is_told(given):
    assert "line 3" in refused(given, '{"asknet": 1,\n"contacts": [\n{"name": }]}')


DEEP = "".join(f"{'  ' * n}a:\n" for n in range(60))
BOMB = "asknet: 1\ncontacts:\n- name: A\n  skills: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"- name: B\n  skills: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("asknet: 1\ncontacts:\n- name: A\n  name: B\n", "line 4: 'name' occurs twice"),
        ("asknet: 1\ncontacts: []\ncontacts: []\n", "'contacts' occurs twice"),
        ("asknet: 1\ncontacts:\n- name: !!python/object/apply:os.system [id]\n", "the tag"),
        ("asknet: 1\ncontacts: !x\n- name: A\n", "the tag"),
        ("asknet: 1\ncontacts:\n- &me {name: A, via: *me}\n", "refers to nothing, or to itself"),
        ("asknet: 1\ncontacts:\n- name: *nobody\n", "refers to nothing"),
        (BOMB, "aliases expand to more than 100,000 values"),
        ("asknet: 1\ncontacts:\n- name:\n" + DEEP, "YAML"),
        ("asknet: 1\ncontacts: " + "[" * 100_000, "nested too deeply"),
        ("asknet: 1\ncontacts:\n- ? [a, b]\n  : c\n", "a field's name is not text"),
        ("asknet: 1\n---\nasknet: 1\n", "more than one document"),
        ("asknet: 1\ncontacts:\n- name: 'A\n", "not YAML: line 4: found unexpected end of stream"),
        ("asknet: 1\ncontacts:\n- name: A\n - b\n", "not YAML: line 4: did not find expected key"),
        ("asknet: 1\ncontacts: x\n", "contacts should be a list"),
    ],
)
def test_broken_or_hostile_yaml_is_refused_in_one_line(given, text, why):
    said = refused(given, text, "network.yaml")
    assert why in said
    assert said.endswith(". Correct the line, and import it again.")
    assert "\n" not in said
    assert len(said) < 300


def test_a_reason_of_the_json_module_is_a_whole_sentence(given):
    said = refused(given, '{"asknet": 1, "contacts": [{"name": "N\nan"}]}')
    assert said.endswith("line 1: invalid control character. Export it again, or correct the line.")


def test_a_few_aliases_are_read(given):
    text = "asknet: 1\ncontacts:\n- name: A\n  skills: &s [x, y]\n- name: B\n  skills: *s\n"
    assert [[s.topic for s in card.skills] for card in given(text, "n.yaml").cards] == [["x", "y"], ["x", "y"]]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"name": ""}, "a contact needs a name"),
        ({}, "a contact needs a name"),
        ("Nan", "it is not `field: value` lines"),
        (None, "it is not `field: value` lines"),
        ({"name": ["A"]}, "name is not text"),
        ({"name": True}, "name is not text"),
        ({"name": "A", "phone_number": "1"}, "'phone_number' is not a field here"),
        ({"name": "A", "via": {"name": "B"}}, "id is missing"),
        ({"name": "A" * 2_000_000}, "more than 1,000,000"),
        ({"name": "A", "id": "9" * 100}, "too long"),
    ],
)
def test_an_entry_that_cannot_be_read_costs_that_entry(given, entry, why):
    text = '{"asknet": 1, "contacts": [\n' + json.dumps(entry) + ',\n{"name": "Theo"}]}'
    found = given(text, "network.json")
    assert found.names == ["Theo"]
    ((line, said),) = found.skipped
    assert line == 2
    assert said.startswith("contact 1: ")
    assert why in said


@pytest.mark.parametrize(
    ("entry", "field", "why"),
    [
        ({"skills": ["yarn", ["x"]]}, "skills", "a skill is not text"),
        ({"skills": ["yarn", {"topic": "x", "level": "godlike"}]}, "skills", "'godlike' is not a level"),
        ({"skills": ["yarn", "crochet:exprt"]}, "skills", "'exprt' is not a level"),
        ({"skills": ["yarn"], "email": {"a": "b"}}, "email", "email is not text"),
        ({"skills": ["yarn"], "reach": "whatsapp"}, "reach", "'whatsapp' is not a reach"),
        ({"skills": ["yarn"], "closeness": 10**400}, "closeness", "is not a closeness"),
        ({"skills": ["yarn"], "met": "31 February"}, "met", "is not a date"),
        ({"skills": ["yarn"], "added": "0000-00-00"}, "added", "is not a date"),
        ({"skills": ["yarn"], "every": "1e999"}, "every", "is not a period"),
    ],
)
def test_a_value_that_cannot_be_read_costs_that_value(given, entry, field, why):
    found = given(json.dumps({"asknet": 1, "contacts": [{"name": "A", **entry}]}), "network.json")
    assert [skill.topic for skill in found.card.skills] == ["yarn"]
    ((value,),) = [row.ignored for row in found.rows]
    assert value.field == field
    assert why in value.why


def test_a_number_that_is_no_number_stays_text_or_is_refused_where_it_counts(given):
    found = given('{"asknet": 1, "contacts": [{"name": 1e999, "phone": [491570006], "closeness": 4}]}')
    assert (found.card.name, found.card.phone, found.card.closeness) == ("1e999", ("491570006",), 4)


def test_control_characters_do_not_come_in(given):
    card = given('{"asknet": 1, "contacts": [{"name": "A\\u001b[31mB\\u0000", "notes": "a\\u0007b\\nc"}]}').card
    assert (card.name, card.notes) == ("A[31mB", "ab\nc")


def test_half_a_character_is_told(given):
    assert given('{"asknet": 1, "contacts": [{"name": "A\\ud800"}]}').skipped == [
        (1, "contact 1: name holds bytes that are not UTF-8 text")
    ]


def test_a_second_contact_of_one_id_is_told(given):
    found = given('{"asknet": 1, "contacts": [{"id": 1, "name": "A"}, {"id": 1, "name": "B"}]}')
    assert (found.names, found.skipped) == (["A"], [(1, "contact 2: another contact has the id 1")])


def test_columns_cannot_be_mapped(given):
    assert "has no columns to map" in refused(given, '{"asknet": 1}', mapping=(("a", "name"),))


@pytest.mark.parametrize("note", ["{}", "[{}]", "{{x: {}}}"])
def test_aliases_that_stand_for_much_text_are_refused_where_they_pass_the_bound(given, note):
    long = note.format('"' + "x" * 90_000 + '"')
    people = "".join(f"- {{name: P{number}, notes: *n}}\n" for number in range(5_000))
    why = refused(given, f"asknet: 1\ncontacts:\n- name: Nan\n  notes: &n {long}\n{people}", "n.yaml")
    assert re.search(r"line 11\d: its aliases expand to more than 10,000,000 characters", why)


def test_a_note_that_a_hundred_people_share_is_read(given):
    people = "".join(f"- {{name: P{number}, notes: *n}}\n" for number in range(100))
    found = given(f"asknet: 1\ncontacts:\n- name: Nan\n  notes: &n {'x' * 90_000}\n{people}", "n.yaml")
    assert {len(card.notes) for card in found.cards} == {90_000}


@pytest.mark.parametrize("text", ["a\n\n", "\n...", "...", "---", "a\n...\n", "x\n---\n", "\n\n"])
def test_text_that_looks_like_the_end_of_a_document_ends_none(text):
    parts = [("asknet", 1), ("contacts", {"name": "Nan", "notes": text}), ("synonyms", [text, text])]
    read = yaml.safe_load("".join(write_yaml(parts)))
    assert (read["contacts"][0]["notes"], read["synonyms"]) == (text, [[text, text]])
