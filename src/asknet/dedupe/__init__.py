"""Whether two contacts are one person: sure, likely or no, with the reasons in words.

Pure functions over cards. `judge` looks at two of them; `blocking` says which two
are worth a look, so that a hundred thousand contacts do not make five billion pairs.
The rule was measured on `tests/same/pairs.yaml`: no two people may be merged.
"""

from asknet.dedupe.blocking import MANY, Blocks
from asknet.dedupe.score import Judged, Verdict, judge
from asknet.person_names import spellings

__all__ = ["MANY", "Blocks", "Judged", "Verdict", "judge", "spellings"]
