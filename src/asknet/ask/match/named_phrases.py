"""Find places, organisations, circles and names in a problem: pure functions over those that a network has.

"Who do I know in Manchester" asks for a place alone, "plumber in Oslo" for somebody there who fits the rest. A phrase
is a place if it is in the place of some contact: the whole of it or a part between commas ("Lisboa, Portugal" is Lisboa
and Portugal), without words that only qualify it ("Greater Manchester Area"). After a preposition ("in", "near") any
such phrase is one; elsewhere only a phrase that can hardly mean anything else (several words, a word that the lexicon
does not know, or one that it puts near the names of cities and countries), so that "reading lesson" stays a lesson if a
contact lives in Reading. An organisation needs a word that shows it ("at N26", "inside Zalando"). A contact's name is
recognised if it is written in full ("how do I reach Nan Okafor"), and part of it if the problem only asks for the way
to them ("Karen's number"). A circle, like each of the others, may also be all that is typed.

The rest of the problem goes to the matcher, and those who are there come first among those who fit it: the fit of the
others is multiplied by `ELSEWHERE`. A factor keeps the order among the others, needs no second list, and does not put a
poor fit that is near before a good one that is not. It is less than what closeness can compensate for (0.8 / 1.25). If
nothing is left, everybody who is there is the answer.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from asknet.text import fold, fold_name, is_filler

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from asknet.lexicon import Lexicon

What = Literal["place", "organisation", "circle", "name"]

ELSEWHERE = 0.6
"""The factor on the fit of contacts who are not in the place that the problem names."""
SURE = 0.95
"""The fit of contacts whom a problem names, or who are all that it asks for."""
LONGEST = 5
"""The longest phrase that is looked up, in words."""
WORDS = 64
"""How many of the first words of a problem are searched for phrases: a bound on time."""
NEAR_CITIES = 0.24
"""The least cosine to the names of cities or countries for a word to be a place without a preposition. It accepts 93%
of 121 well-known cities and countries and 6% of the 40,395 words of SCOWL to size 50 that the lexicon has; .18: 98% and
21%."""

_IN = frozenset("in near around outside from within en aus bei nach um".split())
"""Words before a place; ``to`` is left out, as it comes before verbs as well."""
_AT = frozenset("at inside bei chez hos".split())
"""Words before an organisation."""
_OF = frozenset("in from of within".split())
"""Words before an organisation or a circle, if nothing else is asked for."""
_PREPOSITIONS = _IN | _AT | _OF | {"to"}
_WORK = frozenset("work works working worked employed arbeitet arbeiten trabaja trabajan travaille travaillent".split())
_ARTICLES = frozenset("the my our your der die das den dem la le les el los las mi mein meine mon ma".split())
_ASKING = frozenset("who whom anyone anybody someone somebody people contacts friends wer wen jemand qui quien".split())
"""Words that ask for people, not for what they can do."""
_CIRCLE = frozenset({"circle", "group"})
"""Words beside the name of a circle, which may then be any word: Work."""
_INTRODUCING = frozenset("introduce introduces introduced introducing introduction introductions intro".split())
_PEOPLE = _WORK | _ASKING | _INTRODUCING | frozenset(
    """
    person persons everyone everybody folks network contact friend colleague colleagues employee employees staff
    live lives living lived based located resident residents member members group circle
    travel travels travelling traveling trip visit visiting visits fly flying stay staying
    today tomorrow tonight week weekend month year next day days list show meet
    ich kenne kennt man wohnt lebt conozco conoce vive connais habite je a
    """.split()
)  # fmt: skip
"""Words, apart from fillers, beside a place, an organisation or a circle that is asked for alone."""
_WAY_IN = _INTRODUCING | frozenset(
    """
    number numbers phone telephone mobile cell email mail emails e address addresses contact details reach call ring
    text message write website url link info information nummer telefon numero telefono adresse
    """.split()
)
"""Words beside a name if the way to that contact is asked for."""
_QUALIFIERS = frozenset(
    """
    greater metro metropolitan area region city county district state province central inner downtown old town
    north south east west northern southern eastern western upper lower raum umgebung region
    """.split()
)
"""Words of a place that do not change which place is meant."""
_CITIES = "london paris berlin tokyo chicago toronto madrid rome vienna oslo sydney mumbai boston dublin prague".split()
_COUNTRIES = "germany france spain italy norway india canada brazil japan kenya".split()

_PARTS = re.compile(r"[,;/|()\n]| - ")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])(?=\W*$)", re.IGNORECASE)


class NetworkPhrases(Protocol):
    """The look-ups of places, organisations, circles and names in a network."""

    def places(self) -> Collection[str]:
        """Return every place, as written."""

    def in_places(self, places: Collection[str]) -> Collection[int]:
        """Return the contacts in one of these places, as written."""

    def in_organisation(self, phrase: str, *, whole: bool) -> Collection[int]:
        """Return the contacts of an organisation with this name, or without `whole` with a name that begins with it."""

    def in_circle(self, folded: str) -> Collection[int]:
        """Return the contacts in the circle with this folded name."""

    def called(self, folded: str) -> Collection[int]:
        """Return the people with exactly this folded name or alias."""

    def called_partly(self, words: Sequence[str]) -> Collection[int]:
        """Return the people with all these folded words in the name, if the words can hardly be anything but a name."""

    def says(self, phrase: str) -> bool:
        """Return whether any evidence contains these words side by side."""


class NamedPhrase(NamedTuple):
    """A phrase of the problem, what it is, and the contacts it names."""

    what: What
    phrase: str
    contacts: frozenset[int]


class Asked(NamedTuple):
    """A problem as read: what it names, and what is left to match.

    With `everybody`, those who are named are the answer; `rest` is then a topic that the same words may mean.
    """

    rest: str
    named: tuple[NamedPhrase, ...] = ()
    everybody: bool = False
    introducing: bool = False
    """Whether an introduction is asked for."""

    @property
    def wanted(self) -> frozenset[int]:
        """The contacts whom all phrases name; if there are none, those whom any of them names."""
        groups = [each.contacts for each in self.named]
        return frozenset.intersection(*groups) or frozenset.union(*groups)

    def of(self, contact: int) -> list[NamedPhrase]:
        """Return the phrases that name a contact."""
        return [each for each in self.named if contact in each.contacts]

    def nearer(self, fits: Mapping[int, float]) -> dict[int, float]:
        """Return the fits, higher for contacts whom the problem names, lower for those who are not in its place."""
        found = dict(fits)
        for each in self.named:
            if each.what == "name":
                found |= {who: max(SURE, fits.get(who, 0.0)) for who in each.contacts}
        near = frozenset[int]().union(*(each.contacts for each in self.named))
        return {who: fit if who in near or not near else round(fit * ELSEWHERE, 6) for who, fit in found.items()}


def read(problem: str, network: NetworkPhrases, lexicon: Lexicon | None) -> Asked:
    """Find the places, organisations, circles and names of a network in a problem."""
    return _Reading(problem, network, lexicon).read()


class _Word(NamedTuple):
    raw: int
    """The position, among the words of the text between spaces, of the word that this was in."""
    folded: str
    owning: bool
    """Whether it is a possessive: Karen's."""


class _Reading:
    """One problem being read; `_taken` are the positions of its words that are accounted for."""

    def __init__(self, problem: str, network: NetworkPhrases, lexicon: Lexicon | None) -> None:
        self._problem = problem
        self._network = network
        self._lexicon = lexicon
        self._raw = problem.split()
        self._words = [
            _Word(at, word, owning=bool(_POSSESSIVE.search(raw)))
            for at, raw in enumerate(self._raw[:WORDS])
            for word in fold_name(_POSSESSIVE.sub("", raw)).split()
        ]
        self._taken: set[int] = set()
        self._named: list[NamedPhrase] = []

    def read(self) -> Asked:
        if not any(c.isalnum() for c in self._problem) or len(self._raw) > WORDS:
            return Asked(self._problem)
        self._find_names()
        self._find_places()
        self._find_organisations()
        if not self._named:
            self._find_whole() or self._find_unknown()
        if not self._named:
            return Asked(self._problem)
        left = self._left()
        allowed = _WAY_IN | _PEOPLE if any(each.what == "name" for each in self._named) else _PEOPLE
        if all(is_filler(word) or word in allowed for word in left):
            bare = self._named[0].phrase if self._named[0].phrase == " ".join(w.folded for w in self._words) else ""
            topic = self._problem if bare and self._network.says(bare) else ""
            introducing = not _INTRODUCING.isdisjoint(left)
            return Asked(topic, tuple(self._named), everybody=True, introducing=introducing)
        gone = {self._words[at].raw for at in self._taken}
        rest = " ".join(raw for at, raw in enumerate(self._raw) if at not in gone)
        return Asked(rest, tuple(self._named))

    def _left(self) -> list[str]:
        return [word.folded for at, word in enumerate(self._words) if at not in self._taken]

    def _take(self, what: What, start: int, stop: int, contacts: Collection[int]) -> None:
        """Record what a run of words names, and take it with the preposition before it."""
        phrase = " ".join(word.folded for word in self._words[start:stop])
        self._named.append(NamedPhrase(what, phrase, frozenset(contacts)))
        while start and self._words[start - 1].folded in _ARTICLES:
            start -= 1
        if start and self._words[start - 1].folded in _PREPOSITIONS:
            start -= 1
        self._taken.update(range(start, stop))

    def _runs(self, least: int = 1) -> Iterator[tuple[int, int, str]]:
        """Yield ``(start, stop, phrase)`` of runs of free words, the longest first at each start."""
        for start in range(len(self._words)):
            for stop in range(min(start + LONGEST, len(self._words)), start + least - 1, -1):
                if self._taken.isdisjoint(range(start, stop)):
                    yield start, stop, " ".join(word.folded for word in self._words[start:stop])

    def _before(self, start: int) -> str:
        """Return the word before, ignoring articles; empty if there is none."""
        at = start - 1
        while at >= 0 and self._words[at].folded in _ARTICLES:
            at -= 1
        return self._words[at].folded if at >= 0 else ""

    def _find_names(self) -> None:
        for start, stop, phrase in self._runs(least=2):
            if found := self._network.called(phrase):
                self._take("name", start, stop, found)
        if self._named:
            return
        others = [at for at, word in enumerate(self._words) if not (word.folded in _WAY_IN or is_filler(word.folded))]
        if len(others) == len(self._words) or not others or others[-1] - others[0] >= len(others):
            return
        asked_for = {word.folded for word in self._words} & _WAY_IN or self._words[others[-1]].owning
        if asked_for and (found := self._partly(others[0], others[-1] + 1)):
            self._take("name", others[0], others[-1] + 1, found)

    def _partly(self, start: int, stop: int) -> Collection[int]:
        """Return the people whose names have these words, ignoring titles."""
        from asknet.person_names import without_titles

        return self._network.called_partly(without_titles([word.folded for word in self._words[start:stop]]))

    def _find_places(self) -> None:
        free = {word.folded for at, word in enumerate(self._words) if at not in self._taken}
        words = "|".join(re.escape(word) for word in sorted(free - _ARTICLES - _PREPOSITIONS) if len(word) > 1)
        is_near = re.compile(rf"\b(?:{words})\b").search
        known: dict[str, list[str]] = {}
        for place in self._network.places() if words else ():
            folded = place.lower() if place.isascii() else fold(place)
            if is_near(folded):
                for part in place_names(folded):
                    known.setdefault(part, []).append(place)
        for start, stop, phrase in self._runs() if known else ():
            if phrase in known and self._taken.isdisjoint(range(start, stop)) and self._is_place(start, stop, phrase):
                self._take("place", start, stop, self._network.in_places(known[phrase]))

    def _is_place(self, start: int, stop: int, phrase: str) -> bool:
        return self._before(start) in _IN or stop - start == len(self._words) or self._is_plainly_a_place(phrase)

    def _is_plainly_a_place(self, phrase: str) -> bool:
        """Return whether a phrase can hardly be anything but a place."""
        if self._lexicon is None or is_filler(phrase):
            return False
        return " " in phrase or phrase not in self._lexicon or is_near_cities(phrase, self._lexicon)

    def _find_organisations(self) -> None:
        for start, stop, phrase in self._runs():
            before = self._before(start)
            for_work = before in ("for", "with", "en", "a", "fur") and self._at_work(start)
            if not self._taken.isdisjoint(range(start, stop)) or not (before in _AT | _OF or for_work):
                continue
            alone = self._is_all_else(start, stop)
            found = self._network.in_organisation(phrase, whole=True) if before in _AT or for_work or alone else ()
            if not found and alone and (before in _AT or for_work):
                found = self._network.in_organisation(phrase, whole=False)
            if found:
                self._take("organisation", start, stop, found)

    def _at_work(self, start: int) -> bool:
        return any(word.folded in _WORK for word in self._words[max(0, start - 3) : start])

    def _is_all_else(self, start: int, stop: int) -> bool:
        """Return whether the words beside a run only ask who there is."""
        return all(at in self._taken or start <= at < stop for at in self._telling)

    @cached_property
    def _telling(self) -> tuple[int, ...]:
        """The positions of the words that ask for more than who there is."""
        only_ask = _PEOPLE | _ARTICLES | _PREPOSITIONS
        return tuple(at for at, w in enumerate(self._words) if not is_filler(w.folded) and w.folded not in only_ask)

    @cached_property
    def _no_articles(self) -> tuple[int, ...]:
        return tuple(at for at, w in enumerate(self._words) if w.folded not in _ARTICLES)

    def _find_whole(self) -> bool:
        """Find the one thing that the problem is the name of, or asks for: a circle, an organisation or a contact."""
        for start, stop, phrase in self._runs():
            beside = not all(start <= at < stop for at in self._no_articles)
            circle = not beside or not _CIRCLE.isdisjoint(
                w.folded for w in (*self._words[:start][-1:], *self._words[stop : stop + 1])
            )
            if not self._is_all_else(start, stop) or ((is_filler(phrase) or phrase in _PEOPLE) and not circle):
                continue
            asked_for = circle or self._before(start) in _OF | _AT
            if asked_for and (found := self._network.in_circle(phrase)):
                self._take("circle", start, stop, found)
            elif not beside and (found := self._network.in_organisation(phrase, whole=True)):
                self._take("organisation", start, stop, found)
            elif not beside and (found := self._network.called(phrase) or self._partly(start, stop)):
                self._take("name", start, stop, found)
            else:
                continue
            return True
        return False

    def _find_unknown(self) -> bool:
        """Find a place or an organisation that is all that is asked for, and in which there is nobody."""
        for start, stop, phrase in self._runs():
            before = self._before(start)
            what: What = "place" if before in _IN | {"to"} else "organisation"
            if (
                not self._is_all_else(start, stop)
                or any(is_filler(word.folded) or word.folded in _PREPOSITIONS for word in self._words[start:stop])
                or not any(word.folded in _ASKING for word in self._words)
                or self._network.says(phrase)
            ):
                continue
            if what == "place" and self._lexicon is not None and is_near_cities(phrase, self._lexicon):
                self._take("place", start, stop, ())
                return True
            if before == "inside" or (before in _AT | {"for"} and self._at_work(start)):
                self._take("organisation", start, stop, ())
                return True
        return False


def place_names(place: str) -> set[str]:
    """Return the names by which a folded place may be called.

    >>> sorted(place_names("greater manchester area, uk"))
    ['greater manchester area', 'manchester', 'uk']
    """
    found = {fold_name(place)}
    for part in _PARTS.split(place):
        words = [word for word in fold_name(part).split() if not any(c.isdigit() for c in word)]
        found |= {" ".join(words), " ".join(word for word in words if word not in _QUALIFIERS)}
    return found - {""}


def is_near_cities(phrase: str, lexicon: Lexicon) -> bool:
    """Return whether a lexicon puts a phrase near the names of cities or countries."""
    about = lexicon.vector([phrase])
    near = (lexicon.vector(words) for words in (["city"], ["town"], _CITIES, _COUNTRIES))
    return any(about.cosine(each) >= NEAR_CITIES for each in near)
