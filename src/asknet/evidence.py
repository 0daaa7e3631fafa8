"""What supports a contact: the one place where evidence is made from records and log entries.

Evidence belongs to its source. A contact's own record (skills, title, organisation, notes) and the problems they helped
with give some pieces; each log entry gives one to everybody who took part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asknet.labels import is_near_helper
from asknet.lexicon import LexiconError, lexicon_id, shipped
from asknet.model import Direction, Evidence, EvidenceKind, Kind, Level, Provenance
from asknet.person_names import described, title_meaning
from asknet.referrals import referral_in
from asknet.text import MAX_TEXT, fold, tokens
from asknet.thesaurus import trades

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asknet.model import Referral, Skill

_NOTE_BREAKS = r"\n| \| "
"""Each note is a line; files that hold several in one cell separate them with a bar."""


FROM_REVIEW = "review"
"""The kind of entries that one key in a review wrote: they record that something was done, in words nobody chose."""
_VERSION = 5
"""Raised when the same record gives other evidence, or when something else is stored with it."""


def evidence_id() -> str:
    """Return the id of how evidence is made: when it changes, all evidence is rebuilt. Empty if no lexicon can be used."""
    lexicon = lexicon_id()
    return f"{lexicon}.{_VERSION}" if lexicon else ""


class ContactRecord(NamedTuple):
    """What evidence of a contact is made from: their own record and the problems they helped with."""

    name: str
    kind: Kind
    title: str = ""
    org: str = ""
    notes: str = ""
    skills: Sequence[Skill] = ()
    helped_with: Sequence[str] = ()
    refers: Sequence[Referral] = ()
    aliases: Sequence[str] = ()


def record_evidence(record: ContactRecord) -> Iterator[Evidence]:
    """Yield the evidence of a contact's own record; a note that only says whom they know is a referral.

    The whole names of a community or source are evidence; of a person's names, the words that describe them, and a title.
    """
    person = record.kind is Kind.PERSON
    for name in (record.name, *(alias for alias in record.aliases if " " in alias)):  # one word is a nickname
        yield from _piece(EvidenceKind.NAME, described(name, DescribingWords()) if person else name)
        title = title_meaning(name) if person and not (record.title or record.org) else None
        if title:
            yield from _piece(EvidenceKind.NAME, title[0], means=title[1])
    for skill in record.skills:
        proven = skill.provenance is Provenance.HELPED
        kind = EvidenceKind.HELPED if proven else EvidenceKind.SKILL
        yield from _piece(kind, skill.topic, skill.level)
    if record.kind is not Kind.SOURCE:  # a website does not know how to make one
        yield from _piece(EvidenceKind.TITLE, record.title)
    yield from _piece(EvidenceKind.ORG, record.org)
    for note in re.split(_NOTE_BREAKS, record.notes):
        yield from _piece(EvidenceKind.REFERRAL if referral_in(note) else EvidenceKind.NOTE, note)
    for referral in record.refers:
        yield from _piece(EvidenceKind.REFERRAL, str(referral))
    for problem in record.helped_with:
        yield from _piece(EvidenceKind.HELPED, problem)


def entry_evidence(text: str, topics: Sequence[str], kind: str, direction: str) -> Evidence | None:
    """Return the evidence that a log entry of this kind and direction gives; None if it holds no words of yours.

    Help that you gave shows what somebody needed: they may remember it, but hardly know it.
    """
    if kind == FROM_REVIEW:
        return None
    of = EvidenceKind.GIVEN if direction == Direction.GIVEN else EvidenceKind.INTERACTION
    of = EvidenceKind.REFERRAL if referral_in(text) else of
    return next(_piece(of, entry_text(text, topics)), None)


def entry_text(text: str, topics: Sequence[str]) -> str:
    """Return the text of an entry's evidence: what was written, and the topics that it does not contain."""
    folded = fold(text) if topics else ""
    besides = [f"#{topic}" for topic in topics if fold(topic) not in folded]
    return " ".join([text, *besides]).strip()[:MAX_TEXT]


NEAR_TRADE = 0.46
"""Cosine to a kind of helper from which a word of a name may describe its owner: removals, pizza; not Ito, Isla, Hamish."""


SURELY_NEAR = 0.65
"""The same where a name is at stake: taxi, physio, boiler; not Béla, Brook."""


class DescribingWords:
    """The words that may describe somebody in a name: trades of the thesaurus, what is near them, and plurals (skips).

    `least` is the cosine to a kind of helper.
    """

    def __init__(self, least: float = NEAR_TRADE) -> None:
        self._least = least

    def __contains__(self, word: object) -> bool:
        """Return whether a folded word may."""
        lexicon, text = shipped(), str(word)
        if text in trades():
            return True
        if isinstance(lexicon, LexiconError) or text not in lexicon:
            return False
        return (text.endswith("s") and text[:-1] in lexicon) or is_near_helper(text, self._least)


def _piece(kind: EvidenceKind, text: str, level: Level | None = None, means: str = "") -> Iterator[Evidence]:
    text = text.strip()[:MAX_TEXT]
    words = means or " ".join(tokens(text))
    if words:
        yield Evidence(kind=kind, text=text, words=words, level=level)
