"""`ask -`: one problem a line in, one object a line out; and problems nobody would type."""

import json

import pytest

HOSTILE = [
    '"', "*", "NEAR(", "NEAR(a b, 2)", "it's C++", "a AND", "OR", "NOT x", "col:x", "^x", "{a b}", "(", ")", "'", "--", ";",
    "evidence_fts MATCH 'x'", "%", "_", "\\", "+", "#", "?", "…", "🧶", "🧶🧶 crochet", "איך סורגים", "怎么织毛衣", "ꙮ",
    "\u200b", "\u202ecrochet", "e\u0301" * 50, "[/]", "[red]x", "$(id)", "`id`", "9" * 400, str(2**64),
    "x" * 10_000, "crochet " * 2_000,
]  # fmt: skip
SKIPPED = ("#",)
"""A heading without words."""
CUT = "only the first 10,000 characters of the problem are read\n"


@pytest.fixture
def lines(run):
    run("add", "Nan Okafor", "crochet")

    def asking(text, *options):
        ran = run("ask", "-", "--json", *options, input=text)
        assert ran.code == 0
        assert ran.err in ("", CUT)
        return [json.loads(line) for line in ran.out.split("\n")[:-1]]

    return asking


def test_every_line_gets_its_answer_in_order(lines):
    answers = lines("crochet\njuggling\nCrochet pattern\n")
    assert [a["problem"] for a in answers] == ["crochet", "juggling", "Crochet pattern"]
    assert [a["verdict"] for a in answers] == ["strong", "none", "strong"]


def test_blank_lines_and_headings_are_skipped(lines):
    text = "# Things to ask\n\n   \ncrochet\n#\n#  Later\n\t\n#crochet\n"
    assert [a["problem"] for a in lines(text)] == ["crochet", "#crochet"]


def test_the_dash_of_a_list_is_no_part_of_the_problem(lines):
    text = "- crochet pattern\n  - crochet - again\n-\n-5 degrees\n"
    assert [a["problem"] for a in lines(text)] == ["crochet pattern", "crochet - again", "-5 degrees"]


@pytest.fixture
def plain_lines(run):
    run("add", "Nan Okafor", "crochet", "--email", "nan@example.org")
    run("add", "Sam Lee", "crochet")
    return lambda text, *options: run("ask", "-", *options, input=text)


def test_a_line_of_plain_output_ends_with_the_problem(plain_lines, run):
    rows = plain_lines("crochet\n- crochet pattern\n").rows
    assert [row[-1] for row in rows] == ["crochet", "crochet", "crochet pattern", "crochet pattern"]
    assert [row[:-1] for row in rows[:2]] == run("ask", "crochet").rows


@pytest.mark.parametrize("options", [[], ["--explain"]])
def test_a_problem_nobody_fits_gives_one_line_with_none(plain_lines, options):
    ran = plain_lines("zymurgical thaumaturgy\ncrochet\n", *options)
    assert (ran.code, ran.err) == (0, "")
    assert [(row[1], row[-1]) for row in ran.rows] == [
        ("none", "zymurgical thaumaturgy"), ("strong", "crochet"), ("strong", "crochet"),
    ]  # fmt: skip
    assert len({len(row) for row in ran.rows}) == 1


def test_a_last_line_without_an_end_is_a_line(lines):
    assert len(lines("crochet\ncrochet")) == 2


def test_no_lines_in_no_lines_out(lines):
    assert lines("") == []


def test_windows_line_ends_are_line_ends(lines):
    assert [a["problem"] for a in lines("crochet\r\ncrochet\r\n")] == ["crochet", "crochet"]


@pytest.mark.parametrize("sep", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_only_line_ends_part_lines(lines, sep):
    assert len(lines(f"crochet{sep}pattern\n")) == 1


def test_each_line_is_noted_unless_told_not_to(lines):
    assert [a["ask"] for a in lines("crochet\njuggling\n")] == [1, 2]
    assert [a["ask"] for a in lines("crochet\n", "--no-save")] == [None]


def test_a_very_long_line_is_one_answer(lines):
    assert [a["verdict"] for a in lines("crochet " * 200_000 + "\ncrochet\n")] == ["strong", "strong"]


def test_lines_that_say_nothing_do_not_stop_the_rest(lines):
    text = "\x01\n\x1b\n\x00\n\u200b\n...\ncrochet\n"
    answers = lines(text)
    assert len(answers) in (2, 3)
    assert answers[-1]["verdict"] == "strong"


def test_hostile_lines_are_all_answered(lines):
    answers = lines("".join(f"{problem}\n" for problem in HOSTILE))
    assert len(answers) == len([problem for problem in HOSTILE if problem not in SKIPPED])


def test_bytes_that_are_not_text_are_answered(run, process):
    run("add", "Nan Okafor", "crochet")
    ran = process("ask", "-", "--json", input=b"crochet \xff\xfe\n\xff\ncrochet\n")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 3


def test_an_answer_comes_before_the_next_line_is_typed(run, background):
    import subprocess

    run("add", "Nan Okafor", "crochet")
    with background("ask", "-", "--json", stdin=subprocess.PIPE) as program:
        for _ in range(2):
            program.stdin.write(b"crochet\n")
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["verdict"] == "strong"
        program.stdin.close()
        assert program.wait(30) == 0


@pytest.mark.parametrize("problem", HOSTILE)
def test_a_hostile_problem_is_answered_or_refused_in_a_sentence(run, problem):
    ran = run("ask", "--no-save", "--", problem)
    assert ran.code in ((0, 3) if len(problem) <= 10_000 else (0, 2, 3))
    assert "internal error" not in ran.err


@pytest.mark.parametrize("problem", ["", "  ", "\t", "\x01", "\x1b", "\n"])
def test_an_empty_problem_is_a_usage_error(run, problem):
    run("add", "Nan Okafor", "crochet")
    ran = run("ask", problem)
    assert (ran.code, ran.out) == (2, "")
    assert "empty" in ran.err


def test_a_hyphen_beside_other_words_is_a_word(run):
    run("add", "Nan Okafor", "crochet")
    assert run("ask", "crochet", "-", "pattern", "--json").json["problem"] == "crochet - pattern"


def test_a_byte_order_mark_and_headings_of_any_depth_are_no_problem(run):
    run("add", "Nan Okafor", "crochet")
    ran = run("ask", "-", input="\ufeff# crochet\r\n## crochet\r\n###\r\n\ufeffcrochet\r\n")
    assert [row[-1] for row in ran.rows] == ["crochet"]
