"""Find places, organisations, circles and names in a problem: pure functions over those that a network has.

"Who do I know in Manchester" asks for a place alone, "plumber in Oslo" for somebody there who fits the rest. A phrase
is a place if it is in the place of some contact: the whole of it or a part between commas ("Lisboa, Portugal" is Lisboa
and Portugal), without words that only qualify it ("Greater Manchester Area"). After a preposition ("in", "near") any
such phrase is one; elsewhere only a phrase that can hardly mean anything else (several words, a word that the lexicon
does not know, or one that it puts near the names of cities and countries), so that "reading lesson" stays a lesson if a
contact lives in Reading. An organisation needs a word that shows it ("at N26", "inside Zalando"). A contact's name is
recognised if it is written in full ("how do I reach Nan Okafor"), and part of it, or with a slip, if the problem only asks
for the way to them ("Karen's number"). A circle, like each of the others, may also be all that is typed, or all beside a
place or an organisation ("family in Leeds"). Names after "not" at the end are left out ("a plumber, not Dave").

The rest of the problem goes to the matcher, and those who are there come first among those who fit it: the fit of the
others is multiplied by `ELSEWHERE`. A factor keeps the order among the others, needs no second list, and does not put a
poor fit that is near before a good one that is not. It is less than what closeness can compensate for (0.8 / 1.25). If
nothing is left, everybody who is there is the answer.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from asknet.labels import says_trade
from asknet.text import RELATIONS, fold, fold_name, is_filler, without_umlauts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from asknet.lexicon import Lexicon

What = Literal["place", "organisation", "circle", "name"]

_NARROWEST: tuple[What, ...] = ("name", "organisation", "place", "circle")
"""Whose contacts are the answer if nobody is of two kinds."""
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
_THERE = frozenset("in near around en bei".split())
"""Those of them that say where somebody should be."""
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
_MEMBERS = _CIRCLE | frozenset("contacts people friends members folks colleagues mates".split())
"""Words after the name of a circle: ICE contacts."""
_THOSE = frozenset("parents mums dads colleagues neighbours neighbors".split())
"""Words that ask for people if those of a circle are meant: parents from school."""
_HAVING = frozenset("any all some do does i we you have has got is are there who which what how many and or".split())
"""Words beside a circle, an organisation or a name if nothing else is asked for: do I have family in Leeds."""
_ENDINGS = ("s", "n", "e", "en")
"""Endings of the plural of who somebody is to you, as a circle may be called: neighbour, Neighbours."""
_NOT = frozenset("not but except excluding without than from nicht ausser ohne sauf sans excepto menos sin".split())
"""Words before the names of those who are left out."""
_OUTSIDE = frozenset("not except but excluding outside nicht ausser sauf excepto".split())
"""Words before a place, with its preposition or without, whose contacts are left out: plumber not in York."""
_NEEDS_WHO = _WORK | frozenset("live living lived stay staying meet".split())
"""Words beside a place that ask for people only if another word asks who or when: I want to live in London."""
_WHEN = frozenset("travel travels travelling traveling trip today tomorrow tonight week weekend month next".split())
_NOT_AFTER = {"than": "other", "from": "apart"}
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
_LANGUAGES = "language german french spanish english italian japanese dutch grammar translation".split()
_KINDS_OF_PLACE = "street village town suburb neighborhood airport hotel building region area countryside".split()

_PARTS = re.compile(r"[,;/|()\n]| - ")
_MARKS = " ,;.:?!\"'()"
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

    def is_topic(self, phrase: str) -> bool:
        """Return whether these words are somebody's skill."""

    def says(self, phrase: str) -> bool:
        """Return whether any evidence contains these words side by side."""


class NamedPhrase(NamedTuple):
    """A phrase of the problem, what it is, and the contacts it names."""

    what: What
    phrase: str
    contacts: frozenset[int]
    typed: str = ""
    """The phrase as it was typed."""


class Asked(NamedTuple):
    """A problem as read: what it names, and what is left to match.

    With `everybody`, those who are named are the answer; `rest` is then a topic that the same words may mean.
    """

    rest: str
    named: tuple[NamedPhrase, ...] = ()
    everybody: bool = False
    introducing: bool = False
    """Whether an introduction is asked for."""
    without: frozenset[int] = frozenset()
    """The contacts who are left out."""

    @property
    def wanted(self) -> frozenset[int]:
        """The contacts whom all phrases name; if there are none, those of the first kind that names any."""
        groups = self._groups
        together = frozenset.intersection(*groups.values()) if groups else frozenset()
        by_kind = (groups[what] for what in _NARROWEST if groups.get(what))
        return together or next(by_kind, frozenset())

    @property
    def nobody_is_both(self) -> bool:
        """Whether phrases of several kinds are named, and nobody by all."""
        return len(self._groups) > 1 and not frozenset.intersection(*self._groups.values())

    @property
    def _groups(self) -> dict[What, frozenset[int]]:
        kinds: dict[What, list[frozenset[int]]] = {}
        for each in self.named:
            kinds.setdefault(each.what, []).append(each.contacts)
        return {what: frozenset.intersection(*groups) or frozenset.union(*groups) for what, groups in kinds.items()}

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


def read(
    problem: str,
    network: NetworkPhrases,
    lexicon: Lexicon | None,
    resembling: Callable[[Sequence[str]], Collection[int]],
) -> Asked:
    """Find the places, organisations, circles and names of a network in a problem.

    `resembling` returns the contacts whose names some folded words resemble: a slip, or another form of a given name.
    """
    return _Reading(problem, network, lexicon, resembling).read()


class _Word(NamedTuple):
    raw: int
    """The position, among the words of the text between spaces, of the word that this was in."""
    folded: str
    owning: bool
    """Whether it is a possessive: Karen's."""


class _Reading:
    """One problem being read; `_taken` are the positions of its words that are accounted for, `_kept` stay in the rest."""

    def __init__(
        self,
        problem: str,
        network: NetworkPhrases,
        lexicon: Lexicon | None,
        resembling: Callable[[Sequence[str]], Collection[int]],
    ) -> None:
        self._problem = problem
        self._network = network
        self._lexicon = lexicon
        self._resembling = resembling
        self._raw = problem.split()
        self._words = [
            _Word(at, word, owning=bool(_POSSESSIVE.search(raw)))
            for at, raw in enumerate(self._raw[:WORDS])
            for word in fold_name(_POSSESSIVE.sub("", raw)).split()
        ]
        self._taken: set[int] = set()
        self._named: list[NamedPhrase] = []
        self._kept: set[int] = set()
        self._without: frozenset[int] = frozenset()

    def read(self) -> Asked:
        if not any(c.isalnum() for c in self._problem) or len(self._raw) > WORDS:
            return Asked(self._problem)
        self._find_left_out()
        self._find_names()
        self._find_places()
        self._find_organisations()
        self._find_unknown_place()
        whole = self._find_whole() if not any(each.what == "name" for each in self._named) else ""
        if not self._named:
            self._find_unknown_organisation()
        asked = Asked(self._rest(), tuple(self._named), without=self._without)
        left = self._left()
        named = {each.what for each in self._named}
        allowed = _PEOPLE.union(_WAY_IN if "name" in named else (), _THOSE if "circle" in named else ())
        if not named or not all(is_filler(word) or word in allowed for word in left):
            return asked
        if named == {"place"} and not _NEEDS_WHO.isdisjoint(left) and not self._asks_who(left):
            return asked
        bare = self._named[0].phrase if self._named[0].phrase == " ".join(w.folded for w in self._words) else ""
        is_topic = bool(whole) and self._network.is_topic(whole)
        says = bare and (self._network.says(bare) or says_trade(bare))  # Bill Cook, and who cooks
        topic = bare if says else whole if is_topic else ""
        if asked.nobody_is_both and is_topic:  # others than those of the circle may know it
            return asked._replace(rest=topic, named=tuple(each for each in self._named if each.phrase != whole))
        return asked._replace(rest=topic, everybody=True, introducing=not _INTRODUCING.isdisjoint(left))

    def _asks_who(self, left: Collection[str]) -> bool:
        """Return whether words beside a place ask for people, or say when somebody is there."""
        return not _WHEN.isdisjoint(left) or any(w.folded in _ASKING and w.folded != "friends" for w in self._words)

    def _rest(self) -> str:
        """Return the words that are not accounted for, as typed."""
        gone = {self._words[at].raw for at in self._taken - self._kept}
        return " ".join(raw for at, raw in enumerate(self._raw) if at not in gone) if gone else self._problem

    def _left(self) -> list[str]:
        return [word.folded for at, word in enumerate(self._words) if at not in self._taken]

    def _take(self, what: What, start: int, stop: int, contacts: Collection[int]) -> None:
        """Record what a run of words names, and take it with the preposition before it."""
        phrase = " ".join(word.folded for word in self._words[start:stop])
        raw = self._raw[self._words[start].raw : self._words[stop - 1].raw + 1]
        self._named.append(NamedPhrase(what, phrase, frozenset(contacts), " ".join(raw).strip(_MARKS)))
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

    def _find_left_out(self) -> None:
        """Find the names at the end that are left out: a plumber, not Dave."""
        end = len(self._words)
        while end and is_filler(self._words[end - 1].folded):
            end -= 1
        for at in range(1, end - 1):
            word, before = self._words[at].folded, self._words[at - 1].folded
            if word not in _NOT or _NOT_AFTER.get(word, before) != before:
                continue
            start = at + 1 + (self._words[at + 1].folded in ("by", "with"))
            if found := self._people(start, end):
                self._without |= frozenset(found)
                self._taken.update(range(at - (before in ("but", "other", "apart")), len(self._words)))
                return

    def _find_names(self) -> None:
        for start, stop, phrase in self._runs(least=2):
            if found := self._network.called(phrase):
                self._take("name", start, stop, found)
        if self._named:
            return
        free = [at for at in range(len(self._words)) if at not in self._taken]
        others = [at for at in free if not (self._words[at].folded in _WAY_IN or is_filler(self._words[at].folded))]
        if len(others) == len(free) or not others or others[-1] - others[0] >= len(others):
            return
        way_in = [at for at in free if self._words[at].folded in _WAY_IN]
        if not (way_in or self._words[others[-1]].owning):
            return
        owners = [at for at in others if self._words[at].owning]
        ends = [others[-1], *(owners[:1] if way_in and way_in[-1] > others[-1] else ())]  # Gary's garage number: Gary's
        for last in ends:
            found = self._people(others[0], last + 1, owned=bool(way_in), nearly=last == others[-1])
            if found:
                self._take("name", others[0], last + 1, found)
                return

    def _people(self, start: int, stop: int, *, owned: bool = False, nearly: bool = False) -> Collection[int]:
        """Return the people of this name, ignoring titles; else those with these words in theirs.

        If it is `owned`, the possessive may lack its apostrophe (Karens number); `nearly`: slips are accepted.
        """
        from asknet.person_names import without_titles

        words = without_titles([word.folded for word in self._words[start:stop]])
        network = self._network
        found = network.called(" ".join(words)) or network.called_partly(words)
        if not found and owned and words and words[-1].endswith("s"):
            bare = [*words[:-1], words[-1][:-1]]
            found = network.called(" ".join(bare)) or network.called_partly(bare)
        if found or not nearly or network.says(" ".join(words)):
            return found
        signs = (len(words) > 1, owned, any(map(is_given_name, words)))  # a word alone is a topic, even if a name: art
        return self._resembling(words) if self._words[stop - 1].owning or sum(signs) > 1 else ()

    def _find_places(self) -> None:
        free = {word.folded for at, word in enumerate(self._words) if at not in self._taken}
        free = {without_umlauts(word) for word in free - _ARTICLES - _PREPOSITIONS}
        words = "|".join(re.escape(word) for word in sorted(free) if len(word) > 1)
        is_near = re.compile(rf"\b(?:{words})\b").search
        known: dict[str, list[str]] = {}
        for place in self._network.places() if words else ():
            folded = without_umlauts(place.lower() if place.isascii() else fold(place))
            if is_near(folded):
                for part in place_names(folded):
                    known.setdefault(part, []).append(place)
        for start, stop, phrase in self._runs() if known else ():
            there = known.get(without_umlauts(phrase))
            if not there or not self._taken.isdisjoint(range(start, stop)):
                continue
            if (out := self._left_out_before(start)) < start:
                self._without |= frozenset(self._network.in_places(there))
                self._taken.update(range(out, stop))
            elif self._is_place(start, stop, phrase):
                self._take("place", start, stop, self._network.in_places(there))

    def _left_out_before(self, start: int) -> int:
        """Return where the words begin that leave out a place: not in York, outside the city; `start` if none do."""
        at = start
        while at and self._words[at - 1].folded in _ARTICLES:
            at -= 1
        at -= bool(at and self._words[at - 1].folded in _IN - _OUTSIDE)
        return at - 1 if at and self._words[at - 1].folded in _OUTSIDE else start

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

    def _is_all_else(self, start: int, stop: int, besides: Collection[str] = ()) -> bool:
        """Return whether the words beside a run only ask who there is, or are some of those `besides`."""
        return all(at in self._taken or start <= at < stop or self._words[at].folded in besides for at in self._telling)

    @cached_property
    def _telling(self) -> tuple[int, ...]:
        """The positions of the words that ask for more than who there is."""
        only_ask = _PEOPLE | _ARTICLES | _PREPOSITIONS
        return tuple(at for at, w in enumerate(self._words) if not is_filler(w.folded) and w.folded not in only_ask)

    def _find_whole(self) -> str:
        """Find the one thing that the problem names or asks for, apart from what was found, and return its phrase.

        It is a circle, an organisation or a contact.
        """
        free = [at for at in range(len(self._words)) if at not in self._taken]
        words = [(at, self._words[at].folded) for at in free]
        telling = [at for at, word in words if word not in _HAVING and word not in _ARTICLES]
        telling = telling or [at for at, word in words if not is_filler(word)]  # who is Les
        telling = telling or ([] if self._named else free)  # IT, or WHO
        first = next((at for at, word in enumerate(self._words) if word.folded in _ASKING | _THOSE), len(self._words))
        for start, stop, phrase in self._runs() if telling else ():
            alone = all(start <= at < stop for at in telling)
            before, after = self._words[max(0, start - 1) : start], self._words[stop : stop + 1]
            circle = alone or any(w.folded in _CIRCLE for w in before) or any(w.folded in _MEMBERS for w in after)
            inside = self._before(start) in _OF | _AT
            vague = is_filler(phrase) or phrase in _PEOPLE
            if not self._is_all_else(start, stop, besides=_THOSE if inside else ()):
                continue
            if vague and not circle and not (inside and first < start):
                continue
            if (circle or inside) and (found := self._in_circle(phrase)):
                self._take("circle", start, stop, found)
            elif not alone:
                continue
            elif found := self._network.in_organisation(phrase, whole=True):
                self._take("organisation", start, stop, found)
            elif not (self._named and " " not in phrase and not is_given_name(phrase)) and (
                found := self._people(start, stop, nearly=True)
            ):
                self._take("name", start, stop, found)
            else:
                continue
            return phrase
        return ""

    def _in_circle(self, phrase: str) -> Collection[int]:
        """Return the contacts of a circle; who somebody is to you may be in another number: my neighbour, Neighbours."""
        found = self._network.in_circle(phrase)
        if found or phrase not in RELATIONS:
            return found
        forms = (phrase.removesuffix("s"), *(phrase + ending for ending in _ENDINGS))
        return next(filter(None, map(self._network.in_circle, forms)), ())

    def _find_unknown_place(self) -> None:
        """Find a place where there is nobody.

        It stays in the problem beside more than a word, for which it may matter: the waiting list of a nursery in Zürich.
        """
        for start, stop, phrase in self._runs() if self._lexicon is not None else ():
            there = self._is_asked_for(start, stop) and self._before(start) in _IN | {"to"}
            beside = start > 0 and self._words[start - 1].folded in _THERE and self._is_last(start, stop)
            if not (there or beside) or not self._is_new(start, stop, phrase) or self._network.in_circle(phrase):
                continue
            near = is_near_cities if there else is_city
            if self._lexicon is not None and near(phrase, self._lexicon):
                taken = set(self._taken)
                self._take("place", start, stop, ())
                if sum(at not in self._taken for at in self._telling) > 1:
                    self._kept = self._taken - taken
                return

    def _find_unknown_organisation(self) -> None:
        """Find an organisation that is all that is asked for, and in which there is nobody."""
        for start, stop, phrase in self._runs():
            before = self._before(start)
            inside = before == "inside" or (before in _AT | {"for"} and self._at_work(start))
            if inside and self._is_asked_for(start, stop) and self._is_new(start, stop, phrase):
                self._take("organisation", start, stop, ())
                return

    def _is_asked_for(self, start: int, stop: int) -> bool:
        """Return whether a run is all beside words that ask who there is."""
        return self._asks and self._is_all_else(start, stop)

    @cached_property
    def _asks(self) -> bool:
        return any(word.folded in _ASKING for word in self._words)

    def _is_new(self, start: int, stop: int, phrase: str) -> bool:
        """Return whether a run has words of content only, which no evidence holds."""
        words = self._words[start:stop]
        return not (any(is_filler(w.folded) or w.folded in _PREPOSITIONS for w in words) or self._network.says(phrase))

    def _is_last(self, start: int, stop: int) -> bool:
        """Return whether a run is one word at the end of the problem."""
        return stop - start == 1 and all(is_filler(word.folded) for word in self._words[stop:])


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


def is_city(word: str, lexicon: Lexicon) -> bool:
    """Return whether a lexicon puts a word near the names of cities or countries, and nearer than languages and kinds of place.

    Of 79 well-known cities and countries it accepts 64, of 69 other words after "in" (German, winter, town, cash) 6: abroad,
    airport, country, Europe, sepia, uni.
    """
    about = lexicon.vector([word])
    near = max(about.cosine(lexicon.vector(words)) for words in (_CITIES, _COUNTRIES))
    others = max(about.cosine(lexicon.vector(words)) for words in (_LANGUAGES, _KINDS_OF_PLACE))
    return word in lexicon and near >= max(NEAR_CITIES, others)


def is_given_name(word: str) -> bool:
    """Return whether a folded word is a known given name."""
    from asknet.person_names import is_given

    return is_given(word)
