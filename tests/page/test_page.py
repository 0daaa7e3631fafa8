"""What is in a page and what is not, where it is written, and what `forget` does with it."""

import base64
import hashlib
import json
import re
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from page.conftest import data_of

NEEDLES = {
    "addresses": ["needle.mail@example.org", "0491 570 111", "https://needle.example.org/"],
    "notes": ["needlenote"],
    "log": ["needletext"],
}


@pytest.fixture
def known(run):
    """A network with a needle in every text that stays out of a page."""
    run("add", "Sam Lee", "luthier", "history")
    run("add", "Nan Okafor", "crochet:expert", "--email", NEEDLES["addresses"][0], "--phone", NEEDLES["addresses"][1],
        "--url", NEEDLES["addresses"][2], "--note", "needlenote: knows a luthier", "--alias", "Nana Okafor", "--via", "Sam Lee",
        "--refers", "upholstery: needlenote as well")  # fmt: skip
    run("log", "yesterday: Nan helped me, needletext #crochet")
    run("ask", "crochet pattern of Okafor")
    run("close", "last", "--helped-by", "Nan Okafor", "--note", "needletext of an ask")
    run("me", "history")
    return run


def text_of(page):
    return page.read_text(encoding="utf-8")


def by_name(page):
    return {contact["name"]: contact for contact in data_of(page)["contacts"]}


@pytest.mark.usefixtures("known")
def test_addresses_notes_and_log_texts_stay_out(written):
    page = text_of(written())
    assert [needle for needles in NEEDLES.values() for needle in needles if needle in page] == []


@pytest.mark.parametrize("what", NEEDLES)
@pytest.mark.usefixtures("known")
def test_what_is_asked_for_goes_in_and_nothing_else(written, what):
    page = text_of(written("--with", what))
    found = {kind for kind, needles in NEEDLES.items() if all(needle in page for needle in needles)}
    assert found == {what}
    assert [kind for kind, needles in NEEDLES.items() if kind != what and any(n in page for n in needles)] == []


@pytest.mark.usefixtures("known")
def test_a_note_gives_the_word_that_is_a_topic_of_somebody(written):
    data = data_of(written())
    nan = next(contact for contact in data["contacts"] if contact["name"] == "Nan Okafor")
    assert [data["words"][word] for word in nan["noted"]] == ["luthier"]


@pytest.mark.usefixtures("known")
def test_an_entry_gives_its_topic_direction_and_day(written):
    data = data_of(written())
    nan = next(contact for contact in data["contacts"] if contact["name"] == "Nan Okafor")
    word, direction, times, ago = nan["entries"][:4]
    assert (data["words"][word], direction, times, ago) == ("crochet", 1, 1, 1)


@pytest.mark.usefixtures("known")
def test_with_initials_no_name_of_a_person_is_in_the_page(written):
    page = text_of(written("--initials"))
    assert [name for name in ("Nan Okafor", "Okafor", "Nana", "Sam Lee") if name in page] == []
    assert "N. O." in page


def test_people_who_share_initials_are_numbered(run, written):
    run("add", "Nan Okafor")
    run("add", "Ned Oram")
    run("add", "Night Owls", "--kind", "community")
    assert list(by_name(written("--initials"))) == ["N. O.", "N. O. (2)", "Night Owls"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--with", "secrets"], "'secrets' cannot be included in a page"),
        (["--initials", "--with", "notes"], "name people in full"),
        (["-o", "-"], "not written to standard output"),
    ],
)
def test_what_cannot_go_in_is_refused(run, db, options, said):
    ran = run("page", *options)
    assert (ran.code, db.with_name("network.page.html").exists()) == (2, False)
    assert said in ran.err


@pytest.mark.parametrize("section", ["who", "know", "help", "experience", "growth", "give", "ties", "gaps"])
def test_the_figures_are_those_of_the_review(run, db, invented, written, section):
    db.parent.mkdir(parents=True)
    shutil.copyfile(invented, db)
    told = run("review", "--json").json[section]
    data = data_of(written())
    shown = data["review"][section]
    assert _comparable(shown, data["contacts"], section) == _comparable(told, data["contacts"], section)


def _comparable(value, rows, section):
    """Write contacts by number, and leave out what a page does not say: texts, and whom to ask about a gap."""
    left_out = {"experience": {"shown"}, "gaps": {"introducer"}}.get(section, set())
    named = {"who", "to", "via", "last", "next", "waiting"} | (
        {"stated", "imported"} if section == "experience" else set()
    )

    def of(key, each):
        if isinstance(each, int) and key in named:
            return rows[each]["id"]
        if isinstance(each, dict) and set(each) == {"id", "name"}:
            return each["id"]
        if isinstance(each, dict):
            return {name: of(name, one) for name, one in each.items() if name not in left_out}
        if isinstance(each, list):
            return [of(key, one) for one in each]
        return each

    def flat(each):
        """Write the outcome of a problem, a pair without field names, in the same form."""
        if isinstance(each, dict):
            return {
                name: [[rows[w]["id"] if isinstance(w, int) else w["id"], o] for w, o in one]
                if name == "came"
                else flat(one)
                for name, one in each.items()
            }
        return [flat(one) for one in each] if isinstance(each, list) else each

    found = of("", flat(value))
    if section == "give":
        for offer in found["introductions"]:
            offer.pop("topic")  # if it is not a skill, it is the text of a note
    return found


@pytest.mark.usefixtures("demo")
def test_the_page_is_readable_by_its_owner_alone(written):
    page = written()
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    page.chmod(0o644)
    assert stat.S_IMODE(written().stat().st_mode) == 0o600


def test_a_page_is_never_written_over_a_database(demo, run, home):
    before = demo.read_bytes()
    other = home / "other.db"
    shutil.copyfile(demo, other)
    for target in (demo, other, demo.with_name("network.db-journal")):
        assert run("page", "-o", target).code == 2
    assert other.read_bytes() == before
    assert run("check").code == 0


@pytest.mark.usefixtures("demo")
def test_a_page_that_cannot_be_written_leaves_the_old_one(bound, written):
    page = written()
    before = page.read_bytes()
    page.parent.chmod(0o500)
    try:
        ran = bound("page")
    finally:
        page.parent.chmod(0o700)
    assert ran.code == 1
    assert (page.read_bytes(), [path.name for path in page.parent.glob(".asknet*")]) == (before, [])


def test_of_an_empty_network_there_is_a_page_and_no_database(written, db):
    assert data_of(written())["contacts"] == []
    assert not db.exists()


@pytest.mark.usefixtures("demo")
def test_the_policy_names_the_hashes_of_the_only_style_and_script(written):
    page = text_of(written())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    assert "default-src 'none'" in policy
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy


def test_the_data_holds_no_markup(run, written):
    run("add", "</script><script>alert(1)</script>", "<b>bold</b>", "--force")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text_of(written()), re.DOTALL)[1]
    assert "<" not in found
    assert json.loads(found)["words"] == ["<b>bold</b>"]


@pytest.mark.usefixtures("demo")
def test_sixty_contacts_take_less_than_150_kb(written):
    assert written().stat().st_size < 150_000


def test_the_json_says_what_was_written(demo, run):
    told = run("page", "--json", "--initials").json
    page = demo.with_name("network.page.html")
    assert told == {
        "file": str(page), "contacts": 60, "bytes": page.stat().st_size, "with": [], "initials": True, "noted": True,
    }  # fmt: skip


@pytest.mark.usefixtures("demo")
def test_writing_a_page_is_no_step_of_undo(run, home):
    before = run("undo", "--list").out
    run("page", "-o", home / "a.html")
    assert run("undo", "--list").out == before


def test_a_network_that_cannot_be_written_has_a_page_elsewhere(demo, bound, home):
    demo.chmod(0o400)
    demo.parent.chmod(0o500)
    try:
        ran = bound("page", "-o", home / "a.html")
    finally:
        demo.parent.chmod(0o700)
    assert ran.code == 0
    assert "`forget` will not list this page" in ran.err
    assert (home / "a.html").exists()


@pytest.mark.usefixtures("demo")
def test_open_gives_the_page_to_the_browser(process, home):
    browser = home / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {home}/opened\n')
    browser.chmod(0o700)
    ran = process("page", "-o", home / "a b.html", "--open", env={"BROWSER": f"{browser} %s"})
    assert ran.code == 0, ran.err
    assert (home / "opened").read_text() == f"{(home / 'a b.html').as_uri()}\n"


@pytest.mark.usefixtures("demo")
def test_how_to_see_the_page_is_said_on_a_terminal(screen, run):
    assert "`--open` shows it" in screen("page").out
    assert "--open" not in run("page").err
    assert "--open" not in screen("page", "--open", env={"BROWSER": "true"}).out


@pytest.mark.usefixtures("known")
def test_forget_deletes_the_page_beside_the_network_and_names_the_others(known, written, home):
    page, other, gone = written(), home / "other.html", home / "gone.html"
    known("page", "-o", other)
    known("page", "-o", gone)
    gone.unlink()
    ran = known("forget", "Nan Okafor", "--confirm", "Nan Okafor", "--json")
    assert (ran.json["page"], ran.json["pages"]) == (str(page), [str(other)])
    assert (page.exists(), other.exists()) == (False, True)


@pytest.mark.usefixtures("known")
def test_forget_says_what_became_of_the_pages(known, written, home):
    page = written()
    known("page", "-o", home / "other.html")
    ran = known("forget", "Nan Okafor", "--confirm", "Nan Okafor")
    assert f"deleted the page {page}" in ran.out
    assert f"this page may show them, so delete it or write it again: {home / 'other.html'}" in ran.out


@pytest.mark.usefixtures("known")
def test_forget_leaves_a_file_of_that_name_that_is_no_page(known, db):
    mine = db.with_name("network.page.html")
    mine.write_text("my own notes")
    assert known("forget", "Nan Okafor", "--confirm", "Nan Okafor", "--json").json["page"] is None
    assert mine.read_text() == "my own notes"


@pytest.mark.usefixtures("known")
def test_a_wrong_name_to_forget_leaves_the_page(known, written):
    page = written()
    assert known("forget", "Nan Okafor", "--confirm", "Nan").code == 2
    assert page.exists()


def test_of_several_introducers_the_closest_draws(run, written):
    for name, closeness in (("Ada Eze", 2), ("Bo Lind", 5), ("Cy Roth", 3)):
        run("add", name, "--closeness", closeness)
    run("add", "Dee Wu", "--via", "Ada Eze", "--via", "Bo Lind", "--via", "Cy Roth")
    contacts = data_of(written())["contacts"]
    dee = contacts[3]
    assert contacts[dee["via"] - 1]["name"] == "Bo Lind"
    assert [contacts[place]["name"] for place in dee["also"]] == ["Ada Eze", "Cy Roth"]


def test_introductions_that_another_program_made_go_round_have_the_closest_at_the_top(run, db, written):
    run("add", "Ada Eze")
    run("add", "Bo Lind", "--via", "Ada Eze", "--closeness", "4")
    with closing(sqlite3.connect(db)) as conn, conn:
        conn.execute("INSERT INTO introducers(contact_id, introducer_id) VALUES (1, 2)")
    ada, bo = data_of(written())["contacts"]
    assert (ada["via"], bo.get("via", 0), bo["also"]) == (2, 0, [0])


def test_the_page_goes_beside_the_file_that_a_link_leads_to(demo, run, home):
    (home / "link.db").symlink_to(demo)
    run("page", "--db", home / "link.db")
    assert demo.with_name("network.page.html").exists()


def test_the_name_of_the_page_is_that_of_the_database(run, home):
    for name, page in (("a.db", "a.page.html"), ("b", "b.page.html"), ("c.sqlite", "c.sqlite.page.html")):
        run("--db", home / name, "add", "Nan Okafor")
        assert run("--db", home / name, "page", "--json").json["file"] == str(home / page)


def test_every_file_of_the_script_is_in_the_page():
    from asknet.page.write import SCRIPTS

    folder = Path(__file__).parents[2] / "src" / "asknet" / "page" / "web"
    assert {path.name for path in folder.glob("*.js")} == set(SCRIPTS)
