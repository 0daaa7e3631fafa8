"""Workbooks of Excel and LibreOffice, read on a plain install."""

import io
import os
import subprocess
import sys
import zipfile

import pytest
from fuzzing import broken

from asknet.errors import InputError

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    "</Types>"
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(*sheets, **parts):
    """Make a workbook of sheets, each a name and its rows; `parts` replace those that it would have."""
    files = {"[Content_Types].xml": TYPES}
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    )
    names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="s{n}"/>' for n, (name, _) in enumerate(sheets, 1))
    files["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>'
    linked = "".join(
        f'<Relationship Id="s{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    files["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKAGE}">{linked}</Relationships>'
    for n, (_, rows) in enumerate(sheets, 1):
        data = "".join(f'<row r="{r}">{"".join(map(cell, row))}</row>' for r, row in enumerate(rows, 1))
        files[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'
    files |= parts
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def cell(value):
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"


PEOPLE = [
    ["Name", "Email", "Phone", "Notes"],
    ["Nan Okafor", "nan@example.org", 447700900123, "one&#10;two"],
    ["", "", "", "nobody"],
    ["Sam Lee", "sam@example.org", 447700900124, ""],
]


def ods(text):
    packed = io.BytesIO()
    office = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
            f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="People">{text}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return packed.getvalue()


def ods_row(*cells):
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in cells
    )
    return f"<table:table-row>{inner}</table:table-row>"


def test_a_sheet_of_excel_is_read_as_csv_is(given):
    """The first sheet gives contacts; a number has no point, and a cell of two lines stays one value."""
    nan, sam = given(xlsx(("People", PEOPLE)), "people.xlsx").cards
    assert (nan.name, nan.phone, nan.notes) == ("Nan Okafor", ("447700900123",), "one\ntwo")
    assert (sam.name, sam.email) == ("Sam Lee", ("sam@example.org",))


def test_a_sheet_of_libreoffice_is_read(given):
    """A sheet of OpenDocument gives contacts."""
    data = ods(ods_row("Name", "Email") + ods_row("Nan Okafor", "nan@example.org"))
    assert given(data, "people.ods").card.email == ("nan@example.org",)


def test_a_skipped_row_has_the_number_of_its_row_in_the_sheet(given):
    """Rows are counted as the sheet counts them, whatever lines their cells have; rejects are CSV."""
    found = given(xlsx(("People", PEOPLE)), "people.xlsx")
    assert [line for line, _ in found.skipped] == [3]
    assert found.rejects == b"Name,Email,Phone,Notes\n,,,nobody\n"


def test_the_first_sheet_with_a_table_is_read_and_the_others_are_named(given):
    """A cover sheet is skipped, and what is not read is reported."""
    found = given(xlsx(("Cover", [["Members of the choir"]]), ("People", PEOPLE)), "people.xlsx")
    assert found.names == ["Nan Okafor", "Sam Lee"]
    assert found.reading.warnings == ("only the sheet 'People' is read, not 'Cover'",)


COMPANIES = [["Company", "City", "Website"], ["Crumb", "Leeds", "https://crumb.example"]]


@pytest.mark.parametrize(
    "first",
    [COMPANIES, [["Name", "Industry"], ["Crumb", "bread"]], [["a", "b"], ["c", "d"]]],
    ids=["without a name column", "of names of companies", "without known columns"],
)
def test_a_sheet_without_people_gives_way_to_one_with_people(given, first):
    """A workbook of several tables is read where it names people, and the sheets that are not read are named."""
    found = given(xlsx(("Companies", first), ("People", PEOPLE)), "crm.xlsx")
    assert found.names == ["Nan Okafor", "Sam Lee"]
    assert found.reading.warnings == ("only the sheet 'People' is read, not 'Companies'",)


def test_the_sheet_with_the_columns_that_the_user_names_is_read(given):
    """A mapping chooses the sheet that has its columns."""
    other = [["Wer genau", "City"], ["Ann Roe", "Leeds"]]
    data = xlsx(("Companies", COMPANIES), ("People", PEOPLE), ("Choir", other))
    assert given(data, "crm.xlsx", mapping=(("Wer genau", "name"),)).names == ["Ann Roe"]


def test_a_title_row_and_a_date_above_the_header_of_a_sheet_are_not_read(given):
    """The header of a sheet is found below its title."""
    rows = [["Choir list 2026", "", "", ""], ["Updated", "2026-01-01", "", ""], *PEOPLE]
    assert given(xlsx(("People", rows)), "choir.xlsx").names == ["Nan Okafor", "Sam Lee"]


def test_a_sheet_of_another_programs_columns_is_read_as_that_program(given):
    """An export of Google that was saved as a workbook is read as one of Google."""
    rows = [["First Name", "Labels", "E-mail 1 - Value"], ["Nan", "* myContacts ::: Choir", "nan@example.org"]]
    assert given(xlsx(("contacts", rows)), "people.xlsx").card.circles == ("Choir",)


BOMBS = {
    "that unpacks to gigabytes": xlsx(("a", PEOPLE), **{"xl/worksheets/sheet1.xml": " " * 150_000_000}),
    "with cells far apart": xlsx(
        ("a", []),
        **{
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
        },
    ),
    "with entities in entities": xlsx(
        ("a", []),
        **{
            "xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>'
            f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>'
        },
    ),
    "of text": xlsx(("a", PEOPLE), **{"xl/workbook.xml": "nothing"}),
    "old and damaged": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "of Word": xlsx(("a", PEOPLE), **{"word/document.xml": "<a/>"}),
}


@pytest.mark.parametrize("what", BOMBS)
def test_a_workbook_that_is_none_or_a_bomb_is_refused_with_a_sentence(given, what):
    """A workbook that would take all memory, or is damaged, is refused, and the message says what to do."""
    with pytest.raises(InputError) as refused:
        given(BOMBS[what], "people.xlsx")
    assert refused.value.message.startswith("people.xlsx ")
    assert "CSV" in (refused.value.hint or "")


def test_a_sheet_that_unpacks_to_far_more_than_it_takes_is_refused(given):
    """A sheet within the absolute bound is refused by its ratio, before anything reads it."""
    bomb = xlsx(("a", PEOPLE), **{"xl/worksheets/sheet1.xml": " " * 50_000_000})
    with pytest.raises(InputError, match="200 times"):
        given(bomb, "people.xlsx")


@pytest.mark.parametrize("seed", [0, 10, 13])
def test_a_damaged_workbook_takes_less_than_300_mb_in_its_reader(tmp_path, seed):
    """An old workbook that says that it holds gigabytes is refused before its reader takes 300 MB."""
    file = tmp_path / "in.xls"
    file.write_bytes(broken(seed, "xls"))
    program = (
        "import resource, sys; from pathlib import Path; from datetime import date\n"
        "from asknet.errors import InputError; from asknet.formats.registry import read\n"
        "from asknet.formats.rows import Options\n"
        "try: read(Path(sys.argv[1]).read_bytes(), 'in.xls', Options(today=date(2026, 3, 1)))\n"
        "except InputError as error: print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, error)\n"
    )
    asked = [sys.executable, "-c", program, file]
    ran = subprocess.run(asked, capture_output=True, text=True, check=True, env={**os.environ, "RUST_BACKTRACE": "1"})
    took, said = ran.stdout.split(" ", 1)
    assert "takes more memory or time than a list of contacts should" in said
    assert int(took) < 300


def error(text, formula=""):
    return f'<c s="1" t="e">{formula}<v>{text}</v></c>'


def sheet_of(*cells):
    head = "".join(map(cell, ["Name", "Email", "Phone", "Town", "Company"]))
    rows = f'<row r="1">{head}</row><row r="2">{"".join(cells)}</row>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return xlsx(("People", []), **{"xl/worksheets/sheet1.xml": sheet})


def test_an_error_and_a_formula_without_a_result_in_a_sheet_are_listed_as_in_csv(given):
    """The library has no values for them."""
    formulas = ("<c><f>A1</f><v/></c>", '<c s="1"><f t="shared" si="0"/></c>')
    (row,) = given(sheet_of(cell("Nan"), error("#N/A"), error("#VALUE!", "<f>1+A1</f>"), *formulas), "people.xlsx").rows
    assert [str(value) for value in row.ignored] == [
        "Email: #N/A is a spreadsheet error",
        "Phone: #VALUE! is a spreadsheet error",
        "Town: #FORMULA-WITHOUT-RESULT! is a spreadsheet error",
        "Company: #FORMULA-WITHOUT-RESULT! is a spreadsheet error",
    ]


def test_a_formula_with_a_result_is_its_result_even_if_that_is_empty(given):
    """Excel writes the type of an empty text."""
    cells = (
        '<c t="str"><f>A1</f><v>Nan</v></c>',
        '<c t="str"><f>B1</f><v></v></c>',
        "<c><f>1+1</f><v>4477009001</v></c>",
    )
    (row,) = given(sheet_of(*cells), "people.xlsx").rows
    assert (row.card.name, row.card.phone, row.ignored) == ("Nan", ("4477009001",), ())


def test_an_error_in_a_sheet_of_libreoffice_is_listed(given):
    """It writes errors as an empty text or as 0, with the text that is shown."""
    wrong = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1/0" office:value-type="float"'
        ' office:value="0" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=[.A1]"/>'
    )
    text = ods_row("Name", "Email", "Phone", "Town") + ods_row("Nan").replace(
        "</table:table-row>", f"{wrong}</table:table-row>"
    )
    data = ods(text.replace("<table:table-row>", '<table:table-row xmlns:calcext="urn:calcext">'))
    (row,) = given(data, "people.ods").rows
    assert [value.why.partition(" ")[0] for value in row.ignored] == ["#N/A", "#DIV/0!", "#FORMULA-WITHOUT-RESULT!"]
    assert row.card.phone == ()
