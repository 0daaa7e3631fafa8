"""One file per verb: parse, call `asknet.network.Network`, render."""
