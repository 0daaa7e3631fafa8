"""How you met: lists of plain phrases."""

from __future__ import annotations

import re

from asknet.logbook.sentence.normal import ASKED_COMMUNITY, CONSUMED, TO_COMMUNITY, holds

_KINDS = (
    (
        "coffee",
        ("coffee", "cuppa", "tea", "espresso"),
        r"\b(?:coffees?|cuppa|tea with|for (?:a )?tea|cup of tea|espresso|a tea)\b",
    ),
    (
        "call",
        ("call", "phone", "rang", "zoom", "facetime", "skype"),
        (
            r"(?<!to )(?<!will )(?<!should )(?<!must )(?<!can )(?<!please )(?<!'ll )\b(?:call|calls|phoned|rang"
            r"|video call|zoom(?:ed)?"
            r"|facetime(?:d)?|skype(?:d)?|phone call|on the phone|by phone)\b|\bcalled(?= (?:NAME|him|her|them|me"
            r"|us)\b)"
            r"|(?<=NAME )called\b|^called\b|\b(?:she|he|i|they) called\b"
        ),
    ),
    (
        "mail",
        ("mail", "letter", "wrote", "text", "messag", "dm", "whatsapp", "postcard"),
        (
            r"\b(?:e-?mail(?:ed|s)?|mail(?:ed|s)?|letter (?:to|from)|wrote to|texted|messaged|dm(?:'d|ed)?"
            r"|whatsapp(?:ed)?"
            r"|postcard (?:to|from)|text from|message from)\b"
        ),
    ),
    ("posted", ("posted",), r"\bposted\b"),
    ("posted", ("PLACE",), TO_COMMUNITY),
    ("posted", ("PLACE",), ASKED_COMMUNITY),
    ("read", ("PLACE",), CONSUMED),
    (
        "met",
        tuple(
            "met meeting hung unch dinner breakfast supper drink beer pint visit into caught catch walk hike saw".split()
        ),
        (
            r"\b(?:met|meeting with|hung out|lunch|dinner|breakfast|brunch|supper|drinks?|beers?|pint|visited"
            r"|bumped into|ran into|caught up"
            r"|catch-up|walk with|hike with|visit (?:to|from)|(?:i|we) saw|saw(?= NAME))\b|^saw\b"
        ),
    ),
)
"""Kind, parts one of which its phrases hold, its phrases; the first in this order that is there."""


def kind_of(said: str) -> str:
    """Return how you met, of a sentence in its normal form; '' when it does not say."""
    for kind, hints, phrases in _KINDS:
        if holds(said, *hints) and re.search(phrases, said):
            return kind
    return ""
