"""What to type in place of a verb that asknet does not have."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from asknet.cli.shell_words import quoted
from asknet.days import is_period
from asknet.text import is_filler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


def _with(verb: str) -> Callable[[Sequence[str]], str]:
    """Return what writes the command of a verb with the same words."""
    return lambda words: " ".join(["asknet", verb, *map(quoted, words)])


def _rename(words: Sequence[str]) -> str | None:
    """Split the words at ``to``; without one in the middle where they are an even number, else behind the first."""
    between = next((at for at, word in enumerate(words) if word in ("to", "--name")), 0)
    named = [*words[:between], *words[between + 1 :]] if between else list(words)
    first = between or (len(named) // 2 if len(named) % 2 == 0 else 1)
    if not named[first:]:
        return None
    return f"asknet edit {quoted(' '.join(named[:first]))} --name {quoted(' '.join(named[first:]))}"


def _remind(words: Sequence[str]) -> str | None:
    """Split the words into whom and how often: ``Mei in 3 months``; without a period it is a review of who is due."""
    for at in range(1, len(words)):
        period = " ".join(words[at:]).removeprefix("every ")
        if is_period(period):
            name = words[: at - 1] if words[at - 1] in ("in", "every") else words[:at]
            return f"asknet edit {quoted(' '.join(name))} --every {quoted(period)}" if name else None
    return "asknet review --due"


def _note(words: Sequence[str]) -> str | None:
    return f"asknet edit {quoted(words[0])} --note {quoted(' '.join(words[1:]))}" if words[1:] else None


_FOREIGN: dict[str, tuple[str, Callable[[Sequence[str]], str | None]]] = {
    **{word: ("list", _with("list")) for word in ("ls", "contacts", "people", "all")},
    **{word: ("remove", _with("remove")) for word in ("delete", "del", "rm")},
    **{word: ("show", _with("show")) for word in ("view", "info", "get")},
    **{word: ("message", _with("message")) for word in ("mail", "email", "text", "write", "send")},
    **{word: ("open", _with("open")) for word in ("call", "phone")},
    **{word: ("add", _with("add")) for word in ("new", "create", "insert")},
    **{word: ("edit", _with("edit")) for word in ("update", "change", "set", "modify", "tag")},
    **{word: ("path", _with("path")) for word in ("map", "tree", "graph")},
    **{word: ("review", _with("review")) for word in ("stats", "statistics", "status", "report", "todo", "due")},
    **{word: ("ask", _with("ask")) for word in ("search", "lookup", "query", "grep")},
    **{word: ("import", _with("import")) for word in ("load", "read")},
    **{word: ("export", _with("export")) for word in ("dump", "save", "print")},
    **{word: ("dupes", _with("dupes")) for word in ("duplicates", "dedupe", "dedup")},
    "find": ("ask", _with("ask")),
    "remind": ("edit NAME --every", _remind),
    "rename": ("edit NAME --name", _rename),
    "note": ("edit NAME --note", _note),
    "revert": ("undo", _with("undo")),
    "join": ("merge", _with("merge")),
}
"""A verb of other programs -> the one of asknet that does it, and what writes the command."""
_BY_NAME = frozenset({"find", "search", "lookup", "grep"})
"""Verbs that may look for a name as well as for help with a problem."""
_NEAR = 0.6
_SHORTEST = 3


def instead(typed: Sequence[str], verbs: Iterable[str]) -> str:
    """Return what to type in place of a line whose first word is no verb, as a question."""
    return f"Did you mean {' or '.join(f'`{command}`' for command in _commands(typed, verbs))}? `asknet --help` lists the verbs"


def _commands(typed: Sequence[str], verbs: Iterable[str]) -> list[str]:
    word, rest = typed[0].lower(), list(typed[1:])
    if word in verbs:
        return [_with(word)(rest)]
    if word in _FOREIGN:
        verb, write = _FOREIGN[word]
        command = write(rest) or f"asknet {verb}"
        return [command, _with("list")(rest)] if word in _BY_NAME else [command]
    near = _nearest(word, verbs)
    if near is None:
        return [_with("ask")(typed)]
    return [_with(near)(rest), *([_with("ask")(typed)] if rest else [])]


def _nearest(word: str, verbs: Iterable[str]) -> str | None:
    """Return the verb that a word is a slip of; a filler word begins a sentence."""
    if len(word) < _SHORTEST or is_filler(word):
        return None
    likeness = {verb: SequenceMatcher(None, word, verb).ratio() for verb in verbs if abs(len(verb) - len(word)) <= 1}
    best = max(likeness, key=lambda verb: likeness[verb], default=None)
    return best if best is not None and likeness[best] > _NEAR else None
