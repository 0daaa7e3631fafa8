"""asknet's own CSV: exact when read back, and nothing in it runs in a spreadsheet."""

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import cards, notes, raw

from asknet.fields import FIELDS
from asknet.formats.tables.own_csv import cells_of, guarded, unguarded, write_csv
from asknet.model import Card, Contact, Level, Provenance, Reach, Skill, Status

FORMULA = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def contact(card):
    return Contact(id=1, added=date(2026, 1, 1), **{field: getattr(card, field) for field in FIELDS})


def written(*found):
    return "".join(write_csv(contact(card) for card in found))


def said(status):
    return None if status is Status.ACTIVE else status


def comparable(card):
    """Return a card as CSV can represent it: without the provenance of skills and without defaults."""
    skills = tuple(replace(skill, provenance=Provenance.IMPORTED) for skill in card.skills)
    return replace(card, skills=skills, no_suggest=card.no_suggest or None, status=said(card.status))


def read_back(given, text):
    rows = given(text).rows
    assert [row.why for row in rows] == [""] * len(rows)
    return [comparable(row.card) for row in rows]


@settings(deadline=None)
@given(found=st.lists(cards, min_size=1, max_size=3), via=raw)
def test_reading_our_own_file_back_restores_every_contact(found, via):
    from asknet.fields import one_line, unique
    from asknet.formats.registry import read
    from asknet.formats.rows import Options

    found = [replace(card, via=unique([one_line(via)])) for card in found]
    rows = read(written(*found).encode(), "people.csv", Options(today=date(2026, 1, 1))).rows
    assert [comparable(row.card) for row in rows] == [comparable(card) for card in found]


@given(raw | notes)
def test_guarding_a_cell_can_be_taken_back_exactly(cell):
    assert unguarded(guarded(cell)) == cell


@given(raw | notes)
def test_no_guarded_cell_starts_like_a_formula(cell):
    assert not FORMULA.match(guarded(cell).lstrip(" "))


@given(cards)
def test_no_cell_starts_like_a_formula_where_the_file_is_cut_at_other_marks(card):
    for mark in (";", "\n", "\t"):
        for cell in cells_of(card):
            assert [part for part in cell.split(mark) if FORMULA.match(part.lstrip(" "))] in ([], [""])


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+61 400", "'+61 400"),
        ("-", "'-"),
        ("@nan", "'@nan"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ("knits;=1", "knits;'=1"),
        ("knits\n- bakes", "knits\n'- bakes"),
    ],
)
def test_a_cell_is_guarded_by_one_apostrophe_where_a_spreadsheet_would_run_it(cell, safe):
    assert guarded(cell) == safe


def test_the_header_is_the_fields_of_the_contract_in_their_order():
    assert next(csv.reader(io.StringIO(written()))) == list(FIELDS)


def test_values_of_a_cell_are_parted_by_semicolons_and_their_own_are_escaped(given):
    card = Card(
        name="Nan",
        skills=(Skill("a;b"), Skill("c:expert"), Skill("d", Level.EXPERT), Skill("e\\"), Skill("#f"), Skill("g:h")),
        aliases=("N; O", "P\\"),
    )
    text = written(card)
    assert r"a\;b; c\:expert; d:expert; e\\; #f; g:h" in text
    assert read_back(given, text) == [comparable(replace(card, kind=None))]


def test_a_file_by_hand_with_that_header_is_read_as_a_person_means_it(given):
    text = ",".join(FIELDS) + "\nNan Okafor,person,crochet:expert; knitting;C++,,,,,,,,,,,,,,,\n"
    (card,) = given(text).cards
    assert [str(skill) for skill in card.skills] == ["crochet:expert", "knitting", "C++"]


def test_a_spreadsheet_that_saved_it_with_semicolons_is_read_too(given):
    rows = csv.reader(io.StringIO(written(Card(name="Nan", skills=(Skill("a;b"), Skill("c"))))))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    assert [s.topic for s in given(out.getvalue()).card.skills] == ["a;b", "c"]


def test_a_bad_row_costs_that_row_and_is_told_with_its_line(given):
    text = written(Card(name="Nan"), Card(name="Theo")).replace("Theo,", "Theo,robot,,,,,,,,,,,,,,,,,,,,,,x,")
    assert given(text + ",person\n").skipped == [
        (3, "has 45 cells where the header has 22"),
        (4, "a contact needs a name"),
    ]


def test_columns_that_are_mapped_are_read_as_any_table(given):
    assert given(written(Card(name="Nan", title="Baker")), mapping=(("title", "org"),)).card.org == "Baker"


HOSTILE = Card(
    name="@at",
    org="=Cmd|x",
    phone=("+61 400 1",),
    wants=("a;b",),
    reach=Reach.LOCAL,
    skills=(Skill("dye:expert", None, Provenance.IMPORTED),),
)


def arranged(card, fields, tail=""):
    """asknet's own file as saved by a spreadsheet: some of its columns, in another order."""
    rows = list(csv.reader(io.StringIO(written(card))))
    places = [rows[0].index(field) for field in fields]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[*(row[at] for at in places), *tail] for row in rows])
    return out.getvalue()


@pytest.mark.parametrize(
    "fields",
    [[f for f in FIELDS if f != gone] for gone in FIELDS if gone != "name"]
    + [[*reversed(FIELDS)], ["phone", "name", "no_suggest"], ["name", "wants", "reach", "via", "org"]],
    ids=",".join,
)
def test_a_column_moved_or_taken_out_costs_only_what_stood_in_it(given, fields):
    found = given(arranged(HOSTILE, fields))
    kept = Card(**{field: getattr(HOSTILE, field) for field in fields if getattr(HOSTILE, field) not in (None, "", ())})
    assert [comparable(card) for card in found.cards] == [comparable(kept)]
    assert found.reading.covers == {*fields}


def test_an_empty_column_at_the_end_changes_nothing(given):
    assert comparable(given(arranged(HOSTILE, FIELDS, tail=["", ""])).card) == comparable(HOSTILE)


@pytest.mark.parametrize("header", ["name,email", "name,org,phone,notes", "name,skills,via,met", "Name,Kind,Reach,Via"])
def test_a_header_that_anybody_may_write_is_read_as_anybody_writes_it(given, header):
    found = given(f"{header}\nNan\n")
    assert found.reading.label.startswith("CSV,")


def test_a_note_that_quotes_a_vcard_makes_no_vcard_of_our_file(run, tmp_path):
    run("add", "Nan Okafor", "crochet", "--note", "sent this:\nBEGIN:VCARD\nFN:Theo\nEND:VCARD")
    run("export", "-o", str(tmp_path / "all.csv"))
    ran = run("import", str(tmp_path / "all.csv"), "--json")
    assert (ran.json["format"], ran.json["read"], ran.json["added"]) == ("csv", 1, 0)
