"""The log: entries, the asks they settle, and reading one line (`asknet.logbook.sentence`)."""
