"""The one SQLite file: opening, schema and migrations, reads and writes, undo log."""

from asknet.store.store import NOTE_MS, Store

__all__ = ["NOTE_MS", "Store"]
