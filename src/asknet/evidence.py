"""What supports a contact: the one place where evidence is made from records and log entries.

Evidence belongs to its source. A contact's own record (skills, title, organisation, notes) and the problems they helped
with give some pieces; each log entry gives one to everybody who took part.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from asknet.labels import is_near_helper, says_trade
from asknet.lexicon import LexiconError, lexicon_id, shipped
from asknet.model import Direction, Evidence, EvidenceKind, Kind, Level, Provenance
from asknet.person_names import TITLES_MEAN, described, title_meaning
from asknet.referrals import referral_in
from asknet.text import LEGAL_FORMS, MAX_TEXT, NO_ORGANISATION, fold, fold_name, tokens
from asknet.thesaurus import trades

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asknet.model import Referral, Skill

_NOTE_BREAKS = r"\n| \| "
"""Each note is a line; files that hold several in one cell separate them with a bar."""


FROM_REVIEW = "review"
"""The kind of entries that one key in a review wrote: they record that something was done, in words nobody chose."""
_VERSION = 6
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
    place: str = ""


def record_evidence(record: ContactRecord) -> Iterator[Evidence]:
    """Yield the evidence of a contact's own record; a note that only says whom they know is a referral.

    The whole names of a community or source are evidence; of a person's names, the words that describe them, and a title.
    """
    person = record.kind is Kind.PERSON
    org = "" if fold_name(record.org) in NO_ORGANISATION else record.org
    for name in (record.name, *(alias for alias in record.aliases if " " in alias)):  # one word is a nickname
        describing = described(name, DescribingWords()) if person else name
        yield from _piece(EvidenceKind.NAME, describing, means=_without(describing, record.place))
        title = title_meaning(name) if person and not record.title else None
        if title and all(_confirms(each, title[1]) for each in (org, _trade_in(describing)) if each):
            yield from _piece(EvidenceKind.NAME, title[0], means=title[1])
    for skill in record.skills:
        proven = skill.provenance is Provenance.HELPED
        kind = EvidenceKind.HELPED if proven else EvidenceKind.SKILL
        yield from _piece(kind, skill.topic, skill.level)
    if record.kind is not Kind.SOURCE:  # a website does not know how to make one
        yield from _piece(EvidenceKind.TITLE, record.title)
    yield from _piece(EvidenceKind.ORG, org)
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

NAMES_LITTLE = 420_000
"""Length of the vector of a word, in the lexicon's units, under which it describes nobody in a name: home, office."""


class DescribingWords:
    """The words that may describe somebody in a name: trades of the thesaurus, what is near them, and plurals (skips).

    `least` is the cosine to a kind of helper.
    """

    def __init__(self, least: float = NEAR_TRADE) -> None:
        self._least = least

    def __contains__(self, word: object) -> bool:
        """Return whether a folded word may."""
        lexicon, text = shipped(), str(word)
        if isinstance(lexicon, LexiconError) or text not in lexicon:
            return text in trades()
        if lexicon.vector([text]).norm < NAMES_LITTLE:
            return False
        return text in trades() or (text.endswith("s") and text[:-1] in lexicon) or is_near_helper(text, self._least)


CONFIRMS = 0.28
"""Least cosine of the words of an organisation with what a title says for the one to confirm the other: Park Surgery .29
with doctor, University of Leeds .28 with professor; Deutsche Bank, Google and Kerr Consulting under .16."""

PART_CONFIRMS = 0.36
"""The same for one of its words, or two side by side, without what it is called: hospital .38 with doctor, surgery .41,
college .47 with professor; not executive (.32 with accountant), house (.32 with architect)."""

NEARLY = 0.6
"""Share of the cosine with the nearest meaning of a title that another must have: a hospital has nurses .43 and doctors
.38; a dental surgery has dentists .84, no doctors (.41, by its last word)."""

_WORKPLACES = {
    "nhs": "hospital", "klinik": "hospital", "klinikum": "hospital", "krankenhaus": "hospital", "hopital": "hospital",
    "praxis": "surgery", "arztpraxis": "surgery", "hausarztpraxis": "surgery", "gemeinschaftspraxis": "surgery",
    "zahnarztpraxis": "dental", "tierarztpraxis": "veterinary", "tierklinik": "veterinary", "kanzlei": "solicitors",
    "universitat": "university", "universite": "university", "universidad": "university", "universita": "university",
}  # fmt: skip
"""Words for where people work whose meaning the lexicon does not give, in words of which it does."""


def _confirms(org: str, meaning: str) -> bool:
    """Return whether an organisation is one for what a title says, about as much as for any other: a surgery, no bank.

    Its words count together, one by one and in pairs, as the name of a place says nothing: High Street Surgery.
    """
    lexicon = shipped()
    if isinstance(lexicon, LexiconError):
        return False
    words = [word for word in tokens(org) if word not in LEGAL_FORMS]
    parts = {*words, *map(" ".join, pairwise(words)), *(_WORKPLACES[word] for word in words if word in _WORKPLACES)}
    near = dict.fromkeys(TITLES_MEAN.values(), 0.0)
    for text, least in ((" ".join(words), CONFIRMS), *((part, PART_CONFIRMS) for part in parts)):
        vector = lexicon.vector([text])
        for each in near:
            cosine = vector.cosine(lexicon.vector([each]))
            near[each] = max(near[each], cosine if cosine >= least else 0.0)
    return near[meaning] > 0 and near[meaning] >= NEARLY * max(near.values())


def _trade_in(describing: str) -> str:
    """Return those of the words that describe somebody in a name that say what they do."""
    return " ".join(filter(says_trade, tokens(describing)))


def _without(name: str, place: str) -> str:
    """Return the words of a name without those of its own place: the Bath Rugby Club in Bath knows rugby, not baths.

    All of them if there are no others.
    """
    words, there = tokens(name), set(tokens(place))
    return " ".join(word for word in words if word not in there) if not there.issuperset(words) else ""


def _piece(kind: EvidenceKind, text: str, level: Level | None = None, means: str = "") -> Iterator[Evidence]:
    text = text.strip()[:MAX_TEXT]
    words = means or " ".join(tokens(text))
    if words:
        yield Evidence(kind=kind, text=text, words=words, level=level)
