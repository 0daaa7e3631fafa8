"""Whom somebody can lead you to without knowing the topic themselves, read from a text: "Nan knows a good luthier".

Read strictly, as evidence, the text must say nothing else, and the one who is known must clearly be a person: a kind
of helper (a trade of the thesaurus), a relative or friend, "somebody who". Read loosely, it is an offer to confirm.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from asknet.model import Referral
from asknet.text import fold
from asknet.thesaurus import trades

_PRAISE = (
    r"(?:(?:really|very|quite) )?"
    r"(?:good|great|excellent|reliable|brilliant|lovely|trusted|honest|cheap|decent|fine|first-rate)"
)
_KIN = (
    "cousin|brother|sister|wife|husband|partner|friend|uncle|aunt|father|mother|mum|mom|dad|son|daughter|nephew|niece|"
    "neighbour|neighbor|colleague|flatmate|boss|boyfriend|girlfriend|grandson|granddaughter|brother-in-law|sister-in-law"
)
_ONE = rf"(?:an?|some|the|two|several)(?P<praise>(?: {_PRAISE},?)*)"
_WHO = r"(?:(?:[\w'’.-]+ ){0,4})"
_MARKS = r"(?i)\b(?:knows?|has|recommends?|introduce|touch|is|works)\b"
_TAGS = r"(?:\s+[#+][\w-]+)+\s*$"
_BEHIND = r"(?s)(?:,.*| (?:who|whom|that|which|from|near|at|called|named|and she|and he|and they)\b.*| in [A-Z].*)$"
_FORMS = (
    (
        "person",
        (
            rf"{_WHO}(?:knows?|has) (?:somebody|someone|an? (?:good |old |close )?(?:{_KIN}))"
            r" (?:who (?:is (?:an? )?|works (?:as an? |in )|knows (?:about )?|does |can )?|for |in |with )(?P<what>.+)"
        ),
    ),
    (
        "led",
        (
            rf"{_WHO}(?:can|could|will|would|offered to|promised to) (?:introduce|put|connect) (?:me|us|you)"
            r" (?:to|with|in touch with|onto) (?:an? |some |the )?(?P<what>.+)"
        ),
    ),
    ("kin", rf"{_WHO}(?:[\w’'-]+['’]s?|his|her|their) (?:{_KIN}) (?:is|works as) (?:an? )(?P<what>.+)"),
    ("known", rf"{_WHO}(?P<verb>knows?|has|(?:can |could )?recommends?) {_ONE} (?P<what>.+)"),
)
"""Patterns of whole texts by what they say; compiled only for a text that may match, as few do."""
_LONGEST = 60


class _Found(NamedTuple):
    topic: str
    sure: bool


def referral_in(text: str, *, strict: bool = True) -> Referral | None:
    """Return the referral that a text states, with the text as its evidence; None if it states none.

    >>> referral_in("Nan knows a good luthier in Perth").topic
    'luthier'
    """
    if not re.search(_MARKS, text):
        return None
    typed = re.sub(_TAGS, "", " ".join(text.split())).strip().rstrip(".!")
    if len(typed) > _LONGEST * 3:
        return None
    found = _read(typed)
    if found is None or (strict and not found.sure):
        return None
    return Referral(found.topic, typed)


def _read(typed: str) -> _Found | None:
    for form, pattern in _FORMS:
        match = re.fullmatch(pattern, typed, re.IGNORECASE)
        if match is None:
            continue
        topic = re.sub(_BEHIND, "", match["what"]).strip(" ,;:.")
        topic = re.sub(rf"^(?:{_PRAISE},? )+", "", topic, flags=re.IGNORECASE)
        if not topic or len(topic) > _LONGEST:
            continue
        if form != "known":
            return _Found(topic, sure=form != "kin" or _is_trade(topic))
        praised = match["praise"] or re.match(_PRAISE, match["what"], re.IGNORECASE)
        return _Found(topic, sure=_is_trade(topic) and (match["verb"].lower() != "has" or bool(praised)))
    return None


def _is_trade(topic: str) -> bool:
    """Return whether the last word of a topic is a kind of helper, in the singular or plural."""
    words = fold(topic).split()
    return bool(words) and not trades().isdisjoint({words[-1], words[-1].removesuffix("s")})
