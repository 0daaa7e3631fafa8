"""A review of little: an empty network, one contact, yourself, and only future entries."""

import json
import stat
from datetime import date, timedelta

import pytest

from asknet import Network
from asknet.logbook.log import LogRequest
from asknet.model import Direction
from review.expected import Expected

TODAY = date(2026, 11, 20)
SECTIONS = ["who", "know", "help", "experience", "growth", "give", "ties", "gaps", "next"]


def network_of_one(path):
    with Network(path, today=TODAY, now="2026-11-20T12:00:00") as network:
        network.add("Nan Okafor", skills=["crochet:expert"])


def network_of_me(path):
    with Network(path, today=TODAY, now="2026-11-20T12:00:00") as network:
        network.me(["crochet"])


def nothing_passed(path):
    with Network(path, today=date(2025, 1, 1), now="2025-01-01T12:00:00") as network:
        network.add("Nan Okafor", skills=["crochet:expert"], every="30d", wants=["bread"])
        network.add("Bo Baker", skills=["bread"], via="Nan Okafor", closeness=4, place="Hobart")
        network.add("Cy Closed", closeness=5)


def all_in_the_future(path):
    with Network(path, today=date(2027, 6, 1), now="2027-06-01T12:00:00") as network:
        network.add("Nan Okafor", skills=["crochet:expert"], every="1d", met="2027-05-05")
        network.add("Bo Baker", via="Nan Okafor", wants=["crochet"], closeness=5)
        network.log(
            LogRequest(sentence="coffee", with_=["Nan Okafor"], direction=Direction.RECEIVED, about=["crochet"])
        )
        ask = network.ask("crochet pattern").ask
        network.ask("zymurgy")
        network.log(LogRequest(sentence="it helped", with_=["Nan Okafor"], direction=Direction.RECEIVED, ask=str(ask)))


NETWORKS = [network_of_one, network_of_me, nothing_passed, all_in_the_future]


@pytest.fixture
def network(request, tmp_path):
    path = tmp_path / "network.db"
    request.param(path)
    return path


@pytest.mark.parametrize("network", NETWORKS, indirect=True, ids=lambda build: build.__name__)
@pytest.mark.parametrize("since", ["90d", "2026-11-20"])
def test_every_section_says_what_its_definition_says(run, network, since):
    got = run("--db", network, "review", "--json", "--since", since).json
    expected = Expected(network, TODAY, TODAY - timedelta(days=90) if since == "90d" else TODAY)
    for section in SECTIONS[:-1]:
        assert got[section] == json.loads(json.dumps(getattr(expected, section)())), section
    told = [
        {key: value for key, value in step.items() if key not in ("do", "command", "others")} for step in got["next"]
    ]
    assert told == expected.next()


def test_what_has_yet_to_come_counts_nowhere_and_is_told(run, tmp_path):
    path = tmp_path / "network.db"
    all_in_the_future(path)
    ran = run("--db", path, "review", "--json")
    assert ran.json["help"] == {"asked": 0, "answered": 0, "helped": 0, "helpers": [], "open": [], "problems": []}
    assert (ran.json["future"], ran.json["gaps"], ran.json["ties"]["overdue"]) == (2, [], [])
    assert (ran.json["growth"]["new"], ran.json["growth"]["last"]) == (0, None)
    assert ran.json["experience"] == []
    assert "2 entries are dated after 2026-11-20" in run("--db", path, "review").err


@pytest.mark.parametrize("section", ["", *SECTIONS])
def test_without_a_network_every_section_answers_and_makes_no_file(run, db, section):
    for words in ([], ["--json"]):
        ran = run("review", *filter(None, [section]), *words)
        assert (ran.code, ran.err) == (0, "")
    assert not db.parent.exists()


def test_without_a_network_there_is_nothing_in_any_list(run):
    got = run("review", "--json").json
    assert got["contacts"] == got["future"] == got["who"]["contacts"] == 0
    assert got["know"]["topics"] == got["help"]["open"] == got["experience"] == got["gaps"] == got["next"] == []
    assert got["ties"] == {"overdue": [], "quiet": [], "dormant": []}
    assert got["growth"]["days_since"] is None
    assert [month["new"] for month in got["growth"]["months"]] == [0] * 12


def test_without_a_network_a_terminal_gets_a_short_review_and_no_walk(screen, db):
    shown = screen("review").shown
    assert len(shown.splitlines()) <= 45
    assert "Who is in it  nobody yet" in shown
    assert "nothing is due" in shown
    walked = screen("review", "-i")
    assert (walked.code, walked.shown) == (0, "nothing is due\n")
    assert not db.parent.exists()


def test_due_without_a_network_prints_nothing_and_makes_nothing(process, home, db):
    before = sorted(home.rglob("*"))
    ran = process("review", "--due")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert sorted(home.rglob("*")) == before
    assert not db.exists()


@pytest.mark.parametrize("network", [network_of_one, network_of_me, all_in_the_future], indirect=True)
def test_due_prints_nothing_when_nothing_is_due(run, network):
    before = network.read_bytes(), sorted(network.parent.iterdir())
    ran = run("--db", network, "review", "--due")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert run("--db", network, "review", "--due", "--json").json == []
    assert (network.read_bytes(), sorted(network.parent.iterdir())) == before


def test_due_says_one_line_of_each_sort(run, tmp_path):
    path = tmp_path / "network.db"
    nothing_passed(path)
    with Network(path, today=date(2026, 11, 13), now="2026-11-13T12:00:00") as network:
        network.ask("zymurgy")
        network.ask("a long story")
    with Network(path, today=date(2026, 11, 14), now="2026-11-14T12:00:00") as network:
        network.ask("not yet seven days old")
    assert run("--db", path, "review", "--due").out == (
        "be in touch with Nan Okafor: asknet review ties\nrecord the outcome of ask 2, 1: asknet close 2 --helped-by NAME\n"
    )


def test_a_period_that_ends_today_is_not_over(run, tmp_path):
    path = tmp_path / "network.db"
    with Network(path, today=date(2026, 10, 21), now="2026-10-21T12:00:00") as network:
        network.add("Nan Okafor", every="30d")
    assert run("--db", path, "review", "--due").out == ""
    assert run("--db", path, "review", "--due", env={"ASKNET_TODAY": "2026-11-21"}).out


def test_the_first_day_there_is_can_be_looked_back_to(run, tmp_path):
    path = tmp_path / "network.db"
    nothing_passed(path)
    for since in ("1900-01-01", "100y", "36500d", "1"):
        assert run("--db", path, "review", "--since", since).code == 0
    for today in ("1900-01-01", "2200-12-31"):
        ran = run("--db", path, "review", "--json", env={"ASKNET_TODAY": today})
        assert (ran.code, ran.err) == (0, ""), today
        assert run("--db", path, "review", "--due", env={"ASKNET_TODAY": today}).code == 0


def test_a_network_that_cannot_be_written_can_be_reviewed(process, tmp_path):
    path = tmp_path / "kept" / "network.db"
    path.parent.mkdir()
    nothing_passed(path)
    path.chmod(stat.S_IRUSR)
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        ran = process("--db", str(path), "review")
        assert ran.code == 0
        assert [each.name for each in path.parent.iterdir()] == ["network.db"]
    finally:
        path.parent.chmod(0o700)


def test_a_file_that_is_no_network_is_refused(run, tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("not a network at all, but long enough to look at " * 50)
    for words in ([], ["--due"], ["ties"]):
        ran = run("--db", path, "review", *words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)


def test_an_introduction_for_the_sake_of_a_note_quotes_it(run):
    run("add", "Maja Klein", "--wants", "chillies")
    run("add", "Rosa Lind", "--note", "grows chillies on her balcony")
    steps = [step["do"] for step in run("review", "next", "--json").json["next"]]
    assert 'Introduce Maja Klein, who wants chillies, to Rosa Lind ("grows chillies on her balcony")' in steps


def test_an_organisation_is_a_single_point_of_failure_only_if_it_was_asked_for(run):
    run("add", "Selim Quist", "--title", "Barrister", "--org", "Fenchurch Chambers")
    run("log", "--with", "Selim Quist", "--got", "helped me with the contract")
    single = lambda: [one["value"] for one in run("review", "know", "--json").json["know"]["single_fields"]]  # noqa: E731
    assert single() == ["Barrister"]
    run("ask", "who works at Fenchurch Chambers")
    assert single() == ["Fenchurch Chambers", "Barrister"]


def test_what_was_only_imported_is_not_used(run, home):
    (home / "in.csv").write_text("Name,Skills\nNan Okafor,crochet\n")
    assert run("import", home / "in.csv").code == 0
    assert run("review", "--json").json["experience"] == []
    run("ask", "crochet")
    assert [one["topic"] for one in run("review", "--json").json["experience"]] == ["crochet"]
