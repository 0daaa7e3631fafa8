"""Contacts in words: the echo of what was understood, and their lines in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.fields import FIELDS, MANY, card_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asknet.cli.terminal import Part
    from asknet.model import Contact, Skill


_NOTE = 100
"""Characters of a note that are echoed."""


def describe_skills(skills: Iterable[Skill]) -> str:
    """Return skills as ``crochet (expert), knitting``."""
    return ", ".join(f"{s.topic} ({s.level})" if s.level else s.topic for s in skills)


def echo(did: str, contact: Contact) -> str:
    """Return what was understood: ``added Nan Okafor: crochet (expert), knitting; Hobart``."""
    kind = "" if contact.kind == "person" else f" ({contact.kind})"
    facts = [describe_skills(contact.skills), contact.title, contact.org, contact.place]
    if contact.via:
        facts.append(f"via {' and '.join(contact.via)}")
    note = " ".join(contact.notes.split())
    facts += [
        ", ".join((*contact.email, *contact.phone, *contact.url)),
        ", ".join(contact.circles),
        f"met {contact.met.isoformat()}" if contact.met else "",
        f"every {_value('every', contact.every)}" if contact.every else "",
        f"wants {', '.join(contact.wants)}" if contact.wants else "",
        f'note "{note if len(note) <= _NOTE else note[:_NOTE] + "…"}"' if note else "",
    ]
    what = "; ".join(part for part in facts if part)
    return f"{did} {contact.name}{kind}" + (f": {what}" if what else "")


def echo_change(before: Contact, after: Contact) -> str:
    """Return what was changed: ``changed Margaret Hale: every 30 days -> 14 days; + knitting``."""
    changed = changes(before, after)
    return (
        f"changed {before.name}: {'; '.join(changed)}"
        if changed
        else f"nothing changed: {after.name} already has these values"
    )


def changes(before: Contact, after: Contact) -> list[str]:
    """Return how two states of a contact differ, by field: the old and the new value, or what was added and removed."""
    changed = []
    old, new = card_values(before), card_values(after)
    for field in FIELDS:
        was, now = old.get(field), new.get(field)
        if was == now:
            continue
        if field == "skills":
            changed += _skill_changes(before, after)
        elif field in MANY:
            label = f"{_CALLED.get(field, field)} "
            changed += [f"- {label}{one}" for one in was or [] if one not in (now or [])]
            changed += [f"+ {label}{one}" for one in now or [] if one not in (was or [])]
        elif field == "notes":
            more = now.removeprefix(was or "").strip() if now and now.startswith(was or "") else ""
            changed.append(f"+ note {more}" if more else "notes changed" if now else "- notes")
        else:
            changed.append(f"{_CALLED.get(field, field)} {_value(field, was)} -> {_value(field, now)}")
    return changed


_CALLED = {
    "email": "e-mail", "url": "link", "aliases": "alias", "circles": "circle", "wants": "want", "refers": "referral",
    "no_suggest": "suggested", "org": "organisation",
}  # fmt: skip
"""Fields with another name in a sentence."""


def _skill_changes(before: Contact, after: Contact) -> list[str]:
    was, now = ({skill.topic: skill.level for skill in contact.skills} for contact in (before, after))
    gone = [f"- {topic}" for topic in was if topic not in now]
    levels = [f"{t} {was[t] or 'no level'} -> {now[t] or 'no level'}" for t in now if t in was and now[t] != was[t]]
    return [*gone, *levels, *(f"+ {describe_skills([skill])}" for skill in after.skills if skill.topic not in was)]


def _value(field: str, value: object) -> str:
    """Return one value in words."""
    if field == "no_suggest":
        return "never" if value else "yes"
    if field == "status":
        return str(value or "active")
    if value is None:
        return "none"
    if field == "every":
        return f"{str(value).removesuffix('d')} days"
    return str(value)


def where(contact: Contact) -> str:
    """Return what and where a contact is: ``person, Hobart (local)``."""
    reach = f" ({contact.reach})" if contact.reach and contact.place else contact.reach or ""
    place = f"{contact.place}{reach}"
    return ", ".join(part for part in (str(contact.kind), place) if part)


def name_cell(contact: Contact) -> list[Part]:
    """Return a name with a description of the contact below it."""
    return [(contact.name, "bold"), (f"\n{where(contact)}", "")]
