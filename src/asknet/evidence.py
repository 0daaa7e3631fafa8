"""What speaks for a contact: the one place where evidence is made from what was written.

Evidence belongs to its source. A contact's own record (skills, title, organisation, notes) and the problems they helped
with give some pieces, each entry of the log gives one to everybody who took part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.lexicon import lexicon_id
from asknet.model import Evidence, EvidenceKind, Kind, Level, Provenance
from asknet.person_names import described
from asknet.referrals import referral_in
from asknet.text import MAX_TEXT, fold, tokens
from asknet.thesaurus import trades

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asknet.model import Referral, Skill

_NOTE_BREAKS = r"\n| \| "
"""One note a line; files that hold several in one cell part them with a bar."""


FROM_REVIEW = "review"
"""The kind of entries that one key in a review wrote: they say that something was done, in words that nobody chose."""
_VERSION = 3
"""Counted up when other evidence is made from the same record, or something else is kept beside it."""


def evidence_id() -> str:
    """Return what evidence is made with: when it changes, all evidence is rebuilt. Empty where no lexicon can be used."""
    lexicon = lexicon_id()
    return f"{lexicon}.{_VERSION}" if lexicon else ""


class ContactRecord(NamedTuple):
    """What a contact's own record says, and the problems they helped with."""

    name: str
    kind: Kind
    title: str = ""
    org: str = ""
    notes: str = ""
    skills: Sequence[Skill] = ()
    helped_with: Sequence[str] = ()
    refers: Sequence[Referral] = ()


def record_evidence(record: ContactRecord) -> Iterator[Evidence]:
    """Yield the evidence of a contact's own record; a note that only says whom they know is a referral.

    The name of a community or source speaks for it as a whole; of a person's, the words that describe them.
    """
    name = described(record.name, trades()) if record.kind is Kind.PERSON else record.name
    yield from _piece(EvidenceKind.NAME, name)
    for skill in record.skills:
        proven = skill.provenance is Provenance.HELPED
        kind = EvidenceKind.HELPED if proven else EvidenceKind.SKILL
        yield from _piece(kind, skill.topic, skill.level)
    yield from _piece(EvidenceKind.TITLE, record.title)
    yield from _piece(EvidenceKind.ORG, record.org)
    for note in re.split(_NOTE_BREAKS, record.notes):
        yield from _piece(EvidenceKind.REFERRAL if referral_in(note) else EvidenceKind.NOTE, note)
    for referral in record.refers:
        yield from _piece(EvidenceKind.REFERRAL, str(referral))
    for problem in record.helped_with:
        yield from _piece(EvidenceKind.HELPED, problem)


def entry_evidence(text: str, topics: Sequence[str], kind: str) -> Evidence | None:
    """Return the evidence that an entry of the log of a kind gives; None where it holds no word of yours."""
    if kind == FROM_REVIEW:
        return None
    of = EvidenceKind.REFERRAL if referral_in(text) else EvidenceKind.INTERACTION
    return next(_piece(of, entry_text(text, topics)), None)


def entry_text(text: str, topics: Sequence[str]) -> str:
    """Return the text of the evidence of an entry: what was written, and the topics that are not in it."""
    folded = fold(text) if topics else ""
    besides = [f"#{topic}" for topic in topics if fold(topic) not in folded]
    return " ".join([text, *besides]).strip()[:MAX_TEXT]


def _piece(kind: EvidenceKind, text: str, level: Level | None = None) -> Iterator[Evidence]:
    text = text.strip()[:MAX_TEXT]
    words = " ".join(tokens(text))
    if words:
        yield Evidence(kind=kind, text=text, words=words, level=level)
