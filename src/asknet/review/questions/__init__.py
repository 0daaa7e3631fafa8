"""The questions to ask of a network from time to time, one module each.

A module has the records of its answer, a pure function that computes them from plain records, whose docstring defines
the figures (windows and periods in days, thresholds as numbers), and `answer`, which selects those records from the facts.
The same answer serves the terminal, JSON and the page. To add a question: a module here, a field and a
line of `QUESTIONS` in `asknet.review.review`, and a function in `asknet.cli.render.review_sections`.

Entries dated after today are never counted: a planned meeting has not happened yet.
"""
