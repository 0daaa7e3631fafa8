"""Who of those a sentence names took part in what it tells.

Each name gets its part from the words beside it in its clause; the first rule that
says something wins, and who is named without any of them took part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asknet.logbook.sentence.absence import away, left_out
from asknet.logbook.sentence.book import ASKED, MAYBE, SPOKEN_OF, TO_COME, TOOK_PART, Company
from asknet.logbook.sentence.clauses import groups, sentence_of
from asknet.logbook.sentence.hearsay import of_others, reported
from asknet.logbook.sentence.owners import kin_or_details, place_of_others, thing_of_theirs
from asknet.logbook.sentence.plans import planned
from asknet.logbook.sentence.settling import settle
from asknet.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asknet.logbook.sentence.book import Book, Mention, Named
    from asknet.logbook.sentence.clauses import Group
    from asknet.logbook.sentence.words import Word

_BESIDE = frozenset("for of via through by".split())
_BY_WHOM = frozenset(
    "helped taught shown advised rescued given fixed reviewed came stopped dropped popped swung".split()
)
_HELPFUL_OF = frozenset("help hold care advice hand".split())
_QUESTION = (
    r"(?:and |so |but )?(?:did|do|does|is|are|was|were|would|could|should|shall|can|has|have|had|will|may|might|didn't|isn't"
    r"|who|whom|whose|what|when|where|why|how|which|wonder|anyone|ask)\b"
)
_NO_ANSWER = (
    r"[,;:.\s-]*(?:but )?(?:no (?:answer|reply|response|luck)\b"
    r"|(?:he|she|they) (?:didn['’]t|did not|never) (?:answer|reply|replied|answered|pick|respond))"
)
_TO_DO = r"\b(?:to-?do|to do|reminder|plan|next|remember)s?:[^.;]*$"
_BEFORE_A_SUBJECT = frozenset(
    """
    and but so because although though while whereas when then also since as after before until apparently sadly luckily
    unfortunately however later afterwards plus today yesterday finally
    """.split()
)
_ADVERBS = frozenset("also just really still apparently both all who finally kindly then even later".split())
_OF_US = frozenset(
    "me us my our i we with here there along around round over together each everyone helpful lifesaver".split()
)
_BESIDE_A_HEADING = frozenset("for at about on re regarding w".split())
_DID_THERE = frozenset(
    """
    came did joined arrived popped dropped stopped swung brought cooked baked played sang hosted drove helped taught showed
    explained fixed mended repaired called rang phoned texted emailed mailed visited stayed attended met led reviewed
    proofread checked answered demonstrated gave lent sorted carried saved swapped skyped zoomed
    """.split()
)


def company(text: str, words: Sequence[Word], named: Named, book: Book, chosen: Mapping[str, int]) -> Company:
    """Tell apart who took part and who is only named, and settle who is meant.

    Who is only mentioned counts where nobody else took part, people before places.
    `chosen` maps a folded word to the number of the contact that was chosen for it.
    """
    parts = [(m, part) for group in groups(text, words, named.mentions) for m, part in _parts(text, words, group)]
    parts.sort(key=lambda pair: pair[0].first)
    here = [m for m, part in parts if part == TOOK_PART]
    if not here and not named.unknown:
        maybe = [m for m, part in parts if part == MAYBE]
        here = [m for m in maybe if m.candidates[0].kind is Kind.PERSON] or maybe
    clear, unclear, settled = settle(here, words, book, chosen)
    passed = [(m, SPOKEN_OF if part == MAYBE else part) for m, part in parts if m not in here]
    return Company(tuple(clear), tuple(unclear), named.unknown, tuple(passed), tuple(settled))


def _parts(text: str, words: Sequence[Word], group: Group) -> list[tuple[Mention, str]]:
    """Say of each name of a group what part its contact had."""
    kin = [kin_or_details(words, m) for m in group.mentions]
    if kin[-1]:
        return [(m, kin[-1]) for m in group.mentions]
    shared = _part(text, group)
    return [
        (m, own or shared or _in_quotes(text, m) or thing_of_theirs(group, m) or place_of_others(group, m))
        for m, own in zip(group.mentions, kin, strict=True)
    ]


def _part(text: str, group: Group) -> str:
    """Say what part the words beside a group give all its names."""
    before = group.before
    if "?" in text and _is_asked(text, group):
        return ASKED
    if re.match(_NO_ANSWER, text[group.mentions[-1].end :]):
        return MAYBE
    if ":" in text and re.search(_TO_DO, text[: group.mentions[0].start].lower()):
        return TO_COME
    return (
        left_out(before)
        or reported(before)
        or planned(before, group)
        or away(group)
        or _subject_of(text, group)
        or _inside(group)
        or of_others(before, possessive=group.mentions[-1].possessive)
        or (MAYBE if before and before[-1] in _BESIDE and not _helped_by(before) else TOOK_PART)
    )


def _is_asked(text: str, group: Group) -> bool:
    whole = sentence_of(text, group.mentions[0].start)
    return whole.endswith("?") and re.match(_QUESTION, whole.lower()) is not None


def _in_quotes(text: str, mention: Mention) -> str:
    quoted = text[: mention.start].count('"') % 2 == 1 or text.rfind("“", 0, mention.start) > text.rfind(
        "”", 0, mention.start
    )
    return MAYBE if quoted else TOOK_PART


def _subject_of(text: str, group: Group) -> str:
    """Whom a clause is about counts for what they did there or with us: ``Theo came too``, ``Mark showed me``.

    Who only is, wants, forgot or will do something is only mentioned: ``Mark wants to
    learn crochet``. At the very start names may stand as a heading: ``Nan for lunch``.
    """
    if any(word not in _BEFORE_A_SUBJECT for word in group.before):
        return TOOK_PART
    if group.mentions[-1].possessive:
        return MAYBE if group.verb_next and _OF_US.isdisjoint(group.after) else TOOK_PART
    after = list(group.after)
    while after and after[0] in _ADVERBS:
        after = after[1:]
    if not after or after[0] in _DID_THERE or after[:2] in (["turned", "up"], ["showed", "up"]):
        return TOOK_PART
    doing = after[0] in ("is", "are") and after[1:2] != [] and after[1].endswith("ing")
    if after[0] in _MAYBE_ANYWAY or (doing and "me" not in after and "us" not in after):
        return MAYBE
    heading = not text[: group.mentions[0].start].strip() and after[0] in _BESIDE_A_HEADING
    return TOOK_PART if heading or after[-1] == "too" or not _OF_US.isdisjoint(after) else MAYBE


_MAYBE_ANYWAY = frozenset(
    """
    will would can could should might may must won't can't cannot couldn't wouldn't doesn't don't didn't never wants needs
    says thinks knows hopes
    """.split()
)
"""What is only wanted or still to come, whoever it is for."""


def _inside(group: Group) -> str:
    """``Nan taught me the song Bob wrote``: whose deed is told inside a clause about somebody else."""
    verb = group.verb_next and not group.mentions[-1].possessive
    return SPOKEN_OF if verb and "NAME" in group.before[:-1] and group.before[-1] not in ("and", "or") else TOOK_PART


def _helped_by(before: Sequence[str]) -> bool:
    """``taught by Nan``, ``got it fixed at the café by Tom``, ``with the help of Nan``."""
    last, earlier = before[-1], before[:-1]
    if last == "of":
        return earlier[-1:] != () and earlier[-1] in _HELPFUL_OF
    if last != "by":
        return False
    done = any(w.endswith("ed") or w in ("taught", "shown", "done", "cut") for w in earlier)
    passive = done and any(w in ("got", "had", "was", "were", "been") for w in earlier)
    return passive or (earlier[-1:] != () and earlier[-1] in _BY_WHOM)
