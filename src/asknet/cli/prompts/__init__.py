"""Questions that several verbs ask on a terminal, and the text editor."""
