"""The clauses of a sentence: who does what in each, and whether it has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.logbook.sentence.deeds import Chances, chances
from asknet.logbook.sentence.kinds import MEETINGS
from asknet.logbook.sentence.words import (
    ADVERBS,
    BE,
    CAN,
    CONJUNCTIONS,
    DAY,
    DO,
    HAVE,
    INTENT,
    LIGHT,
    ME,
    NAME,
    NOT,
    PARTICLES,
    PREPOSITIONS,
    SPEECH,
    STOP,
    STRANGER,
    TAG,
    THEM,
    THEY,
    WILL,
    WORD,
    I,
    Token,
    is_auxiliary,
    is_past,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

MYSELF, OTHERS, TOGETHER, SOMETHING, NOBODY = "me", "them", "together", "something", ""
"""Who the subject of a clause is; nobody where it has no verb (``lunch with Nan``)."""

_PEOPLE = (NAME, STRANGER)
_SAME_FORMS = frozenset("cut put set let read hit hurt shut quit spread reset come run".split())
_RELATIVE = frozenset("who which whose where when".split())


class Clause(NamedTuple):
    """The tokens of a clause, the word that joins it, its subject and its verb.

    `subject` is one of the constants above, `doers` the names that are in it, `verb` the place of the main verb and
    `before` the words of its group (auxiliaries and negations). `reported` says that it is what somebody says.
    """

    tokens: tuple[Token, ...]
    link: str = ""
    subject: str = NOBODY
    doers: tuple[Token, ...] = ()
    verb: int | None = None
    before: tuple[str, ...] = ()
    reported: bool = False

    @property
    def word(self) -> str:
        """Return the main verb, folded; '' where there is none."""
        return self.tokens[self.verb].low if self.verb is not None else ""

    @property
    def behind(self) -> tuple[Token, ...]:
        """Return what stands behind the main verb, or everything where there is none."""
        return self.tokens[self.verb + 1 :] if self.verb is not None else self.tokens

    @property
    def negated(self) -> bool:
        """Return whether the verb is negated."""
        first = next((t for t in self.behind if t.kind == WORD), None)
        return bool(NOT & set(self.before)) or bool(first and first.low in ("nothing", "nobody", "no", "never", "not"))

    @property
    def past(self) -> bool:
        """Return whether it says what has happened."""
        if self.verb is None:
            return True
        return any(w in ("was", "were", "had", "did", "could") for w in self.before) or is_past(self.tokens[self.verb])

    @property
    def deed(self) -> Chances:
        """Return what the verb is likely to be: with its particle, or the verb after ``helped me`` and ``came to``."""
        behind = [t.low for t in self.behind if t.kind == WORD and t.low not in ADVERBS]
        if self.word in LIGHT:
            later = next((low for low in behind if low.endswith("ing") and len(low) > 4), "")  # noqa: PLR2004
            if later:
                return chances(later)
        near = [low for low in behind[:3] if low not in ME | THEM]
        joined = f"{self.word} {near[0]}" if near and near[0] in PARTICLES | {"to", "married", "divorced"} else ""
        alone = near[:1] in (["in"], ["on"], ["by"]) and near[1:2] != ["for"]
        return chances(joined) if joined and not alone else chances(self.word)

    @property
    def planned(self) -> bool:
        """Return whether it is still to be done, or only meant."""
        if self.verb is None:
            return False
        after = next((t.low for t in self.behind if t.kind == WORD), "")
        chain = set(self.before)
        if chain & WILL and not (chain & HAVE):
            return not ("'d" in chain and is_past(self.tokens[self.verb]))
        if self.word == "let" and after == "'s":
            return True
        if self.subject == MYSELF and self.word in (
            "have",
            "has",
            "need",
            "want",
            "hope",
            "plan",
            "mean",
            "intend",
            "owe",
        ):
            return True
        if self.word in ("going", "supposed", "due", "meant", "hoping", "planning", "thinking", "waiting", "trying"):
            return not (self.word == "going" and after != "to")
        if self.word in ("tried", "wanted", "meant", "forgot", "hoped", "planned", "intended") and after == "to":
            return self.subject in (MYSELF, TOGETHER)
        return bool(chain & CAN and not chain & NOT and "could" not in chain) or (
            "could" in chain and self.subject in (MYSELF, TOGETHER) and not chain & NOT
        )


def split_clauses(tokens: Sequence[Token]) -> list[Clause]:
    """Return the clauses of a sentence in order."""
    made: list[Clause] = []
    part: list[Token] = []
    link = ""
    for place, token in enumerate(tokens):
        joins = _joins(tokens, place, part)
        if not joins:
            part.append(token)
            continue
        if [t for t in part if t.kind != TAG]:
            made.append(_clause(part, link, made))
        skipped = token.kind == STOP or joins == "word"
        link = token.low if skipped else ""
        part = [] if skipped else [token]
    if part:
        made.append(_clause(part, link, made))
    return made


def _joins(tokens: Sequence[Token], place: int, part: Sequence[Token]) -> str:
    """Return whether a clause begins at this token (``here``) or behind it (``word``, ``stop``), or ''."""
    token = tokens[place]
    if token.kind == STOP:
        return "" if token.low == "," and _in_list(tokens, place) else "stop"
    if token.kind == WORD and token.low in CONJUNCTIONS:
        if token.low in _RELATIVE and part:
            return "word" if token.low == "who" or starts_clause(tokens, place + 1, part) else ""
        return "word" if starts_clause(tokens, place + 1, part) else ""
    if not part or part[-1].low in PREPOSITIONS | CONJUNCTIONS:
        return ""
    verb_before = any(is_past(t) or is_auxiliary(t) for t in part) or any(t.low in SPEECH for t in part)
    subject = token.low in (I | THEY) if token.kind == WORD else token.kind in _PEOPLE and not token.possessive
    if not subject or not _acts(tokens, place, verb_before=verb_before, part=part):
        return ""
    return "here"


def _acts(tokens: Sequence[Token], place: int, *, verb_before: bool, part: Sequence[Token]) -> bool:
    """Return whether the name or pronoun here is followed by what it does."""
    after = place + 1
    while after < len(tokens) and (tokens[after].kind == DAY or tokens[after].low in ADVERBS):
        after += 1
    if after >= len(tokens):
        return False
    verb = tokens[after]
    if verb.low in _SAME_FORMS and any(t.low in LIGHT for t in part):
        return False
    if is_past(verb) or is_auxiliary(verb):
        return True
    return verb_before and verb.kind == WORD and verb.low.endswith("s") and verb.low not in PREPOSITIONS | ADVERBS


def _in_list(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a comma stands between the names of a list."""
    before, after = tokens[place - 1] if place else None, tokens[place + 1 : place + 4]
    if before is None or before.kind not in _PEOPLE or before.possessive or not after or after[0].kind not in _PEOPLE:
        return (
            after[:1] != []
            and before is not None
            and before.kind in _PEOPLE
            and after[0].low == "and"
            and after[1:2] != []
            and after[1].kind in _PEOPLE
        )
    return len(after) > 1 and (after[1].low in (",", "and") or after[1].kind == STOP or after[1].kind == DAY)


def starts_clause(tokens: Sequence[Token], place: int, part: Sequence[Token]) -> bool:
    """Return whether a clause begins here, behind a conjunction."""
    joined = bool(part) and part[-1].kind in _PEOPLE
    while place < len(tokens) and (tokens[place].kind == DAY or tokens[place].low in ADVERBS):
        place += 1
    if place >= len(tokens) or tokens[place].kind in (STOP, TAG):
        return False
    token = tokens[place]
    has_verb = any(is_past(t) or is_auxiliary(t) for t in part)
    if token.kind == WORD and token.low in I | THEY | {"it", "there", "you"}:
        return not (joined and token.low in I and not has_verb)
    if token.kind in _PEOPLE:
        after = place + 1
        while after + 1 < len(tokens) and tokens[after].low == "and" and tokens[after + 1].kind in _PEOPLE:
            after += 2
        if token.possessive or not (has_verb or not joined):
            return False
        return _acts(tokens, after - 1, verb_before=True, part=())
    return is_past(token) or is_auxiliary(token)


def _clause(part: Sequence[Token], link: str, before: Sequence[Clause]) -> Clause:
    """Find the subject and the verb of a clause."""
    tokens = tuple(part)
    start = 0
    while start < len(tokens) and (tokens[start].kind in (DAY, TAG) or tokens[start].low in ADVERBS | CONJUNCTIONS):
        start += 1
    found = _subject(tokens, start)
    reported = (
        bool(before)
        and before[-1].word in SPEECH
        and link in ("", "that", ":", "if", "whether", "how")
        and (before[-1].subject != NOBODY)
    )
    reported = reported or (bool(before) and link in ("that", "whether", "if") and before[-1].verb is not None)
    reported = reported or (bool(before) and before[-1].reported and link in ("and", "but"))
    if found:
        subject, doers, verb = found
        if verb is not None:
            place, chain = _verb_group(tokens, verb)
            if tokens[place].low in ("hat", "habe", "haben") and is_past(tokens[-1]):
                place = len(tokens) - 1  # German keeps it for the end
            reported = reported and not (subject == MYSELF and link in ("and", "but"))
            return Clause(tokens, link, subject, doers, place, chain, reported)
    if start < len(tokens) and (
        is_past(tokens[start]) or is_auxiliary(tokens[start]) or _goes_on(tokens, start) or _asks_for(tokens, start)
    ):
        place, chain = _verb_group(tokens, start)
        subject, doers = _understood(before, link)
        return Clause(tokens, link, subject, doers, place, chain, reported and link in ("and", "but"))
    return Clause(tokens, link, reported=reported and link == "that")


def _asks_for(tokens: Sequence[Token], start: int) -> bool:
    """Return whether a clause opens with a plain verb: ``ask Daniel``, ``remember to``, ``let's``."""
    token, after = tokens[start], tokens[start + 1] if start + 1 < len(tokens) else None
    if token.kind != WORD or after is None or token.low in PREPOSITIONS:
        return False
    if after.low in ("to", "'s") and token.low in INTENT | {"let"}:
        return True
    verb = after.kind in _PEOPLE or after.low in THEM | ME | {"you"}
    return verb and start == 0 and token.low not in MEETINGS and max(chances(token.low)[:2]) > 0.5  # noqa: PLR2004


def _goes_on(tokens: Sequence[Token], start: int) -> bool:
    token = tokens[start]
    return token.kind == WORD and token.low.endswith("ing") and len(token.low) > 4 and len(tokens) > start + 1  # noqa: PLR2004


def _understood(before: Sequence[Clause], link: str) -> tuple[str, tuple[Token, ...]]:
    """Return the subject of a clause that names none: that of the one before, else I."""
    if link == "who" and before:
        named = [t for clause in before for t in clause.tokens if t.kind in _PEOPLE and not t.possessive]
        return OTHERS, tuple(named[-1:])
    for clause in reversed(before):
        if clause.verb is not None:
            if clause.negated and clause.subject == OTHERS:
                break
            # another sentence does not go on with the subject of the last
            return (clause.subject, clause.doers) if link not in (".", "!", "?", ";") else (MYSELF, ())
        people = tuple(t for t in clause.tokens if t.kind in _PEOPLE)
        others = [t for t in clause.tokens if t.kind not in _PEOPLE and t.low not in ("and", ",")]
        if people and not others and link == ",":
            return (
                (OTHERS, tuple(t for t in people if not t.possessive)) if not people[0].possessive else (SOMETHING, ())
            )
    return MYSELF, ()


def _subject(tokens: Sequence[Token], start: int) -> tuple[str, tuple[Token, ...], int | None] | None:
    """Return the first subject that is followed by a verb: who it is, the names in it, and where the verb is."""
    for place in range(start, len(tokens)):
        token = tokens[place]
        if place > start and (is_past(token) or is_auxiliary(token)) and tokens[place - 1].kind == WORD:
            # a thing does something: the printer jammed
            noun = tokens[place - 1].low not in I | THEY | ADVERBS | PREPOSITIONS
            owner = next((t for t in tokens[start:place] if t.kind in _PEOPLE and t.possessive), None)
            if noun and not is_past(tokens[start]) and not is_auxiliary(tokens[start]):
                return SOMETHING, (owner,) if owner else (), place
        pronoun = token.kind == WORD and token.low in I | THEY | {"it", "there", "this", "that", "you"}
        if not pronoun and (token.kind not in _PEOPLE or token.possessive):
            continue
        if (
            place > start
            and tokens[place - 1].low in PREPOSITIONS
            and token.kind in _PEOPLE
            and not _list_goes_on(tokens, place)
        ):
            if not (place + 1 < len(tokens) and is_past(tokens[place + 1])):
                continue
            if any(is_past(t) for t in tokens[start:place]):
                continue
        group, after = _coordinated(tokens, place)
        while after < len(tokens) and (
            tokens[after].kind == DAY or tokens[after].low in (ADVERBS | ME) - {"not", "never"}
        ):
            after += 1
        if after >= len(tokens) or tokens[after].kind != WORD:
            continue
        verb = tokens[after]
        lows = {t.low for t in group}
        verbal = is_past(verb) or is_auxiliary(verb) or verb.low in NOT
        if not verbal and verb.low not in PREPOSITIONS | PARTICLES | CONJUNCTIONS | ADVERBS:
            verbal = bool(lows & (I | {"they", "you"})) or (verb.low.endswith("s") and place == start)
        if not verbal:
            continue
        names = tuple(t for t in group if t.kind in _PEOPLE)
        if lows & I:
            return (TOGETHER if names else MYSELF), names, after
        if names or lows & THEY:
            return OTHERS, names, after
        return SOMETHING, (), after
    return None


def _list_goes_on(tokens: Sequence[Token], place: int) -> bool:
    return (
        place + 1 < len(tokens)
        and tokens[place + 1].low == "and"
        and place + 2 < len(tokens)
        and tokens[place + 2].low in I
    )


def _coordinated(tokens: Sequence[Token], place: int) -> tuple[list[Token], int]:
    """Return the names and pronouns that are joined from here on, and where they end."""
    group = [tokens[place]]
    after = place + 1
    while after + 1 < len(tokens) and (tokens[after].low in (",", "and")):
        step = 2 if tokens[after + 1].low == "and" else 1
        if after + step >= len(tokens):
            break
        other = tokens[after + step]
        if other.kind not in _PEOPLE and other.low not in I | THEY | THEM | ME:
            break
        group.append(other)
        after += step + 1
    return group, after


def _verb_group(tokens: Sequence[Token], verb: int) -> tuple[int, tuple[str, ...]]:
    """Return the place of the main verb of the group that begins here, and the words before it."""
    chain: list[str] = []
    last = verb
    place = verb
    while place < len(tokens) and tokens[place].kind in (WORD, DAY):
        token = tokens[place]
        low = token.low
        if is_auxiliary(token) or (low == "n't" or low in NOT - {"nothing", "nobody", "no", "none"}):
            chain.append(low)
            last = place if is_auxiliary(token) else last
        elif low in ADVERBS or token.kind == DAY or (low.endswith("ly") and len(low) > 4):  # noqa: PLR2004
            pass
        elif not chain or chain[-1] in WILL | CAN | DO | NOT | {"n't"} or _participle(chain, token):
            if set(chain) & BE and low == "to":
                return last, (*chain[:-1], "to")
            return place, tuple(chain)
        else:
            break
        place += 1
    return last, tuple(chain[:-1] if chain else ())


def _participle(chain: Sequence[str], token: Token) -> bool:
    helped = set(chain) & (HAVE | BE)
    return bool(helped) and (is_past(token) or token.low.endswith(("ing", "en", "un")) or token.low in INTENT)
