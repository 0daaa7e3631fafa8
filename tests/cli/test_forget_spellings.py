"""`forget`: a name, a number or an address is removed however it is written, or its text is listed for the user."""

import json
import unicodedata

import pytest

NAN = ["Nan Okafor", "--phone", "+61 491 570 156", "--email", "nan.okafor+asknet@example.org",
       "--url", "https://www.example.org/people/nan", "--url", "https://www.linkedin.com/in/nän-ok"]  # fmt: skip


def wide(text):
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


NUMBERS = [
    "0491 570 156", "0491570156", "+61 491 570 156", "+61491570156", "0061 491 570 156", "00 61 (0) 491-570-156",
    "+61 (0)491 570 156", "(+61) 491 570156", "61 491 570 156", "0491.570.156", "0491/570/156", "0491–570–156",
    "0491\u00a0570\u00a0156", "0491\u2009570\u2009156", "0491\u200b570\u200b156", "491 570 156", "011 61 491 570 156",
    wide("0491570156"), "".join(chr(0x660 + int(digit)) for digit in "0491570156"), "+61\u2011491\u2011570\u2011156",
    "tel:+61491570156",
]  # fmt: skip

NAMES = [
    "NAN OKAFOR", "nan okafor", "Okafor, Nan", "OKAFOR Nan", "Okafor Nan", "N. Okafor", "N Okafor", "Okafor, N.",
    "Okafor N", "Nan O.", "Nan M. Okafor", "Nan Okafors", "nan_okafor", "NanOkafor", "nan.okafor", "OkaforNan",
    "Nan\u00a0Okafor", "Nan\u200bOkafor", "Nan \u200bOkafor", "N\u200ban Okafor", "Oka\u00adfor, Nan", "Nan O\u200dkafor",
    "Nan\u2060 Okafor", "\u200eNan Okafor\u200e", "\u202aNan Okafor\u202c", "\u2067Nan\u2069 Okafor", "\ufeffNan Okafor",
    "Na\u0301n Oka\u0301for", "Nán Okafór", unicodedata.normalize("NFD", "Nàn Ökafor"), "N\u034fan Okafor",
    "Nan\ufe0f Okafor", "Nan O\u20ddkafor", "Nan\u3164Okafor", wide("Nan") + "\u3000" + wide("Okafor"),
    "\U0001d40d\U0001d41a\U0001d427 Okafor",
    "Nan\nOkafor",
    "Nan\u2003Okafor", "Nan\u2028Okafor", "**Nan** Okafor", "Nan-Okafor", "#NanOkafor", "@nan_okafor",
]  # fmt: skip

ADDRESSES = [
    "nan.okafor@example.org", "NAN.OKAFOR@EXAMPLE.ORG", "nan.okafor+kids@example.org", "mailto:nan.okafor@example.org",
    "nan.okafor (at) example.org", "nan . okafor@example.org",
    "nan. okafor @ example . org", "nan.okafor [at] example [dot] org", "nan.okafor@exa\u00admple.org",
    wide("nan.okafor@example.org"), "nan.okafor%40example.org", "example.org/people/nan", "www.example.org/people/nan/",
    "http://example.org/people/nan?from=1#top", "HTTPS://EXAMPLE.ORG/people/nan/blog", "linkedin.com/in/nän-ok",
    "https://uk.linkedin.com/in/n%C3%A4n-ok/en",
]  # fmt: skip


def notes_after(run, written, *, name="Nan Okafor"):
    run("add", "Sam Lee", "--note", f"xx {written} yy")
    assert run("forget", name, "--confirm", name).code == 0
    return run("show", "Sam Lee", "--json").json["notes"]


@pytest.mark.parametrize("ways", [NUMBERS, NAMES, ADDRESSES], ids=["numbers", "names", "addresses"])
def test_every_way_of_writing_them_is_taken_out(run, home, ways):
    run("add", *NAN)
    (home / "readers.json").write_text(
        json.dumps([{"name": f"Sam{number} Lee", "notes": f"xx {written} yy"} for number, written in enumerate(ways)])
    )
    assert run("import", home / "readers.json", "--json").json["added"] == len(ways)
    assert run("forget", "Nan Okafor", "--confirm", "Nan Okafor").code == 0
    left = {}
    for number, written in enumerate(ways):
        notes = run("show", f"Sam{number} Lee", "--json").json["notes"]
        shown = "".join(char for char in notes if unicodedata.category(char) != "Cf" and char not in "#@*.")
        if shown != "xx […] yy":
            left[written] = notes
    assert left == {}


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("0491 570 156", "+61 491 570 156"),
        ("0491 570 156", "0061 (0) 491570156"),
        ("491570156", "0491 570 156"),
        ("+1 (555) 010-4477", "555.010.4477"),
        ("555-010-4477", "1-555-010-4477"),
        ("+39 06 5550 1234", "06 55501234"),
        ("+353 87 555 0123", "087 5550123"),
        ("+7 495 555-01-23", "8 (495) 555-01-23"),
        ("0044 20 7946 0123", "020 7946 0123"),
        ("+61 491 570 156 ext 4", "0491 570 156"),
    ],
)
def test_a_number_is_known_with_and_without_its_country(run, stored, written):
    run("add", "Nan Okafor", "--phone", stored)
    assert notes_after(run, written) == "xx […] yy"


@pytest.mark.parametrize("written", ["nan.okafor@gmail.com", "nanokafor+x@googlemail.com", "N.a.n.okafor@GMAIL.com"])
def test_the_dots_of_a_gmail_address_do_not_count(run, written):
    run("add", "Nan Okafor", "--email", "na.nokafor@gmail.com")
    assert notes_after(run, written) == "xx […] yy"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Dr Nan Mary Okafor", "Nan Okafor"),
        ("Dr Nan Mary Okafor", "Nan M. Okafor"),
        ("Dr Nan Mary Okafor", "N. M. Okafor"),
        ("Gabriel García Ruiz", "García Ruiz, Gabriel"),
        ("Rose Kennedy", "Rose Kennedys"),
        ("Rose Kennedy", "Rose Kennedies"),
        ("Jo Jones", "Jo Joneses"),
        ("Nan O\u200bkafor", "Nan Okafor"),
        (wide("Nan Okafor"), "Nan Okafor"),
        ("王小明", "王 小明"),
        ("王小明", "王\u200b小明"),
        ("दिनेश कुमार", "कुमार, दिनेश"),
        ("דנה לוי", "\u200fלוי דנה"),
        (unicodedata.normalize("NFC", "김철수"), unicodedata.normalize("NFD", "김철수")),
        (unicodedata.normalize("NFD", "가나 다라"), "가나 다라"),
        ("カナ ホシ", "\uff76\uff85 \uff8e\uff7c"),
    ],
)
def test_names_of_other_shapes_and_scripts(run, name, written):
    run("add", name)
    assert notes_after(run, written, name=name).replace("\u200f", "") == "xx […] yy"


@pytest.mark.parametrize(
    "written",
    [
        "the Okafors came", "at the Okafors' house", "Ms Okafor came", "Nan's cake", "Nan\u00adny and Na\u200bn", "Nan and Ben",
        "ring 570 156", "ring 9 0491 571 570 156",
    ],
)  # fmt: skip
def test_what_may_mean_somebody_else_is_left_and_listed(run, written):
    run("add", *NAN)
    run("add", "Sam Lee", "--note", written)
    ran = run("forget", "Nan Okafor", "--confirm", "Nan Okafor")
    assert "may or may not name them, so left unchanged: Sam Lee" in ran.out
    assert run("show", "Sam Lee", "--json").json["notes"] == written


@pytest.mark.parametrize("written", ["N. Okafor came", "Okafor, N. came", "the Okafors came"])
def test_what_another_contact_is_called_too_is_left_and_listed(run, written):
    run("add", *NAN)
    run("add", "Ned Okafor")
    run("add", "Sam Lee", "--note", f"{written}; Nan Okafor and Ned Okafor too")
    ran = run("forget", "Nan Okafor", "--confirm", "Nan Okafor")
    assert "may or may not name them, so left unchanged: Sam Lee\n" in ran.out
    assert run("show", "Sam Lee", "--json").json["notes"] == f"{written}; […] and Ned Okafor too"


def test_an_address_of_another_contact_that_names_them_is_listed(run):
    run("add", *NAN)
    run("add", "Sam Lee", "--email", "sam.and.nan.okafor@example.org")
    ran = run("forget", "Nan Okafor", "--confirm", "Nan Okafor")
    assert "may or may not name them, so left unchanged: Sam Lee" in ran.out
    assert run("show", "Sam Lee", "--json").json["email"] == ["sam.and.nan.okafor@example.org"]


@pytest.mark.parametrize(
    "written",
    [
        "ok@example.org", "nok@example.org.au", "p.nok@example.org", "sam@www.example.org", "example.org/people/nancy",
        "+61 491 570 1567", "10491570156", "bananas", "manna okaforian", "Nan of Kent", "we n okay for",
    ],
)  # fmt: skip
def test_what_only_looks_like_them_stays(run, written):
    run("add", *NAN, "--email", "nok@example.org")
    assert notes_after(run, written) == f"xx {written} yy"


def test_the_plural_goes_where_they_took_part(run):
    run("add", *NAN)
    run("add", "Sam Lee", "cakes")
    run("log", "--with", "Nan Okafor", "--with", "Sam Lee", "tea at the Okafors, Nans and Sams together, cakes for all")
    run("forget", "Nan Okafor", "--confirm", "Nan Okafor")
    page = run("show", "Sam Lee", "--json").json
    assert [entry["text"] for entry in page["interactions"]] == ["tea at the […], […] and Sams together, cakes for all"]


def test_nothing_of_any_spelling_stays_in_any_file(run, home, db):
    """Every place that keeps text: fields, log, asks, outcomes, synonyms, imports, history, index, backups."""
    said = "Na\u200bn Okafor, OKAFOR Nan, N. Okafor, 0491-570-156, nan.okafor+x@example.org"
    run("add", *NAN)
    run("add", "Sam Lee", f"songs of {said}", "--note", said, "--title", said, "--org", said, "--place", said, "--alias",
        f"Sam {said}", "--wants", f"songs of {said}")  # fmt: skip
    (home / "people N. Okafor.csv").write_text(
        f'name,skills,via,notes\nTheo Brandt,"songs of {said}","Okafor, Nan","{said}"\n', encoding="utf-8"
    )
    run("import", home / "people N. Okafor.csv")
    run("log", "--with", "Sam Lee", "--about", f"songs of {said}", said)
    run("ask", f"what did {said} say of songs")
    run("close", "last", "--helped-by", "Sam Lee", "--note", said)
    run("synonym", "add", "zq", f"{said} songs")
    run("edit", "Sam Lee", "--note", f"{said} again")
    run("undo")
    run("backup")
    assert "Okafor" in db.read_bytes().decode("utf-8", "replace")
    assert run("forget", "Nan Okafor", "--confirm", "Nan Okafor").code == 0
    kept = b"".join(p.read_bytes() for p in db.parent.rglob("*") if p.is_file()).decode("utf-8", "replace").casefold()
    assert [word for word in ("okafor", "570156", "570-156", "na\u200bn") if word in kept] == []
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Søren Müller", "Soeren Mueller came"),
        ("Søren Müller", "ask soeren müller"),
        ("Søren Müller", "Mr Mueller's boat"),
        ("Åse Lund", "tea with Aase"),
        ("Joerg Mueller", "tea with Jörg Müller"),
        ("Joerg Mueller", "tea with Jörg"),
    ],
)
def test_a_name_with_two_letters_for_one_is_left_and_listed(run, name, written):
    run("add", name)
    run("add", "Sam Lee", "--note", written)
    ran = run("forget", name, "--confirm", name)
    assert "may or may not name them, so left unchanged: Sam Lee" in ran.out
    assert run("show", "Sam Lee", "--json").json["notes"] == written


def test_a_common_word_that_a_name_would_be_with_one_letter_less_is_not_listed(run):
    run("add", "Sue Haas")
    run("add", "Sam Lee", "--note", "Has a sun room. Su casa")
    assert "may name them" not in run("forget", "Sue Haas", "--confirm", "Sue Haas").out
