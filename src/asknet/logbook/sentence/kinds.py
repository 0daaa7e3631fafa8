"""How you met: the first kind that the sentence names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.words import Token

_KINDS = {
    "coffee": "coffee coffees cuppa tea espresso kaffee cafe",
    "call": "call calls called phone phoned rang ring zoom zoomed facetime facetimed skype skyped phoning voicemail",
    "mail": "mail mailed email emailed e-mail e-mailed letter wrote text texted message messaged dm whatsapp postcard",
    "met": "met meeting lunch dinner breakfast brunch supper drink drinks beer beers pint visit visited bumped ran caught"
    " walk hike saw curry picnic",
}
_WORDS = {word: kind for kind, words in _KINDS.items() for word in words.split()}
MEETINGS = frozenset(f"{_KINDS['coffee']} {_KINDS['met']}".split())
"""Words for meetings that are not verbs, or are past forms."""


def kind_of(tokens: Sequence[Token]) -> str:
    """Return how you met; '' if the sentence does not say."""
    lows = {token.low for token in tokens}
    kinds = {token.mention.contact.kind for token in tokens if token.mention}
    if "posted" in lows or ("asked" in lows and Kind.COMMUNITY in kinds):
        return "posted"
    found = {_WORDS[low] for low in lows & _WORDS.keys()}
    return "read" if Kind.SOURCE in kinds else next((kind for kind in _KINDS if kind in found), "")
