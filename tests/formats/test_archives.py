"""Zips and folders: read within bounds, and nothing of a zip is written anywhere."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from asknet.errors import InputError
from asknet.formats import archive
from asknet.formats.archive import Folder

CARD = b"BEGIN:VCARD\nVERSION:3.0\nFN:Nan\nEND:VCARD\n"
TABLE = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\nNan,Okafor,,,A,B,08 Feb 2026\n"


def packed(*members, method=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


GOOD = packed(("Connections.csv", TABLE))


def changed(at, value):
    data = bytearray(GOOD)
    data[at] = value
    return bytes(data)


def link():
    member = zipfile.ZipInfo("nan.vcf")
    member.create_system, member.external_attr = 3, 0o120777 << 16
    return packed((member, b"/etc/passwd"))


def great_directory():
    """An archive whose list of contents says that it takes 20 MB."""
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 20_000_047, GOOD.find(b"PK\1\2"), 0)
    return GOOD[:-22] + bytes(20_000_000) + end


REFUSED = {
    "cut off at the end": (GOOD[:-30], "cut off or damaged"),
    "cut off early": (GOOD[:60], "cut off or damaged"),
    "damaged inside": (changed(60, GOOD[60] ^ 0xFF), "cut off or damaged"),
    "with a great list of contents": (great_directory(), "cut off or damaged"),
    "empty": (packed(), "no file of contacts"),
    "with a path out of it": (packed(("../Connections.csv", TABLE)), "leads out of it"),
    "with a path out of it within": (packed(("a/../../Connections.csv", TABLE)), "leads out of it"),
    "with a path of Windows out of it": (packed(("..\\Connections.csv", TABLE)), "leads out of it"),
    "with an absolute path": (packed(("/etc/Connections.csv", TABLE)), "leads out of it"),
    "with a path out of it behind a dot": (packed(("./../Connections.csv", TABLE)), "leads out of it"),
    "with a drive": (packed(("C:\\Connections.csv", TABLE)), "leads out of it"),
    "with an archive of another kind in it": (packed(("Connections.csv", TABLE), ("a.tar", GOOD)), "an archive itself"),
    "with a zip in a zip in it": (packed(("a.zip", packed(("b.zip", GOOD)))), "an archive itself"),
    "with a zip in it that unpacks to far more": (
        packed(("a.zip", packed(("a.vcf", CARD + bytes(90_000_000))))),
        "200 times its size",
    ),
    "with a zip in it that is packed far too well": (packed(("a.zip", CARD + bytes(90_000_000))), "200 times its size"),
    "with a zip in it with a path out of it": (packed(("a.zip", packed(("../a.csv", TABLE)))), "leads out of it"),
    "with two zips in it": (packed(("a.zip", GOOD), ("b.zip", GOOD)), "2 zip archives and no table: a.zip, b.zip"),
    "encrypted": (changed(GOOD.find(b"PK\1\2") + 8, 1), "encrypted"),
    "packed another way": (packed(("Connections.csv", TABLE), method=zipfile.ZIP_BZIP2), "a way that is not read"),
    "of more files than are counted": (packed(*((f"{n}.vcf", b"") for n in range(20_001))), "more than 20,000 files"),
    "that unpacks to far more": (packed(("Connections.csv", TABLE + bytes(90_000_000))), "200 times its size"),
    "of cards that unpack to far more": (packed(("a.vcf", CARD + bytes(90_000_000))), "200 times its size"),
    "of a workbook": (packed(("[Content_Types].xml", b""), ("xl/workbook.xml", b"")), "a workbook"),
    "of two tables": (packed(("a.csv", b"name\nA\n"), ("b.csv", b"name\nB\n")), "2 tables"),
    "of a link": (link(), "no file of contacts"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_zip_that_is_no_export_is_refused_in_one_line(run, home, what):
    data, why = REFUSED[what]
    (home / "in.zip").write_bytes(data)
    before = sorted(home.rglob("*"))
    ran = run("import", home / "in.zip")
    assert (ran.code, ran.out, ran.err.count("\n")) == (5, "", 1)
    assert why in ran.err
    assert sorted(home.rglob("*")) == before


def test_nothing_of_a_zip_is_written_to_disk(run, home):
    (home / "in.zip").write_bytes(GOOD)
    run("import", home / "in.zip", "--dry-run")
    assert [p.name for p in home.rglob("*") if p.is_file()] == ["in.zip"]


def test_what_comes_out_altogether_is_bounded(given, monkeypatch):
    monkeypatch.setattr(archive, "MAX_BYTES", 200)
    with pytest.raises(InputError, match="more than 200 bytes"):
        given(packed(*((f"{n}.vcf", CARD) for n in range(9))), "in.zip")


def test_one_file_is_bounded(given, monkeypatch):
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 30)
    with pytest.raises(InputError, match="more than 30 bytes"):
        given(packed(("a.vcf", CARD)), "in.zip")


def test_a_zip_of_cards_is_read(given):
    found = given(
        packed(("Takeout/Contacts/All.vcf", CARD), ("Takeout/photo.jpg", b"x"), ("__MACOSX/._a.vcf", b"x")), "t.zip"
    )
    assert found.names == ["Nan"]
    assert found.reading.other_files == ("Takeout/photo.jpg",)


@pytest.mark.parametrize(
    "name",
    ["./people.csv", "./list/people.csv", "list/./people.csv", "list//people.csv", "list\\people.csv", ".\\people.csv"],
)
def test_a_name_in_a_zip_may_be_spelt_in_any_way_that_leads_nowhere_else(run, home, name):
    folders = dict.fromkeys(["./", name.rpartition("people.csv")[0], "./__MACOSX/"], b"")
    members = folders | {name: b"name,place\nNan,Hobart\n", "__MACOSX\\._people.csv": b"x"}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for called, content in members.items():
            member = zipfile.ZipInfo("x")
            member.filename = called  # the constructor would spell it the usual way
            archive.writestr(member, content)
    (home / "in.zip").write_bytes(data.getvalue())
    ran = run("import", home / "in.zip")
    assert (ran.code, run("list", "--json").json[0]["place"]) == (0, "Hobart")


def test_the_zip_in_a_zip_is_read_if_there_is_no_table_beside_it(given):
    """Notion packs its export twice."""
    people = packed(("Private/People 1a.csv", b"name\nNan\n"), ("Private/People 1a_all.csv", b"name\nNan\nBo\n"))
    assert given(packed(("ExportBlock-1-Part-1.zip", people)), "Export.zip").names == ["Nan", "Bo"]
    assert given(packed(("in.zip", people), ("a.csv", b"name\nUma\n")), "Export.zip").names == ["Uma"]


def test_the_zip_in_a_folder_is_read(given, tmp_path):
    (tmp_path / "Export.zip").write_bytes(packed(("Part-1.zip", packed(("a.vcf", CARD)))))
    assert given(Folder(tmp_path), "folder").names == ["Nan"]


def test_two_spellings_of_one_name_in_a_zip_are_refused(given):
    with pytest.raises(InputError, match=r"2 files of the name 'a\.vcf'"):
        given(packed(("./a.vcf", CARD), ("a.vcf", CARD)), "in.zip")


def test_a_zip_of_one_table_is_that_table(given):
    assert given(packed(("list/people.csv", b"name,place\nNan,Hobart\n")), "in.zip").card.place == "Hobart"


def test_a_folder_of_cards_is_read_and_a_bad_file_costs_that_file(given, tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "nan.vcf").write_bytes(CARD)
    (tmp_path / "work" / "theo.VCF").write_bytes(CARD.replace(b"Nan", b"Theo"))
    (tmp_path / "b.vcf").write_bytes(b"name\nSam\n")
    (tmp_path / "c.vcf").write_bytes(b"")
    (tmp_path / "d.vcf").write_bytes(bytes(range(256)) * 99)
    (tmp_path / "e.vcf").write_bytes(CARD.replace(b"FN:Nan", b"BDAY:1980") + CARD.replace(b"Nan", b"Mo"))
    (tmp_path / ".hidden.vcf").write_bytes(CARD)
    found = given(Folder(tmp_path), "people")
    assert sorted(found.names) == ["Mo", "Nan", "Theo"]
    assert [(row.file, row.line) for row in found.rows if row.why] == [
        ("b.vcf", 1), ("c.vcf", 1), ("d.vcf", 1), ("e.vcf", 1),
    ]  # fmt: skip
    assert found.rejects == CARD.replace(b"FN:Nan", b"BDAY:1980")


def test_a_link_to_a_folder_is_not_followed(given, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "nan.vcf").write_bytes(CARD)
    (tmp_path / "in" / "round").symlink_to(tmp_path)
    assert given(Folder(tmp_path / "in"), "in").names == ["Nan"]


def test_an_empty_folder_is_5(run, home):
    (home / "empty").mkdir()
    ran = run("import", home / "empty")
    assert (ran.code, ran.err.count("\n")) == (5, 1)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused_and_neither_is_lost_in_silence(given):
    twice = packed(("Connections.csv", TABLE), ("Connections.csv", TABLE.replace(b"Nan", b"Theo")))
    with pytest.raises(InputError, match=r"it holds 2 files of the name 'Connections\.csv'\. Unpack it"):
        given(twice, "export.zip")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_not_read_may_be_there_twice(given):
    shadow = ("__MACOSX/._Connections.csv", b"x")
    assert given(packed(("Connections.csv", TABLE), shadow, shadow), "export.zip").names == ["Nan Okafor"]
