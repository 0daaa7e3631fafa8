"""Referrals are evidence of another kind: shown as "through others", never as what the contact knows."""

import contextlib
import sqlite3

import pytest

from asknet.referrals import referral_in


@pytest.fixture
def referring(run, once):
    def build():
        run("add", "Nan Okafor", "income tax", "--refers", "violin repair")
        run("add", "Sam Lee", "library research", "--note", "Knows a good plumber in Hobart\nlikes tea")
        run("add", "Theo Brandt", "sourdough")

    once("referring", build)
    return run


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Nan knows a good luthier", "luthier"), ("knows a reliable plumber in Leeds", "plumber"),
        ("Theo's cousin is a notary", "notary"), ("Sam can introduce me to an orchid grower", "orchid grower"),
        ("knows somebody who repairs violins", "repairs violins"), ("has a brother who is a plumber", "plumber"),
        ("has a friend in insurance", "insurance"), ("has a great accountant #tax", "accountant"),
    ],
)  # fmt: skip
def test_a_text_that_says_whom_somebody_knows_is_a_referral(text, topic):
    assert referral_in(text).topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "knows everything about bread", "knows Python", "has a dog", "has a baby", "knows a lot about crochet",
        "knows a good recipe for bread", "her son is a boy", "Gordon knows Grace from school", "", "tea with Nan",
        "is a good friend", "has a luthier's bench", "knows a " + "very " * 100 + "good luthier",
    ],
)  # fmt: skip
def test_what_somebody_knows_or_has_themselves_is_none(text):
    assert referral_in(text) is None


@pytest.mark.parametrize(
    ("problem", "name", "topic"),
    [("my violin needs repair", "Nan Okafor", "violin repair"), ("plumber for a leaking tap", "Sam Lee", "plumber")],
)
def test_who_can_lead_to_somebody_is_named_where_nobody_fits_strongly(referring, problem, name, topic):
    told = referring("ask", problem, "--json").json
    assert told["verdict"] != "strong"
    assert [(lead["name"], lead["topic"]) for lead in told["referrals"]] == [(name, topic)]
    assert name not in [m["name"] for m in told["matches"] if m["verdict"] != "none"]


def test_a_referral_is_no_evidence_of_the_contacts_own(referring):
    for problem in ("violin repair", "plumber"):
        whys = [why["evidence"] for m in referring("ask", problem, "--json").json["matches"] for why in m["why"]]
        assert not any("violin" in why or "plumber" in why for why in whys)
    assert referring("skills", "violin").out == ""


def test_no_referrals_are_named_where_somebody_fits_strongly(referring):
    referring("add", "Vera Plumb", "plumber:expert")
    told = referring("ask", "plumber", "--json").json
    assert (told["verdict"], told["referrals"]) == ("strong", [])


@pytest.mark.parametrize("change", [["--past"], ["--no-suggest"], ["--without", "violin repair"]])
def test_who_cannot_be_asked_leads_nowhere(referring, change):
    referring("edit", "Nan Okafor", *change)
    assert referring("ask", "violin repair", "--json").json["referrals"] == []
    referring("undo")
    assert len(referring("ask", "violin repair", "--json").json["referrals"]) == 1
    assert referring("check").code == 0


def test_who_is_left_out_leads_nowhere(referring):
    assert referring("ask", "violin repair", "--exclude", "Nan Okafor", "--json").json["referrals"] == []


def test_an_entry_that_only_says_whom_somebody_knows_is_a_referral(referring):
    referring("log", "--with", "Theo Brandt", "Theo knows a good luthier")
    referring("edit", "Theo Brandt", "--note", "Theo knows a good luthier")
    told = referring("ask", "luthier", "--json").json
    assert [lead["name"] for lead in told["referrals"]] == ["Theo Brandt"]
    assert referring("check").code == 0
    referring("remove", "--entry", "1")
    assert referring("check").code == 0
    assert [lead["name"] for lead in referring("ask", "luthier", "--json").json["referrals"]] == ["Theo Brandt"]


def test_the_message_to_who_knows_somebody_asks_to_be_put_in_touch(referring):
    number = str(referring("ask", "my violin needs repair", "--json").json["ask"])
    told = referring("message", "Nan Okafor", "--for", "way-in", "--ask", number, "--json").json
    assert told["to"]["name"] == "Nan Okafor"
    assert "(violin repair). Would you put us in touch?" in told["body"]


def test_a_pipe_is_told_beside_the_rows(referring):
    ran = referring("ask", "my violin needs repair")
    assert ran.code == 3
    assert 'asknet message "Nan Okafor" --for way-in --ask 1' in ran.err


@pytest.mark.usefixtures("referring")
def test_a_terminal_shows_them_under_a_heading_of_their_own(screen):
    shown = screen("ask", "my violin needs repair").shown
    assert "Through others" in shown
    assert 'asknet message "Nan Okafor" --for way-in --ask 1' in shown


def test_evidence_of_an_older_version_is_made_anew(referring, rows, db):
    referring("log", "--with", "Theo Brandt", "Theo knows a good luthier")
    with contextlib.closing(sqlite3.connect(db)) as conn, conn:
        conn.execute("UPDATE evidence SET kind = 'interaction' WHERE kind = 'referral' AND entries > 0")
        conn.execute("UPDATE settings SET value = 'older' WHERE name = 'lexicon'")
    referring("add", "Zoe")
    assert rows("SELECT kind FROM evidence WHERE text LIKE '%luthier%'") == [("referral",)]
    assert referring("check").code == 0


def test_referrals_of_a_network_whose_evidence_is_older_are_found(referring, db):
    with contextlib.closing(sqlite3.connect(db)) as conn, conn:
        conn.execute("DELETE FROM settings WHERE name = 'referrals'")
        conn.execute("UPDATE settings SET value = 'older' WHERE name = 'lexicon'")
    assert len(referring("ask", "violin repair", "--json").json["referrals"]) == 1


@pytest.mark.parametrize("way", ["undone and redone", "restored", "rebuilt", "imported"])
def test_the_first_referral_of_a_network_is_found_however_it_came(run, home, db, way):
    run("add", "Theo Brandt", "sourdough")
    run("add", "Nan Okafor", "income tax", "--refers", "violin repair")
    if way == "undone and redone":
        run("undo")
        assert run("ask", "violin repair", "--json").json["referrals"] == []
        run("redo")
    elif way == "restored":
        run("backup", home / "copy.db")
        run("restore", home / "copy.db", "--yes", "--db", home / "other.db")
        run("restore", home / "copy.db", "--yes")
    elif way == "rebuilt":
        with contextlib.closing(sqlite3.connect(db)) as conn, conn:
            conn.execute("DELETE FROM evidence WHERE id % 2")
        assert run("check", "--repair").code == 0
    else:
        run("export", "-o", home / "all.json")
        run("forget", "Nan Okafor", "--confirm", "Nan Okafor")
        run("import", home / "all.json")
    assert len(run("ask", "violin repair", "--json").json["referrals"]) == 1
