"""LinkedIn's export as a whole: zip or folder, its files joined, and each on its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from asknet.errors import InputError
from asknet.formats.archive import Folder, zipped

CONNECTIONS = """Notes:
"When exporting your connection data, some are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Nan,Okafor,https://www.linkedin.com/in/nan-okafor,,Acme,Designer,08 Feb 2026
,,,,,,09 Feb 2026
Theo,Brandt,https://www.linkedin.com/in/theo-b?trk=x,,Crumb,Baker,10 Feb 2026
Theo,Brandt,https://www.linkedin.com/in/theo-other,,Rye,Miller,10 Feb 2026
"""
ENDORSED = """Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status
05 Jun 2020,Crochet,Nan,Okafor,https://www.linkedin.com/in/NAN-okafor/,ACCEPTED
05 Jun 2020,"Mergers, Acquisitions",Nan,Okafor,www.linkedin.com/in/nan-okafor,ACCEPTED
05 Jun 2020,Sourdough,Theo,Brandt,www.linkedin.com/in/theo-b,PENDING
05 Jun 2020,Macrame,Sam,Lee,www.linkedin.com/in/sam-lee,ACCEPTED
"""
NOTED = """Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On
Nan,Okafor,https://www.linkedin.com/in/nan-okafor,"Met at the wool fair, knows dyes",,
"""
RECOMMENDED = """First Name,Last Name,Company,Job Title,Text,Creation Date,Status
Theo,Brandt,Rye,Miller,Grinds the finest rye.,08 Feb 2026,VISIBLE
Theo,Brandt,Elsewhere,Miller,Somebody.,08 Feb 2026,VISIBLE
Nan,Okafor,,,,08 Feb 2026,VISIBLE
Ada,Quill,Inkwell,Printer,Prints on anything.,08 Feb 2026,VISIBLE
"""
FILES = {
    "Connections.csv": CONNECTIONS,
    "Endorsement_Given_Info.csv": ENDORSED,
    "Notes.csv": NOTED,
    "Recommendations_Given.csv": RECOMMENDED,
    "Recommendations_Received.csv": RECOMMENDED.replace("rye", "wheat"),
    "Skills.csv": "Name\nWhistling\n",
    "messages.csv": "CONVERSATION ID,CONVERSATION TITLE,FROM,CONTENT\n1,x,Nan,secret\n",
}


def as_zip(files):
    return zipped({name: text.encode() for name, text in files.items()})


@pytest.fixture(params=["zip", "zip with a folder in it", "folder"])
def export(request, tmp_path):
    if request.param == "folder":
        for name, text in FILES.items():
            (tmp_path / name).write_text(text)
        return Folder(tmp_path)
    within = "Basic_Export/" if "folder" in request.param else ""
    return as_zip({within + name: text for name, text in FILES.items()})


def by_name(found):
    return {card.name + card.org: card for card in found.cards}


def test_skills_notes_and_recommendations_join_their_connection(given, export):
    people = by_name(given(export, "export"))
    nan, theo = people["Nan OkaforAcme"], people["Theo BrandtRye"]
    assert [s.topic for s in nan.skills] == ["Crochet", "Mergers, Acquisitions"]
    assert (nan.title, nan.notes) == ("Designer", "Met at the wool fair, knows dyes")
    assert theo.notes == "Recommended: Grinds the finest rye."
    assert people["Theo BrandtCrumb"].notes == ""


def test_people_who_are_no_connections_are_read_too(given, export):
    people = by_name(given(export, "export"))
    assert [s.topic for s in people["Sam Lee"].skills] == ["Macrame"]
    assert people["Ada QuillInkwell"].title == "Printer"
    assert len(people) == 5


def test_every_row_is_read_or_told_with_its_file(given, export):
    found = given(export, "export")
    assert len(found.rows) == 13
    told = {(row.file.rpartition("/")[2], row.line, row.why.split()[0]) for row in found.rows if row.why}
    assert told == {
        ("Connections.csv", 6, "hidden"),
        ("Endorsement_Given_Info.csv", 4, "the"),
        ("Recommendations_Given.csv", 3, "2"),
    }


def test_what_is_about_the_user_or_private_is_named_and_not_read(given, export):
    found = given(export, "export")
    ignored = [name.rpartition("/")[2] for name in found.reading.other_files]
    assert ignored == ["Recommendations_Received.csv", "Skills.csv", "messages.csv"]
    assert "wheat" not in str(found.cards)
    assert "secret" not in str(found.rows)


def test_rejects_of_several_files_are_a_zip_that_reads_again(given, export):
    found = given(export, "export")
    again = given(found.rejects, "rejects.zip")
    assert [row.why for row in again.rows if row.why] == [
        "hidden member: LinkedIn gives only the date",
        "the endorsement is pending, not accepted",
    ]
    assert again.names == ["Theo Brandt"]


def test_rejects_of_one_file_are_that_file(given):
    files = {"Connections.csv": CONNECTIONS, "Notes.csv": NOTED}
    head, _, rows = CONNECTIONS.partition("Nan,")
    assert given(as_zip(files), "x.zip").rejects.decode() == head + rows.split("\n")[1] + "\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (ENDORSED, ["Nan Okafor", "Nan Okafor", "Sam Lee"]),
        (NOTED, ["Nan Okafor"]),
        (RECOMMENDED, ["Theo Brandt", "Theo Brandt", "Nan Okafor", "Ada Quill"]),
    ],
)
def test_each_file_is_read_on_its_own(given, text, names):
    assert given(text).names == names


def test_several_rows_of_a_person_make_one_card(given):
    cards = given(ENDORSED).cards
    assert cards[0] == cards[1]
    assert [s.topic for s in cards[0].skills] == ["Crochet", "Mergers, Acquisitions"]


def test_connections_without_addresses_are_joined_by_name(given):
    old = "First Name,Last Name,Email Address,Company,Position,Connected On\nNan,Okafor,,Acme,Designer,08 Feb 2026\n"
    found = given(as_zip({"Connections.csv": old, "Endorsement_Given_Info.csv": ENDORSED, "Notes.csv": NOTED}), "x.zip")
    nan = found.cards[0]
    assert (nan.title, [s.topic for s in nan.skills]) == ("Designer", ["Crochet", "Mergers, Acquisitions"])
    assert nan.url == ("https://www.linkedin.com/in/nan-okafor",)


def test_the_connections_of_two_days_do_not_double_anybody(given):
    later = CONNECTIONS.replace("Acme", "Bolt")
    found = given(as_zip({"Connections.csv": CONNECTIONS, "Connections_2.csv": later}), "x.zip")
    assert len({row.key for row in found.rows if row.card}) == 3
    assert [row.why for row in found.rows if "again" in row.why] == ["is the profile of Connections.csv, line 5 again"]


def test_an_export_with_an_empty_file_is_read(given):
    found = given(as_zip({"Connections.csv": CONNECTIONS, "Notes.csv": NOTED.partition("\n")[0] + "\n"}), "x.zip")
    assert len(found.cards) == 3
    assert "Notes.csv has a header" in found.reading.warnings[0]


def test_an_export_without_anybody_else_is_refused(given):
    with pytest.raises(InputError, match=r"contains 2 tables"):
        given(as_zip({"Skills.csv": FILES["Skills.csv"], "messages.csv": FILES["messages.csv"]}), "x.zip")


def test_reading_the_connections_alone_keeps_what_the_export_gave(run, home):
    for name, text in FILES.items():
        (home / "li").mkdir(exist_ok=True)
        (home / "li" / name).write_text(text)
    run("import", home / "li")
    before = run("list", "--json").json
    for name in ("Connections.csv", "Endorsement_Given_Info.csv"):
        assert run("import", home / "li" / name, "--json").json["updated"] == 0
    assert run("list", "--json").json == before


def test_a_folder_is_named_by_its_own_name(run, home, monkeypatch):
    (home / "cards").mkdir()
    (home / "cards" / "nan.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Nan\nEND:VCARD\n")
    monkeypatch.chdir(home / "cards")
    assert run("import", Path()).code == 0
    assert run("show", "Nan", "--json").json["sources"] == ["cards"]


CREDENTIALS = {
    "Connections.csv": CONNECTIONS.replace("Nan,Okafor,", 'Nan,"Okafor, Ph.D.",'),
    "Endorsement_Given_Info.csv": ENDORSED.replace("Nan,Okafor,", 'Nan,"Okafor, Ph.D.",'),
    "Recommendations_Given.csv": RECOMMENDED.replace(
        "Nan,Okafor,,,,", 'Nan,"Okafor, Ph.D.",,,"One.\n\nTwo.\n\nThree.",'
    ),
}


def test_credentials_that_several_files_repeat_are_said_once(given):
    assert by_name(given(as_zip(CREDENTIALS), "x.zip"))["Nan OkaforAcme"].notes == (
        "Ph.D.\nRecommended: One.\n\nTwo.\n\nThree."
    )


def test_credentials_of_somebody_who_is_no_connection_are_said_once(given):
    files = {k: v for k, v in CREDENTIALS.items() if k != "Connections.csv"}
    notes = by_name(given(as_zip(files), "x.zip"))["Nan Okafor"].notes
    assert notes.split("\n").count("Ph.D.") == 1
    assert notes.count("Three.") == 1


def test_rows_that_say_more_of_a_person_the_import_added_count_as_updated(run, home):
    (home / "export.zip").write_bytes(as_zip(FILES))
    counts = ("read", "added", "updated", "unchanged")
    first = run("import", home / "export.zip", "--json").json
    assert [first[name] for name in counts] == [13, 5, 4, 1]
    again = run("import", home / "export.zip", "--json").json
    assert [again[name] for name in counts] == [13, 0, 0, 10]
    assert len(first["skipped"]) == len(again["skipped"]) == 3
