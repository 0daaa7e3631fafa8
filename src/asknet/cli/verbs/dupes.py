"""`asknet dupes`: possible duplicates, one pair after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.cli.verbs.merge import in_words
from asknet.errors import AsknetError, UsageError
from asknet.json_values import pair_json

if TYPE_CHECKING:
    from asknet.cli.terminal import Terminal
    from asknet.dedupe.dupes import Pair
    from asknet.model import Contact

_KEYS = {"m": "merge into the first", "o": "into the other", "k": "keep both", "s": "skip", "q": "quit"}
_SIDE_BY_SIDE = ("title", "org", "place", "email", "phone", "url", "aliases", "skills", "via", "notes")


def run(
    ctx: typer.Context,
    name: o.NameWordsIfAny = None,
    interactive: Annotated[
        bool | None,
        typer.Option("--interactive/--list", "-i/-l", help="Decide on each, or only list them.", show_default=False),
    ] = None,
) -> None:
    """Show possible duplicates.

    \b
    Examples:
      asknet dupes
      asknet dupes "Nan Okafor"
      asknet dupes --list
      asknet dupes --json

    On a terminal each pair is shown side by side with the reasons, and one key
    decides: merge, keep both (they are not proposed again), skip, or quit.
    Each decision takes effect at once, and is one step of undo. In a pipe each line
    is: sure or likely, number, name, number, name, reasons.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    if interactive and (terminal.as_json or not terminal.interactive):
        message = "there is no terminal to decide on"
        raise UsageError(message, "Leave out --interactive, and use asknet merge")
    pairs = session.network.dupes(" ".join(name or []))
    if terminal.as_json:
        terminal.json([pair_json(pair) for pair in pairs])
    elif interactive or (interactive is None and terminal.rich and terminal.interactive):
        _walk(session, pairs)
    else:
        _list(terminal, pairs)
    if not pairs:
        terminal.say("no possible duplicates")


def _list(terminal: Terminal, pairs: list[Pair]) -> None:
    rows = [
        (
            str(p.comparison.sameness.name.lower()),
            f"id:{p.one.id}",
            p.one.name,
            f"id:{p.other.id}",
            p.other.name,
            "; ".join(p.comparison.reasons),
        )
        for p in pairs
    ]
    if terminal.rich:
        columns = ["", "one", "", "other", "", "why"]
        terminal.table(columns, rows, wide={"why": 1})
    else:
        terminal.rows(rows)


def _walk(session: Session, pairs: list[Pair]) -> None:
    """Show each pair and do what the key says; a pair with a contact merged meanwhile is compared again."""
    terminal, network = session.terminal, session.network
    went: dict[int, int] = {}
    met: set[tuple[int, int]] = set()
    done = 0
    for place, found in enumerate(pairs, 1):
        numbers = _now(found.one.id, went), _now(found.other.id, went)
        pair = network.pair_of(*numbers) if went and numbers[0] != numbers[1] else found
        if pair is None or numbers[0] == numbers[1] or numbers in met:
            continue
        met.add(numbers)
        _draw(terminal, pair, f"{place}/{len(pairs)}")
        question = "  ".join(f"{key} {what}" for key, what in _KEYS.items())
        key = terminal.key(f"{question}:", tuple(_KEYS))
        if key == "q":
            break
        if key == "s":
            continue
        done += 1
        try:
            if key == "k":
                with network.as_shown(pair.one, pair.other):
                    network.mark_different(f"id:{pair.one.id}", f"id:{pair.other.id}")
                terminal.line(f"marked {pair.one.name} and {pair.other.name} as different")
                continue
            kept, gone = (pair.one, pair.other) if key == "m" else (pair.other, pair.one)
            with network.as_shown(pair.one, pair.other):
                merged = network.merge(f"id:{kept.id}", f"id:{gone.id}")
            terminal.line(in_words(merged))
            went[gone.id] = kept.id
        except AsknetError as error:
            terminal.complain(str(error))
    if done:
        terminal.say(f"`asknet undo` undoes the last of {done}" if done > 1 else "`asknet undo` undoes this")


def _now(number: int, went: dict[int, int]) -> int:
    while number in went:
        number = went[number]
    return number


def _draw(terminal: Terminal, pair: Pair, place: str) -> None:
    sure = "surely one" if pair.comparison.sameness.name == "SURE" else "may be one"
    terminal.line([(f"{place}  ", ""), (sure, "bold"), (f": {'; '.join(pair.comparison.reasons)}", "")])
    rows = [("", _named(pair.one), _named(pair.other))]
    for field in _SIDE_BY_SIDE:
        values = _shown(pair.one, field), _shown(pair.other, field)
        if any(values):
            rows.append((field, *values))
    terminal.table(["", " ", "  "], rows, wide={" ": 1, "  ": 1})


def _named(contact: Contact) -> str:
    return f"{contact.name} (id:{contact.id}, {contact.kind}, since {contact.added.isoformat()})"


def _shown(contact: Contact, field: str) -> str:
    value = getattr(contact, field)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
