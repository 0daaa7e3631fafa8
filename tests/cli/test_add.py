"""`add`: what is typed is stored, and nobody is added twice by accident."""

from uuid import UUID

import pytest

EVERYTHING = [
    "Nan Okafor", "crochet:expert", "knitting", "--kind", "person", "--title", "Textile designer", "--org", "Loom Ltd",
    "--place", "Hobart", "--reach", "local", "--email", "nan@example.org", "--email", "n@example.net",
    "--phone", "0491 570 156", "--url", "https://nan.example.org", "--alias", "Nanny", "--via", "Sam Lee",
    "--met", "2024-02-08", "--closeness", "4", "--every", "30d", "--wants", "tax help", "--no-suggest",
    "--circle", "Work", "--refers", "luthier: a cousin", "--past",
    "--note", "designs her own patterns", "--note", "best by phone",
]  # fmt: skip


def test_every_field_is_kept(run):
    run("add", *EVERYTHING)
    page = run("show", "Nan Okafor", "--json").json
    assert UUID(page.pop("uid"))
    assert page == {
        "id": 2, "kind": "person", "name": "Nan Okafor",
        "skills": [
            {"topic": "crochet", "level": "expert", "provenance": "stated"},
            {"topic": "knitting", "level": None, "provenance": "stated"},
        ],
        "circles": ["Work"], "refers": [{"topic": "luthier", "evidence": "a cousin"}], "status": "past", "next": None,
        "introducers": ["Sam Lee"], "title": "Textile designer", "org": "Loom Ltd", "place": "Hobart", "reach": "local",
        "email": ["nan@example.org", "n@example.net"], "phone": ["0491 570 156"],
        "url": ["https://nan.example.org"], "aliases": ["Nanny"], "via": "Sam Lee", "met": "2024-02-08",
        "closeness": 4, "every": "30d", "wants": ["tax help"], "no_suggest": True,
        "notes": "designs her own patterns\nbest by phone", "added": "2026-11-20",
        "interactions": [], "asks": [], "balance": {"received": 0, "given": 0}, "could_give": [],
            "introduced": [], "sources": [],
    }  # fmt: skip


def test_what_was_understood_is_echoed_with_the_way_back(run):
    ran = run("add", "Nan Okafor", "crochet:expert", "knitting", "--place", "Hobart")
    assert (ran.code, ran.out) == (0, "added Nan Okafor: crochet (expert), knitting; Hobart\n")
    assert ran.err == "`asknet undo` undoes this\n"


def test_json_gives_the_new_contact(run):
    assert run("add", "Nan Okafor", "--json").json["name"] == "Nan Okafor"


@pytest.mark.parametrize("again", [
    ["Nan Okafor"], ["NAN  OKÁFOR"], ["Nanny"], ["Somebody Else", "--email", "NAN@example.org"],
    ["Somebody Else", "--url", "https://nan.example.org"], ["Somebody Else", "--alias", "x", "--email", "n@example.net"],
])  # fmt: skip
def test_somebody_who_seems_to_be_there_is_refused_in_a_script(run, again):
    run("add", *EVERYTHING)
    ran = run("add", *again)
    assert ran.code == 2
    assert "seems to exist already: Nan Okafor" in ran.err
    assert "--force" in ran.err
    assert len(run("list").rows) == 2


def test_force_adds_a_second_of_the_name(run):
    run("add", "Nan Okafor")
    assert run("add", "Nan Okafor", "--force").code == 0
    assert [row[2] for row in run("list").rows] == ["Nan Okafor", "Nan Okafor"]


def test_on_a_terminal_a_second_of_the_name_is_asked_about(run, screen):
    run("add", "Nan Okafor")
    ran = screen("add", "Nan Okafor", typed=[("[y/N]", "y\n")])
    assert ran.code == 0
    assert len(run("list").rows) == 2


def test_no_to_a_second_of_the_name_changes_nothing(run, screen):
    run("add", "Nan Okafor")
    assert screen("add", "Nan Okafor", typed=[("[y/N]", "\n")]).code == 2
    assert len(run("list").rows) == 1


def test_no_input_asks_nothing_on_a_terminal(run, screen):
    run("add", "Nan Okafor")
    ran = screen("add", "Nan Okafor", "--no-input")
    assert ran.code == 2
    assert "[y/N]" not in ran.out


def test_an_introducer_nobody_knows_is_added_too(run):
    ran = run("add", "Nan Okafor", "--via", "Sam Lee")
    assert "added Sam Lee too" in ran.err
    assert [row[2] for row in run("list").rows] == ["Nan Okafor", "Sam Lee"]


def test_an_introducer_who_is_there_is_not_added_again(run):
    run("add", "Sam Lee")
    run("add", "Nan Okafor", "--via", "sam")
    assert [row[2:] for row in run("list").rows] == [
        ["Nan Okafor", "", "", "", "", "", "", "Sam Lee", ""],
        ["Sam Lee", "", "", "", "", "", "", "", ""],
    ]


def test_one_undo_takes_back_contact_and_introducer(run):
    run("add", "Nan Okafor", "--via", "Sam Lee")
    run("undo")
    assert run("list").out == ""


def test_a_misspelt_introducer_is_offered_not_taken(run):
    run("add", "Sam Lee")
    ran = run("add", "Nan Okafor", "--via", "Samm Lee")
    assert ran.code == 2
    assert "Sam Lee" in ran.err
    assert len(run("list").rows) == 1


def test_an_unclear_introducer_is_chosen_on_a_terminal(run, screen):
    run("add", "Sam Lee")
    run("add", "Sam Poe")
    screen("add", "Nan Okafor", "--via", "Sam", typed=[("Which one?", "2\n")])
    assert run("show", "Nan", "--json").json["via"] == "Sam Poe"


def test_an_unknown_level_is_refused_with_the_levels(run):
    ran = run("add", "Nan Okafor", "crochet:wizard")
    assert (ran.code, ran.out) == (2, "")
    assert "'wizard' is not a level. Levels are beginner, intermediate, advanced, expert." in ran.err


@pytest.mark.parametrize("typed", ["#crochet", "+crochet", "crochet"])
def test_a_topic_may_be_marked_as_one(run, typed):
    assert run("add", "Nan Okafor", typed, "--json").json["skills"][0]["topic"] == "crochet"


@pytest.mark.parametrize("skill", ["C#", "C++", ".NET", "AC/DC: the early years", "ratio 1:2/3"])
def test_signs_that_belong_to_a_topic_stay(run, skill):
    assert run("add", "Nan Okafor", skill, "--json").json["skills"][0]["topic"] == skill


def test_a_skill_told_twice_is_kept_once_with_its_level(run):
    skills = run("add", "Nan Okafor", "Crochet", "crochet:expert", "--json").json["skills"]
    assert skills == [{"topic": "Crochet", "level": "expert", "provenance": "stated"}]


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--met", "someday", "is not a day"), ("--met", "2026-02-30", "is not a calendar day"),
        ("--closeness", "6", "not a closeness"),
        ("--closeness", "0", "not a closeness"), ("--closeness", str(2**63), "not a closeness"),
        ("--closeness", "²", "not a closeness"), ("--every", "0d", "not a period"), ("--every", "often", "not a period"),
        ("--every", str(2**64), "longer than 36,500 days"), ("--kind", "robot", "robot"), ("--reach", "galaxy", "galaxy"),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_and_nothing_is_made(run, db, option, value, said):
    ran = run("add", "Nan Okafor", option, value)
    assert ran.code == 2
    assert said in ran.err
    assert not db.exists()


@pytest.mark.parametrize("name", ["", "   ", "\x01\x02", "\t\n"])
def test_a_contact_needs_a_name(run, db, name):
    assert run("add", name).code == 2
    assert not db.exists()


@pytest.mark.parametrize("name", ["José Müller", "דנה לוי", "王小明", "🧶 Wool Gang", "Zoë", "O'Brien, Pat (née Ō)"])
def test_names_of_all_scripts_come_back_as_they_were(run, name):
    run("add", name, "crochet")
    assert run("list").rows[0][2] == name
    assert run("show", name, "--json").json["name"] == name


def test_a_name_of_more_than_500_characters_is_refused(run):
    assert "501 characters" in run("add", "n" * 501).err


@pytest.mark.parametrize("kind", ["person", "community", "source"])
def test_the_kind_is_kept(run, kind):
    run("add", "Crochet Crowd", "--kind", kind)
    assert run("list", "--kind", kind).rows[0][1:3] == [kind, "Crochet Crowd"]


@pytest.mark.parametrize(
    ("said", "day"),
    [("today", "2026-11-20"), ("yesterday", "2026-11-19"), ("8 Feb 2026", "2026-02-08"), ("20260208", "2026-02-08")],
)
def test_dates_may_be_written_as_people_do(run, said, day):
    assert run("add", "Nan Okafor", "--met", said, "--json").json["met"] == day


def test_a_missing_name_is_a_usage_error(run):
    ran = run("add")
    assert (ran.code, ran.out) == (2, "")
    assert "NAME" in ran.err


def test_nobody_is_added_as_their_own_introducer(run):
    ran = run("add", "C C", "--via", "c  c")
    assert ran.code == 2
    assert "C C cannot be their own introducer" in ran.err
    assert run("list", "--json").json == []


SELVES = {
    "own.csv": "name,kind,reach,via,aliases\nC C,person,,C C,\nD D,person,,Dee,Dee\n",
    "any.csv": "name,introduced by\nC C,C C\n",
    "c.vcf": "BEGIN:VCARD\nVERSION:4.0\nFN:C C\na.RELATED;VALUE=text:C C\na.X-ABLabel:introduced by\nEND:VCARD\n",
    "n.json": '{"asknet": 1, "contacts": [{"name": "C C", "via": "C C"}, {"id": 2, "name": "E E", "via": {"id": 2}}]}',
    "n.yaml": "asknet: 1\ncontacts:\n- name: C C\n  via: C C\n",
}


@pytest.mark.parametrize("file", SELVES)
def test_nobody_of_a_file_is_imported_as_their_own_introducer(run, home, file):
    (home / file).write_text(SELVES[file])
    ran = run("import", home / file)
    assert ran.code == 0
    assert "introducer ignored: C C would be their own introducer" in ran.out + ran.err
    found = run("list", "--json").json
    assert [(one["name"], one["via"]) for one in found] == [(one["name"], None) for one in found]
    assert [one["name"] for one in found].count("C C") == 1


def test_the_introducer_of_a_whole_file_who_stands_in_it_is_one_contact(run, home):
    (home / "people.csv").write_text("name,skills\nC C,yoga\nD D,tax\n")
    for _ in range(2):
        assert run("import", home / "people.csv", "--via", "C C").code == 0
        found = [(one["name"], one["via"]) for one in run("list", "--json").json]
        assert found == [("C C", None), ("D D", "C C")]


def test_a_sentence_in_which_somebody_introduces_themselves_adds_one_contact(run):
    assert run("log", "C C introduced me to C C", "--add").code == 0
    assert [one["name"] for one in run("list", "--json").json] == ["C C"]


def test_all_that_was_understood_is_echoed(run):
    words = [
        "--met",
        "last Tuesday",
        "--every",
        "monthly",
        "--email",
        "nan@example.org",
        "--circle",
        "Choir",
        "--wants",
        "piano",
    ]
    assert run("add", "Nan Okafor", "crochet", *words, "--note", "sings alto").out == (
        'added Nan Okafor: crochet; nan@example.org; Choir; met 2026-11-17; every 30 days; wants piano; note "sings alto"\n'
    )


@pytest.mark.parametrize("name", ["Frau Winter", "Dr. Winter", "mrs winter"])
def test_a_family_name_with_a_title_may_be_somebody_who_is_there(run, screen, name):
    run("add", "Anna Winter", "skiing")
    refused = run("add", name, "carpentry")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "Anna Winter" in refused.err
    assert screen("add", name, "carpentry", typed=[("anyway?", "y\n")]).code == 0
    assert [contact["name"] for contact in run("list", "--json").json] == sorted(
        ["Anna Winter", name], key=str.casefold
    )


def test_a_title_with_another_family_name_or_a_whole_name_is_somebody_new(run):
    run("add", "Anna Winter")
    run("add", "Otto Lang")
    assert [run("add", name).code for name in ("Frau Sommer", "Frau Petra Winter")] == [0, 0]
