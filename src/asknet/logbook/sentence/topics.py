"""What a sentence says by single words: its topics (tags, and what stands after ``about``), and how people met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.fields import unique
from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.words import NOTHING
from asknet.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asknet.logbook.sentence.words import Token

_ABOUT = frozenset("about regarding re".split())
_EMPTY = frozenset("it that this things stuff everything nothing life time all".split())
_LONGEST = 5
"""Words of a topic, at most; a longer one is a story and stays in the text."""
_KINDS = {
    "coffee": "coffee coffees cuppa tea espresso kaffee cafe",
    "call": "call calls called phone phoned rang ring zoom zoomed facetime facetimed skype skyped phoning voicemail",
    "mail": "mail mailed email emailed e-mail e-mailed letter wrote text texted message messaged dm whatsapp postcard",
    "met": "met meeting lunch dinner breakfast brunch supper drink drinks beer beers pint visit visited bumped ran caught"
    " walk hike saw curry picnic",
}
_WORDS = {word: kind for kind, words in _KINDS.items() for word in words.split()}


def find_topics(tokens: Sequence[Token], text: str) -> tuple[str, ...]:
    """Return the topics that a sentence marks, in order."""
    found: list[str] = []
    for place, token in enumerate(tokens):
        if token.kind == w.TAG:
            topic = token.text[1:].rstrip(".'’-") or token.text[1:]
            found += [topic] if not topic.isdecimal() else []
        elif token.low in _ABOUT:
            found += _after_about(tokens[place + 1 :], text)
    return unique(found)


def _after_about(tokens: Sequence[Token], text: str) -> list[str]:
    """Return the topics that follow ``about``, to the end of the phrase; ``a and b`` are two."""
    topics: list[str] = []
    part: list[Token] = []
    for token in (*tokens, NOTHING):
        pronoun = token.low in w.I | w.THEY | w.ME | w.THEM and token.low != "her"
        ends = not (token.kind == w.WORD or token.named) or token.verbal or pronoun
        if ends or token.low in w.PREPOSITIONS - {"of"} | w.CONJUNCTIONS:
            while part and (part[0].low in w.DETERMINERS | w.QUESTION or part[0].possessive):
                part.pop(0)
            if (
                0 < len(part) <= _LONGEST
                and not all(t.named or t.low in _EMPTY for t in part)
                and part[0].text[0].isalpha()
            ):
                topics.append(" ".join(text[part[0].start : part[-1].end].split()).strip(" .'’"))
            if token.low != "and":
                break
            part = []
        else:
            part.append(token)
    return topics


def kind_of(tokens: Sequence[Token]) -> str:
    """Return how you met, the first of the kinds that the sentence names; '' when it does not say."""
    lows = {token.low for token in tokens}
    kinds = {token.mention.contact.kind for token in tokens if token.mention}
    if "posted" in lows or ("asked" in lows and Kind.COMMUNITY in kinds):
        return "posted"
    found = {_WORDS[low] for low in lows & _WORDS.keys()}
    return "read" if Kind.SOURCE in kinds else next((kind for kind in _KINDS if kind in found), "")
