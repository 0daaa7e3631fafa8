"""`import --rejects` and `import --formats`: rows that could not be read, to be corrected, and formats that can be."""

from __future__ import annotations

import os

import pytest

TABLE = 'name;met\nNan;2020-01-01\nTheo;some"day;x\n"Mo\nAli";2020-12-01;x\nSam;2021-01-01\n'
REJECTED = 'name;met\nTheo;some"day;x\n"Mo\nAli";2020-12-01;x\n'


@pytest.fixture
def people(home):
    path = home / "people.csv"
    path.write_text(TABLE)
    return path


def test_skipped_rows_are_written_as_they_stand_below_the_header(run, people, home):
    ran = run("import", people, "--rejects", home / "mend.csv")
    assert "2 skipped" in ran.out
    assert f"the skipped rows are in {home / 'mend.csv'}" in ran.err
    assert (home / "mend.csv").read_text() == REJECTED


def test_the_mended_file_is_read(run, people, home):
    run("import", people, "--rejects", home / "mend.csv")
    mended = (home / "mend.csv").read_text().replace('some"day;x', "2019-05-05").replace("01;x", "01")
    (home / "mend.csv").write_text(mended)
    assert run("import", home / "mend.csv", "--json").json["added"] == 2
    assert [row[2] for row in run("list").rows] == ["Mo Ali", "Nan", "Sam", "Theo"]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_rejects_keep_the_encoding(run, home, encoding):
    (home / "in.csv").write_bytes("name,met\nZoë,,x\nRené,2020-01-01\n".encode(encoding))
    run("import", home / "in.csv", "--rejects", home / "out.csv")
    assert (home / "out.csv").read_bytes().decode(encoding) == "name,met\nZoë,,x\n"


def test_bytes_that_are_no_text_come_back_as_they_were(run, home):
    (home / "in.csv").write_bytes("name\nZoë\nAñ\nÉva\nÖz\nÜr\n".encode() + b"N\xffn\n")
    run("import", home / "in.csv", "--rejects", home / "out.csv")
    assert (home / "out.csv").read_bytes() == b"name\nN\xffn\n"


def test_the_very_cards_are_written(run, home):
    bad = b"BEGIN:VCARD\r\nVERSION:3.0\r\nBDAY:1980\r\nEND:VCARD\r\n"
    (home / "in.vcf").write_bytes(bad.replace(b"BDAY:1980", b"FN:Nan") + bad)
    run("import", home / "in.vcf", "--rejects", home / "out.vcf")
    assert (home / "out.vcf").read_bytes() == bad


def test_the_file_is_readable_by_its_owner_alone(run, people, home):
    os.umask(0o022)
    (home / "mend.csv").touch(0o644)
    run("import", people, "--rejects", home / "mend.csv")
    assert (home / "mend.csv").stat().st_mode & 0o777 == 0o600
    assert [p.name for p in home.iterdir() if "mend" in p.name] == ["mend.csv"]


def test_nothing_skipped_writes_nothing(run, people, home):
    people.write_text("name\nNan\n")
    assert "is not written" in run("import", people, "--rejects", home / "mend.csv").err
    assert not (home / "mend.csv").exists()


def test_a_dry_run_writes_no_rejects(run, people, home):
    ran = run("import", people, "--dry-run", "--rejects", home / "mend.csv")
    assert "a dry run writes nothing" in ran.err
    assert not (home / "mend.csv").exists()


@pytest.mark.parametrize("place", ["absent/mend.csv", "", "x" * 300])
def test_a_place_that_cannot_be_written_is_told_before_anything_is_imported(run, people, home, place, db):
    ran = run("import", people, "--rejects", f"{home}/{place}")
    assert ran.code in (1, 2)
    assert ran.err.count("\n") == 1
    assert not db.exists()


def test_a_file_that_is_refused_leaves_no_rejects(run, home):
    (home / "in.csv").write_bytes(b"")
    assert run("import", home / "in.csv", "--rejects", home / "mend.csv").code == 5
    assert sorted(p.name for p in home.iterdir()) == ["in.csv", "tmp"]


def test_the_source_is_not_written_over(run, people):
    assert run("import", people, "--rejects", people).code == 2
    assert people.read_text() == TABLE


def test_ones_own_link_is_followed(run, people, home):
    (home / "kept.csv").touch()
    (home / "mend.csv").symlink_to(home / "kept.csv")
    run("import", people, "--rejects", home / "mend.csv")
    assert (home / "kept.csv").read_text() == REJECTED
    assert (home / "mend.csv").is_symlink()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a link of somebody else's")
def test_a_link_of_somebody_else_is_refused(run, people, home, db):
    (home / "mend.csv").symlink_to(home / "victim")
    os.lchown(home / "mend.csv", 12_345, 12_345)
    ran = run("import", people, "--rejects", home / "mend.csv")
    assert (ran.code, "another user" in ran.err) == (2, True)
    assert not (home / "victim").exists()
    assert not db.exists()


def test_the_formats_are_listed_with_how_they_are_recognised(run):
    rows = run("import", "--formats").rows
    assert {"csv", "linkedin", "google", "outlook", "thunderbird", "vcard"} <= {row[0] for row in rows}
    assert all(len(row) == 3 and all(row) for row in rows)


def test_the_formats_are_listed_as_json(run):
    listed = run("import", "--formats", "--json").json
    assert all(set(one) == {"name", "what", "recognised_by"} for one in listed)


def test_every_listed_format_can_be_said(run, home):
    (home / "in.csv").write_text("name\nNan\n")
    for one in run("import", "--formats", "--json").json:
        assert run("import", home / "in.csv", "--format", one["name"], "--dry-run").code in (0, 5)


def test_no_file_is_wrong_usage(run):
    assert run("import").code == 2


def test_skipped_rows_of_a_folder_say_their_file(run, home):
    (home / "cards").mkdir()
    (home / "cards" / "a.vcf").write_text("BEGIN:VCARD\nFN:Nan\nEND:VCARD\n")
    (home / "cards" / "b.vcf").write_text("BEGIN:VCARD\nBDAY:1\nEND:VCARD\n")
    assert "  b.vcf, line 1: no name\n" in run("import", home / "cards", "--dry-run").out
    assert run("import", home / "cards", "--json").json["skipped"] == [{"line": 1, "why": "no name", "file": "b.vcf"}]


def test_a_file_that_is_there_is_not_replaced(run, people, home):
    (home / "mend.csv").write_text("mended by hand")
    ran = run("import", people, "--rejects", home / "mend.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "mend.csv already exists, and would be overwritten. Name another" in ran.err
    assert (home / "mend.csv").read_text() == "mended by hand"
    assert run("list").rows == []


@pytest.mark.parametrize("more", [(), ("--json",), ("--dry-run",)])
def test_a_file_of_which_nothing_can_be_taken_is_rejected_and_its_rows_told(run, home, more):
    (home / "in.csv").write_text('name,email\n,"\n,x\n')
    ran = run("import", home / "in.csv", *more)
    assert ran.code == 5
    assert "no name" in ran.out
    assert "nothing to undo" in run("undo").err


def test_one_row_that_is_known_already_is_something_taken(run, home):
    (home / "in.csv").write_text("name,email\nNan,\n,x\n")
    assert [run("import", home / "in.csv").code for _ in range(2)] == [0, 0]


def test_an_object_without_a_name_is_written_out_beside_one_with_an_ignored_column(run, tmp_path):
    """Each reject is the record itself, whatever else was read of the file."""
    people = '{"name": "Nan", "x": 2, "org": "A"}, {"name": "Bo", "x": 4, "org": "A"}'
    (tmp_path / "in.json").write_text(f'[{{"name": "n/a", "x": 1, "title": "A"}}, {people}, {{"x": 3, "org": "B"}}]')
    run("import", tmp_path / "in.json", "--rejects", tmp_path / "out.json")
    written = (tmp_path / "out.json").read_text()
    assert [number for number in "1234" if f'"x": "{number}"' in written] == ["1", "3"]
