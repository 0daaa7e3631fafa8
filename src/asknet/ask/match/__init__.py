"""Who fits a problem: words, spelling, fit, verdict, reasons. Pure functions over a ``WordIndex``."""

from asknet.ask.match.answer import ContactFit, Fits, Reason, answer
from asknet.ask.match.index import EvidenceLookups, Piece, Posting, WordIndex
from asknet.ask.match.synonyms import both_ways, short_forms
from asknet.ask.match.verdict import Verdict, verdict

__all__ = [
    "ContactFit",
    "EvidenceLookups",
    "Fits",
    "Piece",
    "Posting",
    "Reason",
    "Verdict",
    "WordIndex",
    "answer",
    "both_ways",
    "short_forms",
    "verdict",
]
