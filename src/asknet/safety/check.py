"""`check`: find faults in the file, and rebuild its index."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from asknet.errors import AsknetError
from asknet.evidence import evidence_id
from asknet.lexicon import meaning_of
from asknet.store.forgetting import finish_forgetting, rewrite_pages
from asknet.store.inspection import Finding, access, inspect, recreate_derived, set_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asknet.store import Store
    from asknet.store.contacts import Contacts
    from asknet.store.evidence_index import EvidenceIndex

_EVERY = 100


class Checked(NamedTuple):
    """What was found and repaired, and whether the network can be used.

    `found` is what is still wrong, after a repair; `notes` are worth knowing but
    are not faults.
    """

    found: tuple[Finding, ...]
    notes: tuple[Finding, ...] = ()
    repaired: tuple[str, ...] = ()
    backup: str = ""

    @property
    def usable(self) -> bool:
        """Return whether other commands work."""
        return all(finding.usable for finding in self.found)


def check(
    store: Store,
    *,
    repair: bool = False,
    own_folder: bool = False,
    now: str,
    progress: Callable[[int], None] | None = None,
) -> Checked:
    """Check the network; with `repair`, repair what can be repaired.

    It checks the pages, links between rows, values, the schema, the index
    against the contacts, and who may read the file (and its folder, if that is
    asknet's `own_folder`). A repair rebuilds the index in one
    transaction, after an automatic backup, and removes others' permissions.
    `progress` is called with the number of contacts compared so far. Raises `StoreError`
    if the file cannot be checked.
    """
    if not store.is_there():
        return Checked((), (Finding(f"there is no network at {store.path} yet", note=True),))
    store.close()

    def look() -> list[Finding]:
        rights = [finding for _, _, finding in access(store.path, own_folder=own_folder)]
        aside = list(set_aside(store.path))
        return inspect(store.path, partial(_differences, progress)) + aside + rights

    found = look()
    if not repair:
        return _separated(found)
    repaired = list(_close_to_others(store, own_folder=own_folder))
    backup = ""
    hopeful = all(finding.repair or finding.usable for finding in found)
    if hopeful and any(finding.repair == "index" for finding in found):
        backup = _rebuild_index(store, now)
        repaired.append("rebuilt the index from the contacts")
    if any(finding.repair == "size" for finding in found):
        repaired.append(rewrite_pages(store) or "cut the file to its right size")
    if any(finding.repair == "aside" for finding in found):
        finish_forgetting(store)
        repaired.append("completed an interrupted forget")
    found = look()
    return _separated(found)._replace(repaired=tuple(repaired), backup=backup)


def _separated(found: list[Finding]) -> Checked:
    return Checked(tuple(f for f in found if not f.note), tuple(f for f in found if f.note))


def _close_to_others(store: Store, *, own_folder: bool) -> Iterator[str]:
    for path, mode, finding in list(access(store.path, own_folder=own_folder)):
        if finding.repair:
            try:
                path.chmod(mode)
            except OSError as error:
                message = f"others' access to {path} cannot be removed ({(error.strerror or str(error)).lower()})"
                raise AsknetError(message, "Check who owns it") from error
            yield f"made {path} readable by you alone"


def _rebuild_index(store: Store, now: str) -> str:
    """Rebuild the index after a backup; return where that is."""
    with store.repairing(at=now):
        backup = store.backups.keep("repair", None, sound=False)
        recreate_derived(store.connection())
        for number in store.dump.contact_numbers():
            store.evidence.reindex(number)
    return str(backup.path)


def _differences(progress: Callable[[int], None] | None, contacts: Contacts, evidence: EvidenceIndex) -> Iterator[str]:
    """Yield how evidence, words and meanings differ from what the contacts would give.

    Those that another version made are not compared: they are rebuilt before they are next used.
    """
    if evidence.made_with() != evidence_id():
        return
    odd: list[str] = []
    for done, (number, name) in enumerate(contacts.names(), 1):
        if not evidence.follows(number):
            odd.append(name)
        if progress and done % _EVERY == 0:
            progress(done)
    if odd:
        more = f" and {len(odd) - 1} more" if len(odd) > 1 else ""
        yield f"the evidence of {odd[0]}{more} does not match their record"
    strange = evidence.count_orphans()
    if strange:
        yield f"there is evidence of {strange} missing contacts"
    if not evidence.words_agree():
        yield "the words of the index do not match the evidence"
    if not evidence.meanings_agree(meaning_of):
        yield "the meanings of the index do not match the evidence"
