"""What a review looks like on a terminal and in a pipe, whatever is in the fields."""

import json
import os
import re
import unicodedata
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from asknet import Network
from asknet.logbook.log import LogRequest
from asknet.model import Direction

TODAY = date(2026, 11, 20)
SECTIONS = ["who", "know", "help", "experience", "growth", "give", "ties", "gaps", "next"]
NAMES = Path(__file__).with_name("names.json")
PICTURES = set("▏▎▍▌▋▊▉█▁▂▃▄▅▆▇")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
DRIVING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def cells(line):
    """Count the cells that a line takes: wide characters two, marks none, what a joiner holds together one picture."""
    width, before = 0, ""
    for c in line:
        if before == "\u200d" or unicodedata.category(c) in ("Mn", "Me", "Cf") or "\U0001f3fb" <= c <= "\U0001f3ff":
            width += c == "\ufe0f" and unicodedata.east_asian_width(before) not in "WF"
        else:
            width += 2 if unicodedata.east_asian_width(c) in "WF" else 1
        before = c
    return width


@pytest.fixture(params=["invented", "hostile"])
def network(request):
    """The invented network, and the same with hostile text in every field."""
    return request.getfixturevalue(request.param)


def crowded(path):
    """Write a network with something on every line of the summary, and two introductions with names that are long."""
    with Network(path, today=TODAY - timedelta(days=500), now="2025-07-08T12:00:00") as network:
        network.add("Dora Dormant", skills=["welding"])
        for _ in range(2):
            network.log(LogRequest(sentence="we talked", with_=["Dora Dormant"], direction=Direction.RECEIVED))
        network.add("Quinn Quiet", closeness=5)
        network.add("Tara Touch", every="30d")
        network.add("Club of Consumers", kind="community", place="Hobart", org="Looms")
        network.log(LogRequest(sentence="it told me", with_=["Club of Consumers"], direction=Direction.RECEIVED))
    with Network(path, today=TODAY - timedelta(days=30), now="2026-10-21T12:00:00") as network:
        network.me(["upholstering antique furniture of the nineteenth century"])
        for number, topic in enumerate(("knitting fair isle jumpers", "restoring wooden rowing boats"), 1):
            network.add(f"Wilhelmina Featherstonehaugh {number}"[:30], wants=[topic], reach="local", place="Hobart")
            network.add(f"Maximiliana Cholmondeley-War {number}"[:30], skills=[f"{topic}:expert"], org="Looms")
        network.add("Gina Give", wants=["upholstering antique furniture of the nineteenth century"], via="Tara Touch")
        network.add("Hugo Give", wants=["upholstering antique furniture of the nineteenth century"], via="Tara Touch")
        network.add("Rita Repay", skills=["sewing:expert"], place="Hobart")
        network.add("Gabi Gap", title="zither maker", via="Quinn Quiet")
        network.add("Otto Only")
        for who, way in (("Rita Repay", Direction.RECEIVED), ("Otto Only", Direction.GIVEN)):
            for _ in range(2):
                network.log(LogRequest(sentence="again", with_=[who], direction=way))
        for problem in ("welding", "zither strings", "zymurgy", "sewing", "knitting fair isle jumpers", "phrenology"):
            network.ask(problem)
    with Network(path, today=TODAY + timedelta(days=30), now="2026-12-20T12:00:00") as network:
        network.log(LogRequest(sentence="to come", with_=["Rita Repay"]))


def is_command(line):
    """Say whether a line is a command, which is never cut: it may go on in the next line of the screen."""
    return line.startswith("    asknet ")


def height(lines, columns):
    """Count the lines of the screen that lines take."""
    return sum(max(1, -(-cells(line) // columns)) for line in lines)


@pytest.mark.parametrize("columns", [80, 120])
def test_the_summary_has_at_most_45_lines_none_wider_than_the_terminal(screen, network, columns):
    ran = screen("--db", network, "review", columns=columns)
    lines = ran.shown.split("\n")[:-1]
    assert ran.code == 0
    assert height(lines, columns) <= 45
    assert max(cells(line) for line in lines if not is_command(line)) <= columns
    assert len([line for line in lines if line[:1].isalpha()]) >= 9


@pytest.mark.parametrize("put_off", [(), ("repay", "gap", "reconnect", "contribute", "second")])
def test_the_longest_summary_has_at_most_45_lines(screen, run, tmp_path, put_off):
    path = tmp_path / "network.db"
    crowded(path)
    with Network(path, today=TODAY, now="2026-11-20T12:00:00") as network:
        while waiting := [step for step in network.review(["next"]).next if step.kind in put_off]:
            for step in waiting:
                network.put_off_step(step)
    steps = run("--db", path, "review", "--json").json["next"]
    lines = screen("--db", path, "review").shown.split("\n")[:-1]
    assert len(steps) == 7
    assert [step["kind"] for step in steps].count("introduce") == (2 if put_off else 1)
    assert max(cells(step["command"]) for step in steps if step["kind"] == "introduce") <= 76
    assert len([line for line in lines if line[:1].isalpha()]) == 10
    assert 40 < height(lines, 80) <= 45
    shown = [line.strip() for line in lines if is_command(line)]
    assert shown == [step["command"] for step in steps][: len(shown)]
    assert any(f"Next  {7 - len(shown)} more: asknet review next" in line for line in lines) or len(shown) == 7


def test_the_steps_that_the_summary_has_no_room_for_are_in_their_section(screen, run, hostile):
    commands = [step["command"] for step in run("--db", hostile, "review", "next", "--json").json["next"]]
    shown = screen("--db", hostile, "review", "next").shown.split("\n")
    assert len([line for line in shown if is_command(line)]) == len(commands) == 7
    assert "more: asknet review next" not in shown[0]


@pytest.mark.parametrize(("section", "columns"), [*((section, 80) for section in SECTIONS), ("experience", 120)])
def test_a_section_keeps_within_the_terminal(screen, hostile, columns, section):
    ran = screen("--db", hostile, "review", section, columns=columns)
    assert ran.code == 0
    assert max(cells(line) for line in ran.shown.split("\n") if not is_command(line)) <= columns


def test_no_count_of_the_summary_is_cut_off(run, screen, invented):
    shown = screen("--db", invented, "review").shown
    for name, count in run("--db", invented, "review", "who", "--json").json["who"]["reach"].items():
        assert re.search(rf"{name.replace('_', ' ')} \S+ {count}\b", shown)


def test_nothing_but_colours_drives_the_terminal(screen, hostile):
    for words in (["review"], ["review", "experience"], ["review", "gaps"], ["review", "--due"]):
        shown = COLOUR.sub("", screen("--db", hostile, *words).out).replace("\r\n", "\n")
        assert not DRIVING.search(shown)


def test_colours_and_pictures_are_drawn_on_a_terminal(screen, invented):
    out = screen("--db", invented, "review").out
    assert COLOUR.search(out)
    assert PICTURES & set(out)


@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_where_the_terminal_has_ascii_only_so_have_the_pictures(screen, invented, env):
    drawn = ""
    for section in ("", "who", "growth", "give", "ties"):
        ran = screen("--db", invented, "review", *filter(None, [section]), env=env)
        assert ran.code == 0
        assert ran.out.isascii()
        drawn += ran.shown
    assert not PICTURES & set(drawn)
    assert re.search(r"local #+ \d", drawn)
    assert re.search(r"by month +[_.:=+*#-]{12} ", drawn)


@pytest.mark.parametrize(("words", "env"), [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})])
@pytest.mark.parametrize("section", ["", "give"])
def test_without_colours_no_escape_sequence_is_written(screen, hostile, words, env, section):
    ran = screen("--db", hostile, "review", *filter(None, [section]), *words, env=env)
    assert ran.code == 0
    assert "\x1b" not in ran.out


def test_a_pipe_gets_no_pictures_and_no_colours(run, invented):
    for section in ["", *SECTIONS]:
        ran = run("--db", invented, "review", *filter(None, [section]))
        assert not PICTURES & set(ran.out)
        assert "\x1b" not in ran.out + ran.err


def test_a_fact_has_as_many_columns_in_every_line(run, network):
    columns = defaultdict(set)
    for row in run("--db", network, "review").rows:
        columns[row[0], row[1]].add(len(row))
    assert {section for section, _ in columns} == set(SECTIONS)
    assert all(len(counts) == 1 for counts in columns.values()), columns


def test_a_pipe_gets_texts_whole_and_safe(run, hostile):
    ran = run("--db", hostile, "review", "know")
    assert "x" * 400 in ran.out
    assert "[bold]red[/]" in ran.out
    assert not DRIVING.search(ran.out.replace("\n", ""))


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_in_a_pipe_is_its_part_of_the_whole(run, invented, section):
    whole = [row for row in run("--db", invented, "review").rows if row[0] == section]
    alone = run("--db", invented, "review", section)
    if section != "give":  # the whole leaves out the balance of everybody
        assert alone.rows == whole or section == "gaps"
    assert [row[1] for row in alone.rows if row[1] != "balance"] == [row[1] for row in whole]


def names_of(value, path=""):
    """List the names in JSON, with the types of what they hold."""
    if isinstance(value, dict):
        return {name for key, each in value.items() for name in names_of(each, f"{path}.{key}")}
    if isinstance(value, list):
        return {name for each in value for name in names_of(each, f"{path}[]")}
    return {f"{path[1:]}: {type(value).__name__}"}


def test_json_has_the_names_that_were_agreed_on(run, invented):
    """After a change that is meant: ``ASKNET_GOLDEN=write``, and read the difference."""
    names = sorted(names_of(run("--db", invented, "review", "--json").json))
    if os.environ.get("ASKNET_GOLDEN") == "write":
        NAMES.write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")
    assert names == json.loads(NAMES.read_text(encoding="utf-8"))


def test_json_is_ascii_on_one_line(run, hostile):
    out = run("--db", hostile, "review", "--json").out
    assert out.isascii()
    assert out.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["--since", "yesteryear"], ["--since", ""], ["--since", "0d"], ["--since", "-3d"], ["--since", "2027-01-01"],
        ["--since", "99999999999d"], ["--since", "\x1b[31m"], ["--since", "2026-02-30"], ["nonsense"], ["who", "know"],
        ["\x1b[2J"], ["--interactive"], ["-i", "next"], ["--interactive", "--json"], ["--interactive", "ties"],
        ["--due", "ties"], ["--due", "--interactive"], ["--due", "--since", "30d"], ["--interactive", "--no-input"], ["Who"],
    ],
)  # fmt: skip
def test_what_cannot_be_asked_ends_with_2_and_one_line(run, invented, words):
    ran = run("--db", invented, "review", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("asknet: ")
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err


def test_interactive_on_a_terminal_may_not_be_told_to_ask_nothing(screen, invented):
    ran = screen("--db", invented, "review", "-i", "--no-input")
    assert ran.code == 2
    assert "no terminal" in ran.shown


def test_quiet_leaves_out_what_is_said_beside_the_review(run, invented):
    assert run("--db", invented, "review", "who").err
    assert not run("--db", invented, "review", "who", "--quiet").err


def test_a_pipe_that_closes_early_ends_it_quietly(process, invented):
    read, write = os.pipe()
    os.close(read)
    try:
        ran = process("--db", invented, "review", stdout=write)
    finally:
        os.close(write)
    assert (ran.code, re.sub(r"\d+ entries are dated after 2026-11-20: not counted\n", "", ran.err)) == (0, "")


def test_due_is_short_and_plain(run, network):
    ran = run("--db", network, "review", "--due")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 3
    assert not DRIVING.search(ran.out.replace("\n", ""))
    assert "be in touch with" in ran.out
    assert "record the outcome of ask" in ran.out
    assert "not answered" in ran.out


def test_due_keeps_within_80_columns_on_a_terminal_but_for_commands(screen, invented):
    shown = screen("--db", invented, "review", "--due").shown.splitlines()
    assert [line for line in shown if len(line) > 80 and not line.startswith("    asknet ")] == []


def test_due_as_json_holds_every_step_that_is_due(run, invented):
    due = run("--db", invented, "review", "--due", "--json").json
    got = run("--db", invented, "review", "--json").json
    overdue = [tie["who"] for tie in got["ties"]["overdue"]]
    waiting = [
        ask["id"]
        for ask in got["help"]["open"][::-1]
        if (ask["waited"] >= 5 if ask["waiting"] else 7 <= ask["days"] <= 60)
    ]
    assert [step["contacts"] for step in due if step["kind"] == "touch"] == [[who] for who in overdue]
    assert [step["ask"] for step in due if step["kind"] == "close"] == [*waiting, None]


def test_a_gap_shows_how_often_it_was_asked_and_the_numbers_of_the_questions(run, screen):
    run("add", "Nan Okafor", "crochet")
    run("ask", "crochet pattern")
    for day in ("2026-11-18", "2026-11-19", "2026-11-20"):
        run("ask", "roof leaks badly", env={"ASKNET_TODAY": day})
    assert "3 asks" in COLOUR.sub("", screen("review").out)
    shown = [COLOUR.sub("", line).split() for line in screen("review", "gaps").out.splitlines()]
    head = next(line for line in shown if line[:1] == ["topic"])
    assert head[1:4] == ["asks", "id", "last"]
    assert next(line for line in shown if line[:1] == ["roof"])[3:7] == ["3", "4", "3", "2"]
    assert run("review", "gaps").rows == [["gaps", "gap", "roof leaks badly", "4 3 2", "2026-11-20", "", ""]]
