"""Encodings, and files that are not text."""

from datetime import date

import pytest
from hypothesis import given as anything
from hypothesis import strategies as st

from asknet.errors import AsknetError, InputError, UsageError
from asknet.formats import registry
from asknet.formats.rows import Options

TODAY = date(2026, 3, 1)
TEXT = "Name,Company\nJosé Müller,Acme\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_told_by_itself(given, codec):
    """UTF-8 and UTF-16, with mark or without, are read without a warning."""
    found = given(TEXT.encode(codec))
    assert found.names == ["José Müller"]
    assert found.reading.warnings == ()


def test_cp1252_is_guessed_with_a_warning(given):
    """What is not UTF-8 is read as cp1252, with a warning."""
    found = given(TEXT.encode("cp1252"))
    assert found.names == ["José Müller"]
    assert "cp1252" in found.reading.warnings[0]
    assert found.reading.label == "CSV, commas, cp1252"


def test_shift_jis_is_not_taken_for_cp1252(given):
    """Japanese from an old Windows is distinguished from Western text."""
    found = given("Name,Company\nなまえ たろう,Acme\n".encode("cp932"))
    assert found.names == ["なまえ たろう"]
    assert "--encoding" in found.reading.warnings[0]


def test_encoding_can_be_said(given):
    """--encoding takes precedence over any guess."""
    assert given(TEXT.encode("cp850"), encoding="cp850").names == ["José Müller"]


@pytest.mark.parametrize("encoding", ["no-such", "hex", "rot13"])
def test_unknown_encoding_is_wrong_usage(given, encoding):
    """An unknown encoding, or one that is not for text, is wrong usage."""
    with pytest.raises(UsageError, match="not an encoding"):
        given(TEXT, encoding=encoding)


def test_encoding_that_does_not_fit_is_refused(given):
    """Bytes that contradict --encoding are refused, not replaced."""
    with pytest.raises(InputError, match="--encoding"):
        given(TEXT.encode("cp1252"), encoding="utf-8")


def test_bad_byte_in_utf8_costs_its_row(given):
    """One bad byte in UTF-8 text does not garble the other names."""
    rows = "".join(f"José {i}\n" for i in range(9))
    found = given(f"Name\n{rows}".encode() + b"Mar\xeda\n" + "Zoë\n".encode())
    assert len(found.names) == 10
    assert found.names[-1] == "Zoë"
    assert found.skipped[0][0] == 11
    assert "line 11" in found.reading.warnings[0]


def test_mark_of_utf16_on_other_bytes_is_refused(given):
    """A file that starts like UTF-16 but is not is refused with that reason."""
    with pytest.raises(InputError, match="UTF-16"):
        given(b"\xff\xfe" + b"abc")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04....", "zip archive"),
        (b"%PDF-1.7", "PDF"),
        (bytes(range(256)) * 40, "not text"),
        (b'{"people": []}', "JSON"),
        (b"hello\nworld\n", "--map"),
    ],
)
def test_what_is_no_table_is_refused(given, data, what):
    """Each kind of other file is refused with what it is and what to do."""
    with pytest.raises(InputError, match=what) as raised:
        given(data)
    assert "people.csv" in raised.value.message
    assert raised.value.hint


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf", b"\0\0"])
def test_empty_file_is_refused(given, data):
    """A file with nothing in it is refused."""
    with pytest.raises(InputError, match="empty"):
        given(data)


def test_header_without_rows_is_refused(given):
    """A header alone is refused."""
    with pytest.raises(InputError, match="no rows"):
        given("name,skills\n\n")


def test_standard_input_is_named(given):
    """The name - is standard input in messages."""
    with pytest.raises(InputError, match="standard input is empty"):
        given("", "-")


def test_too_many_bytes_are_refused(given, monkeypatch):
    """A file past the limit of bytes is refused before it is examined."""
    monkeypatch.setattr(registry, "MAX_BYTES", 5)
    with pytest.raises(InputError, match="more than 5"):
        given("name\nNan\n")


def test_unknown_format_is_wrong_usage(given):
    """--format of something not read is wrong usage, and lists what is."""
    with pytest.raises(UsageError, match="linkedin"):
        given("name\nNan\n", format="palm")


@anything(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused_in_words(data):
    """Whatever the bytes, there are rows with card or reason, or an error on purpose."""
    try:
        rows = list(registry.read(b"name,notes\n" + data, "x", Options(today=TODAY)).rows)
    except AsknetError:
        return
    assert all((row.card is None) == bool(row.why) for row in rows)


REGIONAL = {
    "gb18030": "姓名,邮箱\n李小龙,n@example.org\n",
    "big5": "姓名,電話\n陳志明,0912345678\n",
    "cp949": "이름,전화번호\n박민수,010-1234-5678\n",
    "cp932": "氏名,メール\n山田太郎,n@example.org\n",
    "cp1251": "Имя;Фамилия\nМира;Ольсен\n",
    "cp1253": "Όνομα;Επώνυμο\nΝίκος;Παππάς\n",
    "cp1250": "Jméno;Příjmení;Město\nEva;Nováková;Plzeň\n",
    "cp1254": "Adı;Soyadı;Şehir\nAyşe;Yılmaz;İzmir\n",
    "cp1252": "Förnamn;Efternamn;Företag\nÅsa;Öberg;Väveri\n",
    "mac-roman": "Prénom;Nom;Société\nRené;Hébert;Café\n",
}


@pytest.mark.parametrize("codec", REGIONAL)
def test_an_old_encoding_is_known_by_its_column_names(given, codec):
    text = REGIONAL[codec]
    assert given(text.encode(codec)).cards == given(text).cards


@pytest.mark.parametrize("codec", ["mac-roman", "cp850", "cp1252"])
def test_accents_of_dos_and_of_an_old_mac_are_not_japanese(given, codec):
    """Accented letters between plain ones are not Shift-JIS, whose letters stand together."""
    card = given("Name;Ort\nJörg Müller;Köln\n".encode(codec)).card
    assert (card.name, card.place) == ("Jörg Müller", "Köln")
