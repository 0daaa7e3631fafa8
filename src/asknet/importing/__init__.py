"""Import: read rows from files, match them to contacts, store them, and report."""
