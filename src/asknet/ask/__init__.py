"""Who fits a problem: the verb, the ranking and the suggestions. The matcher itself is `asknet.ask.match`."""
