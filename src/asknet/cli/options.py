"""Arguments and options that several verbs declare, and their completion."""

import contextlib
import inspect
import os
import re
import unicodedata
from typing import TYPE_CHECKING, Annotated, Any

import typer

from asknet.errors import AsknetError
from asknet.fields import parse_kind
from asknet.model import Kind, Reach, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def complete_name(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the name of a contact; offer nothing if the network cannot be read."""
    from asknet import Network, environment

    with contextlib.suppress(AsknetError):
        option = ctx.find_root().params.get("db") or ctx.params.get("db") or _db_typed()
        path = environment.database_path(option or None)
        with Network(path) as network:
            return [name for name in network.names_starting(incomplete) if harmless(name)]
    return []


def harmless(text: str) -> bool:
    """Return whether a name may be offered for completion: nothing in it has a meaning to a shell.

    A completed word is run when Enter is pressed, and a name may be somebody
    else's text.
    """
    return all(c.isalnum() or c in " .-_@+" or unicodedata.category(c) in ("Mn", "Mc") for c in text)


def _db_typed() -> str:
    """Return the value of ``--db`` on the line being completed, which typer does not keep."""
    words = os.environ.get("COMP_WORDS", os.environ.get("_TYPER_COMPLETE_ARGS", "")).split()
    for place, word in enumerate(words):
        if word == "--db" and place + 1 < len(words):
            return words[place + 1]
        if word.startswith("--db="):
            return word.removeprefix("--db=")
    return ""


def complete_topic(incomplete: str) -> list[str]:
    """Complete a topic the network knows."""
    from asknet import Network

    with contextlib.suppress(AsknetError), Network(_db_typed() or None) as network:
        return [t.topic for t in network.skills(incomplete) if t.source == "skill" and harmless(t.topic)][:50]
    return []


def complete_ask(incomplete: str) -> list[tuple[str, str]]:
    """Complete the number of an open question, its problem (without what a shell may not see) beside it."""
    from asknet import Network
    from asknet.cli.completion import in_bash

    with contextlib.suppress(AsknetError), Network(_db_typed() or None) as network:
        asks = [ask for ask in network.asks() if str(ask.id).startswith(incomplete)]
        problems = ["".join(filter(harmless, ask.problem)) for ask in asks]
        if in_bash():  # which knows no text beside a word
            return [(f"{ask.id}\t{problem}", "") for ask, problem in zip(asks, problems, strict=True)]
        return [(str(ask.id), problem) for ask, problem in zip(asks, problems, strict=True)]
    return []


def complete_circle(incomplete: str) -> list[str]:
    """Complete a circle that somebody is in."""
    from asknet import Network

    with contextlib.suppress(AsknetError), Network(_db_typed() or None) as network:
        return [circle for circle in network.circles(incomplete) if harmless(circle)][:50]
    return []


NameWords = Annotated[
    list[str],
    typer.Argument(metavar="NAME", autocompletion=complete_name, show_default=False),
]
"""A name that may be typed without quotes."""
NameWordsIfAny = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME", autocompletion=complete_name, show_default=False),
]
OneName = Annotated[str, typer.Argument(metavar="NAME", autocompletion=complete_name, show_default=False)]
Skills = Annotated[
    list[str] | None,
    typer.Argument(metavar="SKILL[:LEVEL]", autocompletion=complete_topic, show_default=False),
]
KindOption = Annotated[
    Kind | None,
    typer.Option(
        "--kind",
        metavar="person|community|source",
        help="What it is.",
        parser=parse_kind,
        autocompletion=lambda incomplete: [kind.value for kind in Kind if kind.startswith(incomplete)],
    ),
]
ReachOption = Annotated[Reach | None, typer.Option("--reach", help="How far away.")]
ReachText = Annotated[str | None, typer.Option("--reach", metavar="local|national|global", help="How far away.")]
"""As `ReachOption`, but an empty one clears it."""
Title = Annotated[str | None, typer.Option(help="What they do.")]
Org = Annotated[str | None, typer.Option(help="Where they work or belong.")]
Place = Annotated[str | None, typer.Option(help="Where they are.")]
Email = Annotated[list[str] | None, typer.Option(help="An e-mail address (repeatable).")]
Phone = Annotated[list[str] | None, typer.Option(help="A phone number (repeatable).")]
Url = Annotated[list[str] | None, typer.Option(help="A web address (repeatable).")]
Alias = Annotated[list[str] | None, typer.Option(help="Another name (repeatable).")]
Via = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who introduced you.", autocompletion=complete_name),
]
Introducers = Annotated[
    list[str] | None,
    typer.Option("--via", metavar="NAME", help="Who introduced you (repeatable).", autocompletion=complete_name),
]
Circle = Annotated[
    list[str] | None,
    typer.Option(help="A circle of your life they belong to (repeatable).", autocompletion=complete_circle),
]
Refers = Annotated[
    list[str] | None,
    typer.Option(metavar="TOPIC", help="What they can refer you to others for: luthier, or luthier: how (repeatable)."),
]
Past = Annotated[bool | None, typer.Option("--past", help="Keep in history, but never suggest or remind.")]
StatusOption = Annotated[Status | None, typer.Option("--status", help="Whether they can be asked.")]
Met = Annotated[str | None, typer.Option(metavar="DATE", help="When you met.")]
Closeness = Annotated[str | None, typer.Option(metavar="1..5", help="How close: 1 barely, 5 very.")]
Every = Annotated[str | None, typer.Option(metavar="PERIOD", help="Keep in touch this often: 30d, 6w, 3m, 1y.")]
Wants = Annotated[
    list[str] | None,
    typer.Option(metavar="TOPIC", help="What they would like help with (repeatable)."),
]
NoSuggest = Annotated[
    bool | None,
    typer.Option("--no-suggest/--suggest", help="Never suggest them for a problem."),
]
Note = Annotated[list[str] | None, typer.Option(help="A note, one per line (repeatable).")]
Count = Annotated[int, typer.Option("-n", min=1, max=1000, help="How many at most.")]


_OF_A_CONTACT = {
    "kind": KindOption, "circle": Circle, "title": Title, "org": Org, "place": Place, "reach": ReachText,
    "email": Email, "phone": Phone, "url": Url, "alias": Alias, "via": Introducers, "refers": Refers, "met": Met,
    "closeness": Closeness, "every": Every, "wants": Wants, "no_suggest": NoSuggest, "past": Past,
    "status": StatusOption, "note": Note,
}  # fmt: skip
"""The options of every verb that writes a contact, in the order of the help."""
_CALLED = {"circle": "circles", "alias": "aliases", "note": "notes"}
"""Options whose name differs from that of their field."""


def contact_options(run: "Callable[..., None]") -> "Callable[..., None]":
    """Give a command an option for each field of a contact, passed as keyword arguments (see `given`).

    They are inserted between its positional and its keyword-only parameters.
    """
    signature = inspect.signature(run, eval_str=True)
    own = [p for p in signature.parameters.values() if p.kind is not inspect.Parameter.VAR_KEYWORD]
    named = inspect.Parameter.KEYWORD_ONLY
    fields = [inspect.Parameter(n, named, default=None, annotation=a) for n, a in _OF_A_CONTACT.items()]
    first = [p for p in own if p.kind is not named]
    whole = signature.replace(parameters=[*first, *fields, *own[len(first) :]])
    run.__signature__ = whole  # type: ignore[attr-defined]
    return run


_LISTED = frozenset({"skills", "circles", "wants"})
"""Fields that accept several values in one text: ``"crochet, knitting"``."""


def _parts(typed: str) -> list[str]:
    """Split a typed text at commas and semicolons outside brackets; without any it is one value, even if empty.

    A topic that is marked as one (``+"knits, purls"``) is kept whole.
    """
    if typed[:1] in ("+", "#"):
        return [typed]
    behind = r"\s" if " " in typed else r"[^\W\d]"  # rust,go are two, 1,4-dioxane is one
    parts = [part.strip() for part in re.split(rf"[,;](?![^()]*\))(?={behind})", typed)]
    return [part for part in parts if part] if len(parts) > 1 else [typed]


def given(typed: "Mapping[str, Any]") -> dict[str, Any]:
    """Return the fields of a contact that were given on the command line, by name."""
    fields = {_CALLED.get(name, name): value for name, value in typed.items() if value is not None and value != []}
    for field in _LISTED & fields.keys():
        fields[field] = [part for value in fields[field] for part in _parts(value)]
    if fields.pop("past", None):
        fields["status"] = Status.PAST
    return fields
