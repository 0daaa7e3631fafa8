"""Days as they are typed: one reader for `--on`, `--met` and `--since`."""

import pytest

SAID = {
    "2026-11-03": "2026-11-03", "3 Nov": "2026-11-03", "3rd of November": "2026-11-03", "Nov 3, 2026": "2026-11-03",
    "3/11": "2026-11-03", "03.11.2026": "2026-11-03", "31/12": "2025-12-31", "yesterday": "2026-11-19",
    "the day before yesterday": "2026-11-18", "last night": "2026-11-19", "this morning": "2026-11-20",
    "last Tuesday": "2026-11-17", "on Monday": "2026-11-16", "Friday": "2026-11-13", "mon": "2026-11-16",
    "2 weeks ago": "2026-11-06", "a couple of days ago": "2026-11-18", "three Sundays ago": "2026-11-01",
    "on the 3rd": "2026-11-03", "on the 25th": "2026-10-25", "Boxing Day": "2025-12-26", "Easter Monday": "2026-04-06",
    "Monday, 16 November": "2026-11-16", "Tuesday last week": "2026-11-10", "gestern": "2026-11-19",
    "20261103": "2026-11-03", "y'day": "2026-11-19", "week ago today": "2026-11-13", "on the twelfth": "2026-11-12",
    "the fifth of March": "2026-03-05", "Christmas 2020": "2020-12-25", "Easter Monday 2019": "2019-04-22",
    "last week Thursday": "2026-11-12", "Monday of last week": "2026-11-09",
}  # fmt: skip
"""What is typed on Friday 2026-11-20, and the day that it is."""
SPANS = {
    "last week": ("2026-11-09", "2026-11-15"), "in March": ("2026-03-01", "2026-03-31"),
    "last month": ("2026-10-01", "2026-10-31"), "at the weekend": ("2026-11-14", "2026-11-15"),
    "late August": ("2026-08-01", "2026-08-31"), "last summer": ("2026-06-01", "2026-08-31"),
    "December 2025": ("2025-12-01", "2025-12-31"),
    "2019": ("2019-01-01", "2019-12-31"), "in 2019": ("2019-01-01", "2019-12-31"),
    "2019-05": ("2019-05-01", "2019-05-31"), "summer 2019": ("2019-06-01", "2019-08-31"),
}  # fmt: skip
"""What means several days: the first and the last; any of them is right."""


@pytest.mark.parametrize(("said", "day"), SAID.items())
def test_a_day_is_read_alike_by_every_option(run, said, day):
    run("add", "Nan Okafor", "--met", said)
    assert run("show", "Nan", "--json").json["met"] == day
    assert run("log", "--with", "Nan", "--on", said, "tea", "--json").json["date"] == day
    assert run("review", "help", "--since", said).code == 0


@pytest.mark.parametrize(("said", "span"), SPANS.items())
def test_a_span_is_one_of_its_days_and_since_its_first(run, said, span):
    run("add", "Nan Okafor")
    first, last = span
    assert first <= run("log", "--with", "Nan", "--on", said, "tea", "--json").json["date"] <= last
    year_before = f"{int(first[:4]) - 1}{first[4:]}"
    run("log", "--with", "Nan", "--got", "--on", first, "tea")
    run("log", "--with", "Nan", "--got", "--on", year_before, "tea")
    looked = [run("review", "help", "--since", since, "--json").out for since in (said, first, year_before)]
    assert looked[0] == looked[1] != looked[2]


@pytest.mark.parametrize(
    "said", ["soon", "Monday with Nan", "31/2", "2026-13-01", "1/2 of it", "sometime in March", ""]
)
def test_what_is_no_day_is_refused_with_one_line(run, said):
    run("add", "Nan Okafor")
    ran = run("log", "--with", "Nan", f"--on={said or ' '}", "tea")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("said", ["tomorrow", "next Monday", "2026-12-01"])
def test_a_day_to_come_is_refused(run, said):
    run("add", "Nan Okafor")
    ran = run("log", "--with", "Nan", "--on", said, "tea")
    assert ran.code == 2
    assert "is in the future" in ran.err


def test_a_file_is_still_read_by_exact_forms_alone(run, tmp_path):
    file = tmp_path / "in.csv"
    file.write_text("Name,Met\nNan Okafor,last Tuesday\n")
    run("import", str(file))
    assert run("show", "Nan", "--json").json["met"] is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2019", "2019-07-01"),
        ("2019-05", "2019-05-01"),
        ("summer 2019", "2019-07-16"),
        ("at Christmas 2020", "2020-12-25"),
        ("half a year ago", "2026-05-20"),
        ("2 yrs ago", "2024-11-20"),
        ("10 years ago", "2016-11-20"),
        ("a year and a half ago", "2025-05-20"),
        ("three months ago", "2026-08-20"),
    ],
)
def test_a_sentence_reads_as_far_back_as_an_option(run, said, day):
    run("add", "Ann Abel")
    assert run("log", f"{said}: coffee with Ann", "--json").json["date"] == day
    assert run("log", "coffee with Ann", "--on", said, "--json").json["date"] == day
    assert run("edit", "Ann Abel", "--met", said, "--json").json["met"] == day


def test_last_month_is_the_same_day_of_it(run):
    run("add", "Ann Abel", "--met", "last month")
    assert run("show", "Ann", "--json").json["met"] == "2026-10-20"


def test_words_for_a_day_that_are_not_read_are_reported(run):
    run("add", "Ann Abel")
    assert "'ages ago' is not read as a day" in run("log", "ages ago: coffee with Ann").err


@pytest.mark.parametrize("day", ["1 Jan 2030", "tomorrow", "2027-05-05"])
def test_the_day_of_meeting_is_not_to_come(run, day):
    run("add", "Ann Abel")
    assert [run("edit", "Ann Abel", "--met", day).code, run("add", "Bo Lund", "--met", day).code] == [2, 2]
