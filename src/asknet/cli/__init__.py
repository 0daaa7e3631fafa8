"""The command line: parse what is typed, call the verb, draw the result."""

import gc

# Starting up creates many objects and no garbage; collecting garbage takes a tenth of the start.
gc.set_threshold(100_000, 20, 20)
