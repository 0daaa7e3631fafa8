"""The steps of a review: what they say, what is typed for them, and those that wait."""

import re
import shlex
from datetime import date, timedelta

import pytest

from asknet import Network
from asknet.logbook.log import LogRequest
from asknet.model import Direction, Outcome

TODAY = date(2026, 11, 20)
THEN = TODAY - timedelta(days=100)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "network.db"


def then(path):
    """Open the network on a day that is long ago enough for steps."""
    return Network(path, today=THEN, now=f"{THEN}T12:00:00")


def steps(run, path, *words):
    return run("--db", path, "review", "next", "--json", *words).json["next"]


def typed(run, path):
    """Return the command of each step by its kind."""
    return {step["kind"]: step["command"] for step in steps(run, path)}


def a_bit_of_all(path):
    with then(path) as network:
        network.add("Tara Touch", every="30d")
        network.add("Gina Give", wants=["bread baking"])
        network.add("Ivo Introduce", wants=["beekeeping"])
        network.add("Bea Bee", skills=["beekeeping:expert"])
        network.add("Rita Repay")
        network.add("Club Contribute", kind="community")
        network.me(["bread baking"])
        network.ask("a long story")
        for _ in range(2):
            network.log(LogRequest(sentence="got help", with_=["Rita Repay"], direction=Direction.RECEIVED))
        network.log(LogRequest(sentence="got help", with_=["Club Contribute"], direction=Direction.RECEIVED))


def test_a_command_names_contacts_and_leaves_dots_for_words_of_ones_own(run, path):
    a_bit_of_all(path)
    assert typed(run, path) == {
        "close": 'asknet close 1 --helped-by "..."',
        "touch": "asknet log --with 'Tara Touch' \"...\"",
        "give": "asknet log --with 'Gina Give' --gave --about 'bread baking' \"...\"",
        "introduce": "asknet log --with 'Ivo Introduce' --with 'Bea Bee' --gave \"introduced them\"",
        "repay": "asknet log --with 'Rita Repay' --gave \"...\"",
        "contribute": "asknet log --with 'Club Contribute' --gave \"...\"",
        "widen": 'asknet add "..." --via "..."',
    }


def test_a_command_pasted_as_it_is_changes_nothing_unless_it_is_whole(run, path):
    a_bit_of_all(path)
    before = steps(run, path)
    for kind, command in typed(run, path).items():
        program, *words = shlex.split(command)
        ran = run("--db", path, *words)
        assert program == "asknet"
        if kind == "introduce":
            assert ran.code == 0, ran.err
            run("--db", path, "undo")
        else:
            assert (ran.code, ran.err.count("\n")) == (3 if kind == "close" else 2, 1), (command, ran.err)
    assert steps(run, path) == before


@pytest.mark.parametrize("kind", ["touch", "give", "repay", "contribute"])
def test_a_command_with_words_in_place_of_the_dots_settles_its_step(run, path, kind):
    a_bit_of_all(path)
    words = shlex.split(typed(run, path)[kind])[1:]
    ran = run("--db", path, *("over a cup of tea" if word == "..." else word for word in words))
    assert ran.code == 0, ran.err
    assert kind not in typed(run, path)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("Tara Touch", {"name": "TARA TOUCH"}),
        ("Tara Touch", {"name": "Other One", "alias": ["tara touch"]}),
        ("Wilhelmina van der Featherstonehaugh", {}),
        ("-Tara", {}),
        ("id:7", {}),
    ],
)
def test_a_name_that_is_shared_long_or_read_otherwise_is_given_as_a_number(run, path, name, more):
    with then(path) as network:
        number = network.add(name, every="30d").contact.id
        if more:
            network.add(more["name"], aliases=more.get("alias", []), force=True)
    assert typed(run, path)["touch"] == f'asknet log --with id:{number} "..."'
    assert run("--db", path, "log", "--with", f"id:{number}", "tea").code == 0
    assert "touch" not in typed(run, path)


def test_two_names_that_make_a_command_too_wide_are_given_as_numbers(run, path):
    with then(path) as network:
        network.add("Wilhelmina Featherstone-Smythe", wants=["sewing"])
        network.add("Maximiliana Cholmondeley-Ward", skills=["sewing"])
    assert typed(run, path)["introduce"] == 'asknet log --with id:1 --with id:2 --gave "introduced them"'


@pytest.mark.parametrize("name", ["漢字の名前" * 5, "ｗｉｄｅ " * 6])
def test_wide_characters_count_as_two_cells(run, path, name):
    with then(path) as network:
        network.add(f"Nan {name}"[:30].strip(), wants=["sewing"])
        network.add("Bo", skills=["sewing"])
    assert typed(run, path)["introduce"] == 'asknet log --with id:1 --with id:2 --gave "introduced them"'


def test_steps_say_days_in_words(run, path):
    with then(path) as network:
        network.add("Tara Touch", every="30d")
        network.add("Dan Daily", every="1d")
        network.log(LogRequest(sentence="tea", with_=["Dan Daily"]))
    assert [step["do"] for step in steps(run, path) if step["kind"] == "touch"] == [
        "Be in touch with Dan Daily: due every day, last 100 days ago",
        "Be in touch with Tara Touch: due every 30 days, and nothing logged for 100 days",
    ]


@pytest.mark.parametrize("for_good", [False, True])
def test_all_shows_the_steps_that_wait_or_were_not_needed(run, screen, path, for_good):
    a_bit_of_all(path)
    every = steps(run, path)
    with Network(path, today=TODAY, now="2026-11-20T12:00:00") as network:
        for step in network.review(["next"]).next[:3]:
            network.put_off_step(step, for_good=for_good)
    keys = [step["key"] for step in every]
    assert [step["key"] for step in steps(run, path)] == keys[3:]
    assert steps(run, path, "--all") == every
    assert run("--db", path, "review", "--all", "--json").json["next"] == every
    assert keys[0] not in [row[2] for row in run("--db", path, "review", "next").rows]
    assert [row[2] for row in run("--db", path, "review", "next", "--all").rows] == keys
    walked = screen("--db", path, "review", "-i", "--all", typed=[("quit:", "q")]).shown
    assert f"1/{len(every)}  {every[0]['do']}" in walked


def test_on_a_terminal_a_step_is_two_lines_and_its_command_is_whole(run, screen, path):
    with then(path) as network:
        network.add("Gina Give", wants=["upholstering antique furniture of the nineteenth century " * 2])
        network.me(["upholstering antique furniture of the nineteenth century"])
        network.add("Tara Touch", every="30d")
    found = steps(run, path)
    lines = screen("--db", path, "review", "next").shown.split("\n")[:-1]
    assert lines[0] == "Next"
    assert [line.strip() for line in lines[2::2]] == [step["command"] for step in found]
    for place, (line, step) in enumerate(zip(lines[1::2], found, strict=True), 1):
        assert line == f"  {place} {step['do']}" or (line[:-1] == f"  {place} {step['do']}"[:79] and line[-1] == "…")
    assert max(map(len, lines)) > 80


WORDS_OF_YOUR_OWN = "is a placeholder for your own words"


@pytest.mark.parametrize("dots", ["...", "…"])
@pytest.mark.parametrize(
    "words",
    [
        ["log", "{}"], ["log", "--with", "Nan", "{}"], ["log", "--with", "{}", "--add", "tea"], ["add", "{}"],
        ["add", "{}", "sewing"], ["add", "Bo", "--via", "{}"], ["edit", "Nan", "--name", "{}"],
    ],
)  # fmt: skip
def test_dots_are_refused_as_a_sentence_and_as_a_name(run, db, words, dots):
    run("add", "Nan")
    before = db.read_bytes()
    ran = run(*(word.format(dots) for word in words))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert WORDS_OF_YOUR_OWN in ran.err
    assert db.read_bytes() == before


@pytest.mark.parametrize(
    "words", [["close", "1", "--helped-by", "..."], ["log", "--with", "...", "tea"], ["show", "..."]]
)
def test_dots_are_nobodys_name(run, db, words):
    run("add", "Nan", "sewing")
    run("ask", "sewing")
    before = db.read_bytes()
    ran = run(*words)
    assert (ran.code in (2, 3), ran.err.count("\n")) == (True, 1)
    assert db.read_bytes() == before


def test_help_that_only_an_outcome_tells_of_is_in_the_balance_everywhere(run, path):
    with then(path) as network:
        network.add("Nan Okafor", skills=["sewing"])
        ask = network.ask("sewing").ask
        other = network.ask("sewing a hem").ask
        third = network.ask("sewing on a button").ask
        network.close_ask(str(ask), [("Nan Okafor", Outcome.HELPED)])
        network.close_ask(str(other), [("Nan Okafor", Outcome.PARTLY)])
        network.close_ask(str(third), [("Nan Okafor", Outcome.NO)])
        network.log(LogRequest(sentence="taught me", with_=["Nan Okafor"], direction=Direction.RECEIVED, ask=str(ask)))
        network.log(LogRequest(sentence="gave a coat", with_=["Nan Okafor"], direction=Direction.GIVEN))
    page = run("--db", path, "show", "Nan", "--json").json["balance"]
    (balance,) = run("--db", path, "review", "give", "--json").json["give"]["contacts"]
    assert (balance["received"], balance["given"]) == (page["received"], page["given"]) == (2, 1)
    assert ["balance", "received 2, given 1"] in run("--db", path, "show", "Nan").rows


def test_balances_of_the_invented_network_are_those_of_the_pages(run, invented):
    """Of those with whom nothing is to come, which a page shows already."""
    told = [
        balance
        for balance in run("--db", invented, "review", "give", "--json").json["give"]["contacts"]
        if balance["received"]
    ]
    same = 0
    for balance in told[:40]:
        page = run("--db", invented, "show", f"id:{balance['who']['id']}", "--json").json
        if all(entry["date"] <= "2026-11-20" for entry in page["interactions"]) and "2026-12" not in str(page["asks"]):
            assert (page["balance"]["received"], page["balance"]["given"]) == (balance["received"], balance["given"])
            same += 1
    assert same > 20


def test_growth_says_where_no_day_is_known(run, screen, tmp_path, path):
    table = tmp_path / "people.csv"
    table.write_text("name,skills\nNan Okafor,sewing\nBo Baker,bread\n")
    assert run("--db", path, "import", table).code == 0
    assert (
        "Growth  no day is known yet; contacts from a file count by the day you met them\n"
        in screen("--db", path, "review").shown
    )
    got = run("--db", path, "review", "growth", "--json").json["growth"]
    assert (got["new"], got["last"], got["days_since"]) == (0, None, None)
    assert "widen" not in typed(run, path)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Ökologie erklärt", "Ökologie"), ("OKOLOGIE", "Ökologie"), ("cafe culture", "café"), ("one pony more", "ponies"),
        ("baked some bread", "the bread"), ("it dries", "dries"),
    ],
)  # fmt: skip
def test_an_entry_proves_a_skill_that_its_text_speaks_of(run, path, text, skill):
    with then(path) as network:
        network.add("Nan Okafor", skills=[skill])
        network.add("Bo Baker")
        for who in ("Nan Okafor", "Bo Baker"):
            network.log(LogRequest(sentence=text, with_=[who], direction=Direction.RECEIVED))
        network.ask(skill)
    (topic,) = run("--db", path, "review", "experience", "--json").json["experience"]
    assert [(proof["who"]["name"], proof["shown"]) for proof in topic["proven"]] == [("Nan Okafor", text)]


def test_a_topic_is_one_in_whatever_spelling_and_whenever_it_was_logged(run, path):
    with Network(path, today=date(2024, 1, 1), now="2024-01-01T12:00:00") as network:
        network.add("Nan Okafor")
        network.log(
            LogRequest(sentence="old", with_=["Nan Okafor"], direction=Direction.RECEIVED, about=["films-review"])
        )
    with then(path) as network:
        network.log(
            LogRequest(
                sentence="new",
                with_=["Nan Okafor"],
                direction=Direction.RECEIVED,
                about=["film review", "film-reviews"],
            )
        )
        for number in (1, 2):
            network.add(f"Commoner {number}", skills=["film reviewing"])
        network.add("Rarer", skills=["filmed review"])
    (topic,) = run("--db", path, "review", "experience", "--json").json["experience"]
    assert (topic["topic"], topic["logged"]) == ("film reviewing", 1)
    assert [(proof["times"], proof["shown"]) for proof in topic["proven"]] == [(2, "new")]
    assert [who["name"] for who in topic["stated"]] == ["Commoner 1", "Commoner 2"]


def test_nobody_is_introduced_to_one_who_wants_the_same(run, path):
    with then(path) as network:
        network.add("Wanting Wells", wants=["quilting"])
        network.add("Quill Quilt", skills=["quilting:expert"], wants=["Quilts"])
        network.add("Bo Blanket", skills=["quilting"])
    found = run("--db", path, "review", "give", "--json").json["give"]["introductions"]
    assert [(each["who"]["name"], each["to"]["name"]) for each in found] == [
        ("Wanting Wells", "Bo Blanket"),
        ("Quill Quilt", "Bo Blanket"),
    ]


def test_what_was_given_in_the_period_could_not_be_given_again(run, path):
    with then(path) as network:
        network.add("Gina Give", wants=["bread baking", "guitar"])
        network.me(["baking bread", "guitars"])
        network.log(LogRequest(sentence="a loaf", with_=["Gina Give"], direction=Direction.GIVEN, about=["bread"]))
    for since, wants in (("90d", ["bread baking", "guitar"]), ("101d", ["guitar"])):
        ran = run("--db", path, "review", "give", "--json", "--since", since)
        assert [offer["want"] for offer in ran.json["give"]["could_give"]] == wants


def test_a_gap_that_a_skill_fills_by_now_is_none(run, path):
    with then(path) as network:
        network.add("Nan")
        network.ask("zither strings")
    assert len(run("--db", path, "review", "gaps", "--json").json["gaps"]) == 1
    run("--db", path, "add", "Zita", "zithers")
    assert run("--db", path, "review", "gaps", "--json").json["gaps"] == []


def test_the_walk_needs_a_terminal_to_show_it_on(process, path):
    a_bit_of_all(path)
    ran = process("--db", path, "review", "-i")
    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"asknet: there is no terminal .*asknet review next\.?\n", ran.err)


def test_what_is_due_names_a_contact_by_number_where_another_has_the_name(run):
    for place in ("Hobart", "Lima"):
        run(
            "add",
            "Jo Park",
            "--place",
            place,
            "--every",
            "30d",
            "--met",
            "2026-01-01",
            "--force",
            env={"ASKNET_TODAY": "2026-01-01"},
        )
    commands = [step["command"] for step in run("review", "--due", "--json").json]
    assert sorted(commands) == [f'asknet log --with id:{number} "..."' for number in (1, 2)]


@pytest.mark.parametrize(
    ("want", "field", "value", "meets"),
    [
        ("immigration solicitor", "--title", "Solicitor", True),
        ("immigration solicitor", "--title", "Immigration solicitor, partner", True),
        ("immigration solicitor", "--org", "Hobart Immigration Solicitors", True),
        ("immigration solicitor", "--note", "was an immigration solicitor before", True),
        ("immigration solicitor", "--note", "solicitor of my aunt", False),
        ("immigration solicitor", "--title", "Family law solicitor in chambers", False),
    ],
)
def test_a_want_meets_who_is_said_to_know_it_by_title_organisation_or_note(run, path, want, field, value, meets):
    with then(path) as network:
        network.add("Ivo Introduce", wants=[want])
    run("--db", path, "add", "Bea Bee", field, value)
    told = run("--db", path, "review", "next", "--json").json["next"]
    others = [step["others"] for step in told if step["kind"] == "introduce"]
    assert others == ([["asknet message 'Ivo Introduce' 'Bea Bee' --for introduce"]] if meets else [])


def test_old_questions_nobody_was_asked_about_are_one_step(run, path):
    for day, problem in (
        (100, "boilers"),
        (80, "looms"),
        (61, "clocks"),
        (60, "violins"),
        (7, "roses"),
        (2, "gutters"),
    ):
        when = TODAY - timedelta(days=day)
        with Network(path, today=when, now=f"{when}T12:00:00") as network:
            network.add(f"Nan {problem}", skills=["baking"])
            network.ask(problem)
    found = [step for step in steps(run, path) if step["kind"] == "close"]
    assert [step["ask"] for step in found] == [5, 4, None]
    assert found[-1]["do"] == 'Close old questions: 3 are open for more than 60 days, the last "clocks"'
    assert run("--db", path, *shlex.split(found[-1]["command"])[1:]).out.count("closed ask") == 3
    assert [step["ask"] for step in steps(run, path) if step["kind"] == "close"] == [5, 4]


def test_the_step_about_old_questions_closes_them_as_one_change(path):
    with then(path) as network:
        network.add("Nan Okafor", skills=["baking"])
        network.ask("boilers")
        network.ask("looms")
    with Network(path, today=TODAY, now=f"{TODAY}T12:00:00") as network:
        [step] = [step for step in network.review(["next"]).next or () if step.kind == "close"]
        assert network.finish_step(step) == "closed 2 asks"
        assert network.asks() == []
        network.undo()
        assert len(network.asks()) == 2


def test_two_steps_at_most_are_to_find_a_second_contact(run, path):
    with then(path) as network:
        for topic in ("baking", "looms", "clocks", "violins"):
            network.add(f"Nan {topic}", skills=[topic])
            network.ask(topic)
            network.close_ask("last")
    assert [step["kind"] for step in steps(run, path)].count("second") == 2


@pytest.mark.usefixtures("demo")
def test_nobody_is_to_be_asked_about_words_that_mean_nothing(run):
    run("ask", "sdjfhsdkjf")
    asked = {gap["topic"]: gap["introducer"] for gap in run("review", "gaps", "--json").json["gaps"]}
    assert asked["sdjfhsdkjf"] is None
