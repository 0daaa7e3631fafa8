"""`forget`: erase a contact from every file of asknet's."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asknet.addresses import known_by, same_number
from asknet.errors import UsageError
from asknet.names import resolve
from asknet.safety.pages import delete_page, page_of, pages_there
from asknet.safety.redaction import EXACT, GAP, Naming, forms_of
from asknet.store.forgetting import forgetting, fresh_backup, rewrite_pages
from asknet.store.rewording import drop_empty_sources, places, reword, strings_of
from asknet.store.sources import fingerprints
from asknet.text import fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from asknet.model import Contact
    from asknet.safety.redaction import Form
    from asknet.store import Store
    from asknet.store.rewording import Place

_OWNERS = {
    "interactions": "entry", "interaction_topics": "entry", "asks": "ask", "outcomes": "ask",
    "contacts": "contact", "details": "contact", "skills": "contact", "referrals": "contact", "source_rows": "contact",
    "synonyms": "synonym", "sources": "import",
}  # fmt: skip
"""Table -> what its owner is called, or a row of it if it has none."""
_MOST_READ = 4_000_000
"""Bytes that are read of a text that an editor left; one that `edit` accepts has a fourth of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What forgetting did.

    `entries` were deleted with the contact, `reworded` are texts of others that named them.
    `contacts` still have the name in their own; in `perhaps` (``ask 3``) there is something
    that may mean them or somebody else: a single word of the name, a spelling of it
    that another contact shares, the end of their telephone number; or it is the path of a text
    that an editor left, too large to be read. `backups` were deleted,
    `strangers` are files beside them that are not asknet's; `imported` says that
    they came from a file, which may add them again; `notices` say what could not be done.
    """

    name: str
    entries: int
    reworded: int
    backups: int
    contacts: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    imported: bool = False
    page: str = ""
    pages: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def forget(store: Store, name: str, *, confirm: str, texts: Sequence[Path] = (), now: str) -> Forgotten:
    """Forget a contact; `confirm` must be their name once more.

    `texts` are files that an editor may have left behind: those that name the contact
    are deleted. Cannot be undone. Raises `UsageError` if `confirm` is another
    name, `StoreError` if another process uses the file or a backup cannot be
    replaced (then nothing but the page is changed), and as `resolve` does.
    """
    backups = len(store.backups.all())
    with forgetting(store, at=now):
        contact = resolve(name, store.contacts, writing=True).contact
        if fold_name(confirm) != fold_name(contact.name):
            message = f"{confirm[:80]!r} is not the name of {contact.name}"
            raise UsageError(message, "Nobody was forgotten; type the full name")
        page = page_of(store.path)
        if page:
            delete_page(page)  # first: it can be written again, and must not keep somebody who is forgotten
        pages = pages_there(store)
        naming = Naming(contact, _shared(store, contact))
        entries = [entry.id for entry in store.interactions.of(contact.id, company=False)]
        mentions = store.interactions.mentioning(contact.id)
        asks = {ask.id for ask in store.asks.of(contact.id)}
        store.asks.note_gone(contact, "was forgotten", named=False)
        imported = bool(store.sources.of(contact.id))
        addresses = {field: getattr(contact, field) for field in ("email", "phone", "url")}
        names = (contact.name, *contact.aliases)
        uids = [contact.uid, *store.contacts.former_uids(contact.id)]
        store.sources.drop_removed(names, uids, fingerprints(names, addresses))
        store.contacts.remove(contact.id)
        left = {entry.id: entry for number in entries if (entry := store.interactions.get(number))}
        spoken_of = {entry.id: entry for number in mentions if (entry := store.interactions.get(number))}
        beside = {number: [who for _, who in entry.with_] for number, entry in (left | spoken_of).items()}
        reworded = _reword(store, naming, beside, asks)
        drop_empty_sources(store.connection())
        perhaps = _perhaps(store, naming)
    unread = [str(path) for path in texts if not _drop_text(path, naming)]
    with store.reading():
        bearing = [name for _, name in store.contacts.names() if naming.redacted(name) != name]
    done = rewrite_pages(store)
    kept = fresh_backup(store) if backups else ""
    return Forgotten(
        name=contact.name,
        entries=len(entries) - len(left),
        reworded=reworded,
        backups=backups,
        contacts=tuple(bearing),
        perhaps=(*perhaps, *unread),
        strangers=tuple(str(path) for path in store.backups.strangers()),
        imported=imported,
        page=str(page or ""),
        pages=tuple(map(str, pages)),
        notices=tuple(said for said in (done, kept) if said),
    )


def _shared(store: Store, contact: Contact) -> set[str | Form]:
    """Return the spellings of the name, and the names and addresses, that may also mean somebody else."""
    names = (contact.name, *contact.aliases)
    folded = {fold_name(name) for name in names}
    mine: dict[Form, int] = {}
    for name in names:
        for form, near in forms_of(name).items():
            mine[form] = max(near, mine.get(form, 0))
    words = {word for form in mine for word in form}
    shared: set[str | Form] = set()
    for name in store.contacts.names_beside(contact.id):
        said = fold_name(name)
        if said in folded:
            shared.add(said)
        if not words.isdisjoint(said.split()):
            shared |= {form for form, near in forms_of(name).items() if near >= mine.get(form, EXACT + 1)}
    for field in ("email", "phone", "url"):
        for value in getattr(contact, field):
            others = store.contacts.load([n for n in store.contacts.having(field, [value]) if n != contact.id])
            if any(_is_same(field, value, other) for who in others for other in getattr(who, field)):
                shared.add(value)
    return shared


def _is_same(field: str, one: str, other: str) -> bool:
    return fold(one) == fold(other) or (
        same_number(one, other) if field == "phone" else known_by(field, one) == known_by(field, other)
    )


def _reword(store: Store, naming: Naming, beside: dict[int, list[str]], asks: set[int]) -> int:
    """Remove the name from every text; if the contact took part, single words of it too."""
    conn = store.connection()
    count = 0
    touched: set[int] = set()
    for place in places(conn):
        others = _took_part(place, beside, asks)
        if reword(conn, place, lambda text, others=others: naming.redacted(text, beside=others), GAP):  # type: ignore[misc]
            count += 1
            touched |= _speaking(store, place)
    for number in sorted(touched):
        store.evidence.reindex(number)
    return count


def _took_part(place: Place, beside: dict[int, list[str]], asks: set[int]) -> list[str] | None:
    """Return who else took part, if the contact did; else None."""
    what = _OWNERS.get(place.table)
    if what == "entry" and place.owner is not None:
        return beside.get(place.owner)
    return [] if what == "ask" and place.owner in asks else None


def _speaking(store: Store, place: Place) -> set[int]:
    """Return the contacts whose evidence includes a text."""
    what = _OWNERS.get(place.table)
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
    """Return the places that may or may not name the contact."""
    asked_for = naming.words | {f"{word}s" for word in naming.words}
    others: set[str] = set()
    for name in store.contacts.names_beside(0):
        others |= asked_for.intersection(fold_name(name).split())
    words, plurals = naming.single_words(others), naming.family(others)
    found: dict[str, None] = {}
    for place in places(store.connection()):
        what = _OWNERS.get(place.table, "")
        strings = [
            s for column, text in place.texts.items() for s in (strings_of(text) if column == "gave" else (text,))
        ]
        if what and any(naming.may_name(text, words, plurals) for text in strings):
            found[_called(store, place, what)] = None
    for number, address in store.contacts.addresses():
        if naming.redacted(address) != address:
            contact = store.contacts.get(number)
            found[contact.name if contact else ""] = None
    return tuple(found)


def _called(store: Store, place: Place, what: str) -> str:
    if what == "contact" and place.owner is not None:
        contact = store.contacts.get(place.owner)
        return contact.name if contact and not contact.me else "you"
    return f"{what} {place.owner if place.owner is not None else next(iter(place.texts.values()))}"


def _drop_text(path: Path, naming: Naming) -> bool:
    """Delete a text if it names the contact; return whether it was read, False for one that is too large."""
    with suppress(OSError):
        if _names(path, naming):
            path.unlink()
            path.parent.rmdir()
        elif path.stat().st_size > _MOST_READ:
            return False
    return True


def _names(path: Path, naming: Naming) -> bool:
    """Return whether the beginning of a file names a contact."""
    with path.open("rb") as file:
        text = file.read(_MOST_READ).decode("utf-8", "replace")
    return naming.redacted(text) != text
