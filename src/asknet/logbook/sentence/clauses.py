"""The clauses of a sentence: who does what in each, and whether it has happened."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from asknet.logbook.sentence import words as w
from asknet.logbook.sentence.deeds import Chances, chances
from asknet.logbook.sentence.kinds import MEETINGS
from asknet.logbook.sentence.words import Token, at, past_adverbs

if TYPE_CHECKING:
    from collections.abc import Sequence

MYSELF, OTHERS, TOGETHER, SOMETHING, NOBODY = "me", "them", "together", "something", ""
"""The subject of a clause; nobody if it has no verb (``lunch with Nan``)."""
LIKELY = 0.5
"""The probability above which a word counts as one of a class."""

_SAME_FORMS = frozenset("cut put set let read hit hurt shut quit spread reset come run".split())
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
    def negated(self) -> bool:
        """Return whether the verb is negated."""
        return bool(w.NOT & self.before or "neither" in self.lows or set(self.after[:1]) & (w.NOT - {"without"}))

    @property
    def past(self) -> bool:
        """Return whether the clause describes what has happened."""
        return (
            self.verb < 0 or bool(self.before & {"was", "were", "had", "did", "could"}) or self.tokens[self.verb].past
        )

    @property
    def deed(self) -> Chances:
        """Return the classes of the verb with its particle, or of the one after ``came to`` and ``spent an hour``."""
        if self.word in w.LIGHT:
            chained = [
                b.low
                for a, b in pairwise(self.behind)
                if a.low == "to" and b.kind == w.WORD and b.low not in w.DETERMINERS
            ]
            later = next(
                (low for low in self.after if low in chained or (low.endswith("ing") and len(low) > len("thing"))), ""
            )
            if later:
                return chances(later)
        near = [low for low in self.after[:3] if low not in w.ME | w.THEM | w.ADVERBS]
        particle = near[:1] and near[0] in w.PARTICLES | {"to", "married", "divorced"}
        alone = near[:1] in (["in"], ["on"], ["by"]) and near[1:2] != ["for"]
        return chances(f"{self.word} {near[0]}") if particle and not alone else chances(self.word)

    @property
    def planned(self) -> bool:
        """Return whether it is planned or intended, and not done yet."""
        mine = self.subject in (MYSELF, TOGETHER)
        if self.verb < 0 or (self.word == "going" and self.after[:1] != ["to"]):
            return False
        if self.before & w.WILL and not self.before & w.HAVE:
            return not ("'d" in self.before and self.tokens[self.verb].past)
        if self.word in w.INTENT and (self.word.endswith("ing") or self.word in ("supposed", "due")):
            return True
        if mine and self.word in w.INTENT | {"have", "let"} and (not self.past or self.after[:1] == ["to"]):
            return self.word not in ("promised", "offered", "agreed", "asked")
        modal = "can" in self.before or ("could" in self.before and mine)
        return modal and not self.before & w.NOT


def split_clauses(tokens: Sequence[Token]) -> list[Clause]:
    """Return the clauses of a sentence in order."""
    made: list[Clause] = []
    part: list[Token] = []
    link, verbal = "", False
    for place, token in enumerate(tokens):
        joined = token.kind == w.STOP or (token.kind == w.WORD and token.low in w.CONJUNCTIONS)
        if not (_joins(tokens, place, part, verbal) if joined else _opens(tokens, place, part, verbal)):
            part.append(token)
            verbal = verbal or token.verbal or token.low in w.SPEECH
            continue
        if any(t.kind != w.TAG for t in part):
            clause = _clause(tuple(part), link, made)
            made.append(clause._replace(reported=clause.reported or token.low == "?"))
        link, part, verbal = (token.low, [], False) if joined else ("", [token], token.verbal)
    return [*made, _clause(tuple(part), link, made)] if part else made


def _joins(tokens: Sequence[Token], place: int, part: Sequence[Token], verbal: bool) -> bool:  # noqa: FBT001
    """Return whether a sign or a conjunction ends a clause; between names it joins them."""
    if tokens[place].low == ",":
        before, after, later = at(tokens, place - 1), at(tokens, place + 1), at(tokens, place + 2)
        listed = after.named and (later.low in (",", "and") or later.kind in (w.STOP, w.DAY))
        return before.possessive or not before.named or not (listed or (after.low == "and" and later.named))
    return tokens[place].kind == w.STOP or tokens[place].low == "who" or _starts(tokens, place + 1, part, verbal)


def _opens(tokens: Sequence[Token], place: int, part: Sequence[Token], verbal: bool) -> bool:  # noqa: FBT001
    """Return whether a name or pronoun in the middle opens a clause: ``she said | Bill is in hospital``."""
    token = tokens[place]
    subject = token.low in w.I | w.THEY if token.kind == w.WORD else token.named and not token.possessive
    if not subject or not part or part[-1].low in w.PREPOSITIONS | w.CONJUNCTIONS:
        return False
    return _acts(tokens, place, part, present=verbal)


def _acts(tokens: Sequence[Token], place: int, part: Sequence[Token], *, present: bool) -> bool:
    """Return whether the name or pronoun here is followed by its verb."""
    verb = at(tokens, past_adverbs(tokens, place + 1))
    if verb.low in _SAME_FORMS and any(t.low in w.LIGHT for t in part):
        return False  # helped Jonas cut the hedge
    return verb.verbal or (present and verb.kind == w.WORD and verb.low.endswith("s") and verb.low not in _NO_VERBS)


def _starts(tokens: Sequence[Token], place: int, part: Sequence[Token], verbal: bool) -> bool:  # noqa: FBT001
    """Return whether a clause begins here, after a conjunction."""
    place = past_adverbs(tokens, place)
    token = at(tokens, place)
    alone = verbal or not (part and part[-1].named)
    if token.kind == w.WORD and token.low in w.I | w.THEY | _THINGS - {"this", "that"}:
        return alone or token.low not in w.I
    if token.named:
        _, after = _coordinated(tokens, place)
        return alone and not token.possessive and _acts(tokens, after - 1, (), present=True)
    return token.verbal


def _clause(tokens: tuple[Token, ...], link: str, before: Sequence[Clause]) -> Clause:
    """Find the subject and the verb of a clause."""
    start = past_adverbs(tokens, 0, w.CONJUNCTIONS)
    last = before[-1] if before else Clause(())
    said = last.word in w.SPEECH and last.subject != NOBODY and link in ("", "that", ":", "if", "whether", "how")
    goes_on = last.reported and link in ("and", "but")
    relative = link == "" and last.verb >= 0  # the form she needed
    reported = said or goes_on or relative or link in ("whether", "if") or (link == "that" and last.verb >= 0)
    found = _subject(tokens, start)
    if found:
        subject, doers, verb = found
        place, chain = _verb_group(tokens, verb)
        if tokens[place].low in ("hat", "habe", "haben") and tokens[-1].past:
            place = len(tokens) - 1  # in German the verb comes at the end
        return Clause(tokens, link, subject, doers, place, chain, reported and not (goes_on and subject == MYSELF))
    if at(tokens, start).verbal or _plain_verb(tokens, start):
        place, chain = _verb_group(tokens, start)
        return Clause(tokens, link, *_understood(before, link), place, chain, goes_on)
    return Clause(tokens, link, reported=reported and link == "that")


def _plain_verb(tokens: Sequence[Token], start: int) -> bool:
    """Return whether a clause opens with a verb that is not past: ``ask Daniel``, ``remember to``, ``going to``."""
    token, after = at(tokens, start), at(tokens, start + 1)
    if token.kind != w.WORD or not after.kind or token.low in w.PREPOSITIONS:
        return False
    if token.low.endswith("ing") or (after.low in ("to", "'s") and token.low in w.INTENT | {"let"}):
        return True
    whom = after.named or after.low in w.THEM | w.ME | {"you"}
    return whom and start == 0 and token.low not in MEETINGS and max(chances(token.low)[:2]) > LIKELY


def _understood(before: Sequence[Clause], link: str) -> tuple[str, tuple[Token, ...]]:
    """Return the subject of a clause that names none: that of the clause before, else I."""
    if link == "who":
        return OTHERS, tuple([t for clause in before for t in clause.tokens if t.named and not t.possessive][-1:])
    for clause in reversed(before):
        if clause.verb >= 0:
            again = link not in (".", "!", "?", ";") and not (clause.negated and clause.subject == OTHERS)
            return (clause.subject, clause.doers) if again and clause.subject != SOMETHING else (MYSELF, ())
        if link == "," and all(t.named or t.low in ("and", ",") for t in clause.tokens):
            owner = clause.tokens[0].possessive
            return (SOMETHING, ()) if owner else (OTHERS, tuple(t for t in clause.tokens if t.named))
    return MYSELF, ()


def _subject(tokens: Sequence[Token], start: int) -> tuple[str, tuple[Token, ...], int] | None:
    """Return the first subject that is followed by a verb: who it is, the names in it, and the position of the verb."""
    ending = ("s", "t") if any(t.low in w.GERMAN for t in tokens) else "s"
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
        after = past_adverbs(tokens, after, w.ME) if at(tokens, after).low not in w.NEVER else after
        verb = at(tokens, after)
        plain = verb.low not in _NO_VERBS and bool(
            lows & (w.I | {"they", "you"}) or (verb.low.endswith(ending) and place == start)
        )
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
            participle = set(chain) & (w.HAVE | w.BE) and (
                token.past or token.low.endswith(("ing", "en")) or token.low in w.INTENT
            )
            if not chain or chain[-1] in w.WILL | w.CAN | w.DO | w.NOT or participle:
                return place, frozenset(chain)
            break
        place += 1
    return last, frozenset(chain[:-1])
