"""How each verb is typed and shown: parse, call the verb, draw the result."""
