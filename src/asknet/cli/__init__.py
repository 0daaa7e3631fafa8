"""How each verb is typed and shown: parse, call the verb, draw the result."""

import gc

# Starting up makes many objects and no garbage; looking for some takes a tenth of the start.
gc.set_threshold(100_000, 20, 20)
