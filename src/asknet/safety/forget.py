"""`forget`: leave nothing of a contact in any file of asknet's."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asknet.errors import UsageError
from asknet.names import resolve
from asknet.reindex import renew_evidence
from asknet.safety.redaction import GAP, Naming
from asknet.store.forgetting import forgetting, fresh_backup, rewrite_pages
from asknet.store.rewording import drop_empty_sources, places, reword
from asknet.text import fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from asknet.model import Contact
    from asknet.store import Store
    from asknet.store.rewording import Place

_TOLD = {
    "interactions": "entry", "interaction_topics": "entry", "asks": "ask", "outcomes": "ask",
    "contacts": "contact", "details": "contact", "skills": "contact",
}  # fmt: skip
"""Table -> what its owner is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What forgetting did.

    `entries` went with them, `reworded` are texts of others that named them.
    `contacts` still bear the name in their own; in `perhaps` (``ask 3``) a single
    word of the name stands that may mean somebody else. `backups` were deleted,
    `strangers` are files beside them that are not asknet's; `notices` say what
    could not be done besides.
    """

    name: str
    entries: int
    reworded: int
    backups: int
    contacts: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def forget(store: Store, name: str, *, confirm: str, texts: Sequence[Path] = (), now: str) -> Forgotten:
    """Forget a contact; `confirm` is their name once more.

    `texts` are files that an editor may have left: those that name the contact
    are deleted. Cannot be undone. Raises `UsageError` when `confirm` is another
    name, `StoreError` when another process holds the file or a backup cannot be
    replaced (then nothing is changed), and as names do.
    """
    backups = len(store.backups.all())
    with forgetting(store, at=now):
        contact = resolve(name, store.contacts, writing=True).contact
        if fold_name(confirm) != fold_name(contact.name):
            message = f"{confirm[:80]!r} is not the name of {contact.name}"
            raise UsageError(message, "Nobody was forgotten; type the whole name")
        naming = Naming(contact, _others(store, contact))
        entries = [entry.id for entry in store.interactions.of(contact.id)]
        asks = {ask.id for ask in store.asks.of(contact.id)}
        store.evidence.replace(contact.id, [])
        store.contacts.remove(contact.id)
        left = {entry.id: entry for number in entries if (entry := store.interactions.get(number))}
        beside = {number: [who for _, who in entry.with_] for number, entry in left.items()}
        reworded = _reword(store, naming, beside, asks)
        drop_empty_sources(store.connection())
        perhaps = _perhaps(store, naming)
    for path in texts:
        _drop_text(path, naming)
    with store.reading():
        bearing = [c.name for c in store.contacts.all() if naming.taken_out(c.name) != c.name]
    done = rewrite_pages(store)
    kept = fresh_backup(store) if backups else ""
    return Forgotten(
        name=contact.name,
        entries=len(entries) - len(left),
        reworded=reworded,
        backups=backups,
        contacts=tuple(bearing),
        perhaps=perhaps,
        strangers=tuple(str(path) for path in store.backups.strangers()),
        notices=tuple(said for said in (done, kept) if said),
    )


def _others(store: Store, contact: Contact) -> frozenset[str]:
    """Return names and addresses that somebody else goes by."""
    me = store.contacts.me()
    others = [c for c in [*store.contacts.all(), *([me] if me else [])] if c.id != contact.id]
    names = {fold_name(name) for c in others for name in (c.name, *c.aliases)}
    return frozenset(names | {fold(value) for c in others for value in (*c.email, *c.phone, *c.url)})


def _reword(store: Store, naming: Naming, beside: dict[int, list[str]], asks: set[int]) -> int:
    """Take the name out of every text; where the contact took part, single words of it too."""
    conn = store.connection()
    count = 0
    touched: set[int] = set()
    for place in places(conn):
        others = _took_part(place, beside, asks)
        if reword(conn, place, lambda text, others=others: naming.taken_out(text, beside=others), GAP):  # type: ignore[misc]
            count += 1
            touched |= _speaking(store, place)
    renew_evidence(store, touched)
    return count


def _took_part(place: Place, beside: dict[int, list[str]], asks: set[int]) -> list[str] | None:
    """Return who else took part, where the contact did; None elsewhere."""
    what = _TOLD.get(place.table)
    if what == "entry" and place.owner is not None:
        return beside.get(place.owner)
    return [] if what == "ask" and place.owner in asks else None


def _speaking(store: Store, place: Place) -> set[int]:
    """Return the contacts whose evidence a text is part of."""
    what = _TOLD.get(place.table)
    if what is None or place.owner is None:
        return set()
    if what == "contact":
        return {place.owner}
    if what == "entry":
        entry = store.interactions.get(place.owner)
        return {number for number, _ in entry.with_} if entry else set()
    ask = store.asks.get(place.owner)
    return {turned.contact for turned in ask.outcomes} if ask else set()


def _perhaps(store: Store, naming: Naming) -> tuple[str, ...]:
    """Say where a single word of the name still stands that no other contact has."""
    others = frozenset(w for _, folded in store.contacts.folded_names() for w in folded.split())
    words = naming.single_words(others)
    names = {c.id: c.name for c in store.contacts.all()}
    found: dict[str, None] = {}
    for place in places(store.connection()) if words else ():
        what = _TOLD.get(place.table)
        if what and place.owner and any(naming.stands_in(text, words) for text in place.texts.values()):
            found[names.get(place.owner, "you") if what == "contact" else f"{what} {place.owner}"] = None
    return tuple(found)


def _drop_text(path: Path, naming: Naming) -> None:
    with suppress(OSError):
        text = path.read_text(encoding="utf-8", errors="replace")
        if naming.taken_out(text) != text:
            path.unlink()
            path.parent.rmdir()
