"""`asknet` without a verb on a terminal: the state of the network, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.text import counted

if TYPE_CHECKING:
    from asknet.cli.session import Session


def show_next_steps(session: Session) -> None:
    """Show how many contacts there are, and three commands to go on or to begin with."""
    terminal, network = session.terminal, session.network
    contacts = network.count()
    if contacts:
        terminal.line([(f"{counted(contacts, 'contact')} in your network", "bold")])
        steps = [
            ("asknet ask", "who can help with something; type the problem when asked"),
            ("asknet log", "write down a conversation; type what happened when asked"),
            ("asknet review", _due(session)),
        ]
    else:
        terminal.line([("asknet: who in my own network can help me with this?", "bold")])
        terminal.line("Nobody is in your network yet. Begin with one of these:")
        steps = [
            ("asknet demo", "try it on an example network; nothing is saved"),
            ("asknet import FILE", "add contacts from a phone, mail or LinkedIn"),
            ('asknet add "Nan Okafor" crochet', "add one contact, and what they know"),
        ]
    width = max(len(command) for command, _ in steps) + 2
    for command, what in steps:
        terminal.line([(f"  {command:<{width}}", "bold"), (what, "")])
    terminal.line([("  asknet --help lists everything else", "")])


def _due(session: Session) -> str:
    due = len(session.network.due())
    if not due:
        return "look at your network as a whole; nothing is due"
    return f"look at your network as a whole; {counted(due, 'step')} due"
