"""`me`: what you know yourself."""


def test_what_you_know_is_kept_and_listed(run):
    ran = run("me", "python:advanced", "bread baking")
    assert ran.out == "you know python (advanced), bread baking\n"
    assert run("me").rows == [["python", "advanced"], ["bread baking", ""]]


def test_skills_add_up_and_levels_are_renewed(run):
    run("me", "python:beginner")
    run("me", "python:expert", "cooking")
    assert run("me").rows == [["python", "expert"], ["cooking", ""]]


def test_a_topic_can_be_taken_out(run):
    run("me", "python", "cooking")
    run("me", "--without", "Python")
    assert run("me").rows == [["cooking", ""]]


def test_taking_out_what_is_not_there_says_so(run):
    run("me", "python")
    ran = run("me", "--without", "java")
    assert ran.code == 3
    assert "java" in ran.err


def test_you_are_never_ranked_listed_or_found_by_name(run):
    run("me", "crochet:expert", "--name", "Robin Hale")
    run("add", "Nan Okafor", "crochet")
    assert [m["name"] for m in run("ask", "crochet", "--json").json["matches"]] == ["Nan Okafor"]
    assert [row[2] for row in run("list").rows] == ["Nan Okafor"]
    assert run("show", "Robin Hale").code == 3
    assert run("skills").rows == [["crochet", "1", "", "skill"]]


def test_nothing_said_yet_creates_no_file(run, db):
    ran = run("me")
    assert (ran.code, ran.out) == (0, "")
    assert "asknet me" in ran.err
    assert not db.exists()


def test_nothing_said_yet_is_null_in_json(run):
    assert run("me", "--json").json is None


def test_undo_takes_it_back(run):
    run("me", "python")
    run("undo")
    assert run("me").out == ""


def test_a_signature_keeps_its_lines(run):
    run("me", "--sign", "Kim Berg\nWattle Works")
    assert run("me", "--json").json["sign"] == "Kim Berg\nWattle Works"
    run("add", "Nan Okafor", "crochet", "--email", "nan@example.org")
    run("ask", "crochet")
    assert "Kim Berg\nWattle Works" in run("message", "1", "--print").out


def test_an_empty_name_takes_your_name_away(run):
    run("me", "python", "--name", "Kim Low")
    assert run("me", "--name", "").out == "you know python\n"
    run("undo")
    assert run("me", "--json").json["name"] == "Kim Low"


def test_undo_is_offered_only_for_what_was_changed(run):
    run("add", "Nan Okafor", "crochet")
    run("me", "python")
    for nothing in (["python"], ["--email", ""], ["--sign", ""]):
        ran = run("me", *nothing)
        assert (ran.code, ran.err) == (0, "")
    assert "asknet undo" in run("me", "--country", "NZ").err


def test_clearing_what_was_never_said_writes_nothing(run, db):
    for nothing in (["--name", ""], ["--sign", ""], ["--country", ""]):
        assert "You have not recorded" in run("me", *nothing).err
    assert not db.exists()
