"""Labels of address books: circles all, and skills where they name a trade or topic."""

import pytest

GOOGLE = (
    "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value\n"
    "Ida,Lorne,Family ::: Imported on 4/12/23 ::: * myContacts,* Other,ida@example.org\n"
    "Mo,Reyes,Plumbers ::: Work,* Other,mo@example.org\n"
    "Nan,Okafor,Beekeeping ::: Starred in Android,* Other,nan@example.org\n"
)
OUTLOOK = "First Name,Last Name,Categories,E-mail 2 Address\nMo,Reyes,Plumbers;Work,mo@example.org\n"
CARDS = "BEGIN:VCARD\nVERSION:3.0\nFN:Mo Reyes\nCATEGORIES:Plumbers,Work\nEND:VCARD\n"


@pytest.fixture
def page(run):
    def read(name):
        found = run("show", name, "--json").json
        return found["circles"], [skill["topic"] for skill in found["skills"]]

    return read


def test_google_labels_are_circles_and_topics_are_skills_as_well(run, page, home):
    (home / "people.csv").write_text(GOOGLE)
    run("import", home / "people.csv")
    assert page("Ida Lorne") == (["Family", "Imported on 4/12/23"], [])
    assert page("Mo Reyes") == (["Plumbers", "Work"], ["Plumbers"])
    assert page("Nan Okafor") == (["Beekeeping", "Starred in Android"], ["Beekeeping"])
    assert [row[2] for row in run("list", "--circle", "work").rows] == ["Mo Reyes"]


@pytest.mark.parametrize(("name", "text"), [("outlook.csv", OUTLOOK), ("mo.vcf", CARDS)])
def test_categories_are_circles_and_topics_are_skills_as_well(run, page, home, name, text):
    (home / name).write_text(text)
    run("import", home / name)
    assert page("Mo Reyes") == (["Plumbers", "Work"], ["Plumbers"])


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["crochet", "tax", "Family"], [([], ["crochet"]), ([], ["tax"]), (["Family"], [])]),
        (["Family", "Work", "tax"], [(["Family"], []), (["Work"], []), (["tax"], ["tax"])]),
    ],
)
def test_a_column_of_tags_is_topics_where_most_of_its_values_are(run, page, home, tags, expected):
    names = ["Ida Lorne", "Mo Reyes", "Nan Okafor"]
    lines = [f"{name},{tag}\n" for name, tag in zip(names, tags, strict=True)]
    (home / "people.csv").write_text("Name,Tags\n" + "".join(lines))
    run("import", home / "people.csv")
    assert [page(name) for name in names] == expected


def test_circles_go_out_as_categories_and_come_back_as_circles_alone(run, home):
    run("add", "Ida Lorne", "--circle", "Plumbers", "--circle", "Work")
    run("export", "-o", home / "all.vcf")
    assert "CATEGORIES;X-ASKNET-CIRCLES=yes:Plumbers,Work" in (home / "all.vcf").read_text()
    new = ("--db", home / "new.db")
    run(*new, "import", home / "all.vcf")
    back = run(*new, "show", "Ida Lorne", "--json").json
    assert (back["circles"], back["skills"]) == (["Plumbers", "Work"], [])
