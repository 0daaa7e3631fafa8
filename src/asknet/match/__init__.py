"""Who fits a problem: words, spelling, fit, verdict, reasons. Pure functions over a ``WordIndex``."""

from asknet.match.answer import ContactFit, Reason, Verdict, WordFits, answer, verdict
from asknet.match.index import Posting, WordIndex
from asknet.match.synonyms import both_ways, short_forms

__all__ = [
    "ContactFit",
    "Posting",
    "Reason",
    "Verdict",
    "WordFits",
    "WordIndex",
    "answer",
    "both_ways",
    "short_forms",
    "verdict",
]
