"""`asknet log`: one line after a conversation."""

import json

import pytest

SAID = "yesterday: coffee with Nan and Sam Lee about blanket patterns, she helped me #crochet"


@pytest.fixture
def people(run, once):
    def build():
        run("add", "Nan Okafor", "crochet:expert", "--via", "Sam Lee", "--wants", "python help", "--every", "30d")
        run("add", "Sam Whitlock")
        run("add", "Theo Brandt", "sourdough")
        run("add", "Will Tanner")
        run("add", "Crochet Crowd", "--kind", "community")

    once("log people", build)
    return run


def entries(run, name):
    return run("show", name, "--json").json["interactions"]


def test_a_sentence_is_understood_and_echoed_in_one_line(people):
    ran = people("log", SAID)
    told = "logged 1: Thu 2026-11-19; coffee; with Nan Okafor, Sam Lee; they helped; #blanket-patterns #crochet\n"
    assert (ran.code, ran.out) == (0, told)
    assert "asknet undo" in ran.err


def test_the_json_of_an_entry_is_the_contract(people):
    assert people("log", SAID, "--json").json == {
        "id": 1, "date": "2026-11-19", "with": ["Nan Okafor", "Sam Lee"], "mentioned": [], "direction": "received",
        "topics": ["blanket patterns", "crochet"], "kind": "coffee", "added": [],
        "text": "coffee with Nan and Sam Lee about blanket patterns, she helped me #crochet", "unclear": [],
    }  # fmt: skip


def test_a_sentence_needs_no_quotes(people):
    assert people("log", "coffee", "with", "Theo", "--json").json["with"] == ["Theo Brandt"]


def test_options_say_everything_for_scripts(people):
    ran = people("log", "--with", "nan", "--got", "--about", "crochet", "--on", "2026-11-20", "Will it rain", "--json")
    assert ran.json | {"id": 1} == {
        "id": 1, "date": "2026-11-20", "with": ["Nan Okafor"], "mentioned": [], "direction": "received",
        "topics": ["crochet"], "kind": "", "added": [], "text": "Will it rain", "unclear": [],
    }  # fmt: skip


def test_options_alone_are_an_entry(people):
    assert people("log", "--with", "nan", "--gave", "--json").json["direction"] == "given"


@pytest.mark.parametrize("words", [["--got", "--gave"], ["--from", "x", "--got"], ["--from", "x", "more"]])
def test_options_that_exclude_each_other_are_2(people, words):
    assert people("log", *words, "--with", "nan").code == 2


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", 2), ("   ", 2), ("yesterday:", 2), ("2026-02-30: coffee with Nan", 2), ("tomorrow: coffee with Nan", 2),
        ("coffee with Sam", 2), ("coffee with Zelda", 2), ("what a day", 2), ("x" * 1_000_000, 2), ("\x1b[2J\x07", 2),
        ("🧶", 2), ('"""', 2), ("99999999 days ago: coffee with Nan", 2),
        ("9999 years ago: coffee with Nan", 2), ("' OR 1=1 --", 2), ("32/13: coffee with Nan", 2),
        ("coffee with Nan, tomorrow", 2), ("Nan couldn't make it", 2), ("will call Nan", 2), ("met Nan's sister", 2),
    ],
)  # fmt: skip
def test_what_cannot_be_logged_ends_in_a_sentence_and_writes_nothing(people, said, code):
    before = people("undo", "--list").out
    ran = people("log", "--", said)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("asknet: ")
    assert ran.err.count("\n") == 1
    assert "internal error" not in ran.err
    assert people("undo", "--list").out == before


@pytest.mark.parametrize(
    "said", ["Nan \U0001f9f6 helped me", "Nan “quoted” me", "Nan\x1b[31m helped me", "Nan, \u202eokay"]
)
def test_signs_and_emoji_around_a_name_are_text(people, said):
    ran = people("log", said, "--json")
    assert ran.json["with"] == ["Nan Okafor"]
    assert "\x1b" not in ran.json["text"]


def test_a_first_name_of_six_is_listed_and_2(people):
    for last in ("Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel"):
        people("add", f"Robin {last}")
    ran = people("log", "coffee with Robin")
    assert ran.code == 2
    assert ran.err.count("id:") >= 6


def test_an_unknown_name_is_added_when_that_is_said(people):
    assert people("log", "coffee with Zelda Fitz").code == 2
    ran = people("log", "coffee with Nan and Zelda Fitz", "--add", "--json").json
    assert (ran["with"], ran["added"]) == (["Nan Okafor", "Zelda Fitz"], ["Zelda Fitz"])


def test_an_introduction_adds_a_contact_with_introducer_and_skill(people):
    ran = people("log", "Nan introduced me to Carla Reyes (bookbinding)", "--json").json
    assert (ran["with"], ran["added"]) == (["Nan Okafor"], ["Carla Reyes"])
    carla = people("show", "Carla", "--json").json
    assert (carla["via"], carla["skills"][0]["topic"]) == ("Nan Okafor", "bookbinding")
    people("undo")
    assert people("show", "Carla").code == 3


def test_who_was_not_there_is_said_and_how_to_log_them_all_the_same(people):
    ran = people("log", "Theo did not come")
    assert ran.err == (
        "asknet: nothing has happened yet with Theo Brandt. Log it when it has happened; to keep it until then, type "
        "`asknet edit id:4 --note 'Theo did not come'`.\n"
    )
    assert people("log", "Theo had to cancel").code == 2
    assert people("log", "Theo had to cancel", "--with", "Theo Brandt").code == 0


def test_a_middle_name_that_only_one_has_is_taken_and_another_surname_is_not(people):
    people("add", "Mary Jane Cook")
    assert people("log", "met Jane", "--json").json["with"] == ["Mary Jane Cook"]
    assert "Jane Doe" in people("log", "met Jane Doe").err


@pytest.mark.usefixtures("people")
def test_on_a_terminal_an_unclear_name_is_asked(screen):
    shown = screen("log", "coffee with Sam", typed=[("do not log:", "2")], columns=200).shown
    assert "with Sam Whitlock" in shown


@pytest.mark.usefixtures("people")
def test_on_a_terminal_an_unknown_name_is_offered(screen):
    assert "added Zelda" in screen("log", "coffee with Zelda", typed=[("do not log:", "y")]).shown
    assert "added" not in screen("log", "coffee with Bruno", typed=[("do not log:", "q")]).shown


@pytest.mark.usefixtures("people")
@pytest.mark.guard
def test_on_a_terminal_a_bare_log_asks(screen):
    assert "with Theo Brandt" in screen("log", typed=[("What happened?", "coffee with Theo\n")]).shown


def test_a_file_is_logged_whole_or_not_at_all(people, home):
    (home / "notes.txt").write_text("coffee with Nan\n\nmon: call with Theo\ncoffee with Zzz\n2026-02-31: x Nan\n")
    ran = people("log", "--from", home / "notes.txt")
    assert (ran.code, ran.out) == (5, "")
    assert "line 4: " in ran.err
    assert "line 5: " in ran.err
    assert entries(people, "Nan Okafor") == []
    (home / "notes.txt").write_text("coffee with Nan\n\nmon: call with Theo\n")
    assert people("log", "--from", home / "notes.txt").out.count("logged") == 2
    people("undo")
    assert entries(people, "Nan Okafor") == entries(people, "Theo") == []


def test_lines_come_from_standard_input_and_go_out_as_json(people):
    ran = people("log", "-", "--json", input="coffee with Nan\nTheo helped me\n")
    assert [json.loads(line)["with"] for line in ran.out.splitlines()] == [["Nan Okafor"], ["Theo Brandt"]]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xff\xfe\x00", b"x" * 2_000_000])
def test_a_file_that_says_nothing_is_5(people, home, data):
    (home / "in.txt").write_bytes(data)
    assert people("log", "--from", home / "in.txt").code == 5
    assert people("log", "--from", home / "absent.txt").code == 5


def test_an_entry_is_changed_and_changed_back(people):
    people("log", "coffee with Nan about yarn")
    people("log", "--edit", 1, "--on", "2026-11-01", "--got")
    (entry,) = entries(people, "Nan Okafor")
    assert (entry["date"], entry["direction"], entry["kind"], entry["topics"]) == (
        "2026-11-01", "received", "coffee", ["yarn"],
    )  # fmt: skip
    people("log", "--edit", 1, "call with Theo")
    assert entries(people, "Nan Okafor") == []
    assert entries(people, "Theo")[0]["date"] == "2026-11-01"
    people("undo")
    assert entries(people, "Nan Okafor") == [entry]


def test_an_entry_is_removed_and_brought_back(people):
    def found():
        matches = people("ask", "heptagon", "--no-save", "--json").json["matches"]
        return sum(any(why["how"] == "word" for why in match["why"]) for match in matches)

    people("log", "Nan helped me with a heptagon")
    assert found() == 1
    assert people("remove", "--entry", 1).code == 0
    assert found() == 0
    people("undo")
    assert found() == 1


@pytest.mark.parametrize("words", [["log", "--edit", "9", "coffee with Nan"], ["remove", "--entry", "9"]])
def test_an_entry_that_is_not_there_is_3(people, words):
    assert people(*words).code == 3


def test_removing_needs_a_name_or_an_entry(people):
    assert people("remove").code == 2
    assert people("remove", "Nan", "--entry", "1").code == 2


def test_a_community_gets_a_contribution(people):
    ran = people("log", "posted my pattern in Crochet Crowd", "--json").json
    assert (ran["with"], ran["direction"], ran["kind"]) == (["Crochet Crowd"], "given", "posted")


def test_who_gave_much_and_got_little_is_hinted_at(people):
    people("me", "python")
    runs = [people("log", "Nan helped me") for _ in range(4)]
    assert "given nothing" not in runs[2].err
    assert "Nan Okafor has helped you four times and you have given nothing; they want python help" in runs[3].err


def test_a_talk_moves_the_day_to_be_in_touch(people):
    people("log", "2026-11-10: coffee with Nan")
    assert ["every", "30 days, next by 2026-12-10"] in people("show", "Nan").rows


@pytest.mark.guard
def test_what_a_contact_wants_and_you_know_is_shown(people):
    people("me", "python")
    assert people("show", "Nan", "--json").json["could_give"] == ["python help"]


@pytest.mark.parametrize("said", ["Kit Fox, Wim Zee", "Kit Fox and Wim Zee", "kit & Wim Zee", "Kit Fox; Wim Zee"])
def test_with_names_several_as_via_does(run, said):
    run("add", "Kit Fox")
    run("add", "Wim Zee")
    ran = run("log", "--with", said, "--got", "moved the piano", "--json")
    assert ran.json["with"] == ["Kit Fox", "Wim Zee"]


def test_a_whole_name_with_a_comma_or_an_and_is_one_contact(run):
    for name in ("Kit Fox", "Wim Zee", "Kit Fox and Wim Zee", "Okafor, Nan"):
        run("add", name)
    for name in ("Kit Fox and Wim Zee", "Okafor, Nan"):
        ran = run("log", "--with", name, "--got", "moved the piano", "--json")
        assert ran.json["with"] == [name]


def test_of_several_with_names_the_unknown_one_is_named_or_added(run):
    run("add", "Kit Fox")
    ran = run("log", "--with", "Kit Fox and Wim", "moved the piano")
    assert (ran.code, "called 'Wim'" in ran.err) == (2, True)
    ran = run("log", "--with", "Kit Fox, Wim", "--add", "moved the piano", "--json")
    assert ran.json["with"] == ["Kit Fox", "Wim"]


@pytest.mark.parametrize(
    ("name", "sentence", "day"),
    [("Sun-hee Park", "coffee with Sun-hee", "2026-11-20"), ("Sat-Nam Gill", "Sat-Nam helped me on Monday", "2026-11-16"),
     ("Cho Kyung-Sun", "tea with Kyung-Sun", "2026-11-20"), ("Nan Okafor", "tea with Nan Sat-night", "2026-11-14")],
)  # fmt: skip
def test_a_day_in_a_name_with_a_hyphen_is_no_day(run, name, sentence, day):
    run("add", name)
    logged = run("log", sentence, "--json", env={"ASKNET_TODAY": "2026-11-20"}).json
    assert (logged["with"], logged["date"]) == ([name], day)


@pytest.mark.parametrize("words", [["Nan Okafor"], ["Nan and Theo Brandt"], ["Nan is a nurse", "--got"]])
def test_a_name_alone_and_a_fact_with_an_option_of_help_are_logged(run, words):
    run("add", "Nan Okafor")
    run("add", "Theo Brandt")
    assert run("log", *words).code == 0


@pytest.mark.parametrize(
    "sentence",
    ["Mrs Corrigan lent me her drill", "went to the Arts centre with Liz Corrigan", "met Peters and Liz Corrigan"],
)
def test_a_title_or_another_word_that_only_ends_in_s_owns_nothing(run, sentence):
    for name in ("Liz Corrigan", "Mr Suresh Patel", "Art Pellegrini", "Peter Lund"):
        run("add", name)
    assert run("log", sentence, "--add", "--json").json["with"][0] == "Liz Corrigan"


def test_what_belongs_to_somebody_needs_no_apostrophe(run):
    run("add", "Zoë Lund")
    assert run("log", "minded Zoës kids", "--json").json["with"] == ["Zoë Lund"]
