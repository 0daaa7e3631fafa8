"""`log --from FILE --drain`: the clear lines of an inbox leave it, the others stay with the reason; nothing twice."""

import pytest

INBOX = (
    "## 2026-10-02\n- coffee with Mira about hives\n## 2026-10-05\n- Theo rang\n"
    "- Frobnicate Zed showed me bread\n\nmust ring Mira on Friday\n"
)


@pytest.fixture
def inbox(run, tmp_path):
    run("add", "Mira Olsen")
    run("add", "Theo Brandt")
    path = tmp_path / "inbox.txt"
    path.write_text(INBOX)
    return path


def test_clear_lines_are_logged_in_one_step_and_leave_the_file_the_others_stay_with_the_reason(run, inbox):
    ran = run("log", "--from", inbox, "--drain")
    assert ran.code == 0
    assert inbox.read_text() == (
        "## 2026-10-05\n# asknet: nobody here is called 'Frobnicate Zed'\n- Frobnicate Zed showed me bread\n\n"
        "# asknet: nothing has happened yet with Mira Olsen\nmust ring Mira on Friday\n"
    )
    assert len(run("history").rows) == 2
    assert "2 lines stay" in ran.err
    run("undo")
    assert run("history").out == ""


def test_what_stays_is_tried_again_and_its_reason_written_anew(run, inbox):
    run("log", "--from", inbox, "--drain")
    run("add", "Frobnicate Zed")
    assert run("log", "--from", inbox, "--drain").code == 0
    assert inbox.read_text() == (
        "## 2026-10-05\n\n# asknet: nothing has happened yet with Mira Olsen\nmust ring Mira on Friday\n"
    )
    assert run("history", "bread", "--json").json[0]["date"] == "2026-10-05"


def test_an_equal_line_written_later_is_a_new_entry(run, inbox):
    for _ in range(2):
        inbox.write_text("2026-10-02 coffee with Mira\n")
        assert run("log", "--from", inbox, "--drain").code == 0
        assert inbox.read_text() == ""
    assert len(run("history").rows) == 2


def test_an_empty_inbox_is_no_error(run, inbox):
    inbox.write_text("")
    ran = run("log", "--from", inbox, "--drain")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing to log" in ran.err


def test_the_mode_the_line_ends_and_the_byte_order_mark_of_the_file_stay(run, inbox):
    inbox.write_bytes(b"\xef\xbb\xbf2026-10-02 coffee with Mira\r\ncoffee with Zed Unknown\r\n")
    inbox.chmod(0o640)
    run("log", "--from", inbox, "--drain")
    assert (
        inbox.read_bytes() == b"\xef\xbb\xbf# asknet: nobody here is called 'Zed Unknown'\ncoffee with Zed Unknown\r\n"
    )
    assert inbox.stat().st_mode & 0o777 == 0o640


def test_a_link_to_the_inbox_stays_a_link(run, inbox, tmp_path):
    link = tmp_path / "link.txt"
    link.symlink_to(inbox)
    run("log", "--from", link, "--drain")
    assert link.is_symlink()
    assert "coffee" not in inbox.read_text()


@pytest.mark.parametrize(
    ("words", "why"),
    [(["--drain"], "none is named"), (["--drain", "--from", "-"], "none is named"),
     (["--drain", "--from", "no-such-file"], "is not a file"), (["--drain", "--mail"], "--mail reads one message")],
)  # fmt: skip
def test_what_cannot_be_drained_is_refused(run, inbox, words, why):
    ran = run("log", *words, input="")
    assert ran.code in (2, 5)
    assert why in ran.err
    assert inbox.read_text() == INBOX


def test_the_network_itself_cannot_be_drained(run, db):
    run("add", "Mira Olsen")
    ran = run("log", "--from", db, "--drain")
    assert ran.code == 2
    assert "is the network itself" in ran.err
    assert run("check").code == 0


def test_a_day_alone_on_its_line_dates_the_lines_below_it_and_leaves_with_them(run, inbox):
    inbox.write_text("2026-10-02\ncoffee with Mira\n2026-10-05\ncoffee with Zed Unknown\n")
    run("log", "--from", inbox, "--drain")
    assert [entry["date"] for entry in run("history", "--json").json] == ["2026-10-02"]
    assert inbox.read_text().startswith("2026-10-05\n# asknet: nobody here is called")
