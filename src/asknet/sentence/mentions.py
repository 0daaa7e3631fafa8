"""Which contacts a sentence names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from asknet.model import Kind
from asknet.sentence.unknown import unknown_names
from asknet.sentence.words import CALENDAR, DETERMINERS, RELATIONS, TITLES, is_common
from asknet.text import fold_name, is_filler

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from asknet.model import Contact
    from asknet.sentence.words import Word

_LONGEST = 8
"""Words of a name that are compared, at most."""


class Book(Protocol):
    """What the reader asks of a network."""

    def with_any(self, words: Collection[str]) -> list[Contact]:
        """Return who has one of these folded words in the name or an alias, or is written so without spaces."""

    def linked(self, candidates: Collection[int], others: Collection[int]) -> set[int]:
        """Return those candidates who are known to go with one of the others."""

    def is_topic(self, folded: str) -> bool:
        """Say whether somebody here knows a topic of this name."""


class Unclear(NamedTuple):
    """A word of the sentence and the contacts that answer to it."""

    said: str
    candidates: tuple[Contact, ...]


class Mention(NamedTuple):
    """Words ``first`` to ``last`` (inclusive) of a sentence that name one of `candidates`."""

    first: int
    last: int
    start: int
    end: int
    said: str
    possessive: bool
    whole: bool
    candidates: tuple[Contact, ...]


class Mentions(NamedTuple):
    """Who is named where."""

    clear: tuple[Mention, ...] = ()
    unclear_at: tuple[Mention, ...] = ()
    unknown_at: tuple[tuple[int, str], ...] = ()
    passed: tuple[Mention, ...] = ()
    settled: tuple[str, ...] = ()

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts, in the order in which they are named first."""
        return tuple({m.candidates[0].id: m.candidates[0] for m in self.clear}.values())

    @property
    def unclear(self) -> tuple[Unclear, ...]:
        """Each unclear word once."""
        seen = {fold_name(m.said): Unclear(m.said, m.candidates) for m in reversed(self.unclear_at)}
        return tuple(reversed(seen.values()))

    @property
    def unknown(self) -> tuple[str, ...]:
        """Each unknown name once, as written."""
        return tuple(dict.fromkeys(name for _, name in self.unknown_at))

    def outside(self, spans: Iterable[tuple[int, int]]) -> Mentions:
        """Leave out what is named inside these spans of the text."""
        spans = list(spans)

        def out(place: int) -> bool:
            return not any(a <= place < b for a, b in spans)

        return self._replace(
            clear=tuple(m for m in self.clear if out(m.start)),
            unclear_at=tuple(m for m in self.unclear_at if out(m.start)),
            unknown_at=tuple(u for u in self.unknown_at if out(u[0])),
            passed=tuple(m for m in self.passed if out(m.start)),
        )


def find_mentions(
    text: str,
    words: Sequence[Word],
    book: Book,
    *,
    hidden: Sequence[tuple[int, int]],
    chosen: Mapping[str, int],
) -> Mentions:
    """Find who is named, outside the `hidden` spans; `chosen` settles unclear words."""
    finder = _Finder(text, words, book, hidden)
    found = finder.all()
    meant = [m for m in found if not finder.only_spoken_of(m)]
    passed = [m for m in found if finder.only_spoken_of(m)]
    contradicted, kept = [], []
    for mention in meant:
        wrong = finder.contradiction(mention)
        if wrong:
            starts = words[mention.first - 1].start if wrong.endswith(mention.said) else mention.start
            contradicted.append((starts, wrong))
        else:
            kept.append(mention)
    clear, unclear, settled = _settle(kept, words, book, chosen)
    wrong_starts = {start for start, _ in contradicted}
    strangers = [u for u in unknown_names(text, words, found, hidden) if u[0] not in wrong_starts]
    return Mentions(
        clear=tuple(clear),
        unclear_at=tuple(unclear),
        unknown_at=tuple(sorted({*contradicted, *strangers})),
        passed=tuple(passed),
        settled=tuple(settled),
    )


class _Finder:
    """The names of a book in one sentence."""

    def __init__(self, text: str, words: Sequence[Word], book: Book, hidden: Sequence[tuple[int, int]]) -> None:
        self.text, self.words, self.book = text, words, book
        self.usable = [not w.opaque and not any(a <= w.start < b for a, b in hidden) for w in words]
        self.contacts = [c for c in book.with_any({w.folded for w in words}) if not c.me]
        self.forms = [
            (contact, tuple(fold_name(name).split()), nth == 0)
            for contact in self.contacts
            for nth, name in enumerate((contact.name, *contact.aliases))
        ]

    def all(self) -> list[Mention]:
        """Return every name in order, the longest at each place."""
        found: list[Mention] = []
        place = 0
        while place < len(self.words):
            mention = self._at(place)
            if mention:
                found.append(mention)
                place = mention.last + 1
            else:
                place += 1
        return found

    def _at(self, place: int) -> Mention | None:
        if not self.usable[place] or (self.words[place].glued_before and not self.words[place].at):
            return None
        if self.words[place].at:
            return self._handle(place)
        for last in range(min(place + _LONGEST, len(self.words)) - 1, place - 1, -1):
            part = self.words[place : last + 1]
            if (
                any(w.apart and not self._initial_stop(w) for w in part[1:])
                or any(w.possessive or w.opaque for w in part[:-1])
                or part[-1].glued_after
            ):
                continue
            said = tuple(w.folded for w in part)
            mention = self._called(place, last, said)
            if mention:
                return mention
        return None

    def _initial_stop(self, word: Word) -> bool:
        return self.text[: word.start].rstrip().endswith(".") and not word.first

    def _called(self, place: int, last: int, said: tuple[str, ...]) -> Mention | None:
        whole = [c for c, form, _ in self.forms if form == said or (form[:1] == ("the",) and form[1:] == said != ())]
        if whole and (len(said) > 1 or self._is_a_name(place, whole)):
            return self._mention(place, last, whole, whole=True)
        if len(said) > 1:
            part = [c for c, form, _ in self.forms if _side_by_side(said, form) and self._enough(c, said)]
            part += [c for c, form, _ in self.forms if c not in part and _with_initial(said, form, self.words[last])]
            return self._mention(place, last, part, whole=False) if part else None
        return self._one_word(place, said[0])

    def _enough(self, contact: Contact, said: tuple[str, ...]) -> bool:
        return contact.kind is Kind.PERSON or sum(not is_filler(w) for w in said) > 1

    def _one_word(self, place: int, said: str) -> Mention | None:
        if len(said) < 2:  # noqa: PLR2004 - a letter is no name
            return None
        people = [(c, form, own) for c, form, own in self.forms if c.kind is Kind.PERSON and said in form]
        if not people:
            return None
        first = any(form[0] == said for _, form, _ in people)
        if not (first or self.words[place].capital) or not self._is_a_name(place, [c for c, _, _ in people]):
            return None
        return self._mention(place, place, [c for c, _, _ in people], whole=False)

    def _handle(self, place: int) -> Mention | None:
        last = place
        while last + 1 < len(self.words) and self.words[last].glued_after and self.words[last + 1].glued_before:
            last += 1
        for end in range(last, place - 1, -1):
            said = tuple(w.folded for w in self.words[place : end + 1])
            found = [c for c, form, _ in self.forms if form == said or "".join(form) == said[0] != ""]
            found = found or [c for c, form, _ in self.forms if set(said) <= set(form)]
            if found:
                return self._mention(place, end, found, whole=False)
        return None

    def _mention(self, first: int, last: int, contacts: Sequence[Contact], *, whole: bool) -> Mention:
        start, end = self.words[first].start, self.words[last].end
        distinct = tuple({c.id: c for c in contacts}.values())
        said = " ".join(self.text[start:end].split()).removesuffix("'s").removesuffix("’s")
        return Mention(first, last, start, end, said, self.words[last].possessive, whole, distinct)

    def _is_a_name(self, place: int, contacts: Sequence[Contact]) -> bool:
        """Say whether a single word is written as a name."""
        word = self.words[place]
        before = self.words[place - 1] if place and not word.apart else None
        after = self.words[place + 1] if place + 1 < len(self.words) and not self.words[place + 1].apart else None
        if before and before.folded in DETERMINERS and any(c.kind is Kind.PERSON for c in contacts):
            return False
        if word.folded == "nan" and after and after.folded in ("bread", "breads"):
            return False
        if not (is_common(word.folded) or self.book.is_topic(word.folded)):
            return True
        if word.folded in CALENDAR and self._is_a_month(place):
            return False
        if not word.capital:
            return self._follows_a_cue(place)
        first_name = any(fold_name(c.name).split()[0] == word.folded for c in contacts)
        joined = self.text[word.end :].startswith((" & ", " and "))
        does = after is not None and _is_a_deed(after)
        return not word.first or word.possessive or does or (joined and first_name)

    def _is_a_month(self, place: int) -> bool:
        near = self.words[max(0, place - 1) : place + 2]
        if any(w.folded.isdecimal() for w in near):
            return True
        before = self.words[place - 1].folded if place else ""
        return before in {"in", "by", "until", "since", "last", "next", "early", "late", "mid", "this", "of", "every"}

    def _follows_a_cue(self, place: int) -> bool:
        before = [w.folded for w in self.words[max(0, place - 2) : place]]
        if not before or self.words[place].apart:
            return False
        if before[-1] in _CALLED or before in (["ran", "into"], ["bumped", "into"]):
            return True
        return len(before) > 1 and before[-1] in ("with", "w") and before[0] in _MEETINGS

    def only_spoken_of(self, mention: Mention) -> bool:
        """Say whether a name is not of somebody who took part: ``Nan's sister``, ``without Nan``, ``said Nan``."""
        before = [w.folded for w in self.words[max(0, mention.first - 2) : mention.first]]
        after = self.words[mention.last + 1 : mention.last + 3]
        if mention.possessive and any(w.folded in RELATIONS and not w.apart for w in after):
            return True
        if before and not self.words[mention.first].apart and before[-1] in _SPOKEN_OF:
            return True
        return before in (["instead", "of"], ["rather", "than"], ["because", "of"], ["in", "memory"])

    def contradiction(self, mention: Mention) -> str:
        """Return the name that is really written where what stands beside the words contradicts, else ''."""
        if mention.whole:
            return ""
        return self._other_first_name(mention) or self._other_last_name(mention)

    def _other_first_name(self, mention: Mention) -> str:
        """``Paul Brandt`` where only Theo Brandt is here."""
        first = self.words[mention.first]
        if not mention.first or first.apart or first.first:
            return ""
        before = self.words[mention.first - 1]
        names = {fold_name(p) for c in mention.candidates for name in (c.name, *c.aliases) for p in name.split()}
        if any(fold_name(c.name).split()[:1] == [first.folded] for c in mention.candidates) or before.possessive:
            return ""
        if not before.capital or before.folded in TITLES | CALENDAR | names or self._opens(before):
            return ""
        return f"{before.text} {mention.said}"

    def _other_last_name(self, mention: Mention) -> str:
        """``Dana Tevi`` or ``Dana T`` where only Dana Levi is here."""
        last = self.words[mention.last]
        if last.possessive or mention.last + 1 >= len(self.words):
            return ""
        after = self.words[mention.last + 1]
        if after.apart or not self.usable[mention.last + 1] or after.glued_before:
            return ""
        if len(after.folded) == 1:
            following = self.words[mention.last + 2 : mention.last + 3]
            pronoun = after.text == "I" and self.text[after.end : after.end + 1] != "."
            pronoun = pronoun and not any(w.capital and not w.apart for w in following)
            no_initial = pronoun or (not after.capital and after.folded in "ais") or not after.folded.isalpha()
        else:
            ordinary = after.folded in CALENDAR or after.text == "I" or _is_a_deed(after)
            ordinary = ordinary or (is_filler(after.folded) and after.folded not in {"will", "may"})
            community = any(c.kind is not Kind.PERSON for c in mention.candidates)
            named = self.words[mention.first].capital and after.capital and after.text[0].isalpha()
            no_initial = ordinary or community or not named
        return "" if no_initial else f"{mention.said} {after.text}"

    def _opens(self, word: Word) -> bool:
        """Say whether a capital at the start of a sentence is only that."""
        return word.first and (_is_a_deed(word) or is_common(word.folded) or word.folded in _MEETINGS | _CALLED)


def _side_by_side(said: tuple[str, ...], form: tuple[str, ...]) -> bool:
    return any(form[n : n + len(said)] == said for n in range(len(form) - len(said) + 1))


def _with_initial(said: tuple[str, ...], form: tuple[str, ...], last: Word) -> bool:
    """Say whether `said` is a first name and the initial of a later word of the name."""
    if len(said) != 2 or len(said[1]) != 1 or said[0] != form[0]:  # noqa: PLR2004
        return False
    if not last.capital and said[1] in "ais":
        return False
    return any(word.startswith(said[1]) for word in form[1:])


def _settle(
    mentions: Sequence[Mention], words: Sequence[Word], book: Book, chosen: Mapping[str, int]
) -> tuple[list[Mention], list[Mention], list[str]]:
    """Part what is clear from what is not, after what else is named has been weighed."""
    picked = [_chosen(m, chosen) for m in mentions]
    sure = {m.candidates[0].id for m in picked if len(m.candidates) == 1}
    clear: list[Mention] = []
    unclear: list[Mention] = []
    settled: list[str] = []
    for mention in picked:
        if len(mention.candidates) == 1:
            clear.append(mention)
            continue
        same = [c for c in mention.candidates if c.id in sure]
        beside = mention.first > 0 and words[mention.first - 1].folded in ("and", "or")
        goes = book.linked([c.id for c in mention.candidates], sure) if sure and not same else set()
        only = same if len(same) == 1 and not beside else [c for c in mention.candidates if c.id in goes]
        if len(only) == 1:
            clear.append(mention._replace(candidates=(only[0],)))
            if not same:
                settled.append(f"{mention.said} taken to be {only[0].name}, by who else is named")
        else:
            unclear.append(mention)
    return clear, unclear, settled


def _chosen(mention: Mention, chosen: Mapping[str, int]) -> Mention:
    wanted = chosen.get(fold_name(mention.said))
    only = tuple(c for c in mention.candidates if c.id == wanted)
    return mention._replace(candidates=only) if only else mention


_MEETINGS = frozenset(
    """
    coffee tea cuppa lunch dinner breakfast brunch supper drinks drink beer beers pint call chat walk talk meeting zoom
    skype phone met meet conversation catchup visit dinner ride run swim hike spoke talked chatted speaking worked sat
    """.split()
)
_CALLED = frozenset("called phoned rang emailed mailed texted messaged met visited skyped".split())
_SPOKEN_OF = frozenset("without not except unlike said says thinks mentioned reckons missed nor recommended".split())
_IRREGULAR = frozenset(
    """
    rang came took gave told sent lent taught showed shown wrote made found got went said was has had did met saw brought
    bought built drove fed held kept knew left let lost paid put read ran sang sat sold spoke spent stood sewed swam
    thought threw wore won cut drew ate grew flew fixed helped
    """.split()
)


def _is_a_deed(word: Word) -> bool:
    """Say whether a word tells what somebody did: a past form."""
    return word.folded in _IRREGULAR or (word.folded.endswith("ed") and not word.capital)
