"""`asknet log`: parse what happened, and echo how it was understood."""

from typing import TYPE_CHECKING, Annotated

import typer

from asknet.cli import options as o
from asknet.cli.prompts.log_prompt import log_clearly
from asknet.cli.session import Session
from asknet.cli.shell_words import quoted
from asknet.environment import named_path
from asknet.errors import InputError, UsageError
from asknet.fields import one_of
from asknet.json_values import logged_json, not_logged_json
from asknet.model import Direction, Outcome
from asknet.text import first_few

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.log import Logged, LogRequest

_NAMED = 10
"""Lines or entries that a message names."""
_OUTCOMES = {outcome.value: outcome for outcome in Outcome if outcome is not Outcome.WAITING}


def run(
    ctx: typer.Context,
    sentence: Annotated[
        list[str] | None,
        typer.Argument(metavar="SENTENCE", help="What happened; - reads one sentence per line."),
    ] = None,
    with_: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="NAME", help="With whom (repeatable).", autocompletion=o.complete_name),
    ] = None,
    got: Annotated[bool, typer.Option("--got", help="They helped me.")] = False,
    gave: Annotated[bool, typer.Option("--gave", help="I helped them.")] = False,
    mutual: Annotated[bool, typer.Option("--mutual", "--both", help="We helped each other.")] = False,
    none: Annotated[bool, typer.Option("--none", help="Nobody helped.")] = False,
    about: Annotated[
        list[str] | None,
        typer.Option(metavar="TOPIC", help="A topic (repeatable).", autocompletion=o.complete_topic),
    ] = None,
    on: Annotated[str, typer.Option(metavar="DATE", help="When; by default today.")] = "",
    ask: Annotated[str, typer.Option(metavar="ID|last", help="The question it answers.")] = "",
    outcome: Annotated[
        str, typer.Option(metavar="|".join(_OUTCOMES), help="Whether it helped with that question.")
    ] = "",
    add: Annotated[bool, typer.Option("--add", help="Add unknown names as contacts.")] = False,
    edit: Annotated[int | None, typer.Option(metavar="ID", min=1, help="Change the entry with this number.")] = None,
    file: Annotated[
        str,
        typer.Option(
            "--from", metavar="FILE", help="Log a file, one sentence per line: a diary, a list, headings with days."
        ),
    ] = "",
    drain: Annotated[
        bool,
        typer.Option("--drain", help="With --from: remove logged lines from the file; the rest stay, with the reason."),
    ] = False,
    mail: Annotated[
        bool, typer.Option("--mail", help="Log one message on standard input by its headers (From, To, Date, Subject).")
    ] = False,
    delete: Annotated[str, typer.Option("--delete", "--remove", metavar="ID", hidden=True)] = "",
) -> None:
    """Write down what happened.

    \b
    Examples:
      asknet log                                 asks what happened
      asknet log "yesterday: coffee with Nan, she helped me #crochet"
      asknet log "mon: call with Theo about sourdough"
      asknet log "Nan introduced me to Carla Reyes (bookbinding)"
      asknet log --with nan --got --about crochet --on 2026-11-20 "..."
      asknet log --ask last "Theo showed me how to feed it"
      asknet log --ask last --outcome no-answer "wrote to Nan"
      asknet log --from notes.txt
      asknet log --from inbox.txt --drain
      asknet log --edit 12 "call with Nan about yarn"

    The day may be anywhere (yesterday, last Tuesday, 3 Nov, 25/11); topics are
    #tag, +tag or after "about"; names are found as in `asknet show`. On a
    terminal you are asked about what is unclear; in a script it is refused or reported.
    """
    from asknet.logbook.log import LogRequest

    session: Session = ctx.obj
    terminal = session.terminal
    if delete:
        message = "`log` writes entries and does not remove them"
        raise UsageError(message, f"Type `asknet remove --entry {quoted(delete)}`")
    options = {Direction.RECEIVED: got, Direction.GIVEN: gave, Direction.MUTUAL: mutual, Direction.NONE: none}
    ways = [way for way, given in options.items() if given]
    if len(ways) > 1:
        message = "--got, --gave, --mutual and --none exclude each other"
        raise UsageError(message, "Use one of them")
    words = sentence or []
    if file or mail or drain or words == ["-"]:
        if edit or with_ or ask or outcome or ways or about or on or (words and (file or mail)):
            message = "a message is logged unchanged" if mail else "lines of a file are logged unchanged"
            raise UsageError(message, "Only --add goes with --mail, --from and -")
        _log_elsewhere(session, file, mail=mail, drain=drain, add=add)
        return
    text = " ".join(words)
    if not text and not with_ and not edit:
        if not terminal.interactive:
            message = "the sentence is missing"
            raise UsageError(message, 'Type what happened: asknet log "coffee with Nan"')
        text = terminal.ask("What happened?")
    said = LogRequest(
        sentence=text,
        with_=with_ or [],
        direction=ways[0] if ways else None,
        about=about or [],
        on=session.network.day(on) if on else None,
        ask=ask,
        outcome=_outcome(outcome),
        add=add,
    )
    if edit and not (text or with_ or ways or about or on or ask or outcome):
        message = "nothing to change was given"
        raise UsageError(message, f'Type the sentence again: asknet log --edit {edit} "..."')
    log_and_show(session, said, edit)


def _log_elsewhere(session: Session, file: str, *, mail: bool, drain: bool, add: bool) -> None:
    """Log the lines of a file or of standard input, or the message there."""
    if mail and (file or drain):
        message = "--mail reads one message on standard input"
        raise UsageError(message, "Leave out --from and --drain")
    if drain and file in ("", "-"):
        message = "--drain empties a file, and none is named"
        raise UsageError(message, "Name it: asknet log --from FILE --drain")
    if mail:
        from asknet.logbook.mail import MAX_HEAD_BYTES

        data = session.terminal.stdin.buffer.read(MAX_HEAD_BYTES)
        _show(session, session.network.log_mail(data, add=add), changed=False)
    elif drain:
        _drain(session, file, add=add)
    else:
        _show_lines(session, session.network.log_lines(_read_file(session, file), add=add))


def _outcome(typed: str) -> Outcome | None:
    return _OUTCOMES[one_of(typed, _OUTCOMES, "an outcome")] if typed else None


def log_and_show(session: Session, request: "LogRequest", edit: int | None = None) -> None:
    """Log, or change the entry `edit`, and print what was understood; of a fact or a plan as JSON what it is about."""
    from asknet.logbook.log import NotHappenedError

    try:
        logged = log_clearly(session, request, edit)
    except NotHappenedError as error:
        if session.terminal.as_json:
            session.terminal.json(not_logged_json(error))
        raise
    if logged is not None:
        _show(session, logged, changed=edit is not None)


def _read_file(session: Session, path: str) -> list[str]:
    from asknet.logbook.drain import MAX_FILE_BYTES, read_lines

    if not path or path == "-":
        return read_lines(session.terminal.stdin.buffer.read(MAX_FILE_BYTES + 1), "the text")
    try:
        with named_path(path, InputError).open("rb") as opened:
            data = opened.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"{path} cannot be read ({why})"
        raise InputError(message, "Check the name") from error
    return read_lines(data, path)


def _drain(session: Session, path: str, *, add: bool) -> None:
    drained = session.network.drain(path, add=add)
    _show_lines(session, drained.logged)
    if drained.left:
        why = [f"line {number}: {reason}" for number, reason in drained.left.items()]
        stay = "1 line stays" if len(why) == 1 else f"{len(why):,} lines stay"
        session.terminal.say(f"{stay} in {path}, each below the reason: {first_few(why, '; ', few=_NAMED)}")
    elif not drained.logged:
        session.terminal.say(f"there is nothing to log in {path}")


def _show_lines(session: Session, done: "Sequence[Logged]") -> None:
    terminal = session.terminal
    for logged in done:
        if terminal.as_json:
            terminal.json(logged_json(logged))
        else:
            terminal.line(f"logged {logged.entry.id}: {_in_words(logged)}")
            _report_added(session, logged)
    undated = [str(logged.line) for logged in done if not logged.dated]
    unclear = [str(logged.entry.id) for logged in done if logged.unclear]
    if undated:
        terminal.say(f"no day given, so dated today: line{'s' * (len(undated) > 1)} {first_few(undated, few=_NAMED)}")
    if unclear:
        terminal.say(
            f"who helped whom is not clear in {'entries' if len(unclear) > 1 else 'entry'}"
            f" {first_few(unclear, few=_NAMED)}: asknet log --edit ID --got"
        )
    if done and not terminal.as_json:
        session.say_undo()


def _show(session: Session, logged: "Logged", *, changed: bool) -> None:
    terminal = session.terminal
    if terminal.as_json:
        terminal.json(logged_json(logged))
        return
    terminal.line(f"{'changed' if changed else 'logged'} {logged.entry.id}: {_in_words(logged)}")
    _report_added(session, logged)
    for remark in (*_unsure(logged), *logged.effects, *logged.hints):
        terminal.say(remark)
    session.say_undo()


def _unsure(logged: "Logged") -> list[str]:
    """Return what in the sentence was not understood or not used, and which option sets it."""
    number = logged.entry.id
    said = (
        [f"who helped whom is not clear: asknet log --edit {number} --got, --gave, --mutual or --none"]
        if logged.unclear
        else []
    )
    return [*said, *(_unused(number, words) for words in logged.unused)]


def _unused(number: int, words: str) -> str:
    from asknet import environment
    from asknet.days import read_day

    try:
        read_day(words, environment.today())
    except UsageError:
        return f"{words!r} is not read as a day: asknet log --edit {number} --on DAY sets it"
    return f"{words!r} is not used as the day: asknet log --edit {number} --on {quoted(words)}"


def _in_words(logged: "Logged") -> str:
    """Return in one line what was understood."""
    entry = logged.entry
    parts = [entry.date.strftime("%a %Y-%m-%d"), entry.kind, "with " + ", ".join(name for _, name in entry.with_)]
    parts += ["about " + ", ".join(name for _, name in entry.mentioned)] if entry.mentioned else []
    ways = {Direction.RECEIVED: "they helped", Direction.GIVEN: "you helped", Direction.MUTUAL: "mutual"}
    parts += [ways.get(entry.direction, ""), " ".join(f"#{t.replace(' ', '-')}" for t in entry.topics)]
    return "; ".join(part for part in parts if part)


def _report_added(session: Session, logged: "Logged") -> None:
    for contact in logged.added:
        skills = f": {', '.join(str(s) for s in contact.skills)}" if contact.skills else ""
        via = f", via {' and '.join(contact.via)}" if contact.via else ""
        session.terminal.say(f"added {contact.name}{skills}{via}")
