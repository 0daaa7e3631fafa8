"""Results as plain values: the field names of ``--json``, for the command line, the assistant server and Python callers."""

from __future__ import annotations

import os
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from asknet.model import Direction

if TYPE_CHECKING:
    from collections.abc import Callable

    from asknet.contacts.show import ContactDetails
    from asknet.contacts.skills import Topic
    from asknet.dedupe.dupes import Pair
    from asknet.dedupe.merge import Merged
    from asknet.importing.import_file import Imported
    from asknet.logbook.log import Logged, NotHappenedError
    from asknet.model import Answer, Ask, Contact, Interaction, Match
    from asknet.safety.backup import Copy
    from asknet.safety.forget import Forgotten
    from asknet.store.undo_log import PastStep


def contact_json(contact: Contact) -> dict[str, Any]:
    """Return a contact with every field, empty ones as null or []."""
    return {
        "id": contact.id,
        "uid": contact.uid,
        "kind": contact.kind,
        "name": contact.name,
        "skills": [{"topic": s.topic, "level": s.level, "provenance": s.provenance} for s in contact.skills],
        "circles": list(contact.circles),
        "title": contact.title,
        "org": contact.org,
        "place": contact.place,
        "reach": contact.reach,
        "email": list(contact.email),
        "phone": list(contact.phone),
        "url": list(contact.url),
        "aliases": list(contact.aliases),
        "via": next(iter(contact.via), None),
        "introducers": list(contact.via),
        "refers": [{"topic": r.topic, "evidence": r.evidence} for r in contact.refers],
        "met": contact.met.isoformat() if contact.met else None,
        "closeness": contact.closeness,
        "every": f"{contact.every}d" if contact.every else None,
        "wants": list(contact.wants),
        "no_suggest": bool(contact.no_suggest),
        "status": contact.status,
        "notes": contact.notes,
        "added": contact.added.isoformat(),
    }


def me_json(contact: Contact) -> dict[str, Any]:
    """Return yourself: a contact, your country and how you sign."""
    return contact_json(contact) | {"country": contact.country or None, "sign": contact.sign or None}


def identity_json(contact: Contact) -> dict[str, Any]:
    """Return what identifies a contact."""
    return {"id": contact.id, "uid": contact.uid, "name": contact.name}


def page_json(page: ContactDetails) -> dict[str, Any]:
    """Return what `show` shows of a contact."""
    return contact_json(page.contact) | {
        "interactions": [interaction_json(i) for i in page.interactions],
        "asks": [ask_json(a) for a in page.asks],
        "balance": {"received": page.received, "given": page.given},
        "next": page.due.isoformat() if page.due else None,
        "could_give": list(page.could_give),
        "introduced": [c.name for c in page.introduced],
        "sources": page.sources,
    }


def interaction_json(interaction: Interaction) -> dict[str, Any]:
    """Return a log entry as `show` lists it."""
    return {
        "id": interaction.id,
        "date": interaction.date.isoformat(),
        "text": interaction.text,
        "direction": direction_json(interaction.direction),
        "kind": interaction.kind,
        "topics": list(interaction.topics),
        "with": [name for _, name in interaction.with_],
        "mentioned": [name for _, name in interaction.mentioned],
    }


def state_of(ask: Ask) -> str:
    """Return whether a question is ``open``, ``waiting`` for an answer, or ``closed``."""
    return "closed" if ask.closed else "waiting" if ask.waiting else "open"


def ask_json(ask: Ask) -> dict[str, Any]:
    """Return a question and its outcome."""
    return {
        "id": ask.id,
        "date": ask.date.isoformat(),
        "problem": ask.problem,
        "verdict": ask.verdict,
        "closed": ask.closed.isoformat() if ask.closed else None,
        "outcomes": [{"with": o.name, "outcome": o.outcome, "date": o.date.isoformat()} for o in ask.outcomes],
        "state": state_of(ask),
        "waiting": [{"id": o.contact, "with": o.name, "since": o.date.isoformat()} for o in ask.waiting],
        "next": {"id": ask.next[0], "name": ask.next[1]} if ask.next else None,
        "note": ask.note,
    }


def direction_json(direction: Direction) -> str | None:
    """Return who helped whom; null for nobody."""
    return None if direction is Direction.NONE else direction.value


def logged_json(logged: Logged) -> dict[str, Any]:
    """Return a log entry: the contract of ``log --json``."""
    entry = logged.entry
    return {
        "id": entry.id,
        "date": entry.date.isoformat(),
        "with": [name for _, name in entry.with_],
        "mentioned": [name for _, name in entry.mentioned],
        "direction": direction_json(entry.direction),
        "topics": list(entry.topics),
        "kind": entry.kind,
        "added": [contact.name for contact in logged.added],
        "text": entry.text,
        "unclear": list(logged.unclear),
    }


def not_logged_json(error: NotHappenedError) -> dict[str, Any]:
    """Return what ``log --json`` writes for a fact, a plan or an absence: an entry with nobody, and commands to store it."""
    return {
        "id": None,
        "date": None,
        "with": [],
        "mentioned": [contact.name for contact in error.contacts],
        "direction": None,
        "topics": [],
        "kind": error.tells,
        "added": [],
        "text": error.text,
        "unclear": [],
        "commands": [["asknet", *command] for command in error.commands],
    }


def pair_json(pair: Pair) -> dict[str, Any]:
    """Return two contacts that may be the same: how sure that is, why, and both."""
    return {
        "verdict": pair.comparison.sameness.name.lower(),
        "strength": pair.comparison.strength,
        "why": list(pair.comparison.reasons),
        "contacts": [contact_json(pair.one), contact_json(pair.other)],
    }


def merged_json(merged: Merged) -> dict[str, Any]:
    """Return the result of a merge: the contact that stayed, the one merged into it, and what was moved."""
    return {
        "contact": contact_json(merged.contact),
        "gone": identity_json(merged.gone),
        "moved": {
            "skills": merged.skills,
            "fields": merged.fields,
            "interactions": merged.moved.interactions,
            "asks": merged.moved.asks,
            "introduced": merged.moved.introduced,
            "sources": merged.moved.sources,
        },
    }


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer: the contract of ``ask --json``; `more` only if everybody was asked for and there are more."""
    return {
        "problem": answer.problem,
        "ask": answer.ask,
        "verdict": answer.verdict,
        "probability": answer.probability,
        "matches": [_match_json(match) for match in answer.matches],
        "referrals": [
            {"id": lead.contact.id, "name": lead.contact.name, "topic": lead.topic, "evidence": lead.evidence}
            for lead in answer.leads
        ],
        "suggestions": [
            {"do": s.do, "id": s.id, "name": s.name, "why": s.why, "command": s.command} for s in answer.suggestions
        ],
    } | ({"more": answer.more} if answer.more else {})


def _match_json(match: Match) -> dict[str, Any]:
    contact, factors = match.contact, match.factors
    out: dict[str, Any] = {
        "rank": match.rank,
        "id": contact.id,
        "uid": contact.uid,
        "kind": contact.kind,
        "name": contact.name,
        "title": contact.title or None,
        "org": contact.org or None,
        "circles": list(contact.circles),
        "status": contact.status,
        "reach": contact.reach,
        "score": match.score,
        "fit": match.fit,
        "verdict": match.verdict,
        "factors": {
            "tie": factors.tie,
            "record": factors.record,
            "balance": factors.balance,
            "availability": factors.availability,
            "product": factors.product,
        },
        "why": [
            {
                "evidence": why.evidence,
                "from": why.source,
                "level": why.level,
                "term": why.term,
                "how": why.how,
            }
            for why in match.why
        ],
        "via": list(match.via),
        "contact": {
            "email": next(iter(contact.email), None),
            "phone": next(iter(contact.phone), None),
            "url": next(iter(contact.url), None),
        },
    }
    if match.dormant:
        out["dormant"] = True
    if match.weakest:
        out["weakest"] = {"name": match.weakest[0], "why": match.weakest[1]}
    return out


def step_json(step: PastStep) -> dict[str, Any]:
    """Return a step of the undo log."""
    return {"step": step.id, "at": step.at, "did": step.did, "undoes": step.undoes}


def imported_json(done: Imported) -> dict[str, Any]:
    """Return the result of an import: the contract of ``import --json``."""
    return {
        "read": done.read,
        "added": done.added,
        "updated": done.updated,
        "unchanged": done.unchanged,
        "skipped": [_in_file(s.file, {"line": s.line, "why": s.why}) for s in done.skipped],
        "possible_duplicates": [
            {"line": d.line, "name": d.name, "new": d.new, "old": d.old, "why": list(d.why)}
            for d in done.possible_duplicates
        ],
        "joined": [
            {"line": j.line, "name": j.name, "id": j.contact, "called": j.called, "why": list(j.why)}
            for j in done.matched
        ],
        "format": done.reading.format,
        "guesses": dict(done.reading.guesses),
        "warnings": list(done.reading.warnings),
        "ignored_introducers": [{"line": s.line, "why": s.why} for s in done.unclear],
        "ignored": [
            _in_file(i.file, {"line": i.line, "field": i.value.field, "why": i.value.why}) for i in done.ignored
        ],
        "removed_before": [
            _in_file(r.file, {"line": r.line, "name": r.name, "day": r.day.isoformat()}) for r in done.removed_before
        ],
        "replaced": [
            _in_file(r.file, {"line": r.line, "name": r.name, "id": r.contact, **r.value._asdict()})
            for r in done.replaced
        ],
        "kept": [
            _in_file(
                k.file,
                {"line": k.line, "name": k.name, "id": k.contact}
                | {"field": k.value.field, "value": k.value.was, "in_file": k.value.now},
            )
            for k in done.kept
        ],
        "topics": [{"topic": topic, "contacts": n} for topic, n in done.topics],
    } | ({section: counts._asdict() for section, counts in done.sections.counts.items()} if done.sections else {})


def _in_file(file: str, value: dict[str, Any]) -> dict[str, Any]:
    """Return what is reported of a row, with its file if an archive holds several."""
    return value | {"file": file} if file else value


def copy_json(copy: Copy) -> dict[str, Any]:
    """Return where a copy of the network is."""
    return {
        "name": copy.path.name,
        "path": str(copy.path),
        "bytes": copy.bytes,
        "at": copy.at or None,
        "why": copy.why or None,
    }


def forgotten_json(done: Forgotten) -> dict[str, Any]:
    """Return the result of forgetting."""
    return {
        "forgot": done.name,
        "entries": done.entries,
        "reworded": done.reworded,
        "backups": done.backups,
        "contacts": list(done.contacts),
        "perhaps": list(done.perhaps),
        "strangers": list(done.strangers),
        "imported": done.imported,
        "page": done.page or None,
        "pages": list(done.pages),
        "notices": list(done.notices),
    }


def topic_json(topic: Topic) -> dict[str, Any]:
    """Return a topic, a title or an organisation, and how many contacts have it."""
    return {"topic": topic.topic, "contacts": topic.contacts, "best": topic.best, "from": topic.source}


_WRITERS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "Answer": answer_json,
    "Ask": ask_json,
    "Contact": contact_json,
    "Copy": copy_json,
    "Forgotten": forgotten_json,
    "Imported": imported_json,
    "Interaction": interaction_json,
    "Logged": logged_json,
    "Match": _match_json,
    "Merged": merged_json,
    "ContactDetails": page_json,
    "Pair": pair_json,
    "PastStep": step_json,
    "Topic": topic_json,
}
"""Writers by the name of the result's type: importing all types would slow the start."""


def plain(result: Any) -> Any:  # noqa: ANN401 - any result of `Network`
    """Return a result of `asknet.Network` as dicts, lists, text, numbers and None, with the field names of ``--json``.

    Results that ``--json`` writes piece by piece (of `add`, of `close_ask`) have the names of their own fields.
    """
    writer = _WRITERS.get(type(result).__name__)
    if writer is not None:
        return plain(writer(result))
    if isinstance(result, dict):
        return {key: plain(each) for key, each in result.items()}
    fields = getattr(result, "_fields", None) or getattr(result, "__dataclass_fields__", None)
    if fields is not None:
        return {name: plain(getattr(result, name)) for name in fields}
    if isinstance(result, (tuple, list)):
        return [plain(each) for each in result]
    return _one(result)


def _one(value: Any) -> Any:  # noqa: ANN401 - a value that holds no others
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return os.fspath(value) if isinstance(value, os.PathLike) else value
