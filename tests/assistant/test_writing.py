"""What an assistant may write: only with --write, completely, and undone by the step that it names."""

import pytest

pytestmark = pytest.mark.usefixtures("demo")

WRITES = {
    "log": {"sentence": "yesterday: coffee with Nan Okafor, she helped me #crochet"},
    "add": {"name": "Zoe Zander", "skills": ["falconry:expert"], "via": ["Nan Okafor"]},
    "close": {"ask": "last", "helped_by": ["Nan Okafor"], "no_answer": ["Sam Lee"]},
}


@pytest.mark.parametrize("name", WRITES)
def test_a_write_names_the_step_and_that_takes_it_back(call, run, name):
    before = run("export", "--format", "json").out
    undo = call(name, "--write", **WRITES[name]).structured_content["undo"]
    assert run("export", "--format", "json").out != before
    assert undo["command"] == f"asknet undo --to {undo['step']}"
    assert run(*undo["command"].split()[1:]).code == 0
    assert run("export", "--format", "json").out == before


def test_an_entry_comes_back_as_it_was_understood(call):
    logged = call("log", "--write", sentence="yesterday: coffee with Nan, she helped me #crochet").structured_content
    assert (logged["date"], logged["people"], logged["direction"], logged["topics"]) == (
        "2026-11-19", ["Nan Okafor"], "received", ["crochet"],
    )  # fmt: skip


def test_an_entry_takes_what_its_arguments_say_before_the_sentence(call):
    logged = call(
        "log", "--write", sentence="showed me his press", people=["Theo Brandt"], direction="received", about=["printing"],
        on="2026-11-03",
    ).structured_content  # fmt: skip
    assert (logged["date"], logged["people"], logged["topics"]) == ("2026-11-03", ["Theo Brandt"], ["printing"])


UNCLEAR = [
    ({"sentence": "tea with Quentin Quill"}, "unknown-name"),
    ({"sentence": "tea with Nan Okafor", "people": ["Quentin Quill"]}, "unknown-name"),
    ({"sentence": "Nan Okafor knows a good luthier"}, "not-happened"),
    ({"sentence": "tea with Nan Okafor", "on": "2099-01-01"}, "usage"),
    ({"sentence": "tea with Nan Okafor", "ask": "99999"}, "not-found"),
    ({"sentence": "tea with Ferrant"}, "unclear-name"),
    ({"sentence": "tea with Nan Okafor", "outcome": "maybe"}, "arguments"),
]  # fmt: skip


def test_an_entry_that_is_not_clear_is_not_written(talk, rows):
    async def refused(session):
        return [await session.call("log", **arguments) for arguments, _ in UNCLEAR]

    before = rows("SELECT count(*) FROM interactions")
    results = talk(refused, "--write")
    assert [(result.is_error, result.structured_content["error"]) for result in results] == [
        (True, error) for _, error in UNCLEAR
    ]
    assert rows("SELECT count(*) FROM interactions") == before


def test_a_name_that_nobody_has_is_added_only_where_that_is_said(call, rows):
    logged = call("log", "--write", sentence="tea with Quentin Quill", add_unknown=True).structured_content
    assert logged["added"] == ["Quentin Quill"]
    assert rows("SELECT count(*) FROM contacts WHERE name = 'Quentin Quill'") == [(1,)]


def test_somebody_who_is_there_is_not_added_again(call, rows):
    refused = call("add", "--write", name="Nan Okafor").structured_content
    assert (refused["error"], refused["candidates"][0]["name"]) == ("seems-there", "Nan Okafor")
    assert rows("SELECT count(*) FROM contacts WHERE name = 'Nan Okafor'") == [(1,)]


def test_a_question_is_asked_recorded_and_closed(talk, run):
    async def asked_and_closed(session):
        asked = await session.data("who_can_help", problem="a crochet hat")
        closed = await session.data("close", ask=asked["ask"], helped_by=[asked["matches"][0]["uid"]])
        return asked, closed, await session.data("open_asks")

    asked, closed, still_open = talk(asked_and_closed, "--write")
    assert [(o["name"], o["outcome"]) for o in closed["ask"]["asked"]] == [(asked["matches"][0]["name"], "helped")]
    assert asked["ask"] not in [ask["id"] for ask in still_open["asks"]]
    assert run("asks", "--all", "--json").json[0]["outcomes"][0]["outcome"] == "helped"


def test_questions_are_not_recorded_where_the_settings_say_so(call, home, rows):
    (home / "config" / "asknet").mkdir(parents=True)
    (home / "config" / "asknet" / "config.yaml").write_text("save_asks: false\n")
    assert call("who_can_help", "--write", problem="a crochet hat").structured_content["ask"] is None
    assert rows("SELECT count(*) FROM asks WHERE problem = 'a crochet hat'") == [(0,)]


def test_a_message_is_drafted_as_text_for_the_user_to_send_and_nothing_is_written(call, run, demo):
    run("ask", "crochet pattern")
    before = demo.read_bytes()
    drafted = call("draft_message", "--write", name="Nan Okafor", ask="last").structured_content
    assert demo.read_bytes() == before
    (draft,) = drafted["drafts"]
    shown = run("message", "Nan Okafor", "--ask", "last", "--print", "--json").json
    assert (draft["for"], draft["subject"], draft["body"]) == (shown["for"], shown["subject"], shown["body"])
    assert "example.org" not in str(drafted)


def test_an_introduction_is_two_drafts(call):
    drafted = call("draft_message", "--write", name="Nan Okafor", introduce_to="Marnie Quill").structured_content
    assert [draft["name"] for draft in drafted["drafts"]] == ["Nan Okafor", "Marnie Quill"]


UNDRAFTED = [
    ({"name": "Nobody Atall", "ask": "last"}, "not-found"),
    ({"name": "Nan Okafor"}, "usage"),
    ({"name": "Nan Okafor", "purpose": "spam"}, "arguments"),
    ({"name": "Nan Okafor", "ask": 99999}, "not-found"),
]  # fmt: skip


def test_what_cannot_be_drafted_is_refused(talk):
    async def refused(session):
        return [await session.call("draft_message", **arguments) for arguments, _ in UNDRAFTED]

    results = talk(refused, "--write")
    assert [(result.is_error, result.structured_content["error"]) for result in results] == [
        (True, error) for _, error in UNDRAFTED
    ]


def test_nothing_is_drafted_to_or_through_somebody_who_is_never_suggested(talk, run):
    async def drafted(session):
        to = await session.call("draft_message", name="Nan Okafor", ask="last")
        through = await session.call("draft_message", name="Theo Brandt", ask="last", purpose="way-in")
        return to.structured_content, through.structured_content

    run("edit", "Nan Okafor", "--no-suggest")
    run("ask", "sourdough")
    to, through = talk(drafted, "--write")
    assert (to["error"], through["error"]) == ("not-found", "not-found")
    assert "Nan" not in through["message"]
