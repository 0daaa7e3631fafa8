"""Who is named in a sentence: contacts by the name rule that every verb shares, unknown names, and who was introduced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.words import Mention, Token, at
from asknet.model import Kind
from asknet.person_names import Fit, TypedName, fit, given_name_groups, nicknames, parse_name
from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from asknet.model import Contact

_LONGEST = 6
"""The most words of a name."""
_AMONG = frozenset("in at near around through".split())
"""Before a bare name these make it a place."""
_VERB_OR_MONTH = frozenset("will may march april june august sat sun".split())
_WORDS_TOO = _VERB_OR_MONTH | frozenset(
    """art bill grace hope rose mark sue pat rob jack dale dean faith joy frank guy earl gene grant jade ivy dawn daisy holly
    heather hazel iris olive pearl penny ruby sandy summer autumn wade king drew wren dash max miles nick pierce ray chase
    rich robin basil rosemary sage lily violet poppy victor paris florence sydney georgia chuck cliff clay buck bud""".split()
)
"""Given names that are also words: in small letters, or first in a sentence, they count only where a name belongs."""
_WITH = frozenset("with w met saw meet avec mit con".split())
"""Words after which a capitalised word is a person."""
_FOLLOWS = w.PREPOSITIONS | w.CONJUNCTIONS | w.ADVERBS | w.PARTICLES | w.I | w.THEM | w.ME | {"n't"}
_NOBODY = (
    w.I
    | w.THEY
    | w.ME
    | frozenset(
        "nobody everybody everyone somebody someone anybody anyone ok it english french german spanish italian polish".split()
    )
)
_JOINING = frozenset("the of and for from with der von und la le du des et y del".split())
"""Words inside names that name nobody alone: ``The Admiral``."""
_REMARK = re.compile(r"\(.*\)")
_IN_BRACKETS = r"\s*\(([^()]{1,200})\)"


class NewContact(NamedTuple):
    """A new contact the sentence introduces: the name as written, what they know (``topic[:level]``), through whom."""

    name: str
    skills: tuple[str, ...] = ()
    via: Contact | None = None


class ContactsByWord(Protocol):
    """The look-ups that the reader needs from a network."""

    def with_any(self, words: Collection[str]) -> list[Contact]:
        """Return who has one of these folded words in the name or an alias, or as the name without spaces."""


class _Form(NamedTuple):
    """A name or alias of a contact, and the words that may name them alone: not those of a remark in brackets."""

    contact: Contact
    typed: TypedName
    single: frozenset[str]


def find_names(tokens: Sequence[Token], book: ContactsByWord, text: str) -> list[Token]:
    """Return the tokens with the words of each name joined, including those of unknown names."""
    pieces = {
        piece
        for t in tokens
        if t.kind == w.WORD
        for piece in (*fold_name(t.low).split(), fold_name(t.text), *fold_name(t.low[:-1]).split())
    }
    unspaced = [p for p in pieces if not p.isascii() and len(p) <= _LONGEST]
    pieces |= {p[a:b] for p in unspaced for a in range(len(p)) for b in range(a + 1, len(p) + 1)}
    forms = [
        _Form(contact, parse_name(written), frozenset(fold_name(_REMARK.sub(" ", name)).split()) - _JOINING)
        for contact in book.with_any(pieces)
        if not contact.me
        for name in (contact.name, *contact.aliases, *nicknames(contact.name, contact.aliases))
        for written in {name, _REMARK.sub(" ", name)}
    ]
    known = {word for form in forms for word in (*form.typed.words, "".join(form.typed.words))}
    made: list[Token] = []
    place = 0
    while place < len(tokens):
        token, used = _name_at(tokens, place, forms, known, text)
        made.append(token)
        place += used
    return _fuller(made)


def _name_at(tokens: Sequence[Token], place: int, forms: list[_Form], known: set[str], text: str) -> tuple[Token, int]:
    """Return the name that begins here, or the token as it is, and how many tokens it takes."""
    here = tokens[place]
    first = fold_name(here.low).split()
    after = at(tokens, place + 1)
    owns = here.kind == after.kind == w.WORD and not (after.capital or after.verbal or after.low in _FOLLOWS)
    owner = fold_name(here.low[:-1]) if owns and here.low.endswith("s") and not here.possessive else ""
    if owner and not {here.low, *first} & known and {*owner.split()} <= known - _WORDS_TOO - w.TITLES:
        found = _called(here.text[:-1], here.capital, forms)  # Zoës kids
        if found and found[0].kind is Kind.PERSON:
            mention = Mention(here.text[:-1], tuple(found))
            return Token(w.NAME, mention.typed, here.start, here.end, owner, possessive=True, mention=mention), 1
    if here.kind != w.WORD or not (
        {*first, "".join(first)} & known or here.low in w.TITLES or len(here.text) == 1 or not here.text.isascii()
    ):
        return here, 1
    for count in range(min(_LONGEST, len(tokens) - place), 0, -1):
        part = tokens[place : place + count]
        last = part[-1]
        if any(t.kind != w.WORD for t in part):
            continue
        typed = re.sub(r"['’]s$|(?<=s)['’]$", "", text[here.start : last.end], flags=re.IGNORECASE)
        found = _called(typed, here.capital or count > 1, forms)
        if found and (count > 1 or _names_somebody(tokens, place, found)):
            owns = last.possessive or typed != text[here.start : last.end]
            return Token(
                w.NAME, typed, here.start, last.end, fold_name(typed), owns, Mention(typed, tuple(found))
            ), count
    return here, 1


def _called(typed: str, capital: bool, forms: Sequence[_Form]) -> list[Contact]:  # noqa: FBT001
    """Return the contacts with these words as a name, or else the people with these whole words in their names."""
    wanted = parse_name(typed)
    best: dict[int, tuple[Fit, Contact]] = {}
    for contact, form, single in forms:
        how = fit(wanted, form)
        if how is Fit.PART and contact.kind is not Kind.PERSON:
            how = Fit.SAME if ("the", *wanted.words) == form.words else Fit.NONE
        if how is Fit.PART and len(wanted.core) == 1 and wanted.core[0].isascii():
            family = not capital and fold_name(typed) not in form.core[:1]  # which has a capital
            how = Fit.NONE if family or wanted.core[0] not in single else how
        if how > best.get(contact.id, (Fit.NONE, contact))[0]:
            best[contact.id] = how, contact
    most = max((how for how, _ in best.values()), default=Fit.NONE)
    return [contact for how, contact in best.values() if how is most]


def _names_somebody(tokens: Sequence[Token], place: int, found: Sequence[Contact]) -> bool:
    """Return whether a single word is written where a name stands: ``paid the bill`` names nobody."""
    here, before, after = tokens[place], at(tokens, place - 1), at(tokens, place + 1)
    if found[0].kind is not Kind.PERSON:
        return before.low not in ("a", "an", "any", "some")
    if before.low in w.DETERMINERS - {"that", "no"} or (before.low in _AMONG and not here.possessive):
        return False
    if after.kind == w.WORD and after.capital and not here.possessive:
        return after.text.isupper() or after.past or after.low in w.I  # not Mark Twain
    if here.capital:
        asks = here.low in _VERB_OR_MONTH and before.kind in ("", w.STOP) and after.low in w.I | w.THEY | {"it", "you"}
        inside = at(tokens, place - 2).kind not in ("", w.STOP, w.DAY)
        other = before.capital and before.kind == w.WORD and inside and before.low not in w.TITLES
        return not (asks or other)  # Will it rain
    if here.low not in _WORDS_TOO or here.possessive:
        return True
    follows = after.kind != w.WORD or after.verbal or after.low in _FOLLOWS
    return follows and (before.low in _WITH or here.low not in _VERB_OR_MONTH)


def _fuller(tokens: Sequence[Token]) -> list[Token]:
    """Resolve a word that fits several contacts to the one whose fuller name is in the sentence too."""
    clear = {t.mention.contact.id for t in tokens if t.mention and len(t.mention.candidates) == 1}
    made: list[Token] = []
    for token in tokens:
        named = tuple(c for c in token.mention.candidates if c.id in clear) if token.mention else ()
        made.append(token._replace(mention=Mention(token.text, named)) if len(named) == 1 else token)
    return made


def possible_strangers(tokens: Sequence[Token], text: str) -> list[tuple[int, int, Token]]:
    """Return where words are written like a name that no contact has: start, end, and the words joined."""
    found: list[tuple[int, int, Token]] = []
    place = 0
    while place < len(tokens):
        count = next((n for n in range(5) if not _like_a_name(tokens, place, n)), 4)
        if count:
            first, last = tokens[place], tokens[place + count - 1]
            typed = re.sub(r"['’]s$", "", text[first.start : last.end])
            joined = Token(w.STRANGER, typed, first.start, last.end, fold_name(typed), last.possessive)
            found.append((place, place + count, joined))
        place += count or 1
    return found


def _like_a_name(tokens: Sequence[Token], place: int, number: int) -> bool:
    token = at(tokens, place + number)
    written = token.text[:1].isupper() and not (token.text.isupper() and len(token.text) > 1)
    given = not number and token.low not in _WORDS_TOO and bool(given_name_groups(token.low))
    ended = number and tokens[place + number - 1].possessive
    other = token.low in _NOBODY | _FOLLOWS | w.DETERMINERS or token.auxiliary
    return token.kind == w.WORD and (written or given) and not ended and not other


def introductions(tokens: Sequence[Token], text: str) -> tuple[list[Token], list[NewContact]]:
    """Return the tokens without the strangers to whom somebody introduced me, and those."""
    start = next((place for place in range(len(tokens)) if introduces(tokens, place)), len(tokens))
    new: list[NewContact] = []
    kept = list(tokens[:start])
    end = 0
    for token in tokens[start:]:
        if token.kind == w.STRANGER:
            brackets = re.match(_IN_BRACKETS, text[token.end :])
            skills = re.split(r"[,;]", brackets[1]) if brackets else []
            new.append(NewContact(token.text, tuple(s.strip() for s in skills if s.strip())))
            end = token.end + (brackets.end() if brackets else 0)
        elif token.start >= end:
            kept.append(token)
    return kept, new


def introduces(tokens: Sequence[Token], place: int) -> bool:
    """Return whether this word introduces me: ``introduced me to``, ``put me in touch with``."""
    first, *lows = [t.low for t in tokens[place : place + 6]]
    put = first == "put" and bool({"touch", "contact"} & set(lows))
    return bool(set(lows[:2]) & w.ME) and (first.startswith("introduc") or first == "connected" or put)
