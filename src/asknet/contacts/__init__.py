"""Contacts: add, edit, show, list and remove them, and what is derived from them alone."""
