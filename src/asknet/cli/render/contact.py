"""Contacts in words: the echo of what was understood, and their lines in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asknet.cli.terminal import Part
    from asknet.model import Contact, Skill


def told_skills(skills: Iterable[Skill]) -> str:
    """Write skills as ``crochet (expert), knitting``."""
    return ", ".join(f"{s.topic} ({s.level})" if s.level else s.topic for s in skills)


def echo(did: str, contact: Contact) -> str:
    """Say what was understood: ``added Nan Okafor: crochet (expert), knitting; Hobart``."""
    kind = "" if contact.kind == "person" else f" ({contact.kind})"
    told = [told_skills(contact.skills), contact.title, contact.org, contact.place]
    if contact.via:
        told.append(f"via {' and '.join(contact.via)}")
    what = "; ".join(part for part in told if part)
    return f"{did} {contact.name}{kind}" + (f": {what}" if what else "")


def where(contact: Contact) -> str:
    """Say what and where a contact is: ``person, Hobart (local)``."""
    reach = f" ({contact.reach})" if contact.reach and contact.place else contact.reach or ""
    place = f"{contact.place}{reach}"
    return ", ".join(part for part in (str(contact.kind), place) if part)


def name_cell(contact: Contact) -> list[Part]:
    """Draw a name with what the contact is beneath it."""
    return [(contact.name, "bold"), (f"\n{where(contact)}", "dim")]
