"""Drafts and addresses in other programs: an opener that works, is missing, fails or hangs; the clipboard."""

import pytest


def test_open_hands_the_first_address_to_the_systems_opener(asked, program):
    said = program("xdg-open")
    ran = asked("open", "nan")
    assert (ran.code, ran.out) == (0, "mailto:nan@example.org\n")
    assert said.read_text() == "mailto:nan@example.org|\n"


def test_open_calls_and_browses(asked, program):
    said = program("xdg-open")
    asked("edit", "Sam Lee", "--url", "example.org/sam")
    asked("me", "--country", "Australia")
    assert asked("open", "Sam", "Lee", "--call").out == "tel:+61491570006\n"
    assert asked("open", "Sam Lee", "--url", "--json").json["opened"] == "https://example.org/sam"
    assert said.read_text().split("\n")[:2] == ["tel:+61491570006|", "https://example.org/sam|"]


@pytest.mark.parametrize("words", [["Carla Reyes"], ["nan", "--call"], ["nan", "--url"]])
def test_what_there_is_no_address_for_is_not_opened(asked, program, words):
    said = program("xdg-open")
    ran = asked("open", *words)
    assert (ran.code, "asknet edit id:" in ran.err) == (3, True)
    assert not said.exists()


def test_two_ways_at_once_are_2(asked):
    assert asked("open", "nan", "--mail", "--call").code == 2


def test_a_missing_opener_is_said_with_the_link(asked, nothing_installed):  # noqa: ARG001
    ran = asked("open", "nan")
    assert (ran.code, ran.out) == (1, "")
    assert "xdg-open is not installed" in ran.err
    assert "mailto:nan@example.org" in ran.err


def test_an_opener_that_fails_is_said(asked, program):
    program("xdg-open", status=3)
    ran = asked("open", "nan")
    assert (ran.code, "status 3" in ran.err) == (1, True)


def test_an_opener_that_hangs_is_left_alone(asked, program):
    said = program("xdg-open", sleep=60)
    assert asked("open", "nan").code == 0
    assert said.exists()


def test_a_failed_opener_notes_nothing_either(asked, program):
    program("xdg-open", status=1)
    assert asked("message", "1", "--ask", "1", "--open").code == 1
    assert asked("asks").rows[0][2] == "open"


def test_opened_and_marked_as_sent_at_once(asked, program):
    program("xdg-open")
    assert asked("message", "1", "--ask", "1", "--open", "--sent").code == 0
    assert asked("asks").rows[0][2] == "waiting"


def test_a_chat_is_opened_by_the_number_alone_and_the_text_copied(asked, program, environment):
    said, clipboard = program("xdg-open"), program("wl-copy")
    environment["WAYLAND_DISPLAY"] = "wayland-0"
    asked("me", "--country", "Australia")
    ran = asked("message", "2", "--ask", "1", "--open", "--by", "chat")
    assert ran.code == 0
    assert said.read_text() == "https://wa.me/61491570006|\n"
    assert clipboard.read_text().startswith("|Hello Sam,")
    assert "crochet pattern" in ran.out


def test_a_chat_needs_the_number_with_its_country(asked, program):
    said = program("xdg-open")
    ran = asked("message", "2", "--ask", "1", "--open", "--by", "chat")
    assert (ran.code, "me --country" in ran.err) == (2, True)
    assert not said.exists()
    assert asked("message", "2", "--ask", "1", "--json").json["links"]["chat"] is None


def test_an_sms_holds_the_text(asked, program):
    said = program("xdg-open")
    assert asked("message", "2", "--ask", "1", "--open").code == 0
    assert said.read_text().startswith("sms:0491570006?body=Hello%20Sam%2C%0D%0A")


def test_a_text_too_long_for_a_link_is_copied_and_printed(asked, program, environment):
    said, clipboard = program("xdg-open"), program("xclip")
    environment["DISPLAY"] = ":0"
    asked("ask", "crochet " + "pattern " * 1000)
    ran = asked("message", "Nan Okafor", "--ask", "last", "--open")
    assert "body=" not in said.read_text()
    assert clipboard.read_text().startswith("-selection clipboard|Hello Nan,")
    assert "pattern pattern" in ran.out
    assert "too long for a link" in ran.err


def test_without_a_clipboard_the_text_is_printed(asked, program):
    program("xdg-open")
    ran = asked("message", "1", "--ask", "1", "--open", "--by", "copy")
    assert ran.code == 0
    assert "Hello Nan," in ran.out
    assert "no clipboard" in ran.err


def test_a_clipboard_that_fails_is_as_none(asked, program, environment):
    program("xclip", status=1)
    environment["DISPLAY"] = ":0"
    assert "no clipboard" in asked("message", "1", "--ask", "1", "--open", "--by", "copy").err


def test_without_an_editor_the_message_is_typed_at_the_terminal(asked, screen, program):
    asked("me", "--sign", "Kim")
    said = program("xdg-open")
    typed = [("subject [", "Wool\n"), (">", "Hi Nan\n"), (">", "\n"), (">", "bye\n"), (">", ".\n")]
    assert screen("message", "Nan Okafor", "--ask", "1", "--edit", "--open", typed=typed).code == 0
    assert said.read_text() == "mailto:nan@example.org?subject=Wool&body=Hi%20Nan%0D%0A%0D%0Abye|\n"


def test_a_dot_and_enter_keep_the_draft_as_it_is(asked, screen, program):
    asked("me", "--sign", "Kim")
    said = program("xdg-open")
    typed = [("subject [", "\n"), (">", ".\n")]
    assert screen("message", "Nan Okafor", "--ask", "1", "--edit", "--open", typed=typed).code == 0
    assert "crochet%20pattern&body=Hello%20Nan" in said.read_text()


def test_an_edited_draft_is_what_is_opened(asked, program, tmp_path, environment):
    said = program("xdg-open")
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "Subject: Wool\\nHi Nan\\n\\nbye" > "$1"\n')
    editor.chmod(0o755)
    environment["EDITOR"] = str(editor)
    assert asked("message", "1", "--ask", "1", "--edit", "--open").code == 0
    assert said.read_text() == "mailto:nan@example.org?subject=Wool&body=Hi%20Nan%0D%0A%0D%0Abye|\n"


@pytest.mark.parametrize("script", ["exit 1", ': > "$1"', 'rm "$1"'])
def test_an_editor_that_fails_or_leaves_nothing_opens_nothing(asked, program, tmp_path, environment, script):
    said = program("xdg-open")
    editor = tmp_path / "editor.sh"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o755)
    environment["EDITOR"] = str(editor)
    assert asked("message", "1", "--ask", "1", "--edit", "--open").code == 2
    assert not said.exists()
    assert not list((tmp_path / "home" / "tmp").iterdir())


class TestAtATerminal:
    def test_the_name_is_confirmed_and_the_signature_asked_once(self, asked, screen):
        ran = screen(
            "message", "1",
            typed=[("How do you sign", "Kim\n"), ('Nan Okafor, for "crochet pattern"?', "y"), ("[s] mark as sent", "q")],
        )  # fmt: skip
        assert "Kim" in ran.shown
        again = screen("message", "1", typed=[('"crochet pattern"?', "\n"), ("[s] mark as sent", "q")])
        assert "How do you sign" not in again.shown
        assert asked("me", "--json").json["sign"] == "Kim"

    def test_a_signature_that_is_not_wanted_is_not_asked_for_again(self, asked, screen):  # noqa: ARG002
        screen("message", "1", "--ask", "1", typed=[("How do you sign", "\n"), ("[q] leave", "q")])
        assert "How do you sign" not in screen("message", "1", "--ask", "1", typed=[("[q] leave", "q")]).shown

    def test_no_is_no(self, asked, screen):
        asked("me", "--sign", "Kim")
        ran = screen("message", "1", typed=[("[n] no", "n")])
        assert ran.code == 2
        assert asked("asks").rows[0][2] == "open"

    def test_keys_open_copy_and_mark_as_sent(self, asked, screen, program):
        asked("me", "--sign", "Kim")
        said = program("xdg-open")
        ran = screen(
            "message", "1", "--ask", "1",
            typed=[("[o] open in mail", "o"), ("opened mailto:nan@example.org", "c"), ("no clipboard", "s")],
        )  # fmt: skip
        assert said.read_text().startswith("mailto:nan@example.org?subject=")
        assert "asked Nan Okafor, waiting: ask 1" in ran.shown
        assert asked("asks").rows[0][2] == "waiting"

    def test_an_opener_that_fails_leaves_the_keys(self, asked, screen, program):
        asked("me", "--sign", "Kim")
        program("xdg-open", status=4)
        ran = screen("message", "1", "--ask", "1", typed=[("[o] open in mail", "o"), ("status 4", "q")])
        assert ran.code == 0

    def test_who_has_no_address_cannot_be_opened(self, asked, screen):
        asked("me", "--sign", "Kim")
        asked("edit", "Nan Okafor", "--without", "nan@example.org")
        ran = screen("message", "1", "--ask", "1", typed=[("[c] copy", "q")])
        assert "[o]" not in ran.shown

    def test_somebody_removed_meanwhile_is_not_marked(self, asked, screen, program, environment):
        asked("me", "--sign", "Kim")
        remover = program("editor")
        path = remover.parent / "bin" / "editor"
        path.write_text(f"#!/bin/sh\n{__import__('sys').executable} -m asknet remove 'Nan Okafor'\n")
        environment["EDITOR"] = str(path)
        ran = screen("message", "1", "--ask", "1", typed=[("[e] edit", "e"), ("[s] mark", "s"), ("meanwhile", "q")])
        assert "Nothing was written" in ran.shown
        assert asked("asks").rows[0][2] == "open"

    def test_an_answer_says_how_to_write(self, asked, screen):  # noqa: ARG002
        assert "asknet message 1" in screen("ask", "crochet hook").shown

    def test_what_waits_too_long_is_shown_with_what_to_do(self, asked, screen):
        asked("message", "1", "--ask", "1", "--sent")
        ran = screen("asks", env={"ASKNET_TODAY": "2026-11-28"})
        for command in (
            "asknet message 'Nan Okafor' --for again --ask 1",
            "asknet message 'Sam Lee' --ask 1",
            "asknet close 1",
        ):
            assert command in ran.shown

    def test_a_draft_to_an_introducer_says_to_whom_it_leads(self, asked, screen):
        asked("me", "--sign", "Kim")
        shown = screen("message", "Carla Reyes", "--ask", "1", typed=[("[q] leave", "q")]).shown
        assert "an introduction to Carla Reyes" in shown
