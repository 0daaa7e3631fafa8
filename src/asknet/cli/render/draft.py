"""A draft as it is shown on a terminal, printed into a pipe, or written as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asknet.drafting.links import read_mailbox

if TYPE_CHECKING:
    from asknet.cli.terminal import Terminal
    from asknet.drafting.drafts import Draft


_SPECIAL = frozenset('<>@,;:"')
"""Characters that a name may only contain in quotes (RFC 5322, 3.2.3), or it could be read as another recipient."""


def draft_json(draft: Draft) -> dict[str, Any]:
    """Return a draft: the contract of ``message --json``."""
    links = draft.links
    return {
        "to": {"id": draft.to.id, "uid": draft.to.uid, "name": draft.to.name, "address": _address(draft) or None},
        "for": draft.purpose.value,
        "ask": draft.ask,
        "about": draft.about.name if draft.about else None,
        "subject": draft.subject,
        "body": draft.body,
        "links": {
            "mail": links.mail or None,
            "sms": links.sms or None,
            "chat": links.chat or None,
            "tel": links.tel or None,
            "url": links.web or None,
        },
    }


def _address(draft: Draft) -> str:
    """Return where a draft goes: a mailbox, a number as written, or a web address; never another scheme."""
    mailboxes = (read_mailbox(address) for address in draft.to.email)
    found = next(filter(None, mailboxes), "") or next(iter(draft.to.phone), "") or draft.links.web
    return found or next((handle for handle in draft.to.url if ":" not in handle), "")


def has_subject(draft: Draft, by: str) -> bool:
    """Return whether a draft is sent with its subject: not as SMS or in a chat, nor to a number or a web address."""
    return by not in ("sms", "chat") and (bool(draft.links.mail) or not _address(draft))


def write_draft(terminal: Terminal, draft: Draft, *, by: str) -> None:
    """Print a draft as plain lines: name and address, subject, text; and with `by` its link at the end."""
    address = _address(draft)
    name = draft.to.name
    if address and _SPECIAL.intersection(name):
        name = '"' + name.replace('"', "'") + '"'
    terminal.line(f"{name} <{address}>" if address else name)
    if has_subject(draft, by):
        terminal.line(f"Subject: {draft.subject}")
    terminal.line()
    terminal.rows([[line] for line in draft.body.split("\n")])  # not folded, since it may be copied
    links = draft.links
    link = {"mail": links.mail, "sms": links.sms, "chat": links.chat}.get(by, "")
    if link:
        terminal.line()
        terminal.line(link)
    if not address:
        terminal.say(f"no address is known: asknet edit id:{draft.to.id} --email ...")


def draw_draft(terminal: Terminal, draft: Draft, *, by: str) -> None:
    """Draw a draft for a person, as it is sent with `by`."""
    address = _address(draft)
    terminal.line([("To       ", ""), (draft.to.name, "bold"), (f"  {address}" if address else "", "")])
    if draft.about:
        terminal.line([("For      ", ""), (f"an introduction to {draft.about.name}", "")])
    if has_subject(draft, by):
        terminal.line([("Subject  ", ""), (draft.subject, "")])
    terminal.line()
    terminal.block(draft.body, indent=2)
    terminal.line()
    if not address:
        terminal.say(f"no address is known: asknet edit id:{draft.to.id} --email ...")
