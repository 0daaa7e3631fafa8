"""`ask`: who in the network fits a problem, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asknet.ask.match.answer import Fits
from asknet.ask.match.answer import answer as fit_problem
from asknet.ask.match.answer import verdict as verdict_on
from asknet.ask.match.synonyms import both_ways, short_forms
from asknet.ask.ranking import History, factors, is_dormant
from asknet.ask.suggestions import suggestions
from asknet.contacts.list import within
from asknet.contacts.path import chain
from asknet.errors import StoreError, UsageError
from asknet.fields import one_line
from asknet.lexicon import LexiconError, shipped
from asknet.model import Answer, Kind, Match, Reach, Status, Verdict, Why
from asknet.text import fold

if TYPE_CHECKING:
    from datetime import date

    from asknet.lexicon import Lexicon
    from asknet.model import Contact, Factors
    from asknet.store import Store

MAX_PROBLEM = 10_000
"""Characters of a problem that are read; the rest is dropped."""
CONSIDERED = 60
"""Best fits, or three times as many as are shown, whose order is worked out with the factors."""
NOTE_MS = 250
"""How long noting the question may wait for another writer; the answer never hangs on it."""

_KINDS = tuple(Kind)


class Limits(NamedTuple):
    """How many matches to give, and which contacts count."""

    n: int = 5
    kind: Kind | None = None
    reach: Reach | None = None
    skill: str = ""

    def let_in(self, contact: Contact) -> bool:
        """Say whether a contact counts."""
        topic = fold(one_line(self.skill, what="a topic"))
        return (
            not contact.no_suggest
            and contact.status is not Status.PAST
            and (self.kind is None or contact.kind is self.kind)
            and (self.reach is None or within(contact.reach, self.reach))
            and (not topic or any(topic in fold(s.topic) for s in contact.skills))
        )


class _Placed(NamedTuple):
    """A contact with its fit and what moves it."""

    contact: Contact
    fit: float
    factors: Factors
    dormant: bool

    def place(self) -> tuple[float, int, str, int]:
        """Order by score, people first, then name: the same whatever was added when."""
        return (
            -round(self.fit * self.factors.product, 6),
            _KINDS.index(self.contact.kind or Kind.PERSON),
            fold(self.contact.name),
            self.contact.id,
        )


def ask(store: Store, problem: str, limits: Limits, *, today: date, save: bool = True) -> Answer:
    """Answer a problem in plain words with at most ``limits.n`` matches.

    The verdict is that of the best fit; with ``none`` the nearest are given all
    the same, with suggestions of what to do instead. The question is noted when
    `save` and there is a network. Raises `UsageError` for an empty problem.
    """
    if limits.n < 1:
        message = f"{limits.n} matches cannot be given"
        raise UsageError(message, "Ask for 1 or more")
    problem = read_problem(problem)
    if not problem:
        message = "the problem is empty"
        raise UsageError(message, 'Type it in plain words: asknet ask "crochet pattern"')
    lexicon, notice = current_lexicon(store)
    with store.reading():
        someone = store.contacts.count() > 0
        answer = _answer(store, problem, limits, today, lexicon)._replace(notice=notice)
    if not (save and someone):
        return answer
    number, notice = _note(store, answer, today)
    notice = "; ".join(part for part in (answer.notice, notice) if part)
    return answer._replace(ask=number, notice=notice)


def current_lexicon(store: Store) -> tuple[Lexicon | None, str]:
    """Return the lexicon, and what to say where meaning has to be left out.

    Evidence whose meanings an older lexicon made is renewed first.
    """
    lexicon = shipped()
    if isinstance(lexicon, LexiconError):
        return None, f"answered by words and spelling only: {lexicon}"
    with store.reading():
        current = store.meanings_are_current() or not store.evidence.piece_count()
    if not current:
        try:
            store.renew_meanings(wait_ms=NOTE_MS)
        except StoreError as error:
            return None, f"answered by words and spelling only: {error.message}"
    return lexicon, ""


def _answer(store: Store, problem: str, limits: Limits, today: date, lexicon: Lexicon | None) -> Answer:
    fits = fits_of(store, problem, lexicon)
    placed = _placed(store, fits, limits, today)
    worth = next((p for p in placed if p.dormant and _verdict(p.fit) is Verdict.STRONG), None)
    shown = _shown(placed, limits.n, worth)
    verdict = _verdict(max((p.fit for p in placed), default=0.0))
    matches = _numbered([_match(store, fits, p, dormant=p is worth) for p in shown], verdict)
    offered = suggestions(store, matches) if verdict is Verdict.NONE else ()
    return Answer(problem=problem, ask=None, verdict=verdict, matches=matches, suggestions=offered)


def fits_of(store: Store, problem: str, lexicon: Lexicon | None) -> Fits:
    """Return how well contacts fit a problem, with the network's own synonyms and the short forms that ship."""
    own, known = both_ways(store.synonyms.all()), short_forms()
    synonyms = {phrase: own.get(phrase, ()) + known.get(phrase, ()) for phrase in own | known}
    return fit_problem(problem, store.evidence, synonyms, lexicon=lexicon)


def _placed(store: Store, fits: Fits, limits: Limits, today: date) -> list[_Placed]:
    """Put the best fits that count in order."""
    most = max(CONSIDERED, 3 * limits.n)
    numbers = store.contacts.in_order(fits.fits, limit=most)
    contacts = [c for c in store.contacts.load(numbers) if limits.let_in(c)]
    if len(numbers) < len(fits.fits) and len(contacts) < limits.n:
        numbers = store.contacts.in_order(fits.fits, limit=None)
        contacts = [c for c in store.contacts.load(numbers) if limits.let_in(c)][:most]
    met = store.interactions.dates([c.id for c in contacts], today)
    turned = store.asks.outcomes([c.id for c in contacts])
    placed = []
    for contact in contacts:
        history = History(closeness=contact.closeness, met=met[contact.id], turned=turned[contact.id])
        moved = factors(history, fits.terms, today)
        placed.append(_Placed(contact, fits.fits[contact.id], moved, is_dormant(history, today)))
    return sorted(placed, key=_Placed.place)


def _shown(placed: list[_Placed], n: int, worth: _Placed | None) -> list[_Placed]:
    """Keep the first `n`; the last of several gives its slot to a tie worth reconnecting."""
    shown = placed[:n]
    if worth and worth not in shown and n > 1:
        shown[-1] = worth
    return shown


def _numbered(matches: list[Match], verdict: Verdict) -> tuple[Match, ...]:
    """Number the matches as they are shown: behind those that answer come those that do not, then those without a reason.

    What a terminal or a pipe leaves out stands at the end, so that the numbers shown have no gap.
    """
    in_order = sorted(matches, key=lambda m: (not m.why, m.verdict is Verdict.NONE and verdict is not Verdict.NONE))
    return tuple(match._replace(rank=rank) for rank, match in enumerate(in_order, 1))


def _match(store: Store, fits: Fits, placed: _Placed, *, dormant: bool) -> Match:
    contact = placed.contact
    reasons = fits.match(contact.id).reasons
    pieces = store.evidence.evidence([r.evidence_id for r in reasons])
    why = [
        Why(
            evidence=pieces[r.evidence_id].text,
            source=pieces[r.evidence_id].kind,
            level=pieces[r.evidence_id].level,
            term=r.term,
            word=r.matched,
            how=r.how,
        )
        for r in reasons
    ]
    return Match(
        rank=0,
        contact=contact,
        score=round(min(1.0, placed.fit * placed.factors.product), 4),
        fit=round(placed.fit, 4),
        verdict=_verdict(placed.fit),
        factors=placed.factors,
        why=tuple(why),
        via=tuple(c.name for c in chain(store, contact)[:-1]),
        dormant=dormant,
    )


def _verdict(fit: float) -> Verdict:
    return Verdict(verdict_on(fit))


def _note(store: Store, answer: Answer, today: date) -> tuple[int | None, str]:
    try:
        with store.writing(wait_ms=NOTE_MS):
            matches = [match.contact.id for match in answer.matches]
            return store.asks.note(answer.problem, answer.verdict, today, matches), ""
    except StoreError as error:
        return None, f"the question was not noted: {error.message}"


def read_problem(text: str) -> str:
    """Return a problem on one line, cut to what is read; empty when there is nothing in it."""
    return one_line(text[:MAX_PROBLEM], limit=MAX_PROBLEM, what="the problem")
