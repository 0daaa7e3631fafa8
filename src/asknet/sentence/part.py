"""The part that somebody who is named had in what a sentence tells."""

from __future__ import annotations

TOOK_PART = ""
MAYBE = "is only mentioned"
"""Counts where nobody else took part: ``Mark will lend me his drill``, ``Dana couldn't help me``."""
ABSENT = "was not there"
TO_COME = "is named for what is still to come"
SPOKEN_OF = "is only spoken of"
ASKED = "is only in a question"
