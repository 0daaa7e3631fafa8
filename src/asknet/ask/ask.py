"""`ask`: who in the network fits a problem, and why."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from asknet import thesaurus
from asknet.ask.match.answer import Fits
from asknet.ask.match.answer import answer as fit_problem
from asknet.ask.match.named_phrases import Asked, read
from asknet.ask.match.synonyms import both_ways, short_forms
from asknet.ask.match.verdict import POSSIBLE
from asknet.ask.members import listed, named_by_filter, nobody_is_both, nobody_there
from asknet.ask.members import reasons as named_by
from asknet.ask.other_verbs import other_verb, says_nothing
from asknet.ask.ranking import HIGHEST, LOWEST, ranked
from asknet.ask.suggestions import say_who_introduces, suggestions
from asknet.contacts.filters import ContactFilter
from asknet.contacts.path import chain
from asknet.errors import StoreError, UsageError
from asknet.fields import one_line
from asknet.language import read_language
from asknet.lexicon import LexiconError, shipped
from asknet.model import Answer, Lead, Match, Suggestion, Verdict, Why
from asknet.names import resembling
from asknet.referrals import referral_in
from asknet.store import NOTE_MS
from asknet.text import first_few, terms

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
    is answered only by a command, and who is in a place, an organisation or a circle, or has a name, is no question to be
    noted. `exclude` names contacts to leave out. Without a problem, everybody in the place, the organisation and the circle
    of the filter is returned. Raises `UsageError` for an empty problem without such a filter, `NothingFoundError` for a
    filter that nobody in the network passes.
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
    if not (problem or limits.only.place or limits.only.org or limits.only.circle):
        message = "the problem is empty"
        raise UsageError(message, 'Type it in plain words: asknet ask "crochet pattern"')
    other = other_verb(problem)
    if other:
        return _unanswered(problem, other)
    lexicon, notice = current_lexicon(store)
    with store.reading():
        someone = store.contacts.count() > 0
        filtered = named_by_filter(store, limits.only) if someone else ()
        if problem:
            answer, is_problem = _read_and_answer(store, problem, limits, today, lexicon)
        else:
            answer, is_problem = _everybody(store, Asked("", filtered, everybody=True), limits, today), False
        answer = answer._replace(notice="; ".join(filter(None, (cut, notice, answer.notice))))
    if not (save and someone and is_problem):
        if save and answer.matches:
            with suppress(StoreError), store.noting():
                store.asks.note_look_up(today)
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


def _read_and_answer(
    store: Store, problem: str, limits: Limits, today: date, lexicon: Lexicon | None
) -> tuple[Answer, bool]:
    """Return everybody a problem asks for; otherwise, or if the same words name a topic, those who fit.

    Also return whether it is a problem: not if it only looks up who is in a place, an organisation or a circle, or a name.
    """
    asked = read(problem, store.groups, lexicon, lambda words: _resembling(store, words))
    limits = limits._replace(without=limits.without | asked.without)
    left_out = first_few([contact.name for contact in store.contacts.load(sorted(asked.without))])
    said = f"leaving out {left_out}" if left_out else ""
    if not asked.everybody:
        if not asked.named and says_nothing(asked.rest, store.evidence):
            said = f"{problem[:60]!r} does not say what you need: describe the problem, or type a topic"
            return _unanswered(problem, Suggestion(do="command", name="", why=said, command="")), False
        answer = _or_members(store, asked, _answer(store, asked, limits, today, lexicon), limits, today)
        notice = answer.notice or nobody_there(asked, answer.matches)
        if answer.verdict is Verdict.NONE and limits.only != ContactFilter():
            free = _answer(store, asked, limits._replace(only=ContactFilter()), today, lexicon)
            fitting = [match.contact.name for match in free.matches if match.verdict is not Verdict.NONE]
            notice = f"without the filter, these fit: {first_few(fitting)}" if fitting else notice
        return answer._replace(problem=problem, notice="; ".join(filter(None, (said, notice)))), True
    there = _everybody(store, asked, limits, today)._replace(problem=problem)
    places = tuple(each for each in asked.named if each.what == "place" and each.phrase != asked.rest)
    about = _answer(store, Asked(asked.rest, places), limits, today, lexicon) if asked.rest else None
    others: list[Match] = []
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
    is_topic = bool(others) or any(each.what == "circle" and store.groups.is_topic(each.phrase) for each in asked.named)
    notice = "; ".join(filter(None, (said, there.notice)))
    return there._replace(suggestions=offered, notice=notice), is_topic or asked.introducing


def _resembling(store: Store, words: Sequence[str]) -> list[int]:
    """Return the contacts whose names resemble these folded words; of several words, one must be right."""
    names = store.contacts.folded_names()
    near = [each for each in names if not {*words}.isdisjoint(each[1].split())] if len(words) > 1 else names
    return resembling(words, near)


def _unanswered(problem: str, suggestion: Suggestion) -> Answer:
    return Answer(problem, None, Verdict.NONE, 0.0, (), suggestions=(suggestion,))


def _everybody(store: Store, asked: Asked, limits: Limits, today: date) -> Answer:
    """Return everybody asked for, as a weak answer if nobody is in all that is named, unless a name is."""
    there = listed(store, asked, limits, today)
    problem = ", ".join(each.typed for each in asked.named)
    answer = Answer(problem, None, there.verdict, there.probability, there.matches, more=there.more)
    if not (asked.nobody_is_both and there.matches):
        return answer
    answer = answer._replace(notice=nobody_is_both(asked))
    if any(each.what == "name" for each in asked.named):
        return answer
    members = tuple(_as_weak(match) for match in there.matches)
    return answer._replace(verdict=Verdict.WEAK, probability=POSSIBLE, matches=members)


def _as_weak(match: Match) -> Match:
    """Return a contact who is where was asked, but of whom nothing else is known, as a weak match."""
    return match._replace(fit=POSSIBLE, score=round(POSSIBLE * match.factors.product, 4), verdict=Verdict.WEAK)


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
    members = [_as_weak(match) for match in there.matches]
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
