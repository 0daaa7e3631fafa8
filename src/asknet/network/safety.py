"""The verbs that keep the network safe: copies, looking whether all is well, and forgetting."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from asknet import environment
from asknet.network.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asknet.safety.backup import Copy
    from asknet.safety.check import Checked
    from asknet.safety.forget import Forgotten
    from asknet.safety.restore import Restored


class SafetyVerbs(Opened):
    """Copying, restoring, checking and forgetting."""

    def backup(self, path: str | Path | None = None, *, force: bool = False) -> Copy:
        """Copy the network to `path`, or among its automatic backups; `force` replaces an older copy."""
        from asknet.safety.backup import backup

        return backup(self._store, environment.named_path(path) if path is not None else None, force=force)

    def backups(self) -> list[Copy]:
        """Return the automatic backups, newest first."""
        from asknet.safety.backup import backups

        return backups(self._store)

    def restore(self, which: str | Path) -> Restored:
        """Put a copy in the place of the network: a path, the name of an automatic backup, or ``last``."""
        from asknet.safety.restore import restore

        return restore(self._store, os.fspath(which), now=self.now)

    def check(self, *, repair: bool = False, progress: Callable[[int], None] | None = None) -> Checked:
        """Look whether all is well with the file; `repair` makes its index anew and closes it to others."""
        from asknet.safety.check import check

        own = environment.keeps_folder(self.path)
        return check(self._store, repair=repair, own_folder=own, now=self.now, progress=progress)

    def finish_forgetting(self) -> None:
        """Finish what a forgetting that was killed left undone; `forget` does so itself."""
        from asknet.store.forgetting import finish_forgetting

        finish_forgetting(self._store)

    def forget(self, name: str, *, confirm: str) -> Forgotten:
        """Leave nothing of a contact in any file of asknet's; `confirm` is the name once more.

        Cannot be undone.
        """
        from asknet.safety.forget import forget

        return forget(self._store, name, confirm=confirm, texts=environment.texts_left(), now=self.now)
