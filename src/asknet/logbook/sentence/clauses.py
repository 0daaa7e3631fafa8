"""The clauses of a sentence: who does what in each, and whether it has happened."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.deeds import Chances, chances
from asknet.logbook.sentence.words import Token, at, past_adverbs

if TYPE_CHECKING:
    from collections.abc import Sequence

MYSELF, OTHERS, TOGETHER, SOMETHING, NOBODY = "me", "them", "together", "something", ""
"""The subject of a clause; nobody if it has no verb (``lunch with Nan``)."""
LIKELY = 0.5
"""The probability above which a word counts as one of a class."""

_MOST_JOINED = 20
"""The most names of one subject that are read."""
_THINGS = frozenset("it there this that you".split())
_NO_VERBS = w.PREPOSITIONS | w.PARTICLES | w.CONJUNCTIONS | w.ADVERBS


class Clause(NamedTuple):
    """A clause: its tokens, the word that joins it, its subject and its verb.

    `subject` is one of the constants above, `doers` the names in it, `verb` the position of the main verb (-1 for
    none) and `before` the words of its group (auxiliaries, negations). `reported` is set if it is only what somebody
    says.
    """

    tokens: tuple[Token, ...]
    link: str = ""
    subject: str = NOBODY
    doers: tuple[Token, ...] = ()
    verb: int = -1
    before: frozenset[str] = frozenset()
    reported: bool = False

    @property
    def word(self) -> str:
        """Return the main verb, folded; '' if there is none."""
        return at(self.tokens, self.verb).low

    @property
    def behind(self) -> tuple[Token, ...]:
        """Return the tokens after the main verb, or all of them if there is none."""
        return self.tokens[self.verb + 1 :]

    @property
    def lows(self) -> list[str]:
        """Return all its words, folded."""
        return [t.low for t in self.tokens]

    @property
    def after(self) -> list[str]:
        """Return the words after the main verb, folded, without names."""
        return [t.low for t in self.behind if t.kind == w.WORD]

    @property
    def infinitives(self) -> list[str]:
        """Return the verbs behind ``to`` that follow the main one."""
        return [
            b.low for a, b in pairwise(self.behind) if a.low == "to" and b.kind == w.WORD and b.low not in w.DETERMINERS
        ]

    @property
    def negated(self) -> bool:
        """Return whether the verb is negated."""
        return bool(w.NOT & self.before or "neither" in self.lows or set(self.after[:1]) & (w.NOT - {"without"}))

    @property
    def past(self) -> bool:
        """Return whether it says what has happened."""
        was = self.before & {"was", "were", "had", "did", "could"}
        return self.verb < 0 or bool(was) or self.tokens[self.verb].past

    @property
    def deed(self) -> Chances:
        """Return the classes of the verb with its particle, or of the one after ``came to`` and ``spent an hour``."""
        if self.word in w.LIGHT:
            later = [*self.infinitives, *(low for low in self.after if low.endswith("ing") and len(low) > len("thing"))]
            if later:
                return chances(later[0])
        near = [low for low in self.after[:3] if low not in w.ME | w.THEM | w.ADVERBS]
        particle = near[:1] and near[0] in w.PARTICLES | {"to", "married", "divorced"}
        return chances(f"{self.word} {near[0]}") if particle else chances(self.word)

    @property
    def planned(self) -> bool:
        """Return whether it is planned or intended, and not done yet."""
        mine = self.subject in (MYSELF, TOGETHER)
        if self.before & w.WILL and not self.before & w.HAVE:
            return not ("'d" in self.before and self.tokens[self.verb].past)
        meant = self.word in w.INTENT and (self.word.endswith("ing") or (mine and not self.past))
        return meant or bool("can" in self.before and not self.before & w.NOT)


def split_clauses(tokens: Sequence[Token]) -> list[Clause]:
    """Return the clauses of a sentence in order."""
    made: list[Clause] = []
    part: list[Token] = []
    link, verbal = "", False
    for place, token in enumerate(tokens):
        joined = token.kind == w.STOP or (token.kind == w.WORD and token.low in w.CONJUNCTIONS)
        if not (_joins(tokens, place, verbal) if joined else _opens(tokens, place, part, verbal)):
            part.append(token)
            verbal = verbal or token.verbal or token.low in w.SPEECH
            continue
        if any(t.kind != w.TAG for t in part):
            clause = _clause(tuple(part), link, made)
            made.append(clause._replace(reported=clause.reported or token.low == "?"))
        link, part, verbal = (token.low, [], False) if joined else ("", [token], token.verbal)
    return [*made, _clause(tuple(part), link, made)] if part else made


def _joins(tokens: Sequence[Token], place: int, verbal: bool) -> bool:  # noqa: FBT001
    """Return whether a sign or a conjunction ends a clause; between names it joins them."""
    before, here, after = (at(tokens, n) for n in (place - 1, place, place + 1))
    if here.low == "," and before.named and not before.possessive:
        return not (after.named or (after.low == "and" and at(tokens, place + 2).named))
    if here.kind == w.STOP or here.low == "who":
        return True
    place = past_adverbs(tokens, place + 1)
    first = at(tokens, place)
    alone = verbal or not before.named
    if first.named:
        return alone and not first.possessive and _acts(tokens, _coordinated(tokens, place)[1] - 1)
    return first.verbal or (alone and first.kind == w.WORD and first.low in w.I | w.THEY | _THINGS - {"this", "that"})


def _opens(tokens: Sequence[Token], place: int, part: Sequence[Token], verbal: bool) -> bool:  # noqa: FBT001
    """Return whether a name or pronoun in the middle opens a clause: ``she said | Bill is in hospital``."""
    token = tokens[place]
    subject = token.low in w.I | w.THEY if token.kind == w.WORD else token.named and not token.possessive
    if not subject or not part or part[-1].low in w.PREPOSITIONS | w.CONJUNCTIONS:
        return False
    return _acts(tokens, place, present=verbal)


def _acts(tokens: Sequence[Token], place: int, *, present: bool = True) -> bool:
    """Return whether the name or pronoun here is followed by what it does."""
    verb = at(tokens, past_adverbs(tokens, place + 1))
    return verb.verbal or (present and verb.kind == w.WORD and verb.low.endswith("s") and verb.low not in _NO_VERBS)


def _clause(tokens: tuple[Token, ...], link: str, before: Sequence[Clause]) -> Clause:
    """Find the subject and the verb of a clause."""
    start = past_adverbs(tokens, 0, w.CONJUNCTIONS)
    last = before[-1] if before else Clause(())
    goes_on = last.reported and link in ("and", "but")
    said = (last.verb >= 0 and link in ("", "that")) or (last.word in w.SPEECH and link in (":", "how"))
    found = _subject(tokens, start)
    if found:
        subject, doers, verb = found
        return Clause(
            tokens, link, subject, doers, *_verb_group(tokens, verb), said or goes_on or link in ("whether", "if")
        )
    if at(tokens, start).verbal or _plain_verb(tokens, start):
        return Clause(tokens, link, *_understood(before, link), *_verb_group(tokens, start), goes_on)
    return Clause(tokens, link, reported=said and link == "that")


def _plain_verb(tokens: Sequence[Token], start: int) -> bool:
    """Return whether a clause opens with a verb that is not past: ``ask Daniel``, ``remember to``, ``going to``."""
    token, after = at(tokens, start), at(tokens, start + 1)
    if token.kind != w.WORD or not after.kind or token.low in w.PREPOSITIONS:
        return False
    told = start == 0 and (after.named or after.low in w.THEM | w.ME) and max(chances(token.low)[:2]) > LIKELY
    return told or token.low.endswith("ing") or token.low in w.INTENT


def _understood(before: Sequence[Clause], link: str) -> tuple[str, tuple[Token, ...]]:
    """Return the subject of a clause that names none: that of the clause before, else I."""
    if link == "who":
        return OTHERS, tuple([t for clause in before for t in clause.tokens if t.named and not t.possessive][-1:])
    last = next((clause for clause in reversed(before) if clause.verb >= 0), Clause((), subject=SOMETHING))
    other = link in (".", "!", "?", ";") or last.subject == SOMETHING or (last.negated and last.subject == OTHERS)
    return (MYSELF, ()) if other else (last.subject, last.doers)


def _subject(tokens: Sequence[Token], start: int) -> tuple[str, tuple[Token, ...], int] | None:
    """Return the first subject that is followed by a verb: who it is, the names in it, and where the verb is."""
    for place in range(start, len(tokens)):
        token, prev = tokens[place], at(tokens, place - 1)
        if place > start and token.verbal and prev.kind == w.WORD and not tokens[start].verbal:
            # a thing does something: the printer jammed
            owner = tuple(t for t in tokens[start:place] if t.named and t.possessive)[:1]
            if prev.low not in w.I | w.THEY | w.ADVERBS | w.PREPOSITIONS:
                return SOMETHING, owner, place
        if not (token.low in w.I | w.THEY | _THINGS if token.kind == w.WORD else token.named and not token.possessive):
            continue
        group, after = _coordinated(tokens, place)
        lows = {t.low for t in group}
        if place > start and prev.low in w.PREPOSITIONS and token.named and not lows & w.I:
            continue
        after = past_adverbs(tokens, after)
        verb = at(tokens, after)
        plain = verb.low not in _NO_VERBS and bool(lows & w.I or (verb.low.endswith("s") and place == start))
        if verb.kind != w.WORD or not (verb.verbal or verb.low in w.NOT or plain):
            continue
        names = tuple(t for t in group if t.named)
        if lows & w.I:
            return (TOGETHER if names else MYSELF), names, after
        return (OTHERS if names or lows & w.THEY else SOMETHING), names, after
    return None


def _coordinated(tokens: Sequence[Token], place: int) -> tuple[list[Token], int]:
    """Return the names and pronouns joined from this position on, and where they end."""
    group = [tokens[place]]
    after = place + 1
    while at(tokens, after).low in (",", "and", "nor") and len(group) < _MOST_JOINED:
        step = 2 if at(tokens, after + 1).low == "and" else 1
        other = at(tokens, after + step)
        if not other.named and other.low not in w.I | w.THEY | w.THEM | w.ME:
            break
        group.append(other)
        after += step + 1
    return group, after


def _verb_group(tokens: Sequence[Token], verb: int) -> tuple[int, frozenset[str]]:
    """Return the position of the main verb of the group that begins here, and the words before it."""
    chain: list[str] = []
    last = place = verb
    while at(tokens, place).kind in (w.WORD, w.DAY):
        token = tokens[place]
        if token.auxiliary or token.low in w.NEVER:
            chain.append(token.low)
            last = place if token.auxiliary else last
        elif token.kind == w.WORD and token.low not in w.ADVERBS and not token.low.endswith("ly"):
            after_it = not chain or chain[-1] in w.WILL | w.CAN | w.DO | w.NOT
            if after_it or token.past or token.low.endswith(("ing", "en")):
                return place, frozenset(chain)
            break
        place += 1
    return last, frozenset(chain[:-1])
