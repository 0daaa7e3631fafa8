"""Import: read rows from files, match them to contacts, write them, and report."""
