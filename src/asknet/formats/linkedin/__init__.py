"""Exports of LinkedIn: recognising and reading them (`read`), their files, and how they are joined."""
