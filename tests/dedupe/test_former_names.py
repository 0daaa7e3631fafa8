"""A former family name inside a name is an alias, by which the contact is found and proposed as a duplicate."""

import pytest

from asknet.former_names import split_former

WRITTEN = {
    "Anna Berg née Holm": ("Anna Berg", "Anna Holm"),
    "Anna Berg, geb. Holm": ("Anna Berg", "Anna Holm"),
    "Anna Berg (born Holm)": ("Anna Berg", "Anna Holm"),
    "Anna (née Holm) Berg": ("Anna Berg", "Anna Holm"),
    "Anna née Holm Berg": ("Anna Berg", "Anna Holm"),
    "Berg (geb. Holm), Anna": ("Berg, Anna", "Holm, Anna"),
    "Berg, Anna (née Holm)": ("Berg, Anna", "Holm, Anna"),
    "Anna Berg née Holm (she/her)": ("Anna Berg (she/her)", "Anna Holm"),
    "Dr. Anna von der Heide geb. de la Cruz": ("Dr. Anna von der Heide", "Dr. Anna de la Cruz"),
    "Maja Lund f. Berg": ("Maja Lund", "Maja Berg"),
    "Maria Kowalska z domu Nowak": ("Maria Kowalska", "Maria Nowak"),
    "Вера Соколова (урожд. Лисина)": ("Вера Соколова", "Вера Лисина"),
    "Kovács Éva szül. Nagy": ("Kovács Éva", "Nagy Éva"),
    "山田花子（旧姓：佐藤）": ("山田花子", "佐藤花子"),
}
NONE = [
    "Max Born", "Max Born Smith", "Anna Berg (geb. im Mai)", "Anna Berg geb. 1980", "Children born Early", "Lee Nee Wong",
    "Renée Dubois", "Jon f. Kennedy", "Anna Berg (Acme)", "née Holm",
]  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_the_former_name_is_split_off_however_it_is_written(written):
    assert split_former(written) == WRITTEN[written]


@pytest.mark.parametrize("written", NONE)
def test_words_that_are_part_of_the_name_stay_in_it(written):
    assert split_former(written) == (written, "")


def test_a_name_that_is_typed_with_the_former_one_has_it_as_an_alias(run):
    run("add", "Anna Berg née Holm")
    shown = run("show", "Anna Holm", "--json").json
    assert (shown["name"], shown["aliases"]) == ("Anna Berg", ["Anna Holm"])
    assert run("log", "coffee with Anna Berg née Holm", "--json").json["with"] == ["Anna Berg"]


def test_a_new_name_with_the_former_one_in_it_keeps_that_as_an_alias(run):
    run("add", "Anna Holm")
    run("edit", "Anna Holm", "--name", "Anna Berg (geb. Holm)")
    assert run("show", "Anna Berg", "--json").json["aliases"] == ["Anna Holm"]


@pytest.mark.parametrize("written", ["Anna Berg geb. Holm", "Anna Berg (Holm)", "Anna (Holm) Berg"])
@pytest.mark.parametrize("other", ["Anna Holm", "Anna Berg"])
def test_both_names_propose_a_duplicate_after_an_import(run, home, written, other):
    (home / "mail.csv").write_text(f"name,email\n{written},anna@example.org\n", encoding="utf-8")
    run("import", home / "mail.csv")
    ran = run("import", "-", "--json", input=f"name,phone\n{other},+46 8 555 012 34\n")
    assert len(ran.json["possible_duplicates"]) == 1
    assert len(run("dupes", "--json").json) == 1


def test_a_family_name_in_brackets_behind_the_family_name_is_an_alias(run):
    run("import", "-", input="First Name,Last Name\nAnna,Berg (Holm)\nJo,Ray (MBA)\n")
    assert [(c["name"], c["aliases"]) for c in run("list", "--json").json] == [
        ("Anna Berg", ["Anna Holm"]),
        ("Jo Ray (MBA)", []),
    ]


@pytest.mark.parametrize("other", ["José Navarro", "Pepe Navarro"])
def test_a_nickname_in_quotes_proposes_a_duplicate(run, other):
    run("add", 'José "Pepe" Navarro', "--email", "jn@example.org")
    run("add", other, "--phone", "+34 600 000 002", "--force")
    assert len(run("dupes", "--json").json) == 1
