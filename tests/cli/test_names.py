"""Which contact is meant: the one rule, where a verb reads and where it writes."""

import pytest

from asknet import Network

READING = [["show"], ["path"]]
WRITING = [["remove"], ["edit", "--title", "x"]]


@pytest.fixture(scope="module")
def _people_file(tmp_path_factory):
    """Write the people of this file once."""
    path = tmp_path_factory.mktemp("names") / "people.db"
    with Network(path) as network:
        network.add("Dana Levi", skills=["tax"], title="Accountant", place="Perth")
        network.add("Zoë Müller", aliases=["Zed Zed"])
        for name in ("Jo Anne Smith", "Nan Okafor", "Nan Hale"):
            network.add(name)
    return path


@pytest.fixture
def people(run, db, _people_file):
    db.parent.mkdir(parents=True, mode=0o700)
    db.write_bytes(_people_file.read_bytes())
    return run


def verb(words, name):
    return [words[0], name, *words[1:]]


def meant(run, name):
    ran = run("show", name, "--json")
    return ran.json["name"] if ran.code == 0 else ran.code


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Dana Levi", "Dana Levi"), ("dana levi", "Dana Levi"), ("  DANA   LEVI ", "Dana Levi"), ("Levi", "Dana Levi"),
        ("levi dana", "Dana Levi"), ("zoe muller", "Zoë Müller"), ("ZOË", "Zoë Müller"), ("zed zed", "Zoë Müller"),
        ("Anne", "Jo Anne Smith"), ("id:1", "Dana Levi"), ("Nan Hale", "Nan Hale"),
    ],
)  # fmt: skip
def test_a_name_an_alias_a_whole_word_or_a_number_is_taken(people, said, name):
    assert meant(people, said) == name
    assert "taken to mean" not in people("show", said).err
    assert people("edit", said, "--place", "Oslo").code == 0


@pytest.mark.parametrize(
    ("said", "name"),
    [("Dan", "Dana Levi"), ("Dana L", "Dana Levi"), ("Dana L.", "Dana Levi"), ("D Levi", "Dana Levi"),
     ("Daan Levi", "Dana Levi"), ("Okafro", "Nan Okafor"), ("Jo Ann", "Jo Anne Smith"), ("mulle", "Zoë Müller")],
)  # fmt: skip
@pytest.mark.parametrize("words", READING)
def test_anything_looser_is_read_and_said(people, said, name, words):
    ran = people(*verb(words, said))
    assert ran.code == 0
    assert f"taken to mean {name}" in ran.err


@pytest.mark.parametrize("said", ["Dan", "Dana L", "Okafro", "Jo Ann"])
@pytest.mark.parametrize("words", WRITING)
def test_anything_looser_is_only_offered_where_it_writes(people, said, words):
    before = people("list").out
    ran = people(*verb(words, said))
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean" in ran.err
    assert "id:" in ran.err
    assert people("list").out == before


@pytest.mark.parametrize("words", [*READING, *WRITING])
def test_several_of_the_name_are_candidates_and_2(people, words):
    ran = people(*verb(words, "Nan"))
    assert (ran.code, ran.out) == (2, "")
    assert "Nan Okafor (person) id:4" in ran.err
    assert "Nan Hale (person) id:5" in ran.err


@pytest.mark.parametrize("said", ["Dana T", "T Levi", "Dana Tevi", "D T Levi", "Nan O Hale"])
@pytest.mark.parametrize("words", [*READING, *WRITING])
def test_a_contradicting_initial_is_nobody(people, said, words):
    ran = people(*verb(words, said))
    assert ran.code == 3
    assert "Dana Levi" not in ran.err


@pytest.mark.parametrize(
    "said", ["id:0", "id:99", f"id:{2**63}", "id:" + "9" * 400, "id:-1", "id:", "id:x", "id:³", "1", "99"]
)
@pytest.mark.parametrize("words", [READING[0], WRITING[0]])
def test_a_number_nobody_has_is_3(people, said, words):
    assert people(*verb(words, said)).code == 3


@pytest.mark.parametrize("said", ["", "   ", "\x01"])
@pytest.mark.parametrize("words", [*READING, *WRITING])
def test_a_missing_name_is_a_usage_error(people, said, words):
    assert people(*verb(words, said)).code == 2


@pytest.mark.parametrize("said", ["%", "_", "*", "'", '"', "' OR 1=1 --", "[", "\\", "NULL", "NEAR("])
@pytest.mark.parametrize("words", [READING[0], WRITING[0]])
def test_signs_that_mean_something_elsewhere_mean_nothing_here(people, said, words):
    assert people(*verb(words, said)).code == 3


def test_candidates_tell_people_apart(people):
    people("add", "Dana Levi", "--force", "--title", "Baker", "--place", "Hobart")
    err = people("show", "Dana Levi").err
    assert "Dana Levi (person, Accountant, Perth) id:1" in err
    assert "Dana Levi (person, Baker, Hobart) id:6" in err


def test_the_whole_name_wins_over_the_word_of_another(people):
    people("add", "Nan", "--force")
    assert meant(people, "nan") == "Nan"


def test_a_name_of_digits_is_a_name(people):
    people("add", "2")
    assert meant(people, "2") == "2"
    assert meant(people, "id:2") == "Zoë Müller"


def test_on_a_terminal_the_one_that_is_meant_is_chosen(people, screen):
    screen("remove", "Nan", typed=[("Which one?", "1\n")])
    assert meant(people, "Nan Okafor") == 3
    assert meant(people, "Nan Hale") == "Nan Hale"


@pytest.mark.parametrize("answer", ["\n", "0\n", "7\n", "x\n", "99999999999999999999\n"])
def test_choosing_none_changes_nothing(people, screen, answer):
    before = people("list").out
    assert screen("remove", "Nan", typed=[("Which one?", answer)]).code == 2
    assert people("list").out == before


def test_a_hundred_of_one_name_are_not_all_told(run):
    rows = "".join(f"Nan Number{i}\n" for i in range(100))
    run("import", "-", input=f"name\n{rows}")
    err = run("show", "Nan").err
    assert err.count("id:") <= 7 + 1
    assert "and 94 more" in err
