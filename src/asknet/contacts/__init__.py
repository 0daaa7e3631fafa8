"""Contacts: add, edit, show, list and remove them, and what follows from contacts alone."""
