"""Expand the terms of a problem to the ways in which the network may write them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from asknet.ask.match import compounds, constants, families
from asknet.ask.match.spelling import corrections, rare_words
from asknet.ask.match.synonyms import phrases
from asknet.text import terms, tokens

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from asknet.ask.match.index import WordIndex
    from asknet.lexicon import Lexicon

How = Literal["word", "form", "spelling", "synonym", "meaning", "helper"]


class Expansion(NamedTuple):
    """One way in which a part of the problem may be written in the network.

    ``terms``: the problem's terms it stands for. ``phrase``: tokens joined by a space. ``credit``: 0..1.
    """

    terms: tuple[str, ...]
    phrase: str
    credit: float
    how: How


def expand(
    problem: str,
    index: WordIndex,
    synonyms: Mapping[str, Sequence[str]],
    spelt_right: Container[str] | Lexicon = (),
    lexicon: Lexicon | None = None,
    trades: Sequence[str] = (),
    other_language: Container[str] | Lexicon = (),
) -> tuple[list[str], list[Expansion]]:
    """Return the terms of a problem, and the ways in which the network may write them.

    ``synonyms`` maps a phrase of tokens to phrases, as ``synonyms.both_ways`` makes it.
    A term is corrected only if the network has no form, compound or synonym of it, if no relative is likelier, and if
    it is not in ``spelt_right`` (real words that the network happens not to have: the words of a dictionary or lexicon)
    or a rare word there. With a ``lexicon``, a form or relative that means something else (organization, organ) counts
    less or not at all; a word that it does not know may be a compound. ``trades`` are further known words, the names of
    helpers: a word that is not nearer to one of the network is corrected to one of them. ``other_language`` are words
    of another language than the problem's: none of its words is corrected to one of them (réparer, reporter).
    """
    asked = terms(problem)
    known: Container[str] | Lexicon | None = None
    if lexicon is None or not any(term in lexicon for term in asked):
        known = lexicon if lexicon is not None else frozenset()
    found = [*_several(problem, asked, index), *_renamed(problem, asked, index, synonyms)]
    named = list(dict.fromkeys(term for way in found for term in way.terms if term not in asked))
    answered = {term for way in found if index.holds(way.phrase) for term in way.terms}
    vocabulary = cache(index.vocabulary)
    unknown = 0
    for term in asked:
        direct = list(_akin(_written(term, index), lexicon))
        relatives = list(_akin(_related(term, index), lexicon))
        found += direct + relatives
        begun = len(found)
        slip = not direct and term not in answered and (term not in spelt_right or term in rare_words())
        if slip and unknown < constants.SPELLING_TERMS:
            unknown += 1
            likelier = max((way.credit for way in relatives), default=0.0)
            related = {way.phrase for way in relatives}
            corrected = [
                way
                for way in _corrected(term, index, vocabulary())
                if way.credit >= likelier and way.phrase not in related and way.phrase not in other_language
            ]
            found += corrected or ([] if relatives else _corrected_trade(term, index, trades))
        if not direct and not relatives and len(found) == begun and (lexicon is None or term not in lexicon):
            found += _compounds(term, index, known)
    return asked + named, found


def _akin(ways: Iterable[Expansion], lexicon: Lexicon | None) -> Iterator[Expansion]:
    """Yield the ways, each with its credit reduced if the lexicon knows both words and their meanings differ."""
    for way in ways:
        term = way.terms[0]
        if lexicon is None or families.inflected(term, way.phrase) or term not in lexicon or way.phrase not in lexicon:
            yield way
            continue
        cosine = lexicon.vector([term]).cosine(lexicon.vector([way.phrase]))
        same = (cosine - constants.UNRELATED) / (constants.RELATED - constants.UNRELATED)
        if same > 0:
            yield way._replace(credit=way.credit * min(1.0, same))


def _several(problem: str, asked: Sequence[str], index: WordIndex) -> Iterator[Expansion]:
    """Yield neighbouring terms that the network writes as one word; nothing stands between them in the problem."""
    side_by_side = {*pairwise(tokens(problem))}
    for pair in filter(side_by_side.__contains__, pairwise(asked)):
        for whole in sorted(compounds.joined(pair)):
            for held in _forms(whole, index):
                yield Expansion(pair, held, constants.JOINED, "form")


def _renamed(
    problem: str, asked: Sequence[str], index: WordIndex, synonyms: Mapping[str, Sequence[str]]
) -> Iterator[Expansion]:
    """Yield other names for runs of the problem's words; the last word of a name may have any form.

    A run of nothing but filler (``do it yourself``) becomes a term of its own. Forms that only share a stem do not
    match another name: gym is fitness, but not fits.
    """
    for run, same in phrases(tokens(problem)[: constants.SYNONYM_WORDS], synonyms):
        meant = tuple(term for term in asked if term in run) or (" ".join(run),)
        head, _, last = same.rpartition(" ")
        for held in _forms(last, index):
            if families.inflected(last, held):
                yield Expansion(meant, f"{head} {held}".lstrip(), constants.SYNONYM, "synonym")


def _written(term: str, index: WordIndex) -> Iterator[Expansion]:
    """Yield the word itself, its forms, and the word written as several."""
    for held in _forms(term, index):
        if held == term:
            yield Expansion((term,), held, 1.0, "word")
        else:
            yield Expansion(
                (term,),
                held,
                constants.FORM * families.overlap(term, held) ** constants.FORM_POWER,
                "form",
            )
    for held in compounds.pointed(term, index):
        yield Expansion((term,), held, constants.JOINED, "form")
    for phrase in compounds.split(term, index):
        if index.holds(phrase):
            yield Expansion((term,), phrase, constants.SPLIT, "form")


def _related(term: str, index: WordIndex) -> Iterator[Expansion]:
    """Yield the word's family, without its forms, and what is done again (remortgaging, mortgage)."""
    forms = index.forms(term)
    for held, kinship in families.relatives(term, index):
        if held not in forms:
            yield Expansion((term,), held, constants.FAMILY * kinship**constants.FAMILY_POWER, "form")
    once = term.removeprefix(constants.AGAIN)
    if len(once) >= constants.AGAIN_LEAST and once != term:
        for held in _forms(once, index):
            yield Expansion((term,), held, constants.FAMILY, "form")


def _compounds(term: str, index: WordIndex, known: Container[str] | Lexicon | None) -> Iterator[Expansion]:
    """Yield compounds of a word that the lexicon does not know."""
    for held, shared in families.compounds(term, index, known):
        yield Expansion((term,), held, constants.FAMILY * shared, "form")


def _corrected_trade(term: str, index: WordIndex, trades: Sequence[str]) -> Iterator[Expansion]:
    """Yield the name of a helper that was probably meant, its forms and its family, whether or not the network has them."""
    for right, credit in corrections(term, trades)[:1] if trades else ():
        if credit >= constants.TRADE_FLOOR:
            yield Expansion((term,), right, credit, "spelling")
            for way in (*_written(right, index), *_related(right, index)):
                yield Expansion((term,), way.phrase, credit * way.credit, "spelling")


def _corrected(term: str, index: WordIndex, vocabulary: Sequence[str]) -> Iterator[Expansion]:
    """Yield the words that were probably meant, and their forms."""
    for right, credit in corrections(term, vocabulary):
        for held in _forms(right, index):
            yield Expansion((term,), held, credit * (1.0 if held == right else constants.FORM), "spelling")


def _forms(word: str, index: WordIndex) -> list[str]:
    """Return the word, if the network has it, and its other forms, except stems of a letter or two (``ing`` to ``a``)."""
    return sorted(held for held in index.forms(word) if held == word or len(held) >= constants.FORM_SHORTEST)
