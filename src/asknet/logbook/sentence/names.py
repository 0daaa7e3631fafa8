"""Who is named in a sentence: contacts by the name rule that every verb shares, and people nobody here is called like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from asknet.logbook.sentence.words import (
    ADVERBS,
    CONJUNCTIONS,
    DAY,
    DETERMINERS,
    ME,
    NAME,
    PARTICLES,
    PREPOSITIONS,
    STOP,
    STRANGER,
    THEM,
    TITLES,
    WORD,
    I,
    Token,
    is_auxiliary,
    is_past,
)
from asknet.model import Kind
from asknet.person_names import Fit, Said, fit, said_name
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from asknet.model import Contact

_LONGEST = 6
"""Words of a name, at most."""
_AMONG = frozenset("in at near around through".split())
"""Before a bare name these make it a place."""
_TRAVEL = frozenset("back home trip went flew flight travelled moved returned arrived".split())
_STREETS = frozenset(
    "street road avenue lane square court park hall house station hill drive close place bridge".split()
)
_VERB_OR_MONTH = frozenset("will may march april june august sat sun".split())
_WITH = frozenset("with w met saw and meet avec mit con".split())
"""Words behind which a word with a capital is a person."""
_NOBODY = frozenset("i ok bbq cv tv uk usa eu diy it he she they english french german spanish italian polish".split())


class Book(Protocol):
    """What the reader asks of a network."""

    def with_any(self, words: Collection[str]) -> list[Contact]:
        """Return who has one of these folded words in the name or an alias, or is written so without spaces."""


class Mention(NamedTuple):
    """Words of a sentence that name one of `candidates`, of whom there are several where it is not clear who."""

    said: str
    candidates: tuple[Contact, ...]

    @property
    def contact(self) -> Contact:
        """Return the contact, the first where there are several."""
        return self.candidates[0]


def find_names(tokens: Sequence[Token], book: Book, text: str) -> list[Token]:
    """Return the tokens with the words of each name taken together, and strangers likewise."""
    pieces = {piece for t in tokens if t.kind == WORD for piece in (*fold_name(t.low).split(), fold_name(t.text))}
    pieces |= {
        p[a:b]
        for p in pieces
        if not p[:1].isascii() and len(p) <= _LONGEST
        for a in range(len(p))
        for b in range(a + 1, len(p) + 1)
    }
    forms = [
        (contact, said_name(form), _single_words(form))
        for contact in book.with_any(pieces)
        if not contact.me
        for form in _forms(contact)
    ]
    known = {word for _, said, _ in forms for word in said.words} | {"".join(said.words) for _, said, _ in forms}
    made: list[Token] = []
    place = 0
    while place < len(tokens):
        token, used = _name_at(tokens, place, forms, known, text)
        made.append(token)
        place += used
    return _with_strangers(_fuller(made), text)


def _forms(contact: Contact) -> list[str]:
    return [*(form for name in (contact.name, *contact.aliases) for form in (re.sub(r"\(.* .*\)", " ", name), name))]


def _single_words(form: str) -> frozenset[str]:
    """Return the words of a name any of which names a person alone: not those of a remark in brackets."""
    return frozenset(fold_name(re.sub(r"\(.*\)", " ", form)).split())


_Forms = list[tuple["Contact", Said, frozenset[str]]]


def _name_at(tokens: Sequence[Token], place: int, forms: _Forms, known: set[str], text: str) -> tuple[Token, int]:
    """Return the name that begins here, or the token as it is, and how many tokens it takes."""
    here = tokens[place]
    first = fold_name(here.low).split()
    handle = text[max(here.start - 1, 0) : here.start] == "@"
    if here.kind != WORD or not ({*first, "".join(first)} & known or here.low in TITLES or not here.text.isascii()):
        return here, 1
    for count in range(min(_LONGEST, len(tokens) - place), 0, -1):
        part = tokens[place : place + count]
        last = part[-1]
        if any(t.kind != WORD for t in part):
            continue
        said = re.sub(r"['’]s$|(?<=s)['’]$", "", text[here.start : last.end], flags=re.IGNORECASE)
        found = _called(said, part, forms)
        if not found or (count == 1 and not handle and not _names_somebody(tokens, place, found)):
            continue
        if count > 1 and len(last.text) == 1 and not last.capital:
            continue  # helped Bill a lot
        possessive = last.possessive or bool(re.search(r"(?<=s)['’]$", text[here.start : last.end]))
        return Token(NAME, said, here.start, last.end, fold_name(said), possessive, Mention(said, tuple(found))), count
    return here, 1


def _called(said: str, part: Sequence[Token], forms: _Forms) -> list[Contact]:
    """Return who is called so: the same words, or else those words whole in a person's name."""
    wanted = said_name(said)
    best: dict[int, tuple[Fit, Contact]] = {}
    for contact, form, single in forms:
        how = fit(wanted, form)
        if how is Fit.PART and contact.kind is not Kind.PERSON:
            how = Fit.SAME if ("the", *wanted.words) == form.words else Fit.NONE
        if how is Fit.PART and len(wanted.core) == 1 and wanted.core[0] not in single and wanted.core[0].isascii():
            continue
        if how is Fit.PART and len(part) == 1 and not part[0].capital and fold_name(said) not in form.core[:1]:
            continue  # a family name has a capital
        if how > best.get(contact.id, (Fit.NONE, contact))[0]:
            best[contact.id] = how, contact
    most = max((how for how, _ in best.values()), default=Fit.NONE)
    return [contact for how, contact in best.values() if how is most]


def _names_somebody(tokens: Sequence[Token], place: int, found: Sequence[Contact]) -> bool:
    """Return whether a single word is written where a name stands: ``paid the bill`` names nobody."""
    here = tokens[place]
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if found[0].kind is not Kind.PERSON:
        return True
    if before and before.kind == WORD and before.low in DETERMINERS:
        return before.possessive
    if not here.possessive and before and before.kind == WORD and _is_place(tokens, place, before):
        return False
    if after and after.kind == WORD and (after.low in _STREETS or (after.capital and not here.possessive)):
        # Gordon Street, Mark Twain
        return after.low not in _STREETS and (
            after.low in I or is_past(after) or len(after.text) == 1 or after.text.isupper()
        )
    opening = before is None or before.kind == STOP
    if here.capital and not opening:
        return not (
            before
            and before.kind == WORD
            and before.capital
            and before.low not in TITLES
            and _inside(tokens, place - 1)
        )
    follows = after is None or after.kind != WORD or is_past(after) or is_auxiliary(after)
    follows = (
        follows
        or after is None
        or after.low in PREPOSITIONS | CONJUNCTIONS | ADVERBS | PARTICLES | I | THEM | ME | {"n't"}
    )
    if here.low in _VERB_OR_MONTH:
        return follows and (
            before is not None and before.low in _WITH if not here.capital else is_past(after) or not opening
        )
    return follows or here.possessive or (here.capital and (after is None or after.low.endswith("s")))


def _is_place(tokens: Sequence[Token], place: int, before: Token) -> bool:
    if before.low in _AMONG:
        return True
    travelling = {t.low for t in tokens[max(place - 4, 0) : place - 1]} & _TRAVEL
    return before.low in ("to", "from") and bool(travelling)


def _inside(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a token stands inside a sentence, where a capital says something."""
    return place > 0 and tokens[place - 1].kind not in (STOP, DAY)


def _fuller(tokens: Sequence[Token]) -> list[Token]:
    """Let a word that several answer to mean the one whose fuller name is in the sentence too."""
    clear = {t.mention.contact.id for t in tokens if t.mention and len(t.mention.candidates) == 1}
    made: list[Token] = []
    for token in tokens:
        mention = token.mention
        if mention and len(mention.candidates) > 1:
            named = [c for c in mention.candidates if c.id in clear]
            token = token._replace(mention=mention._replace(candidates=tuple(named))) if len(named) == 1 else token  # noqa: PLW2901
        made.append(token)
    return made


def _with_strangers(tokens: Sequence[Token], text: str) -> list[Token]:
    """Take together the words of people whom nobody here is called like."""
    made: list[Token] = []
    place = 0
    while place < len(tokens):
        count = _stranger_at(tokens, place, made)
        if count:
            part = tokens[place : place + count]
            said = re.sub(r"['’]s$", "", text[part[0].start : part[-1].end])
            made.append(Token(STRANGER, said, part[0].start, part[-1].end, fold_name(said), part[-1].possessive))
        else:
            made.append(tokens[place])
        place += count or 1
    return made


def _stranger_at(tokens: Sequence[Token], place: int, before: Sequence[Token]) -> int:
    """Return how many words from here are the name of a stranger."""
    count = 0
    while place + count < len(tokens) and count < 4 and _like_a_name(tokens[place + count]):  # noqa: PLR2004
        count += 1
        if tokens[place + count - 1].possessive:
            break
    if not count or not before:
        return count if count and _acts(tokens, place, count) else 0
    prev = before[-1]
    joined = prev.low == "and" and len(before) > 1 and before[-2].kind in (NAME, STRANGER)
    if joined or (prev.kind == WORD and prev.low in _WITH - {"and"}):
        return count
    owned = len(before) > 1 and (before[-2].possessive or before[-2].low in ("my", "our", "his", "her", "their"))
    owned = owned or (
        len(before) > 2 and (before[-3].possessive or before[-3].low in ("my", "our", "his", "her", "their"))
    )
    related = prev.kind == WORD and owned and prev.low.islower() and prev.low not in PREPOSITIONS
    introduced = prev.low in ("to", "with") and any(
        t.low in ("introduced", "introduces", "touch", "contact", "connected") for t in before[-6:]
    )
    return count if related or introduced or (prev.kind == STOP and _acts(tokens, place, count)) else 0


def _like_a_name(token: Token) -> bool:
    written = token.text[:1].isupper() and not (token.text.isupper() and len(token.text) > 1)
    return token.kind == WORD and written and token.low not in _NOBODY and not is_auxiliary(token)


def _acts(tokens: Sequence[Token], place: int, count: int) -> bool:
    """Return whether capitals that open a sentence are somebody who did something for me."""
    behind = tokens[place + count : place + count + 4]
    return (
        bool(behind)
        and is_past(behind[0])
        and not is_past(tokens[place])
        and any(t.low in ("me", "us", "my", "our") for t in behind[1:])
    ) or (
        len(behind) > 1
        and behind[0].low == "and"
        and behind[1].kind == NAME
        and count == 1
        and is_past(behind[2] if len(behind) > 2 else None)
        and not is_past(tokens[place])
    )
