"""Possible duplicates: `dupes`, an import and `add` follow one rule."""

import itertools
from pathlib import Path

import pytest
import yaml

PAIRS = yaml.safe_load((Path(__file__).parent.parent / "dedupe" / "pairs.yaml").read_text(encoding="utf-8"))


def table(*cards):
    fields = sorted({field for card in cards for field in card})
    rows = [fields, *([written(card.get(field, "")) for field in fields] for card in cards)]
    return "".join(",".join(row) + "\n" for row in rows)


def written(value):
    text = ";".join(value) if isinstance(value, list) else str(value)
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def pairs(ran):
    return {frozenset((row[1], row[3])) for row in ran.rows}


def announced(ran):
    return {frozenset((f"id:{found['new']}", f"id:{found['old']}")) for found in ran.json["possible_duplicates"]}


def test_what_an_import_announces_dupes_shows_and_nothing_else(run):
    cards = [dict(card) for kind in PAIRS.values() for _, *pair in kind for card in pair]
    told = announced(run("import", "-", "--json", input=table(*cards)))
    assert told == pairs(run("dupes", "--list"))
    assert len(told) > 30


@pytest.mark.parametrize(
    ("there", "row"),
    [
        ("Elif Kaya,elif@home.example.org,,", "Elif Kaya,e.kaya@work.example.org,,Acme"),
        ("Xanthippe Quirrenbach,,+49 170 1000001,", "Xanthippe Quirrenbach,,+49 30 2000002,Acme"),
        ("Elif Kaya,,,Loom", "Elif Kaya,,,Acme"),
        ("Margret Hale,,,", "Margaret Hale,mhale@example.org,,"),
        ("Ida Millburn,,,Loom", "Ida Milburn,,,"),
        ("Ida Milburn,,,", "Milburn Ida,,,"),
        ("Per Johanson,,,", "Johansson Per,,,"),
        ("Ana Fernandes,,,", "Ana Fernandez,,,"),
        ("Bob Okafor,,,Loom", "Robert Okafro,,,Loom"),
        ("Dr. Luz Ortega,,,", "Luz Ortega,luz@example.org,,"),
    ],
)
def test_a_likely_pair_of_two_sources_is_announced_and_shown(run, home, there, row):
    for file, line in (("one.csv", there), ("other.csv", row)):
        (home / file).write_text(f"name,email,phone,org\n{line}\n")
    run("import", home / "one.csv")
    ran = run("import", home / "other.csv", "--json")
    assert announced(ran) == {frozenset(("id:1", "id:2"))} == pairs(run("dupes", "--list"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wei Zhang", "Wei Zheng"),
        ("Marta Kowalska", "Maria Kowalska"),
        ("Jan Novak", "Jana Novak"),
        ("Boris Ivanov", "Boris Ivanova"),
        ("Anders Hansen", "Anders Jansen"),
        ("Li Wei", "Li Wen"),
        ("Daniel Brown", "Danielle Brown"),
        ("Francis Cole", "Frances Cole"),
        ("Ben Frost", "Ben Adler"),
        ("Klaus Meier", "Klaus Moore"),
        ("Maria Lund", "Marie Lund"),
        ("Simon Frey", "Simone Frey"),
        ("Michel Roux", "Michele Roux"),
        ("Karin Holt", "Karen Holt"),
        ("Wei Zhang", "Wei Sang"),
        ("Robert Meier", "Bob Meyer"),
        ("Person11 Family11", "Person1 Family1"),
    ],
)
def test_names_of_two_people_are_no_slip(run, one, other):
    run("add", one)
    ran = run("add", other)
    assert "possible duplicate" not in ran.err
    assert run("dupes", "--list").rows == []


SPELLINGS = [
    ("Philip Marlow", "Phillip Marlow"), ("Theresa Quill", "Teresa Quill"), ("Stephen Harrow", "Steven Harrow"),
    ("Geoffrey Pim", "Jeffrey Pim"), ("Catherine Obi", "Katherine Obi"), ("Anna Lindqvist", "Anna Lindquist"),
    ("Klaus Meier", "Klaus Meyer"), ("Klaus Maier", "Klaus Meyer"), ("Sara Holt", "Sarah Holt"), ("Jon Frey", "John Frey"),
    ("Amy Thomson", "Amy Thompson"), ("Kristin Aas", "Christin Aas"), ("Yusuf Demir", "Youssef Demir"),
    ("Stephen Meyer", "Steven Meier"), ("Per Nielsen", "Per Nilsen"), ("Ivan Petrov", "Ivan Petroff"),
    ("Ahmed Rahal", "Ahmad Rahal"), ("Mathew Cole", "Matthew Cole"), ("Eva Fischer", "Eva Fisher"),
    ("Zofia Lis", "Sophia Lis"), ("Иван Петров", "Ivan Petrow"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_names_that_sound_alike_are_proposed_and_never_merged(run, one, other):
    for name, address in ((one, "one@example.org"), (other, "other@example.net")):
        ran = run("import", "-", "--json", input=f"name,email\n{name},{address}\n")
    assert (ran.json["added"], announced(ran)) == (1, {frozenset(("id:1", "id:2"))})
    assert pairs(run("dupes", "--list")) == pairs(run("dupes", one, "--list")) == announced(ran)


def test_the_reason_names_the_spellings_as_they_are_written(run):
    run("add", "Michaela Größer")
    run("add", "Micheala Größer")
    assert "Michaela and Micheala" in run("dupes", "--list").out


@pytest.mark.parametrize(
    ("one", "other"), [("Margret Hale", "Margaret Hale"), ("Ida Millburn", "Ida Milburn"), *SPELLINGS[:7]]
)
def test_add_proposes_who_is_called_almost_the_same(run, one, other):
    run("add", one)
    ran = run("add", other)
    assert ran.code == 0
    assert f"possible duplicate of {one}" in ran.err
    command = ran.err.partition("`asknet ")[2].partition("`")[0].split()
    assert run(*command).code == 0
    assert [row[2] for row in run("list").rows] == [one]


def test_a_pair_that_is_marked_as_different_is_announced_by_nothing(run, screen, home):
    (home / "one.csv").write_text("name,phone\nElif Kaya,+49 170 1000001\n")
    (home / "other.csv").write_text("name,phone\nElif Kaya,+49 30 2000002\n")
    run("import", home / "one.csv")
    run("import", home / "other.csv")
    screen("dupes", typed=[("q quit:", "k")])
    assert run("dupes", "--list").rows == []
    assert run("import", home / "other.csv", "--json").json["possible_duplicates"] == []


def test_a_switchboard_says_nothing_of_people_whose_names_differ(run):
    names = ["A One", "B Two", "C Three", "D Four", "E Five", "Ada Sto", "Ada Stow"]
    rows = "".join(f"{name},+49 30 5550001\n" for name in names)
    ran = run("import", "-", "--json", input=f"name,phone\n{rows}")
    assert announced(ran) == pairs(run("dupes", "--list")) == {frozenset(("id:6", "id:7"))}


def test_numbers_that_only_end_alike_do_not_hide_who_has_the_same(run):
    rows = "Mohamed Ali,00201000000001\nMuhammad Aly,+20 100 000 0001\n"
    rows += "Zed Ivanov,+7 900 000 00 01\nSergey Ivanov,8 900 000-00-01\n"
    ran = run("import", "-", "--json", input=f"name,phone\nCarla Ito,+390000001\n{rows}")
    assert announced(ran) == pairs(run("dupes", "--list"))
    assert {frozenset(("id:2", "id:3")), frozenset(("id:4", "id:5"))} <= announced(ran)


def test_two_profiles_of_one_name_are_two_people(run):
    rows = "".join(f"Theo Brandt,https://www.linkedin.com/in/theo-{n}\n" for n in range(3))
    ran = run("import", "-", "--json", input=f"name,url\n{rows}")
    assert (ran.json["added"], ran.json["possible_duplicates"], run("dupes", "--list").rows) == (3, [], [])


@pytest.mark.parametrize(
    ("one", "other"),
    [*itertools.combinations(["nan.okafor@gmail.com", "nanokafor+fair@googlemail.com", "N.a.nOkafor@Gmail.com"], 2)],
)
def test_one_mailbox_of_gmail_is_one_however_it_is_written(run, one, other):
    run("add", "Nan Okafor", "--email", one)
    assert run("import", "-", "--json", input=f"name,email\nNan Okafor,{other}\n").json["added"] == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("Anne-Marie Dubois", "Annemarie Dubois"), ("Kim Min-su", "Minsu Kim"), ("Omar al-Masri", "Omar Almasri")],
)
def test_a_name_written_together_is_proposed(run, one, other):
    run("add", one)
    assert "1 possible duplicate" in run("import", "-", input=f"name\n{other}\n").out
    assert len(run("dupes", "--list").rows) == 1
