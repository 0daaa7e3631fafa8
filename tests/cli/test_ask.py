"""`ask`: the answer, its JSON contract, and what is noted."""

import re
import sqlite3
from contextlib import closing

import pytest

PROBLEM = "crochet pattern"


@pytest.fixture
def ask(run, demo):
    assert demo.exists()
    return lambda *words, **more: run("ask", *words, **more)


def noted(db):
    with closing(sqlite3.connect(db)) as conn:
        return conn.execute("SELECT id, date, problem, verdict FROM asks ORDER BY id").fetchall()


def test_the_object_has_exactly_the_fields_of_the_contract(ask):
    answer = ask(PROBLEM, "--json").json
    assert list(answer) == ["problem", "ask", "verdict", "probability", "matches", "referrals", "suggestions"]


def test_a_match_has_exactly_the_fields_of_the_contract(ask):
    for match in ask(PROBLEM, "--json").json["matches"]:
        assert [k for k in match if k != "dormant"] == [
            "rank", "id", "uid", "kind", "name", "title", "org", "circles", "status", "reach",
            "score", "fit", "verdict", "factors", "why", "via", "contact",
        ]  # fmt: skip
        assert list(match["factors"]) == ["tie", "record", "balance", "availability", "product"]
        assert {"email", "url"} <= set(match["contact"])


def test_every_reason_has_exactly_the_fields_of_the_contract(ask):
    reasons = [w for m in ask("crochet pattern kuberntes", "--json", "-n", "20").json["matches"] for w in m["why"]]
    assert {tuple(w) for w in reasons} == {("evidence", "from", "level", "term", "how")}
    assert {w["how"] for w in reasons} <= {"word", "form", "spelling", "synonym", "meaning", "helper"}
    assert {w["level"] for w in reasons} <= {None, "beginner", "intermediate", "advanced", "expert"}


def test_the_best_is_first_and_says_why(ask):
    match = ask(PROBLEM, "--json").json["matches"][0]
    assert (match["rank"], match["name"], match["kind"], match["verdict"]) == (1, "Nan Okafor", "person", "strong")
    assert {"evidence": "crochet", "from": "skill", "level": "expert", "term": "crochet", "how": "word"} in match["why"]
    assert match["via"] == ["Sam Lee"]
    assert match["contact"]["email"] == "nan.okafor@example.org"


@pytest.mark.parametrize("problem", [PROBLEM, "my sourdough won't rise", "python help", "landlord keeps the deposit"])
def test_scores_are_in_order_in_range_and_made_of_their_factors(ask, problem):
    answer = ask(problem, "--json", "-n", "50").json
    matches = answer["matches"]
    assert [m["rank"] for m in matches] == list(range(1, len(matches) + 1))
    beside = {"none"} - {answer["verdict"]}
    places = [(not m["why"], m["verdict"] in beside, -m["score"]) for m in matches]
    assert places == sorted(places)
    for m in matches:
        f = m["factors"]
        product = f["tie"] * f["record"] * f["balance"] * f["availability"]
        assert f["product"] == pytest.approx(min(1.25, max(0.8, product)), abs=0.01)
        assert m["score"] == pytest.approx(min(1.0, m["fit"] * f["product"]), abs=0.001)
        assert 0 <= m["score"] <= 1
        assert 0 <= m["fit"] <= 1


def test_the_json_is_one_line_of_ascii(run):
    run("add", "Zoë 🧶", "häkeln")
    out = run("ask", "häkeln", "--json").out
    assert out.isascii()
    assert out.count("\n") == 1


def test_the_question_is_noted_under_its_number(ask, demo):
    before = len(noted(demo))
    answer = ask(PROBLEM, "--json").json
    assert noted(demo)[before:] == [(answer["ask"], "2026-11-20", PROBLEM, "strong")]


@pytest.mark.parametrize("reason", ["option", "config"])
def test_the_question_can_be_left_unnoted(ask, demo, home, reason):
    (home / "config" / "asknet").mkdir(parents=True)
    (home / "config" / "asknet" / "config.yaml").write_text("save_asks: false\n" if reason == "config" else "")
    before = demo.read_bytes()
    answer = ask(PROBLEM, "--json", *(["--no-save"] if reason == "option" else [])).json
    assert answer["ask"] is None
    assert demo.read_bytes() == before


@pytest.mark.guard
def test_nobody_fits_is_3_with_what_to_do_instead(ask, demo):
    ran = ask("excel", "--json")
    assert ran.code == 3
    assert ran.json["verdict"] == "none"
    assert {"do", "id", "name", "why", "command"} == set(ran.json["suggestions"][0])
    assert noted(demo)[-1][3] == "none"


def test_suggested_commands_work(ask, run):
    import shlex

    for suggestion in ask("excel", "--json").json["suggestions"]:
        program, *words = shlex.split(suggestion["command"])
        assert program == "asknet"
        assert run(*words).code == 0


def test_nothing_yet_says_how_to_begin_and_makes_no_file(run, home):
    ran = run("ask", PROBLEM)
    assert (ran.code, ran.out) == (3, "")
    assert all(f"asknet {verb}" in ran.err for verb in ("add", "import", "demo"))
    assert [p.name for p in home.iterdir()] == ["tmp"]


def test_nothing_yet_is_an_empty_answer_in_json(run):
    ran = run("ask", PROBLEM, "--json")
    assert ran.code == 3
    assert ran.json == {
        "problem": PROBLEM, "ask": None, "verdict": "none", "probability": 0.0, "matches": [], "referrals": [],
        "suggestions": [],
    }  # fmt: skip


@pytest.mark.guard
def test_a_problem_needs_no_quotes(ask):
    assert ask("crochet", "pattern", "--json").json["problem"] == PROBLEM


def test_n_is_how_many_at_most(ask):
    assert len(ask(PROBLEM, "--json", "-n", "1").json["matches"]) == 1


def test_the_config_says_how_many_when_n_does_not(ask, home):
    (home / "config" / "asknet").mkdir(parents=True)
    (home / "config" / "asknet" / "config.yaml").write_text("matches: 2\n")
    assert len(ask("python", "crochet", "bread", "--json").json["matches"]) == 2
    assert len(ask("python", "crochet", "bread", "--json", "-n", "3").json["matches"]) == 3


@pytest.mark.parametrize("n", ["0", "-1", "x", "", str(2**64), "9" * 5000])
def test_a_bad_n_is_a_usage_error(ask, n):
    assert ask(PROBLEM, "-n", n).code == 2


@pytest.mark.parametrize("kind", ["person", "community", "source"])
def test_kind_keeps_one_kind(ask, kind):
    found = {m["kind"] for m in ask("crochet sourdough python", "--json", "--kind", kind, "-n", "20").json["matches"]}
    assert found == {kind}


@pytest.mark.parametrize(("reach", "within"), [("local", {"local"}), ("national", {"local", "national"})])
def test_reach_keeps_those_no_farther(ask, reach, within):
    found = {
        m["reach"] for m in ask("crochet bread python tax", "--json", "--reach", reach, "-n", "50").json["matches"]
    }
    assert found == within


def test_skill_keeps_those_who_know_the_topic(ask, run):
    found = {m["name"] for m in ask("bread baking", "--json", "--skill", "sourdough", "-n", "50").json["matches"]}
    assert found
    assert found <= {row[2] for row in run("list", "--skill", "sourdough").rows}


def test_do_not_suggest_is_kept_to(ask, run):
    run("edit", "Nan Okafor", "--no-suggest")
    assert "Nan Okafor" not in [m["name"] for m in ask(PROBLEM, "--json", "-n", "50").json["matches"]]


def test_a_line_in_a_pipe_is_rank_verdict_score_kind_name_why_via_address(ask):
    row = ask(PROBLEM).rows[0]
    assert row[:2] == ["1", "strong"]
    assert row[3:5] == ["person", "Nan Okafor"]
    assert "crochet (expert)" in row[5]
    assert row[6:] == ["Sam Lee", "nan.okafor@example.org"]


def test_explain_adds_the_six_parts_of_the_score(ask):
    match = ask(PROBLEM, "--json").json["matches"][0]
    row = ask(PROBLEM, "--explain").rows[0]
    parts = [match["fit"], *match["factors"].values()]
    assert [float(cell) for cell in row[8:]] == pytest.approx(parts, abs=0.001)


@pytest.mark.usefixtures("demo")
def test_on_a_terminal_the_answer_names_who_why_and_the_way_in(screen):
    shown = screen("ask", PROBLEM, "--explain").shown
    assert all(part in shown for part in ("strong", "Nan Okafor", "(expert)", "via Sam Lee", "nan.okafor@example.org"))
    assert all(part in shown for part in ("fit", "tie", "record", "balance", "avail."))


@pytest.mark.usefixtures("demo")
def test_on_a_terminal_nobody_is_said_with_what_to_do_instead(screen):
    ran = screen("ask", "excel")
    assert ran.code == 3
    assert "nobody here seems to fit" in ran.shown
    assert "Instead" in ran.shown


@pytest.mark.usefixtures("demo")
@pytest.mark.guard
def test_a_bare_ask_on_a_terminal_asks_for_the_problem(screen):
    ran = screen("ask", typed=[("What do you need help with?", "crochet pattern\n")])
    assert ran.code == 0
    assert "Nan Okafor" in ran.shown


def test_a_bare_ask_in_a_script_is_a_usage_error(ask):
    assert ask().code == 2


@pytest.mark.guard
def test_a_misspelling_finds_and_says_so(ask):
    match = ask("crotchet", "--json").json["matches"][0]
    assert "spelling" in {w["how"] for w in match["why"]}


def test_a_form_of_a_word_finds(ask):
    assert ask("crocheting", "--json").json["matches"][0]["why"][0]["how"] == "form"


@pytest.mark.parametrize(
    "problem", ["landlord keeps the deposit", "crochet pattern", "bread", "my printer is broken", "tax"]
)
def test_the_matches_shown_are_numbered_without_a_gap(run, screen, demo, problem):
    answer = run("ask", problem, "--json", "--no-save", "-n", "50").json
    in_pipe = run("ask", problem, "--no-save", "-n", "50").rows
    ranks = [str(m["rank"]) for m in answer["matches"]]
    assert [row[0] for row in in_pipe] == ranks[: len(in_pipe)]
    assert [row[4] for row in in_pipe] == [m["name"] for m in answer["matches"]][: len(in_pipe)]
    shown = screen("ask", problem, "--no-save", "-n", "50").shown
    drawn = re.findall(r"^ *(\d+)   (?=\S)", shown, re.MULTILINE)
    assert drawn == ranks[: len(drawn)]
    assert drawn
    assert demo.exists()


def test_words_with_another_between_them_are_not_joined(run):
    run("add", "Al Eat", "alcoholeating")
    run("add", "Pat Food", "alcohol while eating")
    assert run("ask", "alcohol while eating", "--json").json["matches"][0]["name"] == "Pat Food"
    assert run("ask", "alcohol eating", "--json").json["matches"][0]["why"][0]["how"] == "form"


def test_the_closest_of_many_who_fit_alike_is_shown_first(run, home):
    rows = [f"Person{letter}{number} Miller,pottery,3" for letter in "ABC" for number in range(10)]
    (home / "many.csv").write_text("\n".join(["name,skills,closeness", *rows, "Zoe Miller,pottery,5", ""]))
    run("import", home / "many.csv")
    assert run("ask", "pottery", "--json").json["matches"][0]["name"] == "Zoe Miller"
