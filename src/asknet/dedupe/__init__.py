"""Whether two contacts are one person: sure, likely or no, with the reasons in words.

Pure functions over cards. `compare` compares two of them; `blocking` says which two
are worth it, so that a hundred thousand contacts do not make five billion pairs.
The rule was measured on `tests/same/pairs.yaml`: no two people may be merged.
"""

from asknet.dedupe.blocking import COMMON_FROM, Blocks
from asknet.dedupe.score import Comparison, Sameness, compare
from asknet.person_names import spellings

__all__ = ["COMMON_FROM", "Blocks", "Comparison", "Sameness", "compare", "spellings"]
