"""The questions to ask of a network from time to time, one module each.

A module has the records of its answer, a pure function that counts them out of plain records, with what its figures mean in
its docstring (windows and periods in days, thresholds as numbers), and `answer`, which picks those records from the facts.
The same answer serves a terminal, JSON and whatever is drawn from it later. To add a question: a module here, a field and a
line of `QUESTIONS` in `asknet.review.review`, and a function in `asknet.cli.render.review_sections`.

What lies after today counts nowhere: a meeting that is planned has not happened.
"""
