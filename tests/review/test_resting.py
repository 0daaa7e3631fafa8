"""A review stays worth reading: ignored steps rest, a debt is not repeated, empty rows are not drawn."""

import pytest

WEEKS = ["2026-11-20", "2026-11-23", "2026-11-27", "2027-02-24", "2027-02-25"]


@pytest.fixture
def overdue(run):
    run("add", "Nan Okafor", "--every", "30d", env={"ASKNET_TODAY": "2026-01-05"})
    run("add", "Theo Brandt", env={"ASKNET_TODAY": "2026-11-19"})
    return run


def steps(run, day):
    return [step["key"] for step in run("review", "next", "--json", env={"ASKNET_TODAY": day}).json["next"]]


def test_a_step_shown_in_two_reviews_a_week_apart_rests_for_90_days(overdue, screen):
    for day, there in zip(WEEKS, [True, True, True, False, True], strict=True):
        assert ("touch:1" in steps(overdue, day)) == there, day
        shown = screen("review", env={"ASKNET_TODAY": day}).shown
        assert ("Be in touch with Nan Okafor" in shown) == there, day
    assert "touch:1" in [s["key"] for s in overdue("review", "next", "--all", "--json").json["next"]]


def test_reviews_that_a_script_reads_do_not_count_as_shown(overdue):
    for day in WEEKS[:3]:
        overdue("review", env={"ASKNET_TODAY": day})
        overdue("review", "--due", env={"ASKNET_TODAY": day})
    assert "touch:1" in steps(overdue, WEEKS[3])


def test_a_step_that_was_acted_on_begins_anew(overdue, screen):
    screen("review", env={"ASKNET_TODAY": WEEKS[0]})
    overdue("log", "coffee with Nan", env={"ASKNET_TODAY": WEEKS[0]})
    screen("review", env={"ASKNET_TODAY": "2026-11-25"})
    for day in ("2027-01-10", "2027-01-12"):
        assert "Be in touch with Nan Okafor" in screen("review", env={"ASKNET_TODAY": day}).shown
    assert "touch:1" in steps(overdue, "2027-01-12")


def test_showing_a_step_is_no_step_of_undo(overdue, screen):
    before = overdue("undo", "--list").out
    screen("review")
    assert overdue("undo", "--list").out == before


@pytest.mark.usefixtures("overdue")
def test_a_review_of_a_network_that_cannot_be_written_is_shown_all_the_same(screen, db):
    db.chmod(0o400)
    db.parent.chmod(0o500)
    try:
        assert "Nan Okafor" in screen("review").shown
    finally:
        db.parent.chmod(0o700)


def test_the_debt_to_a_contact_is_said_at_most_once_a_month(run):
    run("add", "Nan Okafor")
    later = {"ASKNET_TODAY": "2026-10-20"}
    told = [
        "has helped you" in run("log", f"2026-10-{day}: Nan helped me", env=later).err
        for day in ("01", "02", "03", "04", "05", "20")
    ]
    assert told == [False, False, False, True, False, False]
    assert "has helped you" in run("log", "Nan helped me", env={"ASKNET_TODAY": "2026-11-20"}).err


def test_help_both_ways_counts_as_received_and_given_everywhere(run):
    run("add", "Nan Okafor")
    run("log", "--mutual", "--with", "Nan", "swapped patterns")
    run("log", "--got", "--with", "Nan", "fixed my loom")
    assert run("show", "Nan", "--json").json["balance"] == {"received": 2, "given": 1}
    (balance,) = run("review", "give", "--json").json["give"]["contacts"]
    assert (balance["received"], balance["given"], balance["mutual"]) == (2, 1, 1)
    assert [h["times"] for h in run("review", "help", "--json").json["help"]["helpers"]] == [2]


def test_a_summary_has_no_rows_of_zeros(run, screen):
    run("add", "Nan Okafor", "crochet")
    shown = screen("review").shown
    assert "national 0" not in shown
    assert "0 given" not in shown
    assert "0 overdue" not in shown
    rows = [line.split() for line in screen("review", "growth").shown.splitlines()]
    assert ["2026-01", "0", "0", "0", "0", "0"] not in rows


def test_without_topics_titles_and_organisations_are_named(run, screen, tmp_path):
    (tmp_path / "c.csv").write_text(
        "name,title,org\n"
        + "".join(f"Person {n},{'Nurse' if n % 2 else 'Teacher'},Clinic {n % 3}\n" for n in range(12))
    )
    run("import", tmp_path / "c.csv")
    shown = screen("review").shown
    assert "titles and organisations are searched" in shown
    assert "titles     Nurse (6), Teacher (6)" in shown
    assert "firms      Clinic 0 (4), Clinic 1 (4), Clinic 2 (4)" in shown
