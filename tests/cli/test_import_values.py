"""Empty or damaged values of a file: ignored and listed, and never a reason to match two contacts."""

import pytest


def counts(ran):
    return tuple(ran.json[k] for k in ("added", "updated", "unchanged"))


def ignored(ran):
    return [(value["line"], value["field"]) for value in ran.json["ignored"]]


@pytest.mark.parametrize(
    "email",
    ["n/a", "#N/A", "#NAME?", "#REF!", "#WERT!", "none", "none@none.com", "noemail@example.org", "unknown", "keine Angabe",
     "1", "-", "test@test.com", "somebody", "keine-email@example.org", "no.email2@example.org", "notiene@notiene.com",
     "name@domain.com", "nicht vorhanden", "brak danych", "user@email.com"],
)  # fmt: skip
def test_a_stand_in_for_an_address_is_ignored_and_makes_nobody_one(run, email):
    ran = run("import", "-", "--json", input=f"name,email\nJohn Smith,{email}\nJ. Smith,{email}\n")
    assert counts(ran) == (2, 0, 0)
    assert ignored(ran) == [(2, "email"), (3, "email")]
    assert [contact["email"] for contact in run("list", "--json").json] == [[], []]


@pytest.mark.parametrize("phone", ["n/a", "0", "000-000-0000", "123", "9999999999", "4.47701E+11", "4,47701E+11", "#NAME?",
                                   "12", "call me", "+49 000 0000000", "s/n", "ext. 12"])  # fmt: skip
def test_a_stand_in_for_a_number_is_ignored_and_makes_nobody_one(run, phone):
    ran = run("import", "-", "--json", input=f"name;phone\nBob Kay;{phone}\nRobert Kay;{phone}\n")
    assert counts(ran) == (2, 0, 0)
    assert ignored(ran) == [(2, "phone"), (3, "phone")]
    assert [contact["phone"] for contact in run("list", "--json").json] == [[], []]


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("'+49 30 123456", ["+49 30 123456"]),
        ('="030123456"', ["030123456"]),
        ("+49 30 123456 / +49 30 567890", ["+49 30 123456", "+49 30 567890"]),
        ("030123456/030567890", ["030123456", "030567890"]),
        ("030/1234567", ["030/1234567"]),
        ("442071234567.0", ["442071234567"]),
        ("tel: 0301234 (Sekretariat)", ["0301234"]),
        ("112", ["112"]),
    ],
)
def test_a_number_loses_what_a_spreadsheet_put_around_it_and_two_are_two(run, cell, numbers):
    ran = run("import", "-", "--json", input=f"name;phone\nUwe Zorn;{cell}\n")
    assert ignored(ran) == []
    assert run("show", "Uwe", "--json").json["phone"] == numbers


@pytest.mark.parametrize("column", ["title", "org", "place", "via", "skills", "url"])
@pytest.mark.parametrize("text", ["n/a", "#N/A", "None", "-"])
def test_a_stand_in_in_any_other_column_is_ignored(run, column, text):
    ran = run("import", "-", "--json", input=f"name,{column}\nNan Okafor,{text}\n")
    assert ignored(ran) == [(2, column)]
    assert [contact["name"] for contact in run("list", "--json").json] == ["Nan Okafor"]


@pytest.mark.parametrize("name", ["Nan", "Na Li", "Null Axel"])
def test_a_short_name_is_no_stand_in(run, name):
    ran = run("import", "-", "--json", input=f"name,email\n{name},nan@example.org\n")
    assert (ignored(ran), run("list", "--json").json[0]["name"]) == ([], name)


def test_a_row_whose_name_stands_for_none_is_called_by_its_organisation(run):
    ran = run("import", "-", "--json", input="name,org\n#NAME?,Loom\n")
    assert (ignored(ran), run("list", "--json").json[0]["name"]) == ([(2, "name")], "Loom")


@pytest.mark.parametrize(
    ("rest", "name"),
    [
        ("solo@x.example.org,", "solo@x.example.org"),
        (",+47 22 33 44 55", "+47 22 33 44 55"),
        ("nobody at home,+47 22 33 44 55", "+47 22 33 44 55"),
    ],
)
def test_a_row_without_a_name_is_called_as_one_with_a_placeholder_for_it(run, rest, name):
    for written in ("", "n/a"):
        ran = run("import", "-", "--json", input=f"name,email,phone\nNan,nan@example.org,\n{written},{rest}\n")
        assert ran.json["skipped"] == []
        assert [contact["name"] for contact in run("list", "--json").json if contact["name"] != "Nan"] == [name]
        run("undo")


@pytest.mark.parametrize("rest", ["nobody at home,", "n/a,", ",1"])
def test_a_row_without_a_name_and_without_an_address_that_can_be_read_is_skipped(run, rest):
    ran = run("import", "-", "--json", input=f"name,email,phone\nNan,nan@example.org,\n,{rest}\n")
    assert [row["line"] for row in ran.json["skipped"]] == [3]


def test_a_row_that_names_nobody_is_skipped(run):
    ran = run("import", "-", "--json", input="name,skills\nn/a,yarn\nNan,yarn\n")
    assert [(row["line"], row["why"]) for row in ran.json["skipped"]] == [(2, "no name ('n/a' is a placeholder)")]
    assert ignored(ran) == []


def test_a_value_that_was_ignored_takes_nothing_away(run):
    head = "name,email,phone\n"
    run("import", "-", input=f"{head}Nan Okafor,nan@example.org,+49 30 123456\n")
    ran = run("import", "-", "--json", input=f"{head}Nan Okafor,nan@example.org,4.93E+11\n")
    assert counts(ran) == (0, 0, 1)
    assert run("show", "Nan", "--json").json["phone"] == ["+49 30 123456"]


def test_a_stand_in_in_a_network_file_written_by_hand_is_ignored(run):
    ran = run(
        "import", "-", "--json", input='{"asknet": 1, "contacts": [{"name": "Nan", "email": ["n/a"], "reach": "far"}]}'
    )
    assert (ran.json["added"], ignored(ran)) == (1, [(1, "reach"), (1, "email")])


HAND_MADE = 'name,kind,skills,reach,met,closeness,email\nNan Okafor,person,"yarn, dyes:expert",{},{},{},{}\n'


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (("whatsapp", "", "", ""), "reach"),
        (("", "someday", "", ""), "met"),
        (("", "", "often", ""), "closeness"),
        (("", "", "", "none"), "email"),
    ],
)
def test_a_bad_value_of_a_hand_made_file_with_our_column_names_costs_that_value(run, values, field):
    ran = run("import", "-", "--json", input=HAND_MADE.format(*values))
    assert (counts(ran), ran.json["skipped"], ignored(ran)) == ((1, 0, 0), [], [(2, field)])
    assert {skill["topic"] for skill in run("show", "Nan", "--json").json["skills"]} == {"yarn", "dyes"}


def test_values_that_were_ignored_are_counted_and_those_of_one_reason_listed_together(run):
    rows = "".join(f"Person {n}x,whatsapp\n" for n in range(30))
    out = run("import", "-", input=f"name,reach,kind,met\n{rows}").out
    assert "30 ignored values:\n  lines 2, 3, 4 and 27 more: reach: 'whatsapp' is not a reach\n" in out


@pytest.mark.parametrize(
    ("option", "value"), [("--email", "not an address"), ("--email", "n/a"), ("--phone", "call me")]
)
@pytest.mark.parametrize("verb", ["add", "edit"])
def test_what_is_no_address_is_refused_where_it_is_typed(run, verb, option, value):
    run("add", "Nan Okafor")
    ran = run(verb, "Nan Okafor" if verb == "edit" else "Theo", option, value)
    assert (ran.code, len(run("list").rows)) == (2, 1)
    assert repr(value) in ran.err


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Hew Mo\ntype: person\n---\n",
        "---\ntitle: Hew Mo\ntags: [people, choir]\n---\nMet at the fair.\n",
        "---\ntitle: Hew Mo\nrole: Luthier\nemail: hew@example.org\n---\n",
        "title:: Hew Mo\ntype:: [[person]]\n\n- hello\n",
        "title:: Hew Mo\nphone:: +47 22 33 44 55\n",
        "---\ntitle: Hew Mo\ntype: person\nname:\n---\n",
    ],
)
def test_the_title_of_a_note_about_a_person_is_their_name(run, home, text):
    (home / "2024-05-01 fair.md").write_text(text)
    assert run("import", home / "2024-05-01 fair.md").code == 0
    (contact,) = run("list", "--json").json
    assert contact["name"] == "Hew Mo"
    assert contact["title"] in ("", "Luthier")


@pytest.mark.parametrize("title", ["Carpenter", "Head of Design", "CTO"])
@pytest.mark.parametrize("named", ["", "name: Nan Okafor\n"])
def test_a_title_that_says_what_somebody_does_is_no_name(run, home, title, named):
    (home / "Nan Okafor.md").write_text(f"---\n{named}title: {title}\ntype: person\n---\n")
    run("import", home / "Nan Okafor.md")
    assert [(contact["name"], contact["title"]) for contact in run("list", "--json").json] == [("Nan Okafor", title)]


HEADERS = """
    Nom;Téléphone portable;Lieu de travail
    Nom;Tél. portable;Employeur
    Nom;N° de téléphone;Entreprise
    Navn;Mobil nr.;Arbejdsplads
    Navn;Tlf.;Arbeidsplass
    Namn;Mobilnr;Arbetsgivare
    Name;Handy-Nr.;Arbeitsstelle
    Naam;Gsm-nummer;Werkplek
    Nombre;N.º de teléfono;Lugar de trabajo
    Nome;Numero di cellulare;Datore di lavoro
    Nome;Número do telefone;Empregador
    Nimi;Kännykkä;Työpaikka
    Imię i nazwisko;Nr telefonu;Miejsce pracy
    Jméno;Číslo telefonu;Pracoviště
    Név;Mobiltelefonszám;Munkáltató
    ФИО;Контактный телефон;Место работы
    Ime i prezime;Broj telefona;Poslodavac
    Ονοματεπώνυμο;Αριθμός τηλεφώνου;Εργοδότης
    Nume;Nr. de telefon;Loc de muncă
    Ad Soyad;Telefon no;İş yeri
    氏名;固定電話;職場
    이름;휴대폰 번호;직장
    Nama;No. telepon;Tempat kerja
    Name;Mobile no.;Place of work
"""


@pytest.mark.parametrize("header", HEADERS.split("\n")[1:-1])
def test_a_number_and_an_employer_are_read_under_what_people_call_them(run, header):
    assert run("import", "-", input=f"{header.strip()}\nNan Okafor;+47 22 33 44 55;Loom\n").code == 0
    (contact,) = run("list", "--json").json
    assert (contact["phone"], contact["org"]) == (["+47 22 33 44 55"], "Loom")


def test_a_misspelt_level_in_ones_own_table_is_that_level(run, home):
    run("add", "Nan Okafor", "knitting:expert", "lace")
    table = run("export", "--format", "csv").out
    (home / "own.csv").write_text(table.replace("knitting:expert", "knitting:beginer"))
    run("import", home / "own.csv")
    knitting = run("show", "Nan", "--json").json["skills"][0]
    assert (knitting["topic"], knitting["level"]) == ("knitting", "beginner")


NOBODYS = [
    "test@example.com", "user@example.org", "yourname@example.net", "someone@example.com", "noreply@example.org",
    "do-not-reply@example.org", "no.reply-7@example.org", "nicht-antworten@example.org", "mailer-daemon@example.org",
]  # fmt: skip


@pytest.mark.parametrize("address", NOBODYS)
def test_an_address_that_is_nobodys_is_ignored_and_joins_nobody(run, home, address):
    for file, name in (("one.csv", "P. Low"), ("other.csv", "Pam Low")):
        (home / file).write_text(f"Full name,E-mail\n{name},{address}\n")
        ran = run("import", home / file, "--json")
        assert [(one["line"], one["field"]) for one in ran.json["ignored"]] == [(2, "email")]
        assert (ran.json["added"], ran.json["possible_duplicates"]) == (1, [])


@pytest.mark.parametrize(
    "address",
    [
        "me@example.org",
        "a@example.org",
        "na@example.org",
        "tess@example.com",
        "test@loom.example.org",
        "mail@example.org",
    ],
)
def test_a_short_or_ordinary_address_of_an_example_host_is_kept(run, address):
    assert run("import", "-", "--json", input=f"Full name,E-mail\nNan Okafor,{address}\n").json["ignored"] == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JavaScript:x", "data:x", "file:///etc/passwd", "vbscript:x"])
@pytest.mark.parametrize("form", ["card", "table"])
def test_a_script_or_a_file_in_place_of_a_web_address_is_ignored(run, url, form):
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Nan Okafor\nURL:{url}\nURL:https://nan.example.org\nEND:VCARD\n"
    ran = run("import", "-", "--json", input=card if form == "card" else f"Full name,URL\nNan Okafor,{url}\n")
    assert [(one["field"], one["why"]) for one in ran.json["ignored"]] == [("url", f"{url!r} is not a web address")]
    assert run("show", "Nan", "--json").json["url"] == (["https://nan.example.org"] if form == "card" else [])


PEOPLE_WHO_LEFT = ["Deleted Account", "Facebook user", "Gelöschtes Konto", "LinkedIn Member"]


@pytest.mark.parametrize("name", PEOPLE_WHO_LEFT)
def test_an_account_of_somebody_who_left_is_no_contact(run, name):
    ran = run("import", "-", input=f"Name,Company\n{name},Acme\nNan Okafor,Acme\n")
    assert f"'{name}' is a placeholder" in ran.out
    assert name not in run("list").out


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("test@example.com", "is a placeholder"), ("name@example.com", "is a placeholder"),
        ("no-reply@leire.example", "takes no mail"), ("donotreply@leire.example", "takes no mail"),
    ],
)  # fmt: skip
def test_an_address_that_nobody_has_is_ignored_and_listed(run, address, why):
    ran = run("import", "-", input=f"Name,Email\nP. Low,{address}\nPam Low,{address}\n")
    assert f"email: '{address}' {why}" in ran.out
    assert [contact["email"] for contact in run("list", "--json").json] == [[], []]


def test_a_script_is_no_web_address(run):
    ran = run(
        "import",
        "-",
        input='Name,Website\nNan,javascript:alert(1)\n"Sam","https://sam.example.org; DATA:text/html,x"\n',
    )
    assert "url: 'javascript:alert(1)' is not a web address" in ran.out
    assert [contact["url"] for contact in run("list", "--json").json] == [[], ["https://sam.example.org"]]


def test_an_address_that_nobody_reads_survives_export_and_import(run, tmp_path):
    run("add", "Newsletter", "--kind", "source", "--email", "noreply@leire.example", "--email", "us@leire.example")
    for ending in ("csv", "json", "yaml", "vcf"):
        file = tmp_path / f"all.{ending}"
        run("export", "-o", file)
        run("import", file)
    assert run("show", "Newsletter", "--json").json["email"] == ["noreply@leire.example", "us@leire.example"]


@pytest.mark.parametrize(
    ("column", "value", "url"),
    [
        ("LinkedIn", "nan-okafor", "https://www.linkedin.com/in/nan-okafor"),
        ("LinkedIn Profile", "@nan", "https://www.linkedin.com/in/nan"),
        ("GitHub", "nan", "https://github.com/nan"), ("LinkedIn", "linkedin.com/in/nan", "linkedin.com/in/nan"),
        ("Website", "okafor", "okafor"),
    ],
)  # fmt: skip
def test_the_name_of_a_profile_becomes_its_address(run, column, value, url):
    run("import", "-", input=f"Name,{column}\nNan Okafor,{value}\n")
    assert run("show", "Nan", "--json").json["url"] == [url]


def test_the_fuller_name_of_a_participant_is_an_alias(run):
    run(
        "import",
        "-",
        input="Name (Original Name),User Email\nNele F (Nele Fokker),n@example.org\nBo Ek (Guest),b@example.org\n",
    )
    assert run("show", "Nele Fokker", "--json").json["name"] == "Nele F"
    assert run("show", "Bo Ek", "--json").json["aliases"] == []


@pytest.mark.parametrize("label", ["Hot", "Warm", "Cold lead", "Customer"])
def test_the_stage_of_a_lead_is_no_skill(run, label):
    run("import", "-", input=f"Person - Name,Person - Label\nNan Okafor,{label}\n")
    assert run("show", "Nan", "--json").json["skills"] == []


@pytest.mark.parametrize("column", ["住所(市)", "İş Adresi Şehir"])
def test_the_town_of_an_address_is_the_place(run, column):
    head = "姓,名,住所(市)" if column[0] == "住" else f"Ad,Soyad,{column}"
    run("import", "-", input=f"{head}\nOkafor,Nan,Leeds\n")
    assert run("list", "--json").json[0]["place"] == "Leeds"


@pytest.mark.parametrize(
    "error", ["#N/A", "#NV", "#N/D", "#Н/Д", "#I/T", "#YOK", "#GETTING_DATA", "#BEZUG!", "#¿NOMBRE?", "Err:502"]
)
def test_the_error_of_a_spreadsheet_in_any_language_is_no_value(run, error):
    ran = run("import", "-", input=f"Name,Company\nNan Okafor,{error}\n")
    assert f"{error} is a spreadsheet error" in ran.out
    assert run("show", "Nan", "--json").json["org"] == ""


def test_a_word_that_is_no_level_costs_no_skill_and_is_listed(run):
    ran = run("import", "-", "--json", input="Name,Skills\nNan,crochet:guru; C++:STL\n")
    assert [value["why"] for value in ran.json["ignored"]] == ["'guru' is not a level"]
    assert [skill["topic"] for skill in run("show", "Nan", "--json").json["skills"]] == ["crochet", "C++:STL"]


def test_a_level_in_brackets_or_behind_a_dash_is_the_level(run):
    run("import", "-", input="Name,Skills\nNan,lace (expert); sewing - advanced\n")
    skills = run("show", "Nan", "--json").json["skills"]
    assert [(skill["topic"], skill["level"]) for skill in skills] == [("lace", "expert"), ("sewing", "advanced")]


def test_an_error_of_a_spreadsheet_is_no_skill(run):
    ran = run("import", "-", "--json", input="Name,Skills\nNan,mead; #REF!\n")
    assert [value["why"] for value in ran.json["ignored"]] == ["'#REF!' is a spreadsheet error"]
    assert [skill["topic"] for skill in run("show", "Nan", "--json").json["skills"]] == ["mead"]


@pytest.mark.parametrize("name", ["null null", "undefined undefined"])
def test_parts_of_a_name_that_are_not_set_are_no_name(run, name):
    run("import", "-", "--json", input=f"Name,Email\n{name},nan@example.org\n")
    assert [contact["name"] for contact in run("list", "--json").json] == ["nan@example.org"]


def test_what_a_link_adds_to_an_address_is_no_part_of_it(run):
    run("import", "-", input="Name,Email,Website\nNan,mailto:nan@example.org?subject=x,http\\://nan.example.org\n")
    nan = run("show", "Nan", "--json").json
    assert (nan["email"], nan["url"]) == (["nan@example.org"], ["http://nan.example.org"])


def test_a_host_with_two_dots_together_is_no_host(run):
    assert ignored(run("import", "-", "--json", input="Name,Email\nNan,nan@example..org\n")) == [(2, "email")]
