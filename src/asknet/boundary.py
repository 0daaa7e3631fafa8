"""The boundary of `Network`: arguments are checked here, and only `AsknetError` leaves it.

A value that does not fit what a method declares (a number for a name, a text for a list of
them, a number that no database keeps, a day outside the calendar of `asknet.days`) or that
cannot be read raises `UsageError` before anything is opened. A method gets plain values: a
value of a caller's subclass of `str` or `int` becomes a plain one, so that none of its code runs
later, while an answer is iterated. An error that a caller's own callback raises passes through
unchanged; any other that is not foreseen is raised as `InternalError` with its cause.
"""

from __future__ import annotations

import inspect
import operator
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import date
from enum import Enum
from functools import cache, wraps
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from asknet.days import accepted
from asknet.errors import AsknetError, InternalError, UsageError
from asknet.numbers import accepted_number

P = ParamSpec("P")
R = TypeVar("R")

_PLAIN: dict[str, tuple[type, ...]] = {
    "str": (str,), "int": (int,), "bool": (bool,), "bytes": (bytes,), "date": (date,),
    "Path": (PathLike,), "PathLike": (PathLike,), "None": (type(None),),
}  # fmt: skip
_CALLED = {"str": "text", "int": "a whole number", "bool": "true or false", "date": "a day", "Path": "a path",
           "PathLike": "a path"}  # fmt: skip
_SHAPES = {"IO": "write", "Archive": "names", "Callable": "__call__"}
"""The methods that an argument annotated with a protocol must have."""
_DEEPEST = 10
_MOST = 1_000_000
"""The most values of a list; an endless iterable is refused."""


class CallGuard:
    """A guard that lets one call at a time into a network, from the thread that uses it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: int | None = None

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Keep other calls out. Raises `AsknetError` for a call from a callback or from another thread."""
        here = threading.get_ident()
        if self._thread not in (None, here):
            message = "this network is in use in another thread"
            raise AsknetError(message, "Open a Network in each thread, or close it there first")
        if not self._lock.acquire(blocking=False):
            message = "this network is busy with a call that has called back"
            raise AsknetError(message, "Wait until that call has returned")
        self._thread = here
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def kept(self, block: AbstractContextManager[R]) -> Iterator[R]:
        """Keep other calls out while a block runs, as `taken` does for one call."""
        with self.taken(), block as found:
            yield found

    def leave(self) -> None:
        """Allow any thread to use the network from now on, since its file is closed."""
        self._thread = None


def guarded(cls: type[R]) -> type[R]:
    """Guard a class and its public methods: one call at a time, arguments checked, only `AsknetError` raised."""
    for name, method in list(vars(cls).items()):
        if callable(method) and (name == "__init__" or not name.startswith("_")):
            setattr(cls, name, _checking(method, makes=name == "__init__"))
    return cls


def _checking(method: Callable[P, R], *, makes: bool) -> Callable[P, R]:
    declared: dict[str, str] = {}

    @wraps(method)
    def checked(*given: P.args, **named: P.kwargs) -> R:
        call = _signature(method)
        bound = call.bind(*given, **named)  # a call with wrong arguments is Python's own TypeError
        network: Any = given[0]
        theirs: list[BaseException] = []
        try:
            with nullcontext() if makes else network.call_guard.taken():
                if not declared:
                    declared.update({p.name: _written(p.annotation) for p in call.parameters.values()})
                for name, value in list(bound.arguments.items())[1:]:
                    several = call.parameters[name].kind is inspect.Parameter.VAR_POSITIONAL
                    checked_values = [
                        _checked(one, declared[name], name, theirs) for one in (value if several else (value,))
                    ]
                    bound.arguments[name] = tuple(checked_values) if several else checked_values[0]
                return method(*bound.args, **bound.kwargs)
        except AsknetError:
            raise
        except Exception as error:
            if any(error is one for one in theirs):
                raise
            raise _foreseen(error) from error

    return checked


@cache
def _signature(method: Callable[..., Any]) -> inspect.Signature:
    """Return the signature of a method, computed on its first call: most runs call two of seventy."""
    return inspect.signature(method)


def _foreseen(error: Exception) -> AsknetError:
    """Return the error to raise instead of one that was not raised on purpose."""
    if isinstance(error, OSError) and error.strerror:
        return AsknetError(f"{error.filename or 'the system'}: {error.strerror.lower()}", "Check the path and the disk")
    return InternalError(f"internal error ({type(error).__name__})", "Run it again with --debug to see more")


def _checked(value: Any, declared: str, name: str, theirs: list[BaseException]) -> Any:  # noqa: ANN401 - any argument
    """Return an argument as a method gets it. Raises `UsageError`."""
    try:
        if callable(value) and declared.startswith("Callable"):
            return _caught(value, theirs)
        if declared == "Any":
            return _kept(value, name)
        return _fitting(value, declared, name)
    except AsknetError:
        raise
    except Exception as error:
        message = f"{name} cannot be read ({type(error).__name__})"
        raise UsageError(message, "Give a value of Python's own types") from error


def _caught(callback: Callable[..., Any], theirs: list[BaseException]) -> Callable[..., Any]:
    """Return a callback that records what it raises."""

    def noting(*arguments: Any) -> Any:  # noqa: ANN401 - any callback
        try:
            return callback(*arguments)
        except Exception as error:
            theirs.append(error)
            raise

    return noting


def _fitting(value: Any, declared: str, name: str) -> Any:  # noqa: ANN401, C901 - any argument; a branch for each sort
    """Return a value that fits an annotation. Raises `UsageError` if it fits none of the alternatives."""
    alternatives = _split(declared, "|")
    for part in alternatives:
        head, _, inner = part.partition("[")
        if head in _PLAIN:
            # True is an int in Python, but not to a caller
            if isinstance(value, _PLAIN[head]) and (head != "int" or not isinstance(value, bool)):
                return _kept(value, name)
        elif head in ("Sequence", "tuple", "list"):
            if isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping)):
                return _several(value, head, _split(inner.removesuffix("]"), ","), name)
        elif head == "Mapping":
            if isinstance(value, Mapping):
                return _kept(value, name)
        elif head in _SHAPES:
            if hasattr(value, _SHAPES[head]):
                return value
        elif any(kind.__name__ == head for kind in type(value).__mro__):
            return value if isinstance(value, Enum) else _record(value, name)
    wanted = " or ".join(_CALLED.get(part, _described(part)) for part in alternatives if part != "None")
    message = f"{name} is {_shown(value)}, not {wanted}"
    raise UsageError(message, "See the documentation of Network")


def _several(values: Iterable[Any], head: str, inner: list[str], name: str) -> Any:  # noqa: ANN401 - a list or a tuple
    """Return a list of checked values, or a tuple of as many as are declared."""
    found = _within(values, name)
    if head != "tuple":
        return [_fitting(one, inner[0], name) for one in found]
    kinds = inner[:1] * len(found) if inner[-1:] == ["..."] else inner
    if len(found) != len(kinds):
        message = f"{name} holds {len(found)} values instead of {len(kinds)}"
        raise UsageError(message, "See the documentation of Network")
    return tuple(_fitting(one, kind, name) for one, kind in zip(found, kinds, strict=True))


def _within(values: Iterable[Any], name: str) -> list[Any]:
    """Return an iterable as a list. Raises `UsageError` for what is too long or has no end."""
    found = list(islice(values, _MOST + 1))
    if len(found) > _MOST:
        message = f"{name} holds more than {_MOST:,} values"
        raise UsageError(message, "Give fewer")
    return found


def _record(value: Any, name: str) -> Any:  # noqa: ANN401 - a record of ours
    """Check each field of a record, and return it, with plain values in place of those of a caller's subclasses."""
    plain = {}
    for field, declared in inspect.get_annotations(type(value)).items():
        given = getattr(value, field)
        fitting = _fitting(given, _written(declared), f"{name}.{field}")
        if type(given) in (list, tuple):
            fitting = type(given)(fitting)
            fitting = given if all(map(operator.is_, given, fitting)) else fitting
        if fitting is not given:
            plain[field] = fitting
    if not plain:
        return value
    return value._replace(**plain) if hasattr(value, "_replace") else replace(value, **plain)


def _kept(value: Any, name: str, deep: int = 0) -> Any:  # noqa: ANN401 - any argument
    """Return a plain value that the database can keep, or one made of such. Raises `UsageError`."""
    value = _plain(value)
    if isinstance(value, int):
        return accepted_number(value, name)
    if isinstance(value, date):
        return accepted(value)
    if isinstance(value, str):
        if any("\ud800" <= c <= "\udfff" for c in value) and not _IS_PATH.fullmatch(name):
            message = f"{name.rpartition('.')[2]} holds half a character (a lone surrogate)"
            raise UsageError(message, "Check where it comes from")
        return value
    if isinstance(value, (list, tuple, set, frozenset, Mapping)):
        if deep > _DEEPEST:
            message = f"{name} is nested too deeply"
            raise UsageError(message, "Give a list of values")
        if isinstance(value, Mapping):
            pairs = [(_kept(key, name, deep + 1), item) for key, item in value.items()]
            return {key: _kept(item, key if isinstance(key, str) else name, deep + 1) for key, item in pairs}
        kept = [_kept(one, name, deep + 1) for one in _within(value, name)]
        return next(kind for kind in (list, tuple, set, frozenset) if isinstance(value, kind))(kept)
    return value


def _plain(value: Any) -> Any:  # noqa: ANN401, PLR0911 - any argument; a line for each type
    """Return a value of a caller's subclass of a built-in type as a value of that type itself."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int.__int__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, bytes):
        return bytes.join(b"", [value])
    if isinstance(value, date):
        return date.fromordinal(date.toordinal(value))
    if isinstance(value, PathLike) and type(value) is not type(Path()):
        return Path(_plain(os.fspath(value)))
    return value


_IS_PATH = re.compile("path|out|which")
"""Arguments that may name a file: undecodable bytes are lone surrogates in it (PEP 383), and allowed."""


_MODULE = re.compile(r"(?:\w+\.)+(?=\w)")


def _written(declared: object) -> str:
    """Return an annotation as text without module names, whether it is a string, a reference or a type."""
    if isinstance(declared, type) and not hasattr(declared, "__args__"):
        return declared.__name__
    return _MODULE.sub("", str(getattr(declared, "__forward_arg__", declared)))


def _split(declared: str, mark: str) -> list[str]:
    """Split an annotation at a mark outside brackets."""
    parts, depth = [""], 0
    for character in declared:
        depth += (character == "[") - (character == "]")
        if character == mark and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _described(part: str) -> str:
    return "a list" if part.startswith(("Sequence", "tuple", "list")) else part


def _shown(value: Any) -> str:  # noqa: ANN401 - any argument
    return repr(value)[:40] if isinstance(value, (str, bool, float, type(None))) else type(value).__name__
