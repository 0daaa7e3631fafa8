"""`from asknet import Network`: the verbs for Python callers."""

import inspect
from datetime import date

import pytest

import asknet
from asknet import Network
from asknet.errors import (
    AmbiguousNameError,
    AsknetError,
    InputError,
    NothingFoundError,
    SeemsThereError,
    StoreError,
    UsageError,
)

DAY = date(2026, 11, 20)


@pytest.fixture
def network(tmp_path):
    with Network(tmp_path / "network.db", today=DAY, now="2026-11-20T12:00:00") as opened:
        yield opened


def test_opening_makes_nothing(network):
    assert network.is_empty()
    assert not network.path.exists()


def test_the_example_of_the_docstring_works(network):
    network.add("Nan Okafor", skills=["crochet:expert"], place="Hobart")
    (match,) = network.ask("crochet pattern").matches
    assert match.contact.name == "Nan Okafor"
    assert 0 < match.score <= 1


def test_what_is_added_is_returned(network):
    added = network.add("Nan Okafor", skills=["crochet:expert"], via="Sam Lee", every="30d", met="2026-02-08")
    assert (added.contact.via, added.contact.every, added.contact.met) == (("Sam Lee",), 30, date(2026, 2, 8))
    assert [introducer.name for introducer in added.introducers] == ["Sam Lee"]
    assert added.contact.added == DAY


def test_values_may_be_python_values(network):
    contact = network.add("Nan Okafor", met=date(2026, 2, 8), closeness=4, no_suggest=True).contact
    assert (contact.met, contact.closeness, contact.no_suggest) == (date(2026, 2, 8), 4, True)


def test_the_verbs_of_reading_see_what_was_written(network):
    network.add("Nan Okafor", skills=["crochet"], via="Sam Lee")
    assert [c.name for c in network.list()] == ["Nan Okafor", "Sam Lee"]
    assert [t.topic for t in network.skills()] == ["crochet"]
    assert [c.name for c in network.way_to("Nan")[0]] == ["Sam Lee", "Nan Okafor"]
    assert network.show("nan").contact.name == "Nan Okafor"


def test_edit_remove_undo_and_steps(network):
    network.add("Nan Okafor")
    network.edit("Nan", rename="Nan Hale", title="Artist")
    network.remove("Nan Hale")
    assert [s.did for s in network.steps()] == ["removed Nan Hale", "changed Nan Okafor", "added Nan Okafor"]
    network.undo()
    assert network.show("Nan Hale").contact.title == "Artist"


def test_me_is_kept_apart(network):
    assert network.me() is None
    assert [s.topic for s in network.me(["python:expert"]).skills] == ["python"]
    assert network.list() == []


def test_an_import_of_bytes(network):
    done = network.import_file(b"name,skills\nNan,crochet\n,x\n", "people.csv")
    assert (done.read, done.added, [s.line for s in done.skipped]) == (2, 1, [3])


def test_progress_is_called_with_the_rows_so_far(network):
    told = []
    rows = b"".join(b"Person %d\n" % n for n in range(250))
    network.import_file(b"name\n" + rows, "people.csv", progress=told.append)
    assert told == [100, 200]


def test_the_question_is_noted_unless_not_saved(network):
    network.add("Nan Okafor", skills=["crochet"])
    assert network.ask("crochet", save=False).ask is None
    assert network.ask("crochet").ask == 1


@pytest.mark.parametrize(
    ("call", "error", "code"),
    [
        (lambda n: n.show("Zebedee"), NothingFoundError, 3), (lambda n: n.show("Nan"), AmbiguousNameError, 2),
        (lambda n: n.add("Nan Okafor"), SeemsThereError, 2), (lambda n: n.ask(" "), UsageError, 2),
        (lambda n: n.add("x", shoes=43), UsageError, 2), (lambda n: n.import_file(b"", "x.csv"), InputError, 5),
        (lambda n: n.undo(to=99), NothingFoundError, 3), (lambda n: n.edit("Nan Oka", title="x"), AmbiguousNameError, 2),
    ],
)  # fmt: skip
def test_errors_are_of_one_family_with_message_and_code(network, call, error, code):
    network.add("Nan Okafor")
    network.add("Nan Hale")
    with pytest.raises(error) as raised:
        call(network)
    assert isinstance(raised.value, AsknetError)
    assert raised.value.exit_code == code
    assert raised.value.message


def test_candidates_come_with_the_error(network):
    network.add("Nan Okafor")
    network.add("Nan Hale")
    with pytest.raises(AmbiguousNameError) as raised:
        network.remove("Nan")
    assert raised.value.candidates == [(1, "Nan Okafor (person)"), (2, "Nan Hale (person)")]


def test_a_file_that_is_not_ours_is_a_store_error(tmp_path):
    (tmp_path / "x.db").write_text("dear diary")
    with Network(tmp_path / "x.db") as network, pytest.raises(StoreError, match="not an asknet network"):
        network.list()


def test_a_closed_network_opens_again(network):
    network.add("Nan Okafor")
    network.close()
    assert not network.is_empty()


def test_two_networks_on_one_file_see_each_other(network):
    with Network(network.path, today=DAY) as other:
        assert other.is_empty()
        network.add("Nan Okafor")
        assert not other.is_empty()
        other.add("Theo")
    assert len(network.list()) == 2


def test_a_failure_leaves_the_network_usable(network):
    network.add("Nan Okafor")
    with pytest.raises(UsageError):
        network.edit("Nan Okafor", via="Nan Okafor", title="x")
    assert network.show("Nan Okafor").contact.title == ""
    assert network.add("Theo").contact.id == 2


def test_every_public_method_says_what_it_does():
    methods = [m for name, m in inspect.getmembers(Network, inspect.isfunction) if not name.startswith("_")]
    assert [m.__name__ for m in methods if not m.__doc__] == []
    assert [m.__name__ for m in methods if "return" not in m.__annotations__] == []


def test_importing_asknet_imports_nothing_heavy():
    import subprocess
    import sys

    code = "import asknet, sys; print([m for m in ('typer', 'rich', 'sqlite_utils', 'yaml', 'rapidfuzz') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_public_names_are_there():
    assert [name for name in asknet.__all__ if not hasattr(asknet, name)] == []


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        _ = asknet.nonsense


def test_a_folder_of_cards_is_imported(tmp_path):
    from asknet.formats.archive import Folder

    (tmp_path / "nan.vcf").write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Nan Okafor\nEXPERTISE:crochet\nEND:VCARD\n")
    (tmp_path / "bad.vcf").write_text("BEGIN:VCARD\nEND:VCARD\n")
    with Network(tmp_path / "n.db") as network:
        done = network.import_file(Folder(tmp_path), "people")
        assert (done.added, done.rejects()) == (1, b"BEGIN:VCARD\nEND:VCARD\n")
        assert [skill.topic for skill in network.show("Nan").contact.skills] == ["crochet"]
