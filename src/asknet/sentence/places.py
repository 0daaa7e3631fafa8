"""Phrases of what one does in a community and with a source."""

from __future__ import annotations

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
