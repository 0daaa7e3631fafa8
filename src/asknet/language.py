"""Decide whether a text is in English, the only language that the lexicon knows.

The lexicon cuts words of other languages into pieces with another meaning, and reads *mir* and *que* with the meaning
that they have in English texts. Such a problem is matched by its words, their beginnings, and the user's synonyms; such
evidence has no meaning.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from asknet.text import fold, is_filler, terms, tokens


class Words(Protocol):
    """The words of a lexicon."""

    def __contains__(self, token: str, /) -> bool:
        """Return whether it has a word."""


FOREIGN = 2
"""The least number of distinct foreign function words, which must also outnumber the English ones."""

_FUNCTION_WORDS = frozenset(
    """
    ich du er sie es wir ihr mir mich dir dich ihn ihm uns euch ihnen mein meine meinen meinem meiner dein deine sein seine
    ihre unser unsere wer wen wem wie wo wann warum welche welcher welches jemand jemanden niemand etwas nichts
    der das dem den des ein eine einen einem einer eines kein keine keinen und oder aber wenn weil dass ob als
    im ins am ans zum zur vom bei beim nach mit von fur fuer uber auf aus zu durch gegen ohne um vor seit bis
    ist sind bist seid sei waren habe haben hatte werden wird wurde kann kannst konnen koennen konnte
    muss mussen soll sollte will mochte moechte darf nicht auch noch nur schon sehr mehr hier dort jetzt
    helfen hilft hilfe suche suchen brauche brauchen braucht kennt kenne kennen weiss gibt geht macht machen
    je tu il elle nous vous ils elles moi toi mon ma mes ton ta tes ses notre nos votre vos leur leurs
    le la les un une des du de au aux ce cet cette ces qui que quoi dont ou quel quelle quels quelles quelqu'un quelquun
    et mais donc si ne pas avec sans chez dans sur sous vers entre depuis
    est sont suis etes etre ai as avons avez ont fait faire peut peux peuvent puis doit veut veux faut
    cherche chercher besoin aider connait connaissez trouver
    yo tu el ella nosotros ustedes ellos ellas mi mis tu tus su sus nuestro nuestra los las una unos unas del al
    quien quienes cual cuales cuando donde como porque alguien nadie algo nada y e o u pero sino aunque
    para por con sin sobre entre hasta desde hacia segun es son soy eres somos esta estan estoy ser estar hay
    tengo tiene tienen puede pueden puedo quiero quiere necesito necesita busco buscar ayuda ayudar ayudarme ayudame
    muy mas menos tambien ya aqui alli conoce conozco se lo le les me te nos
    ik jij wij hij zij mijn onze iemand niemand een het voor naar niet geen wie waar heb hebt heeft zoek zoekt zoeken kent nodig
    io lui lei noi voi mio mia miei chi dove come il gli uno una di che con senza non ho hai abbiamo cerco cerca serve qualcuno
    eu ele ela nos voces meu minha alguem ninguem quem onde com sem nao tenho preciso procuro procura conhece
    """.split()
)
"""Function words of German, French and Spanish, which show how one asks, not about what; without those that are English
nouns."""
_FOREIGN_ALONE = frozenset(word for word in _FUNCTION_WORDS if len(word) > 1 and not is_filler(word))


class ProblemWords(NamedTuple):
    """A problem without the function words of its language, and whether that is English."""

    text: str
    english: bool


def is_foreign(text: str, lexicon: Words | None) -> bool:
    """Return whether a text is in another language than English.

    Function words of another one outnumber those of English, and there are several, or the lexicon knows none of the other
    words.
    """
    words = set(tokens(text))
    foreign = words & _FOREIGN_ALONE
    if not foreign or len(foreign) <= len({word for word in words if is_filler(word) and word not in _FUNCTION_WORDS}):
        return False
    about = [word for word in terms(text) if word not in foreign]
    return len(foreign) >= FOREIGN or not (lexicon is None or any(word in lexicon for word in about))


def read_language(problem: str, lexicon: Words | None) -> ProblemWords:
    """Distinguish a problem in English from one in another language (see `is_foreign`).

    It is also in another language if the lexicon knows none of its words and one has an accent.
    """
    if is_foreign(problem, lexicon):
        kept = [raw for raw in problem.split() if not _FUNCTION_WORDS.issuperset(tokens(raw))]
        return ProblemWords(" ".join(kept) or problem, english=False)
    known = lexicon is None or any(word in lexicon for word in terms(problem))
    accented = any(fold(c) != c.lower() for c in problem if c.isalpha())
    return ProblemWords(problem, english=known or not accented)
