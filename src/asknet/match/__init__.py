"""Who fits a problem: words, spelling, fit, verdict, reasons. Pure functions over a ``WordIndex``."""

from asknet.match.answer import Answer, Match, Reason, Verdict, answer, verdict
from asknet.match.index import Posting, WordIndex
from asknet.match.synonyms import both_ways, short_forms

__all__ = ["Answer", "Match", "Posting", "Reason", "Verdict", "WordIndex", "answer", "both_ways", "short_forms", "verdict"]
