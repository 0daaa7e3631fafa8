"""The questions to ask of a network from time to time.

Each is a pure function over the plain records of `asknet.records`, with what its
figures mean in its docstring: windows and periods in days, thresholds as numbers. The same
facts serve a terminal, JSON and whatever is drawn from them later.

What lies after today counts nowhere: a meeting that is planned has not happened.
"""
