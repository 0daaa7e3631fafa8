"""Who is meant by a word that several answer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asknet.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asknet.logbook.sentence.book import Book, Mention
    from asknet.logbook.sentence.words import Word


def settle(
    mentions: Sequence[Mention], words: Sequence[Word], book: Book, chosen: Mapping[str, int]
) -> tuple[list[Mention], list[Mention], list[str]]:
    """Part what is clear from what is not, after what else is named has been weighed.

    `chosen` maps a folded word to the number of the contact that was chosen for it.
    The third list tells which words were settled by who else is named.
    """
    picked = [_chosen(m, chosen) for m in mentions]
    sure = {m.candidates[0].id for m in picked if len(m.candidates) == 1 and not m.loose}
    clear: list[Mention] = []
    unclear: list[Mention] = []
    settled: list[str] = []
    for mention in picked:
        if len(mention.candidates) == 1 and not mention.loose:
            clear.append(mention)
            continue
        same = [c for c in mention.candidates if c.id in sure]
        beside = mention.first > 0 and words[mention.first - 1].folded in ("and", "or")
        goes = set() if mention.loose or same or not sure else book.linked([c.id for c in mention.candidates], sure)
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
    return mention._replace(candidates=only, loose=False) if only else mention
