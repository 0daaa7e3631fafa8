"""What speaks for a contact: the one place where evidence is made.

`add`, `edit`, `import`, `log` and `undo` all come here, so that the same contact
always has the same evidence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.lexicon import meaning_of
from asknet.model import Evidence, EvidenceKind, Interaction, Level, Outcome, Provenance
from asknet.text import MAX_TEXT, fold, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asknet.model import Contact

_NOTE_BREAKS = re.compile(r"\n| \| ")
"""One note a line; files that hold several in one cell part them with a bar."""

_COUNTS = frozenset({Outcome.HELPED, Outcome.PARTLY})


def evidence_for(
    contact: Contact,
    interactions: Sequence[Interaction] = (),
    helped_with: Iterable[tuple[str, Outcome]] = (),
) -> list[Evidence]:
    """Return the pieces of evidence for a contact, one per thing that was said.

    Skills, title, organisation, each note, each interaction with its topics, and
    each problem they helped with. Yourself has none: you are never ranked.
    """
    if contact.me:
        return []
    return list(_pieces(contact, interactions, helped_with))


def _pieces(
    contact: Contact,
    interactions: Sequence[Interaction],
    helped_with: Iterable[tuple[str, Outcome]],
) -> Iterator[Evidence]:
    for skill in contact.skills:
        proven = skill.provenance is Provenance.HELPED
        kind = EvidenceKind.HELPED if proven else EvidenceKind.SKILL
        yield from _piece(kind, skill.topic, skill.level)
    yield from _piece(EvidenceKind.TITLE, contact.title)
    yield from _piece(EvidenceKind.ORG, contact.org)
    for note in _NOTE_BREAKS.split(contact.notes):
        yield from _piece(EvidenceKind.NOTE, note)
    for interaction in interactions:
        text = fold(interaction.text)
        besides = [f"#{topic}" for topic in interaction.topics if fold(topic) not in text]
        said = " ".join([interaction.text, *besides])
        yield from _piece(EvidenceKind.INTERACTION, said)
    for problem, outcome in helped_with:
        if outcome in _COUNTS:
            yield from _piece(EvidenceKind.HELPED, problem)


def _piece(kind: EvidenceKind, text: str, level: Level | None = None) -> Iterator[Evidence]:
    text = text.strip()[:MAX_TEXT]
    words = " ".join(tokens(text))
    if words:
        yield Evidence(kind=kind, text=text, words=words, level=level, meaning=meaning_of(words))
