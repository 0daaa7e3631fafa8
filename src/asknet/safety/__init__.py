"""Functions that keep the network safe: undo, backup, restore, check and forget."""
