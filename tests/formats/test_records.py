"""Broken files: what is lost, and that it is reported."""

import csv
import tracemalloc
from datetime import date

import pytest
from hypothesis import given as anything
from hypothesis import strategies as st

from asknet.errors import InputError
from asknet.formats.header_line import TableLayout
from asknet.formats.registry import read
from asknet.formats.rows import Options
from asknet.formats.tables import records as reading
from asknet.formats.tables.records import records


def test_unclosed_quote_costs_its_line_only(given):
    """The record with the unclosed quote is reported; those after it are read."""
    found = given('name,notes\nNan,"kind\nSam,tall\nLee,old\n')
    assert found.names == ["Sam", "Lee"]
    assert found.skipped == [(2, "a quote opens here and is not closed")]


def test_unclosed_quote_before_quoted_cells_is_found(given):
    """A later quoted cell does not close the quote in silence."""
    found = given('name,notes\nNan,"kind\nSam,"tall, old"\nLee,\n')
    assert found.names == ["Sam", "Lee"]
    assert found.skipped[0][0] == 2


def test_rest_of_a_note_is_not_made_a_contact(given):
    """Lines swallowed by a broken quote are contacts only with the header's width."""
    found = given('name,notes\nNan,"kind\nand clever\nSam,tall\n')
    assert found.names == ["Sam"]
    assert [line for line, _ in found.skipped] == [2, 3]


def test_text_after_a_closing_quote_is_told(given):
    """A quote in a quoted cell that is not doubled loses that row."""
    found = given('name,notes\nNan,"the "best" one"\nSam,tall\n')
    assert found.names == ["Sam"]
    assert "write quotes twice" in found.skipped[0][1]


def test_broken_record_keeps_its_line_for_the_rejects(given):
    """What could not be read is written as it stood, below the header."""
    found = given('name,notes\nSam,\nNan,"kind\n')
    assert found.rejects == b'name,notes\nNan,"kind\n'


def test_lines_are_physical_lines(given):
    """Blank lines and line breaks in cells count as lines."""
    found = given('name,notes\n\nNan,"a\nb"\nSam,\n')
    assert [row.line for row in found.rows] == [3, 5]


def test_too_few_cells_are_fine(given):
    """A short row is read."""
    assert given("name,org,notes\nNan\n").names == ["Nan"]


def test_too_many_cells_skip_the_row(given):
    """A long row is reported, since its cells may be in the wrong columns."""
    found = given("name,org\nNan,Acme, Inc.\nSam,Globex\n")
    assert found.names == ["Sam"]
    assert found.skipped == [(2, "has 3 cells where the header has 2")]


def test_empty_cells_past_the_header_are_fine(given):
    """Trailing delimiters do no harm."""
    assert given("name,org,\nNan,Acme,,,\n").card.org == "Acme"


def test_rows_of_delimiters_are_passed_over(given):
    """A row without any text is not a record."""
    assert len(given("name,org\n,\nNan,Acme\n,,\n").rows) == 1


def test_space_before_a_quote_is_passed_over(given):
    """Hand-written files put a space before the quote."""
    assert given('name, org\nNan, "Acme, Inc."\n').card.org == "Acme, Inc."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(given, end):
    """Unix, Windows and old Mac line ends."""
    assert given(end.join(["name,org", "Nan,Acme", "Sam,"])).names == ["Nan", "Sam"]


def test_cell_of_5_mb_costs_its_row(given):
    """A cell past Python's limit is reported; the rest is read."""
    found = given(f"name,notes\nNan,{'x' * 5_000_000}\nSam,tall\n")
    assert found.names == ["Sam"]
    assert found.skipped == [(2, "a cell is longer than 131,072 characters")]


def test_nul_costs_its_row(given):
    """A NUL character is not dropped in silence."""
    found = given("name,notes\nN\0an,\nSam,\n" + "Lee,\n" * 100)
    assert found.skipped == [(2, "holds a NUL character")]


def test_too_many_rows_are_refused(given, monkeypatch):
    """Past the limit of rows the file is refused, with the line."""
    monkeypatch.setattr(reading, "MAX_ROWS", 2)
    with pytest.raises(InputError, match="line 4"):
        given("name\nNan\nSam\nLee\n")


def test_too_many_broken_quotes_are_refused(given, monkeypatch):
    """Reading again after broken quotes has an end."""
    monkeypatch.setattr(reading, "MAX_REREAD", 10)
    with pytest.raises(InputError, match="broken quotes"):
        given('name,notes\nNan,"kind\nSam,tall\nLee,old\n')


def test_too_many_columns_are_refused(given):
    """A header past the limit of columns is refused."""
    header = ",".join(["name", *(f"c{i}" for i in range(10_000))])
    with pytest.raises(InputError, match="more than 1,000 columns"):
        given(f"{header}\nNan\n")


@anything(st.lists(st.text(alphabet='ab,"\n ', max_size=12), max_size=30))
def test_no_line_is_lost_in_silence(lines):
    """Every line with text is within a record that is read or reported."""
    text = [f"{line}\n" for line in "\n".join(lines).split("\n")]
    table = TableLayout(header=("name", "notes"), delimiter=",", line=0)
    found = list(records(text, table, "x"))
    starts = [record.line for record in found]
    assert starts == sorted(set(starts))
    assert not "".join(text[: starts[0] - 1] if starts else text).strip()
    for record, end in zip(found, [*starts[1:], len(text) + 1], strict=bool(starts)):
        first, *rest = text[record.line - 1 : end - 1]
        assert not "".join(text[record.last : end - 1]).strip()
        if record.why and not record.why.startswith("follows"):
            assert record.cells == [first.rstrip("\n")]
        else:
            parsed = csv.reader([first, *rest], skipinitialspace=True)
            assert [cells for cells in parsed if cells] == [record.cells]


def test_a_file_of_50_mb_is_read_without_holding_its_text():
    """Rows are made one at a time, whatever the size of the file."""
    data = b"name,notes\n" + (b"Nan," + b"knits " * 1600 + b"\n") * 5_000
    found = read(data, "people.csv", Options(today=date(2026, 3, 1)))
    tracemalloc.start()
    assert sum(1 for row in found.rows if row.card) == 5_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(data) > 48_000_000
    assert peak < 5_000_000


def test_a_quote_that_swallows_all_the_rest_is_named_with_its_line(given):
    """Reading stops soon, however long the file is."""
    with pytest.raises(InputError, match=r"people\.csv: a quote opens at line 3 and is not closed\. Close it"):
        given('Name,Notes\nNan,\nX,"' + "a\n" * 3_000_000)


def test_too_many_rows_below_an_open_quote_name_the_quote(given, monkeypatch):
    """A file that seems too long may only have a quote too many."""
    monkeypatch.setattr(reading, "MAX_ROWS", 5)
    with pytest.raises(InputError, match=r"more than 5 rows .* Close the quote that opens at line 2"):
        given('name,notes\nX,"\n' + "a,b\n" * 10)
