"""A problem, as it was typed, as a sentence of a message: "who can fix my roof" is not what one writes to somebody."""

from __future__ import annotations

import re

_SOMEBODY = r"(?:somebody|someone|anybody|anyone)"
_DOES = r"(?!(?:was|is|has|does)\b)[a-z]{2,}s"
_PHRASES = (
    (rf"(?:i am looking for |i'm looking for |looking for |i need |need )?{_SOMEBODY} ((?:who|to|with|for|near|in) .+)",
     "I am looking for somebody {}"),
    (rf"who ((?:can|could|will|would|might|has|have|is good|{_DOES}) .+)", "I am looking for somebody who {}"),
    (r"who know (.+)", "I am looking for somebody who knows {}"),
    (rf"(?:can|could) {_SOMEBODY} (.+)", "I am looking for somebody who can {}"),
    (rf"does {_SOMEBODY} know (.+)", "I am looking for somebody who knows {}"),
    (r"(?:i need |need )?(help (?:with|for|from|in) .+)", "I am looking for {}"),
    (r"(?:please )?help me (.+)", "I am looking for somebody to help me {}"),
    (r"((?:i need|i want|i would like|i'd like|i am looking for|i'm looking for|we need|we want) .+)", "{}"),
    (r"looking for (.+)", "I am looking for {}"),
)  # fmt: skip
"""What a problem may be as a whole, and the sentence that it becomes with the part of it in brackets."""
_QUESTION = re.compile(
    r"(?:how|what|which|where|when|why|who|whom|whose|is|are|can|could|should|does|do|has|have|will|would)\b",
    re.IGNORECASE,
)
_ENDS = (".", "?", "!", "…")


def as_sentence(problem: str) -> str:
    """Return a problem as a sentence for whoever is asked.

    >>> as_sentence("who can help me sell my pots?")
    'I am looking for somebody who can help me sell my pots.'
    >>> as_sentence("which school is good")
    'I have a question: which school is good?'
    >>> as_sentence("my toilet is leaking")
    'I am looking for help with this: my toilet is leaking.'
    """
    bare = problem.strip().rstrip("?.! ")
    for pattern, sentence in _PHRASES:
        found = re.fullmatch(pattern, bare, re.IGNORECASE | re.DOTALL)
        if found:
            said = sentence.format(found[1])
            return f"{said[:1].upper()}{said[1:]}."
    if _QUESTION.match(bare):
        return f"I have a question: {bare}?"
    return f"I am looking for help with this: {closed(problem)}"


def closed(problem: str) -> str:
    """Return the user's own words as the end of a sentence."""
    return problem if problem.endswith(_ENDS) else f"{problem}."
