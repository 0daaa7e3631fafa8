"""`ask`: who in the network fits a problem, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asknet import thesaurus
from asknet.ask.match.answer import Fits
from asknet.ask.match.answer import answer as fit_problem
from asknet.ask.match.named_phrases import Asked, read
from asknet.ask.match.synonyms import both_ways, short_forms
from asknet.ask.match.verdict import POSSIBLE
from asknet.ask.members import listed
from asknet.ask.members import reasons as named_by
from asknet.ask.other_verbs import other_verb
from asknet.ask.ranking import HIGHEST, LOWEST, ranked
from asknet.ask.suggestions import say_who_introduces, suggestions
from asknet.contacts.path import chain
from asknet.errors import StoreError, UsageError
from asknet.fields import one_line
from asknet.language import read_language
from asknet.lexicon import LexiconError, shipped
from asknet.model import Answer, Lead, Match, Verdict, Why
from asknet.referrals import referral_in
from asknet.store import NOTE_MS
from asknet.text import terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from asknet.ask.limits import Limits
    from asknet.ask.ranking import Ranked
    from asknet.lexicon import Lexicon
    from asknet.model import Contact
    from asknet.store import Store
    from asknet.store.evidence_index import EvidenceIndex

MAX_PROBLEM = 10_000
"""Characters of a problem that are read; the rest is dropped."""
CONSIDERED = 60
"""How many of the best fits are ordered by the factors, at least; otherwise three times as many as are shown."""
_LOADED = 20
"""How many of them are loaded at a time, until no factor could bring a further one among those shown."""
_BESIDE = 2
"""How many contacts from elsewhere are shown with those of an organisation, if none of those fits."""
LEADS = 3
"""How many contacts who know somebody suitable are named."""


def ask(
    store: Store, problem: str, limits: Limits, *, exclude: Sequence[str] = (), today: date, save: bool = True
) -> Answer:
    """Answer a problem in plain words with at most ``limits.most`` matches, or everybody asked for (see `listed`).

    The verdict is that of the best fit; with ``none`` the nearest are returned
    anyway, with suggestions of what to do instead. The question is noted if
    `save` and there is a network. A question about the network itself
    is answered only by a command. `exclude` names contacts to leave out. Raises `UsageError` for an empty problem.
    """
    if exclude:
        from asknet.names import resolve

        with store.reading():
            resolved = (resolve(name, store.contacts, writing=False).contact.id for name in exclude)
            limits = limits._replace(without=limits.without.union(resolved))
    if limits.most < 1:
        message = f"{limits.most} matches cannot be shown"
        raise UsageError(message, "Ask for 1 or more")
    cut = cut_notice(problem)
    problem = read_problem(problem)
    if not problem:
        message = "the problem is empty"
        raise UsageError(message, 'Type it in plain words: asknet ask "crochet pattern"')
    other = other_verb(problem)
    if other:
        return Answer(
            problem=problem, ask=None, verdict=Verdict.NONE, probability=0.0, matches=(), suggestions=(other,)
        )
    lexicon, notice = current_lexicon(store)
    with store.reading():
        someone = store.contacts.count() > 0
        answer = _read_and_answer(store, problem, limits, today, lexicon)
        answer = answer._replace(notice="; ".join(filter(None, (cut, notice, answer.notice))))
    if not (save and someone):
        return answer
    number, notice = _note(store, answer, today)
    notice = "; ".join(part for part in (answer.notice, notice) if part)
    return answer._replace(ask=number, notice=notice)


def current_lexicon(store: Store) -> tuple[Lexicon | None, str]:
    """Return the lexicon, or None and what to report if meaning cannot be used.

    Evidence made with an older lexicon is rebuilt first.
    """
    lexicon = shipped()
    if isinstance(lexicon, LexiconError):
        return None, f"matched by words and spelling only: {lexicon}"
    with store.reading():
        current = store.meanings_are_current() or not store.evidence.piece_count()
    if not current:
        try:
            store.rebuild_meanings(wait_ms=NOTE_MS)
        except StoreError as error:
            return None, f"matched by words and spelling only: {error.message}"
    return lexicon, ""


def _read_and_answer(store: Store, problem: str, limits: Limits, today: date, lexicon: Lexicon | None) -> Answer:
    """Return everybody a problem asks for; otherwise, or if the same words name a topic, those who fit."""
    asked = read(problem, store.groups, lexicon)
    if not asked.everybody:
        return _or_members(store, asked, _answer(store, asked, limits, today, lexicon), limits, today)._replace(
            problem=problem
        )
    there = listed(store, asked, limits, today)
    about = _answer(store, Asked(asked.rest), limits, today, lexicon) if asked.rest else None
    if about and about.verdict is not Verdict.NONE:
        seen = {match.contact.id for match in there.matches}
        others = [
            m
            for m in about.matches
            if m.verdict is not Verdict.NONE and m.why and m.why[0].term and m.contact.id not in seen
        ]
        numbered = (m._replace(rank=rank) for rank, m in enumerate((*there.matches, *others), 1))
        there = there._replace(matches=tuple(numbered)[: limits.n])
    offered = say_who_introduces(there.matches) if asked.introducing else ()
    return Answer(problem, None, there.verdict, there.probability, there.matches, suggestions=offered, more=there.more)


def _or_members(store: Store, asked: Asked, answer: Answer, limits: Limits, today: date) -> Answer:
    """Return the contacts of an organisation, as a weak answer, if none of them fits the rest of a problem that names it."""
    named = tuple(each for each in asked.named if each.what == "organisation")
    inside = frozenset[int]().union(*(each.contacts for each in named))
    fitting = [match for match in answer.matches if match.verdict is not Verdict.NONE]
    if not inside or any(match.contact.id in inside for match in fitting):
        return answer
    others = fitting[: min(_BESIDE, limits.most - 1)]
    there = listed(store, Asked("", named, everybody=True), limits._replace(n=limits.most - len(others)), today)
    if not there.matches:
        return answer
    members = [m._replace(fit=POSSIBLE, score=round(POSSIBLE * m.factors.product, 4)) for m in there.matches]
    matches = tuple(
        match._replace(rank=rank, verdict=Verdict.WEAK) for rank, match in enumerate((*members, *others), 1)
    )
    return answer._replace(
        verdict=Verdict.WEAK,
        probability=min(answer.probability, POSSIBLE),
        matches=matches,
        suggestions=(),
        more=there.more,
        notice=f"nobody at {members[0].contact.org} is known for '{' '.join(terms(asked.rest))}';"
        " these contacts are there",
    )


def _answer(store: Store, asked: Asked, limits: Limits, today: date, lexicon: Lexicon | None) -> Answer:
    fits = fits_of(store, asked.rest, lexicon)
    fits = replace(fits, fits=asked.nearer(fits.fits))
    placed = _placed(store, fits, limits, today)
    worth = next((p for p in placed if p.dormant and fits.verdict_on(p.fit) is Verdict.STRONG), None)
    shown = _shown(placed, limits.most, worth)
    best = max((p.fit for p in placed), default=0.0)
    sure = round(fits.probability * best / fits.best, 3) if best else 0.0
    verdict = fits.verdict_on(best)
    matches = _numbered([_match(store, fits, p, asked, dormant=p is worth) for p in shown], verdict)
    called = {number for each in asked.named if each.what == "name" for number in each.contacts}
    if verdict is Verdict.NONE and any(match.contact.id in called for match in matches):
        verdict, sure = Verdict.POSSIBLE, max(sure, POSSIBLE)  # whose name was typed is meant, whatever the rest says
        matches = _numbered([m._replace(verdict=verdict) if m.contact.id in called else m for m in matches], verdict)
    offered = () if verdict is not Verdict.NONE else suggestions([m for m in matches if fits.is_near(m.contact.id)])
    answer = Answer(asked.rest, None, verdict, sure, matches, suggestions=offered)
    return answer if verdict is Verdict.STRONG else answer._replace(leads=_leads(store, asked.rest, limits, lexicon))


def _leads(store: Store, problem: str, limits: Limits, lexicon: Lexicon | None) -> tuple[Lead, ...]:
    """Return who can lead you to somebody for a problem, best first; their referrals are matched like evidence."""
    index = store.evidence.referrals()
    if index is None:
        return ()
    fits = fits_of(store, problem, lexicon, index)
    worth = sorted(
        (who for who, fit in fits.fits.items() if fits.verdict_on(fit) is not Verdict.NONE),
        key=lambda who: -fits.fits[who],
    )
    leads = []
    for contact in store.contacts.load(worth):
        reasons = fits.match(contact.id).reasons if limits.let_in(contact) else ()
        if reasons and reasons[0].term:
            text = index.evidence([reasons[0].evidence_id])[reasons[0].evidence_id].text
            read = referral_in(text) or next((each for each in contact.refers if str(each) == text), None)
            leads.append(Lead(contact, read.topic if read else text, text))
    return tuple(leads[:LEADS])


def fits_of(store: Store, problem: str, lexicon: Lexicon | None, index: EvidenceIndex | None = None) -> Fits:
    """Return how well contacts fit a problem, with the network's own synonyms and the short forms that ship.

    The evidence is that of an `index`, by default the one about the contacts themselves.
    """
    own, known = both_ways(store.synonyms.all()), short_forms()
    synonyms = {phrase: own.get(phrase, ()) + known.get(phrase, ()) for phrase in own | known}
    helpers = thesaurus.shipped(lexicon.id) if lexicon else None
    said, english = read_language(problem, lexicon)
    return fit_problem(
        said,
        index or store.evidence,
        synonyms,
        lexicon=lexicon if english else None,
        thesaurus=helpers if english else None,
        other_language=() if english or lexicon is None else lexicon,
    )


def _placed(store: Store, fits: Fits, limits: Limits, today: date) -> list[Ranked]:
    """Return the best fits that count, in order."""
    most = max(CONSIDERED, 3 * limits.most)
    contacts = _best_let_in(store, store.contacts.in_order(fits.fits, limit=most), fits.fits, limits)
    if len(contacts) < limits.most and most < len(fits.fits):
        contacts = _best_let_in(store, store.contacts.in_order(fits.fits, limit=None), fits.fits, limits)[:most]
    met = store.interactions.dates([c.id for c in contacts], today)
    turned = store.asks.outcomes([c.id for c in contacts])
    return ranked(contacts, fits.fits, met, turned, fits.terms, today)


def _best_let_in(store: Store, numbers: Sequence[int], fits: Mapping[int, float], limits: Limits) -> list[Contact]:
    """Return the contacts, given best fit first, that may be returned, as long as the factors could bring one to be shown."""
    found: list[Contact] = []
    for start in range(0, len(numbers), _LOADED):
        if len(found) >= limits.most and HIGHEST * fits[numbers[start]] < LOWEST * fits[found[limits.most - 1].id]:
            break
        found += [c for c in store.contacts.load(numbers[start : start + _LOADED]) if limits.let_in(c)]
    return found


def _shown(placed: list[Ranked], n: int, worth: Ranked | None) -> list[Ranked]:
    """Return the first `n`; the last of several is replaced by a tie worth reconnecting, if there is one."""
    shown = placed[:n]
    if worth and worth not in shown and n > 1:
        shown[-1] = worth
    return shown


def _numbered(matches: list[Match], verdict: Verdict) -> tuple[Match, ...]:
    """Number the matches in the order in which they are shown: those that do not answer, and those without a reason, come last.

    A terminal and a pipe leave those out, so that the numbers shown have no gap.
    """
    in_order = sorted(matches, key=lambda m: (not m.why, m.verdict is Verdict.NONE and verdict is not Verdict.NONE))
    return tuple(match._replace(rank=rank) for rank, match in enumerate(in_order, 1))


def _match(store: Store, fits: Fits, placed: Ranked, asked: Asked, *, dormant: bool) -> Match:
    contact = placed.contact
    found = fits.match(contact.id)
    pieces = store.evidence.evidence([r.evidence_id for r in found.reasons])
    why = [
        Why(
            evidence=pieces[r.evidence_id].text,
            source=pieces[r.evidence_id].kind,
            level=pieces[r.evidence_id].level,
            term=r.term,
            word=r.matched,
            how=r.how,
        )
        for r in found.reasons
    ]
    return Match(
        rank=0,
        contact=contact,
        score=round(min(1.0, placed.fit * placed.factors.product), 4),
        fit=round(placed.fit, 4),
        verdict=found.verdict,
        factors=placed.factors,
        why=(*why[:1], *named_by(asked, contact), *why[1:]),
        via=tuple(c.name for c in chain(store, contact)[:-1]),
        dormant=dormant,
    )


def _note(store: Store, answer: Answer, today: date) -> tuple[int | None, str]:
    try:
        with store.noting():
            none = answer.verdict is Verdict.NONE
            matches = [match.contact.id for match in answer.matches if none or match.verdict is not Verdict.NONE]
            return store.asks.note(answer.problem, answer.verdict, today, matches), ""
    except StoreError as error:
        return None, f"the question was not noted: {error.message}"


def cut_notice(text: str) -> str:
    """Return what to report of a problem that is longer than what is read of it; else empty."""
    return f"only the first {MAX_PROBLEM:,} characters of the problem are read" if len(text) > MAX_PROBLEM else ""


def read_problem(text: str) -> str:
    """Return a problem on one line, cut to the length that is read; empty if there is nothing in it."""
    return one_line(text[:MAX_PROBLEM], limit=MAX_PROBLEM, what="the problem")
