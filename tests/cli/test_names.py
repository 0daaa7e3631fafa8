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
        ("Anne", "Jo Anne Smith"), ("id:1", "Dana Levi"), ("Nan Hale", "Nan Hale"), ("Dana L", "Dana Levi"),
        ("Dana L.", "Dana Levi"), ("D Levi", "Dana Levi"), ("Dr Levi", "Dana Levi"), ("Jo Smith", "Jo Anne Smith"),
    ],
)  # fmt: skip
def test_a_name_an_alias_a_whole_word_or_a_number_is_taken(people, said, name):
    assert meant(people, said) == name
    assert "taken to mean" not in people("show", said).err
    assert people("edit", said, "--place", "Oslo").code == 0


@pytest.mark.parametrize(
    ("said", "name"),
    [("Dan", "Dana Levi"), ("Daan Levi", "Dana Levi"), ("Okafro", "Nan Okafor"), ("Jo Ann", "Jo Anne Smith"),
     ("mulle", "Zoë Müller")],
)  # fmt: skip
@pytest.mark.parametrize("words", READING)
def test_anything_looser_is_read_and_said(people, said, name, words):
    ran = people(*verb(words, said))
    assert ran.code == 0
    assert f"taken to mean {name}" in ran.err


@pytest.mark.parametrize("said", ["Dan", "Okafro", "Jo Ann"])
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


DECORATED = {
    "Dr. Mina Holt": ["Mina", "Dr Holt", "Holt", "Mina H", "Prof. Mina Holt"],
    "Mr Raj Patel": ["Mr Patel", "Patel", "Raj"],
    "Müller Jürgen": ["Jürgen Müller", "jurgen"],
    "O'Brien, Pat": ["Pat O'Brien", "Pat", "OBrien"],
    'Robert "Bobby" Hanlon': ["Bobby", "Bobby Hanlon", "Robert Hanlon"],
    "✨Luz (She/Her) Ortega": ["Luz Ortega", "luz", "Luz ✨"],
    "太郎 山田": ["山田太郎", "太郎山田", "山田さん", "太郎"],
    "박민수": ["박민수", "박민수 씨"],
}


@pytest.mark.parametrize(("name", "said"), [(name, said) for name, several in DECORATED.items() for said in several])
def test_titles_signs_turned_names_and_initials_are_one_name_where_it_writes(run, name, said):
    run("add", name)
    run("add", "Ada Quist")
    assert run("edit", said, "--place", "Oslo").code == 0
    assert run("show", name, "--json").json["place"] == "Oslo"


@pytest.mark.parametrize("said", ["Dana T", "Dana T Levi", "Mrs Patel"])
def test_an_initial_or_a_form_of_address_that_contradicts_never_matches(run, said):
    run("add", "Dana Levi")
    run("add", "Mr Raj Patel")
    assert run("show", said).code == 3


def test_the_same_words_go_before_more_words(run):
    run("add", "Jo Smith")
    run("add", "Jo Anne Smith", "--force")
    assert run("show", "Smith Jo", "--json").json["name"] == "Jo Smith"


ADDRESSES = {
    "+49 172 1000001": ["0172 1000001", "+491721000001", "0049 172 1000001"],
    "+7 912 345-67-89": ["8 912 345 67 89", "8(912)3456789", "+79123456789"],
    "rory.ost+lists@googlemail.com": ["roryost@gmail.com", "Rory.Ost@gmail.com"],
    "lev+x@example.org": ["lev@example.org"],
}


@pytest.mark.parametrize(("kept", "said"), [(kept, said) for kept, several in ADDRESSES.items() for said in several])
def test_an_address_or_a_number_finds_its_contact_in_every_verb(run, kept, said):
    run("add", "Lev Ost", "--email" if "@" in kept else "--phone", kept)
    run("add", "Ada Quist", "--email", "ada@example.org", "--phone", "+44 20 7946 0018")
    assert run("show", said, "--json").json["name"] == "Lev Ost"
    assert [row[2] for row in run("list", said).rows] == ["Lev Ost"]
    assert run("log", "--with", said, "call about the mast", "--json").json["with"] == ["Lev Ost"]


def test_another_number_with_the_same_end_is_nobody(run):
    run("add", "Lev Ost", "--phone", "+49 172 1000001")
    assert run("show", "0301 1000001").code == 3


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("王小明", "小明"), ("王小明", "王さん"), ("김민수", "민수"), ("Mary Jane Watson", "MJ Watson"),
        ("Hans Brandt", "Mr. Hans Brandt Jr."), ("Theo Brandt", "Theo Brandt <theo@example.org>"),
        ("Theo Brandt", '"Brandt" <theo@example.org>'), ("Theo Brandt", "T. B. <THEO@example.org>"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_the_form_in_which_people_write_it(run, stored, said):
    run("add", stored, *(["--email", "theo@example.org"] if stored == "Theo Brandt" else []))
    run("add", "Ann Lee")
    assert meant(run, said) == stored


@pytest.mark.parametrize("said", ["Dr Levi", "Levi, Dana", "Levi Dana", "D. Levi"])
def test_list_finds_a_name_in_another_form(people, said):
    assert [each["name"] for each in people("list", said, "--json").json] == ["Dana Levi"]
    assert people("list", said, "--place", "Hobart", "--json").json == []


def test_candidates_are_followed_by_what_to_type(people):
    assert "id:1? Type the name in full, or id:N.\n" in people("edit", "Dama Levi", "--title", "x").err


def test_a_number_is_removed_in_any_form_that_is_the_same_number(run):
    run("add", "Nan Okafor", "--phone", "01434 600222", "--phone", "01434 600333")
    run("edit", "Nan", "--without", "01434600222")
    assert run("show", "Nan", "--json").json["phone"] == ["01434 600333"]


def test_two_of_one_name_and_place_are_shown_with_what_distinguishes_them(run):
    run("add", "Peter Schmidt", "joinery", "--place", "Freiburg")
    run("add", "Peter Schmidt", "--place", "Freiburg", "--email", "peter@example.org", "--force")
    for words in (["edit", "Peter Schmidt", "--title", "x"], ["log", "coffee with Peter Schmidt"]):
        assert "Peter Schmidt (person, Freiburg, joinery)" in run(*words).err
        assert "Peter Schmidt (person, Freiburg, peter@example.org)" in run(*words).err


@pytest.mark.parametrize("words", [["edit", "Bob Hanlon", "--place", "Hull"], ["log", "tea", "--with", "Bob Hanlon"]])
def test_an_alias_of_one_word_with_the_family_name_is_the_name(run, words):
    run("add", "Robert Hanlon", "--alias", "Bob")
    run("add", "Bob Hanley")
    assert run(*words).code == 0
