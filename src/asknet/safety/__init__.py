"""What keeps the network safe: undo, backup, restore, check and forget."""
