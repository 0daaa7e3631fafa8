"""Walk through the steps of a review, one key each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet import environment
from asknet.contacts.skills import MOST_LABELS
from asknet.errors import AsknetError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from asknet.cli.session import Session
    from asknet.review.model import NextStep

_KEYS = {
    "l": "log it", "d": "done", "s": "snooze", "n": "never", "o": "open", "\n": "skip", "?": "help", "q": "quit",
}  # fmt: skip
_HELP = {
    "l": "record what happened, in a sentence; this completes the step",
    "d": "it is done; what happened is not recorded",
    "s": "leave it for later; it comes back after 30 days",
    "n": "it is not needed; it does not come back",
    "o": "show the contact",
    "\n": "go on to the next step; this one comes again in the next review",
    "q": "stop; what was done so far is kept",
}


def walk(session: Session, since: str, *, everything: bool) -> None:
    """Show each step and do what the key says; each key takes full effect before the next is asked for.

    What was done may complete a later step too; that one is skipped.
    """
    terminal = session.terminal
    if not (terminal.interactive and terminal.rich):
        message = "there is no terminal to walk through the steps on"
        raise UsageError(message, "Without --interactive the steps are listed: asknet review next")

    session.ask_of_labels(session.network.doubtful_labels(MOST_LABELS))

    def fresh() -> tuple[NextStep, ...]:
        wait = environment.settings().wait
        found = session.network.review(["next"], since=since, brief=True, everything=everything, wait=wait)
        return found.next or ()

    steps = fresh()
    left = {step.key for step in steps}
    if not steps:
        terminal.say("nothing is due")
    for place, step in enumerate(steps, 1):
        if step.key not in left:
            continue
        terminal.line([(f"{place}/{len(steps)}  ", ""), (step.do, "bold")])
        for command in (step.command, *step.others):
            terminal.line([(f"     {command}", "")])
        key = _settled(session, step, fresh)
        if key == "q":
            break
        if key != "\n":
            left = {step.key for step in fresh()}
    if session.changed:
        terminal.say("`asknet undo` undoes the last of it; see `asknet undo --list`")


def _settled(session: Session, step: NextStep, fresh: Callable[[], tuple[NextStep, ...]]) -> str:
    """Ask until the step is completed, skipped or left, and return the key that did it."""
    terminal, network = session.terminal, session.network
    keys = {key: what for key, what in _KEYS.items() if key != "o" or step.contacts}
    question = "  ".join(f"{_name(key)} {what}" for key, what in keys.items())
    while True:
        key = terminal.key(f"     {question}:", tuple(keys))
        try:
            with network.as_shown(*step.contacts):
                if key == "l":
                    if not _logged(session, step):
                        continue
                elif key in _LOOKS:
                    _LOOKS[key](session, step)
                    continue
                elif key == "d" and step.key not in {one.key for one in fresh()}:
                    terminal.complain("this step was completed in the meantime")
                elif key == "d":
                    terminal.say(f"     {network.finish_step(step)}")
                elif key == "s":
                    terminal.say(f"     {network.put_off_step(step)}")
                elif key == "n":
                    terminal.say(f"     {network.put_off_step(step, for_good=True)}")
        except AsknetError as error:
            terminal.complain(str(error))
            continue
        return key


def _name(key: str) -> str:
    return "enter" if key == "\n" else key


def _logged(session: Session, step: NextStep) -> bool:
    """Ask for the sentence and log it as `asknet log` would; an empty one goes back to the keys."""
    from asknet.cli.verbs.log import log_and_show
    from asknet.logbook.log import LogRequest
    from asknet.model import Direction

    text = session.terminal.ask("     What happened?")
    if not text:
        return False
    gave = step.kind in ("give", "introduce", "repay", "contribute")
    log_and_show(
        session,
        LogRequest(
            sentence=text,
            default=[f"id:{who.id}" for who in step.contacts],
            direction=Direction.GIVEN if gave else None,
            about=[step.topic] if step.kind == "give" else [],
            ask=str(step.ask) if step.ask is not None else "",
            step=step,
        ),
    )
    return True


def _open(session: Session, step: NextStep) -> None:
    from asknet.cli.verbs.show import draw

    for who in step.contacts:
        draw(session.terminal, session.network.show(f"id:{who.id}"))


def _explain(session: Session, step: NextStep) -> None:
    for key, what in _HELP.items():
        if key != "o" or step.contacts:
            session.terminal.line(f"     {_name(key):<7}{what}")


_LOOKS = {"o": _open, "?": _explain}
"""Keys that show something, after which the step is asked about again."""
