"""What could make a draft go to somebody else, or never end: names, addresses, templates, programs that hang."""

import os

import pytest


def test_a_name_cannot_be_read_as_another_recipient(asked):
    asked("add", 'Joe "x" <evil@example.org>', "crochet", "--email", "joe@example.org")
    ran = asked("message", "joe@example.org", "--ask", "1")
    assert ran.out.splitlines()[0] == "\"Joe 'x' <evil@example.org>\" <joe@example.org>"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_another_scheme_is_no_address_of_a_draft(asked, url):
    asked("edit", "Carla Reyes", "--url", url)
    told = asked("message", "Carla Reyes", "--for", "ask", "--ask", "1", "--json").json
    assert (told["to"]["address"], told["links"]["url"]) == (None, None)


def test_a_handle_is_the_address_of_who_has_no_other(asked):
    asked("edit", "Carla Reyes", "--url", "@carla@example.org")
    assert asked("message", "Carla Reyes", "--for", "ask", "--ask", "1").out.startswith(
        "Carla Reyes <@carla@example.org>"
    )


def test_a_template_that_is_a_pipe_is_refused_at_once(asked, home):
    folder = home / "config/asknet/templates"
    folder.mkdir(parents=True, exist_ok=True)
    os.mkfifo(folder / "ask.txt")
    ran = asked("message", "nan", "--ask", "1")
    assert (ran.code, "ask.txt is not a text file" in ran.err) == (2, True)


@pytest.mark.parametrize("written", ["{Greeting}", "{GREETING}", "{0}", "{problem_}"])
def test_a_misspelt_placeholder_is_refused(asked, home, written):
    folder = home / "config/asknet/templates"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ask.txt").write_text(written)
    ran = asked("message", "nan", "--ask", "1")
    assert (ran.code, f"{written} is not a placeholder" in ran.err) == (2, True)


def test_a_clipboard_program_that_hangs_is_not_said_to_have_copied(asked, program, environment):
    environment["DISPLAY"] = ":9"
    program("xclip", sleep=20)
    ran = asked("message", "nan", "--ask", "1", "--by", "copy", "--open")
    assert (ran.code, "there is no clipboard" in ran.err) == (0, True)


def test_a_link_that_could_not_be_opened_can_be_copied_from_the_error(asked, program):
    program("xdg-open", status=3)
    assert asked("open", "nan").err.endswith(" mailto:nan@example.org\n")
    assert asked("open", "nan", "--call").err.endswith("--phone ...\n")
