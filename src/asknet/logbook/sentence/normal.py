"""A sentence in its normal form, on which the lists of phrases look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.model import Kind
from asknet.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.book import Company

TO_COMMUNITY = (
    r"\b(?:posted|shared|answered|commented|contributed|replied|uploaded|published|wrote)\b[^;.]{0,80}?"
    r"\b(?:in|on|to|at) (?:the )?PLACE\b|\bposted\b"
)
TALK = r"\b(?:gave|held|led|ran|hosted) (?:a|an|my|our|the) (?:\w+ )?(?:talk|workshop|session|lesson|demo|class)\b"
ASKED_COMMUNITY = r"\basked\b[^;.]{0,60}?\b(?:in|on|at) (?:the )?PLACE\b"
CONSUMED = (
    r"\b(?:read|watched|listened|studied|browsed|followed|found|learned|learnt|looked up|downloaded)\b"
    r"[^;.]{0,80}?\bPLACE\b"
)
"""What one does in a community and with a source; a talk that is given there; a question that is asked there."""


def normal(
    text: str,
    found: Company,
    spans: Sequence[tuple[int, int]],
) -> str:
    """Return the sentence folded, with NAME, PLACE (a community or source), SOMEONE (not there) and TOPIC."""
    pieces: list[tuple[int, int, str]] = [(a, b, "TOPIC") for a, b in spans]
    passed = {m.start for m, _ in found.passed}
    for mention in (*found.clear, *found.unclear_at, *(m for m, _ in found.passed)):
        person = mention.candidates[0].kind is Kind.PERSON
        what = "SOMEONE" if mention.start in passed else "NAME" if person else "PLACE"
        pieces.append((mention.start, mention.end, what + ("'s" if mention.possessive else "")))
    taken = [(a, b) for a, b, _ in pieces]
    for place, name in found.unknown_at:
        end = place + len(name)
        if not any(a < end and place < b for a, b in taken):
            pieces.append((place, end, "NAME"))
    out, at = [], 0
    for start, end, what in sorted(pieces):
        if start < at:
            continue
        out += [fold(text[at:start]), what]
        at = end
    out.append(fold(text[at:]))
    return " ".join("".join(out).replace("’", "'").replace("@NAME", "NAME").replace("w/ ", "with ").split())


def holds(said: str, *parts: str) -> bool:
    """Say whether one of these is in it at all: patterns are compiled, which takes 1 ms each, only then."""
    return any(part in said for part in parts)
