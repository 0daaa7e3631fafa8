"""Suggest what to type instead of a verb or an option that asknet does not have, or of a value without quotes."""

from __future__ import annotations

import shlex
from difflib import SequenceMatcher, get_close_matches
from functools import partial
from itertools import dropwhile, groupby, takewhile
from typing import TYPE_CHECKING, Any

from asknet.cli.shell_words import quoted
from asknet.days import is_period
from asknet.text import is_filler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


def _line(verb: str, words: Iterable[str]) -> str:
    """Return the command of a verb with these words."""
    return " ".join(["asknet", verb, *map(quoted, words)])


def _rename(words: Sequence[str]) -> str | None:
    """Split the words at ``to``; without one, in the middle if their number is even, else after the first."""
    between = next((at for at, word in enumerate(words) if word in ("to", "--name")), 0)
    named = [*words[:between], *words[between + 1 :]] if between else list(words)
    first = between or (len(named) // 2 if len(named) % 2 == 0 else 1)
    if not named:
        return None
    return f"asknet edit {quoted(' '.join(named[:first]))} --name {quoted(' '.join(named[first:]) or '...')}"


def _to_somebody(*options: str) -> Callable[[Sequence[str]], str]:
    """Return what writes a `message` to the names that stand between the words ``to``, ``and``, ``with``, with options."""

    def write(words: Sequence[str]) -> str:
        whom = takewhile(lambda word: word not in ("for", "about"), words)
        groups = [list(names) for between, names in groupby(whom, ("to", "and", "with").__contains__) if not between]
        capitals = [list(takewhile(lambda word: word[:1].isupper(), names)) for names in groups]
        names = [" ".join(name or rest) for name, rest in zip(capitals, groups, strict=True)]  # sms Otto hello
        return _line("message", [*names, *options])

    return write


def _remind(words: Sequence[str]) -> str | None:
    """Split the words into whom and how often: ``Mei in 3 months``; without a period it is a review of who is due."""
    words = list(dropwhile(lambda word: word in _TO_DO, words))
    for at in range(1, len(words)):
        period = " ".join(words[at:]).removeprefix("every ")
        if is_period(period):
            name = words[: at - 1] if words[at - 1] in ("in", "every") else words[:at]
            return f"asknet edit {quoted(' '.join(name))} --every {quoted(period)}" if name else None
    return "asknet review --due"


def _note(words: Sequence[str]) -> str | None:
    return f"asknet edit {quoted(words[0])} --note {quoted(' '.join(words[1:]) or '...')}" if words else None


def _review(words: Sequence[str]) -> str:
    """Return the review, or with a name what is known of them."""
    return _line("show" if words and not words[0].startswith("-") else "review", words)


_SAME_WORDS = {
    "list": "ls contacts people all", "remove": "delete del rm", "show": "view info get whois",
    "message": "mail email text write send", "add": "new create insert", "edit": "update change set modify tag",
    "path": "map tree graph", "ask": "search lookup query grep find", "import": "load read", "export": "dump save print",
    "dupes": "duplicates dedupe dedup", "log": "remember record journal", "undo": "revert", "merge": "join",
}  # fmt: skip
"""A verb, and those of other programs that mean it with the same words."""
_FOREIGN: dict[str, tuple[str, Callable[[Sequence[str]], str | None]]] = {
    **{word: (verb, partial(_line, verb)) for verb, words in _SAME_WORDS.items() for word in words.split()},
    "sms": ("message", _to_somebody("--by", "sms")),
    **dict.fromkeys(("whatsapp", "chat"), ("message", _to_somebody("--by", "chat"))),
    **dict.fromkeys(("thank", "thanks"), ("message", _to_somebody("--for", "thank"))),
    "introduce": ("message", _to_somebody("--for", "introduce")),
    **dict.fromkeys("call phone ring dial tel".split(), ("open", lambda words: _line("open", [*words, "--call"]))),
    **dict.fromkeys("stats statistics status report todo due".split(), ("review", _review)),
    "remind": ("edit NAME --every", _remind),
    **dict.fromkeys(("rename", "mv", "move"), ("edit NAME --name", _rename)),
    "note": ("edit NAME --note", _note),
}
"""A verb of other programs -> the one of asknet that does it, and what writes the command."""
_TO_DO = frozenset("me to call ring phone write email mail text message see meet visit contact speak talk with".split())
"""Words before whom to be reminded of: ``me to call Mei``."""
_BY_NAME = frozenset({"find", "search", "lookup", "grep"})
"""Verbs that may look for a name as well as for help with a problem."""
_NEAR = 0.6
_SHORTEST = 3


_ALSO_CALLED = {
    "org": ("--org", "--at"), "place": ("--place", "--in"), "notes": ("--note",), "circles": ("--circle",),
    "skills": ("--skill", "SKILL[:LEVEL]"), "skills/tags": ("--circle",), "aliases": ("--alias",), "--limit": ("-n",),
    "--to": ("--output",), "-n": ("--limit",), "--at": ("--org",), "--in": ("--place",),
    "--file": ("--output",),
}  # fmt: skip
"""A field of a contact, or an option of another verb -> the options that set it, or the argument."""
_ANY_FIELD = "[WORD]"
"""The argument that is looked for in every field."""
_NEAR_OPTION = 0.8
"""The similarity from which an option counts as a misspelling of another: ``--notes``."""
_LISTED_BY = {"log": "history", "ask": "asks", "message": "asks"}
"""A verb, and the one that lists what it wrote."""


def instead(
    typed: Sequence[str],
    verbs: Iterable[str],
    options_of: Callable[[str], Mapping[str, bool]],
    is_somebody: Callable[[str], bool],
) -> str:
    """Return what to type in place of a line whose first word is no verb, as a question.

    `options_of` gives the options of a verb, and whether each is followed by a value; `is_somebody` says whether a text is the
    name of a contact.
    """
    if _nearest(typed[0].lower(), [*verbs, "help"]) == "help":
        return "Did you mean `asknet --help`?"
    commands = [shlex.split(command) for command in _commands(typed, verbs, is_somebody)]
    fitting = [
        _line(verb, fitted) for _, verb, *rest in commands if (fitted := _fitted(rest, options_of(verb))) is not None
    ]
    fitting = fitting or [f"asknet {commands[0][1]} --help"]
    return f"Did you mean {' or '.join(f'`{command}`' for command in fitting)}? `asknet --help` lists the verbs"


def _fitted(words: Sequence[str], options: Mapping[str, bool]) -> list[str] | None:
    """Return the words with each option that a verb lacks replaced by its own; None if it has none."""
    fitted = []
    for word in words:
        name, equals, value = word.partition("=")
        if name.startswith("-") and name.strip("-") and name not in options:
            other = _option_like(name, options)
            if other is None:
                return None
            fitted += [other + equals + value] if other.startswith("-") else [value] if value else []
        else:
            fitted.append(word)
    return fitted


def _option_like(name: str, options: Iterable[str]) -> str | None:
    """Return the option that a name misspells, or that sets the field of a column with that name."""
    from asknet.formats.headers import meaning

    long = [option for option in options if option.startswith("--") and option not in ("--help", "--debug", "--quiet")]
    word = name.lstrip("-")
    near = get_close_matches(f"--{word}", long, n=1, cutoff=_NEAR_OPTION)
    if near and len(word) >= _SHORTEST:
        return near[0]
    field = meaning(word.replace("-", " "))
    field = field if field in _ALSO_CALLED else field.partition("/")[0]
    others = (*_ALSO_CALLED.get(name, ()), *_ALSO_CALLED.get(field, (f"--{field}",)), *([_ANY_FIELD] if field else []))
    return next((other for other in others if other in options), None)


def with_option_of(verb: str, typed: Sequence[str], name: str, options: Mapping[str, bool]) -> str | None:
    """Return the command that was meant by a line with an option that the verb lacks; None if that is not clear."""
    if verb in _LISTED_BY and name in ("--list", "--all", "--history", "--show"):
        return _line(_LISTED_BY[verb], [])
    whole = next((word for word in typed if not word.startswith("--") and word.startswith(name) and word != name), "")
    words = [f"-{word}" if word == whole else word for word in typed]
    fitted = _fitted(words, options)
    return _line(verb, fitted) if fitted is not None and fitted != list(typed) else None


def with_values_quoted(verb: str, typed: Sequence[str], options: Mapping[str, bool]) -> str | None:
    """Return a command with the words after each option joined into one value; None if there are none to join."""
    words = list(typed)
    for at, option in enumerate(words):
        if options.get(option):
            end = at + 1 + sum(1 for _ in takewhile(lambda word: not word.startswith("-"), words[at + 1 :]))
            words[at + 1 : end] = [" ".join(words[at + 1 : end])]
    return _line(verb, words) if words != list(typed) else None


def options_of(command: Any) -> dict[str, bool]:  # noqa: ANN401 - typer's own type
    """Return the options and arguments of a command by their names in the help, and whether a value follows each."""
    options: dict[str, bool] = {}
    for param in command.params:
        if hasattr(param, "is_flag"):
            options |= dict.fromkeys((*param.opts, *param.secondary_opts), not param.is_flag)
        else:
            options[param.metavar or ""] = False
    return options


def _asked(words: Sequence[str]) -> str:
    """Return the command that asks the words, or that answers them if they are about the network itself ("who do I owe")."""
    from asknet.ask.other_verbs import other_verb

    other = other_verb(" ".join(words))
    return other.command if other and other.command else _line("ask", words)


def _commands(typed: Sequence[str], verbs: Iterable[str], is_somebody: Callable[[str], bool]) -> list[str]:
    word, rest = typed[0].lower(), list(typed[1:])
    word = next((each for each in _FOREIGN if sorted(each) == sorted(word) and len(word) > _SHORTEST), word)  # fnid
    if word in verbs:
        return [_line(word, rest)]
    if word in _FOREIGN:
        verb, write = _FOREIGN[word]
        command = write(rest) or f"asknet {verb}"
        if word in _BY_NAME:
            return [_line("list", rest)] if rest[:1] and rest[0].startswith("-") else [command, _line("list", rest)]
        return [command]
    near = _nearest(word, verbs)
    if is_somebody(" ".join(typed)):
        return [_line("show", typed)]
    if near is None:
        return [_line("log", typed) if is_somebody(typed[0]) else _asked(typed)]
    return [_line(near, rest), *([_line("ask", typed)] if rest else [])]


def _nearest(word: str, verbs: Iterable[str]) -> str | None:
    """Return the verb that a word misspells; a filler word begins a sentence instead."""
    if len(word) < _SHORTEST or is_filler(word):
        return None
    likeness = {verb: SequenceMatcher(None, word, verb).ratio() for verb in verbs if abs(len(verb) - len(word)) <= 1}
    best = max(likeness, key=lambda verb: likeness[verb], default=None)
    return best if best is not None and likeness[best] > _NEAR else None
