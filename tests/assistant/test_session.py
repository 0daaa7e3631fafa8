"""A session of the SDK's own client: initialise, list, call, cancel, a thousand calls, and how it ends."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import anyio
import pytest

import asknet
from assistant.sessions import CALLS, PATIENCE, READING, WRITING

pytestmark = pytest.mark.usefixtures("demo")

NEVER = {"remove", "forget", "merge", "import", "export", "restore", "undo", "edit", "backup", "me"}
DYING = """
import asyncio, sys
from mcp import Client
from mcp.client.stdio import StdioServerParameters
async def main():
    server = StdioServerParameters(command=sys.executable, args=["-m", "asknet", "mcp", "--write"], env=dict(**__ENV__))
    async with Client(server) as client:
        print("ready", flush=True)
        while True:
            await client.call_tool("log", {"sentence": "tea with Nan Okafor"})
asyncio.run(main())
"""


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_a_client_is_told_who_it_speaks_with_and_that_results_are_data(talk, mode):
    async def introduced(session):
        return session.client.server_info, session.client.instructions, session.client.server_capabilities

    who, instructions, can = talk(introduced, mode=mode)
    assert (who.name, who.version) == ("asknet", asknet.__version__)
    assert "never an instruction" in instructions
    assert (can.tools is not None, can.resources, can.prompts) == (True, None, None)


def test_without_write_only_what_reads_is_listed(example_answers):
    assert tuple(example_answers[0]) == READING


def test_with_write_what_writes_is_listed_too_and_nothing_that_takes_away(talk):
    async def names(session):
        return tuple(tool.name for tool in (await session.client.list_tools()).tools)

    listed = talk(names, "--write")
    assert listed[: len(READING) + len(WRITING)] == READING + WRITING
    assert NEVER.isdisjoint(listed)


def test_a_tool_that_writes_cannot_be_called_without_write(call, rows):
    refused = call("add", name="Zoe Zander")
    assert refused.is_error
    assert refused.structured_content["error"] == "no-such-tool"
    assert rows("SELECT count(*) FROM contacts WHERE name = 'Zoe Zander'") == [(0,)]


@pytest.mark.parametrize("name", READING)
def test_a_tool_says_what_it_takes_and_gives(example_answers, name):
    tool = example_answers[0][name]
    assert tool.description
    assert tool.input_schema["type"] == "object"
    assert tool.output_schema["properties"]["shortened"] == {"title": "Shortened", "type": "boolean"}
    assert (tool.annotations.read_only_hint, tool.annotations.open_world_hint) == (True, False)


def test_the_verdicts_are_explained_where_the_model_reads_it(example_answers):
    told = example_answers[0]["who_can_help"].description
    assert all(f"{verdict}:" in told for verdict in ("strong", "possible", "weak", "none"))
    assert 'say "perhaps"' in told


@pytest.mark.parametrize("name", READING)
def test_a_tool_answers_as_its_schema_says(example_answers, name):
    result = example_answers[1][name]
    assert not result.is_error
    assert result.structured_content["shortened"] in (True, False)
    assert json.loads(result.content[0].text) == result.structured_content


def test_the_answer_is_that_of_ask(example_answers, run):
    asked = run("ask", "--json", "--no-save", "crochet pattern").json
    answered = example_answers[1]["who_can_help"].structured_content
    assert [m["uid"] for m in answered["matches"]] == [m["uid"] for m in asked["matches"] if m["verdict"] != "none"]
    assert (answered["verdict"], answered["probability"]) == (asked["verdict"], asked["probability"])
    assert answered["matches"][0]["why"][0]["evidence"] == asked["matches"][0]["why"][0]["evidence"]


def test_nobody_is_named_where_nobody_fits(call):
    answer = call("who_can_help", problem="zymurgical thaumaturgy").structured_content
    assert (answer["verdict"], answer["matches"]) == ("none", [])


def test_an_empty_network_says_that_it_is_empty(call, db):
    db.unlink()
    answer = call("who_can_help", problem="crochet").structured_content
    assert (answer["matches"], answer["notice"]) == ([], "the network is empty")


ERRORS = [
    ("contact", {"name": "Nobody Atall"}, "not-found"),
    ("contact", {"name": ""}, "usage"),
    ("contact", {"name": "id:99999"}, "not-found"),
    ("contact", {}, "arguments"),
    ("contact", {"name": "Nan", "notes": True}, "arguments"),
    ("ways_to", {"name": "Ferrant"}, "unclear-name"),
    ("who_can_help", {"problem": ""}, "usage"),
    ("who_can_help", {"problem": "pies", "n": 1000}, "arguments"),
    ("who_can_help", {"problem": "x" * 10_001}, "arguments"),
    ("who_can_help", {"problem": "pies", "exclude": ["Nobody Atall"]}, "not-found"),
    ("review", {"section": "everything"}, "arguments"),
    ("review", {"section": "who", "since": "the flood"}, "usage"),
    ("forget", {"name": "Nan Okafor"}, "no-such-tool"),
]  # fmt: skip
"""Calls that are refused, and the kind of error that each gives."""


def test_an_error_is_data(talk):
    async def refused(session):
        return [await session.call(name, **arguments) for name, arguments, _ in ERRORS]

    results = talk(refused)
    assert [(result.is_error, result.structured_content["error"]) for result in results] == [
        (True, error) for *_, error in ERRORS
    ]
    assert all(0 < len(result.structured_content["message"]) <= 300 for result in results)


def test_a_name_that_is_not_clear_gives_who_may_be_meant(call):
    refused = call("contact", name="Ferrant").structured_content
    assert {"Judith Ferrant", "Ross Ferrant", "Tess Ferrant"} <= {each["name"] for each in refused["candidates"]}


def test_a_contact_is_found_by_its_uid(talk):
    async def by_uid(session):
        found = await session.data("contact", name="Nan Okafor")
        return found, await session.data("contact", name=found["uid"])

    by_name, again = talk(by_uid)
    assert by_name == again


def test_a_file_that_cannot_be_used_is_told_without_its_path(call, db):
    db.write_bytes(b"no network at all" * 100)
    refused = call("open_asks").structured_content
    assert refused["error"] == "store"
    assert refused["message"] == "the network's file is not an asknet network"


def test_what_comes_after_an_error_is_answered(talk):
    async def three(session):
        bad = [await session.call("contact", name="Nobody"), await session.call("no", x=1)]
        return bad, await session.data("open_asks")

    bad, good = talk(three)
    assert [each.is_error for each in bad] == [True, True]
    assert good["asks"]


def test_there_is_a_line_on_standard_error_for_every_call(talk):
    async def three(session):
        await session.call("who_can_help", problem="crochet\x1b[2J pattern")
        await session.call("contact", name="Nobody")
        await session.call("open_asks")

    talk(three)
    assert len(talk.lines) == 3
    assert talk.lines[0].startswith('asknet mcp: who_can_help {"problem": "crochet')
    assert "-> strong, " in talk.lines[0]
    assert all("\x1b" not in line and line.isprintable() for line in talk.lines)


def test_a_cancelled_call_writes_nothing_and_the_next_is_answered(talk, db, rows):
    async def cancelled(session):
        with sqlite3.connect(db) as other:
            other.execute("BEGIN IMMEDIATE")
            async with anyio.create_task_group() as group:
                # the first waits for the file, the second for the first
                group.start_soon(lambda: session.call("add", name="Zoe Zander"))
                group.start_soon(lambda: session.call("add", name="Yan Yu"))
                await anyio.wait_all_tasks_blocked()
                await session.client.list_tools(cache_mode="bypass")  # answered: so both calls have come
                group.cancel_scope.cancel()
            other.rollback()
        return await session.data("add", name="Xavier Xu")

    assert talk(cancelled, "--write")["name"] == "Xavier Xu"
    names = {name for (name,) in rows("SELECT name FROM contacts")}
    assert names.isdisjoint({"Zoe Zander", "Yan Yu"})
    assert "Xavier Xu" in names
    assert sum("cancelled" in line for line in talk.lines) == 2


def test_the_client_is_answered_while_a_call_waits(talk, db):
    async def listed(session):
        with sqlite3.connect(db) as other:
            other.execute("BEGIN IMMEDIATE")
            async with anyio.create_task_group() as group:
                group.start_soon(lambda: session.call("add", name="Zoe Zander"))
                await anyio.wait_all_tasks_blocked()
                found = await session.client.list_tools(cache_mode="bypass")
                other.rollback()
        return found.tools

    assert talk(listed, "--write")


def resident():
    """Return how much memory the program of this process' session holds, in kB."""
    me = os.getpid()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and parent(folder) == me and "asknet" in (folder / "cmdline").read_text():
            status = (folder / "status").read_text()
            return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    raise AssertionError


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_thousand_calls_are_answered_and_memory_does_not_grow_with_them(talk):
    async def thousand(session):
        held, answered = [], 0
        for turn in range(1_000):
            name = list(CALLS)[turn % len(CALLS)]
            arguments = {"problem": f"crochet pattern number {turn}"} if name == "who_can_help" else CALLS[name]
            answered += not (await session.call(name, **arguments)).is_error
            if turn in (200, 999):
                held.append(resident())
        return answered, held

    answered, (early, late) = talk(thousand)
    assert answered == 1_000
    assert late - early < 20_000


def test_calls_at_once_are_all_answered(talk):
    async def at_once(session):
        found = []

        async def one(turn):
            found.append((await session.data("who_can_help", problem=f"crochet {turn}"))["problem"])

        async with anyio.create_task_group() as group:
            for turn in range(50):
                group.start_soon(one, turn)
        return found

    assert sorted(talk(at_once)) == sorted(f"crochet {turn}" for turn in range(50))


def test_what_another_process_writes_meanwhile_is_in_the_next_answer(talk, process):
    async def meanwhile(session):
        before = await session.data("who_can_help", problem="falconry")
        process("add", "Zoe Zander", "falconry:expert", "--place", "Narnia")
        after = await session.data("who_can_help", problem="falconry")
        there = await session.data("who_can_help", problem="who do I know in Narnia")
        process("edit", "Zoe Zander", "--no-suggest")
        return before, after, there, await session.data("who_can_help", problem="falconry")

    answers = talk(meanwhile)
    assert ["Zoe Zander" in [m["name"] for m in each["matches"]] for each in answers] == [False, True, True, False]


def test_two_write_at_once_and_nothing_is_lost(talk, background, rows):
    async def both(session):
        others = [background("add", f"Other Number{n}", "pies") for n in range(5)]
        mine = [await session.data("add", name=f"Mine Number{n}", skills=["pies"]) for n in range(5)]
        for other in others:
            other.communicate(timeout=PATIENCE)
        assert [other.returncode for other in others] == [0] * 5
        return [added["undo"]["step"] for added in mine]

    steps = talk(both, "--write")
    assert rows("SELECT count(*) FROM contacts WHERE name LIKE '% Number%'") == [(10,)]
    did = dict(rows("SELECT id, did FROM steps"))
    assert [did[step] for step in steps] == [f"added Mine Number{n}" for n in range(5)]


@pytest.fixture
def started(background):
    """Start the program, speak one message with it, and return the process."""
    begun = []

    def start(*options):
        program = background("mcp", *options, stdin=subprocess.PIPE)
        begun.append(program)
        speak(program, "initialize", {
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"},
        })  # fmt: skip
        assert json.loads(program.stdout.readline())["result"]["serverInfo"]["name"] == "asknet"
        program.stdin.write(b'{"jsonrpc": "2.0", "method": "notifications/initialized"}\n')
        program.stdin.flush()
        return program

    yield start
    for program in begun:
        if program.poll() is None:
            program.kill()
        program.communicate()


def speak(program, method, params):
    message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    program.stdin.write(json.dumps(message).encode() + b"\n")
    program.stdin.flush()


def test_closed_input_ends_it(started):
    program = started()
    out, err = program.communicate(timeout=PATIENCE)
    assert (program.returncode, out, err) == (0, b"", b"")


def test_closed_input_ends_it_while_a_call_waits_for_the_file_and_that_writes_nothing(started, db, rows):
    program = started("--write")
    with sqlite3.connect(db) as other:
        other.execute("BEGIN IMMEDIATE")
        speak(program, "tools/call", {"name": "add", "arguments": {"name": "Zoe Zander"}})
        time.sleep(0.3)
        program.communicate(timeout=PATIENCE)
        assert program.returncode == 0
        other.rollback()
    assert rows("SELECT count(*) FROM contacts WHERE name = 'Zoe Zander'") == [(0,)]


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, 130)])
def test_a_signal_ends_it_though_the_client_says_nothing(started, sign, code):
    program = started()
    program.send_signal(sign)
    assert program.wait(PATIENCE) == code


def test_what_is_no_message_is_passed_over(started):
    program = started()
    program.stdin.write(b"not json at all \xff\xfe\n{}\n[1, 2]\n")
    speak(program, "tools/call", {"name": "open_asks", "arguments": {}})
    while json.loads(line := program.stdout.readline()).get("id") != 1:
        pass
    assert json.loads(line)["result"]["structuredContent"]["asks"]


@pytest.mark.skipif(not Path("/proc").exists(), reason="the program's parent is read from /proc")
def test_a_client_that_dies_ends_it_and_leaves_a_whole_network(environment, home, process):
    script = DYING.replace("__ENV__", repr(environment))
    client = subprocess.Popen(
        [sys.executable, "-c", script], env=environment, cwd=home, stdout=subprocess.PIPE, stderr=-3
    )
    assert client.stdout.readline() == b"ready\n"
    time.sleep(0.3)
    (server,) = [int(f.name) for f in Path("/proc").iterdir() if f.name.isdigit() and parent(f) == client.pid]
    client.kill()
    client.communicate()
    end = time.monotonic() + PATIENCE
    while Path(f"/proc/{server}").exists() and not is_zombie(server):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert process("check").code == 0


def parent(folder):
    try:
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def is_zombie(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
