"""What an entry of the log says about a question belongs to the entry: it changes and is removed with it."""

import pytest


@pytest.fixture(autouse=True)
def _boiler(run, once):
    def build():
        run("add", "Theo Brandt", "boilers")
        run("add", "Una Berg", "boilers")
        run("ask", "boilers")
        run("log", "Theo Brandt fixed it for me #pumps", "--got", "--ask", "last")

    once("a question that an entry closed", build)


@pytest.fixture
def question(run):
    return lambda number=1: next(ask for ask in run("asks", "--all", "--json").json if ask["id"] == number)


@pytest.fixture
def theo(run):
    return lambda: run("show", "Theo Brandt", "--json").json


def said(question):
    return [(outcome["with"], outcome["outcome"]) for outcome in question["outcomes"]]


def test_an_entry_that_helped_closes_the_question(question, theo):
    assert (question()["closed"], said(question())) == ("2026-11-20", [("Theo Brandt", "helped")])
    assert [skill["topic"] for skill in theo()["skills"]] == ["boilers", "pumps"]


def test_removing_the_entry_opens_it_again(run, question, theo):
    run("remove", "--entry", "1")
    assert (question()["closed"], said(question())) == (None, [])
    now = theo()
    assert (now["balance"]["received"], [skill["topic"] for skill in now["skills"]]) == (0, ["boilers"])
    run("undo")
    assert (question()["closed"], said(question())) == ("2026-11-20", [("Theo Brandt", "helped")])
    assert run("check", "--json").json["found"] == []


def test_changing_the_entry_changes_the_outcome(run, question, theo):
    assert run("log", "--edit", "1", "Theo Brandt could not help", "--outcome", "no").code == 0
    assert (question()["closed"], said(question())) == (None, [("Theo Brandt", "no")])
    assert theo()["balance"]["received"] == 0
    assert [skill["topic"] for skill in theo()["skills"]] == ["boilers"]


def test_changing_the_day_alone_keeps_the_outcome(run, question):
    run("log", "--edit", "1", "--on", "2026-11-19")
    assert said(question()) == [("Theo Brandt", "helped")]
    assert (question()["closed"], question()["outcomes"][0]["date"]) == ("2026-11-19", "2026-11-19")


def test_changing_who_it_was_moves_the_outcome(run, question):
    run("log", "--edit", "1", "--with", "Una Berg")
    assert said(question()) == [("Una Berg", "helped")]


def test_edit_with_ask_ties_the_entry_to_the_question(run, question):
    """It was accepted and ignored."""
    run("ask", "crochet")
    run("log", "--edit", "1", "--ask", "last")
    assert (question(1)["closed"], said(question(1))) == (None, [])
    assert said(question(2)) == [("Theo Brandt", "helped")]


def test_the_entry_before_counts_again_when_the_later_one_goes(run, question):
    run("log", "Una Berg could not help", "--ask", "1", "--outcome", "no")
    run("log", "Una Berg did it after all", "--got", "--ask", "1")
    assert ("Una Berg", "helped") in said(question())
    run("remove", "--entry", "3")
    assert ("Una Berg", "no") in said(question())
    assert question()["closed"] == "2026-11-20"


def test_another_entry_that_helped_keeps_the_question_closed(run, question):
    run("log", "Una Berg helped as well", "--got", "--ask", "1", "--on", "2026-11-19")
    run("remove", "--entry", "1")
    assert (question()["closed"], said(question())) == ("2026-11-19", [("Una Berg", "helped")])


def test_what_close_recorded_stays_when_an_entry_goes(run, question):
    run("close", "1", "--helped-by", "Una Berg", "--note", "done")
    run("remove", "--entry", "1")
    assert (question()["closed"], said(question())) == ("2026-11-20", [("Una Berg", "helped")])


def test_the_last_word_counts(run, question):
    run("close", "1", "--no-help", "Theo Brandt")
    assert said(question()) == [("Theo Brandt", "no")]
    run("log", "Theo Brandt did it at last", "--got", "--ask", "1")
    assert said(question()) == [("Theo Brandt", "helped")]
    run("close", "1", "--partly", "Theo Brandt")
    assert said(question()) == [("Theo Brandt", "partly")]


def test_help_that_an_entry_and_an_outcome_tell_of_counts_once(run, theo):
    assert theo()["balance"]["received"] == 1
    run("close", "1", "--helped-by", "Theo Brandt")
    assert theo()["balance"]["received"] == 1


def test_removing_the_contact_leaves_the_question_closed_and_the_file_sound(run, question):
    run("remove", "Theo Brandt")
    assert (question()["closed"], said(question())) == ("2026-11-20", [])
    assert run("check", "--json").json["found"] == []
    run("undo")
    run("remove", "--entry", "1")
    assert question()["closed"] is None


def test_merging_keeps_what_both_said(run, question):
    run("log", "Una Berg could not help", "--ask", "1", "--outcome", "no")
    run("close", "1", "--no-answer", "Una Berg")
    run("merge", "Theo Brandt", "Una Berg")
    assert len(said(question())) == 1
    assert run("check", "--json").json["found"] == []


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_an_export_carries_whose_an_outcome_is(run, home, form):
    run("close", "1", "--no-answer", "Una Berg")
    run("export", "-o", home / f"all.{form}")
    new = ("--db", home / "new.db")
    run(*new, "import", home / f"all.{form}")
    assert run(*new, "export").out == run("export").out
    run(*new, "remove", "--entry", "1")
    asks = run(*new, "asks", "--all", "--json").json
    assert [(outcome["with"], outcome["outcome"]) for outcome in asks[0]["outcomes"]] == [("Una Berg", "no-answer")]


def test_an_export_of_an_open_question_that_an_entry_closed_is_open_there_without_it(run, home):
    run("export", "-o", home / "all.yaml")
    new = ("--db", home / "new.db")
    run(*new, "import", home / "all.yaml")
    run(*new, "remove", "--entry", "1")
    assert run(*new, "asks", "--json").json[0]["closed"] is None


RANKED = "SELECT m.ask_id, m.rank, c.name FROM ask_matches m JOIN contacts c ON c.id = m.contact_id ORDER BY 1, 2"


def test_a_noted_question_keeps_its_matches_by_rank(run, rows):
    answer = run("ask", "boilers", "--json").json
    shown = [(answer["ask"], match["rank"], match["name"]) for match in answer["matches"]]
    assert len(shown) == 2
    assert [row for row in rows(RANKED) if row[0] == answer["ask"]] == shown


def test_removing_and_merging_contacts_keep_the_matches_in_step(run, rows):
    before = rows(RANKED)
    names = {row[2] for row in before}
    assert names == {"Theo Brandt", "Una Berg"}
    run("remove", "Una Berg")
    assert {row[2] for row in rows(RANKED)} == {"Theo Brandt"}
    run("undo")
    assert rows(RANKED) == before
    run("merge", "Theo Brandt", "Una Berg")
    assert [row[2] for row in rows(RANKED)] == ["Theo Brandt", "Theo Brandt"]
    run("undo")
    assert rows(RANKED) == before


def test_undoing_an_import_takes_its_questions_and_their_matches_away_and_redoing_brings_them(run, home):
    run("export", "-o", home / "all.yaml")
    new = ("--db", home / "new.db")
    run(*new, "add", "Ola Berg")
    run(*new, "import", home / "all.yaml")
    whole = run(*new, "export").out
    assert "matches:" in whole
    run(*new, "undo")
    assert run(*new, "asks", "--all", "--json").json == []
    assert run(*new, "check", "--json").json["found"] == []
    run(*new, "redo")
    assert run(*new, "export").out == whole


def test_forgetting_takes_somebody_out_of_the_matches(run, rows):
    run("forget", "Una Berg", "--confirm", "Una Berg")
    assert [row[2] for row in rows(RANKED)] == ["Theo Brandt"]


def test_a_mention_is_kept_through_everything(run, home):
    """Later versions read them from sentences; here they come with a file."""
    (home / "all.yaml").write_text(
        "asknet: 2\ncontacts:\n- {name: Ola Berg}\n- {name: Ada Novak}\n- {name: Mo Ray}\ninteractions:\n"
        "- {date: 2026-11-01, text: Ola told me about Ada Novak, with: [Ola Berg], mentioned: [Ada Novak, Mo Ray]}\n"
    )
    run("import", home / "all.yaml")
    entry = run("show", "Ola Berg", "--json").json["interactions"][0]
    assert (entry["with"], entry["mentioned"]) == (["Ola Berg"], ["Ada Novak", "Mo Ray"])
    assert run("show", "Ada Novak", "--json").json["interactions"] == []
    assert run("log", "--edit", entry["id"], "--on", "2026-11-02", "--json").json["mentioned"] == [
        "Ada Novak",
        "Mo Ray",
    ]
    run("export", "-o", home / "again.yaml")
    run("--db", home / "new.db", "import", home / "again.yaml")
    assert run("--db", home / "new.db", "export").out == run("export").out
    run("merge", "Ola Berg", "Mo Ray")
    assert run("show", "Ola Berg", "--json").json["interactions"][0]["mentioned"] == ["Ada Novak"]
    run("forget", "Ada Novak", "--confirm", "Ada Novak")
    entry = run("show", "Ola Berg", "--json").json["interactions"][0]
    assert (entry["text"], entry["mentioned"]) == ("Ola told me about […]", [])
    assert run("check", "--json").json["found"] == []


def test_who_was_removed_comes_back_though_a_question_was_noted_meanwhile(run):
    run("add", "Una Cole", "glazing")
    run("add", "Ida Cole", "sourdough")
    run("ask", "glazing", "-n", "1")
    run("remove", "Una Cole")
    run("ask", "sourdough", "-n", "1")
    assert run("undo").code == 0
    assert run("show", "Una Cole").code == 0


@pytest.mark.parametrize(
    "sentence",
    ["coffee with Una Berg, she is partly retired", "tea with Una Berg, there is no user group", "Una Berg: no use"],
)
def test_no_outcome_is_read_from_words(run, question, sentence):
    ran = run("log", sentence, "--ask", "1")
    assert ran.code == 0, ran.err
    assert ("Una Berg" in dict(said(question()))) is False
    assert "no outcome" in ran.err


@pytest.mark.parametrize("outcome", ["helped", "partly", "no", "no-answer"])
def test_an_option_says_the_outcome(run, question, outcome):
    run("log", "wrote to Una Berg", "--ask", "1", "--outcome", outcome)
    assert ("Una Berg", outcome) in said(question())
    run("log", "--edit", "2", "--outcome", "partly")
    assert ("Una Berg", "partly") in said(question())


@pytest.mark.parametrize(
    "options", [["--outcome", "no"], ["--outcome", "waiting", "--ask", "1"], ["--from", "x", "--outcome", "no"]]
)
def test_an_outcome_that_cannot_be_is_refused(run, options):
    ran = run("log", "tea with Una Berg", *options)
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_an_outcome_that_was_given_moves_with_its_entry_to_another_question(run, question):
    run("ask", "leaking tap")
    run("log", "--edit", "1", "--outcome", "no")
    assert run("log", "--edit", "1", "--ask", "2").code == 0
    assert (said(question(1)), said(question(2))) == ([], [("Theo Brandt", "no")])
    assert question(2)["closed"] is None


def test_an_outcome_that_was_given_stays_when_the_text_changes(run, question):
    run("log", "--edit", "1", "--outcome", "no")
    run("log", "--edit", "1", "Theo Brandt explained it again")
    assert (question()["closed"], said(question())) == (None, [("Theo Brandt", "no")])


def test_another_outcome_replaces_one_that_was_given(run, question):
    run("log", "--edit", "1", "--outcome", "no")
    run("log", "--edit", "1", "--outcome", "partly")
    assert said(question()) == [("Theo Brandt", "partly")]


def test_help_that_was_logged_before_its_question_is_closed_counts_once(run):
    run("add", "Ollie Berg", "boilers")
    run("ask", "boiler broken", env={"ASKNET_TODAY": "2026-11-18"})
    run("log", "Ollie Berg", "--got", env={"ASKNET_TODAY": "2026-11-19"})
    run("close", "last", "--helped-by", "Ollie")
    assert run("show", "Ollie", "--json").json["balance"] == {"received": 1, "given": 0}
    run("log", "Ollie Berg", "--got")
    assert run("show", "Ollie", "--json").json["balance"]["received"] == 2
