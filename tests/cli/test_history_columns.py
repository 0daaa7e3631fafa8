"""`history` on a terminal: empty columns leave their width to the others."""


def test_a_column_that_is_empty_is_not_drawn(run, screen):
    run("add", "Tom Whitfieldson")
    run("log", "Tom Whitfieldson helped me yesterday")
    shown = screen("history", columns=80).shown
    assert "about" not in shown
    assert "Tom Whitfieldson" in " ".join(shown.split())
    run("log", "Tom helped me with #wills")
    assert "  #wills" in screen("history", columns=80).shown
    assert len(run("history").rows[0]) == 7


def test_of_an_empty_log_nobody_is_said_not_to_fit(run):
    run("add", "Nan Okafor")
    assert "nothing is logged yet" in run("history", "Nan").err


def test_long_words_of_one_column_leave_the_others_room_to_be_read(run, screen):
    run("add", "Tom Whitfieldson")
    run("log", "Tom helped me with #" + "-and-".join(["bookbinding"] * 8))
    shown = screen("history", columns=80).shown
    assert max(map(len, shown.splitlines())) <= 80
    assert any("Tom helped me" in line for line in shown.splitlines())
