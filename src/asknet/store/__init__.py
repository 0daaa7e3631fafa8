"""The one SQLite file: opening it, schema and migrations, reading and writing, the undo log."""

from asknet.store.store import NOTE_MS, Store

__all__ = ["NOTE_MS", "Store"]
