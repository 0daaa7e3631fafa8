"""`export`: the network is written to a file, and can be read back from it."""

import csv
import io
import json
import os
import stat
import subprocess

import pytest


@pytest.fixture
def few(run, once):
    def build():
        run("add", "Nan Okafor", "crochet:expert", "--reach", "local", "--via", "Sam Lee", "--note", "=1+1")
        run("add", "Crochet Crowd", "crochet", "--kind", "community", "--reach", "global")
        run("log", "coffee with Nan Okafor, she helped me #charts")
        run("ask", "crochet pattern")
        run("close", "last", "--helped-by", "Nan Okafor")
        run("synonym", "add", "k8s", "kubernetes")
        run("me", "python:advanced")

    once("export", build)
    return run


def names(ran):
    return [row["name"] for row in csv.DictReader(io.StringIO(ran.out))]


@pytest.mark.parametrize(("ending", "begins"), [
    ("yaml", "asknet: 2\n"), ("yml", "asknet: 2\n"), ("json", '{"asknet": 2,'), ("csv", "name,kind,skills,circles,title,org,"),
    ("vcf", "BEGIN:VCARD\nVERSION:4.0\n"),
])  # fmt: skip
def test_the_format_is_told_by_the_ending(few, home, ending, begins):
    ran = few("export", "-o", home / f"out.{ending}")
    assert (ran.code, ran.out) == (0, "")
    assert (home / f"out.{ending}").read_text().startswith(begins)


def test_a_summary_goes_to_standard_error(few, home):
    assert "3 contacts, 1 in the log, 1 asked, as yaml" in few("export", "-o", home / "a.yaml").err
    assert few("export", "--format", "csv").err == "3 contacts as csv\n"
    assert few("export", "--quiet").err == ""


@pytest.mark.parametrize("words", [[], ["-o", "-"]])
def test_standard_output_is_the_default_and_yaml(few, words):
    assert few("export", *words).out.startswith("asknet: 2\n")


def test_json_is_ascii_and_one_value(few):
    few("add", "Zoë", "怎么")
    ran = few("export", "--format", "json")
    assert ran.out.isascii()
    assert [c["name"] for c in ran.json["contacts"]] == ["Sam Lee", "Nan Okafor", "Crochet Crowd", "Zoë"]


def test_the_option_json_says_json_or_what_was_written(few, home):
    assert few("export", "--json").json["asknet"] == 2
    done = few("export", "--json", "-o", home / "a.csv").json
    assert done == {
        "file": str(home / "a.csv"),
        "form": "csv",
        "contacts": 3,
        "interactions": 0,
        "asks": 0,
        "whole": False,
    }


@pytest.mark.parametrize(("filters", "found"), [
    (["--kind", "community"], ["Crochet Crowd"]), (["--skill", "CROCH"], ["Nan Okafor", "Crochet Crowd"]),
    (["--reach", "national"], ["Nan Okafor"]), (["--skill", "crochet", "--kind", "person"], ["Nan Okafor"]),
])  # fmt: skip
def test_filters_choose_the_contacts(few, filters, found):
    assert names(few("export", "--format", "csv", *filters)) == found


def test_a_part_of_the_network_holds_contacts_alone(few):
    part = few("export", "--json", "--reach", "local").json
    assert set(part) == {"asknet", "export", "contacts"}
    assert part["contacts"][0]["via"] == "Sam Lee"


def test_a_part_is_imported_like_any_contacts(few, home, run):
    few("export", "--skill", "crochet", "-o", home / "part.yaml")
    done = run("--db", home / "new.db", "import", home / "part.yaml", "--json").json
    assert (done["added"], done["skipped"]) == (2, [])
    assert run("--db", home / "new.db", "path", "nan").rows == [["Sam Lee", "Nan Okafor"]]


@pytest.mark.parametrize("words", [["-o", "out.txt"], ["-o", "out"], ["--format", "xml"], ["--kind", "robot"]])
def test_what_is_not_known_is_a_usage_error(few, words):
    assert few("export", *words).code == 2


def test_the_file_is_yours_alone_and_replaces_what_was_there(few, home):
    out = home / "out.yaml"
    out.write_text("asknet: 2\nold")
    out.chmod(0o644)
    few("export", "-o", out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert out.read_text().startswith("asknet: 2")
    assert [p.name for p in home.iterdir() if "out" in p.name] == ["out.yaml"]


def test_a_link_of_your_own_is_followed(few, home):
    (home / "link.yaml").symlink_to(home / "real.yaml")
    assert few("export", "-o", home / "link.yaml").code == 0
    assert (home / "link.yaml").is_symlink()
    assert (home / "real.yaml").read_text().startswith("asknet: 2")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a link that belongs to another user")
def test_the_link_of_a_stranger_is_not_followed(few, home, monkeypatch):
    (home / "mine.yaml").write_text("mine")
    (home / "link.yaml").symlink_to(home / "mine.yaml")
    os.lchown(home / "link.yaml", 12345, 12345)
    ran = few("export", "-o", home / "link.yaml")
    assert (ran.code, (home / "mine.yaml").read_text()) == (2, "mine")
    assert "belongs to another user" in ran.err
    assert monkeypatch


@pytest.mark.parametrize("how", ["itself", "link", "hard link", "journal of another"])
def test_the_network_itself_and_other_databases_are_never_overwritten(few, home, db, how):
    target = home / "x.yaml"
    if how == "itself":
        target = db
    elif how == "link":
        target.symlink_to(db)
    elif how == "hard link":
        target.hardlink_to(db)
    else:
        target.write_bytes(db.read_bytes())
    before = target.read_bytes()
    ran = few("export", "--format", "yaml", "-o", target)
    assert (ran.code, target.read_bytes()) == (2, before)
    assert few("list").rows


@pytest.mark.parametrize(
    ("out", "said"), [("", "is a folder"), ("no/where.yaml", "could not be written"), ("/dev/full", "no space")]
)
def test_a_place_that_cannot_be_written_is_said_in_one_line(few, home, out, said):
    ran = few("export", "--format", "yaml", "-o", home / out if not out.startswith("/") else out)
    assert ran.code in (1, 2)
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_what_was_there_stays_when_the_disk_is_full(few, home, process):
    (home / "out.yaml").write_text("asknet: 2\nold")

    def no_room():
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    few("list")
    ran = process("export", "-o", "out.yaml", preexec_fn=no_room, env={"PYTHONDONTWRITEBYTECODE": "1"})
    assert ran.code == 1
    assert "could not be written" in ran.err
    assert (home / "out.yaml").read_text() == "asknet: 2\nold"
    assert [p.name for p in home.iterdir() if "out" in p.name] == ["out.yaml"]


@pytest.mark.parametrize("form", ["yaml", "json", "csv", "vcard"])
def test_a_pipe_that_closes_is_quiet_and_0(run, background, form):
    run("import", "-", input="name,notes\n" + "".join(f"Person {n},{'x' * 100}\n" for n in range(1500)))
    with background("export", "--format", form) as program:
        program.stdout.read(10)
        program.stdout.close()
        err = program.stderr.read()
        assert (program.wait(30), err) == (0, b"")


def test_a_full_disk_for_standard_output_is_1(few, process):
    few("list")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        ran = process("export", stdout=full)
    assert ran.code == 1
    assert "no space left on device" in ran.err


def test_a_reader_that_does_not_read_keeps_no_writer_waiting(run, background):
    run("import", "-", input="name,notes\n" + "".join(f"Person {n},{'x' * 100}\n" for n in range(1500)))
    with background("export", "--format", "json") as program:
        assert program.stdout.read(1) == b"{"
        assert run("add", "Nan Okafor").code == 0
        program.stdout.close()
        program.wait(30)


def test_text_that_drives_a_terminal_does_not_when_it_is_shown_on_one(run, screen):
    run("add", "a\u202eb")
    assert "\u202e" not in screen("export", "--format", "csv").out
    assert "\u202e" in run("export", "--format", "csv").out


def test_exporting_makes_no_network(run, db):
    assert run("export").out == "asknet: 2\nexport: whole\nend: true\n"
    assert not db.parent.exists()


def test_an_empty_network_comes_back_as_one(run):
    for form in ("yaml", "json"):
        ran = run("import", "-", "--json", input=run("export", "--format", form).out)
        assert (ran.code, ran.json["read"]) == (0, 0)


def test_a_network_that_comes_back_answers_the_same(run, demo, home):
    run("synonym", "add", "bread woes", "sourdough")
    questions = ["my sourdough won't rise", "bread woes", "kuberntes pods", "helicopter licence", "mending clothes"]
    for form in ("yaml", "json"):
        run("export", "-o", home / f"out.{form}")
        run("--db", home / f"{form}.db", "import", home / f"out.{form}")
        for question in questions:
            ask = ("ask", question, "--json", "--no-save", "-n", "20")
            assert run("--db", home / f"{form}.db", *ask).json == run(*ask).json
        for verb in (["list"], ["asks", "--all"], ["skills"], ["me"], ["show", "Nan Okafor"]):
            told, here = (run(*db, *verb, "--json").json for db in (("--db", home / f"{form}.db"), ()))
            if verb[0] == "show":
                assert told.pop("sources") == ["demo.yaml", f"out.{form} (export)"]
                assert here.pop("sources") == ["demo.yaml"]
            assert told == here
    assert demo.exists()


def test_a_copy_is_tried_first_and_taken_back_whole(few, home, run):
    few("export", "-o", home / "out.json")
    new = ("--db", home / "new.db")
    dry = run(*new, "import", home / "out.json", "--dry-run", "--json").json
    assert not (home / "new.db").exists()
    done = run(*new, "import", home / "out.json", "--json").json
    assert dry == done
    assert done["interactions"] == {"added": 1, "updated": 0, "unchanged": 0}
    assert done["asks"] == {"added": 1, "updated": 0, "unchanged": 0}
    again = run(*new, "import", home / "out.json", "--json").json
    assert (again["added"], again["unchanged"], again["asks"]["unchanged"], again["interactions"]["unchanged"]) == (
        0,
        3,
        1,
        1,
    )
    run(*new, "undo")
    assert run(*new, "asks", "--all").rows == run(*new, "list").rows == []
    run(*new, "redo")
    assert json.loads(run(*new, "export", "--json").out)["asks"][0]["problem"] == "crochet pattern"


def test_a_question_noted_after_an_undo_does_not_take_the_place_of_one_that_can_come_back(few, home, run):
    few("export", "-o", home / "out.json")
    new = ("--db", home / "new.db")
    run(*new, "add", "Mo Ray")
    run(*new, "import", home / "out.json")
    run(*new, "undo")
    run(*new, "ask", "chess lessons")
    run(*new, "redo")
    problems = {ask["problem"] for ask in run(*new, "asks", "--all", "--json").json}
    assert problems == {"chess lessons", "crochet pattern"}


def test_an_ask_closed_since_is_closed_here_too(few, home, run):
    run("ask", "who bakes")
    few("export", "-o", home / "out.json")
    new = ("--db", home / "new.db")
    run(*new, "import", home / "out.json")
    run("close", "last", "--no-answer", "Sam Lee", "--note", "try again")
    few("export", "-o", home / "out.json")
    assert run(*new, "import", home / "out.json", "--json").json["asks"] == {"added": 0, "updated": 1, "unchanged": 1}
    few("export", "-o", home / "a.yaml")
    run(*new, "export", "-o", home / "b.yaml")
    assert (home / "a.yaml").read_text() == (home / "b.yaml").read_text()


def test_a_file_that_was_imported_before_is_known_again_in_the_copy(run, home):
    (home / "people.csv").write_text("name,place\nNan Okafor,Hobart\n")
    run("import", home / "people.csv")
    run("export", "-o", home / "out.yaml")
    new = ("--db", home / "new.db")
    run(*new, "import", home / "out.yaml")
    (home / "people.csv").write_text("name,place\nNan Okafor,Oslo\n")
    assert run(*new, "import", home / "people.csv", "--json").json["updated"] == 1
    assert run(*new, "show", "Nan", "--json").json["place"] == "Oslo"


def test_ids_of_a_file_are_never_taken_for_ours(run):
    run("add", "Nan Okafor")
    text = json.dumps({"asknet": 2, "contacts": [{"id": 2, "name": "Theo", "via": {"id": 1}}, {"id": 7, "name": "Sam"}],
                       "interactions": [{"date": "2026-01-01", "text": "tea", "with": [{"id": 1}]},
                                        {"date": "2026-01-01", "text": "tea", "with": [{"id": 7}]}]})  # fmt: skip
    done = run("import", "-", "--json", input=text).json
    assert done["ignored_introducers"] == [{"line": 1, "why": "introducer ignored: nobody in the file has the id 1"}]
    assert done["skipped"] == [{"line": 1, "why": "interactions 1: nobody in the file has the id 1"}]
    assert run("show", "Nan", "--json").json["interactions"] == []
    assert len(run("show", "Sam", "--json").json["interactions"]) == 1


def test_a_step_that_waits_waits_for_the_same_contact_and_ask_elsewhere(run):
    run("add", "Nan Okafor")
    run("ask", "a blanket")
    text = json.dumps({"asknet": 2, "contacts": [{"id": 1, "name": "Theo Brandt"}],
                       "asks": [{"id": 1, "date": "2026-01-01", "problem": "a loaf"}],
                       "snoozes": [{"step": "touch:1", "contact": {"id": 1}}, {"step": "close:1", "until": "2027-01-01"},
                                   {"step": "close:7"}]})  # fmt: skip
    done = run("import", "-", "--json", input=text).json
    assert done["skipped"] == [{"line": 1, "why": "snoozes 3: no ask in the file has the id 7"}]
    whole = run("export", "--json").json
    assert [c["name"] for c in whole["contacts"]] == ["Nan Okafor", "Theo Brandt"]
    assert whole["snoozes"] == [
        {"step": "touch:2", "contact": {"id": 2, "name": "Theo Brandt"}},
        {"step": "close:2", "until": "2027-01-01"},
    ]


def test_a_circle_of_introducers_is_not_taken(run):
    text = '{"asknet": 2, "contacts": [{"id": 1, "name": "A A", "via": {"id": 2}}, {"id": 2, "name": "B B", "via": {"id": 1}}]}'
    done = run("import", "-", "--json", input=text).json
    assert done["added"] == 2
    assert "would be their own introducer" in done["ignored_introducers"][0]["why"]


def test_a_circle_of_introducers_is_told_by_name(run):
    people = [{"id": i, "name": name, "via": {"id": 3 - i}} for i, name in ((1, "Nan"), (2, "Theo"))]
    done = run("import", "-", "--json", input=json.dumps({"asknet": 2, "contacts": people})).json
    assert [told["why"] for told in done["ignored_introducers"]] == [
        "introducer ignored: Nan would be their own introducer"
    ]


def test_two_people_of_one_name_stay_two(run, home):
    for title in ("Baker", "Pilot"):
        run("add", "Wei Zhang", "--title", title, "--no-input")
    run("import", "-", input="name,title\nWei Zhang,Baker\nWei Zhang,Pilot\n")
    run("add", "Theo Brandt", "--via", "id:2")
    run("export", "-o", home / "out.yaml")
    run("--db", home / "new.db", "import", home / "out.yaml")
    run("--db", home / "new.db", "export", "-o", home / "b.yaml")
    assert (home / "out.yaml").read_text() == (home / "b.yaml").read_text()


def test_contacts_that_share_an_address_stay_as_many_as_they_were(run, home):
    for name in ("Nan Okafor", "N. Okafor", "Loom Ltd"):
        run("add", name, "--email", "nan@example.org", "--url", "https://linkedin.example.org/in/nan", "--no-input")
        run("--db", home / "new.db", "add", "Mo Ray", "--no-input")
    run("export", "-o", home / "out.json")
    there = len(run("list").rows)
    assert run("--db", home / "new.db", "import", home / "out.json", "--json").json["added"] == there


def test_a_network_written_by_hand_is_imported_with_names(run):
    text = """
asknet: 2
interactions:
  - {date: 2026-08-02, text: Coffee, direction: received, with: [Nan Okafor]}
contacts:
  - {name: Nan Okafor, kind: person, skills: [crochet:expert], via: Sam Lee}
asks:
  - {date: 2026-06-11, problem: a blanket, closed: 2026-06-15, outcomes: [{with: Nan Okafor, outcome: helped}]}
synonyms: [[k8s, kubernetes]]
"""
    done = run("import", "-", "--json", input=text).json
    assert (done["added"], done["skipped"]) == (1, [])
    page = run("show", "Nan Okafor", "--json").json
    assert (page["via"], page["balance"]["received"], len(page["asks"])) == ("Sam Lee", 2, 1)
    again = run("import", "-", "--json", input=text).json
    assert (again["unchanged"], again["interactions"]["unchanged"], again["asks"]["unchanged"]) == (1, 1, 1)


def test_python_callers_export_too(few, home, db):
    from asknet import Network

    few("list")
    with Network(db) as network:
        done = network.export(home / "out.json")
        assert (done.form, done.contacts, done.whole) == ("yaml", 3, True)


def test_shells_can_pipe_one_into_the_other(few, home, environment):
    few("list")
    command = "asknet export --format json | asknet --db copy.db import - --quiet && asknet --db copy.db list | wc -l"
    import sys

    env = environment | {"PATH": f"{os.path.dirname(sys.executable)}:{environment['PATH']}"}  # noqa: PTH120
    done = subprocess.run(["/bin/sh", "-c", command], cwd=home, env=env, capture_output=True, text=True, check=False)
    assert done.stdout.split()[-1] == "3", done.stderr


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("filters", [(), ("--kind", "person")])
def test_a_yaml_copy_that_was_cut_off_anywhere_is_refused(run, home, filters):
    run("export", "-o", home / "out.yaml", *filters)
    whole = (home / "out.yaml").read_bytes()
    lines = whole.splitlines(keepends=True)
    cuts = [whole[:-3], whole[:-40], *(b"".join(lines[:kept]) for kept in (2, 3, len(lines) // 2, len(lines) - 1))]
    for cut in cuts:
        (home / "cut.yaml").write_bytes(cut)
        ran = run("--db", home / "new.db", "import", home / "cut.yaml")
        assert (ran.code, ran.err.count("\n")) == (5, 1), cut
    assert run("--db", home / "new.db", "import", home / "out.yaml").code == 0


@pytest.fixture
def mira(run):
    run("add", "Sam Lee", "bees")
    run(
        "add", "Mira Olsen", "bees:expert", "--email", "mira@example.org", "--phone", "+47 22 12 34 56", "--title", "Beekeeper",
        "--url", "https://mira.example.org", "--alias", "Mimi", "--org", "Hive", "--place", "Oslo", "--reach", "local",
        "--note", "private: owes me 50", "--closeness", "4", "--no-suggest", "--via", "Sam Lee", "--circle", "Work",
        "--wants", "tax help", "--refers", "honey", "--met", "2020-01-01", "--every", "30d",
    )  # fmt: skip
    return run


@pytest.mark.parametrize("form", ["vcard", "csv", "json", "yaml"])
def test_a_contact_by_name_is_a_card_to_hand_on(mira, form):
    ran = mira("export", "Mira Olsen", *([] if form == "vcard" else ["--format", form]))
    assert ran.code == 0
    for kept in (
        "Mira Olsen",
        "Mimi",
        "Beekeeper",
        "Hive",
        "Oslo",
        "mira@example.org",
        "+47 22 12 34 56",
        "mira.example.org",
        "bees",
    ):
        assert kept in ran.out
    private = ("owes me", "Work", "tax help", "honey", "2020", "Sam Lee", "CLOSENESS", "SUGGEST", "local", "UID", "30d")
    assert [word for word in private if word in ran.out] == [
        word for word in private if form == "csv" and word in ran.out[:400]
    ]


def test_a_card_to_hand_on_is_a_vcard_of_these_properties(mira):
    lines = mira("export", "mira@example.org").out.split("\r\n")
    assert [line.partition(":")[0].partition(";")[0] for line in lines if line] == [
        "BEGIN", "VERSION", "KIND", "FN", "N", "NICKNAME", "TITLE", "ORG", "ADR", "EMAIL", "TEL", "URL", "EXPERTISE", "END",
    ]  # fmt: skip


def test_with_private_a_contact_is_written_whole(mira):
    ran = mira("export", "Mira Olsen", "--with-private", "--format", "json")
    (contact,) = ran.json["contacts"]
    assert contact["notes"] == "private: owes me 50"
    assert (contact["closeness"], contact["via"], contact["circles"]) == (4, "Sam Lee", ["Work"])
    assert mira("export", "--with-private").code == 2


def test_several_are_written_each_once_and_a_stranger_refuses_all(mira, home):
    ran = mira("export", "Mira Olsen", "Sam Lee", "mimi", "-o", home / "two.vcf")
    assert "2 contacts as vcard" in ran.err
    assert mira("export", "Mira Olsen", "Nobody Here", "-o", home / "three.vcf").code == 3
    assert not (home / "three.vcf").exists()


def test_a_file_without_its_option_is_answered_with_the_command(mira):
    ran = mira("export", "network.yaml")
    assert (ran.code, "asknet export -o network.yaml" in ran.err) == (2, True)


def test_a_circle_can_be_exported(mira):
    assert [c["name"] for c in mira("export", "--circle", "work", "--format", "json").json["contacts"]] == [
        "Mira Olsen"
    ]


def test_a_card_that_was_handed_on_reads_back(mira, home):
    mira("export", "Mira Olsen", "-o", home / "mira.vcf")
    mira("--db", home / "other.db", "import", home / "mira.vcf")
    (read,) = mira("--db", home / "other.db", "list", "--json").json
    assert (read["name"], read["aliases"], read["skills"][0]["level"]) == ("Mira Olsen", ["Mimi"], "expert")
    assert (read["notes"], read["closeness"]) == ("", None)


@pytest.mark.parametrize("ending", ["yaml", "json", "csv", "vcf"])
def test_an_earlier_export_is_replaced(few, home, ending):
    few("export", "-o", home / f"out.{ending}")
    few("add", "Zoe Adler")
    assert few("export", "-o", home / f"out.{ending}").code == 0
    assert "Zoe Adler" in (home / f"out.{ending}").read_text()


@pytest.mark.parametrize("header", ["name,kind,uid,notes", "name,skills,uid,email,kind", "name,kind,reach,uid"])
def test_a_csv_is_an_export_wherever_its_columns_of_fields_are(few, home, header):
    (home / "out.csv").write_text(f"{header}\n")
    assert few("export", "-o", home / "out.csv").code == 0


@pytest.mark.parametrize(
    "text",
    ["name,kind,login,uid\n", "name,email\nNan,nan@example.org\n", "my notes\n", "BEGIN:VCARD\nVERSION:3.0\nFN:Nan\n"],
)
def test_a_file_that_is_no_earlier_export_is_replaced_only_by_force(few, home, text):
    (home / "out.csv").write_text(text)
    ran = few("export", "-o", home / "out.csv")
    assert (ran.code, (home / "out.csv").read_text()) == (2, text)
    assert "--force" in ran.err
    assert few("export", "-o", home / "out.csv", "--force").code == 0
    assert (home / "out.csv").read_text().startswith("name,kind,")


def test_the_words_of_a_name_need_no_quotes(few):
    few("add", "Nan Berg")
    ran = few("export", "Nan", "Okafor")
    assert (ran.code, ran.out.count("FN:Nan Okafor"), ran.out.count("FN:")) == (0, 1, 1)
    ran = few("export", "Okafor", "Sam")
    assert (ran.code, ran.out.count("FN:")) == (0, 2)


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["Nan Okafor", "my.csv"], 'asknet export "Nan Okafor" -o my.csv'),
        (["Nan", "Okafor", "my.vcf"], 'asknet export "Nan Okafor" -o my.vcf'),
        (["x.csv", "Nan"], "asknet export Nan -o x.csv"),
        (["my.csv"], "asknet export -o my.csv"),
    ],
)
def test_a_file_beside_a_name_is_where_that_contact_goes(run, words, command):
    run("add", "Nan Okafor")
    run("add", "Theo Brandt")
    ran = run("export", *words)
    assert (ran.code, f"`{command}`" in ran.err) == (2, True)
