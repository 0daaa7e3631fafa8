"""The documented library: its examples run, its results are plain values, and its clock keeps running."""

import doctest
import json
from pathlib import Path

import pytest

import asknet
from asknet import Network, plain

DOCS = Path(__file__).parents[2] / "docs"


def test_the_examples_of_the_page_on_the_library_print_what_is_shown(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ASKNET_TODAY", raising=False)
    ran = doctest.testfile(
        str(DOCS / "LIBRARY.md"), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8"
    )
    assert ran.attempted > 20
    assert ran.failed == 0


RESULTS = {
    "ask": lambda n: n.ask("crochet pattern"),
    "match": lambda n: n.ask("crochet pattern").matches[0],
    "show": lambda n: n.show("Nan Okafor"),
    "list": lambda n: n.list(),
    "skills": lambda n: n.skills(),
    "way_to": lambda n: n.way_to("Theo Brandt"),
    "asks": lambda n: n.asks(closed=True),
    "history": lambda n: n.history(),
    "review": lambda n: n.review(),
    "due": lambda n: n.due(),
    "dupes": lambda n: n.dupes(),
    "steps": lambda n: n.steps(),
    "backups": lambda n: n.backups(),
    "synonyms": lambda n: n.synonyms(),
    "check": lambda n: n.check(),
    "me": lambda n: n.me(["python"]),
    "add": lambda n: n.add("Zoe Zander", via="Quentin Quill", met="2026-02-08"),
    "edit": lambda n: n.edit("Nan Okafor", place="Perth"),
    "log": lambda n: n.log("coffee with Nan Okafor about yarn"),
    "log_lines": lambda n: n.log_lines(["tea with Nan Okafor", "tea with Theo Brandt"]),
    "close": lambda n: n.close_ask("last"),
    "merge": lambda n: n.merge("Nan Okafor", "Aroha Ngata"),
    "remove": lambda n: n.remove("Nan Okafor"),
    "undo": lambda n: n.undo(),
    "import": lambda n: n.import_file(b"name,skills\nNan Hale,crochet\n,x\n", "people.csv"),
    "backup": lambda n: n.backup(),
    "forget": lambda n: n.forget("Nan Okafor", confirm="Nan Okafor"),
}


def as_kept(value):
    """Return whether JSON keeps a value unchanged."""
    if isinstance(value, dict):
        return all(type(key) is str and as_kept(each) for key, each in value.items())
    if isinstance(value, list):
        return all(map(as_kept, value))
    return value is None or isinstance(value, (str, int, float))


@pytest.mark.parametrize("verb", RESULTS)
def test_any_result_is_plain_by_one_call(demo, verb):
    with Network(demo) as network:
        value = plain(RESULTS[verb](network))
    assert as_kept(value)
    assert json.loads(json.dumps(value)) == value


def test_json_of_the_command_line_is_what_plain_gives(run, demo):
    with Network(demo) as network:
        assert run("show", "Nan Okafor", "--json").json == plain(network.show("Nan Okafor"))
        assert run("asks", "--json").json == plain(network.asks())


def test_the_clock_goes_on_while_a_network_is_open(tmp_path, monkeypatch):
    monkeypatch.setenv("ASKNET_TODAY", "2026-11-20")
    with Network(tmp_path / "network.db") as network:
        network.add("Nan Okafor")
        monkeypatch.setenv("ASKNET_TODAY", "2026-11-21")
        assert network.add("Theo Brandt").contact.added.isoformat() == "2026-11-21"
        assert [step.at[:10] for step in network.steps()] == ["2026-11-21", "2026-11-20"]


def test_the_last_step_is_that_of_the_last_change(tmp_path):
    with Network(tmp_path / "network.db") as network:
        assert network.last_step is None
        network.add("Nan Okafor")
        first = network.last_step
        network.list()
        assert network.last_step == first == network.steps()[0].id
        network.edit("Nan Okafor", place="Perth")
        assert network.last_step == network.steps()[0].id == first + 1


def test_what_is_kept_between_answers_is_as_the_file_is_after_every_kind_of_change(tmp_path):
    path = tmp_path / "network.db"
    with Network(path) as network, Network(path) as other:

        def seen():
            found = network.ask("who do I know in Narnia", save=False)
            return [m.contact.name for m in found.matches], network.is_empty(), network.not_suggested()

        assert seen() == ([], True, {})
        network.add("Zoe Zander", place="Narnia")
        assert seen() == (["Zoe Zander"], False, {})
        other.add("Yan Yu", place="Narnia")
        assert sorted(seen()[0]) == ["Yan Yu", "Zoe Zander"]
        network.undo()
        network.edit("Zoe Zander", no_suggest=True)
        assert list(seen()[2].values()) == ["Zoe Zander"]
        with pytest.raises(asknet.errors.UsageError), network.provided(fail):
            network.add("Xavier Xu", place="Narnia")
        assert "Xavier Xu" not in seen()[0]


def test_a_file_that_is_put_in_the_place_of_the_network_is_what_is_seen_and_written(tmp_path):
    path, copy = tmp_path / "network.db", tmp_path / "copy.db"
    with Network(path) as network:
        network.add("Nan Okafor")
        network.backup(copy)
        network.add("Theo Brandt")
        copy.replace(path)
        assert [contact.name for contact in network.list()] == ["Nan Okafor"]
        network.add("Sam Lee")
        path.unlink()
        assert network.list() == []
    assert not path.exists()


def fail():
    raise asknet.errors.UsageError("not now")


def test_a_check_that_fails_lets_nothing_be_written(tmp_path):
    with Network(tmp_path / "network.db") as network:
        with pytest.raises(asknet.errors.UsageError), network.provided(fail):
            network.add("Nan Okafor")
        assert network.is_empty()
        network.add("Nan Okafor")
        assert not network.is_empty()


def test_a_uid_finds_its_contact_and_a_name_goes_before_it(tmp_path):
    with Network(tmp_path / "network.db") as network:
        nan = network.add("Nan Okafor", uid="sam").contact
        assert network.resolve(nan.uid).id == nan.id
        sam = network.add("Sam").contact
        assert network.resolve("sam").id == sam.id


def test_a_day_that_is_none_is_refused_when_a_network_is_opened(tmp_path, monkeypatch):
    monkeypatch.setenv("ASKNET_TODAY", "soon")
    with pytest.raises(asknet.errors.UsageError, match="ASKNET_TODAY"):
        Network(tmp_path / "network.db")
