"""The one SQLite file: opening, schema and migrations, reads and writes, undo log."""

from asknet.store.store import Store

__all__ = ["Store"]
