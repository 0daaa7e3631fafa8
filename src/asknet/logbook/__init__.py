"""The log: entries, the asks whose outcome they record, and reading one line (`asknet.logbook.sentence`)."""
