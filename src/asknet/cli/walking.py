"""Walking through the steps of a review, one key each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.errors import AsknetError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.cli.session import Session
    from asknet.questions.steps import Step

_KEYS = {"l": "log it", "d": "done", "s": "snooze", "n": "not needed", "o": "open", "\n": "skip", "q": "quit"}


def walk(session: Session, steps: Sequence[Step]) -> None:
    """Show each step and do what the key says; every key's work is whole before the next is asked for."""
    terminal = session.terminal
    if not terminal.interactive:
        message = "there is no terminal to walk through the steps on"
        raise UsageError(message, "Without --interactive the steps are listed: asknet review next")
    if not steps:
        terminal.say("nothing is due")
    for place, step in enumerate(steps, 1):
        terminal.line([(f"{place}/{len(steps)}  ", "dim"), (step.do, "bold")])
        terminal.line([(f"     {step.command}", "dim")])
        if not _settled(session, step):
            break
    if session.changed:
        terminal.say("`asknet undo` takes back the last of it; see `asknet undo --list`")


def _settled(session: Session, step: Step) -> bool:
    """Ask until the step is settled or skipped; False to leave."""
    terminal, network = session.terminal, session.network
    keys = {key: what for key, what in _KEYS.items() if key != "o" or step.contacts}
    question = "  ".join(f"{'enter' if key == chr(10) else key} {what}" for key, what in keys.items())
    while True:
        key = terminal.key(f"     {question}:", tuple(keys))
        try:
            if key == "l":
                if _logged(session, step):
                    return True
                continue
            if key == "o":
                _open(session, step)
                continue
            if key == "d":
                terminal.say(f"     {network.finish_step(step)}")
            elif key == "s":
                terminal.say(f"     {network.put_off_step(step)}")
            elif key == "n":
                terminal.say(f"     {network.put_off_step(step, for_good=True)}")
        except AsknetError as error:
            terminal.complain(str(error))
            continue
        return key != "q"


def _logged(session: Session, step: Step) -> bool:
    """Ask for the sentence and log it as `asknet log` would; an empty one goes back to the keys."""
    from asknet.cli.log import log_and_show
    from asknet.model import Direction
    from asknet.verbs.log import Said

    text = session.terminal.ask("     What happened?")
    if not text:
        return False
    gave = step.kind in ("give", "introduce", "repay", "contribute")
    log_and_show(
        session,
        Said(
            sentence=text,
            with_=[f"id:{who.id}" for who in step.contacts],
            direction=Direction.GIVEN if gave else None,
            about=[step.topic] if step.kind == "give" else [],
            ask=str(step.ask) if step.ask is not None else "",
            step=step,
        ),
    )
    return True


def _open(session: Session, step: Step) -> None:
    from asknet.cli.show import draw

    for who in step.contacts:
        draw(session.terminal, session.network.show(f"id:{who.id}"))
