"""The days to be in touch by: spread, the same in review, show and a calendar."""

import re

import pytest


@pytest.fixture
def flood(run, once):
    """Twenty contacts that would all be due on 2026-12-20."""

    def build():
        for number in range(20):
            close = ["--closeness", "5"] if number >= 17 else []
            run("add", f"P{number:02}", "--every", "30d", *close)

    once("flood", build)
    return run


def next_days(run):
    return {who["name"]: run("show", who["name"], "--json").json["next"] for who in run("list", "--json").json}


def test_a_flood_is_spread_over_days_close_ties_first(flood):
    days = next_days(flood)
    assert {name for name, day in days.items() if day == "2026-12-20"} == {"P17", "P18", "P19"}
    by_day = [list(days.values()).count(day) for day in sorted(set(days.values()))]
    assert by_day == [3, 3, 3, 3, 3, 3, 2]
    assert days["P00"] == "2026-12-21"


def test_the_review_and_the_calendar_have_the_same_days(flood):
    days = next_days(flood)
    later = {"ASKNET_TODAY": "2027-01-05"}
    overdue = flood("review", "ties", "--json", env=later).json["ties"]["overdue"]
    assert {tie["who"]["name"]: tie["due"] for tie in overdue} == days
    ics = flood("review", "ties", "--ics", "-").out
    starts = [f"{d[:4]}-{d[4:6]}-{d[6:]}" for d in re.findall(r"DTSTART;VALUE=DATE:(\d{8})", ics)]
    names = re.findall(r"SUMMARY:Be in touch with (P\d\d)", ics)
    assert dict(zip(names, starts, strict=True)) == days


def test_who_is_put_off_is_not_due_before(flood):
    due = flood("review", "--due", "--json", env={"ASKNET_TODAY": "2026-12-21"}).json
    assert {who["name"] for step in due for who in step["contacts"]} == {"P17", "P18", "P19"}


def test_nobody_is_put_off_by_more_than_a_quarter_of_the_period(run):
    for number in range(20):
        run("add", f"P{number:02}", "--every", "8d")
    assert set(next_days(run).values()) == {"2026-11-28", "2026-11-29", "2026-11-30"}


def test_a_calendar_has_all_day_events_with_stable_uids_and_no_recurrence(run, home):
    run("add", "Nan; Okafor, née \\ Lee" + " of a very long name indeed, ü" * 3, "--every", "30d", "--force")
    run("add", "Sam Lee")
    path = home / "ties.ics"
    ran = run("review", "ties", "--ics", path)
    assert (ran.code, "1 day to be in touch by" in ran.err) == (0, True)
    data = path.read_bytes()
    assert data.count(b"BEGIN:VEVENT") == 1
    assert b"RRULE" not in data
    assert data.count(b"\n") == data.count(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    text = data.decode().replace("\r\n ", "")
    assert "SUMMARY:Be in touch with Nan\\; Okafor\\, née \\\\ Lee of a very" in text
    assert "DTSTART;VALUE=DATE:20261220\r\nDTEND;VALUE=DATE:20261221\r\n" in text
    uid = re.search(r"UID:(.+)\r", text)[1]
    assert uid == f"{run('list', '--json').json[0]['uid']}@asknet"
    run("log", "--with", "id:1", "coffee", env={"ASKNET_TODAY": "2026-11-25"})
    again = run("review", "ties", "--ics", "-", env={"ASKNET_TODAY": "2026-11-25"}).out
    assert uid in again.replace("\n ", "")
    assert "DTSTART;VALUE=DATE:20261225" in again
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("words", [[], ["who"], ["ties", "--due"], ["ties", "--interactive"]])
def test_a_calendar_is_of_ties_alone(run, home, words):
    assert run("review", *words, "--ics", home / "x.ics").code == 2
    assert not (home / "x.ics").exists()


def test_a_calendar_does_not_replace_the_network(run, db):
    run("add", "Nan Okafor", "--every", "30d")
    assert run("review", "ties", "--ics", db).code == 2
