"""The boundary of `Network`: whatever it is called with, and from wherever, only `AsknetError` is raised."""

import inspect
import io
import threading
from datetime import UTC, date, datetime
from os import PathLike
from pathlib import Path

import pytest

from asknet import Network
from asknet.errors import AsknetError, InternalError, NothingFoundError, StoreError
from asknet.logbook.log import LogRequest
from asknet.review.model import ContactRef, NextStep

DAY, NOW = date(2026, 11, 20), "2026-11-20T12:00:00"
PEOPLE = b"name,skills\n" + b"".join(b"Person %d,bread\n" % n for n in range(500))
HALF = "\ud800"
ODD = (
    None, True, 0, -1, 5, 10**30, -(10**30), 10**5000, float("nan"), float("inf"), 1.5, "", " ", "x", HALF, "a\0b",
    "~nosuchuser/x", "/",
    "id:" + "9" * 30, "9" * 5000, b"x", b"\xff\0", [], [5], [None], [HALF], ["x"], "ab", (), (1, 2), [("a",)], [("a", "b",
    "c")], [("a", 1)],
    {}, {"a": 1}, {5: 5}, {"x"}, object(), Ellipsis, int, print, date(9999, 12, 31), date.min, datetime(2026, 1, 2, 3,
    tzinfo=UTC), Path("/"), Path(HALF),
    io.StringIO(), LogRequest(sentence=5), LogRequest("tea", with_=[5]), LogRequest("tea", on="today"),
    LogRequest("tea", chosen={"x": 10**30}),
    LogRequest("tea", on=date.max),
    NextStep("k", "touch", "d", "c", (ContactRef(10**30, "x"),)), NextStep(5, 5, 5, 5, 5, 5, 5), NextStep("close:9",
    "close", "d", "c", (), "",
    10**30),
)  # fmt: skip
USUAL = {
    "name": "Nan", "other": "Sam", "number": 1, "card": None, "data": b"name\nTheo\n", "out": "out.yaml", "one": 1,
    "problem": "crochet",
    "request": "tea with Nan", "lines": ["tea with Nan"], "step": None, "which": "last", "confirm": "Nan", "short": "js",
    "long": "javascript",
    "prefix": "n",
}  # fmt: skip
METHODS = [name for name, _ in inspect.getmembers(Network, inspect.isfunction) if not name.startswith("_")]


@pytest.fixture
def network(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Network(tmp_path / "network.db", today=DAY, now=NOW) as opened:
        opened.add("Nan Okafor", skills=["crochet:expert"], every="30d")
        opened.add("Sam Lee")
        opened.ask("crochet")
        yield opened


def test_the_methods_are_found():
    assert {"add", "ask", "close", "edit_entry", "import_file", "restore", "put_off_step"} <= set(METHODS)


def fault_of(call, /, *given, **named):
    """Call and use the result; return any exception except an `AsknetError` of one line, internal errors included."""
    try:
        used(call(*given, **named))
    except InternalError as error:
        return repr(error.__cause__)
    except AsknetError as error:
        return repr(error) if "\n" in str(error) else None
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return repr(error)
    return None


@pytest.mark.parametrize("method", METHODS)
def test_odd_arguments_raise_only_errors_of_asknet(network, method):
    call = getattr(network, method)
    wrong = []
    params = inspect.signature(call).parameters.values()
    optional = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    needed = {p.name: USUAL.get(p.name) for p in params if p.default is p.empty and p.kind not in optional}
    for param in params:
        name = "notes" if param.kind is param.VAR_KEYWORD else param.name
        for value in ODD:
            several = param.kind is param.VAR_POSITIONAL
            fault = fault_of(call, value, **needed) if several else fault_of(call, **{**needed, name: value})
            wrong += [(name, value, fault)] if fault else []
    assert wrong == []


def hostile(kind, *given):
    """Make a value of a type whose methods all fail, except those with which Python creates it."""

    def fail(*_given, **_named):
        raise ZeroDivisionError

    kept = {"__new__", "__init__", "__class__", "__init_subclass__", "__subclasshook__", "__getattribute__", "__del__"}
    made = {name: fail for name in dir(kind) if name not in kept and callable(getattr(kind, name))}
    return type("Hostile", (kind,), made)(*given)


class Unreadable:
    """Fails when any attribute is read."""

    def __getattribute__(self, _name):
        raise ZeroDivisionError


HOSTILE = {
    "text": lambda: hostile(str, "Nan"), "empty": lambda: hostile(str, ""), "number": lambda: hostile(int, 1),
    "float": lambda: hostile(float, 1.0), "bytes": lambda: hostile(bytes, b"name\nTheo\n"),
    "day": lambda: hostile(date, 2026, 1, 2), "moment": lambda: hostile(datetime, 2026, 1, 2),
    "list": lambda: hostile(list, ["x"]), "dict": lambda: hostile(dict, {"a": "b"}), "path": lambda: hostile(PathLike),
    "texts": lambda: [hostile(str, "Nan")], "pairs": lambda: [(hostile(str, "a"), hostile(str, "b"))],
    "record": lambda: LogRequest(hostile(str, "tea with Nan"), on=hostile(date, 2026, 1, 2)),
    "step": lambda: NextStep(*map(hostile, [str] * 4, "ktdc"), (ContactRef(hostile(int, 1), hostile(str, "Nan")),)),
    "unreadable": Unreadable, "unreadables": lambda: [Unreadable()], "iterator": lambda: map(int, ["x"]),
    "without end": lambda: iter(lambda: "x", "y"),
}  # fmt: skip


def used(result):
    """Enter and iterate what a method returns."""
    if hasattr(result, "__enter__"):
        with result as inner:
            return [list(part) for part in inner or () if hasattr(part, "__next__")]
    return None


@pytest.mark.parametrize("which", HOSTILE)
def test_values_whose_own_methods_fail_raise_only_errors_of_asknet(network, which):
    wrong = []
    for method in METHODS:
        params = inspect.signature(getattr(network, method)).parameters.values()
        optional = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
        needed = {p.name: USUAL.get(p.name) for p in params if p.default is p.empty and p.kind not in optional}
        for param in params:
            name = "notes" if param.kind is param.VAR_KEYWORD else param.name
            several = param.kind is param.VAR_POSITIONAL
            if which == "unreadable" and "Callable" in str(param.annotation):
                continue  # what a callback raises passes as it is
            call, given = getattr(network, method), HOSTILE[which]()
            fault = fault_of(call, given, **needed) if several else fault_of(call, **{**needed, name: given})
            wrong += [(method, name, fault)] if fault else []
    assert wrong == []


@pytest.mark.parametrize("which", HOSTILE)
@pytest.mark.parametrize("argument", ["path", "today", "now"])
def test_a_network_of_values_whose_own_methods_fail_raises_only_errors_of_asknet(
    tmp_path, monkeypatch, which, argument
):
    monkeypatch.chdir(tmp_path)
    try:
        with Network(**({"path": tmp_path / "n.db"} | {argument: HOSTILE[which]()})) as network:
            assert network.add("Nan Okafor").contact.name == "Nan Okafor"
    except AsknetError as error:
        assert not isinstance(error, InternalError), error.__cause__  # noqa: PT017 - it may be used, or refused


def test_a_callers_own_kind_of_text_is_text(network):
    class Text(str):
        __slots__ = ()

        def __str__(self):
            return "something else"

    network.add(Text("Theo Brandt"), skills=[Text("sailing")])
    with network.listing(skill=Text("sailing")) as (contacts, _):
        assert [(type(contact.name), contact.name) for contact in contacts] == [(str, "Theo Brandt")]


@pytest.mark.parametrize(
    "field", ["skills", "kind", "met", "closeness", "every", "email", "via", "no_suggest", "notes", "nonsense"]
)
def test_odd_fields_raise_only_errors_of_asknet(network, field):
    for value in ODD:
        for change in (network.add, network.edit):
            try:
                change("Nan Okafor", **{field: value})
            except AsknetError as error:
                assert not isinstance(error, InternalError), (value, error.__cause__)  # noqa: PT017 - none may be internal


@pytest.mark.parametrize("made", [{"path": p} for p in (5, b"x", HALF, "a\0b", "/", "..", "n" * 250, "~nosuchuser/x",
    Path("/"))] + [
    {"path": "x.db", "today": t} for t in (5, "2026-01-01", date.max, date.min)] + [
    {"path": "x.db", "now": n} for n in (5, "noon", "9999-12-31T00:00:00")])  # fmt: skip
def test_a_network_that_cannot_be_is_refused_when_it_is_made(made):
    with pytest.raises(AsknetError) as refused:
        Network(**made)
    assert not isinstance(refused.value, InternalError)


def test_a_path_whose_bytes_are_no_text_is_a_path(tmp_path):
    with Network(tmp_path / "n\udcff?#%.db", today=DAY, now=NOW) as network:
        network.add("Nan Okafor")
    assert (tmp_path / "n\udcff?#%.db").stat().st_size > 0


def test_a_path_that_begins_with_two_slashes_is_a_path(tmp_path):
    with Network(f"/{tmp_path}/n.db", today=DAY, now=NOW) as network:
        network.add("Nan Okafor")
        network.backup(f"/{tmp_path}/copy.db")
    assert (tmp_path / "n.db").exists()
    assert (tmp_path / "copy.db").exists()


def test_a_progress_callback_that_writes_is_refused_and_the_import_undone(network):
    def call_back(_done):
        network.add("Theo Brandt")

    with pytest.raises(AsknetError, match="called back"):
        network.import_file(PEOPLE, "people.csv", progress=call_back)
    assert [c.name for c in network.list()] == ["Nan Okafor", "Sam Lee"]


@pytest.mark.parametrize("method", ["close", "is_empty", "undo"])
def test_a_file_that_calls_the_network_while_it_is_written_is_refused(network, method):
    class Calling(io.BytesIO):
        def write(self, data):
            getattr(network, method)()
            return super().write(data)

    with pytest.raises(AsknetError, match="called back"):
        network.export(Calling())
    assert not network.is_empty()


def test_an_error_of_the_callers_own_callback_passes_as_it_is(network):
    def fail(_done):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        network.import_file(PEOPLE, "people.csv", progress=fail)
    assert len(network.list()) == 2


def in_a_thread(call):
    raised = []

    def caught():
        try:
            call()
        except BaseException as error:  # noqa: BLE001 - that is what is looked for
            raised.append(error)

    thread = threading.Thread(target=caught)
    thread.start()
    thread.join()
    return raised


def test_another_thread_is_refused_while_the_network_is_open(network):
    for call in (network.is_empty, lambda: network.add("Theo"), network.close):
        (error,) = in_a_thread(call)
        assert type(error) is AsknetError
        assert "thread" in error.message
    assert len(network.list()) == 2


def test_another_thread_may_use_a_network_that_was_closed(network):
    network.close()
    assert in_a_thread(lambda: (network.add("Theo Brandt"), network.close())) == []
    assert len(network.list()) == 3


def test_two_threads_that_come_at_once_get_an_answer_or_an_error_of_asknet(tmp_path):
    network = Network(tmp_path / "n.db", today=DAY, now=NOW)
    network.add("Nan Okafor")
    network.close()
    start = threading.Barrier(4)
    raised = []

    def use():
        start.wait()
        for _ in range(20):
            try:
                network.ask("crochet", save=False)
                network.close()
            except BaseException as error:  # noqa: BLE001 - that is what is looked for
                raised.append(error)

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {type(error) for error in raised} <= {AsknetError}


def test_a_network_is_used_again_after_it_was_closed(network):
    network.close()
    network.close()
    assert network.show("nan").contact.name == "Nan Okafor"


def test_a_number_that_no_database_keeps_is_refused_by_its_name(network):
    with pytest.raises(NothingFoundError, match="no entry with that number"):
        network.remove_entry(10**30)


def test_a_file_in_the_place_of_a_folder_is_refused_as_the_store(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError):
        Network(tmp_path / "file" / "n.db").add("Nan")


@pytest.mark.parametrize("method", ["show", "list", "add", "edit"])
def test_a_call_while_contacts_are_iterated_is_refused(network, method):
    with network.listing() as (contacts, _), pytest.raises(AsknetError, match="busy") as refused:
        getattr(network, method)(next(contacts).name)
    assert not isinstance(refused.value, InternalError)
    assert [contact.name for contact in network.list()] == ["Nan Okafor", "Sam Lee"]
