"""`asknet review`: ask questions about a network, and show the answers."""

from io import BytesIO
from typing import Annotated

import typer

from asknet import environment
from asknet.cli.session import Session
from asknet.environment import named_path
from asknet.errors import UsageError
from asknet.review.review import QUESTIONS, SECTIONS
from asknet.text import counted

_SINCE = "90d"


def complete_section(incomplete: str) -> list[str]:
    """Complete the name of a section."""
    return [name for name in SECTIONS if name.startswith(incomplete)]


def run(
    ctx: typer.Context,
    section: Annotated[
        str,
        typer.Argument(metavar="[SECTION]", autocompletion=complete_section, show_default=False),
    ] = "",
    since: Annotated[
        str, typer.Option(metavar="90d|DATE", help="How far back to look: 90d, 6w, 3m, 1y, or a day.")
    ] = _SINCE,
    interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="Walk through the steps, one key each.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Include steps that are put off or not needed.")] = False,
    due: Annotated[bool, typer.Option("--due", help="Only what is due; nothing if nothing is due.")] = False,
    ics: Annotated[
        str,
        typer.Option(
            "--ics", metavar="FILE", help="With ties: the days to be in touch by, as a calendar; - prints it."
        ),
    ] = "",
) -> None:
    """Look at your network as a whole: what it knows, give and take, what is due.

    \b
    Examples:
      asknet review
      asknet review ties
      asknet review --since 1y
      asknet review --interactive
      asknet review --due          # for a shell's start-up, or cron
      asknet review ties --ics ties.ics

    Sections: {sections}.

    In a pipe each line is: section, fact, and its values, tab-separated. The
    balance of every contact is only in `review give`, and whom to ask about gaps
    after the first only in `review gaps`.
    """
    session: Session = ctx.obj
    terminal = session.terminal
    _check(section, interactive=interactive, due=due, as_json=terminal.as_json)
    if ics:
        _write_calendar(session, section, ics, alone=not (due or interactive))
        return
    if due and since != _SINCE:
        message = "--since does not go with --due"
        raise UsageError(message, "Leave it out: what is due is due today")
    if due:
        from asknet.cli.render.review import show_due

        show_due(terminal, session.network.due(wait=environment.settings().wait))
        return
    if interactive:
        from asknet.cli.verbs.review_walk import walk

        walk(session, since, everything=everything)
        return
    from asknet.cli.render.review import show_review

    review = session.network.review(
        [section] if section else SECTIONS,
        since=since,
        brief=not section and not terminal.as_json,
        everything=everything,
        wait=environment.settings().wait,
    )
    show_review(terminal, review)
    if terminal.rich and terminal.interactive and section in ("", "next"):
        session.say_doubtful_labels()
    if terminal.rich and review.next is not None and not everything:
        session.network.record_shown(review.next)


run.__doc__ = (run.__doc__ or "").replace(
    "{sections}",
    ", ".join(f"{name} ({question.about})" if question.about else name for name, question in QUESTIONS.items()),
)


def _write_calendar(session: Session, section: str, file: str, *, alone: bool) -> None:
    if section != "ties" or not alone:
        message = "--ics writes the days of the section ties"
        raise UsageError(message, "Type `asknet review ties --ics FILE`")
    if file == "-":
        out = BytesIO()
        session.network.write_calendar(out)
        out.seek(0)
        session.terminal.copy(out)
        return
    count = session.network.write_calendar(named_path(file))
    if session.terminal.as_json:
        session.terminal.json({"file": file, "events": count})
    session.terminal.say(f"wrote {file}: {counted(count, 'day')} to be in touch by")


def _check(section: str, *, interactive: bool, due: bool, as_json: bool) -> None:
    if section and section not in SECTIONS:
        message = f"{section[:30]!r} is not a section of a review"
        raise UsageError(message, f"Sections are {', '.join(SECTIONS)}")
    if due and (interactive or section):
        message = "--due takes neither a section nor --interactive"
        raise UsageError(message, "Leave them out")
    if interactive and (as_json or section not in ("", "next")):
        message = "--interactive walks through the steps only"
        raise UsageError(message, "Leave out the section and --json")
