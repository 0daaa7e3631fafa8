"""`asknet ask`: parse one problem or many, and show who can help."""

from typing import TYPE_CHECKING, Annotated

import typer

from asknet import environment
from asknet.cli import options as o
from asknet.cli.session import Session
from asknet.errors import ExitCode, UsageError
from asknet.json_values import answer_json
from asknet.model import Answer, Verdict
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from asknet.cli.terminal import Terminal

_OF_NAMES = frozenset({"--in", "--at", "--circle", "--exclude"})
MAX_LINE = 1_000_000
"""Characters of a line of ``ask -`` that are read."""


def run(
    ctx: typer.Context,
    problem: Annotated[
        list[str] | None,
        typer.Argument(metavar="PROBLEM", help="In plain words; - reads one problem per line."),
    ] = None,
    n: Annotated[int | None, typer.Option("-n", min=1, max=1000, help="How many matches at most. [5, or 50]")] = None,
    kind: o.KindOption = None,
    reach: o.ReachOption = None,
    skill: Annotated[
        str,
        typer.Option(metavar="TOPIC", help="Only contacts who know this topic.", autocompletion=o.complete_topic),
    ] = "",
    place: Annotated[str, typer.Option("--in", metavar="PLACE", help="Only contacts in this place.")] = "",
    org: Annotated[str, typer.Option("--at", metavar="ORG", help="Only contacts of this organisation.")] = "",
    circle: Annotated[
        str,
        typer.Option(metavar="NAME", help="Only contacts in this circle.", autocompletion=o.complete_circle),
    ] = "",
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Leave a contact out (repeatable).", autocompletion=o.complete_name),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show how every score is made up.")] = False,
    no_save: Annotated[bool, typer.Option("--no-save", help="Do not note the question.")] = False,
) -> None:
    """Who in my network can help me with this?

    \b
    Examples:
      asknet ask                                 asks what you need
      asknet ask "crochet pattern"
      asknet ask my sourdough will not rise --reach local
      asknet ask plumber in Oslo
      asknet ask --in Bath                       lists who is there
      asknet ask - --json < problems.txt

    A place in the problem puts contacts there first; places, organisations,
    circles and names alone list everybody, up to 50. National includes local.

    In a pipe each line is tab-separated: rank, verdict, score, kind, name, why,
    introducers, address (with --explain also fit, tie, record, balance,
    availability and their product). Exits with status 3 if nobody fits. `ask -`
    skips blank lines, headings (`# ...`) and a leading `- `, adds the problem
    as the last column, and exits with status 0.
    """
    session: Session = ctx.obj
    settings = environment.settings()
    without = [_left_out(session, name) for name in exclude or ()]

    def asked(text: str) -> Answer:
        return session.network.ask(
            text,
            n=n,
            usual=settings.matches,
            kind=kind,
            reach=reach,
            skill=skill,
            place=place,
            org=org,
            circle=circle,
            exclude=without,
            save=settings.save_asks and not no_save,
        )

    if problem == ["-"]:
        _ask_lines(session, asked, explain=explain)
        return
    everybody = not problem and (place or org or circle)
    answer = asked("" if everybody else _problem(session.terminal, problem))
    empty = not answer.matches and session.network.is_empty()
    if not (empty and session.terminal.rich):
        show_answer(session.terminal, answer, explain=explain)
    if empty:
        session.terminal.say(
            "Nobody is in your network yet. Begin with `asknet add NAME SKILL`,"
            " `asknet import contacts.csv`, or try `asknet demo`"
        )
    if answer.notice:
        session.terminal.say(answer.notice)
    if any(option in session.typed for option in _OF_NAMES):
        _say_unquoted(session.terminal, session.typed)
    if answer.verdict is Verdict.NONE:
        raise typer.Exit(ExitCode.NOBODY)


def _say_unquoted(terminal: "Terminal", typed: "Sequence[str]") -> None:
    """Report words after a place or the like that may belong to it ("--in San Francisco") but went into the problem."""
    from asknet.cli.shell_words import quoted
    from asknet.cli.typed_readings import name_words

    words = list(typed)
    taken: list[str] = []
    for option in _OF_NAMES & set(words):
        at = words.index(option) + 1
        more = name_words(words[at + 1 :]) if at > 1 and words[at : at + 1] and words[at][:1].isupper() else []
        taken += more
        words[at : at + 1 + len(more)] = [" ".join([*words[at : at + 1], *more])]
    if taken:
        whole = " ".join(["asknet ask", *map(quoted, words)])
        terminal.say(f"{' '.join(taken)!r} was taken as part of the problem; with the words before it: `{whole}`")


def _left_out(session: Session, name: str) -> str:
    """Return the number of a contact to leave out, and print who that is if it is not what was typed."""
    contact = session.choosing(name, session.network.resolve)
    if fold_name(contact.name) != fold_name(name):
        session.terminal.say(f"leaving out {contact.name}")
    return f"id:{contact.id}"


def _problem(terminal: "Terminal", words: list[str] | None) -> str:
    """Join the words of the problem, or ask for it."""
    if words:
        return " ".join(words)
    if not terminal.interactive:
        message = "the problem is missing"
        raise UsageError(message, 'Type it in plain words: asknet ask "crochet pattern"')
    return terminal.ask("What do you need help with?")


def show_answer(terminal: "Terminal", answer: Answer, *, explain: bool) -> None:
    """Show an answer as JSON, drawn, or tab-separated."""
    if terminal.as_json:
        terminal.json(answer_json(answer))
        return
    from asknet.cli.render.answer import draw_answer, write_matches

    if terminal.rich:
        draw_answer(terminal, answer, explain=explain)
    else:
        write_matches(terminal, answer, explain=explain)


def _ask_lines(session: Session, asked: "Callable[[str], Answer]", *, explain: bool) -> None:
    """Answer one problem per line; blank lines and headings are skipped."""
    from asknet.ask.ask import cut_notice, read_problem

    notice = ""
    for line in _lines(session.terminal):
        text = read_problem(line.removeprefix("\ufeff"))
        if text in ("", "-") or (text[0] == "#" and text.lstrip("#")[:1] in ("", " ")):
            continue
        answer = asked(text.removeprefix("- "))
        if session.terminal.rich or session.terminal.as_json:
            show_answer(session.terminal, answer, explain=explain)
        else:
            from asknet.cli.render.answer import write_answer_rows

            write_answer_rows(session.terminal, answer, explain=explain)
        session.terminal.stdout.flush()
        notice = notice or cut_notice(line) or answer.notice
    if notice:
        session.terminal.say(notice)


def _lines(terminal: "Terminal") -> "Iterator[str]":
    stream = terminal.stdin
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    while line := stream.readline(MAX_LINE):
        yield line
        while not line.endswith("\n") and (line := stream.readline(MAX_LINE)):
            continue
